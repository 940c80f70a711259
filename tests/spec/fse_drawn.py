"""Two operations drawn, seven people in them, and the settings their figures are asked with."""

from datetime import date

import polars as pl
from drawing import cells, typed

from pipelines.fse import FseSettings

SETTINGS = FseSettings(date(2025, 6, 30))
PARTICIPANTS = """
participant_id | sex | birth_year
---------------+-----+-----------
a              | F   | 1980
b              | M   | 2002
c              | X   | 1960
d              | F   | 1990
e              | M   |
f              | F   | 1985
f2             | F   | 1985
"""
PLACES = """
pathway_id | participant_id | structure_id | operation_id | scheme      | commune_code | entry_date
-----------+----------------+--------------+--------------+-------------+--------------+-----------
A          | a              | S1           | OP1          | rsa_support | 46042        | 2024-03-01
B          | b              | S1           | OP1          | rsa_support | 45234        | 2024-03-01
C          | c              | S2           | OP2          | mispe_esat  | 46042        | 2024-03-01
C2         | c              | S1           | OP1          | rsa_support | 46042        | 2024-04-01
D          | d              | S1           | OP1          | rsa_support | 46042        | 2024-03-01
E          | e              | S1           | OP1          | rsa_support | 46042        | 2024-03-01
F          | f              | S1           | OP1          | rsa_support | 46042        | 2024-03-01
F2         | f2             | S2           | OP2          | mispe_esat  | 46042        | 2024-05-01
late       | a              | S2           | OP2          | mispe_esat  | 46042        | 2025-07-01
none       | b              | S1           |              | rsa_support | 46042        | 2024-03-01
"""
TRAITS = """
pathway_id | employment_status    | months_unemployed | education
-----------+----------------------+-------------------+----------
A          | long_term_unemployed | 14                | isced_2
B          | in_training          |                   | isced_7_8
C          | inactive             |                   | isced_0_1
C2         | unemployed           | 3                 | isced_0_1
D          | unemployed           | 3                 | isced_3
E          | unemployed           | 3                 | isced_3
F          | self_employed        |                   | isced_4
F2         | employed             |                   | isced_4
late       | unemployed           | 3                 | isced_3
none       | unemployed           | 3                 | isced_3
"""
EXITS = """
pathway_id | exit_date  | exit_reason           | exit_situation | exit_situation_date
-----------+------------+-----------------------+----------------+--------------------
A          | 2024-09-30 | permanent_contract    | employed       | 2024-10-28
B          | 2024-09-30 | job_seeking           | unemployed     | 2024-10-05
C          | 2024-09-30 | orientation_confirmed | employed       | 2024-09-30
D          | 2024-03-01 |                       |                |
"""
OPERATIONS = """
operation_id | operation_name | structure_id | specific_objective | is_disabled_only
-------------+----------------+--------------+--------------------+-----------------
OP1          | Vers l'emploi  | S1           | h                  | false
OP2          | Vers l'ESAT    | S2           | h                  | true
OP3          | Sans personne  | S3           | h                  | false
"""
LINKS = """
source_participant_id | participant_id
----------------------+---------------
f2                    | f
"""
FOLLOWUPS = """
followup_id | pathway_id | due_month | done_on    | situation   | survey_weight
------------+------------+-----------+------------+-------------+--------------
f0          | A          | 3         | 2025-04-02 | employed    | 9
f1          | A          | 6         | 2025-01-15 | unemployed  | 9
f2          | A          | 6         | 2025-04-02 | employed    | 3
f3          | B          | 6         | 2025-04-02 | unreachable | 5
f4          | B          | 6         | 2025-05-02 | inactive    | 1
"""
ACTIVITIES = """
activity_id | pathway_id | kind     | start_date | end_date   | outcome
------------+------------+----------+------------+------------+----------
t1          | A          | training | 2024-06-01 | 2024-07-15 | qualified
t2          | B          | training | 2024-06-01 | 2024-07-15 | done
"""


def pathways() -> pl.DataFrame:
    """Return the pathways drawn as three tables: where and when, who, how they ended."""
    places, traits, exits = (cells(text) for text in (PLACES, TRAITS, EXITS))
    joined = places.join(traits, on="pathway_id").join(exits, on="pathway_id", how="left")
    return typed("pathway", joined)


def followups() -> pl.DataFrame:
    """Return the follow-ups drawn, all of the employee and in the sample."""
    sampled = cells(FOLLOWUPS).with_columns(is_in_survey_sample=pl.lit("true"))
    return typed("followup", sampled)

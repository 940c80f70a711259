"""Two freezes of one store: planted changes, each counted by hand under its one reason."""

from dataclasses import replace
from datetime import date

import drawn_store
import pytest
from drawing import Build
from freezes.frozen import PERIOD, frozen, reasons
from spec.test_given_exit_rules import REASONS, rules

from dashboard.observatory import Question
from dashboard.observatory import rules as rules_in_force
from pipelines.build import warehouse as build_module
from pipelines.build.observation import observed
from pipelines.indicators import Grain, Indicator, indicators
from pipelines.vocabulary import Dimension

POSITIVE = Question("positive_exit", (), (), PERIOD)

BEFORE = """
pathway_id | participant_id | scheme           | exit_date  | exit_reason
-----------+----------------+------------------+------------+------------
stays      | a              | active_mediation | 2025-02-01 | training
corrected  | b              | active_mediation | 2025-02-10 | moved
gone       | c              | active_mediation | 2025-03-01 | training
moving     | d              | active_mediation | 2025-03-05 | dropout
running    | e              | active_mediation |            |
"""
AFTER = """
pathway_id | participant_id | scheme           | exit_date  | exit_reason
-----------+----------------+------------------+------------+------------
fresh      | f              | active_mediation | 2025-04-01 | dropout
running    | e              | active_mediation | 2025-05-05 | training
moving     | d              | active_mediation | 2025-08-05 | dropout
corrected  | b              | active_mediation | 2025-02-10 | training
stays      | a              | active_mediation | 2025-02-01 | training
"""


def test_each_row_changed_moves_the_figure_for_its_own_reason(built: Build) -> None:
    """2 sur 4 devient 3 sur 4 : fresh entre, gone part, moving sort de la période, deux saisies."""
    first = frozen(built(pathway=BEFORE), POSITIVE)
    snapshot = built(pathway=AFTER)
    second = frozen(snapshot, POSITIVE)
    figures = [item.figures[0] for item in (first, second)]
    assert [(item.numerator, item.base) for item in figures] == [(2, 4), (3, 4)]
    assert reasons(snapshot) == {
        "new_rows": (0, 0, 1, 0),
        "withdrawn_rows": (0, 1, 0, 1),
        "perimeter": (0, 0, 0, 1),
        "corrected_rows": (2, 0, 1, 0),
    }


def test_nothing_moves_when_only_the_order_of_the_rows_does(built: Build) -> None:
    head, line, *rows = BEFORE.strip().splitlines()
    frozen(built(pathway=BEFORE), POSITIVE)
    snapshot = built(pathway="\n".join([head, line, *rows[::-1]]))
    frozen(snapshot, POSITIVE)
    assert reasons(snapshot) == {}


def test_a_longer_period_is_entered(built: Build) -> None:
    """moving, sorti en août, est un abandon : il n'entre que dans la base."""
    snapshot = built(pathway=AFTER)
    frozen(snapshot, POSITIVE)
    frozen(snapshot, Question("positive_exit", (), (), ("2025-Q1", "2025-Q3")))
    assert reasons(snapshot) == {"perimeter": (0, 0, 1, 0)}


def test_a_cohort_matures_when_the_reference_date_moves(built: Build) -> None:
    """Sorti le 1er mai, 152 jours au 30 septembre ; jugé, non suivi, au 31 décembre."""
    pathways = BEFORE.replace("2025-03-01", "2025-05-01")
    question = Question("employment_at_6_months", (), (), PERIOD)
    frozen(built(pathway=pathways), question)
    snapshot = built(reference_date=date(2025, 12, 31), pathway=pathways)
    frozen(snapshot, question)
    assert reasons(snapshot) == {"matured_cohort": (0, 0, 1, 0)}


COACHED = """
pathway_id | participant_id | scheme             | entry_date
-----------+----------------+--------------------+-----------
coached    | a              | intensive_coaching | 2025-09-01
"""
MET = """
activity_id | pathway_id | kind      | start_date
------------+------------+-----------+-----------
e1          | coached    | interview | 2025-09-02
"""


def test_time_passes_over_the_same_rows(built: Build) -> None:
    """Cinq semaines commencées au 30 septembre, sept au 14 octobre ; une rencontre en tout."""
    question = Question("individual_meeting_weeks")
    frozen(built(pathway=COACHED, activity=MET), question)
    later = built(reference_date=date(2025, 10, 14), pathway=COACHED, activity=MET)
    frozen(later, question)
    assert reasons(later) == {"time_passed": (0, 0, 2, 0)}


def test_a_changed_exit_rule_is_a_change_of_rule(built: Build) -> None:
    """died revient dans la base ; moved et retired la quittent."""
    question = Question("positive_exit")
    frozen(built(pathway=REASONS, exit_rule=rules({"neutralised": "death|withdrawn"})), question)
    snapshot = built(pathway=REASONS, exit_rule=rules({"neutralised": "moved|retirement"}))
    frozen(snapshot, question)
    assert reasons(snapshot) == {"rule_change": (0, 0, 1, 2)}


def test_an_exit_rule_says_nothing_of_a_figure_that_does_not_use_it(built: Build) -> None:
    question = Question("individual_meeting_weeks")
    drawn = {"pathway": COACHED, "activity": MET}
    frozen(built(**drawn), question)
    later = built(date(2025, 10, 14), exit_rule=rules({"neutralised": "moved"}), **drawn)
    frozen(later, question)
    assert reasons(later) == {"time_passed": (0, 0, 2, 0)}


def test_another_definition_is_a_change_of_rule(
    built: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La définition simulée compte le déménagement parmi les issues favorables : corrected."""
    frozen(built(pathway=BEFORE), POSITIVE)
    known = indicators()["positive_exit"]
    sql = known.sql.replace("'other_positive')", "'other_positive') OR exit_reason = 'moved'")
    other = replace(known, sql=sql)

    def simulated(grain: Grain) -> list[Indicator]:
        return [other if item.code == other.code else item for item in observed(grain)]

    monkeypatch.setattr(build_module, "observed", simulated)
    monkeypatch.setattr(
        rules_in_force, "indicators", lambda: {**indicators(), "positive_exit": other}
    )
    monkeypatch.setattr(drawn_store, "_recent", {})
    snapshot = built(pathway=BEFORE)
    frozen(snapshot, POSITIVE)
    assert reasons(snapshot) == {"rule_change": (1, 0, 0, 0)}


WORKERS = """
pathway_id | participant_id | scheme | exit_date  | exit_reason | exit_year_hours | hours_worked
-----------+----------------+--------+------------+-------------+-----------------+-------------
short      | a              | iae    | 2025-02-01 | training    | 10              | 10
"""


def test_another_kind_of_structure_is_a_related_row(built: Build) -> None:
    """Dix heures suffisent en EI ; en AI, il en faut 150 : la sortie n'est plus comptée."""
    kinds = "structure_id | kind\n---|---\nS1 | {}"
    frozen(built(pathway=WORKERS, structure=kinds.format("EI")), POSITIVE)
    snapshot = built(pathway=WORKERS, structure=kinds.format("AI"))
    frozen(snapshot, POSITIVE)
    assert reasons(snapshot) == {"related_rows": (0, 1, 0, 1)}


def test_another_crosswalk_is_a_change_of_rule(
    built: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Le même code de la source, classé ailleurs : le frein de logement n'est plus compté."""
    obstacles = "pathway_id | obstacle | source_code\n---|---|---\nstays | {} | F07"
    question = Question("obstacle_resolved", (), ((Dimension.OBSTACLE, ("housing",)),))
    frozen(built(pathway=BEFORE, obstacle=obstacles.format("housing")), question)
    monkeypatch.setattr(rules_in_force, "CROSSWALK_VERSION", "another")
    snapshot = built(pathway=BEFORE, obstacle=obstacles.format("mobility"))
    frozen(snapshot, question)
    assert reasons(snapshot) == {"rule_change": (0, 0, 0, 1)}


def test_people_present_are_followed_through_their_pathways(built: Build) -> None:
    """running sort : saisie complétée ; fresh, sorti aussi, n'est jamais présent."""
    question = Question("caseload")
    frozen(built(pathway=BEFORE), question)
    snapshot = built(pathway=AFTER)
    frozen(snapshot, question)
    assert reasons(snapshot) == {"corrected_rows": (0, 1, 0, 0)}

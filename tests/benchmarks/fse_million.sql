-- Plus d'un million de lignes FSE+ tirées par hachage, dans les tables que la porte lit.
CREATE SCHEMA mart;
CREATE SCHEMA core;
CREATE SCHEMA ref;
CREATE TABLE mart.fse_row AS
WITH drawn AS (
    SELECT
        i,
        DATE '2022-01-01' + CAST(hash(i + 1) % 1500 AS INTEGER) AS entry_date,
        CAST(i % 300 AS INTEGER) AS days,
        hash(i + 2) % 3 AS sex,
        hash(i + 4) % 10 AS status,
        hash(i + 8) % 4 AS ending
    FROM range(1020000) AS number (i)
)
SELECT
    CAST(i AS INTEGER) AS pathway_id,
    'D' || i AS pathway_code,
    CAST(hash(i + 7) % 900000 AS INTEGER) AS participant_id,
    'P' || (hash(i + 7) % 900000) AS pseudonym,
    'OP' || (hash(i) % 40) AS operation_id,
    'S' || (hash(i) % 40) AS structure_id,
    '46' AS department_code,
    '1' AS priority,
    'h' AS specific_objective,
    'transition' AS region_category,
    FALSE AS is_objective_l,
    hash(i) % 40 = 3 AS is_disabled_only,
    entry_date,
    CASE WHEN i % 5 > 0 THEN entry_date + days END AS exit_date,
    CASE sex WHEN 0 THEN 'F' WHEN 1 THEN 'M' ELSE 'X' END AS sex,
    CAST(16 + hash(i + 3) % 50 AS INTEGER) AS age_at_entry,
    CASE WHEN status < 6 THEN 'unemployed' WHEN status < 8 THEN 'inactive' WHEN status < 9 THEN 'employed' END
        AS status_entry,
    CAST(hash(i + 5) % 36 AS SMALLINT) AS unemployed_months,
    CAST(hash(i + 6) % 9 AS INTEGER) AS isced_entry,
    i % 9 = 0 AS in_training_entry,
    i % 7 = 0 AS disability,
    i % 11 = 0 AS third_country,
    i % 12 = 0 AS foreign_background,
    i % 13 = 0 AS homeless,
    CAST(1 + i % 3 AS INTEGER) AS degurba,
    CASE WHEN i % 5 > 0 THEN CASE ending WHEN 0 THEN 'employed' WHEN 1 THEN 'unemployed' WHEN 2 THEN 'inactive' END END
        AS status_exit,
    CASE WHEN i % 50 = 0 THEN 'iae' ELSE 'open_market' END AS work_at_exit,
    CASE WHEN i % 5 > 0 THEN entry_date + days + CAST(i % 40 AS INTEGER) END AS exit_observed_on,
    ending = 1 AS job_seeking_exit,
    ending = 2 AS in_training_exit,
    CASE WHEN i % 17 = 0 THEN entry_date + days END AS qualification_on,
    i % 3 = 0 AS in_sample_6m,
    1.0 + i % 3 AS sample_weight,
    CASE WHEN i % 2 = 0 THEN 'employed' ELSE 'unemployed' END AS status_6m,
    entry_date + days + 190 AS observed_6m_on,
    i % 2 = 0 AS improved_6m,
    entry_date + 10 AS entry_recorded_on,
    entry_date + days + CAST(i % 50 AS INTEGER) AS exit_recorded_on,
    CASE WHEN i % 6 > 0 THEN 'document' END AS eligibility_proof,
    entry_date - 20 AS eligibility_proof_date
FROM drawn;
CREATE TABLE core.structure (structure_id VARCHAR, structure_name VARCHAR);
CREATE TABLE core.operation AS
SELECT DISTINCT
    operation_id,
    operation_id AS operation_name,
    structure_id,
    '1' AS priority,
    'h' AS specific_objective,
    'transition' AS region_category,
    DATE '2022-01-01' AS start_date,
    DATE '2027-12-31' AS end_date,
    is_disabled_only
FROM mart.fse_row;
CREATE TABLE mart.structure AS SELECT DISTINCT structure_id, structure_id AS structure_name FROM mart.fse_row;
CREATE TABLE ref.territory_name (kind VARCHAR, code VARCHAR, name VARCHAR);
CREATE TABLE ref.set_aside (file VARCHAR, line UINTEGER, "column" VARCHAR, rule VARCHAR, message VARCHAR);

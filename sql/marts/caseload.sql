-- Un parcours présent à une fin de trimestre (ou à la date de référence pour le trimestre en cours) par ligne.
SELECT
    pathway.pathway_id,
    quarter.quarter_code
FROM mart.pathway AS pathway
INNER JOIN ref.quarter AS quarter
    ON pathway.entry_date <= quarter.observed_on
    AND (pathway.exit_date IS NULL OR pathway.exit_date > quarter.observed_on)

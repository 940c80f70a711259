-- code: A20
-- label: Retour dans l'opération avant la fin du délai
-- what_to_do: Vérifier la sortie : le résultat de la première sortie est retiré.
SELECT
    spell.pathway_id,
    spell.operation_id,
    spell.structure_id,
    min(back.entry_date - spell.exit_date) AS days_late
FROM participation AS unit
INNER JOIN visible AS spell
    ON unit.operation_id = spell.operation_id AND unit.participant_id = spell.participant_id
INNER JOIN visible AS back
    ON spell.operation_id = back.operation_id AND spell.participant_id = back.participant_id
CROSS JOIN setting
WHERE unit.spells > 1
    AND back.pathway_id <> spell.pathway_id
    AND back.entry_date <= setting.as_of
    AND spell.exit_date > spell.entry_date
    AND back.entry_date >= spell.exit_date
    AND back.entry_date < spell.exit_date + INTERVAL 1 DAY * setting.exit_window_days
GROUP BY spell.pathway_id, spell.operation_id, spell.structure_id

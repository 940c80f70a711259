-- Aucune entrée ni sortie après la date de référence. La requête ne doit rien renvoyer.
SELECT pathway.pathway_id
FROM mart.pathway AS pathway
CROSS JOIN ref.build AS build
WHERE pathway.entry_date > build.reference_date OR pathway.exit_date > build.reference_date

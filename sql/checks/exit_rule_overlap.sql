-- À un jour donné, une seule règle de sortie s'applique à une structure. La requête ne doit rien renvoyer.
SELECT
    rule.rule_id,
    other.rule_id AS other_rule_id
FROM ref.exit_rule AS rule
INNER JOIN ref.exit_rule AS other
    ON rule.rule_id < other.rule_id
    AND rule.scheme = other.scheme
    AND (
        rule.structure_kind IS NULL
        OR other.structure_kind IS NULL
        OR rule.structure_kind = other.structure_kind
    )
    AND (rule.valid_to IS NULL OR other.valid_from <= rule.valid_to)
    AND (other.valid_to IS NULL OR rule.valid_from <= other.valid_to)

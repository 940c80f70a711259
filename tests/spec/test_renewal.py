"""Parcours renouvelés."""

from drawing import Observe, counts


def test_rank_zero_is_the_first_period(observe: Observe) -> None:
    """Rang 0 : première période ; rang 1 ou plus : renouvellement ; sans rang : à part."""
    pathways = """
    pathway_id | participant_id | scheme             | renewal_rank
    -----------+----------------+--------------------+-------------
    first      | a              | intensive_coaching | 0
    renewed    | a              | intensive_coaching | 1
    again      | a              | intensive_coaching | 2
    not_told   | b              | intensive_coaching |
    elsewhere  | c              | rsa_support        | 1
    """
    assert observe("renewal", pathway=pathways) == counts(yes=2, no=1, unknown=1)

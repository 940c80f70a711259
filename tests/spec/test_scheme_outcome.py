"""Issue visée par le dispositif."""

from drawing import Observe

from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id  | participant_id | scheme      | exit_date  | exit_reason               | exit_situation
------------+----------------+-------------+------------+---------------------------+---------------
confirmed   | a              | mispe_esat  | 2025-01-31 | orientation_confirmed     |
refused     | b              | mispe_esat  | 2025-01-31 | orientation_not_confirmed |
trial_cdi   | c              | mispe_esat  | 2025-01-31 | permanent_contract        |
vanished    | d              | mispe_esat  | 2025-01-31 |                           |
ccas_next   | e              | mesp_ccas   | 2025-01-31 | next_scheme               |
aci_next    | f              | aci         | 2025-01-31 | next_scheme               |
aci_cdi     | g              | aci         | 2025-01-31 | permanent_contract        |
died        | h              | aci         | 2025-01-31 | death                     |
no_reason   | i              | rsa_support | 2025-01-31 |                           | employed
ongoing     | j              | rsa_support |            |                           |
"""


def test_the_same_reason_is_aimed_at_by_one_scheme_and_not_by_another(observe: Observe) -> None:
    """La suite dans un autre dispositif est visée par la MESP, pas par l'ACI ; l'orientation
    confirmée l'est par la MISPE, un CDI non ; sans motif, l'issue est inconnue."""
    assert observe("scheme_outcome", by=(Dimension.SCHEME,), pathway=PATHWAYS) == {
        "mispe_esat": {"yes": 1, "no": 2, "unknown": 1},
        "mesp_ccas": {"yes": 1},
        "aci": {"yes": 1, "no": 1, "excluded": 1},
        "rsa_support": {"unknown": 1},
    }

"""Les objectifs qu'une personne peut lire : ceux dont elle voit tous les parcours."""

import polars as pl
import pytest
from drawing import EVERYONE, Build, drawn

from dashboard.observatory.targets import targets
from dashboard.scope import Role, Scope

PATHWAYS = """
pathway_id | participant_id | structure_id | operation_id | commune_code
-----------+----------------+--------------+--------------+-------------
p1         | a              | S1           | O1           | 46042
p2         | b              | S2           |              | 46042
p3         | c              | S2           | O1           | 45234
"""
TARGETS = """
target_id | perimeter_kind | perimeter_code
----------+----------------+---------------
lot       | department     | 46
loiret    | department     | 45
inside    | structure      | S1
astride   | structure      | S2
absent    | structure      | S9
"""


def agreed() -> pl.DataFrame:
    """Return the targets drawn above, each a tenth of dropouts at most in 2024."""
    names, _, *lines = TARGETS.strip().splitlines()
    more = "indicator | period_start | period_end | value | unit | source_document"
    same = "dropout | 2024-01-01 | 2024-12-31 | 0.1 | part | Convention"
    return drawn("target", "\n".join([f"{names} | {more}", "-", *(f"{x} | {same}" for x in lines)]))


@pytest.mark.parametrize(
    ("role", "code", "expected"),
    [
        (Role.COUNCIL, "46", ["inside", "lot"]),
        (Role.DIRECTOR, "S2", ["astride", "loiret"]),
        (Role.FUNDER, "O1", ["inside", "loiret"]),
    ],
)
def test_only_targets_of_people_all_in_the_scope_are_seen(
    built: Build, role: Role, code: str, expected: list[str]
) -> None:
    # p2 has no operation: neither the Lot nor S2 is whole for the funder of O1.
    snapshot = built(pathway=PATHWAYS, target=agreed())
    seen = targets(snapshot, Scope("x", role, frozenset({code}), "x"))
    assert seen["target_id"].sort().to_list() == expected


def test_a_scope_without_codes_sees_no_target(built: Build) -> None:
    snapshot = built(pathway=PATHWAYS, target=agreed())
    assert targets(snapshot, Scope("x", Role.COUNCIL, frozenset(), "x")).is_empty()
    assert len(targets(snapshot, EVERYONE)) == 4

"""Départements far apart stand one beside the other, each as it is, all to one scale."""

import pytest

from dashboard.document import Area
from dashboard.exports.document_panels import Label, laid_out

Ring = tuple[tuple[float, float], ...]


def rectangle(west: float, south: float, across: float, down: float) -> Ring:
    east, north = west + across, south + down
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def area(code: str, panel: str, ring: Ring) -> Area:
    return Area(code, code, "value", 0, 1, 10, 10.0, (ring,), panel)


def box(found: Area) -> tuple[float, float, float, float]:
    places = [at for ring in found.rings for at in ring]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs), min(ys), max(xs), max(ys)


def test_one_département_is_drawn_alone_without_a_name() -> None:
    """On the equator a degree of longitude is a degree of latitude: nothing moves."""
    alone = area("A", "Lot", rectangle(-1.0, -1.0, 2.0, 2.0))
    placed, labels = laid_out((alone,))
    assert placed[0].rings == alone.rings
    assert labels == ()


def test_two_départements_stand_side_by_side_under_their_names() -> None:
    """The largest is 2 across, so that a place is 2.24 wide; each stands in its middle."""
    one = area("A", "Lot", rectangle(-1.0, -1.0, 2.0, 2.0))
    other = area("B", "Manche", rectangle(50.0, -0.5, 1.0, 1.0))
    placed, labels = laid_out((other, one))
    found = {item.code: box(item) for item in placed}
    assert found["A"] == pytest.approx((0.12, -2.0, 2.12, 0.0), abs=1e-3)
    assert found["B"] == pytest.approx((2.86, -1.0, 3.86, 0.0), abs=1e-3)
    assert [(label.name, round(label.x, 2)) for label in labels] == [
        ("Lot", 1.12),
        ("Manche", 3.36),
    ]
    assert all(isinstance(label, Label) and label.y > 0 for label in labels)


def test_a_fourth_département_begins_another_line_below() -> None:
    areas = tuple(
        area(name, name, rectangle(10.0 * rank, -1.0, 2.0, 2.0)) for rank, name in enumerate("ABCD")
    )
    placed, _ = laid_out(areas)
    found = {item.code: box(item) for item in placed}
    assert found["D"][3] < found["A"][1]
    assert found["D"][0] == pytest.approx(found["A"][0], abs=1e-6)

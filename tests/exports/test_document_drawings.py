"""The chart and the map: north up, holes kept, looks told apart without colour."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from exports.meeting_document import chart, share
from exports.meeting_map import drawn_map

from dashboard.components.palette import PALETTES, Mode
from dashboard.document import Area, Bar, Map, MapClass
from dashboard.exports import document_colours
from dashboard.exports.document_chart import chart_svg
from dashboard.exports.document_fonts import printable
from dashboard.exports.document_map import key_svgs, map_svg
from dashboard.exports.typography import unbroken

SVG = "{http://www.w3.org/2000/svg}"
Ring = tuple[tuple[float, float], ...]


def square(west: float, south: float, side: float, clockwise: bool) -> Ring:
    east, north = west + side, south + side
    ring = ((west, south), (west, north), (east, north), (east, south), (west, south))
    return ring if clockwise else ring[::-1]


def area(name: str, look: str, rank: int | None, *rings: Ring) -> Area:
    return Area(name, name, look, rank, 1, 2, 0.5, rings)


def shapes(svg: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    groups = (group for group in root.iter(f"{SVG}g") if "mark-shape" in group.get("class", ""))
    return list(next(groups).iter(f"{SVG}path"))


def box(path: ElementTree.Element) -> tuple[float, float, float, float]:
    """Return west, top, east, bottom of a path, in the drawing."""
    numbers = [float(value) for value in re.findall(r"-?\d+(?:\.\d+)?", path.get("d", ""))]
    across, down = numbers[::2], numbers[1::2]
    return min(across), min(down), max(across), max(down)


@pytest.mark.parametrize("clockwise", [True, False])
def test_north_is_up_and_east_on_the_right_whatever_the_winding(clockwise: bool) -> None:
    corner = square(1, 44, 0.1, clockwise)
    north = square(1, 45, 0.1, clockwise)
    east = square(2, 44, 0.1, clockwise)
    areas = tuple(
        area(name, "value", 0, ring)
        for name, ring in (("corner", corner), ("north", north), ("east", east))
    )
    drawn = Map("", "", (MapClass("", "value", 0, 3),), areas, "", "", None)
    there, above, right = map(box, shapes(map_svg(drawn)))
    assert above[3] < there[1]
    assert right[0] > there[2]
    assert above[0] == pytest.approx(there[0])
    # At 44.55 degrees a degree of longitude is cos(44.55°) = 0.7127 of one of latitude.
    assert (right[0] - there[0]) / (there[1] - above[1]) == pytest.approx(0.7127, abs=2e-3)


@pytest.mark.parametrize("clockwise", [True, False])
def test_a_hole_stays_a_hole_whatever_its_winding(clockwise: bool) -> None:
    around, hole = square(1, 44, 1, True), square(1.4, 44.4, 0.2, clockwise)
    drawn = Map(
        "", "", (MapClass("", "value", 0, 1),), (area("a", "value", 0, around, hole),), "", "", None
    )
    svg = map_svg(drawn)
    (path,) = shapes(svg)
    assert path.get("d", "").count("M") == 2
    assert re.search(r'<g fill-rule="evenodd"', svg)


def test_each_look_has_its_own_drawing_on_the_map_and_in_the_legend() -> None:
    drawn = drawn_map()
    looks = {
        (path.get("fill"), path.get("stroke-dasharray") or None) for path in shapes(map_svg(drawn))
    }
    # Four classes over five teals: the first, the second, the fourth and the last.
    pale, light, deep, deepest = (document_colours.SEQUENCE[rank] for rank in (0, 1, 3, 4))
    assert looks == {
        (pale, None),
        (light, None),
        (deep, None),
        (deepest, None),
        ("url(#zero)", None),
        ("url(#withheld)", None),
        ("#ffffff", "3,2"),
    }
    keys = [next(reversed(list(ElementTree.fromstring(key)))) for key in key_svgs(drawn)]
    assert [key.get("fill") for key in keys] == [
        pale,
        light,
        deep,
        deepest,
        "url(#zero)",
        "url(#withheld)",
        "#ffffff",
    ]
    assert [key.get("stroke-dasharray") for key in keys] == [*[""] * 6, "3 2"]


def test_a_territory_without_outline_is_not_drawn_and_shifts_no_letter() -> None:
    drawn = drawn_map()
    without = (replace(drawn.areas[0], rings=()), *drawn.areas[1:])
    svg = map_svg(replace(drawn, areas=without))
    assert len(shapes(svg)) == 11
    assert ">K</text>" in svg
    assert ">L</text>" not in svg


def test_a_bar_is_drawn_only_for_a_share_and_its_end_tells_the_counts() -> None:
    svg = chart_svg(chart())
    root = ElementTree.fromstring(svg)
    (bars,) = (
        item
        for item in root.iter(f"{SVG}g")
        if "mark-rect" in item.get("class", "") and "layer_0" in item.get("class", "")
    )
    drawn = list(bars.iter(f"{SVG}path"))
    widths = [box(path) for path in drawn]
    assert len(widths) == 6
    words = [item.text for item in root.iter(f"{SVG}text")]
    assert "base < 10" in words
    assert "(7/9)" in words
    assert "(402/1\u202f211)" in words


def test_a_name_on_several_lines_keeps_all_its_words() -> None:
    name = "Accompagnement " * 12
    drawn = replace(chart(), bars=(Bar(name.strip(), share(3, 30)),))
    assert chart_svg(drawn).count("Accompagnement") >= 12


def test_print_colours_are_those_of_the_light_theme() -> None:
    light = PALETTES[Mode.LIGHT]
    assert light.sequence == document_colours.SEQUENCE
    for name in ("text", "muted", "accent", "alert", "alert_panel", "panel", "border", "grid"):
        assert getattr(document_colours, name.upper()) == getattr(light, name)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ink", ["TEXT", "MUTED", "ACCENT", "ALERT"])
@pytest.mark.parametrize("paper", ["PAPER", "PANEL", "ALERT_PANEL"])
def test_words_are_readable_on_every_paper(ink: str, paper: str) -> None:
    dark, pale = (luminance(getattr(document_colours, name)) for name in (ink, paper))
    assert (pale + 0.05) / (dark + 0.05) >= 4.5


def test_characters_no_shipped_font_draws_become_a_square() -> None:
    assert printable("Œuvre à 37 % — « été » 😀") == "Œuvre à 37 % — « été » 😀"
    assert printable("漢\tб\x00") == "□ б "


def test_double_signs_hold_to_the_word_before_them() -> None:
    assert unbroken("Où ? « Ici » : 37 % ; là !") == (
        "Où\u00a0? «\u00a0Ici\u00a0»\u00a0: 37\u00a0%\u00a0; là\u00a0!"
    )
    assert unbroken("a:b") == "a:b"

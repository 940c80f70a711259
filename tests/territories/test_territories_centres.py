"""The centre of a commune lies in it: a lost sign or a mistype gives way to a point inside."""

import polars as pl
import shapely

from pipelines.territories.outlines import with_centres


def outline(west: float, south: float) -> str:
    return str(shapely.to_wkb(shapely.box(west, south, west + 0.2, south + 0.2), hex=True))


def test_a_centre_outside_its_commune_gives_way_to_a_point_inside() -> None:
    communes = pl.DataFrame(
        {
            "commune_code": ["29044", "46042", "46102", "99999"],
            "longitude": [4.1, 1.5, None, 3.0],
            "latitude": [48.1, 44.5, None, 45.0],
        }
    )
    outlines = pl.DataFrame(
        {
            "kind": ["commune"] * 3,
            "code": ["29044", "46042", "46102"],
            "geometry": [outline(-4.2, 48.0), outline(1.4, 44.4), outline(2.0, 44.6)],
        }
    )
    centres = with_centres(communes, outlines).rows()
    assert centres == [
        ("29044", -4.1, 48.1),
        ("46042", 1.5, 44.5),
        ("46102", 2.1, 44.7),
        ("99999", 3.0, 45.0),
    ]


def test_no_outline_at_all_leaves_centres_as_they_are() -> None:
    communes = pl.DataFrame({"commune_code": ["46042"], "longitude": [1.5], "latitude": [44.5]})
    outlines = pl.DataFrame(schema={"kind": pl.String, "code": pl.String, "geometry": pl.String})
    assert with_centres(communes, outlines).equals(communes)

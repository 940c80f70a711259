"""What every map shares: a compact deck, layers of outlines, the look of its tooltip."""

import json
from collections.abc import Sequence
from typing import Any

import pydeck as pdk

from dashboard.components.palette import Palette


class CompactDeck(pdk.Deck):  # type: ignore[misc]
    """A deck whose description is written without indentation."""

    def to_json(self) -> str:
        """Return the description on one line."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


def deck_of(
    layers: Sequence[pdk.Layer], view: pdk.ViewState, tooltip: dict[str, object]
) -> CompactDeck:
    """Return a map without any background fetched elsewhere, that a wheel does not zoom."""
    return CompactDeck(
        layers=list(layers),
        initial_view_state=view,
        views=[pdk.View(type="MapView", controller={"scrollZoom": False})],
        map_provider=None,
        tooltip=tooltip,
    )


def outlines_layer(name: str, url: str, **looks: Any) -> pdk.Layer:
    """Return the shapes of a cached file, with thin lines unless `looks` tells otherwise."""
    settled = {"stroked": True, "get_line_width": 0, "line_width_min_pixels": 0.7} | looks
    return pdk.Layer("GeoJsonLayer", data=url, id=name, line_width_units="'pixels'", **settled)


def tooltip_of(palette: Palette, mark: str, width: int) -> dict[str, object]:
    """Return the tooltip of a deck: a name, and a mark, by its classes, a style sheet fills in."""
    return {
        "html": f'<b>{{name}}</b><br><span class="{mark}"></span>',
        "style": {
            "backgroundColor": palette.panel,
            "color": palette.text,
            "border": f"1px solid {palette.border}",
            "borderRadius": "6px",
            "fontSize": "14px",
            "maxWidth": f"{width}px",
        },
    }

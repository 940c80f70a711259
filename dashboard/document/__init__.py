"""What a meeting document says, before any file is written."""

from dashboard.document.cells import Cell, Column, Figure, Kind, Table
from dashboard.document.compose import compose
from dashboard.document.content import (
    Definition,
    Document,
    Finding,
    Gap,
    KeyFigure,
    Target,
    as_json,
    from_json,
    identifier,
)
from dashboard.document.drawn import Area, Bar, Chart, Map, MapClass
from dashboard.document.request import Request, last_year, read_period
from dashboard.document.variants import PLANS, Variant

__all__ = [
    "PLANS",
    "Area",
    "Bar",
    "Cell",
    "Chart",
    "Column",
    "Definition",
    "Document",
    "Figure",
    "Finding",
    "Gap",
    "KeyFigure",
    "Kind",
    "Map",
    "MapClass",
    "Request",
    "Table",
    "Target",
    "Variant",
    "as_json",
    "compose",
    "from_json",
    "identifier",
    "last_year",
    "read_period",
]

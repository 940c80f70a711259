"""The territories of France, offline: communes, what they belong to, names and outlines."""

from pipelines.territories.load import load_territories
from pipelines.territories.model import (
    Territories,
    TerritoriesFileError,
    TerritoriesMissingError,
    department_of,
)
from pipelines.territories.resolve import Remark, resolve_communes

__all__ = [
    "Remark",
    "Territories",
    "TerritoriesFileError",
    "TerritoriesMissingError",
    "department_of",
    "load_territories",
    "resolve_communes",
]

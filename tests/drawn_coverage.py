"""A territory small enough to score by hand: eight communes, three structures, given minutes.

Communes are a degree of latitude apart, so that nothing but the given minutes is in reach, save
that 12001, whose département is not loaded, lies 11 km from Estal.
"""

from datetime import date
from pathlib import Path

import polars as pl
from drawing import EVERYONE, POLYGONS, drawn, people_of
from drawn_store import Tables, publish_drawn

from dashboard.scope import write_access
from pipelines.snapshot import Snapshot

REFERENCE_DATE = date(2025, 9, 30)
TERRITORY = pl.DataFrame(
    [
        ("46001", "Albas", "46", "E1", "T1", 1000, 1.5, 43.0),
        ("46002", "Bach", "46", "E1", "T1", 500, 1.5, 44.0),
        ("46003", "Cahus", "46", "E2", None, 900, 1.5, 45.0),
        ("46004", "Douelle", "46", "E2", None, 100, 1.5, 46.0),
        ("46005", "Estal", "46", "E3", None, 300, 1.5, 47.0),
        ("46006", "Gourdon", "46", "E4", None, 200, 1.5, 48.0),
        ("46007", "Herm", "46", "E4", None, 150, 1.5, 49.0),
        ("82001", "Fabas", "82", "E2", None, 400, 3.5, 45.0),
        ("12001", "Agen", "12", None, None, 700, 1.5, 47.1),
        ("45234", "Orléans", "45", "E5", None, 9000, 4.5, 50.0),
    ],
    schema=[
        "commune_code",
        "commune_name",
        "department_code",
        "epci_code",
        "local_territory_code",
        "population",
        "longitude",
        "latitude",
    ],
    orient="row",
).with_columns(clpe_code=pl.lit(None, pl.String))
NAMES = pl.DataFrame(
    [
        ("department", "46", "Lot"),
        ("department", "45", "Loiret"),
        ("epci", "E1", "Communauté de communes Albas et Bach"),
        ("epci", "E2", "Communauté de communes Entre-Deux"),
        ("epci", "E3", "Communauté de communes du Bord"),
        ("epci", "E4", "Communauté de communes du Nord"),
        ("local_territory", "T1", "Territoire d'Albas"),
    ],
    schema=["kind", "code", "name"],
    orient="row",
)
SUPPLY = """
structure_id|kind|commune_code|year|agreed_fte|actual_fte|actual_hours|annual_hours_base|sector
--
S1|ACI|46001|2025|10||9100|1820|Bâtiment
S1|ACI|46001|2024|99||||Bâtiment
S2|AI |46002|2025|4||||Services
S3|EI |82001|2025|2|2|||Bâtiment
S9|EI |99999|2025|7||||
"""
DEMAND = """
commune_code|public|unit|counted_on|count|status|source
--
46001|rsa|covered|2025-12-31|100|known|Caf
46002|rsa|covered|2025-12-31|50|known|Caf
46003|rsa|covered|2025-12-31|100|known|Caf
46004|rsa|covered|2025-12-31||withheld|Caf
46005|rsa|covered|2025-12-31|30|known|Caf
46007|rsa|covered|2025-12-31|20|known|Caf
82001|rsa|covered|2025-12-31|40|known|Caf
46001|rsa|covered|2020-12-31|7|known|Caf
46001|rsa|household|2025-12-31|60|known|Caf
46001|youth|inhabitant|2025-12-31||withheld|Insee
45234|rsa|covered|2025-12-31|900|known|Caf
"""
TIMES = """
commune_code|structure_id|minutes
--
46001|S1|5
46002|S1|20
46004|S1|10
46006|S1|25
46002|S2|5
46003|S2|20
46005|S2|5
46003|S3|20
82001|S3|5
46001|S7|5
"""
ALBAS = 100 / 13
BACH = 60 / 13 + 100 / 35
CAHUS = 60 / 35 + 1.2
MEAN = (100 * ALBAS + 50 * BACH + 100 * CAHUS) / 270
"""FTE per 100 people at 30 minutes, worked by hand: see `tests/spec/test_coverage_door.py`."""
LACK_OF_CAHUS = MEAN - CAHUS
LACK_OF_HERM = MEAN * 20 / 100
PATHWAYS = "pathway_id | participant_id | structure_id | commune_code\n--\nW1 | p1 | S1 | 46001"


def publish(root: Path, more: Tables | None = None, /, **drawings: str) -> Snapshot:
    """Publish the territory, some of its tables drawn anew, and the right of everyone.

    `more` adds or replaces reference tables.
    """
    texts = {
        "pathway": PATHWAYS,
        "iae_supply": SUPPLY,
        "target_population": DEMAND,
        "travel_time": TIMES,
        **drawings,
    }
    tables = {name: drawn(name, text) for name, text in texts.items()}
    tables["participant"] = people_of(tables["pathway"])
    own = {"territory": TERRITORY, "territory_name": NAMES, "polygon": POLYGONS}
    references = {**own, **(more or {})}
    snapshot = publish_drawn(root, tables, references, REFERENCE_DATE, is_synthetic=True)
    write_access(root / "access.toml", [EVERYONE])
    return snapshot

"""Where the data end: a neighbour told of in part is a gap when most of it is told, else an edge.

Beside Estal, three communes of the Aveyron 11, 13 and 16 km away; posts are told in the first.
"""

from pathlib import Path

import drawn_coverage
import polars as pl
import pytest
from drawing import EVERYONE
from drawn_coverage import DEMAND, SUPPLY, TERRITORY, publish

from dashboard.observatory import CoverageQuestion, Observatory


@pytest.mark.parametrize(
    ("told", "is_edge"), [((), True), (("12001",), True), (("12001", "12002"), False)]
)
def test_a_neighbour_told_of_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: tuple[str, ...], is_edge: bool
) -> None:
    first = TERRITORY.filter(commune_code="12001")
    others = [
        first.with_columns(
            commune_code=pl.lit(code), commune_name=pl.lit(code), latitude=pl.lit(latitude)
        )
        for code, latitude in (("12002", 47.12), ("12003", 47.14))
    ]
    monkeypatch.setattr(drawn_coverage, "TERRITORY", pl.concat([TERRITORY, *others]))
    people = "".join(f"{code}|rsa|covered|2025-12-31|9|known|Caf\n" for code in told)
    snapshot = publish(
        tmp_path / "store",
        iae_supply=f"{SUPPLY.strip()}\nS7|EI|12001|2025|1||||\n",
        target_population=f"{DEMAND.strip()}\n{people}",
    )
    communes = Observatory(snapshot, EVERYONE).coverage(CoverageQuestion("46")).communes
    found = communes.filter(commune_code="46005")["coverage_class"][0]
    assert (found == "edge") is is_edge

"""The postal codes of communes: what people know of where they live."""

import polars as pl

from dashboard.observatory.rows import read_rows, read_tuples
from pipelines.snapshot import Snapshot

KNOWN = (
    "SELECT count(*) FROM information_schema.tables "
    "WHERE table_schema = 'ref' AND table_name = 'postal_code'"
)
QUERY = (
    "SELECT postal.commune_code, postal.postal_code FROM ref.postal_code AS postal "
    "SEMI JOIN ref.territory AS commune ON postal.commune_code = commune.commune_code "
    "AND commune.department_code = $department ORDER BY ALL"
)


def postal_codes(snapshot: Snapshot, department: str) -> pl.DataFrame:
    """Return commune_code, postal_code of a département; no row when none was published."""
    if not read_tuples(snapshot, KNOWN)[0][0]:
        return pl.DataFrame(schema={"commune_code": pl.String, "postal_code": pl.String})
    return read_rows(snapshot, QUERY, {"department": department})

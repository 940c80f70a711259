"""The outlines of territories as files: public shapes, that browsers keep."""

from functools import lru_cache
from json import dumps

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.app.settings import serving
from dashboard.observatory import outlines
from pipelines.snapshot import Store, StoreError

KINDS = frozenset({"epci", "department"})
COMMUNES = "commune-"
"""What the address of the communes of a département begins with, before its code."""
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def answer(request: Request) -> Response:
    """Return the shapes of a kind in a snapshot: code, name and rank, never a figure."""
    kind, snapshot_id = request.path_params["kind"], request.path_params["snapshot"]
    try:
        known = kind in KINDS or kind.startswith(COMMUNES)
        content = collection(Store(serving().store), snapshot_id, kind) if known else None
    except StoreError:
        content = None
    if content is None:
        return PlainTextResponse("Contours inconnus.", status_code=404)
    return Response(content, media_type="application/json", headers=FOREVER)


@lru_cache(maxsize=24)
def collection(store: Store, snapshot_id: str, kind: str) -> bytes:
    """Return a GeoJSON collection whose features carry their rank, in the order of codes.

    `kind` is that of the outlines, or `commune-46` for the communes of a département. Raises
    StoreError for an unknown snapshot.
    """
    of_department = kind.removeprefix(COMMUNES) if kind.startswith(COMMUNES) else None
    asked = ("commune", of_department) if of_department else (kind, None)
    rows = outlines(store.find(snapshot_id), *asked).with_row_index("rank")
    features = ",".join(
        f'{{"type":"Feature","properties":{{"rank":{rank},"code":{dumps(code)},'
        f'"name":{dumps(name)}}},"geometry":{geojson}}}'
        for rank, code, name, geojson in rows.select("rank", "code", "name", "geojson").iter_rows()
        if geojson
    )
    return f'{{"type":"FeatureCollection","features":[{features}]}}'.encode()

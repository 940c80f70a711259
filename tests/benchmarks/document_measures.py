"""A meeting document made from a million pathways, timed: cold, in a new process, then warm."""

import json
import sys
import time
from pathlib import Path
from typing import Any

AGAIN = 3


def document(store: Path) -> dict[str, Any]:
    """Compose and write a document; seconds from the first import, then made again, and pages.

    « Warm » is another title and another period each time: no answer is kept from one to the next.
    """
    start = time.perf_counter()
    import pypdfium2

    from dashboard.document import Request, Variant, compose, identifier, last_year
    from dashboard.exports.document_pdf import pdf_bytes
    from dashboard.observatory import Observatory
    from dashboard.reading.selection import Selection
    from dashboard.scope import Role, Scope
    from pipelines.snapshot import Store
    from pipelines.vocabulary import Dimension

    snapshot, _ = Store(store).current()
    scope = Scope("bench", Role.COUNCIL, frozenset({"29", "45", "46", "50", "71"}), "Banc")
    observatory = Observatory(snapshot, scope)
    where = ((Dimension.DEPARTMENT, ("46",)),)
    latest = last_year(observatory.quarters)

    def made(title: str, period: tuple[str, str]) -> bytes:
        selection = Selection(where, period, ())
        request = Request(Variant.QUARTERLY, title, selection, observatory.reference_date, "Banc")
        content = compose(observatory, request)
        return pdf_bytes(content, identifier(content))

    pdf = made("Banc", latest)
    cold = time.perf_counter() - start
    quarters = list(observatory.quarters)
    warm = []
    for rank in range(1, AGAIN + 1):
        earlier = (quarters[-4 - rank], quarters[-1 - rank])
        begun = time.perf_counter()
        made(f"Banc {rank}", earlier)
        warm.append(time.perf_counter() - begun)
    return {
        "cold": cold,
        "warm": sorted(warm)[AGAIN // 2],
        "pages": len(pypdfium2.PdfDocument(pdf)),
    }


if __name__ == "__main__":
    name, *paths = sys.argv[1:]
    sys.stdout.write(json.dumps({"document": document}[name](*map(Path, paths))))

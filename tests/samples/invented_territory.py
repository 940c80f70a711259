"""Some communes around the real centres of the five départements."""

from collections.abc import Iterator

CENTRES = {
    "45": (2.0, 47.9),
    "46": (1.5, 44.5),
    "29": (-4.2, 48.3),
    "50": (-1.2, 49.0),
    "71": (4.5, 46.6),
}
REAL_COMMUNES = {
    "45234": (1.908, 47.903),
    "45208": (2.732, 47.998),
    "45155": (2.624, 47.698),
    "45252": (2.258, 48.174),
    "29019": (-4.485, 48.392),
    "50502": (-1.092, 49.115),
}
EMPTY, OUTSIDE_EPCI, UNPLACED, TINY = 7, 11, 13, 28


def commune_rows(department: str) -> Iterator[tuple[object, ...]]:
    """Thirty communes on a grid, the first ones larger; some of them odd.

    One is empty, one outside any EPCI, one without coordinates, one tiny.

    Columns: code, département, EPCI, population, longitude, latitude.
    """
    longitude, latitude = CENTRES[department]
    for rank in range(30):
        population = {EMPTY: 0, TINY: 120}.get(rank, 60_000 // (rank + 1))
        epci = None if rank == OUTSIDE_EPCI else f"2{department}00000{rank // 6}"
        place: tuple[float | None, float | None] = (
            longitude + rank % 6 * 0.15,
            latitude + rank // 6 * 0.1,
        )
        if rank == UNPLACED:
            place = (None, None)
        yield f"{department}{rank + 301}", department, epci, population, *place
    for code, centre in REAL_COMMUNES.items():
        if code.startswith(department):
            yield code, department, f"2{department}000009", 20_000, *centre

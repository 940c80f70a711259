"""A map of twelve EPCI around the Lot: outlines drawn by hand, cut by nearest seat."""

import shapely

from dashboard.document import Area, Column, Kind, Map, MapClass, Table

OUTLINE = (
    (1.06, 44.97), (1.22, 45.00), (1.45, 45.03), (1.62, 44.98), (1.80, 44.93), (2.00, 44.97),
    (2.14, 44.88), (2.21, 44.72), (2.16, 44.60), (2.05, 44.55), (1.92, 44.50), (1.86, 44.40),
    (1.78, 44.33), (1.58, 44.28), (1.34, 44.22), (1.10, 44.28), (1.02, 44.42), (0.99, 44.55),
    (1.08, 44.65), (1.16, 44.78), (1.08, 44.86),
)  # fmt: skip
"""The département of the Lot, roughly: longitude, latitude, clockwise from the north-west."""

SEATS = {
    "200023737": ("CA du Grand Cahors", 1.44, 44.45, 214, 3120),
    "200067361": ("CC Grand-Figeac", 2.03, 44.61, 251, 2890),
    "200066371": ("CC Causses et Vallée de la Dordogne", 1.75, 44.87, 190, 4011),
    "200034064": ("CC de la Vallée du Lot et du Vignoble", 1.13, 44.48, 0, 1204),
    "200034056": ("CC Quercy-Bouriane", 1.35, 44.76, 78, 990),
    "244600482": ("CC du Quercy Blanc", 1.22, 44.33, 41, 640),
    "244600573": ("CC du Pays de Lalbenque-Limogne", 1.60, 44.37, 33, 702),
    "244600532": ("CC du Causse de Labastide-Murat", 1.57, 44.63, 12, None),
    "200041341": ("CC Cazals-Salviac", 1.18, 44.63, 19, 388),
    "244600599": ("CC du Haut-Quercy Dordogne", 1.48, 44.95, 27, 611),
    "244600615": ("CC du Haut-Ségala", 2.05, 44.80, 16, None),
    "244600631": ("CC de la Vallée du Célé et des Gorges du Lot moyen", 1.80, 44.53, 35, 420),
}
WITHHELD, MISSING = "244600532", "244600615"
BOUNDS = (0.0, 0.055, 0.065, 0.082, 1.0)


def drawn_map() -> Map:
    """Return a map of entries per 100 persons subject to duties, with the four looks."""
    cells = shapely.voronoi_polygons(shapely.MultiPoint([seat[1:3] for seat in SEATS.values()]))
    areas = tuple(_area(code, cells) for code in SEATS)
    classes = ("moins de 5,5", "5,5 à 6,4", "6,5 à 8,1", "8,2 et plus")
    ranked = [area.rank for area in areas]
    legend = (
        *(MapClass(words, "value", rank, ranked.count(rank)) for rank, words in enumerate(classes)),
        MapClass("aucune entrée", "zero", None, 1),
        MapClass("population non diffusée (secret)", "withheld", None, 1),
        MapClass("population absente", "missing", None, 1),
    )
    return Map(
        title="Entrées pour 100 personnes soumises aux droits et devoirs, par EPCI",
        note="Entrées du 01/10/2024 au 30/09/2025, à l'EPCI de résidence à l'entrée.",
        legend=legend,
        areas=areas,
        alt="Carte des douze EPCI : de 4,7 pour 100 en Causses et Vallée de la Dordogne à 8,7.",
        refusal="",
        table=_table(),
    )


def _area(code: str, cells: shapely.GeometryCollection) -> Area:
    name, longitude, latitude, entries, people = SEATS[code]
    seat = shapely.Point(longitude, latitude)
    (cell,) = (cell for cell in cells.geoms if cell.contains(seat))
    shape = cell.intersection(shapely.Polygon(OUTLINE))
    parts = shape.geoms if isinstance(shape, shapely.MultiPolygon) else [shape]
    look = "value" if entries and people else "zero" if people else "missing"
    look = "withheld" if code == WITHHELD else look
    rate = entries / people if people else None
    rank = None
    if look == "value" and rate is not None:
        rank = sum(rate >= bound for bound in BOUNDS) - 1
    rings = tuple(tuple((float(x), float(y)) for x, y in part.exterior.coords) for part in parts)
    return Area(code, name, look, rank, entries, people, rate, rings)


def _table() -> Table:
    columns = (
        Column("EPCI", Kind.TEXT),
        Column("Entrées", Kind.COUNT),
        Column("Personnes soumises", Kind.COUNT),
        Column("Pour 100", Kind.DECIMAL),
    )
    rows = tuple(
        (name, entries, people, round(100 * entries / people, 1) if people else None)
        for name, _, _, entries, people in SEATS.values()
    )
    total = sum(seat[3] for seat in SEATS.values())
    return Table("map", "Entrées par EPCI", "", columns, rows, ("Ensemble", total, None, None))

"""The ways of people from scheme to scheme: who goes through, who stops, how it ends."""

import polars as pl

from dashboard.components import markup, sankey
from dashboard.components.chapter import Tables, collect
from dashboard.components.markup import Cell, Column
from dashboard.components.palette import scheme_colour
from dashboard.components.sankey import Link, Node
from dashboard.components.scheme_words import short_scheme
from dashboard.components.tally_table import whole_of
from dashboard.components.visit import Visit
from dashboard.disclosure import share
from dashboard.formats import number, percent, plural
from dashboard.reading.selection import Selection
from pipelines.vocabulary import Dimension, WayIssue, labels

NO_SCHEME = "—"
OTHER_WAYS = "Autres parcours"
SMALL_FLOW = 10
FLOWS_TO_GROUP = 8
"""Below this many flows between schemes, small ones stay named: there is room for them."""
TITLES = ("1er dispositif", "2e dispositif", "3e et plus", "Issue")
SEVERAL = "Les personnes passées par deux dispositifs ou plus, et l'issue (personnes)"
EVERYONE = "Toutes les personnes : par où elles entrent, comment cela finit (personnes)"
STEPS = ("first_scheme", "second_scheme", "last_scheme")
HIDING = {Dimension.SCHEME, Dimension.STRUCTURE, Dimension.OPERATION}
MINIMUM = (
    "Une personne connue sous deux identifiants que rien ne relie compte deux fois et son chemin "
    "paraît s'arrêter : ces passages sont un minimum. Un passage n'est pas un effet du dispositif."
)
NARROW = "Le schéma demande un écran plus large ; le tableau en donne tous les chiffres."


def gather(visit: Visit, selection: Selection) -> Tables:
    """Return the tally of the ways."""
    return collect(visit, selection, (), ("way_people",))


def draw(visit: Visit, selection: Selection, tables: Tables) -> None:
    """Draw the answer, the ribbons when somebody is seen in two schemes, and every way."""
    people = tables.tallies["way_people"].table
    several = people.filter(pl.col("second_scheme") != NO_SCHEME)
    markup.block(markup.paragraph(answer(people), "answer"))
    if several.is_empty():
        markup.block(f'<p class="oi-banner" role="status">{no_way(people)}</p>')
    else:
        _ribbons(visit, several, "chemins-plusieurs", SEVERAL)
        _ribbons(visit, people, "chemins", EVERYONE)
    notes = markup.paragraph(NARROW, "note oi-narrow") if len(several) else ""
    markup.block(notes + _table(people) + markup.paragraph(cautions(selection), "note"))


def answer(people: pl.DataFrame) -> str:
    """Return how many people go through several schemes, and how far links between ids go."""
    whole, linked = whole_of(people, "people"), whole_of(people, "linked_people")
    several = people.filter(pl.col("second_scheme") != NO_SCHEME)
    count, shown = whole_of(several, "people"), whole_of(several, "linked_people")
    return (
        f"Passées par deux dispositifs ou plus : {_people(count, whole)}. "
        f"Identifiants reliés d'une source à l'autre : {_people(linked, whole)}. "
        f"Vues dans plusieurs dispositifs sous un même identifiant, sans lien : "
        f"{plural(count - shown, 'personne')}."
    )


def no_way(people: pl.DataFrame) -> str:
    """Return why no way is drawn."""
    if whole_of(people, "linked_people"):
        return (
            "Personne n'apparaît dans deux dispositifs de ce périmètre : il n'y a pas de chemin à "
            "dessiner. D'autres parcours de ces personnes peuvent être hors du périmètre ou des "
            "filtres. Le tableau donne l'issue de chaque dispositif."
        )
    return (
        "Aucun identifiant n'est relié d'une source à l'autre et personne n'apparaît dans deux "
        "dispositifs sous un même identifiant : le chemin entre dispositifs ne se voit pas, il "
        "n'est donc pas dessiné. Le tableau donne l'issue de chaque dispositif."
    )


def cautions(selection: Selection) -> str:
    """Return what limits the reading."""
    hiding = [item.label.lower() for item, _ in selection.where if item in HIDING]
    if not hiding:
        return MINIMUM
    return f"{MINIMUM} Filtre en cours ({', '.join(hiding)}) : les autres pas sont cachés."


def grouped(people: pl.DataFrame) -> pl.DataFrame:
    """Return the ways with the small flows between schemes put together, when they are many."""
    flows = people.filter(pl.col("second_scheme") != NO_SCHEME).select(STEPS[:2]).n_unique()
    if flows < FLOWS_TO_GROUP:
        return people
    for source, target in (STEPS[:2], STEPS[1:]):
        flow = pl.col("people").sum().over(source, target)
        is_small = (pl.col(target) != NO_SCHEME) & (flow < SMALL_FLOW)
        people = people.with_columns(
            pl.when(is_small).then(pl.lit(OTHER_WAYS)).otherwise(target).alias(target)
        )
    return people


def flows(people: pl.DataFrame) -> pl.DataFrame:
    """Return the flows between nodes: source, target and people, each person once per flow.

    A node is written `rank:code`, the rank of the issue being 3.
    """
    nodes = [pl.format(f"{rank}:{{}}", name) for rank, name in enumerate(STEPS)]
    issue = pl.format("3:{}", "issue")
    ends = pl.lit(False)
    pieces = []
    for rank, name in reversed(list(enumerate(STEPS))):
        is_there = pl.col(name) != NO_SCHEME
        following = pl.when(ends).then(nodes[min(rank + 1, 2)]).otherwise(issue)
        pieces.append(
            people.filter(is_there).select("people", source=nodes[rank], target=following)
        )
        ends = is_there
    return pl.concat(pieces).group_by("source", "target").agg(pl.col("people").sum())


def _ribbons(visit: Visit, people: pl.DataFrame, key: str, title: str) -> None:
    table = flows(grouped(people))
    nodes = _nodes(visit, table)
    ranks = {code: rank for rank, code in enumerate(nodes)}
    drawn = list(nodes.values())
    dropout = f"3:{WayIssue.DROPOUT.value}"
    links = [
        Link(
            ranks[source],
            ranks[target],
            count,
            nodes[target if target == dropout else source].colour,
        )
        for source, target, count in table.sort("source", "target")
        .select("source", "target", "people")
        .iter_rows()
    ]
    has_third = any(code.startswith("2:") for code in nodes)
    titles = TITLES if has_third else (*TITLES[:2], TITLES[3])
    spec = sankey.ribbons(visit.palette, visit.mode, titles, drawn, links)
    sankey.draw(spec, title, key, in_words(title, people))


def in_words(title: str, people: pl.DataFrame) -> str:
    """Return the sentence that replaces the chart: its most followed ways."""
    lines = [
        f"{_way(row)}, {row['issue_label'].lower()} : {number(row['people'])}"
        for row in people.head(5).to_dicts()
    ]
    return f"{title}. {plural(whole_of(people, 'people'), 'personne')}. {' ; '.join(lines)}."


def _nodes(visit: Visit, table: pl.DataFrame) -> dict[str, Node]:
    """Return the nodes by code: columns from left to right, the largest at the top."""
    sides = pl.concat(
        table.group_by(pl.col(side).alias("node")).agg(pl.col("people").sum())
        for side in ("source", "target")
    )
    sizes = (
        sides.group_by("node")
        .agg(pl.col("people").max())
        .with_columns(rank=pl.col("node").str.head(1).cast(pl.Int8))
    )
    present = sizes["rank"].unique().sort().to_list()
    order = list(labels(WayIssue))
    issue = pl.col("node").str.slice(2)
    place = pl.when(pl.col("rank") == 3).then(
        issue.replace_strict(order, range(len(order)), default=0)
    )
    ordered = sizes.with_columns(place=place).sort(
        "rank", "place", "people", "node", descending=[False, False, True, False]
    )
    return {
        code: Node(present.index(rank), _name(code), _colour(visit, code), count)
        for code, count, rank in ordered.select("node", "people", "rank").iter_rows()
    }


def _name(node: str) -> str:
    rank, code = node.split(":", 1)
    return labels(WayIssue)[code] if rank == "3" else short_scheme(code)


def _colour(visit: Visit, node: str) -> str:
    rank, code = node.split(":", 1)
    palette = visit.palette
    if rank != "3":
        return scheme_colour(code, visit.mode)
    return {
        WayIssue.EMPLOYMENT.value: palette.accent,
        WayIssue.TRAINING.value: palette.sequence[2],
        WayIssue.DROPOUT.value: palette.alert,
        WayIssue.ONGOING.value: palette.muted,
    }.get(code, palette.unknown)


def _table(people: pl.DataFrame) -> str:
    columns = (
        Column("Chemin"),
        Column("Issue"),
        Column("Personnes", is_number=True),
        Column("Dont identifiants reliés", is_number=True, is_secondary=True),
    )
    counts = ("people", "linked_people")
    rows = [
        [_way(row), row["issue_label"], *(Cell(number(row[name]), row[name]) for name in counts)]
        for row in people.to_dicts()
    ]
    total: list[str | Cell] = [
        "Ensemble",
        "",
        *(Cell(number(whole_of(people, name))) for name in counts),
    ]
    return markup.table("Chemins des personnes", columns, rows, total)


def _way(row: dict[str, str]) -> str:
    return " → ".join(short_scheme(row[name]) for name in STEPS if row[name] != NO_SCHEME)


def _people(count: int, whole: int) -> str:
    rate = share(count, whole)
    shown = "" if rate is None else f" ({percent(rate, whole)})"
    return f"{plural(count, 'personne')} sur {number(whole)}{shown}"

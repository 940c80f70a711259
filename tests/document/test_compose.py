"""A document says what the door gives, and what a count by hand finds."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from demonstration import DIRECTOR, LOCAL, PATHWAYS, REFERENCE_DATE

from dashboard.disclosure import CellStatus
from dashboard.document import (
    Document,
    Figure,
    Request,
    Table,
    Variant,
    as_json,
    compose,
    drawings,
    from_json,
    identifier,
)
from dashboard.document.variants import PLANS
from dashboard.observatory import Observatory, Question, QuestionError
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import Dimension, Scheme

Requested = Callable[..., Request]
SCHEMES = ("aci", "rsa_support", "iae", "intensive_coaching", "aci")
YEAR = (date(2024, 7, 1), date(2025, 6, 30))
YEAR_BEFORE = (date(2023, 7, 1), date(2024, 6, 30))
OF_PLANS = [variant for variant in Variant if not variant.is_fse]


def entered(rank: int) -> date:
    """Return the day a pathway of the invented store begins, from its rule."""
    return date(2022, 1, 3) + timedelta(days=rank * 33 // 10)


def left(rank: int) -> date | None:
    """Return the day it ends, None when it goes on."""
    stop = entered(rank) + timedelta(days=90 + rank % 120)
    return stop if rank % 4 and stop <= REFERENCE_DATE else None


def entries(span: tuple[date, date]) -> Counter[str]:
    """Count entries by scheme, pathway by pathway."""
    return Counter(
        SCHEMES[rank % 5] for rank in range(PATHWAYS) if span[0] <= entered(rank) <= span[1]
    )


def exits(span: tuple[date, date]) -> Counter[str]:
    """Count exits by scheme, pathway by pathway."""
    ends = ((rank, left(rank)) for rank in range(PATHWAYS))
    return Counter(SCHEMES[rank % 5] for rank, day in ends if day and span[0] <= day <= span[1])


def cell(table: Table, label: str, place: int) -> Figure:
    """Return the figure of a row of a table."""
    (found,) = (row[place] for row in table.rows if row[0] == label)
    assert isinstance(found, Figure)
    return found


@pytest.fixture
def quarterly(observatory: Observatory, requested: Requested) -> Document:
    return compose(observatory, requested())


def test_key_figures_are_those_counted_by_hand(quarterly: Document) -> None:
    figures = {figure.code: figure for figure in quarterly.key_figures}
    before = {code: figure.before for code, figure in figures.items() if figure.before}
    assert figures["entries"].now.numerator == entries(YEAR).total() > 0
    assert before["entries"].numerator == entries(YEAR_BEFORE).total()
    assert figures["exits"].now.numerator == exits(YEAR).total() > 0
    assert before["exits"].numerator == exits(YEAR_BEFORE).total()


def test_each_scheme_has_a_table_whose_counts_are_those_found_by_hand(
    quarterly: Document,
) -> None:
    tables = {table.key: table for table in quarterly.tables}
    assert list(tables) == [scheme.value for scheme in Scheme if scheme.value in set(SCHEMES)]
    for code, table in tables.items():
        assert cell(table, "Entrées", 1).numerator == entries(YEAR)[code]
        assert cell(table, "Entrées", 2).numerator == entries(YEAR_BEFORE)[code]
        assert cell(table, "Sorties", 1).numerator == exits(YEAR)[code]


@pytest.mark.parametrize("variant", OF_PLANS)
def test_every_figure_of_a_variant_is_what_the_door_gives(
    observatory: Observatory, requested: Requested, variant: Variant
) -> None:
    document = compose(observatory, requested(variant))
    plan = PLANS[variant]
    assert tuple(figure.code for figure in document.key_figures) == plan.key_figures
    for figure in document.key_figures:
        asked = Question(figure.code, (), (), ("2024-Q3", "2025-Q2"))
        assert figure.now == Figure.of(observatory.observe(asked).total.row(0, named=True))
    by_scheme = {
        code: {
            row[Dimension.SCHEME.value]: Figure.of(row)
            for row in observatory.observe(
                Question(code, (Dimension.SCHEME,), (), ("2024-Q3", "2025-Q2"))
            ).table.to_dicts()
        }
        for code in plan.tables
    }
    for table in document.tables:
        expected = [rows[table.key] for rows in by_scheme.values() if table.key in rows]
        assert [row[1] for row in table.rows] == expected


def test_a_document_reads_back_as_it_was_and_names_its_content(
    observatory: Observatory, requested: Requested, quarterly: Document
) -> None:
    assert from_json(as_json(quarterly)) == quarterly
    again = compose(observatory, requested())
    assert identifier(again) == identifier(quarterly)
    other = compose(observatory, requested(title="Autre titre"))
    assert identifier(other) != identifier(quarterly)


def test_iae_schemes_speak_their_own_words(quarterly: Document) -> None:
    labels = {table.key: {row[0] for row in table.rows} for table in quarterly.tables}
    assert "Sorties dynamiques (IAE)" in labels["aci"]
    assert "Sorties dynamiques (IAE)" not in labels["rsa_support"]
    assert "Sorties vers l'emploi ou la formation" in labels["rsa_support"]


def test_the_target_of_the_very_perimeter_stands_beside_its_own_period(
    observatory: Observatory, requested: Requested
) -> None:
    """60 pathways were agreed in 2023 for structure S2, which welcomes one pathway in three."""
    of_2023 = sum(rank % 3 == 1 and entered(rank).year == 2023 for rank in range(PATHWAYS))
    where = ((Dimension.STRUCTURE, ("S2",)),)
    document = compose(observatory, requested(where=where, period=("2023-Q1", "2023-Q4")))
    figures = {figure.code: figure for figure in document.key_figures}
    target = figures["entries"].target
    assert target is not None
    assert (target.value, target.aimed, target.shortfall) == (60.0, "60", 60 - of_2023)
    period = "T1\u00a02023\u00a0à\u00a0T4\u00a02023"
    assert target.gap.startswith(f"réalisé sur {period} : {of_2023}, il manque ")
    assert target.source == "Convention fictive 7, convenu le 15/12/2022"
    assert figures["exits"].target is None
    assert figures["exits"].no_target == (
        "Objectif non paramétré pour ce périmètre et cette période."
    )


def test_a_target_of_another_perimeter_is_not_shown(quarterly: Document) -> None:
    assert all(figure.target is None for figure in quarterly.key_figures)


def test_without_a_year_before_nothing_is_compared(
    observatory: Observatory, requested: Requested
) -> None:
    document = compose(observatory, requested(period=("2022-Q1", "2022-Q4")))
    assert all(figure.before is None for figure in document.key_figures)
    assert all(row[2] is None and row[3] is None for table in document.tables for row in table.rows)
    (gap,) = (gap for gap in document.gaps if "année précédente" in gap.subject)
    assert "T1 2021 à T4 2021" in gap.reason


def test_nobody_is_refused_with_the_reason(observatory: Observatory, requested: Requested) -> None:
    where = ((Dimension.SCHEME, ("supported_employment",)),)
    with pytest.raises(QuestionError, match="Personne ne compte dans ce périmètre"):
        compose(observatory, requested(where=where))


def test_a_small_base_has_no_rate_and_is_counted_as_missing(
    observatory: Observatory, requested: Requested
) -> None:
    """In one quarter each scheme has about five exits: n/N is given, no rate is."""
    document = compose(observatory, requested(period=("2024-Q3", "2024-Q3")))
    table = next(table for table in document.tables if table.key == "iae")
    figure = cell(table, "Sorties dynamiques (IAE)", 1)
    assert figure.base is not None
    assert 0 < figure.base < 10
    assert (figure.rate, figure.low, figure.status) == (None, None, CellStatus.SMALL_BASE)
    shares = [
        item
        for one in document.tables
        for row in one.rows
        for item in row
        if isinstance(item, Figure) and item.base is not None
    ] + [figure.now for figure in document.key_figures if figure.now.base is not None]
    small = sum(item.status is CellStatus.SMALL_BASE for item in shares)
    (gap,) = (gap for gap in document.gaps if gap.subject == "Taux non calculés")
    assert (gap.count, gap.out_of) == (small, len(shares))


def test_a_period_without_a_mature_cohort_says_so_and_gives_no_rate(
    observatory: Observatory, requested: Requested
) -> None:
    document = compose(observatory, requested(period=("2025-Q2", "2025-Q2")))
    figures = {figure.code: figure for figure in document.key_figures}
    judged = figures["employment_at_6_months"].now
    gone = sum(
        bool(day) and date(2025, 4, 1) <= day <= date(2025, 6, 30)
        for day in map(left, range(PATHWAYS))
        if day
    )
    assert judged.base == 0
    assert judged.rate is None
    assert 0 < judged.immature + judged.excluded == gone
    (gap,) = (gap for gap in document.gaps if gap.subject.startswith("En emploi à 6 mois : trop"))
    assert gap.count == judged.immature


def test_the_map_counts_entries_by_epci_and_tells_its_looks_apart(quarterly: Document) -> None:
    counted = {area.code: area.count for area in quarterly.map.areas}
    communes = ("E45", "E46A", "E45", "E46B", "E46A")
    by_epci = Counter(
        communes[rank % 5] for rank in range(PATHWAYS) if YEAR[0] <= entered(rank) <= YEAR[1]
    )
    assert {code: count for code, count in counted.items() if count} == dict(by_epci)
    looks = {area.code: area.look for area in quarterly.map.areas}
    assert looks["E46C"] == "zero"
    assert looks["E46D"] == "missing"
    assert {area.panel for area in quarterly.map.areas} == {"Loiret", "Lot"}


def test_a_control_needs_whole_operations(observatory: Observatory, requested: Requested) -> None:
    where = ((Dimension.SCHEME, ("aci",)),)
    with pytest.raises(QuestionError, match="opérations entières"):
        compose(observatory, requested(Variant.CONTROL, where=where))


def test_a_control_holds_the_figures_of_its_operations(
    observatory: Observatory, requested: Requested
) -> None:
    where = ((Dimension.OPERATION, ("OP1",)),)
    document = compose(observatory, requested(Variant.CONTROL, where=where))
    until = [rank for rank in range(PATHWAYS) if rank % 3 == 0 and entered(rank) <= YEAR[1]]
    people = {figure.code: figure for figure in document.key_figures}["HEAD"]
    assert people.now.numerator == len({rank % 350 for rank in until})
    assert "Cofinancé par l'Union européenne" in document.notices
    assert document.period.endswith("arrêté au 30/06/2025")
    assert [table.key for table in document.tables] == [
        "outputs",
        "results",
        "operations",
        "anomalies",
    ]


def test_a_quarter_in_progress_is_not_set_against_a_whole_one(
    observatory: Observatory, requested: Requested
) -> None:
    """The data stop on 15 August 2025: half a quarter of entries is not a fall."""
    document = compose(observatory, requested(period=("2025-Q3", "2025-Q3")))
    figures = {figure.code: figure for figure in document.key_figures}
    assert figures["entries"].not_compared == "trimestre en cours"
    assert figures["caseload"].moment == "à la date de référence"
    for table in document.tables:
        assert {row[3] for row in table.rows} == {"trimestre en cours"}


def test_rates_still_growing_are_not_compared(
    observatory: Observatory, requested: Requested
) -> None:
    """Exits of the second quarter of 2025 have not their six months: their rate is given alone."""
    document = compose(observatory, requested(period=("2025-Q1", "2025-Q2")))
    figures = {figure.code: figure for figure in document.key_figures}
    assert figures["employment_at_6_months"].now.immature > 0
    assert figures["employment_at_6_months"].not_compared == "situations trop récentes"
    assert figures["positive_exit"].not_compared == ""


def test_a_longer_period_names_the_one_it_is_compared_with(
    observatory: Observatory, requested: Requested
) -> None:
    document = compose(observatory, requested(period=("2024-Q1", "2025-Q2")))
    assert {figure.before_moment for figure in document.key_figures} == {"T1 2022 à T2 2023"}


@pytest.mark.parametrize("dimension", ["entry_quarter", "exit_quarter", "quarter_code"])
def test_a_condition_on_a_quarter_is_refused(requested: Requested, dimension: str) -> None:
    with pytest.raises(QuestionError, match="se date par sa période"):
        requested(where=((Dimension(dimension), ("2024-Q4",)),))


def test_the_largest_groups_are_drawn_and_the_others_kept_for_the_workbook(
    observatory: Observatory, requested: Requested, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the four schemes, « aci » has twice the exits of each other one."""
    monkeypatch.setattr(drawings, "MOST_BARS", 1)
    chart = compose(observatory, requested()).chart
    assert [bar.label for bar in chart.bars] == [Scheme.ACI.label]
    assert len(chart.left) == 3
    assert "Les 1 groupes les plus nombreux sur 4" in chart.note


def test_a_director_is_not_told_the_rows_of_others(
    snapshot: Snapshot, requested: Requested
) -> None:
    whole = compose(Observatory(snapshot, LOCAL), requested())
    own = compose(Observatory(snapshot, DIRECTOR), requested())
    assert dict(whole.provenance)["Fichiers lus"].startswith("parcours.csv (412 lignes")
    assert dict(own.provenance)["Fichiers lus"] == "parcours.csv"
    aside = "Lignes mises de côté au chargement"
    assert aside in {gap.subject for gap in whole.gaps}
    assert aside not in {gap.subject for gap in own.gaps}


def test_a_single_structure_is_drawn_by_age(snapshot: Snapshot, requested: Requested) -> None:
    """A bar alone compares nothing: the association sees the ages it welcomes."""
    alone = compose(Observatory(snapshot, DIRECTOR), requested(Variant.BOARD)).chart
    assert alone.title.endswith(", par âge à l'entrée")
    several = compose(Observatory(snapshot, LOCAL), requested(Variant.BOARD)).chart
    assert several.title.endswith(", par structure")
    assert len(several.bars) == 3

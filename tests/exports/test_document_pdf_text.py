"""What a reader finds on the pages of the meeting document: every number as it was written."""

from dataclasses import replace

import pytest
from exports.meeting_document import SCHEMES, WARNING, meeting, share, table
from exports.pdf_reader import page_texts, whole_text

from dashboard.document import Cell, Column, Document, Kind, Table, Variant
from dashboard.exports.document_grids import tables_layout
from dashboard.exports.document_pdf import pdf_bytes

EXPORT = "0f1e2d3c4b5a"
THIN = "\u202f"


@pytest.fixture(scope="module")
def text() -> str:
    return whole_text(pdf_bytes(meeting(), EXPORT))


@pytest.mark.parametrize(
    "words",
    [
        f"File active 3{THIN}412 au 30/09/2025",
        f"Un an avant : 3{THIN}268, +144",
        "Objectif : 1 300 ; −96 (Convention annuelle 2025, annexe 2)",
        "En emploi à 6 mois 37,2 % (128/344)",
        "Intervalle à 95 % : 32,3 % à 42,4 %",
        "Un an avant : 33,1 % (110/332), +4,1 points",
        "Objectif : 40 % ; −2,8 points (Pacte territorial, fiche 3)",
        "52 inconnus, 3 exclus, 40 trop récents",
        f"33,2 % (402/1{THIN}211)",
        "Un an avant : base < 10 (7/9) Objectif non paramétré 88 inconnus",
        "Freins levés base < 10 (7/9)",
        "base nulle (0/0)",
        "Un an avant : absent des données",
        "0 inconnu, 14 trop récents",
    ],
)
def test_key_figures_are_told_with_what_they_are_counted_over(text: str, words: str) -> None:
    assert words in text


@pytest.mark.parametrize(
    "words",
    [
        "Dans « Médiation active vers l'emploi », 33 % des sorties",
        "Retenu pour : plus grande part d'inconnus parmi les chiffres clés.",
        "moins de 5,5 4 5,5 à 6,4 1 6,5 à 8,1 2 8,2 et plus 2 aucune entrée 1",
        f"A. CA du Grand Cahors 214 3{THIN}120 6,9",
        "H. CC du Causse de Labastide-Murat 12 non connu non connu",
        "CCAS de Figeac non connu base < 10 (7/9) base nulle (0/0) 0 non connu non connu",
        f"Les Jardins d'Olt 1{THIN}207 37,2 % (128/344) 21 % (12/57) 52 7,2 52,4 %",
        f"Ensemble 2{THIN}410 37,7 % (263/697) 20,0 % (36/180) 104 7,1 50,0 %",
        "Situation à six mois 52 sur 344 suivis non faits ou personnes injoignables",
        f"Lignes écartées au chargement 1 sur 12{THIN}480 date de sortie avant l'entrée",
        "Base : Sorties datant d'au moins 183 jours à la date de référence",
        "Date de référence 30/09/2025",
        "Où demander : Mission insertion, bureau de l'évaluation",
    ],
)
def test_the_other_parts_are_printed_in_french(text: str, words: str) -> None:
    assert words in text


def test_the_chart_writes_each_share_and_what_it_is_counted_over(text: str) -> None:
    assert "37,2 % 50 % 40,0 % 33,2 % 0 % base < 10 base nulle 33 %" in text
    assert "(128/344) (31/62) (76/190) (402/1 211) (0/14) (7/9) (0/0) (19/57)" in text


@pytest.mark.parametrize("variant", list(Variant))
def test_every_page_says_where_it_comes_from(variant: Variant) -> None:
    pages = page_texts(pdf_bytes(replace(meeting(variant), freeze="G0007"), EXPORT))
    assert 2 <= len(pages) <= 4
    for number, page in enumerate(pages, start=1):
        assert page.startswith(f"{variant.label} · ")
        assert f" ÉDITION RESTREINTE {WARNING} " in page
        assert page.endswith(
            f"Export {EXPORT} · Gel G0007 · Instantané 20251001T061500Z-5f2c9a · "
            f"Fait le 06/10/2025 · édition restreinte {number}/{len(pages)}"
        )


def test_a_public_edition_on_real_people_carries_neither_band() -> None:
    document = replace(meeting(), edition="édition publique", warning=None)
    for page in page_texts(pdf_bytes(document, EXPORT)):
        assert "RESTREINTE" not in page
        assert "fictives" not in page
        assert "Document non gelé" in page


def test_the_titles_of_a_long_table_are_repeated_on_each_page() -> None:
    long = table(0, SCHEMES[0])
    rows = tuple((f"Structure {rank}", *long.rows[0][1:]) for rank in range(80))
    document = replace(meeting(), tables=(replace(long, rows=rows),))
    pages = [page for page in page_texts(pdf_bytes(document, EXPORT)) if "Structure 1" in page]
    pages += [page for page in page_texts(pdf_bytes(document, EXPORT)) if "Structure 7" in page]
    assert len(set(pages)) >= 2
    for page in pages:
        assert "Structure Entrées En emploi à 6 mois" in page


def test_a_table_of_many_shares_writes_what_each_is_counted_over_below_it() -> None:
    columns = (
        Column("Structure", Kind.TEXT),
        *(Column(f"Part {n}", Kind.FIGURE) for n in range(9)),
    )
    row: tuple[Cell, ...] = ("Régie rurale du Quercy", *(share(128 + n, 3440) for n in range(9)))
    wide = Table("wide", "Neuf parts", "", columns, (row,), None)
    text = whole_text(pdf_bytes(replace(meeting(), tables=(wide,)), EXPORT))
    # 128/3440 = 3,72 %; 136/3440 = 3,95 %.
    assert f"3,7 % (128/3{THIN}440)" in text
    assert f"4,0 % (136/3{THIN}440)" in text


def test_a_table_longer_than_its_map_is_cut_and_says_where_the_rest_is() -> None:
    base = meeting()
    assert base.map.table
    rows = tuple((f"CC {rank:02}", rank, 100, 1.5) for rank in range(30))
    many = replace(base.map, table=replace(base.map.table, rows=rows, whole=None))
    text = whole_text(pdf_bytes(replace(base, map=many), EXPORT))
    assert "16 premières lignes sur 30 ; toutes sont dans le classeur." in text
    assert "CC 15 15 100 1,5" in text
    assert "CC 16" not in text


def test_tables_of_the_same_columns_share_their_widths() -> None:
    first, second = (table(rank, SCHEMES[rank]) for rank in (0, 1))
    longer = replace(second, rows=((*second.rows[0][:1], 1_204_000, *second.rows[0][2:]),))
    told = tables_layout((first, longer))
    assert told[0]["widths"] == told[1]["widths"]
    # A no-break thin space between thousands: nine characters.
    assert told[0]["widths"][1] == len("1 204 000")


def test_a_column_of_signed_numbers_in_words_is_aligned_as_numbers() -> None:
    columns = (
        Column("Indicateur", Kind.TEXT),
        Column("Écart", Kind.TEXT),
        Column("Suite", Kind.TEXT),
    )
    rows = (("3 mois", "+45", "Vérifier les dates"), ("6 mois", None, "Compléter"))
    told = tables_layout((Table("t", "", "", columns, rows, None),))
    assert [column["is-left"] for column in told[0]["columns"]] == [True, False, True]


def test_only_the_control_variant_carries_the_sentences_of_the_fund() -> None:
    control = whole_text(pdf_bytes(meeting(Variant.CONTROL), EXPORT))
    assert control.count("Cofinancé par l'Union européenne") == 1
    assert "Ma Démarche FSE+ fait foi" in control
    assert "Cofinancé" not in whole_text(pdf_bytes(meeting(Variant.FUNDER), EXPORT))


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        (
            r"#let x = 1; $a_b$ *gras* @ici <fin> \ `c` \"q\" 'r' [x] {y} // z",
            r"#let x = 1; $a_b$ *gras* @ici <fin> \ `c` \"q\" 'r' [x] {y} // z",
        ),
        ("Bilan 🎉 de l'année 😀", "Bilan 🎉 de l'année 😀"),
        ("Bilan 漢\u0007字", "Bilan □ □"),
    ],
)
def test_a_title_is_printed_as_it_was_typed(title: str, printed: str) -> None:
    assert printed in whole_text(pdf_bytes(replace(meeting(), title=title), EXPORT))


def test_a_refusal_stands_in_place_of_the_chart_and_of_the_map() -> None:
    base = meeting()
    refused = replace(
        base,
        chart=replace(base.chart, bars=(), refusal="Moins de deux dispositifs ont une base de 10."),
        map=replace(base.map, areas=(), legend=(), refusal="Aucun contour n'est installé."),
    )
    text = whole_text(pdf_bytes(refused, EXPORT))
    assert "par dispositif Moins de deux dispositifs ont une base de 10." in text
    assert "par EPCI Aucun contour n'est installé." in text
    assert f"CA du Grand Cahors 214 3{THIN}120 6,9" in text


def empty() -> Document:
    base = meeting()
    figures = tuple(
        replace(figure, now=share(0, 0), before=None, target=None) for figure in base.key_figures
    )
    return replace(
        base,
        key_figures=figures,
        findings=(),
        chart=replace(base.chart, bars=()),
        map=replace(base.map, areas=(), legend=(), table=None),
        tables=(replace(table(0, SCHEMES[0]), rows=(), whole=None),),
        gaps=(),
        definitions=(),
    )


def test_an_empty_perimeter_gives_sentences_on_every_page() -> None:
    pages = page_texts(pdf_bytes(empty(), EXPORT))
    text = " ".join(pages)
    assert text.count("base nulle (0/0)") == 6
    for sentence in (
        "Aucun constat ne remplit une des règles de choix.",
        "Aucun groupe à comparer dans ce périmètre et cette période.",
        "Aucun territoire à dessiner dans ce périmètre et cette période.",
        "Aucune ligne : personne n'est à compter ici.",
        "Rien n'est signalé comme manquant.",
        "Aucun chiffre calculé, donc aucune définition à rappeler.",
        "Où demander",
    ):
        assert sentence in text
    assert all("Provenance" in page or len(page) > 400 for page in pages)


def test_without_any_part_the_document_still_says_so() -> None:
    text = whole_text(pdf_bytes(replace(empty(), key_figures=(), tables=()), EXPORT))
    assert "Aucun chiffre clé dans ce périmètre et cette période." in text
    assert "Aucun dispositif n'a de parcours dans ce périmètre et cette période." in text

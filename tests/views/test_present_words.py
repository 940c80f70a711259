"""The ladder and the sentence said in public: counted by hand, words included."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.components.present_beside import quarters_between
from dashboard.components.present_ladder import Ladder, in_words, rungs
from dashboard.components.present_words import (
    Facts,
    Part,
    counted,
    left_unsaid,
    public_sentence,
    sexes,
)

LADDER = Ladder(people=108, short=2, participations=119, incomplete=4, countable=115)
FACTS = Facts(
    as_of=date(2025, 12, 31),
    since=date(2024, 1, 1),
    operations=2,
    ladder=LADDER,
    women=61,
    in_work=Part(18, 40),
    in_work_later=Part(12, 31),
    later_due=35,
    is_later_representative=True,
)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_each_rung_is_the_one_above_and_its_change() -> None:
    """108 people, 13 files more in another operation, 2 contacts of a day, 4 incomplete files."""
    assert [(item.value, item.change) for item in rungs(LADDER)] == [
        (108, ""),
        (121, "+13"),
        (119, "−2"),
        (115, "−4"),
    ]


def test_a_ladder_without_gaps_says_so() -> None:
    even = Ladder(people=12, short=0, participations=12, incomplete=0, countable=12)
    assert [item.change for item in rungs(even)] == ["", "=", "=", "="]
    assert "aucun écart entre les trois" in in_words(even)


def test_the_sentence_gives_its_denominators_and_its_date() -> None:
    assert plain(public_sentence(FACTS)) == (
        "Au 31/12/2025, 108 personnes, dont 61 femmes, ont été accueillies depuis le 01/01/2024 "
        "dans 2 opérations avec le soutien de l'Union européenne (FSE+). Cela fait "
        "119 participations de plus d'un jour, dont 115 sont comptées par le FSE+ (dossier "
        "complet). Sur 40 participations terminées depuis quatre semaines au moins, de personnes "
        "au chômage ou inactives à l'entrée, 18 (45 %) étaient suivies d'un emploi dans les "
        "quatre semaines. Six mois après la sortie, 12 sur 31 (39 %) des personnes au chômage "
        "ou inactives à l'entrée qui ont répondu étaient en emploi ; 35 sorties avaient ce recul."
    )
    assert left_unsaid(FACTS) == []


def test_fewer_than_ten_people_make_no_sentence() -> None:
    few = replace(FACTS, ladder=Ladder(9, 0, 9, 0, 9), women=4)
    assert public_sentence(few) == ""
    assert left_unsaid(few) == [
        "Moins de 10 personnes : aucune phrase n'est proposée, elle pourrait désigner quelqu'un."
    ]


@pytest.mark.parametrize(
    ("changes", "absent", "why"),
    [
        (
            {"in_work": Part(4, 9)},
            "quatre semaines",
            "La phrase ne dit pas les suites dans les quatre semaines : la base (9) est "
            "inférieure à 10.",
        ),
        (
            {"in_work": Part(0, 0)},
            "quatre semaines",
            "La phrase ne dit pas les suites dans les quatre semaines : aucune sortie n'est "
            "encore assez ancienne.",
        ),
        (
            {"in_work_later": Part(0, 0), "is_later_representative": False},
            "Six mois",
            "La phrase ne dit pas la situation à six mois : aucune réponse n'est enregistrée.",
        ),
        (
            {"in_work_later": Part(6, 12), "is_later_representative": False},
            "Six mois",
            "La situation à six mois n'est pas dans la phrase : les réponses sont trop peu "
            "nombreuses pour représenter toutes les sorties.",
        ),
    ],
)
def test_what_cannot_be_said_is_left_out_and_told(
    changes: dict[str, object], absent: str, why: str
) -> None:
    facts = replace(FACTS, **changes)  # type: ignore[arg-type]
    assert absent not in public_sentence(facts)
    assert left_unsaid(facts) == [why]


def test_another_window_changes_the_words() -> None:
    assert "dans les 14 jours" in public_sentence(replace(FACTS, window="14 jours"))


def test_an_unknown_start_is_not_invented() -> None:
    assert "depuis le début des opérations" in public_sentence(replace(FACTS, since=None))


@pytest.mark.parametrize(
    ("part", "text"),
    [(Part(7, 19), "7 sur 19 (37 %)"), (Part(3, 7), "3 sur 7"), (Part(0, 0), "n/d")],
)
def test_a_part_is_written_with_its_base(part: Part, text: str) -> None:
    assert plain(counted(part)) == text


def test_only_the_sexes_met_are_named() -> None:
    assert plain(sexes([("F", 2), ("M", 1), ("X", 0)])) == "2 femmes, 1 homme"
    assert "1 personne X" in plain(sexes([("F", 0), ("X", 1)]))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2024, 1, 1), date(2025, 6, 30), ("2024-Q1", "2025-Q2")),
        (date(2024, 5, 2), date(2025, 6, 29), ("2024-Q2", "2025-Q1")),
        (None, date(2025, 12, 31), (None, "2025-Q4")),
        (None, date(2026, 1, 1), (None, "2025-Q4")),
    ],
)
def test_only_quarters_over_at_the_cut_off_are_counted(
    since: date | None, until: date, expected: tuple[str | None, str]
) -> None:
    assert quarters_between(since, until) == expected

"""FSE+ figures through the door: from drawn tables, within a scope, every row accounted for."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from drawing import EVERYONE, Build
from spec.fse_drawn import (
    ACTIVITIES,
    LINKS,
    OPERATIONS,
    PARTICIPANTS,
    SETTINGS,
    followups,
    pathways,
)

from dashboard.observatory import Observatory, QuestionError, ReleasedFse
from dashboard.scope import Role, Scope
from pipelines.fse import FseSettings
from pipelines.snapshot import Snapshot


@pytest.fixture
def snapshot(built: Build) -> Snapshot:
    return built(
        participant=PARTICIPANTS,
        pathway=pathways(),
        operation=OPERATIONS,
        identity_link=LINKS,
        followup=followups(),
        activity=ACTIVITIES,
        structure="structure_id\n---\nS1\nS2\nS3",
    )


def counts(
    released: ReleasedFse, operation: str | None = None, sex: str = "total"
) -> dict[str, Any]:
    kept = released.indicators.filter(
        pl.col("operation_id").eq_missing(pl.lit(operation, pl.String)), pl.col("sex") == sex
    )
    known = {"output", "result", "estimate", "ladder"}
    kept = kept.filter(pl.col("kind").is_in(known), pl.col("value") != 0)
    return dict(kept.select("code", "value").iter_rows())


def test_figures_of_an_operation_worked_by_hand(snapshot: Snapshot) -> None:
    """OP1 : a, b, c et f comptés ; d un seul jour ; e sans année de naissance."""
    released = Observatory(snapshot, EVERYONE).fse(SETTINGS)
    assert counts(released, "OP1") == {
        **{"HEAD": 6, "PART": 5, "SHORT": 1, "INC": 1, "EECO01": 4},
        **{"EECO02": 2, "EECO03": 1, "EECO04": 1, "EECO05": 1, "EECO07": 1, "EECO08": 1},
        **{"EECO09": 2, "EECO10": 1, "EECO11": 1},
        **{"EECR01": 1, "EECR03": 1, "EECR04": 1, "EECR05": 2},
    }
    assert counts(released, "OP1", "X") == {
        **{"HEAD": 1, "PART": 1, "EECO01": 1, "EECO02": 1, "EECO08": 1, "EECO09": 1},
    }


def test_people_are_counted_once_whatever_their_operations(snapshot: Snapshot) -> None:
    """C a deux opérations, f deux identifiants reliés : 6 personnes, 7 participations."""
    released = Observatory(snapshot, EVERYONE).fse(SETTINGS)
    assert [released.value(code) for code in ("HEAD", "PART", "SHORT", "INC", "EECO01")] == [
        *(6, 7, 1, 1, 6)
    ]
    assert released.ladder.filter(pl.col("operation_id").is_null(), sex="total")[
        "code"
    ].to_list() == ["HEAD", "PART", "SHORT", "INC", "EECO01"]


def test_work_in_an_esat_is_a_setting(snapshot: Snapshot) -> None:
    """Opération réservée : EECO12 = EECO01 ; le travail en ESAT compte si on le choisit."""
    observatory = Observatory(snapshot, EVERYONE)
    default = observatory.fse(SETTINGS, ("OP2",))
    chosen = observatory.fse(FseSettings(SETTINGS.as_of, esat_is_employment=True), ("OP2",))
    assert [item.value("EECO12", "OP2") for item in (default, chosen)] == [2, 2]
    assert [item.value("EECR04", "OP2") for item in (default, chosen)] == [0, 1]


def test_the_estimate_at_six_months_is_weighted_and_said_not_representative(
    snapshot: Snapshot,
) -> None:
    """Deux échéances, deux réponses valables : poids 3 en emploi sur 4, soit 2 x 3/4 arrondi à 2.

    Le suivi à trois mois et celui d'avant l'échéance ne valent pas ; l'injoignable est rappelé.
    """
    released = Observatory(snapshot, EVERYONE).fse(SETTINGS, ("OP1",))
    row = released.survey.filter(operation_id="OP1", sex="total").to_dicts()[0]
    kept = ("due", "sampled", "observed", "in_work", "response_rate", "weighted_share", "estimate")
    assert [row[name] for name in kept] == [2, 2, 2, 1, 1.0, 0.75, 2]
    assert not row["is_representative"]
    assert "non représentatif" in row["text"]
    nobody = released.survey.filter(operation_id="OP1", sex="X").to_dicts()[0]
    assert (nobody["estimate"], nobody["text"]) == (None, "n/d : aucune observation à six mois")


def test_rates_are_said_with_their_base(snapshot: Snapshot) -> None:
    """Sous dix, pas de pourcentage ; sans base, « n/d »."""
    released = Observatory(snapshot, EVERYONE).fse(SETTINGS, ("OP1",))
    said = dict(
        released.rates.filter(operation_id="OP1", sex="total").select("code", "text").iter_rows()
    )
    assert said == {
        **{"EECR01": "1 sur 1", "EECR02": "0 sur 1", "EECR03": "1 sur 2", "EECR04": "1 sur 2"},
        "EECR06": "n/d",
    }


def test_every_row_loaded_is_in_one_account(snapshot: Snapshot) -> None:
    released = Observatory(snapshot, EVERYONE).fse(SETTINGS)
    whole = released.accounts.filter(pl.col("operation_id").is_null())
    assert whole.select("account", "rows", "participations").rows() == [
        ("counted", 6, 6),
        ("incomplete", 1, 1),
        ("short", 1, 1),
        ("after_cutoff", 1, None),
    ]
    assert released.broken == ()
    assert released.identities["holds"].all()
    assert released.sfc_rules["holds"].all()


def test_columns_of_the_rows_add_up_to_the_figures(snapshot: Snapshot) -> None:
    observatory = Observatory(snapshot, EVERYONE)
    released, rows = observatory.fse(SETTINGS), observatory.fse_rows(SETTINGS)
    told = released.indicators.filter(pl.col("operation_id").is_null(), ~pl.col("is_estimate"))
    for code, sex, value in told.select("code", "sex", "value").iter_rows():
        table = rows.participations.with_columns(pl.col("sex").fill_null("unknown"))
        kept = table if sex == "total" else table.filter(sex=sex)
        found = kept["participant_key"].n_unique() if code == "HEAD" else kept[code].sum()
        assert found == value, (code, sex)


def test_rows_name_people_by_pseudonym_only(snapshot: Snapshot) -> None:
    rows = Observatory(snapshot, EVERYONE).fse_rows(SETTINGS, ("OP2",))
    assert sorted(rows.participations["pathway_code"]) == ["C", "F2"]
    assert set(rows.anomalies["operation_id"]) == {"OP2"}
    late = rows.anomalies.filter(code="A17").to_dicts()
    assert [(row["pathway_code"], row["days_late"]) for row in late] == [("C", 273)]


@pytest.mark.parametrize(
    ("scope", "operations", "heads"),
    [
        (Scope("f", Role.FUNDER, frozenset({"OP1", "OP3"}), "F"), ["OP1", "OP3"], 6),
        (Scope("d", Role.DIRECTOR, frozenset({"S2"}), "D"), ["OP2"], 2),
        (Scope("c", Role.COUNCIL, frozenset({"45"}), "C"), ["OP1"], 1),
    ],
)
def test_a_scope_sees_its_operations_and_its_rows(
    snapshot: Snapshot, scope: Scope, operations: list[str], heads: int
) -> None:
    observatory = Observatory(snapshot, scope)
    released = observatory.fse(SETTINGS)
    assert released.operations["operation_id"].to_list() == operations
    assert observatory.fse_operations().equals(released.operations)
    assert released.value("HEAD") == heads
    assert set(observatory.fse_rows(SETTINGS).participations["operation_id"]) <= set(operations)


def test_what_cannot_be_answered_is_said_in_french(snapshot: Snapshot) -> None:
    funder = Observatory(snapshot, Scope("f", Role.FUNDER, frozenset({"OP1"}), "F"))
    with pytest.raises(QuestionError, match=r"Opération inconnue dans votre périmètre : OP2\."):
        funder.fse(SETTINGS, ("OP1", "OP2"))
    with pytest.raises(QuestionError, match="postérieure à la date d'observation"):
        funder.fse(FseSettings(date(2025, 10, 1)))
    nobody = Observatory(snapshot, Scope("n", Role.FUNDER, frozenset(), "N"))
    with pytest.raises(QuestionError, match="Aucune opération"):
        nobody.fse(SETTINGS)


def test_an_operation_without_anyone_counts_zero_everywhere(snapshot: Snapshot) -> None:
    funder = Observatory(snapshot, Scope("f", Role.FUNDER, frozenset({"OP3"}), "F"))
    released = funder.fse(SETTINGS)
    assert released.is_empty
    assert counts(released) == {}
    assert released.rates["text"].unique().to_list() == ["n/d"]
    assert funder.fse_rows(SETTINGS).participations.is_empty()


def test_a_file_removed_leaves_every_figure(snapshot: Snapshot) -> None:
    observatory = Observatory(snapshot, EVERYONE)
    rows = observatory.fse_rows(SETTINGS, ("OP1",)).participations
    (pseudonym,) = rows.filter(pathway_code="A")["pseudonym"]
    gone = (("OP1", pseudonym),)
    before, after = (observatory.fse(SETTINGS, ("OP1",), removed) for removed in ((), gone))
    assert (before.value("EECR04"), after.value("EECR04")) == (1, 0)
    assert (before.value("HEAD"), after.value("HEAD")) == (6, 5)
    assert after.broken == ()
    assert (before.removed, after.removed) == ((), gone)

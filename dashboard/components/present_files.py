"""The tables of FSE+ results as files: counts only, with the mentions every FSE+ file carries."""

import polars as pl
import streamlit as st

from dashboard.components.fse_settings import FseChoices
from dashboard.components.present_facts import WHOLE, ladder, rate, sexes, survey, window
from dashboard.components.present_tables import LEAVING, SEX_TITLES
from dashboard.disclosure import ReleasedTally, release_drawn
from dashboard.observatory import ReleasedFse
from dashboard.reading.fse_sentences import AUTHORITATIVE, COFUNDED, EMBLEM_SLOT
from dashboard.scope import Scope
from pipelines.fse import fse_indicators
from pipelines.indicators import Time
from pipelines.tallies import Tally

SOURCE = "Parcours rattachés à une opération, indicateurs communs du règlement (UE) 2021/1057"
MENTIONS = (
    ("Cofinancement", COFUNDED),
    ("Emblème", EMBLEM_SLOT),
    ("Saisie de référence", AUTHORITATIVE),
    ("Champ", "participants seulement ; les dépenses n'y sont pas"),
)
STATEMENT = "Bilan des participants par sexe"
MEASURE = {"measure": "Mesure", "sex": "Sexe", "counted": "Effectif", "base": "Base"}


@st.cache_data(show_spinner=False, max_entries=100)
def statement(
    snapshot_id: str, scope: Scope, choices: FseChoices, _figures: ReleasedFse
) -> ReleasedTally:
    """Return every figure of the page as a file: measure, sex, count, base (empty for a count)."""
    rows = [row for sex in (*sexes(_figures), WHOLE) for row in _of_sex(_figures, sex)]
    schema = {"measure": pl.String, "sex": pl.String, "counted": pl.Int64, "base": pl.Int64}
    definition = (
        "Personnes, participations, participations comptées par le FSE+ et résultats, à la date "
        "d'arrêté ; la base d'un résultat ne compte que les sorties dont le délai est échu."
    )
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return released(_figures, "bilan_fse", STATEMENT, definition, MEASURE, frame)


def released(
    figures: ReleasedFse,
    code: str,
    label: str,
    definition: str,
    columns: dict[str, str],
    table: pl.DataFrame,
) -> ReleasedTally:
    """Return counts drawn from released figures, ready to leave as a file."""
    tally = Tally(
        code=code,
        label=label,
        definition=definition,
        counts="personnes ou participations",
        time=Time.ENTRY_COHORT,
        source=SOURCE,
        columns=columns,
        vocabularies={},
        sql="\n".join(item.sql for item in fse_indicators().values()),
    )
    return release_drawn(figures, tally, table, (*MENTIONS, *figures.settings.in_words()))


def _of_sex(figures: ReleasedFse, sex: str) -> list[tuple[str, str, int, int | None]]:
    known = fse_indicators()
    counts = ladder(figures, None, sex)
    later = survey(figures, None, sex)
    parts = [(f"{code} · {known[code].label}", rate(figures, code, None, sex)) for code in LEAVING]
    told: list[tuple[str, int, int | None]] = [
        ("Personnes", counts.people, None),
        ("Dossiers ouverts", counts.files, None),
        ("Contacts d'un jour ou moins", counts.short, None),
        ("Participations", counts.participations, None),
        ("Dossiers incomplets", counts.incomplete, None),
        ("Comptées par le FSE+ (EECO01)", counts.countable, None),
        *((f"{title}, dans les {window(figures.settings)}", p.count, p.base) for title, p in parts),
        ("En emploi à six mois, parmi les réponses", later["in_work"], later["observed"]),
        ("Situation connue à six mois", later["observed"], later["due"]),
    ]
    title = "Ensemble" if sex == WHOLE else SEX_TITLES[sex]
    return [(measure, title, count, base) for measure, count, base in told]

"""Every file of the complete layout honours its contract; the flat one uses known codes."""

import dataframely as dy
import polars as pl
import pytest
from samples.sample_files import SampleFiles

from pipelines.contracts import FILE_NAMES, TABLES
from pipelines.vocabulary import (
    ContractKind,
    ExitReason,
    Obstacle,
    Scheme,
    Sex,
    Vocabulary,
    exact_codes,
)

WRITTEN = sorted(
    set(TABLES)
    - {"control_decision", "external_benchmark", "travel_time"}
    - {"exit_rule", "exit_motive", "exit_motive_category"}
    - {"siae", "asp_amount", "financial_annex", "rsa_count", "inclusion_structure"}
)
ANSWERS = {"oui": True, "non": False}


def read_canonical(sample: SampleFiles, table: str) -> pl.DataFrame:
    """Read a file as text, name its columns as the contract does, give them their types."""
    columns = TABLES[table].columns()
    path = sample.folder / "complete" / f"{FILE_NAMES[table]}.csv"
    text = pl.read_csv(path, separator=";", infer_schema=False)
    assert text.columns == [(column.metadata or {})["header"] for column in columns.values()]
    text.columns = list(columns)
    return text.select(typed(name, column) for name, column in columns.items())


def typed(name: str, column: dy.Column) -> pl.Expr:
    if isinstance(column, dy.Date):
        return pl.col(name).str.to_date("%Y-%m-%d")
    if isinstance(column, dy.Bool):
        return pl.col(name).replace_strict(ANSWERS, return_dtype=pl.Boolean)
    return pl.col(name).cast(column.dtype)


@pytest.mark.parametrize("table", WRITTEN)
def test_no_row_breaks_its_contract(sample: SampleFiles, table: str) -> None:
    rows = read_canonical(sample, table)
    kept, failures = TABLES[table].filter(rows, cast=True)
    assert failures.counts() == {}
    assert kept.height == rows.height > 0


def test_only_these_tables_are_written(sample: SampleFiles) -> None:
    files = {path.stem for path in (sample.folder / "complete").glob("*.csv")}
    assert files == {FILE_NAMES[table] for table in WRITTEN}


@pytest.mark.parametrize(
    ("header", "vocabulary"),
    [
        ("dispositif", Scheme),
        ("sexe", Sex),
        ("motif_sortie", ExitReason),
        ("type_contrat", ContractKind),
        ("freins", Obstacle),
    ],
)
def test_flat_codes_are_understood_without_remark(
    sample: SampleFiles, header: str, vocabulary: type[Vocabulary]
) -> None:
    found = {
        code for row in sample.read("flat/parcours.csv") for code in row[header].split("|") if code
    }
    assert found
    assert found <= set(exact_codes(vocabulary))


def test_the_flat_headers_are_those_of_the_layout(sample: SampleFiles) -> None:
    header = (sample.folder / "flat" / "parcours.csv").read_text("utf-8").partition("\n")[0]
    assert header == (
        "id_participant;id_structure;id_operation;dispositif;code_commune;annee_naissance;sexe;"
        "date_entree;date_sortie;motif_sortie;freins;date_debut_emploi;type_contrat;heures_hebdo;"
        "commentaire"
    )

"""Flat files made by rule, with nothing drawn: forty people, one pathway each."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from pipelines.sources.intake import Intake, IntakeSettings, take_in
from pipelines.sources.mapping import Mapping as SourceMapping

Row = dict[str, str]

HEADERS = [
    *("id_participant", "id_structure", "id_operation", "dispositif", "code_commune"),
    *("annee_naissance", "sexe", "date_entree", "date_sortie", "motif_sortie", "freins"),
    *("date_debut_emploi", "type_contrat", "heures_hebdo", "commentaire"),
]
SCHEMES = ("RSA", "MISPE", "ACI", "EMPLOI_ACCOMPAGNE", "3MPJ")
COMMUNES = ("46042", "46102", "45234", "45208")
OBSTACLES = ("MOBILITE", "SANTE", "LOGEMENT", "GARDE_ENFANT")
KEY = b"une cle de test, longue de plus de trente-deux octets"
REFERENCE_DATE = date(2025, 6, 30)

CURRENT = frozenset(COMMUNES) | {"01033", "2A004", "2B033", "33063", "50129", "74010"}
CURRENT |= {"97105", "97411", "97611", "97502", "97801", "13055"}
FORMER = {"01091": "01033", "74268": "74010", "50173": "50129"}


def people(count: int = 40) -> list[Row]:
    """Return clean rows; rows 2 in 3 have ended, half of these with a job."""
    rows = []
    for rank in range(count):
        entry = date(2023, 1, 9) + timedelta(days=13 * rank % 500)
        has_ended = rank % 3 != 0
        has_job = has_ended and rank % 2 == 0
        end = entry + timedelta(days=40 + 3 * rank % 100)
        rows.append(
            {
                "id_participant": f"D{rank:05d}",
                "id_structure": f"ST{rank % 4}",
                "id_operation": f"FSE{rank % 2}",
                "dispositif": SCHEMES[rank % 5],
                "code_commune": COMMUNES[rank % 4],
                "annee_naissance": str(1965 + rank % 40),
                "sexe": "FH"[rank % 2],
                "date_entree": entry.isoformat(),
                "date_sortie": end.isoformat() if has_ended else "",
                "motif_sortie": ("EMPLOI" if has_job else "ABANDON") if has_ended else "",
                "freins": "|".join(OBSTACLES[: rank % 4]),
                "date_debut_emploi": end.isoformat() if has_job else "",
                "type_contrat": "CDI" if has_job else "",
                "heures_hebdo": "17.5" if has_job else "",
                "commentaire": "",
            }
        )
    return rows


def edited(edits: Mapping[int, Mapping[str, str]], rows: Sequence[Row]) -> list[Row]:
    """Return the rows with other cells on some lines of the file (the header is line 1)."""
    return [{**row, **edits.get(line, {})} for line, row in enumerate(rows, start=2)]


def text_of(
    rows: Iterable[Row],
    headers: Sequence[str] = HEADERS,
    separator: str = ";",
    newline: str = "\r\n",
    titles: Sequence[str] | None = None,
) -> str:
    """Return the rows as delimited text; `titles` replace the headers on the first line."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=newline)
    writer.writerow(titles or headers)
    writer.writerows([row.get(header, "") for header in headers] for row in rows)
    return text.getvalue()


def write(path: Path, content: str | bytes) -> Path:
    """Write a file, UTF-8 when it is text."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def resolver(codes: pl.Series) -> pl.DataFrame:
    """Resolve communes from a few codes, in the way of the real resolver."""
    return pl.DataFrame(
        [(code, *_resolved(code)) for code in codes.drop_nulls().unique(maintain_order=True)],
        schema={"raw": pl.String, "commune_code": pl.String, "remark": pl.String},
        orient="row",
    )


def _resolved(code: str) -> tuple[str | None, str | None]:
    if code in CURRENT:
        return code, None
    if code in FORMER:
        return FORMER[code], "merged"
    if code == "13201":
        return "13055", "arrondissement"
    if f"0{code}" in CURRENT:
        return f"0{code}", "leading_zero"
    if code.upper() in CURRENT:
        return code.upper(), "case_fixed"
    return None, "postal_code" if code in {"46000", "45000"} else "unknown"


def mapping(**content: object) -> SourceMapping:
    """Return a mapping from the content of its TOML file."""
    return SourceMapping.model_validate({"name": "essai", **content})


KEEP_COMMENTS = mapping(columns={"commentaire": {"action": "keep"}})


def taken(
    *paths: Path, mappings: tuple[SourceMapping, ...] = (), perimeter: Iterable[str] = ()
) -> Intake:
    """Take files in, at the reference date of the tests."""
    settings = IntakeSettings(
        reference_date=REFERENCE_DATE,
        communes=resolver,
        key=KEY,
        perimeter=frozenset(perimeter),
        mappings=mappings,
    )
    return take_in(paths, settings)


def taken_rows(folder: Path, rows: Iterable[Row], **options: object) -> Intake:
    """Take in one flat file made of rows."""
    path = write(folder / "suivi.csv", text_of(rows))
    return taken(path, **options)  # type: ignore[arg-type]

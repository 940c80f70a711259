"""From a person's identifier to a pseudonym that only the holder of the key can compute."""

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl

MIN_KEY_BYTES = 32
SAFE_PREFIX = "ps1_"
"""What starts a pseudonym in a prepared file: `ps1_` and 32 hexadecimal digits, taken as it is."""

_BLOCK = 64
_SAFE_SHAPE = rf"^{SAFE_PREFIX}[0-9a-f]{{32}}$"
# No identifier read from a file can equal this: a NUL byte sets its row aside.
_CHECK_TEXT = b"\x00observatoire-insertion"


class KeyUnusableError(Exception):
    """The pseudonymisation key is absent, unreadable or too short; the message is in French."""


def load_key(path: Path | None = None, environment: Mapping[str, str] = os.environ) -> bytes:
    """Return the key: from `path`, else OBSERVATOIRE_KEY, else the file of OBSERVATOIRE_KEY_FILE.

    Raises `KeyUnusableError` when there is none, or when it holds less than 32 bytes.
    """
    named = environment.get("OBSERVATOIRE_KEY_FILE")
    file = path or (Path(named) if named else None)
    value = environment.get("OBSERVATOIRE_KEY")
    if value and path is None:
        key = value.encode()
    elif file is not None:
        key = _read_key(file)
    else:
        raise KeyUnusableError(
            "Clé de pseudonymisation absente : définissez OBSERVATOIRE_KEY, ou indiquez un "
            "fichier de clé dans OBSERVATOIRE_KEY_FILE."
        )
    key = key.strip()
    if len(key) < MIN_KEY_BYTES:
        raise KeyUnusableError(
            f"Clé de pseudonymisation trop courte : {MIN_KEY_BYTES} caractères au moins, tirés "
            "au hasard."
        )
    return key


def _read_key(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KeyUnusableError(
            f"Fichier de clé illisible : « {path.name} » ({error.strerror})."
        ) from None


def create_key(path: Path) -> None:
    """Write a fresh random key in a new file that only its owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(MIN_KEY_BYTES) + "\n")


def key_check_value(key: bytes) -> str:
    """Return 16 hexadecimal digits that change with the key, to tell a wrong key later."""
    return hmac.new(key, _CHECK_TEXT, hashlib.sha256).hexdigest()[:16]


def pseudonymise(ids: pl.Series, key: bytes) -> pl.Series:
    """Return the pseudonym of each id: the first 128 bits of its HMAC-SHA-256, in hexadecimal.

    Nulls stay null. An id of the shape `ps1_<32 hexadecimal digits>` comes from a prepared file:
    it is a pseudonym already and only loses its prefix, so that both ways give the same one.
    """
    return Pseudonyms(key).of(ids)


class Pseudonyms:
    """The pseudonyms given so far: an id met in several files is hashed once."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._known = pl.DataFrame(schema={"id": pl.String, "pseudonym": pl.String})

    def of(self, ids: pl.Series) -> pl.Series:
        """Return the pseudonyms of `ids`, in the same order; see `pseudonymise`."""
        asked = ids.rename("id").to_frame()
        if self._known.is_empty() and not ids.has_nulls() and ids.n_unique() == len(ids):
            self._known = _hashed(asked, self._key)
            return self._known["pseudonym"].alias(ids.name)
        found = asked.join(self._known, on="id", how="left", maintain_order="left")
        new = found.filter(pl.col("pseudonym").is_null()).select("id").drop_nulls().unique()
        if new.height:
            hashed = _hashed(new, self._key)
            self._known = pl.concat([self._known, hashed])
            fresh = asked.join(hashed, on="id", how="left", maintain_order="left")["pseudonym"]
            found = found.with_columns(pl.coalesce("pseudonym", fresh))
        return found["pseudonym"].alias(ids.name)


def _hashed(ids: pl.DataFrame, key: bytes) -> pl.DataFrame:
    """Return `id` and `pseudonym`; the key reaches DuckDB only as bound parameters."""
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    outer, inner = (bytes(byte ^ pad for byte in block) for pad in (0x5C, 0x36))
    query = """
        SELECT
            id,
            CASE
                WHEN regexp_matches(id, ?) THEN substr(id, ?)
                ELSE left(sha256(?::BLOB || unhex(sha256(?::BLOB || encode(id)))), 32)
            END AS pseudonym
        FROM ids
    """
    with duckdb.connect() as connection:
        connection.register("ids", ids.to_arrow())
        parameters = [_SAFE_SHAPE, len(SAFE_PREFIX) + 1, outer, inner]
        hashed: pl.DataFrame = connection.sql(query, params=parameters).pl()
        return hashed

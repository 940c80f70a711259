"""Pseudonyms: those of HMAC-SHA-256, the same everywhere, impossible without the key."""

import hashlib
import hmac
import logging
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.pseudonym import (
    KeyUnusableError,
    Pseudonyms,
    create_key,
    key_check_value,
    load_key,
    pseudonymise,
)

KEY = b"0123456789abcdef0123456789abcdef"
# Test cases 1, 2, 3, 4, 6 of RFC 4231 whose data is text, and their digests as published.
RFC_4231 = [
    (
        b"\x0b" * 20,
        "Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    ),
    (
        b"Jefe",
        "what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ),
    (
        b"\xaa" * 131,
        "Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    ),
    (
        b"\xaa" * 131,
        "This is a test using a larger than block-size key and a larger than block-size data. "
        "The key needs to be hashed before being used by the HMAC algorithm.",
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
    ),
]


@pytest.mark.parametrize(("key", "text", "digest"), RFC_4231)
def test_published_vectors(key: bytes, text: str, digest: str) -> None:
    assert pseudonymise(pl.Series([text]), key).to_list() == [digest[:32]]


@settings(max_examples=30)
@given(st.lists(st.none() | st.text(alphabet=st.characters(exclude_categories=["Cs"]))))
def test_the_standard_library_agrees(ids: list[str | None]) -> None:
    expected = [
        None if text is None else hmac.new(KEY, text.encode(), hashlib.sha256).hexdigest()[:32]
        for text in ids
    ]
    assert pseudonymise(pl.Series("id", ids, pl.String), KEY).to_list() == expected


def test_a_run_gives_the_same_pseudonyms_in_any_order() -> None:
    run = Pseudonyms(KEY)
    first = run.of(pl.Series(["a", "b", "c"]))
    again = run.of(pl.Series(["d", "c", None, "a", "c", "e"]))
    assert (
        again.to_list() == pseudonymise(pl.Series(["d", "c", None, "a", "c", "e"]), KEY).to_list()
    )
    assert again[3] == first[0]


def test_a_pseudonym_already_made_is_taken_as_it_is() -> None:
    made = pseudonymise(pl.Series(["a"]), KEY)[0]
    marked = pl.Series([f"ps1_{made}", f"ps1_{made[:-1]}", f"PS1_{made}"])
    kept, shorter, louder = pseudonymise(marked, KEY).to_list()
    assert kept == made
    assert made not in {shorter, louder}


def test_another_key_gives_other_pseudonyms_and_another_check_value() -> None:
    other = KEY[::-1]
    assert pseudonymise(pl.Series(["a"]), KEY)[0] != pseudonymise(pl.Series(["a"]), other)[0]
    assert key_check_value(KEY) != key_check_value(other)
    assert key_check_value(KEY) == key_check_value(bytes(KEY))
    assert len(key_check_value(KEY)) == 16


def test_the_key_comes_from_the_argument_then_the_environment(tmp_path: Path) -> None:
    file, other = tmp_path / "cle", tmp_path / "autre"
    file.write_bytes(KEY + b"\n")
    other.write_bytes(KEY[::-1])
    both = {"OBSERVATOIRE_KEY": "x" * 40, "OBSERVATOIRE_KEY_FILE": str(other)}
    assert load_key(file, both) == KEY
    assert load_key(environment=both) == b"x" * 40
    assert load_key(environment={"OBSERVATOIRE_KEY_FILE": str(other)}) == KEY[::-1]


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "absente"),
        ({"OBSERVATOIRE_KEY": "trop court"}, "trop courte"),
        ({"OBSERVATOIRE_KEY_FILE": "/nulle/part/cle"}, "illisible"),
    ],
)
def test_an_unusable_key_is_told_in_french_and_not_shown(
    environment: dict[str, str], words: str
) -> None:
    with pytest.raises(KeyUnusableError, match=words) as error:
        load_key(environment=environment)
    assert "trop court " not in f"{error.value} "


def test_a_created_key_is_usable_and_never_replaced(tmp_path: Path) -> None:
    create_key(tmp_path / "cle")
    assert len(load_key(tmp_path / "cle", {})) >= 32
    with pytest.raises(FileExistsError):
        create_key(tmp_path / "cle")


def test_neither_the_key_nor_an_id_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    run = Pseudonyms(KEY)
    run.of(pl.Series(["secret-id"]))
    assert KEY.decode() not in repr(run) + caplog.text
    assert "secret-id" not in repr(run) + caplog.text

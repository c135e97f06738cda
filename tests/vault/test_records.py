"""Reading SQLite's pages ourselves gives what SQLite gives, for every kind of value and any length."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from journal_app.vault.header_files import load_headers
from journal_app.vault.keys import database_key
from journal_app.vault.page_reader import USABLE_BYTES, PageReader
from journal_app.vault.records import UnreadableError, read_page
from journal_app.vault.salvage import Salvage, read_catalogue
from journal_app.vault.table_shapes import Column, TableShape
from journal_app.vault.vault import Vault

ANY_COLUMN = Column("value", "", is_nullable=True, key_place=0)
SHAPE = TableShape("thing", (Column("id", "INTEGER", is_nullable=True, key_place=1), ANY_COLUMN), has_row_id=True)

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([0, 1, -1, 127, 128, -129, 2**15, 2**23, 2**31, 2**47, -(2**47) - 1, 2**63 - 1]),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.binary(max_size=60),
    st.integers(0, 20_000).map(lambda length: "ä" * length),
)


@pytest.fixture
def read_back(vault: Vault, data_key: bytes) -> Callable[[dict[int, object]], dict[int, object]]:
    """Write values under their row ids with SQLite, read them back without it."""

    def run(values: dict[int, object]) -> dict[int, object]:
        with vault.write() as connection:
            connection.execute(text("DROP TABLE IF EXISTS thing"))
            connection.execute(text("CREATE TABLE thing (id INTEGER PRIMARY KEY, value)"))
            for row_id, value in values.items():
                connection.execute(text("INSERT INTO thing VALUES (:i, :v)"), {"i": row_id, "v": value})
        header = load_headers(vault.folder).candidates[0]
        with closing(PageReader(vault.database, database_key(data_key), header.salt)) as pages:
            rows = dict(Salvage(pages, read_catalogue(pages)).rows(SHAPE))
        return {row_id: row[1] for row_id, row in rows.items()}

    return run


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(st.integers(-(2**63), 2**63 - 1), VALUES, max_size=30))
def test_rows__any_values__are_what_sqlite_stored(read_back, values: dict[int, object]) -> None:
    assert read_back(values) == values


@pytest.mark.parametrize("length", [*range(USABLE_BYTES - 50, USABLE_BYTES - 20), 8000, 100_000])
def test_rows__about_the_length_of_a_page__are_whole(read_back, length: int) -> None:
    values = {1: "x" * length, 2: b"y" * length}
    assert read_back(values) == values


@settings(max_examples=300, deadline=None)
@given(data=st.binary(min_size=USABLE_BYTES, max_size=USABLE_BYTES), kind=st.sampled_from([2, 5, 10, 13, 0, 255]))
def test_read_page__any_bytes__are_a_page_or_refused(data: bytes, kind: int) -> None:
    try:
        page = read_page(2, bytes([kind]) + data[1:])
    except UnreadableError:
        return
    for cell in page.cells:
        try:
            cell.record(lambda _number: None)
        except UnreadableError:
            continue


def test_read_page__overflow_that_goes_round__ends() -> None:
    data = bytearray(USABLE_BYTES)
    data[:8] = bytes([13, 0, 0, 0, 1, 0, 0, 0])
    data[8:10] = (100).to_bytes(2, "big")
    data[100:104] = bytes([0x9F, 0xFF, 0xFF, 0x01])[:4]
    page = read_page(2, bytes(data))
    with pytest.raises(UnreadableError):
        page.cells[0].record(lambda _number: (2).to_bytes(4, "big"))


def test_page__wrong_key__is_damaged(vault: Vault, data_key: bytes) -> None:
    vault.close()
    salt = load_headers(vault.folder).candidates[0].salt
    with closing(PageReader(Path(vault.database), database_key(data_key[::-1]), salt)) as pages:
        assert pages.count_damaged() == pages.page_count > 0

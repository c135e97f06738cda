"""What a row can have come from: a loose page of entries must not pass for one of the trash, nor the other way."""

from journal_app.vault.engine import raw
from journal_app.vault.records import Record
from journal_app.vault.table_shapes import Column, TableShape, read_shapes
from journal_app.vault.vault import Vault

ENTRY: Record = (None, "uid", 5, 5, "UTC", "2026-05-14", "Title", "Body", None, None, 5, None)


def shapes(vault: Vault) -> dict[str, TableShape]:
    with vault.engine.connect() as connection:
        return {shape.name: shape for shape in read_shapes(raw(connection))}


def test_row__of_an_entry__fits_no_other_table(vault: Vault) -> None:
    assert [name for name, shape in shapes(vault).items() if shape.row(ENTRY, 7)] == ["entry"]


def test_row__of_a_page_in_the_trash__fits_no_other_table(vault: Vault) -> None:
    trashed = (*ENTRY, 6, None, None, None, None, None, None)
    assert [name for name, shape in shapes(vault).items() if shape.row(trashed, 7)] == ["trashed_entry"]


def test_row__shorter_than_its_table__fits_where_columns_were_added_with_a_default_or_empty() -> None:
    first = Column("a", "TEXT", is_nullable=False, key_place=0)
    added = Column("b", "TEXT", is_nullable=False, key_place=0, has_default=True)
    may_be_empty = Column("c", "TEXT", is_nullable=True, key_place=0)
    needed = Column("d", "TEXT", is_nullable=False, key_place=0)

    assert TableShape("t", (first, added, may_be_empty), has_row_id=True).row(("x",), 1) == ("x",)
    assert TableShape("t", (first, needed), has_row_id=True).row(("x",), 1) is None

"""What the rows of each table look like, asked of an empty database of the same version.

So a row read from a damaged file is put back into the right columns, and a page that lost its place in the file finds
its table again by what its rows hold.
"""

from dataclasses import dataclass

from journal_app.vault.engine import DriverConnection
from journal_app.vault.records import Record, Value

_TYPES: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "TEXT": (str,),
    "BLOB": (bytes,),
    "REAL": (float, int),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `key_place` counts from 1 inside the primary key and is 0 outside it."""

    name: str
    kind: str
    is_nullable: bool
    key_place: int
    has_default: bool = False

    def takes(self, value: Value) -> bool:
        """Say whether a value can have come from this column."""
        if value is None:
            return self.is_nullable
        return isinstance(value, _TYPES.get(self.kind, (object,)))


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table of the journal; `has_row_id` is false for WITHOUT ROWID, whose rows stand in the order of their key."""

    name: str
    columns: tuple[Column, ...]
    has_row_id: bool

    @property
    def is_row_id_a_column(self) -> bool:
        """Whether a column is another name of the row id (INTEGER PRIMARY KEY)."""
        return self._row_id_alias() is not None

    def row(self, record: Record, row_id: int) -> Record | None:
        """Return a record's values in the order of the columns, or None when it can't be a row of this table.

        Fewer values than columns are a row from before the last columns were added; the columns' defaults complete it.
        A column that has none and needs a value can't have been added so: the row is another table's.
        """
        stored = self._stored_order()
        if not record or len(record) > len(stored):
            return None
        if not all(column.is_nullable or column.has_default for column in stored[len(record) :]):
            return None
        values = dict(zip(stored, record, strict=False))
        if (alias := self._row_id_alias()) is not None:
            if values.get(alias) is not None:
                return None
            values[alias] = row_id
        row = [values[column] for column in self.columns if column in values]
        fits = all(column.takes(value) for column, value in zip(self.columns, row, strict=False))
        return tuple(row) if fits else None

    def _stored_order(self) -> tuple[Column, ...]:
        if self.has_row_id:
            return self.columns
        key = sorted((column for column in self.columns if column.key_place), key=lambda column: column.key_place)
        return (*key, *(column for column in self.columns if not column.key_place))

    def _row_id_alias(self) -> Column | None:
        key = [column for column in self.columns if column.key_place]
        return key[0] if self.has_row_id and len(key) == 1 and key[0].kind == "INTEGER" else None


def read_shapes(driver: DriverConnection) -> tuple[TableShape, ...]:
    """Return the shape of every table that holds rows of the journal; the search index is made anew, not read."""
    tables = driver.execute("PRAGMA main.table_list").fetchall()
    return tuple(
        TableShape(name, _columns(driver, name), has_row_id=not without_row_id)
        for _schema, name, kind, _count, without_row_id, *_rest in sorted(tables, key=lambda row: str(row[1]))
        if kind == "table" and not name.startswith("sqlite_")
    )


def _columns(driver: DriverConnection, table: str) -> tuple[Column, ...]:
    found = driver.execute(f'PRAGMA main.table_info("{table}")').fetchall()
    return tuple(
        Column(name, kind.upper(), is_nullable=not is_required, key_place=key_place, has_default=default is not None)
        for _place, name, kind, is_required, default, key_place in found
    )

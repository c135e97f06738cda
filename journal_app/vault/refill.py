"""Put rescued rows into an empty database of the same version: the damaged one's first, then a snapshot's.

One transaction, so that there is a whole database or none.
"""

from dataclasses import dataclass

from journal_app.vault.engine import DriverConnection
from journal_app.vault.records import Record
from journal_app.vault.salvage import Salvage
from journal_app.vault.table_shapes import TableShape, read_shapes


@dataclass(frozen=True, slots=True)
class KeptTable:
    """How many rows of a table are in the rescued vault, and how many of them only a snapshot still had."""

    name: str
    kept: int
    from_snapshot: int
    lost: int | None
    """Rows known to be gone; None where some may be and nothing left says how many."""


class Refill:
    """The filling of one empty database whose schema stands already; ask for `tables` once it is done."""

    def __init__(self, driver: DriverConnection, salvage: Salvage, snapshot: Salvage | None) -> None:
        self._driver, self._salvage, self._snapshot = driver, salvage, snapshot
        self._shapes = read_shapes(driver)
        self._row_ids: dict[str, set[int]] = {shape.name: set() for shape in self._shapes}
        self._from_snapshot = dict.fromkeys(self._row_ids, 0)
        self._given: dict[str, list[Record]] = {}

    def run(self) -> tuple[KeptTable, ...]:
        """Fill every table and return what each holds, in the order of their names. Raises the driver's errors."""
        self._driver.execute("PRAGMA foreign_keys = OFF")
        self._driver.execute("BEGIN IMMEDIATE")
        for shape in self._shapes:
            self._clear(shape)
            for row_id, row in self._salvage.rows(shape):
                self._put(shape, row_id, row)
        for shape, row_id, row in self._salvage.loose_rows(self._shapes):
            self._put(shape, row_id, row)
        if self._snapshot is not None:
            self._merge(self._snapshot)
        self._give_back()
        self._untie_what_is_gone()
        tables = tuple(self._kept(shape) for shape in self._shapes)
        self._driver.execute("COMMIT")
        self._driver.execute("PRAGMA foreign_keys = ON")
        return tables

    def _clear(self, shape: TableShape) -> None:
        """Put aside the rows that the schema itself begins with: the vault's own come in their place."""
        self._given[shape.name] = self._driver.execute(f'SELECT * FROM "{shape.name}"').fetchall()  # noqa: S608 - our
        self._driver.execute(f'DELETE FROM "{shape.name}"')  # noqa: S608 - own names, here and below

    def _give_back(self) -> None:
        """Begin anew with what the schema begins with, where a table's own rows may be among the lost."""
        for shape in self._shapes:
            if not shape.has_row_id and not self._salvage.losses[shape.name].is_none:
                for row in self._given[shape.name]:
                    self._put(shape, 0, row)

    def _merge(self, snapshot: Salvage) -> None:
        """Take from a snapshot the rows that may have stood where something is damaged, and no others."""
        for shape in self._shapes:
            losses = self._salvage.losses[shape.name]
            if losses.is_none:
                continue
            for row_id, row in snapshot.rows(shape):
                if not shape.has_row_id or losses.may_have_lost(row_id):
                    self._from_snapshot[shape.name] += self._put(shape, row_id, row)

    def _put(self, shape: TableShape, row_id: int, row: Record) -> bool:
        """Insert a row under its own row id; one whose key or unique value is there already is passed over."""
        names = [f'"{column.name}"' for column in shape.columns[: len(row)]]
        values: list[object] = list(row)
        if shape.has_row_id and not shape.is_row_id_a_column:
            names.append("rowid")
            values.append(row_id)
        places = ", ".join("?" * len(values))
        sql = f'INSERT OR IGNORE INTO "{shape.name}" ({", ".join(names)}) VALUES ({places})'  # noqa: S608
        is_new = bool(self._driver.execute(sql, values).rowcount > 0)
        if is_new and shape.has_row_id:
            self._row_ids[shape.name].add(row_id)
        return is_new

    def _untie_what_is_gone(self) -> None:
        """Drop references to rows that are gone, and rows that are nothing without them; a text stays in any case."""
        changed = 1
        while changed:
            changed = sum(self._untie(shape) for shape in self._shapes)

    def _untie(self, shape: TableShape) -> int:
        required = {column.name for column in shape.columns if column.key_place or not column.is_nullable}
        changed = 0
        for _id, _seq, parent, child, target, *_rules in self._driver.execute(
            f'PRAGMA foreign_key_list("{shape.name}")'
        ).fetchall():
            found = f'SELECT 1 FROM "{parent}" WHERE "{parent}"."{target}" = "{shape.name}"."{child}"'  # noqa: S608
            where = f'WHERE "{child}" IS NOT NULL AND NOT EXISTS ({found})'
            if child in required:
                sql = f'DELETE FROM "{shape.name}" {where}'  # noqa: S608
            else:
                sql = f'UPDATE "{shape.name}" SET "{child}" = NULL {where}'  # noqa: S608
            changed += self._driver.execute(sql).rowcount
        return changed

    def _kept(self, shape: TableShape) -> KeptTable:
        kept = int(self._driver.execute(f'SELECT count(*) FROM "{shape.name}"').fetchone()[0])  # noqa: S608
        return KeptTable(shape.name, kept, self._from_snapshot[shape.name], self._lost(shape))

    def _lost(self, shape: TableShape) -> int | None:
        losses, row_ids = self._salvage.losses[shape.name], self._row_ids[shape.name]
        if losses.is_none:
            return 0
        if losses.expected is not None:
            return len(losses.expected - row_ids)
        single = {upto for above, upto in losses.gaps if upto - above == 1}
        return len(single - row_ids) if len(single) == len(losses.gaps) and not losses.is_key_lost else None

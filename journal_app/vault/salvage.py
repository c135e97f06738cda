"""Bring back every row that stands on an undamaged page of a database, and say which row ids may be missing.

Tables are walked from their roots. Where an inner page is damaged the leaves below it lost their way, not their
content: they are found by sweeping the pages that no tree reached. Deleted rows don't come back that way, as freed
pages were zeroed (secure_delete). A whole index says exactly which rows are missing; without one it's a range of ids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from journal_app.vault.page_reader import PageReader
from journal_app.vault.records import Cell, Page, Record, UnreadableError, read_page
from journal_app.vault.table_shapes import TableShape

LOWEST, HIGHEST = -(2**63), 2**63 - 1
_SCHEMA_ROOT = 1
_VERSION_AT = 60
_DEEPEST = 20
"""More levels than a tree of the largest journal has."""
_FEW_ROWS = 50


@dataclass(slots=True)
class Losses:
    """What one table may have lost; filled while its rows are read."""

    gaps: list[tuple[int, int]] = field(default_factory=list)
    """Ranges of row ids: above the first, up to the second."""
    expected: set[int] | None = None
    """Every row id the table had, where a whole index tells."""
    is_key_lost: bool = False
    """Whether a page of a WITHOUT ROWID table is damaged; which keys it held nobody knows."""

    @property
    def is_none(self) -> bool:
        """Whether every row came back."""
        return not self.gaps and not self.is_key_lost

    def may_have_lost(self, row_id: int) -> bool:
        """Say whether a row with this id was there and didn't come back."""
        in_a_gap = any(above < row_id <= upto for above, upto in self.gaps)
        return in_a_gap and (self.expected is None or row_id in self.expected)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Where each table and index begins; `version` is None when page 1 is damaged."""

    version: int | None
    roots: Mapping[str, int]
    indexes: Mapping[str, tuple[int, ...]]

    def completed_from(self, other: "Catalogue") -> "Catalogue":
        """Return this catalogue with what is missing taken from another."""
        version = other.version if self.version is None else self.version
        return Catalogue(version, {**other.roots, **self.roots}, {**other.indexes, **self.indexes})


def read_catalogue(pages: PageReader) -> Catalogue:
    """Read what is left of `sqlite_master`."""
    first = pages.page(1)
    roots: dict[str, int] = {}
    indexes: dict[str, tuple[int, ...]] = {}
    for _row_id, record in _Tree(pages, _SCHEMA_ROOT, set()).rows(Losses()):
        match record:
            case ("table", str(name), _, int(root), *_) if root:
                roots[name] = root
            case ("index", _, str(table), int(root), sql) if root and not _is_partial(sql):
                indexes[table] = (*indexes.get(table, ()), root)
    version = None if first is None else int.from_bytes(first[_VERSION_AT : _VERSION_AT + 4], "big")
    return Catalogue(version, roots, indexes)


def _is_partial(sql: object) -> bool:
    """Say whether an index leaves rows out, so that it can't tell which ones a table had."""
    return isinstance(sql, str) and " WHERE " in sql.upper()


def believable(guessed: Catalogue, pages: PageReader, shapes: tuple[TableShape, ...]) -> Catalogue:
    """Return what holds of a guess, taken from an empty database, where the tables of this one begin.

    Tables that a migration added later begin anywhere; a page that holds another table's rows must not be taken for
    their root, or those rows would be lost. A table whose root is not believed is found by its rows.
    """
    roots = {
        shape.name: guessed.roots[shape.name]
        for shape in shapes
        if shape.name in guessed.roots and _can_begin_at(pages, guessed.roots[shape.name], shape)
    }
    indexes = {table: places for table, places in guessed.indexes.items() if table in roots}
    return Catalogue(guessed.version, roots, indexes)


def _can_begin_at(pages: PageReader, number: int, shape: TableShape) -> bool:
    """Say whether a page is of the right kind and its first leaf, if it is whole, holds rows of this table only."""
    for _ in range(_DEEPEST):
        data = pages.page(number)
        if data is None:
            return True
        try:
            page = read_page(number, data)
            if page.is_table is not shape.has_row_id:
                return False
            if page.is_leaf or not shape.has_row_id:
                rows = [(cell.record(pages.page), cell.row_id) for cell in page.cells[:_FEW_ROWS]]
                return all(shape.row(record, row_id) is not None for record, row_id in rows)
        except UnreadableError:
            return False
        number = page.cells[0].child if page.cells else page.right
    return False


class Salvage:
    """Everything that can be read of one database; ask for the tables' rows first, for the loose ones last."""

    def __init__(self, pages: PageReader, catalogue: Catalogue) -> None:
        self._pages = pages
        self._catalogue = catalogue
        self._reached: set[int] = set()
        self.losses: dict[str, Losses] = {}

    def rows(self, shape: TableShape) -> Iterator[tuple[int, Record]]:
        """Give the rows a table's tree leads to, with their row ids (0 in a WITHOUT ROWID table)."""
        losses = self.losses[shape.name] = Losses()
        tree = _Tree(self._pages, self._catalogue.roots.get(shape.name, 0), self._reached)  # no page 0: all is lost
        for row_id, record in tree.rows(losses) if shape.has_row_id else tree.keys(losses):
            if (row := shape.row(record, row_id)) is not None:
                yield row_id, row
            else:
                losses.gaps.append((row_id - 1, row_id))
        if losses.gaps:
            losses.expected = self._expected(shape.name)

    def loose_rows(self, shapes: tuple[TableShape, ...]) -> Iterator[tuple[TableShape, int, Record]]:
        """Give the rows of leaves no tree reached, each page to the one damaged table all its rows fit."""
        lossy = [shape for shape in shapes if shape.has_row_id and self.losses[shape.name].gaps]
        if not lossy:
            return
        self._reach_everything_else()
        for number in range(2, self._pages.page_count + 1):
            leaf = None if number in self._reached else self._leaf(number)
            if leaf is None:
                continue
            found = [(shape, rows) for shape in lossy if (rows := self._rows_of(shape, leaf))]
            if len(found) == 1:
                shape, rows = found[0]
                yield from ((shape, row_id, row) for row_id, row in rows)

    def _expected(self, table: str) -> set[int] | None:
        """Return the row ids that the first whole index of a table holds."""
        for root in self._catalogue.indexes.get(table, ()):
            losses = Losses()
            last = [record[-1] for _, record in _Tree(self._pages, root, self._reached).keys(losses) if record]
            if losses.is_none:
                return {value for value in last if isinstance(value, int)}
        return None

    def _reach_everything_else(self) -> None:
        """Walk the trees that aren't read for their rows, so that their leaves don't pass for loose ones."""
        others = [root for name, root in self._catalogue.roots.items() if name not in self.losses]
        for root in (_SCHEMA_ROOT, *others):
            for _ in _Tree(self._pages, root, self._reached).rows(Losses()):
                pass

    def _leaf(self, number: int) -> Page | None:
        data = self._pages.page(number)
        try:
            page = None if data is None else read_page(number, data)
        except UnreadableError:
            return None
        return page if page is not None and page.is_leaf and page.is_table else None

    def _rows_of(self, shape: TableShape, leaf: Page) -> list[tuple[int, Record]]:
        """Return a leaf's rows if they all fit a table and its gaps, else nothing."""
        losses, rows = self.losses[shape.name], []
        for cell in leaf.cells:
            try:
                row = shape.row(cell.record(self._pages.page), cell.row_id)
            except UnreadableError:
                continue  # only a part of it is left
            if row is None or not losses.may_have_lost(cell.row_id):
                return []
            rows.append((cell.row_id, row))
        return rows


class _Tree:
    """One b-tree, walked in the order of its keys; each page is read once however pages may point at each other."""

    def __init__(self, pages: PageReader, root: int, reached: set[int]) -> None:
        self._pages, self._root, self._reached = pages, root, reached

    def rows(self, losses: Losses) -> Iterator[tuple[int, Record]]:
        yield from self._rows_below(self._root, LOWEST, HIGHEST, losses)

    def keys(self, losses: Losses) -> Iterator[tuple[int, Record]]:
        yield from self._keys_below(self._root, losses)

    def _rows_below(self, number: int, above: int, upto: int, losses: Losses) -> Iterator[tuple[int, Record]]:
        page = self._page(number, is_table=True)
        if page is None:
            losses.gaps.append((above, upto))
            return
        for cell in page.cells:
            if not page.is_leaf:
                yield from self._rows_below(cell.child, above, cell.row_id, losses)
                above = cell.row_id
            elif (record := self._record(cell)) is not None:
                yield cell.row_id, record
            else:
                losses.gaps.append((cell.row_id - 1, cell.row_id))
        if not page.is_leaf:
            yield from self._rows_below(page.right, above, upto, losses)

    def _keys_below(self, number: int, losses: Losses) -> Iterator[tuple[int, Record]]:
        page = self._page(number, is_table=False)
        if page is None:
            losses.is_key_lost = True
            return
        for cell in page.cells:
            if not page.is_leaf:
                yield from self._keys_below(cell.child, losses)
            if (record := self._record(cell)) is not None:
                yield 0, record
            else:
                losses.is_key_lost = True
        if not page.is_leaf:
            yield from self._keys_below(page.right, losses)

    def _page(self, number: int, *, is_table: bool) -> Page | None:
        if number in self._reached:
            return None
        self._reached.add(number)
        data = self._pages.page(number)
        try:
            page = None if data is None else read_page(number, data)
        except UnreadableError:
            return None
        return page if page is not None and page.is_table is is_table else None

    def _record(self, cell: Cell) -> Record | None:
        try:
            return cell.record(self._pages.page)
        except UnreadableError:
            return None

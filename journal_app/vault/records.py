"""Read the cells of one SQLite page: row ids and records, child pages, overflow.

Format: https://www.sqlite.org/fileformat2.html sections 1.6 and 2. Pages come authenticated, so what stands here was
written by SQLite; a cell that makes no sense all the same raises `UnreadableError` and never anything else.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from journal_app.vault.page_reader import USABLE_BYTES

Value = int | float | str | bytes | None
Record = tuple[Value, ...]
OverflowReader = Callable[[int], bytes | None]

_FIRST_PAGE_HEADER = 100
_WHOLE_NUMBER_BYTES = (0, 1, 2, 3, 4, 6, 8)
_LARGEST_RECORD = 64 * 1024 * 1024
"""Far above anything a vault holds in one row; a wild length must not take all memory."""

INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13


class UnreadableError(Exception):
    """A page, cell or record that doesn't hold what its place asks for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a child page (inner pages), a row id (tables), a payload not yet read (None in inner table pages)."""

    child: int
    row_id: int
    payload_bytes: int
    local: bytes
    overflow: int

    def record(self, overflow_page: OverflowReader) -> Record:
        """Return the record, fetching what overflowed. Raises UnreadableError where a part of it is gone."""
        parts, missing, number, hops = [self.local], self.payload_bytes - len(self.local), self.overflow, 0
        while missing > 0:
            page = overflow_page(number)
            if page is None or hops > _LARGEST_RECORD // USABLE_BYTES:
                raise UnreadableError
            part = page[4 : 4 + missing]
            parts.append(part)
            missing, number, hops = missing - len(part), int.from_bytes(page[:4], "big"), hops + 1
        return _values(b"".join(parts))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a b-tree, its cells in the order of their keys; `right` is the last child of an inner page."""

    kind: int
    cells: tuple[Cell, ...]
    right: int

    @property
    def is_leaf(self) -> bool:
        """Whether it has no children."""
        return self.kind in (TABLE_LEAF, INDEX_LEAF)

    @property
    def is_table(self) -> bool:
        """Whether its keys are row ids."""
        return self.kind in (TABLE_LEAF, TABLE_INNER)


def read_page(number: int, data: bytes) -> Page:
    """Return a page's cells. Raises UnreadableError when it is no page of a b-tree."""
    start = _FIRST_PAGE_HEADER if number == 1 else 0
    kind, _free, count = struct.unpack_from(">BHH", data, start)
    if kind not in (INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF):
        raise UnreadableError
    is_leaf = kind in (TABLE_LEAF, INDEX_LEAF)
    try:
        places = struct.unpack_from(f">{count}H", data, start + (8 if is_leaf else 12))
        cells = tuple(_cell(kind, data, place) for place in places)
        right = 0 if is_leaf else struct.unpack_from(">I", data, start + 8)[0]
    except (struct.error, IndexError):
        raise UnreadableError from None
    return Page(kind, cells, right)


def _cell(kind: int, data: bytes, at: int) -> Cell:
    child = row_id = length = 0
    if kind in (INDEX_INNER, TABLE_INNER):
        child, at = struct.unpack_from(">I", data, at)[0], at + 4
    if kind != TABLE_INNER:
        length, at = _varint(data, at)
    if kind in (TABLE_LEAF, TABLE_INNER):
        row_id, at = _varint(data, at)
        row_id -= (row_id >> 63) << 64
    if length > _LARGEST_RECORD:
        raise UnreadableError
    local = _local_bytes(kind, length)
    overflow = 0 if local == length else struct.unpack_from(">I", data, at + local)[0]
    return Cell(child, row_id, length, data[at : at + local], overflow)


def _local_bytes(kind: int, length: int) -> int:
    """Return how much of a payload stands in its cell: "maximum embedded payload" of section 1.6."""
    most = USABLE_BYTES - 35 if kind == TABLE_LEAF else (USABLE_BYTES - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (USABLE_BYTES - 12) * 32 // 255 - 23
    kept = least + (length - least) % (USABLE_BYTES - 4)
    return kept if kept <= most else least


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9


def _values(payload: bytes) -> Record:
    try:
        header_bytes, at = _varint(payload, 0)
        values, body = [], header_bytes
        while at < header_bytes:
            kind, at = _varint(payload, at)
            value, body = _value(kind, payload, body)
            values.append(value)
    except (struct.error, IndexError):
        raise UnreadableError from None
    return tuple(values)


def _value(kind: int, payload: bytes, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    length = _WHOLE_NUMBER_BYTES[kind] if kind < 7 else (kind - 12) // 2
    part = payload[at : at + length]
    if length < 0 or len(part) < length:
        raise UnreadableError
    if kind < 7:
        return int.from_bytes(part, "big", signed=True), at + length
    return (part if kind % 2 == 0 else part.decode("utf-8", "replace")), at + length

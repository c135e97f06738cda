"""Read one JSON object of any size in pieces: its plain keys as they come, the items of its arrays one by one.

The file may be laid out in any way. Memory needed is that of the largest item.
"""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

PIECE = 256 * 1024
LARGEST_ITEM = 64 * 1024 * 1024
"""Code points of one item, far above any page."""

_SPACE = re.compile("[ \t\n\r]*")
_NOTHING_YET = object()


class JsonCutShortError(Exception):
    """The text ends, or stops being JSON, before the object does."""


class JsonTooLargeError(Exception):
    """One item is larger than any page can be."""


class JsonNotUtf8Error(Exception):
    """A byte of the text is not UTF-8."""


@dataclass(frozen=True, slots=True)
class Item:
    """A value of the object: under its key, and in an array with its number there (0 for the first)."""

    key: str
    number: int | None
    value: Any
    """Any: JSON's own types."""


class JsonItems:
    """Gives the items of a file that is one JSON object; `bytes_read` says how far it has come."""

    def __init__(self, file: BinaryIO, *, errors: str = "strict") -> None:
        """Take a file at its beginning; `errors` is for bytes that aren't UTF-8, as `bytes.decode` has it."""
        self._file = file
        self._text = ""
        self._at = 0
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")(errors)
        self._json = json.JSONDecoder()
        self._has_more = True
        self.bytes_read = 0

    def __iter__(self) -> Iterator[Item]:
        """Give the items. Raises JsonCutShortError, JsonTooLargeError, JsonNotUtf8Error."""
        self._expect("{")
        if self._peek() == "}":
            return
        while True:
            key = self._value()
            if not isinstance(key, str):
                raise JsonCutShortError
            self._expect(":")
            if self._peek() == "[":
                yield from self._array(key)
            else:
                yield Item(key, None, self._value())
            if self._next_mark("}") == "}":
                return

    def _array(self, key: str) -> Iterator[Item]:
        self._expect("[")
        if self._peek() == "]":
            self._at += 1
            return
        number = 0
        while True:
            yield Item(key, number, self._value())
            number += 1
            if self._next_mark("]") == "]":
                return

    def _next_mark(self, end: str) -> str:
        mark = self._peek()
        if mark not in (",", end):
            raise JsonCutShortError
        self._at += 1
        return mark

    def _expect(self, mark: str) -> None:
        if self._peek() != mark:
            raise JsonCutShortError
        self._at += 1

    def _peek(self) -> str:
        """Return the next character that is no space."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]  # it may match nothing
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill(PIECE):
                raise JsonCutShortError

    def _value(self) -> Any:
        """Return the next value, reading on until it is whole."""
        self._peek()
        wanted = PIECE
        while True:
            value = self._try_value()
            if value is not _NOTHING_YET:
                return value
            if len(self._text) - self._at > LARGEST_ITEM:
                raise JsonTooLargeError
            if not self._fill(wanted):
                raise JsonCutShortError
            wanted = len(self._text) - self._at  # doubling: a long item is tried a few times, not once a piece

    def _try_value(self) -> Any:
        try:
            value, end = self._json.raw_decode(self._text, self._at)
        except RecursionError:
            raise JsonCutShortError from None
        except ValueError:
            return _NOTHING_YET
        if end == len(self._text) and self._has_more and not isinstance(value, (str, dict, list)):
            return _NOTHING_YET  # a number may go on
        self._at = end
        return value

    def _fill(self, count: int) -> bool:
        """Read on; return whether there was anything."""
        if not self._has_more:
            return False
        data = self._file.read(count)
        self.bytes_read += len(data)
        self._has_more = bool(data)
        try:
            self._text = self._text[self._at :] + self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise (JsonNotUtf8Error if data else JsonCutShortError) from None
        self._at = 0
        return bool(data)

"""Find the line on which a key of a TOML file stands, so that every finding can name it.

`tomllib` and msgspec report no lines for values. This walks text that `tomllib` has already accepted, so it only
follows the grammar and never judges it. Used only once something was found.
"""

import re
from contextlib import suppress

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_BLANK_LINES = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SCALAR = re.compile(r"[^,\]\}\n#]*")


def key_lines(text: str) -> dict[str, int]:
    """Return the line (from 1) of every key path of a valid TOML text: "prompt[3].themes[0]" → 12."""
    walk = _Walk(text)
    with suppress(RecursionError, IndexError):  # nested deeper than can be followed: what was found so far serves
        walk.document()
    return walk.lines


def line_of(lines: dict[str, int], key: str) -> int | None:
    """Return the line of a key path, or of the nearest thing around it that has one."""
    while key:
        if key in lines:
            return lines[key]
        key = key[: max(key.rfind("."), key.rfind("["), 0)]
    return None


class _Walk:
    """A position in the text, and the lines found so far."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.lines: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._line = 1
        self._line_at = 0

    def document(self) -> None:
        table = ""
        while self._skip(_BLANK_LINES) < len(self.text):
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> str:
        is_array = self.text.startswith("[[", self.at)
        line = self._line_here()
        self.at += 2 if is_array else 1
        parts = self._key()
        self.at += 2 if is_array else 1
        path = ""
        for part in parts[:-1]:
            path = self._newest(_join(path, part))
        path = _join(path, parts[-1])
        if is_array:
            self._counts[path] = self._counts.get(path, -1) + 1
            path = self._newest(path)
        self.lines.setdefault(path, line)
        return path

    def _newest(self, path: str) -> str:
        return f"{path}[{self._counts[path]}]" if path in self._counts else path

    def _pair(self, table: str) -> None:
        line = self._line_here()
        path = table
        for part in self._key():
            path = _join(path, part)
            self.lines.setdefault(path, line)
        self._skip(_BLANK)
        self.at += 1  # the equals sign
        self._skip(_BLANK)
        self._value(path)

    def _key(self) -> list[str]:
        parts = []
        while True:
            self._skip(_BLANK)
            if self.text[self.at] in "\"'":
                start = self.at + 1
                self._string()
                parts.append(self.text[start : self.at - 1])
            elif (match := _BARE_KEY.match(self.text, self.at)) is not None:
                parts.append(match.group())
                self.at = match.end()
            else:
                raise IndexError  # not TOML after all
            self._skip(_BLANK)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def _value(self, path: str) -> None:
        self.lines.setdefault(path, self._line_here())
        first = self.text[self.at]
        if first in "\"'":
            self._string()
        elif first == "[":
            self._array(path)
        elif first == "{":
            self._inline_table(path)
        else:
            self._skip(_SCALAR)

    def _array(self, path: str) -> None:
        self.at += 1
        index = 0
        while self.text[self._skip(_BLANK_LINES)] != "]":
            self._value(f"{path}[{index}]")
            index += 1
            if self.text[self._skip(_BLANK_LINES)] == ",":
                self.at += 1
        self.at += 1

    def _inline_table(self, path: str) -> None:
        self.at += 1
        while self.text[self._skip(_BLANK_LINES)] != "}":
            self._pair(path)
            if self.text[self._skip(_BLANK_LINES)] == ",":
                self.at += 1
        self.at += 1

    def _string(self) -> None:
        quote = self.text[self.at]
        mark = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self.at += len(mark)
        while not self.text.startswith(mark, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
            if self.at >= len(self.text):
                raise IndexError
        self.at += len(mark)
        while len(mark) == 3 and self.text.startswith(
            quote, self.at
        ):  # a multi-line string may end in one or two quotes
            self.at += 1

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return self.at

    def _line_here(self) -> int:
        self._line += self.text.count("\n", self._line_at, self.at)
        self._line_at = self.at
        return self._line


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part

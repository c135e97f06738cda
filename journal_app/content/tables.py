"""Turn the files of a pack into typed rows, each with its place, and note everything that is not as the format says.

Rows are converted one by one, and a faulty one key by key, so that every error has its own key path and one bad row
spoils no other.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

import msgspec

from journal_app.content.files import PackFiles, UnfitFileError
from journal_app.content.findings import Finding, FindingCode, Severity
from journal_app.content.toml_lines import key_lines, line_of

MAX_LINE = 20_000
"""Longest line of a TOML file, in characters; `tomllib` takes time by the square of a line of dotted keys."""

MAX_ID = 64

_Table = dict[str, Any]  # Any: what tomllib returns
T = TypeVar("T")

_MANY_DOTS = re.compile(r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){32,}""")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_AT_PATH = re.compile(r" - at `\$\.?(.*)`$")
_MISSING = re.compile(r"Object missing required field `(.*?)`")
_BAD_ENUM = re.compile(r"Invalid enum value (.*)")
_EXPECTED = re.compile(r"Expected `(.*?)`(.*?)(?:, got `(.*?)`)?$")
_PLAIN_TYPES = {"str": "text", "int": "a whole number", "bool": "true or false", "array": "a list", "object": "a table"}


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """A converted table and where it stands: file, and key path of the table ("prompt[3]")."""

    value: T
    file: str
    key: str


@dataclass(slots=True)
class Ledger:
    """Collects findings while a pack is read; finds lines only for files in which something was found."""

    files: PackFiles
    findings: list[Finding] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)
    _lines: dict[str, dict[str, int]] = field(default_factory=dict)

    def error(self, code: FindingCode, file: str, key: str = "", **fields: object) -> None:
        """Note an error at a key path of a file."""
        self._note(Severity.ERROR, code, file, key, None, fields)

    def error_on_line(self, code: FindingCode, file: str, line: int | None, **fields: object) -> None:
        """Note an error in a file that can't be read, on a line where one is known."""
        self._note(Severity.ERROR, code, file, "", line, fields)

    def warning(self, code: FindingCode, file: str, key: str = "", **fields: object) -> None:
        """Note something for the pack's authors."""
        self._note(Severity.WARNING, code, file, key, None, fields)

    def error_at(self, row: Row[Any], code: FindingCode, key: str = "", **fields: object) -> None:
        """Note an error at a key of a row."""
        self.error(code, row.file, _join(row.key, key), **fields)

    def warning_at(self, row: Row[Any], code: FindingCode, key: str = "", **fields: object) -> None:
        """Note a warning at a key of a row."""
        self.warning(code, row.file, _join(row.key, key), **fields)

    def table(self, file: str) -> _Table | None:
        """Return a file's top table, or None with the reason noted."""
        try:
            text = self.files.text(file)
        except UnfitFileError as error:
            self.error_on_line(error.code, file, error.line, **error.fields)
            return None
        parsed = self._parse(file, text)
        if parsed is not None:
            self._texts[file] = text
            self._check_characters(file, parsed)
        return parsed

    @property
    def has_errors(self) -> bool:
        """Whether anything found keeps the pack from being used."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def _parse(self, file: str, text: str) -> _Table | None:
        for number, line in enumerate(text.split("\n"), start=1):
            if len(line) > MAX_LINE or (line.count(".") >= 32 and _MANY_DOTS.search(line)):
                self.error_on_line(FindingCode.TOML_TOO_DEEP, file, number)
                return None
        try:
            return tomllib.loads(text)
        except RecursionError:
            self.error(FindingCode.TOML_TOO_DEEP, file)
        except ValueError as error:  # TOMLDecodeError, and numbers or dates Python can't hold
            at = _TOML_LINE.search(str(error))
            line_number = int(at.group(1)) if at else text.count("\n") + 1 if "end of document" in str(error) else None
            reason = _TOML_LINE.sub("", str(error)).replace(" (at end of document)", "").strip()
            self.error_on_line(FindingCode.TOML_BROKEN, file, line_number, reason=reason)
        return None

    def _check_characters(self, file: str, table: _Table) -> None:
        for key, text in _strings(table):
            if (found := _CONTROL.search(text)) is not None:
                self.error(FindingCode.CONTROL_CHARACTER, file, key, number=f"U+{ord(found.group()):04X}")

    def _note(
        self, severity: Severity, code: FindingCode, file: str, key: str, line: int | None, fields: dict[str, object]
    ) -> None:
        if line is None and file in self._texts:
            if file not in self._lines:
                self._lines[file] = key_lines(self._texts[file])
            line = line_of(self._lines[file], key)
        self.findings.append(Finding(severity, code, file, line, key, fields))


def single(ledger: Ledger, file: str, table: _Table, name: str, row_type: type[T]) -> Row[T] | None:
    """Return the one table called `name` of a file, or None with the reason noted."""
    value = table.get(name)
    if value is None:
        ledger.error(FindingCode.MISSING_KEY, file, name=name)
        return None
    return _convert(ledger, file, name, value, row_type)


def many(ledger: Ledger, file: str, table: _Table, name: str, row_type: type[T]) -> list[Row[T]]:
    """Return every `[[name]]` of a file that can be converted; the others are noted."""
    value = table.get(name, [])
    if not isinstance(value, list):
        ledger.error(FindingCode.WRONG_TYPE, file, name, expected=f"[[{name}]]", got="something else")
        return []
    rows = (_convert(ledger, file, f"{name}[{index}]", item, row_type) for index, item in enumerate(value))
    return [row for row in rows if row is not None]


def only_keys(ledger: Ledger, file: str, table: _Table, *known: str) -> None:
    """Warn of tables of a file that the format does not know."""
    for name in table:
        if name not in known:
            ledger.warning(FindingCode.UNKNOWN_KEY, file, name, name=name)


def unique(ledger: Ledger, rows: Iterable[Row[Any]]) -> dict[str, Row[Any]]:
    """Return rows by id; a bad id, or one that was there before, is noted."""
    found: dict[str, Row[Any]] = {}
    for row in rows:
        row_id: str = row.value.id
        if not row_id or len(row_id) > MAX_ID or not row_id.isprintable() or any(map(str.isspace, row_id)):
            ledger.error_at(row, FindingCode.BAD_ID, "id", most=MAX_ID)
        if row_id in found:
            ledger.error_at(row, FindingCode.DUPLICATE_ID, "id", id=row_id)
        found.setdefault(row_id, row)
    return found


def ids_written(table: _Table, name: str) -> Iterator[str]:
    """Yield the ids of all `[[name]]` tables, faulty ones too, so that a reference to one is no second error."""
    items = table.get(name, [])
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item["id"]


def _convert(ledger: Ledger, file: str, key: str, value: object, row_type: type[T]) -> Row[T] | None:
    if not isinstance(value, dict):
        ledger.error(FindingCode.WRONG_TYPE, file, key, expected="a table", got=_plain_type(type(value).__name__))
        return None
    _warn_of_unknown_keys(ledger, file, key, value, row_type)
    try:
        return Row(msgspec.convert(value, row_type), file, key)
    except msgspec.ValidationError:
        _note_each_fault(ledger, file, key, value, row_type)
        return None


def _note_each_fault(ledger: Ledger, file: str, key: str, value: _Table, row_type: type) -> None:
    for known in msgspec.structs.fields(row_type):
        if known.name not in value:
            if known.required:
                ledger.error(FindingCode.MISSING_KEY, file, key, name=known.name)
            continue
        try:
            msgspec.convert(value[known.name], known.type)
        except msgspec.ValidationError as error:
            _note_fault(ledger, file, _join(key, known.name), str(error), value[known.name])


def _note_fault(ledger: Ledger, file: str, key: str, message: str, value: object) -> None:
    """Put msgspec's message into a code and fields; its path is added to the key."""
    inner = _AT_PATH.search(message)
    path = inner.group(1) if inner else ""
    message = _AT_PATH.sub("", message)
    where = key + path if path.startswith("[") else _join(key, path)
    if (missing := _MISSING.match(message)) is not None:
        ledger.error(FindingCode.MISSING_KEY, file, where, name=missing.group(1))
    elif (bad := _BAD_ENUM.match(message)) is not None:
        is_step_type = key.startswith("step[") and key.endswith("].type")
        code = FindingCode.UNKNOWN_STEP_TYPE if is_step_type else FindingCode.BAD_VALUE
        ledger.error(code, file, where, value=bad.group(1).strip("'"))
    elif (expected := _EXPECTED.match(message)) is not None:
        wanted = _plain_type(expected.group(1)) + expected.group(2)
        got = expected.group(3)
        ledger.error(
            FindingCode.WRONG_TYPE, file, where, expected=wanted, got=_plain_type(got) if got else _shortened(value)
        )
    else:
        ledger.error(FindingCode.BAD_VALUE, file, where, value=_shortened(value))


def _warn_of_unknown_keys(ledger: Ledger, file: str, key: str, value: _Table, row_type: type) -> None:
    names, nested = _shape(row_type)
    for name, inner in value.items():
        if name not in names:
            ledger.warning(FindingCode.UNKNOWN_KEY, file, _join(key, name), name=name)
        elif name in nested and isinstance(inner, list):
            for index, item in enumerate(inner):
                if isinstance(item, dict):
                    _warn_of_unknown_keys(ledger, file, f"{_join(key, name)}[{index}]", item, nested[name])


@lru_cache(maxsize=64)
def _shape(row_type: type) -> tuple[frozenset[str], dict[str, type]]:
    """Return the keys a row knows, and which of them hold lists of tables of their own."""
    fields = msgspec.structs.fields(row_type)
    nested = {known.name: inner for known in fields for inner in _struct_types(known.type)}
    return frozenset(known.name for known in fields), nested


def _struct_types(annotation: Any) -> list[type]:  # Any: a type annotation
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return [annotation]
    return [found for argument in getattr(annotation, "__args__", ()) for found in _struct_types(argument)]


def _strings(table: _Table) -> Iterator[tuple[str, str]]:
    """Yield the key path of each string and the string; without recursion, for tables nested deep."""
    todo: list[tuple[str, object]] = [("", table)]
    while todo:
        path, value = todo.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            todo.extend((_join(path, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            todo.extend((f"{path}[{index}]", inner) for index, inner in enumerate(value))


def _plain_type(names: str) -> str:
    return " or ".join(_PLAIN_TYPES.get(name.strip(), name.strip()) for name in names.split("|"))


def _shortened(value: object) -> str:
    """Return the start of a value, so that a hostile one can't fill the screen (nor be walked to its depth)."""
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "a list"
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key and name else key or name

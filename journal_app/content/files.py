"""Read a pack's files without trusting them: inside the folder only, of bounded size and number, plain UTF-8 text."""

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from journal_app.content.findings import FindingCode

MAX_FILES = 200
MAX_FILE_BYTES = 1024 * 1024
MAX_PACK_BYTES = 5 * 1024 * 1024
"""The built-in pack has 41 files and 210 kB; a folder far beyond that is not a pack of prompts."""

PACK_FILE = "pack.toml"
BOM = "\ufeff"

_PLAIN_PATTERN = re.compile(r"[^*?\[\]]*|([^*?\[\]]+/)?\*\.[A-Za-z0-9]+")
"""A file's name, or every file of one folder with one ending (`prompts/*.toml`)."""


class UnfitFileError(Exception):
    """A file can't be used; `code` says why, `line` where if that is known, `fields` what its sentence needs."""

    def __init__(self, code: FindingCode, *, line: int | None = None, **fields: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.line = line
        self.fields = fields


@dataclass(slots=True)
class PackFiles:
    """One pack's folder, read with a shared allowance of files and bytes."""

    folder: Path
    _read: dict[str, bytes] = field(default_factory=dict)
    _bytes: int = 0

    def matching(self, pattern: str) -> tuple[str, ...]:
        """Return the files that a name of `[files]` stands for, sorted; a plain name stands for itself, there or not.

        Raises:
            UnfitFileError: the name leads outside the folder or is more than one folder's `*.ending`.
        """
        self._check_name(pattern)
        if _PLAIN_PATTERN.fullmatch(pattern) is None:
            raise UnfitFileError(FindingCode.FILE_OUTSIDE, name=pattern)
        if "*" not in pattern:
            return (pattern,)
        parent = PurePosixPath(pattern).parent.as_posix()
        folder = self.folder if parent == "." else self.folder / parent
        if not folder.resolve().is_relative_to(self.folder.resolve()):
            raise UnfitFileError(FindingCode.FILE_OUTSIDE, name=pattern)
        try:
            names = sorted(path.name for path in folder.glob(PurePosixPath(pattern).name))
        except OSError as error:
            raise UnfitFileError(FindingCode.FILE_UNREADABLE, name=pattern) from error
        return tuple(name if parent == "." else f"{parent}/{name}" for name in names)

    def text(self, name: str) -> str:
        """Return a file's text.

        Raises:
            UnfitFileError: missing, outside the folder, too large, not UTF-8, or with a byte-order mark or NUL.
        """
        raw = self.raw(name)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UnfitFileError(FindingCode.NOT_UTF8, name=name, byte=error.start) from error
        if text.startswith(BOM):
            raise UnfitFileError(FindingCode.HAS_BOM, name=name)
        if "\0" in text:
            raise UnfitFileError(FindingCode.HAS_NUL, line=text.count("\n", 0, text.index("\0")) + 1, name=name)
        return text

    def raw(self, name: str) -> bytes:
        """Return a file's bytes; each file counts once towards the allowance."""
        if name not in self._read:
            self._read[name] = self._fetch(name)
        return self._read[name]

    def _fetch(self, name: str) -> bytes:
        path = self._inside(name)
        if len(self._read) >= MAX_FILES:
            raise UnfitFileError(FindingCode.TOO_MANY_FILES, most=MAX_FILES)
        try:
            if not path.exists():
                raise UnfitFileError(FindingCode.FILE_MISSING, name=name)
            if not path.is_file():
                raise UnfitFileError(FindingCode.FILE_UNREADABLE, name=name)
            with path.open("rb") as stream:
                data = stream.read(MAX_FILE_BYTES + 1)
        except (OSError, ValueError) as error:
            raise UnfitFileError(FindingCode.FILE_UNREADABLE, name=name) from error
        if len(data) > MAX_FILE_BYTES:
            raise UnfitFileError(FindingCode.FILE_TOO_LARGE, name=name, most_kb=MAX_FILE_BYTES // 1024)
        self._bytes += len(data)
        if self._bytes > MAX_PACK_BYTES:
            raise UnfitFileError(FindingCode.TOO_LARGE, most_mb=MAX_PACK_BYTES // (1024 * 1024))
        return data

    def _inside(self, name: str) -> Path:
        """Return the real path of a name, links followed, if that is inside the folder."""
        self._check_name(name)
        try:
            real = (self.folder / name).resolve()
            home = self.folder.resolve()
        except (OSError, RuntimeError) as error:  # a loop of links
            raise UnfitFileError(FindingCode.FILE_UNREADABLE, name=name) from error
        if not real.is_relative_to(home):
            raise UnfitFileError(FindingCode.FILE_OUTSIDE, name=name)
        return real

    @staticmethod
    def _check_name(name: str) -> None:
        """Refuse names that mean another place on any system: absolute, with a drive, a backslash or `..`."""
        odd = not name or "\\" in name or ":" in name or any(ord(letter) < 32 for letter in name)
        if odd or name.startswith(("/", "~")) or ".." in PurePosixPath(name).parts:
            raise UnfitFileError(FindingCode.FILE_OUTSIDE, name=name)

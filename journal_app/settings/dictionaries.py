"""Find the spelling dictionaries on this computer: the one that ships with the program, the system's, other programs'.

A dictionary is two files in Hunspell's form, `en_GB.aff` and `en_GB.dic`. They are public data; nothing is written.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from journal_app.settings.paths import resources_dir

HOME_LANGUAGE = "en_GB"
"""The language of the dictionary that ships with the program."""

_CODE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")
_LINUX = (
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "~/.local/share/hunspell",
    "/app/share/hunspell",
)
_LINUX_OFFICES = ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice*")
_MAC = ("~/Library/Spelling", "/Library/Spelling")
_MAC_OFFICE = "/Applications/LibreOffice.app/Contents/Resources/extensions"


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A language's dictionary; `code` is its files' name, such as en_GB, and `folder` where they lie."""

    code: str
    folder: Path


def can_check_spelling() -> bool:
    """Whether the library that checks spelling is installed; it is optional. Nothing of it is loaded."""
    return find_spec("hunspell") is not None


def find_dictionaries(folders: Iterable[Path] | None = None) -> dict[str, Dictionary]:
    """Return the dictionaries by their codes, of each language the first found; what can't be read is passed over."""
    found: dict[str, Dictionary] = {}
    for folder in dictionary_folders() if folders is None else folders:
        for code in _codes_in(folder):
            found.setdefault(code, Dictionary(code, folder))
    return dict(sorted(found.items()))


def dictionary_folders() -> tuple[Path, ...]:
    """Return where dictionaries may lie, the program's own first; not all of them exist."""
    return (resources_dir() / "spelling", *_system_folders(), *_library_folders())


def usual_language(wished: str, system: str, languages: Iterable[str]) -> str:
    """Return the language to check in: the one wished for, else the system's, else ours, else the first; "" for none.

    `system` is a code such as en_GB or en; a dictionary of the same language and another country is better than none.
    """
    known = list(languages)
    for code in (wished, system, *_alike(system, known), HOME_LANGUAGE, *known[:1]):
        if code in known:
            return code
    return ""


def _alike(code: str, known: list[str]) -> list[str]:
    language = code.partition("_")[0]
    return [
        one for one in (f"{language}_{language.upper()}", HOME_LANGUAGE, *known) if one.partition("_")[0] == language
    ]


def _codes_in(folder: Path) -> Iterator[str]:
    try:
        files = {path.name for path in folder.iterdir()}
    except OSError:
        return
    for name in sorted(files):
        code = name.removesuffix(".dic")
        if code != name and _CODE.fullmatch(code) and f"{code}.aff" in files:
            yield code


def _system_folders() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("ProgramFiles", "ProgramFiles(x86)"):
            if root := os.environ.get(variable):
                yield from _extensions(Path(root) / "LibreOffice" / "share" / "extensions")
    elif sys.platform == "darwin":
        yield from _in_home(_MAC)
        yield from _extensions(Path(_MAC_OFFICE))
    else:
        yield from _in_home(_LINUX)
        for name in _LINUX_OFFICES:
            for office in sorted(Path("/").glob(name.lstrip("/"))):
                yield from _extensions(office / "share" / "extensions")


def _extensions(folder: Path) -> list[Path]:
    """Return the folders of an office program's dictionaries; some keep theirs one level further down."""
    return [one for pattern in ("dict-*", "dict-*/dictionaries") for one in sorted(folder.glob(pattern))]


def _library_folders() -> Iterator[Path]:
    """Yield the folder of the dictionaries that the library brings, en_US at present."""
    library = find_spec("hunspell")
    if library is not None and library.origin:
        yield Path(library.origin).parent / "dictionaries"


def _in_home(names: Iterable[str]) -> Iterator[Path]:
    """Give folders, those of a person left out where the system names no home."""
    for name in names:
        with suppress(RuntimeError):
            yield Path(name).expanduser()

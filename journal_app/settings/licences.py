"""Gather whose work Kindroot is made with, and under which licence, for the About page; found at run time.

Fonts, icons and words have a LICENSE file beside them in `resources`; libraries carry theirs in their installed
metadata, which a bundle must keep. Where a wheel brings no text, the licence itself stands in `resources/licences`.
"""

import importlib.metadata  # its types are named in quotes, or naming them would fill it (late_modules.py)
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from journal_app.settings.paths import resources_dir
from journal_app.settings.product import DISPLAY_NAME

LIBRARIES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "sqlcipher3",
    "cryptography",
    "platformdirs",
    "tzlocal",
    "tzdata",
    "filelock",
    "zxcvbn",
    "msgspec",
    "chunspell",
)
"""The distributions of pyproject.toml's dependencies, the optional one too; what they need in turn is found from their
metadata."""

_SHARED_TEXTS = {
    "PySide6-Essentials": ("LGPL-3.0", "GPL-3.0"),
    "shiboken6": ("LGPL-3.0", "GPL-3.0"),
    "SQLCipher": ("SQLCipher",),
    "OpenSSL": ("Apache-2.0",),
    "Hunspell": ("Hunspell",),
}
"""Which files of `resources/licences` hold the terms of what brings no text of its own."""

_FONT_NAMES = {"atkinson": "Atkinson Hyperlegible Next", "inter": "Inter", "literata": "Literata"}

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)([._-].*)?", re.IGNORECASE)
_REQUIREMENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Kind(StrEnum):
    """What a licensed work is to Kindroot."""

    PROGRAM = "program"
    FONT = "font"
    ICONS = "icons"
    WORDS = "words"
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class Licence:
    """One work: name, version ("" where it has none), licence in short ("" where only the text says), text."""

    kind: Kind
    name: str
    version: str
    summary: str
    text: str


def licences() -> tuple[Licence, ...]:
    """Return every work with its terms: the program, fonts, icons, words, then libraries by name."""
    libraries = sorted((*_libraries(), *_inside_libraries()), key=lambda licence: licence.name.casefold())
    return (*_program(), *_resources(), *libraries)


def _program() -> Iterator[Licence]:
    """Yield Kindroot's own licence: beside a source tree, or in the installed metadata."""
    beside = resources_dir().parent / "LICENSE"
    if beside.is_file():
        yield Licence(Kind.PROGRAM, DISPLAY_NAME, "", "MIT", _read(beside))
        return
    for distribution in _find("kindroot"):
        text = "\n\n".join(
            text for path, text in _texts(distribution) if path.name == "LICENSE" and "seeds" not in path.parts
        )
        yield Licence(Kind.PROGRAM, DISPLAY_NAME, distribution.version, "MIT", text)


def _resources() -> Iterator[Licence]:
    folder = resources_dir()
    for path in sorted((folder / "fonts").glob("*/LICENSE*")):
        yield Licence(
            Kind.FONT, _FONT_NAMES.get(path.parent.name, path.parent.name), "", "SIL Open Font License 1.1", _read(path)
        )
    for path in sorted((folder / "icons").glob("LICENSE*")):
        yield Licence(Kind.ICONS, "Lucide", "", "ISC", _read(path))
    for path in sorted((folder / "words").glob("LICENSE*")):
        yield Licence(Kind.WORDS, "EFF word list", "", "CC BY 3.0 US", _read(path))
    for path in sorted((folder / "spelling").glob("LICENSE*")):
        yield Licence(Kind.WORDS, "English (United Kingdom) dictionary", "3.1.4", "LGPL-3.0-or-later", _read(path))


def _libraries() -> Iterator[Licence]:
    """Yield the libraries and what they need in turn, each once; one that isn't installed is not used either."""
    waiting, seen = list(LIBRARIES), set[str]()
    while waiting:
        name = waiting.pop()
        if _normalised(name) in seen:
            continue
        seen.add(_normalised(name))
        for distribution in _find(name):
            own = [text for _, text in _texts(distribution)]
            shared = [_shared(file) for file in _SHARED_TEXTS.get(name, ())]
            yield Licence(Kind.LIBRARY, name, distribution.version, _summary(distribution), "\n\n".join(own or shared))
            waiting.extend(_needs(distribution))


def _inside_libraries() -> Iterator[Licence]:
    """Yield what is compiled into the wheels of sqlcipher3, cryptography and, where it is installed, chunspell."""
    inside = [("SQLCipher", "BSD-3-Clause"), ("OpenSSL", "Apache-2.0")]
    inside += [("Hunspell", "MPL-1.1") for _ in _find("chunspell")]
    for name, summary in inside:
        yield Licence(Kind.LIBRARY, name, "", summary, "\n\n".join(map(_shared, _SHARED_TEXTS[name])))


def _find(name: str) -> "Iterator[importlib.metadata.Distribution]":
    try:
        yield importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return


def _needs(distribution: "importlib.metadata.Distribution") -> Iterator[str]:
    """Yield the names a distribution always needs; markers are not weighed, as what isn't installed is passed over."""
    for requirement in distribution.requires or ():
        name = _REQUIREMENT_NAME.match(requirement)
        if name and "extra ==" not in requirement:
            yield name.group()


def _texts(distribution: "importlib.metadata.Distribution") -> Iterator[tuple[PurePosixPath, str]]:
    """Yield the licence files of a distribution's metadata folder, each with its path."""
    for path in distribution.files or ():
        if ".dist-info" in path.parts[0] and _LICENCE_FILE.fullmatch(path.name):
            yield path, _read(Path(str(path.locate())))


def _summary(distribution: "importlib.metadata.Distribution") -> str:
    """Return the licence's short name; older metadata has it in `License`, sometimes as the whole text."""
    metadata = distribution.metadata
    stated = next((metadata[key] for key in ("License-Expression", "License") if key in metadata), "")
    return stated if "\n" not in stated and len(stated) <= 80 else ""


def _shared(name: str) -> str:
    return _read(resources_dir() / "licences" / f"LICENSE.{name}.txt")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip()


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

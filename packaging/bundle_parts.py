"""What goes into the bundle and what stays out; the rules that `kindroot.spec` applies, kept apart so as to be tested.

PyInstaller brings every plugin Qt has and every library those link to: GTK, OpenGL, TLS, five databases. Here the
plugins that the program needs are named, and of the libraries only those stay that something kept still links to.
"""

import importlib.metadata
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

Entry = tuple[str, str, str]
"""Of PyInstaller's tables: path in the bundle, path here (of a link: where it leads), kind."""

EXTENSION, LIBRARY, LINK = "EXTENSION", "BINARY", "SYMLINK"

PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "platformthemes": {"qxdgdesktopportal"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg", "qjpeg", "qwebp", "qgif"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport", "cocoaprintersupport"},
}
"""Plugins of Qt by folder. Widgets are drawn without OpenGL; portals, accessibility and input methods speak D-Bus,
which QtGui links to anyway. Pictures kept with a page are JPEG, WebP or GIF (PNG and BMP are Qt's own); Qt's other
formats are never decoded. The GTK theme would bring GTK, or mix the bundle's libraries with the system's."""

EXCLUDED_MODULES = (
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtTest", "PySide6.QtSql"),
    *("ssl", "_ssl", "_hashlib", "sqlite3", "_sqlite3"),
    *(f"sqlalchemy.dialects.{name}" for name in ("mysql", "postgresql", "oracle", "mssql")),
    *("sqlalchemy.testing", "sqlalchemy.ext.asyncio", "greenlet"),
    *("tkinter", "unittest", "doctest", "pydoc", "pdb", "test", "lib2to3", "distutils", "ensurepip", "venv", "idlelib"),
    *("curses", "_curses", "readline", "rlcompleter", "xmlrpc", "wsgiref"),
    *("setuptools", "pkg_resources", "_distutils_hack", "pip", "wheel", "hatchling", "pytest", "hypothesis", "mypy"),
    *("pygments", "rich", "pycparser", "cffi"),
)
"""Never needed at run time: no network (hashlib and asyncio do without OpenSSL), no other database, no tool of ours."""

UNNEEDED_HOOKS = frozenset(
    f"pyi_rth_{name}" for name in ("inspect", "multiprocessing", "pkgutil", "pyside6", "setuptools")
)
"""What PyInstaller would run before the program. The one for PySide6 imports all of QtCore to see whether it knows its
own place, which the wheels do, and so before we can leave its tools out: a fifth of the time until the first paint. The
others are for programs that read their own source or list their own modules, and import what that takes."""

TEXT_FOLDERS = ("seeds", "resources")

LEFT_TO_THE_SYSTEM = ("libcups.so",)
"""The printing library must be the one that its service came with, and would bring TLS libraries; without it there is
still printing into a file."""


def lean(binaries: Iterable[Entry], links_of: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return the modules and libraries that are needed: named plugins, Python, and what these link to, however far.

    `links_of` tells the file names of the libraries that a file links to.
    """
    entries = [entry for entry in binaries if entry[2] in (EXTENSION, LIBRARY)]
    libraries = {
        name: entry
        for entry in entries
        if entry[2] == LIBRARY and not (name := PurePath(entry[0]).name).startswith(LEFT_TO_THE_SYSTEM)
    }
    waiting = [entry for entry in entries if entry[2] == EXTENSION or is_root(entry[0])]
    kept = set(waiting)
    while waiting:
        found = {libraries[name] for name in links_of(waiting.pop()[1]) if name in libraries} - kept
        kept |= found
        waiting += found
    return [entry for entry in entries if entry in kept]


def needed_by(file: str) -> set[str]:
    """Return the names of the libraries that an ELF file itself links to (its NEEDED entries)."""
    told = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^\s+NEEDED\s+(\S+)", told, re.MULTILINE))


def links_to(kept: Iterable[Entry], entries: Iterable[Entry]) -> list[Entry]:
    """Return the links whose library was kept; the others would lead nowhere."""
    names = {PurePath(entry[0]).name for entry in kept}
    return [entry for entry in entries if entry[2] == LINK and PurePath(entry[0]).name in names]


def is_root(path: str) -> bool:
    """Tell whether a library is wanted for itself: Python, or a plugin that is named above."""
    place = PurePath(path)
    if "plugins" in place.parts:
        return place.name.partition(".")[0].removeprefix("lib") in PLUGINS.get(place.parent.name, ())
    return place.name.startswith(("libpython", "python3", "Python"))


def wanted_scripts(scripts: Iterable[Entry]) -> list[Entry]:
    """Return what is run at the start: the program, and before it the hooks that it needs."""
    return [script for script in scripts if script[0] not in UNNEEDED_HOOKS]


def wanted_data(datas: Iterable[Entry]) -> list[Entry]:
    """Return the data files without Qt's translations and libraries' metadata, in whose place ours is staged."""
    return [entry for entry in datas if entry[2] != LINK and not _is_unwanted(PurePath(entry[0]))]


def _is_unwanted(place: PurePath) -> bool:
    is_metadata = any(part.endswith((".dist-info", ".egg-info")) for part in place.parts)
    return is_metadata or "translations" in place.parts or place.suffix in {".pyi", ".pyx", ".pxd"}


def stage_metadata(names: Iterable[str], folder: Path) -> list[Entry]:
    """Write each distribution's metadata and licence texts to a folder; return their entries.

    Only what the About page reads. Left out are the lists of installed files and where a distribution came from.
    """
    entries = []
    for name in names:
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # compiled into another one, so without metadata of its own
        entries += _stage(distribution, folder)
    return entries


def _stage(distribution: importlib.metadata.Distribution, folder: Path) -> list[Entry]:
    inside = [path for path in distribution.files or () if path.parts[0].endswith(".dist-info")]
    kept = [path for path in inside if path.name == "METADATA" or _is_licence(path)]
    [top] = {path.parts[0] for path in kept}
    for path in kept:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(Path(str(path.locate())).read_bytes())
    (folder / top / "RECORD").write_text("".join(f"{path.as_posix()},,\n" for path in kept), encoding="utf-8")
    return [(str(file.relative_to(folder)), str(file), "DATA") for file in _files(folder / top)]


def _is_licence(path: PurePath) -> bool:
    is_named = path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS"))
    return is_named or "licenses" in path.parts


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())

"""Read the looks from `resources/themes`: fifteen named colours a theme, and one scale of sizes shared by all.

Everything drawn takes its colour and size from here, so a theme is one page to read, and its contrast can be tested.
Named tuples: the first paint waits for these, and a dataclass takes ten times as long to make.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from journal_app.settings.paths import resources_dir
from journal_app.ui.theme.plain_toml import read_tables

THEMES = ("light", "dark", "contrast")
INKS = ("ink", "moss", "brick", "lake", "ochre", "plum")


class TokenError(Exception):
    """A theme file, a style sheet or a caller names a token that does not exist, or leaves one out."""


class Colours(NamedTuple):
    """The fifteen colours of a theme as #RRGGBB; what each is for stands beside it in the theme's file."""

    canvas: str
    sidebar: str
    surface: str
    sunken: str
    ink: str
    ink2: str
    ink3: str
    line: str
    line_strong: str
    accent: str
    on_accent: str
    accent_soft: str
    focus: str
    danger: str
    selection: str


class TypeSize(NamedTuple):
    """One step of the type scale; `px` at 100 % text, `words` = set in the chosen reading font."""

    px: int
    weight: int
    italic: bool = False
    words: bool = False


class Scale(NamedTuple):
    """Sizes in device-independent pixels at 100 % text, by name."""

    space: Mapping[str, int]
    radius: Mapping[str, int]
    size: Mapping[str, int]
    type: Mapping[str, TypeSize]


@cache
def load_colours(name: str) -> Colours:
    """Read one of the themes that ship with the program.

    Raises:
        TokenError: the file lacks a token, has one that nobody knows, or a value that is no #RRGGBB.
    """
    return colours_from(resources_dir() / "themes" / f"{name}.toml")


@cache
def load_inks(name: str) -> Mapping[str, str]:
    """Return the six colours one draws with in a theme, by name, in the order that drawings count them.

    Raises:
        TokenError: there are others, or one is no #RRGGBB.
    """
    table = read_tables(resources_dir() / "themes" / f"{name}.toml").get("inks", {})
    if tuple(table) != INKS or not all(map(_is_hex_colour, table.values())):
        raise TokenError(f"{name}.toml: the inks are not {', '.join(INKS)}")
    return dict(table)


@cache
def scale() -> Scale:
    """Read the one scale of sizes that ships with the program."""
    table = read_tables(resources_dir() / "themes" / "scale.toml")
    steps = {name: TypeSize(**step) for name, step in table["type"].items()}
    return Scale(table["space"], table["radius"], table["size"], steps)


def colours_from(path: Path) -> Colours:
    """Read a theme file; see `load_colours`."""
    table = read_tables(path).get("colours", {})
    known = set(Colours._fields)
    if missing := sorted(known - table.keys()):
        raise TokenError(f"{path.name}: missing {', '.join(missing)}")
    if unknown := sorted(table.keys() - known):
        raise TokenError(f"{path.name}: unknown {', '.join(unknown)}")
    for token, value in table.items():
        if not _is_hex_colour(value):
            raise TokenError(f"{path.name}: {token} is not a colour like #1A2B3C")
    return Colours(**table)


def _is_hex_colour(value: object) -> bool:
    """Say whether a value is a colour as the theme files write it."""
    return isinstance(value, str) and len(value) == 7 and value[0] == "#" and set(value[1:]) <= set("0123456789ABCDEF")

"""Register the fonts that ship with the program, each face when first needed, and prove that they are really used.

With no font at all every letter is a box and nothing fails, so nobody may trust a family name alone (look.md, trap 6).
"""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from journal_app.settings.paths import resources_dir

CONTROLS_FAMILY = "Inter"


class ReadingFont(StrEnum):
    """The fonts a person may choose for words."""

    LITERATA = "literata"
    ATKINSON = "atkinson"
    SYSTEM = "system"


# Those that ship; SYSTEM is whatever the desktop uses.
FAMILIES = {ReadingFont.LITERATA: "Literata", ReadingFont.ATKINSON: "Atkinson Hyperlegible Next"}


class FontError(Exception):
    """A font file that ships with the program is missing or can't be read."""


class Face(NamedTuple):
    """One vendored font file, by what it is."""

    family: str
    weight: int
    italic: bool
    path: str


FACES = (
    Face("Inter", 400, False, "inter/Inter_400Regular.ttf"),
    Face("Inter", 500, False, "inter/Inter_500Medium.ttf"),
    Face("Inter", 600, False, "inter/Inter_600SemiBold.ttf"),
    Face("Literata", 400, False, "literata/Literata_400Regular.ttf"),
    Face("Literata", 400, True, "literata/Literata_400Regular_Italic.ttf"),
    Face("Literata", 600, False, "literata/Literata_600SemiBold.ttf"),
    Face("Atkinson Hyperlegible Next", 400, False, "atkinson/AtkinsonHyperlegibleNext_400Regular.ttf"),
    Face("Atkinson Hyperlegible Next", 400, True, "atkinson/AtkinsonHyperlegibleNext_400Regular_Italic.ttf"),
    Face("Atkinson Hyperlegible Next", 600, False, "atkinson/AtkinsonHyperlegibleNext_600SemiBold.ttf"),
)


def make_font(family: str, px: int, weight: int, *, italic: bool = False) -> QFont:
    """Return a face at a pixel size; of a bundled family its file is registered on the way.

    Raises:
        FontError: the family ships but this face of it does not, or its file can't be read.
    """
    if any(face.family == family for face in FACES):
        _register(_face(family, weight, italic).path)
    font = QFont(family)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    return font


def register_family(family: str) -> None:
    """Register every face of a family: a page of text may hold emphasis and strong words."""
    for face in FACES:
        if face.family == family:
            _register(face.path)


def family_of(font: ReadingFont) -> str:
    """Return the family that a person's choice stands for."""
    if font is ReadingFont.SYSTEM:
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return FAMILIES[font]


def fixed_family() -> str:
    """Return the system's own family with letters of one width; none ships."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()


def unused_families() -> tuple[str, ...]:
    """Return the bundled families that Qt would replace by another; empty when all is well. Registers them all."""
    families = dict.fromkeys(face.family for face in FACES)
    for family in families:
        register_family(family)
    return tuple(family for family in families if QFontInfo(QFont(family)).family() != family)


def _face(family: str, weight: int, italic: bool) -> Face:
    """Find a face by what it is."""
    for face in FACES:
        if (face.family, face.weight, face.italic) == (family, weight, italic):
            return face
    raise FontError(f"no face {family} {weight}{' italic' if italic else ''} ships with the program")


@cache
def _register(path: str) -> None:
    """Hand a font file to Qt, once a process."""
    if QFontDatabase.addApplicationFont(str(resources_dir() / "fonts" / path)) < 0:
        raise FontError(f"fonts/{path} can't be read")

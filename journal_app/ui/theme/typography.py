"""Give widgets their font by what the words are (heading, quote, small print), so that text size is set in one place.

The application's own font is the control size at the present text scale, and its font for text edits is the reading
font; so the scale in force is Qt's state, not ours. `ThemeController` refreshes every widget that was given a type.
"""

from enum import StrEnum
from typing import Any

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from journal_app.ui.theme.fonts import CONTROLS_FAMILY, FAMILIES, ReadingFont, make_font
from journal_app.ui.theme.tokens import scale

TYPE_PROPERTY = "type_step"
READING_CLASS = "QTextEdit"
FAMILY_PROPERTY = "reading_family"
LINES_PROPERTY = "reading_line_height"
LINE_HEIGHT = 1.6
MEASURE_SAMPLE = "The wind moved over the open field while two friends walked home slowly, talking of small things."


class Type(StrEnum):
    """The steps of the type scale; sizes and weights stand in resources/themes/scale.toml."""

    SMALL = "small"
    ACTION = "action"
    LABEL = "label"
    CONTROL = "control"
    STRONG = "strong"
    BODY = "body"
    PRODUCT = "product"
    HEADING1 = "heading1"
    HEADING2 = "heading2"
    HEADING3 = "heading3"
    QUESTION = "question"
    QUOTE = "quote"
    READING = "reading"


def type_font(step: Type) -> QFont:
    """Return the font of a step at the text scale and reading font in force."""
    if step is Type.READING:
        return _reading_font()
    return font_at(step, text_factor(), words_family())


def font_at(step: Type, factor: float, words: str) -> QFont:
    """Return the font of a step at a given scale (1.0 = 100 %), with `words` as the reading family."""
    size = scale().type[step]
    family = words if size.words else CONTROLS_FAMILY
    return make_font(family, round(size.px * factor), size.weight, italic=size.italic)


def set_type(widget: QWidget, step: Type) -> None:
    """Give a widget the font of a step, now and whenever the text scale or the reading font changes."""
    widget.setProperty(TYPE_PROPERTY, str(step))
    widget.setFont(type_font(step))


def refresh_type(widget: QWidget) -> None:
    """Set a widget's font again if it was given a type."""
    if step := widget.property(TYPE_PROPERTY):
        widget.setFont(type_font(Type(step)))


def text_factor() -> float:
    """Return the text scale in force: 1.0 at 100 %."""
    px = QApplication.font().pixelSize()
    return px / scale().type[Type.CONTROL].px if px > 0 else 1.0


def scaled(px: int) -> int:
    """Return a size that grows with the text: icons, targets."""
    return round(px * text_factor())


def words_family() -> str:
    """Return the family of the reading font in force."""
    return str(_of_application(FAMILY_PROPERTY) or FAMILIES[ReadingFont.LITERATA])


def reading_line_height() -> float:
    """Return how far apart the lines of a page stand, in sizes of its letters."""
    return float(_of_application(LINES_PROPERTY) or LINE_HEIGHT)


def set_reading(app: QApplication, family: str, line_height: float) -> None:
    """Let the application know what words are set in; its font for text edits does not tell a choice from none."""
    app.setProperty(FAMILY_PROPERTY, family)
    app.setProperty(LINES_PROPERTY, line_height)


def measure_px(font: QFont, characters: int) -> int:
    """Return the width that holds this many characters of ordinary prose in a font; the measure of a column."""
    return round(QFontMetricsF(font).horizontalAdvance(MEASURE_SAMPLE) / len(MEASURE_SAMPLE) * characters)


def _of_application(name: str) -> Any:
    """Return a property of the application (Any: as Qt hands it over), None where there is none yet."""
    app = QApplication.instance()
    return app.property(name) if app is not None else None


def _reading_font() -> QFont:
    """Return the application's font for text edits."""
    return QApplication.font(READING_CLASS)  # type: ignore[call-overload, no-any-return]  # stubs say bytes; it takes str

"""The window's part of `selfcheck`: prove without a display that what ships is what is drawn.

Run by `kindroot window-check` in a process of its own. Prints one JSON object a line, {"name", "ok", "said"}, and
nothing else on standard output; returns 1 when any check does not hold.
"""

import json
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication, QWidget

from journal_app.ui.application import make_application
from journal_app.ui.screens.support import SupportScreen
from journal_app.ui.screens.unlock import UnlockScreen
from journal_app.ui.theme.fonts import CONTROLS_FAMILY, FAMILIES, unused_families
from journal_app.ui.theme.theme import Look, ThemeChoice, ThemeController
from journal_app.ui.theme.tokens import THEMES, load_colours

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

LETTERS = "Kindroot, żółć naïve coöperate “…” – 0123456789"
"""What every bundled family must have letters of its own for."""

FEWEST_COLOURS = 8
"""Words drawn with soft edges have dozens; a window that painted nothing has one."""

_SIZE = (900, 640)
_STEP = 3  # every third pixel each way is plenty to find words


class NotSoError(Exception):
    """A check did not hold; the message says what was seen instead."""


def main() -> int:
    """Run every check; return 0, or 1 when one does not hold."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = make_application()
    is_ok = True
    for name, see in _checks(app):
        try:
            line = {"name": name, "ok": True, "said": see()}
        except Exception as error:  # noqa: BLE001 - a check that fails in any way is a line, not the end of the others
            said = str(error) if isinstance(error, NotSoError) else f"{type(error).__name__}: {error}".strip(": ")
            line = {"name": name, "ok": False, "said": said}
            is_ok = False
        print(json.dumps(line, ensure_ascii=True), flush=True)
    return 0 if is_ok else 1


def _checks(app: QApplication) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield each check under its name, to be run before the next is asked for."""
    yield "Qt", lambda: f"{qVersion()} on the platform {app.platformName()}, PySide6 {PySide6.__version__}"
    yield "fonts", _see_fonts
    yield "themes", lambda: _see_themes(app)
    yield "unlock window", _see_unlock
    yield "names for screen readers", _see_names


def _see_fonts() -> str:
    families = (CONTROLS_FAMILY, *FAMILIES.values())
    if replaced := unused_families():
        raise NotSoError(f"drawn with another font: {', '.join(replaced)}")
    for family in families:
        font = QFont(family)
        raw = QRawFont.fromFont(font)
        if missing := [letter for letter in LETTERS if not raw.supportsCharacter(ord(letter))]:
            raise NotSoError(f"{family} has no {' '.join(missing)}")
        widths = {QFontMetrics(font).horizontalAdvance(letter) for letter in "iamW"}
        if len(widths) == 1:
            raise NotSoError(f"every letter of {family} is as wide as the next, as boxes are")
    return f"{', '.join(families)} are the ones drawn"


def _see_themes(app: QApplication) -> str:
    controller = ThemeController(app)
    for name in THEMES:
        controller.set_look(Look(ThemeChoice(name)))
        if controller.colours != load_colours(name):
            raise NotSoError(f"{name} does not come into force")
    controller.set_look(Look())
    return f"{', '.join(THEMES)}: every token is there and comes into force"


def _see_unlock() -> str:
    screen = _shown(UnlockScreen())
    colours = _colours(screen.grab().toImage())
    screen.close()
    if len(colours) < FEWEST_COLOURS:
        raise NotSoError(f"only {len(colours)} colours are drawn, so no words can be")
    return f"drawn, in {len(colours)} colours"


def _see_names() -> str:
    count = 0
    for screen in (UnlockScreen(), SupportScreen()):
        _shown(screen)
        widgets = [one for one in screen.findChildren(QWidget) if _can_have_focus(one)]
        without = [one for one in widgets if not _name_of(one)]
        screen.close()
        if without:
            kinds = ", ".join(type(one).__name__ for one in without)
            raise NotSoError(f"{type(screen).__name__} has nothing to say of: {kinds}")
        count += len(widgets)
    return f"{count} things one can reach by keyboard have each a name"


def _shown(screen: QWidget) -> QWidget:
    """Lay a screen out as if it were on a display."""
    screen.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    screen.resize(*_SIZE)
    screen.show()
    return screen


def _colours(picture: "QImage") -> set[int]:
    across, down = range(0, picture.width(), _STEP), range(0, picture.height(), _STEP)
    return {picture.pixel(x, y) for x in across for y in down}


def _can_have_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()


def _name_of(widget: QWidget) -> str:
    """Return what a screen reader says of a widget, asked the way it asks."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else widget.accessibleName()

"""Dress the whole application, and follow what the person and their system ask for, live.

Fusion does not recolour itself when the system turns dark (look.md, trap 3), so everything is applied again whenever
anything changes. The only caller of `setStyleSheet` in the program.
"""

import os
import sys
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from journal_app.settings.preferences import Preferences, ReduceMotion
from journal_app.ui.theme.fonts import ReadingFont, family_of, make_font
from journal_app.ui.theme.palette import build_palette
from journal_app.ui.theme.qss import style_sheet
from journal_app.ui.theme.tokens import Colours, load_colours, scale
from journal_app.ui.theme.typography import READING_CLASS, Type, font_at, refresh_type, set_reading

FADE_MS = 150
STYLE = "Fusion"
STYLE_VARIABLE = "QT_STYLE_OVERRIDE"
"""Set to STYLE before the QApplication is made, it saves 9 ms or more: asking for a style loads all of QStyle."""

TEXT_PERCENT_RANGE = (100, 200)
READING_PX_RANGE = (14, 40)
_USUAL_SYSTEM_PX = {"win32": 12.0, "darwin": 13.0}
_USUAL_LINUX_PX = 15.0  # 11 pt at 96 dpi, the largest default among the usual desktops
_LARGEST_SYSTEM_FACTOR = 2.0
_POINTS_PER_INCH = 72.0


class ThemeChoice(StrEnum):
    """The looks a person may choose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Look(NamedTuple):
    """Everything a person may choose about how the window looks; out-of-range numbers are brought into range."""

    choice: ThemeChoice = ThemeChoice.SYSTEM
    text_percent: int = 100
    reading_font: ReadingFont = ReadingFont.LITERATA
    reading_px: int = 19
    less_motion: bool = False
    line_percent: int = 160


USUAL_LOOK = Look()


class ThemeController(QObject):
    """Applies a `Look` to the application, and again when the system changes its mind.

    Signals:
        theme_changed(): colours, sizes, fonts or motion changed; already applied.
    """

    theme_changed = Signal()

    def __init__(self, app: QApplication, look: Look = USUAL_LOOK, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._hints = app.styleHints()
        self._wishes = self._hints.accessibility()  # kept: Qt's object goes when its last Python name does
        self._look = look
        self._system_factor = _system_factor(app.font())
        self._applied: tuple[object, ...] = ()
        self._applied_theme = ""
        self._build()
        self._connect()

    @property
    def look(self) -> Look:
        """What the person chose."""
        return self._look

    @property
    def theme(self) -> str:
        """Name of the theme in force: light, dark or contrast."""
        return self._applied_theme

    @property
    def colours(self) -> Colours:
        """The colours in force."""
        return load_colours(self._applied_theme)

    @property
    def text_factor(self) -> float:
        """The text scale in force, the system's larger font included; 1.0 = 100 %."""
        low, high = TEXT_PERCENT_RANGE
        return self._system_factor * min(max(self._look.text_percent, low), high) / 100

    @property
    def fade_ms(self) -> int:
        """How long a fade may take; 0 when the person or the system asks for less motion."""
        return 0 if self._look.less_motion or self._system_wants("motionPreference", "ReducedMotion") else FADE_MS

    def may_move(self) -> bool:
        """Tell whether something may move on the screen now, where it is wished for."""
        return self.fade_ms > 0

    def apply(self, preferences: Preferences) -> None:
        """Put what the settings say about the window's look in force."""
        self.set_look(
            Look(
                ThemeChoice(preferences.theme),
                preferences.text_scale,
                ReadingFont(preferences.page_font),
                preferences.page_size,
                preferences.reduce_motion is ReduceMotion.ALWAYS,
                preferences.line_height,
            )
        )

    def set_look(self, look: Look) -> None:
        """Put a person's choices in force."""
        self._look = look
        self._apply()

    def change_look(self, **values: object) -> None:
        """Put one or more fields of the look in force, the others as they are."""
        # _replace() can't see the types of a mapping; the fields' names are still checked when it runs.
        self.set_look(self._look._replace(**values))  # type: ignore[arg-type]

    def _build(self) -> None:
        if os.environ.get(STYLE_VARIABLE, "").lower() != STYLE.lower():
            self._app.setStyle(STYLE)
        self._apply()

    def _connect(self) -> None:
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        for name in ("contrastPreferenceChanged", "motionPreferenceChanged"):
            if signal := getattr(self._wishes, name, None):  # motionPreference came with Qt 6.12
                signal.connect(self._on_system_changed)

    def _on_system_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        """Dress the application; does nothing when nothing that shows has changed."""
        self._applied_theme = self._wanted_theme()
        state = (self._applied_theme, self._look, self.text_factor, self.fade_ms)
        if state == self._applied:
            return
        is_first = not self._applied
        self._applied = state
        self._tell_system()
        words = family_of(self._look.reading_font)
        self._app.setFont(font_at(Type.CONTROL, self.text_factor, words))
        self._apply_reading_font(words)  # before too: on the style's change the columns measure themselves in it
        self._app.setPalette(build_palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, scale(), self.text_factor))
        self._apply_reading_font(words)
        if not is_first:
            for widget in self._app.allWidgets():
                refresh_type(widget)
        self.theme_changed.emit()

    def _apply_reading_font(self, words: str) -> None:
        """Set the font of text edits; again after a style sheet, for setting one makes Qt forget fonts of classes."""
        low, high = READING_PX_RANGE
        px = round(min(max(self._look.reading_px, low), high) * self.text_factor)
        font = make_font(words, px, scale().type[Type.READING].weight)
        set_reading(self._app, words, self._look.line_percent / 100)
        self._app.setFont(font, READING_CLASS)  # type: ignore[arg-type]  # stubs say bytes; it takes str

    def _wanted_theme(self) -> str:
        if self._look.choice is not ThemeChoice.SYSTEM:
            return str(self._look.choice)
        if self._system_wants("contrastPreference", "HighContrast"):
            return "contrast"
        return "dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _tell_system(self) -> None:
        """Let title bars and native dialogs follow a theme that was chosen here."""
        if self._look.choice is ThemeChoice.SYSTEM:
            self._hints.unsetColorScheme()
        else:
            is_dark = self._applied_theme == "dark"
            self._hints.setColorScheme(Qt.ColorScheme.Dark if is_dark else Qt.ColorScheme.Light)

    def _system_wants(self, preference: str, value: str) -> bool:
        """Say whether the system asks for something; preferences this Qt does not know yet are not asked for."""
        ask = getattr(self._wishes, preference, None)
        return ask is not None and ask().name == value


def _system_factor(font: QFont) -> float:
    """Return how much larger than usual the system's own font is; never below 1: nothing here stands below 13 px.

    Reckoned from its size alone: QFontInfo would load the font, which nothing here is drawn in, before the first paint.
    """
    usual = _USUAL_SYSTEM_PX.get(sys.platform, _USUAL_LINUX_PX)
    px = font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * _dots_per_inch() / _POINTS_PER_INCH
    return min(max(px / usual, 1.0), _LARGEST_SYSTEM_FACTOR)


def _dots_per_inch() -> float:
    """Return how many device-independent pixels an inch of text has."""
    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInchY() if screen is not None else _POINTS_PER_INCH

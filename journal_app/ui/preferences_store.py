"""The app-wide settings as the window holds them: read once, changed one at a time, written at each change."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from journal_app.settings.preferences import (
    Preferences,
    ReduceMotion,
    SettingsError,
    load_preferences,
    save_preferences,
)
from journal_app.ui.theme.fonts import ReadingFont
from journal_app.ui.theme.theme import Look, ThemeChoice


class PreferencesStore(QObject):
    """Holds the present preferences and says when they change.

    Signals:
        preferences_changed(Preferences): the new settings; already in force.
        not_written(str): the code of why they could not be written; they last until the window closes.
    """

    preferences_changed = Signal(object)
    not_written = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._preferences, self.warnings = load_preferences(path)
        self._is_written = True

    @property
    def preferences(self) -> Preferences:
        """The settings now in force."""
        return self._preferences

    def beside(self, name: str) -> Path:
        """Return where another file of this computer's lies: in the same folder."""
        return self._path.with_name(name)

    def write_no_more(self) -> None:
        """Keep later changes in this window only: a guest session makes no file."""
        self._is_written = False

    def change(self, **values: object) -> None:
        """Put new values in force and write them; a folder that can't be written is told, never fatal."""
        # _replace() can't see the types of a mapping; load_preferences checks them again at the next start.
        changed = self._preferences._replace(**values)  # type: ignore[arg-type]
        if changed == self._preferences:
            return
        self._preferences = changed
        self.preferences_changed.emit(changed)
        if not self._is_written:
            return
        try:
            save_preferences(self._path, changed)
        except SettingsError as error:
            self.not_written.emit(error.code)


def look_of(preferences: Preferences) -> Look:
    """Return the looks that the settings ask for."""
    return Look(
        choice=ThemeChoice(preferences.theme),
        text_percent=preferences.text_scale,
        reading_font=ReadingFont(preferences.page_font),
        reading_px=preferences.page_size,
        line_percent=preferences.line_height,
        less_motion=preferences.reduce_motion is ReduceMotion.ALWAYS,
    )

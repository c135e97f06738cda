"""What can be done from anywhere after unlock, by name in the command palette and mostly by keys too."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from journal_app.settings.preferences import Theme
from journal_app.ui import places
from journal_app.ui.commands import add_command
from journal_app.ui.desk import Desk
from journal_app.ui.journal_view import JournalView
from journal_app.ui.pattern_view import PatternView

if TYPE_CHECKING:
    from journal_app.ui.screens.patterns import PatternsScreen
    from journal_app.ui.screens.today import TodayScreen
    from journal_app.ui.shell import Shell

_Standard = QKeySequence.StandardKey


def add_shell_commands(shell: "Shell", desk: Desk) -> None:
    """Give the shell its commands; Support, Lock and Hide now belong to the window and the rail."""
    _add_places(shell, is_guest=desk.is_guest)
    add_command(shell, _tr("Write without a prompt"), partial(shell.open_page, None), _Standard.New)
    add_command(shell, _tr("Undo the last change to a page"), shell.undo_bar.undo, _Standard.Undo)
    add_command(shell, palette_words(), shell.open_palette, "Ctrl+K")
    for theme, words in (
        (Theme.LIGHT, _tr("Light colours")),
        (Theme.DARK, _tr("Dark colours")),
        (Theme.CONTRAST, _tr("High contrast colours")),
        (Theme.SYSTEM, _tr("Colours as the system has them")),
    ):
        add_command(shell, words, partial(desk.preferences.change, theme=theme))


def palette_words() -> str:
    """Return what the palette itself is called."""
    return _tr("Go somewhere or do something")


def _add_places(shell: "Shell", *, is_guest: bool) -> None:
    go = shell.open_place
    add_command(shell, _tr("Today"), partial(go, places.TODAY), "Ctrl+1")
    add_command(shell, _tr("Journal"), partial(go, places.JOURNAL), "Ctrl+2")
    add_command(shell, _tr("Readings"), partial(go, places.READINGS), "Ctrl+3")
    add_command(shell, _tr("Prompts"), partial(go, places.PROMPTS), "Ctrl+4")
    add_command(shell, _tr("Practices"), partial(go, places.PRACTICES), "Ctrl+5")
    add_command(shell, _tr("Circle"), partial(go, places.CIRCLE), "Ctrl+6")
    add_command(shell, _tr("Patterns"), partial(go, places.PATTERNS), "Ctrl+7")
    _add_looking_back(shell)
    add_command(shell, _tr("Letters and plans"), partial(go, places.LETTERS))
    add_command(shell, _tr("Your own threads"), partial(go, places.THREADS))
    add_command(shell, _tr("Find in the page you write, elsewhere in your journal"), shell.find_here, _Standard.Find)
    add_command(shell, _tr("Search your journal"), shell.open_search, "Ctrl+Shift+F")
    add_command(shell, _tr("Calendar"), partial(shell.open_view, JournalView.CALENDAR))
    add_command(shell, _tr("Year"), partial(shell.open_view, JournalView.YEAR))
    add_command(shell, _tr("Read on: many pages as one"), partial(shell.open_view, JournalView.READ))
    add_command(shell, _tr("Tags"), partial(go, places.TAGS))
    thrown_away = _tr("deleted pages, delete for good, bin")
    add_command(shell, _tr("Trash"), shell.open_trash, also=thrown_away)
    wishes = _tr("larger bigger smaller text size, font, language, spelling, lock, shared computer, options")
    add_command(shell, _tr("Settings"), partial(go, places.SETTINGS), "Ctrl+,", also=wishes)
    add_command(shell, _tr("Keyboard shortcuts"), partial(go, places.SHORTCUTS), "Ctrl+/", also=_tr("help"))
    if not is_guest:
        own = _tr("password, recovery code, erase or delete the journal, restore")
        add_command(shell, _tr("Passphrase, backups, erasing"), partial(go, places.VAULT_LIFE), also=own)
    add_command(shell, _tr("Take your journal with you: export, import"), partial(go, places.MOVING))
    left = _tr("privacy, safety, traces left on this computer, encryption")
    add_command(shell, _tr("What this protects, and what it can't"), partial(go, places.PROMISES), also=left)
    add_command(shell, _tr("About, and others’ terms"), partial(go, places.ABOUT))


def _add_looking_back(shell: "Shell") -> None:
    """Name a check-in, a look-back and the views of Patterns, for the palette."""
    add_command(shell, _tr("Check-in: how it is today"), partial(shell.flush_then, partial(_check_in, shell)))
    add_command(shell, _tr("Look-back: look back over a week"), partial(shell.flush_then, partial(_look_back, shell)))
    for view, words in (
        (PatternView.TOLD, _tr("Patterns: your check-ins in your words")),
        (PatternView.YEAR, _tr("Patterns: your year")),
        (PatternView.WRITTEN, _tr("Patterns: what you wrote about")),
        (PatternView.LOOKED, _tr("Patterns: looking back")),
    ):
        add_command(shell, words, partial(shell.flush_then, partial(_show_pattern, shell, view)))


def _check_in(shell: "Shell") -> None:
    cast("TodayScreen", shell.show_place(places.TODAY)).check_in()  # what that place's builder makes


def _look_back(shell: "Shell") -> None:
    _patterns(shell).look_back_if_due()


def _show_pattern(shell: "Shell", view: PatternView) -> None:
    screen = _patterns(shell)
    screen.show_view(view)
    screen.setFocus()


def _patterns(shell: "Shell") -> "PatternsScreen":
    return cast("PatternsScreen", shell.show_place(places.PATTERNS))  # as above


def _tr(words: str) -> str:
    return QCoreApplication.translate("commands", words)

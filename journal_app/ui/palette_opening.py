"""Opens the command palette over a shell, and gives the keyboard back where it was."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from journal_app.ui.commands import commands_of
from journal_app.ui.desk import Desk
from journal_app.ui.shell_commands import palette_words

if TYPE_CHECKING:  # imported when it is first opened
    from journal_app.ui.screens.command_palette import CommandPalette
    from journal_app.ui.screens.palette_choices import Choice
    from journal_app.ui.shell import Shell


class PaletteOpening(QObject):
    """Holds the palette while it is open; there is none otherwise."""

    def __init__(self, shell: "Shell", desk: Desk) -> None:
        super().__init__(shell)
        self._shell = shell
        self._desk = desk
        self._palette: CommandPalette | None = None
        self._focus_before: QWidget | None = None

    def toggle(self) -> None:
        """Open it with what can be done now, or close it."""
        if self._palette is not None:
            self._palette.close_now()
            return
        from journal_app.ui.screens.command_palette import CommandPalette
        from journal_app.ui.screens.palette_choices import Openers, command_choices

        shell = self._shell
        self._focus_before = shell.window().focusWidget()
        commands = sorted(commands_of(shell.window()), key=lambda command: command.owner is not shell)  # places first
        choices = command_choices(commands, but=palette_words())
        openers = Openers(
            shell.open_entry,
            shell.look_at_prompt,
            shell.open_article,
            shell.search_for,
            shell.practices.look_at,
            shell.open_draft,
        )
        self._palette = CommandPalette(self._desk, choices, openers, shell)
        self._palette.closed.connect(self._on_palette_closed)
        self._palette.chosen.connect(self._on_palette_chosen)
        self._palette.begin()

    def close(self) -> None:
        """Close it, if it is open."""
        if self._palette is not None:
            self._palette.close_now()

    def _on_palette_closed(self) -> None:
        palette, self._palette = self._palette, None
        before, self._focus_before = self._focus_before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        if palette is not None:
            palette.deleteLater()

    def _on_palette_chosen(self, choice: "Choice") -> None:
        """Do it; where it leads to another place, the keyboard goes there too and does not stay behind in the rail."""
        page = self._shell.page
        choice.do()
        here = self._shell.window().focusWidget()
        if self._shell.page is not page and not (here is not None and self._shell.pages.isAncestorOf(here)):
            self._shell.focus_page()

"""The commands of the page one writes on, each with its name and its keys: tools, menus and help are made of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from journal_app.ui.commands import add_command, keys_text
from journal_app.ui.widgets import markdown_edits as marks
from journal_app.ui.widgets.editor import PageEditor

Change = Callable[[marks.Passage], marks.Passage]


@dataclass(frozen=True, slots=True)
class PageCommand:
    """One command: what it is called, the picture of its tool, and what is pressed for it."""

    action: QAction
    icon_name: str
    keys_elsewhere: str = ""
    """Keys that another command has and that come to the same here."""


class PageActions(QObject):
    """Makes the commands of one editor and gives them to it; their keys work while it has the keyboard."""

    def __init__(self, editor: PageEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.commands: tuple[PageCommand, ...] = self._build()

    def _build(self) -> tuple[PageCommand, ...]:
        return (
            self._command(self.tr("Bold"), "bold", "Ctrl+B", partial(marks.toggle_around, mark="**")),
            self._command(self.tr("Italic"), "italic", "Ctrl+I", partial(marks.toggle_around, mark="*")),
            self._command(
                self.tr("Strike through"), "strikethrough", "Ctrl+Shift+X", partial(marks.toggle_around, mark="~~")
            ),
            self._command(self.tr("Code"), "code", "Ctrl+Shift+E", partial(marks.toggle_around, mark="`")),
            self._command(self.tr("Heading"), "heading", "Ctrl+Shift+H", marks.cycle_heading),
            self._command(self.tr("List"), "list", "Ctrl+Shift+L", marks.toggle_list),
            self._command(self.tr("Numbered list"), "list-ordered", "Ctrl+Shift+N", marks.toggle_numbers),
            self._command(self.tr("Checklist"), "list-checks", "Ctrl+Shift+C", marks.toggle_checklist),
            self._command(self.tr("Tick or untick"), "square-check-big", "Ctrl+Shift+D", marks.tick),
            self._command(self.tr("Quote"), "text-quote", "Ctrl+Shift+B", marks.toggle_quote),
            self._command(self.tr("Link"), "link", "Ctrl+Shift+K", marks.make_link),
            self._command(self.tr("Line across"), "minus", "Ctrl+Shift+R", marks.insert_rule),
        )

    def _command(self, name: str, icon_name: str, keys: str, change: Change) -> PageCommand:
        context = Qt.ShortcutContext.WidgetShortcut
        do = partial(self._editor.change_lines, change)
        return PageCommand(add_command(self._editor, name, do, keys, context=context), icon_name)


def name_with_keys(command: PageCommand) -> str:
    """Return what a tool tip says of a command: its name, and its keys as this system writes them."""
    action = command.action
    keys = command.keys_elsewhere or keys_text(action.shortcuts())
    return f"{action.text()} ({keys})" if keys else action.text()

"""A quiet row of tools above the page: one stop for Tab, arrow keys go along it, and then the page has the keyboard."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from journal_app.ui.widgets.buttons import Button, icon_button
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.page_actions import PageCommand, name_with_keys


class PageTools(QWidget):
    """Shows the commands of a page as pictures with names."""

    def __init__(self, editor: PageEditor, commands: Sequence[PageCommand], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._row = FlowLayout(self, gap=1, row_gap=2)
        self._buttons: list[Button] = []
        for command in commands:
            self._add(command)
        self._stop_at(0)
        self.setAccessibleName(self.tr("Marks for the page"))

    def _add(self, command: PageCommand) -> None:
        button = icon_button(command.icon_name, name_with_keys(command), self)
        button.setAccessibleName(command.action.text())
        button.setCheckable(command.action.isCheckable())
        button.setChecked(command.action.isChecked())
        command.action.toggled.connect(button.setChecked)
        button.clicked.connect(partial(self._on_button_clicked, command))
        button.installEventFilter(self)
        self._buttons.append(button)
        self._row.addWidget(button)

    def _on_button_clicked(self, command: PageCommand) -> None:
        self._editor.setFocus()  # before: what the command asks, such as which page to link to, takes it from there
        command.action.trigger()

    def _stop_at(self, number: int) -> None:
        """Let Tab stop at one tool of the row only."""
        for index, button in enumerate(self._buttons):
            is_stop = index == number
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def _step(self, button: Button, key: int) -> bool:
        """Go along the row by an arrow key, Home or End, in the direction one reads."""
        at, last = self._buttons.index(button), len(self._buttons) - 1
        forward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self.isRightToLeft():
            forward, back = back, forward
        places = {forward: min(at + 1, last), back: max(at - 1, 0), Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if key not in places:
            return False
        self._stop_at(places[Qt.Key(key)])
        self._buttons[places[Qt.Key(key)]].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, Button):
            return self._step(watched, event.key())
        return super().eventFilter(watched, event)

"""The shortcut sheet: all that can be done by keys, read from the window itself, place by place."""

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journal_app.ui.commands import Command, commands_of, keys_text
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label, body_label

Line = tuple[str, str, str]
"""A place, what is done there, and the keys as this computer writes them."""


class ShortcutSheet(QWidget):
    """One page to look something up on.

    Signals:
        back_requested(): go back to where one was.
    """

    back_requested = Signal()

    def __init__(self, preferences: PreferencesStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._lines: tuple[Line, ...] = ()
        self._build()
        self._back.clicked.connect(self.back_requested)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What stands on the sheet, in order."""
        return self._lines

    def refresh(self) -> None:
        """Read the window's commands again and show those with keys."""
        lines = tuple(_lines_of(commands_of(self.window())))
        self._gestures.setText(self._gesture_words())
        if lines != self._lines:
            self._lines = lines
            self._render()

    def refresh_in_sight(self) -> None:
        """Do so while it is looked at: a place was built, which may have keys of its own."""
        if self.isVisible():
            self.refresh()

    def _build(self) -> None:
        self._page = PageScroll(self)
        self._page.setAccessibleName(self.tr("Keyboard shortcuts"))
        self._back = quiet_button(self.tr("Back"), "chevron-left", self)
        row = FlowLayout()
        row.addWidget(self._back)
        self._gestures = body_label(self)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(12)
        column = self._page.column_layout
        column.addLayout(row)
        column.addWidget(Heading(1, self.tr("Keyboard shortcuts"), self))
        column.addWidget(self._gestures)
        column.addLayout(self._groups)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)

    def _gesture_words(self) -> str:
        """Say what is done by keys that are no shortcut of the window."""
        words = self.tr("Tab goes from one thing to the next, and Esc goes one step back.")
        if self._preferences.preferences.hide_on_shift:
            words += " " + self.tr("Shift pressed three times hides everything.")
        return words

    def _render(self) -> None:
        while (item := self._groups.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, lines in groupby(self._lines, key=lambda line: line[0]):
            group = self._group(place or self.tr("Everywhere"), list(lines))
            self._groups.addWidget(group)
            group.show()  # at once: a layout would show it with the next turn of the loop

    def _group(self, name: str, lines: list[Line]) -> QWidget:
        group = QWidget(self)
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Heading(2, name, group), 0, 0, 1, 2)
        for number, (_place, text, keys) in enumerate(lines, start=1):
            pressed = Label(keys, Type.STRONG, "ink2", group)
            pressed.setWordWrap(False)
            said = body_label(group, text)
            said.setAccessibleName(f"{text}: {keys}")  # a screen reader reads a row in one breath
            grid.addWidget(said, number, 0)
            grid.addWidget(pressed, number, 1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return group

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the top, with the keyboard on the way back."""
        super().showEvent(event)
        self.refresh()
        self._page.verticalScrollBar().setValue(0)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)


def _lines_of(commands: tuple[Command, ...]) -> list[Line]:
    """Return a line for each command with keys, the places together in the order they come."""
    places = list(dict.fromkeys(command.place for command in commands))
    lines = [(one.place, one.text, keys_text(one.keys)) for one in commands if one.keys]
    return sorted(lines, key=lambda line: places.index(line[0]))

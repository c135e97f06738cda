"""How to search: what can be typed, beside what it finds; shown in the place of the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.screens.search_words import help_lines
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label, caption_label
from journal_app.ui.widgets.scrolled import see_through


class SearchHelp(HandsOnFocus):
    """The page of help.

    Signals:
        close_requested(): back to the list.
    """

    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._back.clicked.connect(self.close_requested)

    def fill(self) -> None:
        """Write its lines, before its first sight; few look at it, and the list need not wait for them."""
        if self._lines.count() == 1:
            self._fill()

    def _build(self) -> None:
        scroll = PageScroll(self)
        see_through(scroll)
        inside, self._lines = scroll.widget(), scroll.column_layout
        self._lines.setSpacing(2)
        self._back = quiet_button(self.tr("Back to the list"), "chevron-left", inside)
        self._lines.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self.set_first_control(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _fill(self) -> None:
        inside = self._back.parentWidget()
        self._lines.addWidget(Heading(2, self.tr("How to search"), inside))
        for typed, found in help_lines():
            self._lines.addSpacing(8)
            self._lines.addWidget(Label(typed, Type.STRONG, "ink", inside))
            self._lines.addWidget(caption_label(inside, found))
        self._lines.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)

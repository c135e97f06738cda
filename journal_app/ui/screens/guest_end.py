"""Before a guest session ends: keep it as a journal, let it go, or go on. Nothing is lost by a slip of the hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import danger_button, plain_button, primary_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label

_CHARACTERS = 60


class GuestEndScreen(QWidget):
    """Asks, in the window itself.

    Signals:
        keep_requested(): turn the session into a journal.
        end_requested(): end it; nothing is kept.
        back_requested(): go on writing.
    """

    keep_requested = Signal()
    end_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._keep.clicked.connect(self.keep_requested)
        self._end.clicked.connect(self.end_requested)
        self._back.clicked.connect(self.back_requested)

    def _build(self) -> None:
        page = PageScroll(self, characters=_CHARACTERS)
        page.setAccessibleName(self.tr("End the guest session"))
        self._heading = Heading(1, self.tr("End the guest session?"), self)
        self._words = body_label(
            self, self.tr("What you wrote is not kept anywhere. Once the session ends, nobody can bring it back.")
        )
        self._back = primary_button(self.tr("Go on writing"), "", self)
        self._keep = plain_button(self.tr("Keep this journal…"), "", self)
        self._end = danger_button(self.tr("End, keep nothing"), "", self)
        row = FlowLayout(gap=10, row_gap=8)
        for button in (self._back, self._keep, self._end):
            row.addWidget(button)
        column = page.column_layout
        column.addStretch(1)
        column.addWidget(self._heading)
        column.addWidget(self._words)
        column.addSpacing(6)
        column.addLayout(row)
        column.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go on writing."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where nothing is lost."""
        super().showEvent(event)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._heading.text()} {self._words.text()}")

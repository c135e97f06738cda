"""What this protects, and what it can't: each promise in plain words, with the test that shows it, and every limit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.promises import Promise, limits, promises
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label


class PromisesScreen(QWidget):
    """One page to read.

    Signals:
        back_requested(): go back to where one was.
    """

    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._back.clicked.connect(self.back_requested)

    def _build(self) -> None:
        self._page = PageScroll(self)
        self._page.setAccessibleName(self.tr("What this protects, and what it can't"))
        self._back = quiet_button(self.tr("Back"), "chevron-left", self)
        row = FlowLayout()
        row.addWidget(self._back)
        column = self._page.column_layout
        column.addLayout(row)
        column.addWidget(Heading(1, self.tr("What this protects, and what it can't"), self))
        lead = self.tr(
            "Below are the promises we hold ourselves to. Each names the tests that fail if it is broken; anyone can "
            "read and run them. Further down is what no program like this can do."
        )
        column.addWidget(body_label(self, lead))
        column.addWidget(Heading(2, self.tr("What it protects"), self))
        for promise in promises():
            column.addWidget(self._promise(promise))
        column.addSpacing(12)
        column.addWidget(Heading(2, self.tr("What it can't protect against"), self))
        for words in limits():
            column.addWidget(body_label(self, f"•  {words}"))
        advice = self.tr(
            "If someone who could harm you may look at this computer, a safer device may be better. Support, one key "
            "away, says more."
        )
        column.addSpacing(8)
        column.addWidget(body_label(self, advice))
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)

    def _promise(self, promise: Promise) -> QWidget:
        card = Card(self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(22, 16, 22, 14)
        inside.setSpacing(8)
        inside.addWidget(Heading(3, promise.who, card))
        inside.addWidget(body_label(card, promise.words))
        shown = self.tr("%1, shown by %2").replace("%1", promise.code).replace("%2", ", ".join(promise.tests))
        inside.addWidget(caption_label(card, shown))
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the top, with the keyboard on the way back."""
        super().showEvent(event)
        self._page.verticalScrollBar().setValue(0)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

"""After a rescue: what was kept, what is missing, where the new journal lies; the damaged files are as they were."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.screens.rescue_words import RescueWords
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label

if TYPE_CHECKING:
    from pathlib import Path

    from journal_app.vault.rescue import RescueReport

_CHARACTERS = 60


class RescueScreen(QWidget):
    """Tells calmly how a rescue went.

    Signals:
        open_requested(): open the new journal.
        back_requested(): back to where one came from.
        support_requested(): show Support.
    """

    open_requested = Signal()
    back_requested = Signal()
    support_requested = Signal()

    def __init__(
        self, report: "RescueReport", damaged: "Path", parent: QWidget | None = None, *, can_go_back: bool = True
    ) -> None:
        super().__init__(parent)
        self._can_go_back = can_go_back
        self._report = report
        self._damaged = damaged
        self._build()
        self._connect()

    def show_busy(self, is_busy: bool) -> None:
        """Take no second wish meanwhile."""
        self._open.setEnabled(not is_busy)

    def show_failure(self, sentence: str) -> None:
        """Say why it could not be done."""
        self._problem.setText(sentence)
        self._problem.show()
        announce(self, sentence, is_urgent=True)

    def _build(self) -> None:
        page = PageScroll(self, characters=_CHARACTERS)
        page.setAccessibleName(self.tr("After the rescue"))
        self._problem = body_label(self)
        self._problem.hide()
        self._open = primary_button(self.tr("Open the new journal"), "", self)
        self._back = quiet_button(self.tr("Back"), "", self)
        self._support = quiet_button(self.tr("Support (F1)"), "life-buoy", self)
        self._back.setVisible(self._can_go_back)
        card = Card(self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(26, 20, 26, 18)
        inside.setSpacing(10)
        for words in self._lines():
            inside.addWidget(body_label(card, words))
        column = page.column_layout
        column.addStretch(1)
        whole, part = self.tr("Everything could be saved"), self.tr("This is what could be saved")
        column.addWidget(Heading(1, whole if self._report.is_whole else part, self))
        column.addWidget(card)
        for words in self._places():
            column.addWidget(caption_label(self, words))
        column.addWidget(self._problem)
        row = FlowLayout(gap=10)
        for button in (self._open, self._back, self._support):
            row.addWidget(button)
        column.addLayout(row)
        column.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def _connect(self) -> None:
        self._open.clicked.connect(self.open_requested)
        self._back.clicked.connect(self.back_requested)
        self._support.clicked.connect(self.support_requested)

    def _lines(self) -> list[str]:
        lines = RescueWords(self).lines(self._report.tables)
        if self._report.was_header_from_snapshot:
            lines.append(
                self.tr("Its key file was lost too, so it opens with the passphrase it had at the newest backup.")
            )
        return lines

    def _places(self) -> tuple[str, ...]:
        return (
            self.tr("The new journal lies in %1. It opens with the same passphrase and recovery code.").replace(
                "%1", str(self._report.folder)
            ),
            self.tr("The damaged files stay as they were, in %1. Nothing in them was changed.").replace(
                "%1", str(self._damaged)
            ),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on the way on, and say how it went."""
        super().showEvent(event)
        self._open.setFocus()
        announce(self, " ".join(self._lines()))

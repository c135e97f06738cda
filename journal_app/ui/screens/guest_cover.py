"""The cover of a guest session: nothing of the page to see, and the PIN brings it back."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.secret_field import SecretField

_CHARACTERS = 46
LONGEST_WAIT_SECONDS = 30


class GuestCoverScreen(QWidget):
    """Asks for the PIN; a wrong one waits a little longer each time, and never ends the session.

    Signals:
        pin_given(str): this was typed.
        end_requested(): end the session; nothing is kept.
        support_requested(): show Support.
    """

    pin_given = Signal(str)
    end_requested = Signal()
    support_requested = Signal()

    def __init__(self, ends_at: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong_tries = 0
        self._is_waiting = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._build(ends_at)
        self._connect()

    def show_wrong(self) -> None:
        """Say that it was not the PIN, and wait before the next try."""
        self._wrong_tries += 1
        seconds = min(2 ** (self._wrong_tries - 1), LONGEST_WAIT_SECONDS)
        self._is_waiting = True
        self._again.start(seconds * 1000)
        words = self.tr("That isn't the PIN. You can try again in %n seconds.", "", seconds)
        once = self.tr("That isn't the PIN. You can try again in a second.")
        self._notice.show_failure(once if seconds == 1 else words)
        self._show.setEnabled(False)
        self._pin.focus(is_all_chosen=True)

    def ask_before_end(self) -> None:
        """Ask whether the session is to end."""
        self._question.show_question(
            self.tr("End the session? What was written is let go, and nobody can bring it back."),
            self.tr("End, keep nothing"),
        )

    def _build(self, ends_at: str) -> None:
        card = Card(self)
        self._pin = SecretField(card)
        self._pin.set_words(self.tr("PIN"), self.tr("Show what I type"))
        self._notice = Notice(card)
        self._notice.hide()
        self._question = Notice(card)
        self._question.hide()
        self._show = primary_button(self.tr("Show the page"), "", card)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(14)
        inside.addWidget(Heading(1, self.tr("Covered"), card))
        words = self.tr("The guest session goes on behind this. It ends at %1.").replace("%1", ends_at)
        inside.addWidget(body_label(card, words))
        for widget in (self._notice, self._pin, self._show):
            inside.addWidget(widget)
        self._end = quiet_button(self.tr("End the session…"), "", self)
        self._support = quiet_button(self.tr("Support (F1)"), "", self)
        row = FlowLayout()
        row.addWidget(self._end)
        row.addWidget(self._support)
        page = PageScroll(self, characters=_CHARACTERS)
        page.setAccessibleName(self.tr("Covered"))
        page.column_layout.addStretch(2)
        page.column_layout.addWidget(card)
        page.column_layout.addWidget(self._question)
        page.column_layout.addLayout(row)
        page.column_layout.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def _connect(self) -> None:
        self._pin.entered.connect(self._on_pin_entered)
        self._show.clicked.connect(self._on_pin_entered)
        self._again.timeout.connect(self._on_again_timeout)
        self._end.clicked.connect(self.ask_before_end)
        self._question.action_requested.connect(self.end_requested)
        self._support.clicked.connect(self.support_requested)

    def _on_pin_entered(self) -> None:
        if not self._is_waiting and self._pin.text:
            self.pin_given.emit(self._pin.text)

    def _on_again_timeout(self) -> None:
        self._is_waiting = False
        self._show.setEnabled(True)
        announce(self, self.tr("You can try again now."))

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard in the field."""
        super().showEvent(event)
        self._pin.focus()

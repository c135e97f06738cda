"""The start of a guest session: what it means in two sentences, a PIN for its cover, and how long it lasts."""

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.guest_session import LEAST_PIN, LENGTHS_MINUTES, USUAL_MINUTES, GuestTerms
from journal_app.ui.screens.welcome_pages import WelcomePage
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.labels import Label, body_label, caption_label
from journal_app.ui.widgets.secret_field import SecretField


class GuestStartScreen(WelcomePage):
    """One quiet page before a guest session.

    Signals:
        begin_requested(GuestTerms): begin.
    """

    begin_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_busy = False
        self._build()
        self._lay_out()
        self._pin.edited.connect(self.notice.hide)
        self._pin.entered.connect(self._again.focus)
        self._pin.shown_toggled.connect(self._again.show_text)
        self._again.entered.connect(self.go_on)
        self.next_requested.connect(self._on_next_requested)
        self.set_place("")
        self._retranslate()

    def show_busy(self, is_busy: bool) -> None:
        """Take no second wish while the session is made."""
        self._is_busy = is_busy

    def show_failure(self, sentence: str) -> None:
        """Say why it could not begin."""
        self.show_busy(False)
        self.notice.show_failure(sentence)

    def whats_missing(self) -> str:
        """Return what still stands in the way of beginning."""
        if len(self._pin.text) < LEAST_PIN:
            return self.tr("Please choose a PIN of four or more digits or letters.")
        return "" if self._pin.text == self._again.text else self.tr("The two are not the same yet.")

    def go_on(self) -> None:
        """Begin once; where something is missing, go to the field that it is missing from."""
        if self._is_busy:
            return
        super().go_on()
        if self.whats_missing():
            (self._again if len(self._pin.text) >= LEAST_PIN else self._pin).setFocus(Qt.FocusReason.TabFocusReason)

    def first(self) -> QWidget:
        """Begin with the PIN."""
        return self._pin

    def _build(self) -> None:
        self._lead = body_label(self)
        self._hide = body_label(self)
        card = Card(self)
        self._pin = SecretField(card)
        self._again = SecretField(card, has_box=False)
        self._pin_about = caption_label(card)
        self._length_label = Label("", Type.LABEL, "ink", card)
        self._length = FoldedList(card)
        self._length_label.setBuddy(self._length)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(26, 20, 26, 20)
        inside.setSpacing(10)
        for widget in (self._pin, self._again, self._pin_about, self._length_label, self._length):
            inside.addWidget(widget)
        for part in (self._lead, self._hide, card):
            self.column.addWidget(part)

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Write as a guest"))
        self._page.setAccessibleName(self.heading.text())
        self._lead.setText(
            self.tr(
                "Nothing you write is kept, unless you choose to turn it into a journal. It lives in this computer's "
                "memory only, and no file is made."
            )
        )
        self._hide.setText(
            self.tr(
                "Closing the window, Hide now, or the end of the time lets the text go, and nobody can bring it back."
            )
        )
        self._pin.set_words(self.tr("PIN for when you step away"), self.tr("Show what I type"))
        self._again.set_words(self.tr("The same once more"))
        self._pin_about.setText(
            self.tr(
                "Four or more digits or letters. Locking, or a while without a key, covers the page; "
                "the PIN shows it again."
            )
        )
        self._length_label.setText(self.tr("How long the session lasts"))
        self._length.setAccessibleName(self._length_label.text())
        names = {
            15: self.tr("A quarter of an hour"),
            30: self.tr("Half an hour"),
            60: self.tr("One hour"),
            120: self.tr("Two hours"),
        }
        for minutes in LENGTHS_MINUTES:
            self._length.addItem(names[minutes], minutes)
        self._length.setCurrentIndex(LENGTHS_MINUTES.index(USUAL_MINUTES))
        self.next.setText(self.tr("Begin"))

    def _on_next_requested(self) -> None:
        self._is_busy = True
        self.begin_requested.emit(GuestTerms(self._pin.text, int(self._length.currentData())))


def clock_words(seconds_from_now: float) -> str:
    """Return the time on the wall so many seconds from now."""
    then = QDateTime.currentDateTime().addSecs(round(seconds_from_now))
    return QLocale().toString(then.time(), QLocale.FormatType.ShortFormat)

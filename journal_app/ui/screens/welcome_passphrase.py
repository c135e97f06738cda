"""The first run's second page: the passphrase, made here or one's own, and whether to have a second way in.

The words are made and judged in the vault's thread; this page only asks for that and shows what comes back, so it
imports nothing of the vault.
"""

from collections import deque

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from journal_app.ui.screens.welcome_pages import WelcomePage
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.choices import RadioMark, TickBox
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import Label, body_label, caption_label
from journal_app.ui.widgets.secret_field import SecretField

JUDGE_AFTER_MS = 200


class PassphrasePage(WelcomePage):
    """Leads to a passphrase that is strong enough and that the person will still have tomorrow.

    Signals:
        words_requested(): make six fresh words and hand them to `show_words`.
        judge_requested(str): judge this passphrase and hand the verdict to `show_judgement`; verdicts come in order.
    """

    words_requested = Signal()
    judge_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._asked: deque[str] = deque()
        self._judged = ""
        self._is_enough = False
        self._is_going_on = False
        self._judge_soon = QTimer(self)
        self._judge_soon.setSingleShot(True)
        self._judge_soon.setInterval(JUDGE_AFTER_MS)
        self._build()
        self._connect()
        self._retranslate()
        self._render()

    @property
    def passphrase(self) -> str:
        """The passphrase as it stands: the six words, or what was typed."""
        return self._words if self._is_made else self._own.text

    @property
    def wants_recovery_code(self) -> bool:
        """Whether a recovery code is wished for."""
        return self._recovery.isChecked()

    def show_words(self, words: str) -> None:
        """Offer six words; they have yet to be written down."""
        self._words = words
        self._words_label.setText(words)
        self._kept.setChecked(False)

    def show_judgement(self, code: str, is_enough: bool) -> None:
        """Show the verdict on the longest-standing question; go on if that was all that was waited for."""
        if not self._asked:
            return
        text = self._asked.popleft()
        if text != self._own.text:
            return
        self._judged, self._is_enough = text, is_enough
        self._say_verdict(code)
        if self._is_going_on:
            self.go_on()

    def forget_questions(self) -> None:
        """Wait for no verdict any more: judging failed, and the next key or Continue asks again."""
        self._asked.clear()
        self._is_going_on = False

    def whats_missing(self) -> str:
        """Return what still stands in the way, in one sentence; empty when nothing does."""
        if self._is_made:
            if not self._words:
                return self.tr("The words are still being made. This takes a moment.")
            return "" if self._kept.isChecked() else self.tr("Please tick the box once the words are safe with you.")
        if not self._own.text:
            return self.tr("Please type a passphrase, or take the six words.")
        if not self._is_enough:
            return self.tr("This passphrase needs to be longer, or harder to guess.")
        return "" if self._again.text == self._own.text else self.tr("The two are not the same yet.")

    def go_on(self) -> None:
        """Go on if nothing is missing; a passphrase that has not been judged yet is judged first."""
        self._is_going_on = False
        if not self._is_made and self._own.text and self._judged != self._own.text:
            self._is_going_on = True
            if self._own.text not in self._asked:
                self._ask_for_verdict()
            return
        super().go_on()

    def first(self) -> QWidget:
        """Begin on the way that is chosen."""
        return self._made if self._is_made else self._mine

    def begin(self) -> None:
        """See that there are words to offer."""
        super().begin()
        if not self._words:
            self.words_requested.emit()

    @property
    def _is_made(self) -> bool:
        return self._made.isChecked()

    def _build(self) -> None:
        self._lead = body_label(self)
        self._made = RadioMark("", self)
        self._made.setChecked(True)
        self._made_part = self._build_made()
        self._mine = RadioMark("", self)
        self._mine_part = self._build_mine()
        self._ways = QButtonGroup(self)
        for way in (self._made, self._mine):
            self._ways.addButton(way)
        self._recovery = TickBox("", self)
        for widget in (self._lead, self._made, self._made_part, self._mine, self._mine_part, self._recovery):
            self.column.addWidget(widget)
        self._lay_out()

    def _build_made(self) -> QWidget:
        card = Card(self)
        self._words_label = Label("", Type.HEADING2, "ink", card)
        self._others = quiet_button("", "shuffle", card)
        self._advice = caption_label(card)
        self._kept = TickBox("", card)
        row = FlowLayout()
        row.addWidget(self._others)
        inside = _inside(card)
        inside.addWidget(self._words_label)
        inside.addWidget(self._advice)
        inside.addLayout(row)
        inside.addWidget(self._kept)
        return card

    def _build_mine(self) -> QWidget:
        card = Card(self)
        self._own = SecretField(card)
        self._verdict = caption_label(card)
        self._again = SecretField(card, has_box=False)
        inside = _inside(card)
        for widget in (self._own, self._verdict, self._again):
            inside.addWidget(widget)
        return card

    def _connect(self) -> None:
        self._made.toggled.connect(self._on_made_toggled)
        self._kept.toggled.connect(self.notice.hide)
        self._others.clicked.connect(self.words_requested)
        self._own.edited.connect(self._on_own_edited)
        self._own.entered.connect(self._again.focus)
        self._again.edited.connect(self.notice.hide)
        self._again.entered.connect(self.go_on)
        self._own.shown_toggled.connect(self._again.show_text)
        self._judge_soon.timeout.connect(self._ask_for_verdict)

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Choose a passphrase"))
        self._page.setAccessibleName(self.heading.text())
        self.next.setText(self.tr("Continue"))
        self._lead.setText(
            self.tr(
                "It is the key to your journal. If you forget it, nobody can reset it: not us, not anyone. "
                "What you wrote would stay locked."
            )
        )
        self._made.setText(self.tr("Six words made for you"))
        self._mine.setText(self.tr("A passphrase of your own"))
        self._others.setText(self.tr("Other words"))
        self._advice.setText(
            self.tr(
                "Write them on paper and keep it where only you will look. "
                "If paper is not safe, say them over until you know them."
            )
        )
        self._kept.setText(self.tr("I have written them down, or know them by heart"))
        self._own.set_words(self.tr("Passphrase"), self.tr("Show what I type"))
        self._again.set_words(self.tr("The same once more"))
        self._say_rule()
        self._recovery.setText(self.tr("Make a recovery code too"))
        self._recovery.set_about(
            self.tr(
                "A second way in, in case you forget. It is shown once, to write down. "
                "Anyone who finds it can open your journal, so take it only if you have a safe place for it."
            )
        )

    def _render(self) -> None:
        self._made_part.setVisible(self._is_made)
        self._mine_part.setVisible(not self._is_made)

    def _say_rule(self) -> None:
        """Say what is asked for before anything is typed."""
        rule = self.tr("15 characters or more. Four or five unrelated words do well.")
        self._verdict.setText(rule)
        self._own.describe(rule)

    def _say_verdict(self, code: str) -> None:
        sentence = self._verdicts()[code]
        if sentence != self._verdict.text():
            self._verdict.setText(sentence)
            announce(self._verdict, sentence)

    def _verdicts(self) -> dict[str, str]:
        """Return the sentence for each verdict of `vault.passphrase`."""
        return {
            "too_short": self.tr("Too short so far: 15 characters or more. Four or five unrelated words do well."),
            "too_common": self.tr("This would be guessed quickly. Four or five unrelated words do well."),
            "could_be_longer": self.tr("Enough to go on with. One more word would make it much harder to guess."),
            "good": self.tr("Good: hard to guess."),
            "very_good": self.tr("Very good: very hard to guess."),
        }

    def _ask_for_verdict(self) -> None:
        self._judge_soon.stop()
        self._asked.append(self._own.text)
        self.judge_requested.emit(self._own.text)

    def _on_made_toggled(self) -> None:
        self.notice.hide()
        self._render()

    def _on_own_edited(self) -> None:
        self.notice.hide()
        self._is_going_on = False
        if self._own.text:
            self._judge_soon.start()
        else:
            self._judge_soon.stop()
            self._say_rule()


def _inside(card: Card) -> QVBoxLayout:
    """Return a card's layout, with the air a card has."""
    layout = QVBoxLayout(card)
    layout.setContentsMargins(26, 20, 26, 18)
    layout.setSpacing(10)
    return layout

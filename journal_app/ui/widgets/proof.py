"""A second step in the page itself, before something that can't be taken back: what will happen, and proof it is you.

It opens where the wish was made, so nothing stands in front of what it is about.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import Button, Kind, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.secret_field import SecretField


class Proof(Card):
    """Asks for the passphrase, and for a word to be typed where nothing could bring back what is lost.

    Signals:
        given(str): the step was taken; the passphrase that was typed, empty where none was asked for.
        cancelled(): the person thought better of it.
    """

    given = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None, *, kind: Kind = Kind.PLAIN) -> None:
        super().__init__(parent, fill_with="sunken")
        self._wanted_word = ""
        self._needs_secret = True
        self._is_busy = False
        self._build(kind)
        self._connect()
        self.hide()

    def ask(self, words: str, action: str, *, word: str = "", needs_secret: bool = True) -> None:
        """Open with these words; `word` is to be typed as it stands, capitals aside, if one is given."""
        self._wanted_word, self._needs_secret = word, needs_secret
        self._words.setText(words)
        self._do.setText(action)
        self._word_label.setText(self.tr("To be sure, type the word %1").replace("%1", word))
        self._word.setAccessibleName(self._word_label.text())
        self._word.clear()
        self._secret.clear()
        for widget in (self._word_label, self._word):
            widget.setVisible(bool(word))
        self._secret.setVisible(needs_secret)
        self._notice.hide()
        self.show_busy(False)
        self.show()
        announce(self, words)
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, is_busy: bool) -> None:
        """Take no second wish while the first is being done."""
        self._is_busy = is_busy
        self._secret.set_read_only(is_busy)
        self._cancel.setEnabled(not is_busy)

    def show_failure(self, sentence: str) -> None:
        """Say why it could not be done; what was typed stays to be mended."""
        self.show_busy(False)
        self._notice.show_failure(sentence)
        if self._needs_secret:
            self._secret.focus(is_all_chosen=True)

    def put_away(self) -> None:
        """Close, and forget what was typed."""
        self._secret.clear()
        self._word.clear()
        self.show_busy(False)
        self.hide()

    def _build(self, kind: Kind) -> None:
        self._words = Label("", Type.CONTROL, "ink", self)
        self._word_label = Label("", Type.LABEL, "ink", self)
        self._word = QLineEdit(self)
        set_type(self._word, Type.CONTROL)
        self._word_label.setBuddy(self._word)
        self._secret = SecretField(self)
        self._secret.set_words(self.tr("Passphrase of this journal"), self.tr("Show what I type"))
        self._notice = Notice(self)
        self._do = Button(kind, "", "", self)
        self._cancel = quiet_button(self.tr("Leave it as it is"), "", self)
        row = FlowLayout(gap=10)
        row.addWidget(self._do)
        row.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        for widget in (self._words, self._word_label, self._word, self._secret, self._notice):
            layout.addWidget(widget)
        layout.addLayout(row)

    def _connect(self) -> None:
        self._do.clicked.connect(self._on_do_clicked)
        self._secret.entered.connect(self._on_do_clicked)
        self._word.returnPressed.connect(self._on_word_return_pressed)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._secret.edited.connect(self._notice.hide)

    def _first(self) -> QWidget:
        return self._word if self._wanted_word else self._secret if self._needs_secret else self._do

    def _on_word_return_pressed(self) -> None:
        if self._needs_secret:
            self._secret.focus()
        else:
            self._on_do_clicked()

    def _on_do_clicked(self) -> None:
        if self._is_busy:
            return
        if self._wanted_word and self._word.text().strip().casefold() != self._wanted_word.casefold():
            self._notice.show_message(self.tr("Please type the word %1 first.").replace("%1", self._wanted_word))
            self._word.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._needs_secret and not self._secret.text:
            self._notice.show_message(self.tr("Please type your passphrase."))
            self._secret.focus()
        else:
            self.given.emit(self._secret.text if self._needs_secret else "")

    def _on_cancel_clicked(self) -> None:
        self.put_away()
        self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave it as it is."""
        if event.key() == Qt.Key.Key_Escape and not self._is_busy:
            self._on_cancel_clicked()
        else:
            super().keyPressEvent(event)

"""What opens this journal: change its passphrase, lock out old copies, make or revoke a recovery code."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.widgets.buttons import Kind, plain_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.proof import Proof


class WayInPart(QWidget):
    """The part of “Your journal” about its passphrase and its recovery code.

    Signals:
        change_requested(): give it a new passphrase; older copies still open with the old one.
        lock_out_requested(): give it a new passphrase and a new key; older copies then show nothing new.
        code_requested(str): make a recovery code, in the place of an earlier one; with the passphrase as proof.
        revoke_requested(): let the recovery code open it no more.
    """

    change_requested = Signal()
    lock_out_requested = Signal()
    code_requested = Signal(str)
    revoke_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_code = False
        self._build()
        self._connect()
        self.show_state(has_code=False)

    def show_state(self, *, has_code: bool) -> None:
        """Show whether a recovery code opens the journal."""
        self._has_code = has_code
        self._make_code.setText(
            self.tr("Make another recovery code…") if has_code else self.tr("Make a recovery code…")
        )
        self._revoke.setVisible(has_code)
        has = self.tr("A recovery code opens this journal too. It can't be shown again, only replaced or revoked.")
        has_not = self.tr("Only the passphrase opens this journal. A recovery code would be a second way in.")
        self._code_words.setText(has if has_code else has_not)

    def show_message(self, words: str) -> None:
        """Say that something was done."""
        for proof in (self._code_proof, self._revoke_proof):
            proof.put_away()
        self._notice.show_message(words)

    def show_failure(self, sentence: str) -> None:
        """Say why something could not be done, where it was asked for."""
        for proof in (self._code_proof, self._revoke_proof):
            if not proof.isHidden():
                proof.show_failure(sentence)
                return
        self._notice.show_failure(sentence)

    def _build(self) -> None:
        self._notice = Notice(self)
        self._notice.hide()
        self._change = plain_button(self.tr("Change the passphrase…"), "", self)
        self._lock_out = plain_button(self.tr("Change it and lock out old copies…"), "", self)
        self._make_code = plain_button("", "", self)
        self._revoke = quiet_button(self.tr("Revoke the recovery code…"), "ban", self)
        self._code_words = body_label(self)
        self._code_proof = Proof(self)
        self._revoke_proof = Proof(self, kind=Kind.DANGER)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._notice)
        layout.addLayout(_row(self._change, self._lock_out))
        layout.addWidget(
            caption_label(
                self,
                self.tr(
                    "Changing the passphrase takes a moment. Copies of the journal made before still open with the old "
                    "one. Locking them out gives the journal a new key as well, so an old copy shows nothing that you "
                    "write from then on. What is in an old copy stays readable with the old passphrase."
                ),
            )
        )
        layout.addSpacing(4)
        layout.addWidget(Heading(3, self.tr("Recovery code"), self))
        layout.addWidget(self._code_words)
        layout.addLayout(_row(self._make_code, self._revoke))
        layout.addWidget(self._code_proof)
        layout.addWidget(self._revoke_proof)

    def _connect(self) -> None:
        self._change.clicked.connect(self.change_requested)
        self._lock_out.clicked.connect(self.lock_out_requested)
        self._make_code.clicked.connect(self._on_make_code_clicked)
        self._revoke.clicked.connect(self._on_revoke_clicked)
        self._code_proof.given.connect(self._on_code_proof_given)
        self._code_proof.cancelled.connect(self._make_code.setFocus)
        self._revoke_proof.given.connect(self._on_revoke_proof_given)
        self._revoke_proof.cancelled.connect(self._revoke.setFocus)

    def _on_make_code_clicked(self) -> None:
        self._notice.hide()
        self._revoke_proof.put_away()
        words = self.tr(
            "The code is shown once, to write down. Anyone who finds it can open this journal, so make one only if you "
            "have a safe place for it."
        )
        if self._has_code:
            words += " " + self.tr("The code you have now stops working.")
        self._code_proof.ask(words, self.tr("Make the code"))

    def _on_revoke_clicked(self) -> None:
        self._notice.hide()
        self._code_proof.put_away()
        words = self.tr(
            "From then on only the passphrase opens this journal. If you forget it, nobody can bring it back. Copies "
            "made before still open with the code."
        )
        self._revoke_proof.ask(words, self.tr("Revoke the code"), needs_secret=False)

    def _on_code_proof_given(self, passphrase: str) -> None:
        self._code_proof.show_busy(True)
        self.code_requested.emit(passphrase)

    def _on_revoke_proof_given(self, _nothing: str) -> None:
        self._revoke_proof.show_busy(True)
        self.revoke_requested.emit()


def _row(*buttons: QWidget) -> FlowLayout:
    row = FlowLayout(gap=10, row_gap=8)
    for button in buttons:
        row.addWidget(button)
    return row

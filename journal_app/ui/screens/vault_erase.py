"""Erase this journal, or everything of the program on this machine; what may remain elsewhere is said first."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.settings.product import DISPLAY_NAME
from journal_app.ui.widgets.buttons import Kind, plain_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import body_label
from journal_app.ui.widgets.proof import Proof


class ErasePart(QWidget):
    """The part of “Your journal” that ends it.

    Signals:
        erase_requested(str): erase this journal and its backups; with the passphrase as proof.
        erase_all_requested(str): erase every journal and setting of the program on this machine; as above.
    """

    erase_requested = Signal(str)
    erase_all_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._others = 0
        self._copies = ""
        self._folder = Path()
        self._build()
        self._connect()

    def show_state(self, *, folder: Path, others: int, copies_folder: str) -> None:
        """Say where the journal lies, how many other journals are on this machine, and where copies of backups go."""
        self._folder, self._others, self._copies = folder, others, copies_folder

    def show_failure(self, sentence: str) -> None:
        """Say why it could not be done."""
        proof = self._all_proof if not self._all_proof.isHidden() else self._proof
        proof.show_failure(sentence)

    def _build(self) -> None:
        self._erase = plain_button(self.tr("Erase this journal…"), "trash", self)
        self._all = plain_button(self.tr("Erase everything…"), "", self)
        self._proof = Proof(self, kind=Kind.DANGER)
        self._all_proof = Proof(self, kind=Kind.DANGER)
        row = FlowLayout(gap=10, row_gap=8)
        row.addWidget(self._erase)
        row.addWidget(self._all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(body_label(self, self._about()))
        layout.addLayout(row)
        layout.addWidget(self._proof)
        layout.addWidget(self._all_proof)

    def _about(self) -> str:
        words = self.tr(
            "Erase this journal, or everything of %1 on this machine: all journals and settings. Nobody can bring back "
            "what is erased: not us, not anyone."
        )
        return words.replace("%1", DISPLAY_NAME)

    def _connect(self) -> None:
        self._erase.clicked.connect(self._on_erase_clicked)
        self._all.clicked.connect(self._on_all_clicked)
        self._proof.given.connect(self._on_proof_given)
        self._all_proof.given.connect(self._on_all_proof_given)
        self._proof.cancelled.connect(self._erase.setFocus)
        self._all_proof.cancelled.connect(self._all.setFocus)

    def _on_erase_clicked(self) -> None:
        self._all_proof.put_away()
        words = self.tr("Every page, draft and backup of this journal goes, with the folder %1.").replace(
            "%1", str(self._folder)
        )
        self._proof.ask(f"{words} {self._elsewhere()}", self.tr("Erase this journal"), word=self.tr("erase"))

    def _on_all_clicked(self) -> None:
        self._proof.put_away()
        words = self.tr("This journal, all settings and the whole data folder go.")
        if self._others == 1:
            words = self.tr("This journal, one other journal, all settings and the whole data folder go.")
        elif self._others > 1:
            words = self.tr(
                "This journal, %n other journals, all settings and the whole data folder go.", "", self._others
            )
        words += " " + self.tr("The program itself stays until it is removed as any other.")
        action = self.tr("Erase everything")
        self._all_proof.ask(f"{words} {self._elsewhere()}", action, word=self.tr("erase everything"))

    def _elsewhere(self) -> str:
        """Say what no program here can reach."""
        words = self.tr(
            "What may remain: copies that you or others made, backups of the whole computer, traces on the disk itself "
            "(above all on SSDs, still encrypted), and the system's own notes that the program was used."
        )
        if self._copies:
            copies = self.tr("The copies in %1 stay as well; please delete them there.").replace("%1", self._copies)
            words = f"{words} {copies}"
        return words

    def _on_proof_given(self, passphrase: str) -> None:
        self._proof.show_busy(True)
        self.erase_requested.emit(passphrase)

    def _on_all_proof_given(self, passphrase: str) -> None:
        self._all_proof.show_busy(True)
        self.erase_all_requested.emit(passphrase)

"""What to do with a page that can't be saved when the person wants to leave: try again, save a copy, or discard it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from journal_app.settings.sentences import sentence
from journal_app.ui.commands import hand_on_keys
from journal_app.ui.file_dialog import ask_where_to_save
from journal_app.ui.leaving import Reason
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import danger_button, primary_button, quiet_button
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label


class UnsavedPage(QDialog):
    """Says plainly that the page is not kept yet, and leaves every choice to the person.

    Signals:
        again_requested(): try to save and leave again.
        discard_requested(): leave without this page.
    """

    again_requested = Signal()
    discard_requested = Signal()

    def __init__(self, reason: Reason, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._reason = reason
        self.setWindowTitle(parent.windowTitle())
        self._words = words
        self._build()
        self._connect()
        hand_on_keys(self)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(Heading(2, self.tr("This page is not saved yet"), self))
        self._message = body_label(self, self._first_words())
        layout.addWidget(self._message)
        self._again = primary_button(self.tr("Try again"), "", self)
        self._copy = quiet_button(self.tr("Save a copy elsewhere…"), "", self)
        self._stay = quiet_button(self.tr("Go back to the page"), "", self)
        self._discard = danger_button(self.tr("Leave without this page"), "", self)
        for button in (self._again, self._copy, self._stay, self._discard):
            layout.addWidget(button)

    def _first_words(self) -> str:
        if self._reason is Reason.LOCK:
            return self.tr(
                "Locking would lose what you wrote last, so the window is still open. Your words are all here."
            )
        return self.tr("Closing would lose what you wrote last. Your words are all here.")

    def _connect(self) -> None:
        self._again.clicked.connect(self._on_again_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._stay.clicked.connect(self.reject)
        self._discard.clicked.connect(self._on_discard_clicked)

    def _on_again_clicked(self) -> None:
        self.accept()
        self.again_requested.emit()

    def _on_discard_clicked(self) -> None:
        self.accept()
        self.discard_requested.emit()

    def _on_copy_clicked(self) -> None:
        title = self.tr("Save a copy. Anyone who finds it can read it.")
        ask_where_to_save(self, title, self._on_dialog_file_selected, suffix="txt")

    def _on_dialog_file_selected(self, path: Path) -> None:
        try:
            path.write_text(self._words, encoding="utf-8", newline="\n")
        except OSError:
            self._say(sentence("folder_not_writable", folder=str(path.parent)))
            return
        self._say(self.tr("A copy is saved as plain text. Anyone who finds it can read it."))

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._fit()
        announce(self, words)

    def _fit(self) -> None:
        """Be high enough for the words as they wrap: a dialog by itself reckons with fewer lines."""
        if (layout := self.layout()) is not None:
            width = max(self.width(), layout.minimumSize().width())
            self.setMinimumSize(width, layout.heightForWidth(width))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

"""A journal's own name and its token: the name is kept inside it, the token is all that shows before it is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.vault_token import VaultToken
from journal_app.ui.widgets.labels import Label, caption_label
from journal_app.ui.widgets.token_picture import TokenPicture, token_words

LONGEST_NAME = 60


class VaultNamePart(QWidget):
    """The part of “Your journal” that names it.

    Signals:
        name_changed(str): the person named the journal otherwise.
    """

    name_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._build()
        self._name.editingFinished.connect(self._on_name_editing_finished)

    def show_journal(self, name: str, token: VaultToken | None) -> None:
        """Show the name and the token of the open journal."""
        self._shown = name
        if not self._name.hasFocus():
            self._name.setText(name)
        self._picture.show_token(token)
        self._token_words.setText(
            self.tr("Before it is open, this journal shows only its mark: %1. It holds no name and no date.").replace(
                "%1", token_words(token)
            )
        )

    def _build(self) -> None:
        label = Label(self.tr("Your name for this journal"), Type.LABEL, "ink", self)
        self._name = QLineEdit(self)
        self._name.setMaxLength(LONGEST_NAME)
        set_type(self._name, Type.CONTROL)
        label.setBuddy(self._name)
        self._name.setAccessibleName(label.text())
        about = caption_label(self, self.tr("Kept inside the journal, and shown only while it is open."))
        self._name.setAccessibleDescription(about.text())
        self._picture = TokenPicture(parent=self)
        self._token_words = caption_label(self)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._picture)
        row.addWidget(self._token_words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (label, self._name, about):
            layout.addWidget(widget)
        layout.addLayout(row)

    def _on_name_editing_finished(self) -> None:
        name = " ".join(self._name.text().split())
        if name != self._shown:
            self._shown = name
            self.name_changed.emit(name)

"""A line below the page in which one says what a picture shows, or what the page calls a file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from journal_app.journal.attachments import Attachment
from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.labels import Label, caption_label

LONGEST = 300


class DescriptionLine(QWidget):
    """Asks for the words; Enter gives them, Esc leaves things as they are.

    Signals:
        described(Attachment, str): what it is called from now on.
    """

    described = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attachment: Attachment | None = None
        self._build()
        self._keep.clicked.connect(self._on_keep_clicked)
        self._leave.clicked.connect(self.hide)
        self._line.returnPressed.connect(self._on_keep_clicked)
        self.hide()

    def ask(self, attachment: Attachment, words: str) -> None:
        """Ask what an attachment is called, beginning with what it is called now."""
        self._attachment = attachment
        is_picture = attachment.is_picture
        self._label.setText(
            self.tr("What is to be seen in the picture?") if is_picture else self.tr("What the page calls this file")
        )
        self._line.setAccessibleName(self._label.text())
        self._line.setText(words)
        self._line.selectAll()
        self.show()
        self._line.setFocus()

    def _build(self) -> None:
        self._label = Label("", Type.LABEL, "ink", self)
        self._line = QLineEdit(self)
        self._line.setMaxLength(LONGEST)
        set_type(self._line, Type.CONTROL)
        self._label.setBuddy(self._line)
        about = caption_label(self, self.tr("It stands in the page's own words, and is what a screen reader says."))
        self._line.setAccessibleDescription(about.text())
        self._keep = plain_button(self.tr("Use these words"), "", self)
        self._leave = quiet_button(self.tr("Leave it as it is"), "", self)
        row = QHBoxLayout()
        row.addWidget(self._keep)
        row.addWidget(self._leave)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._label, self._line, about):
            layout.addWidget(widget)
        layout.addLayout(row)

    def _on_keep_clicked(self) -> None:
        self.hide()
        if self._attachment is not None:
            self.described.emit(self._attachment, self._line.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave things as they are by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

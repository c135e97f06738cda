"""A field for a passphrase: hidden as it is typed unless one wants to see it; paste is welcome, no hint is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.labels import Label

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretField(QWidget):
    """A labelled line with a box to show what is typed.

    Signals:
        edited(): the person changed it.
        entered(): Enter was pressed in it.
        shown_toggled(bool): it was chosen to show or to hide what is typed.
    """

    edited = Signal()
    entered = Signal()
    shown_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, has_box: bool = True) -> None:
        super().__init__(parent)
        self._build(has_box)
        self._connect()

    @property
    def text(self) -> str:
        """What was typed, as typed."""
        return self._line.text()

    @property
    def is_shown(self) -> bool:
        """Whether what is typed can be read."""
        return self._line.echoMode() is QLineEdit.EchoMode.Normal

    def set_words(self, label: str, box: str = "") -> None:
        """Set the label, which is also the accessible name, and the words beside the box."""
        self._label.setText(label)
        self._line.setAccessibleName(label)
        self._box.setText(box)

    def describe(self, words: str) -> None:
        """Have a screen reader say with the label what is asked for."""
        self._line.setAccessibleDescription(words)

    def show_text(self, is_shown: bool) -> None:
        """Show or hide what is typed."""
        self._box.setChecked(is_shown)
        self._line.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    def set_read_only(self, is_read_only: bool) -> None:
        """Take no typing for a moment, without losing the keyboard."""
        self._line.setReadOnly(is_read_only)

    def clear(self) -> None:
        """Forget what was typed."""
        self._line.clear()

    def focus(self, *, is_all_chosen: bool = False) -> None:
        """Put the keyboard here, with all that stands here chosen if wished."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_all_chosen:
            self._line.selectAll()

    def _build(self, has_box: bool) -> None:
        self._label = Label("", Type.LABEL, "ink", self)
        self._line = QLineEdit(self)
        set_type(self._line, Type.CONTROL)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setInputMethodHints(_HINTS)
        self._label.setBuddy(self._line)
        self.setFocusProxy(self._line)
        self._box = TickBox("", self)
        self._box.setVisible(has_box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._label, self._line, self._box):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self._line.textEdited.connect(self._on_line_text_edited)
        self._line.returnPressed.connect(self.entered)
        self._box.toggled.connect(self._on_box_toggled)

    def _on_line_text_edited(self) -> None:
        self.edited.emit()

    def _on_box_toggled(self, is_shown: bool) -> None:
        self.show_text(is_shown)
        self.shown_toggled.emit(is_shown)

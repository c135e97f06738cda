"""One quiet line of what is so now: "Saved and encrypted"."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.icon_label import IconLabel
from journal_app.ui.widgets.labels import Label


class StatusLine(QWidget):
    """Shows a state in words with a small picture; read out politely, and only when the words change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()

    @property
    def text(self) -> str:
        """The words now shown."""
        return self._words.text()

    def say(self, text: str, icon_name: str = "", *, is_announced: bool = True) -> None:
        """Show a state; an empty text shows none. Say `is_announced=False` for what changes as one types."""
        if text == self._words.text():
            return
        self._words.setText(text)
        self._icon.show_icon(icon_name, "accent" if icon_name == "check" else "ink2")
        self._icon.setVisible(bool(icon_name))
        self.setAccessibleName(text)
        if is_announced:
            announce(self, text)

    def _build(self) -> None:
        self._icon = IconLabel("", "accent", 16, self)
        self._icon.hide()
        self._words = Label("", Type.SMALL, "ink2", self)
        self._words.setWordWrap(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)

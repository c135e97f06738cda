"""The passage that asks the question: in italic, a bar on its leading side, and below it where it stands."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.labels import Label, caption_label
from journal_app.ui.widgets.painting import leading_bar

_INSET = 16


class PassageQuote(QWidget):
    """Shows an exact passage and its source; the words can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()

    def show_quote(self, quote: str, source: str) -> None:
        """Show a passage in quotation marks; the source line names the article and how far it goes."""
        self._words.setText(self.tr("“%1”").replace("%1", quote))
        self._source.setText(source)
        self._source.setVisible(bool(source))

    def _build(self) -> None:
        self._words = Label("", Type.QUOTE, "ink2", self)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.keep_own_direction()
        self._source = caption_label(self)
        layout = QVBoxLayout(self)
        # Both sides alike: the bar's side follows the direction of the window, the words keep their own.
        layout.setContentsMargins(_INSET, 2, _INSET, 2)
        layout.setSpacing(6)
        layout.addWidget(self._words)
        layout.addWidget(self._source)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        bar = leading_bar(self.rect(), self.layoutDirection(), scale().size["bar"])
        QPainter(self).fillRect(bar, colour(self, "accent"))

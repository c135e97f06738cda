"""The passages that a prompt or practice was made from, each with the way to read it in its article."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import Pack, PassageId
from journal_app.ui.stance import stance_label
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.passage_quote import PassageQuote


class QuotedPassages(QWidget):
    """Quotes them below each other.

    Signals:
        read_requested(str): read a passage in its article.
    """

    read_requested = Signal(str)

    def __init__(self, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._quotes = QWidget(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._quotes)

    def show_passages(self, passage_ids: Sequence[PassageId]) -> None:
        """Quote these in place of those before."""
        fresh = QWidget(self)
        layout = QVBoxLayout(fresh)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for passage_id in passage_ids:
            passage = self._pack.passages[passage_id]
            article = self._pack.articles[passage.article]
            quote = PassageQuote(fresh)
            quote.show_quote(passage.quote.exact, f"{article.short_title}  ·  {stance_label(passage.stance)}")
            read = quiet_button(self.tr("Read in context"), "library", fresh)
            read.setAccessibleDescription(passage.quote.exact)
            read.clicked.connect(partial(self._on_read_clicked, passage_id))
            layout.addWidget(quote)
            layout.addWidget(read, 0, Qt.AlignmentFlag.AlignLeading)
        self._layout.replaceWidget(self._quotes, fresh)
        self._quotes.deleteLater()
        self._quotes = fresh

    def _on_read_clicked(self, passage_id: PassageId, _is_checked: bool = False) -> None:
        self.read_requested.emit(passage_id)

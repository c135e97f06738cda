"""What was asked, folded above the page: the title always, the question and its passage when wanted."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.labels import body_label
from journal_app.ui.widgets.passage_quote import PassageQuote

if TYPE_CHECKING:
    from journal_app.journal.asked import Asked


class AskedFold(Card):
    """Shows what the page answers, folded to one line until opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()

    def show_asked(self, asked: "Asked", *, is_open: bool = False) -> None:
        """Show what was asked, as it was worded then."""
        self._fold.set_title(asked.title)
        self._text.setText(asked.text)
        first = asked.passages[0]
        self._quote.show_quote(first.exact, first.article_title)
        self._fold.set_open(is_open)

    def set_quote_shown(self, is_shown: bool) -> None:
        """Show the passage below the question; not where it is read beside the page already."""
        self._quote.setVisible(is_shown)

    def _build(self) -> None:
        self._fold = Fold("", self)
        self._text = body_label(self)
        self._quote = PassageQuote(self)
        self._fold.content_layout.addWidget(self._text)
        self._fold.content_layout.addWidget(self._quote)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 20, 8)
        layout.addWidget(self._fold)

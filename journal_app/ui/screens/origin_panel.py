"""Where this comes from: the article beside the page, scrolled to the passage that asked for it."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal_app.content.model import TextPositionSelector, TextQuoteSelector
from journal_app.content.reading import paragraphs
from journal_app.content.reanchor import AnchorState, reanchor
from journal_app.journal.asked import Asked, PassageSnapshot
from journal_app.ui.desk import Desk
from journal_app.ui.stance import stance_label
from journal_app.ui.theme.palette import colour
from journal_app.ui.widgets.article_view import ArticleView
from journal_app.ui.widgets.buttons import icon_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.passage_quote import PassageQuote


class OriginPanel(QWidget):
    """Shows the passages of what was asked, each in its article as it stands now.

    Signals:
        close_requested(): fold the panel away.
        passage_requested(str): open this passage in Readings.
    """

    close_requested = Signal()
    passage_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: Asked | None = None
        self._place = 0
        self._build()
        self._connect()
        self._retranslate()

    def show_origin(self, asked: Asked) -> None:
        """Show the first passage behind what was asked; passages that are shown already stay as they are."""
        is_same = self._asked is not None and self._asked.passages == asked.passages
        self._asked = asked
        if not is_same:
            self._show(0)

    def _build(self) -> None:
        self._heading = Heading(2, "", self)
        self._close = icon_button("x", "", self)
        self._source = body_label(self)
        self._stance = caption_label(self)
        self._stance.be_small_heading()
        self._state = body_label(self)
        self._quote = PassageQuote(self)
        self._article = ArticleView(self)
        self._caveat = caption_label(self)
        self._earlier = quiet_button("", "chevron-left", self)
        self._later = quiet_button("", "chevron-right", self)
        self._open = quiet_button("", "library", self)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._close)
        self._steps = FlowLayout()
        self._steps.addWidget(self._earlier)
        self._steps.addWidget(self._later)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        for widget in (self._source, self._stance, self._state, self._quote):
            layout.addWidget(widget)
        layout.addWidget(self._article, 1)
        layout.addWidget(self._caveat)
        layout.addLayout(self._steps)
        layout.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self._close.clicked.connect(self.close_requested)
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self._later.clicked.connect(self._on_later_clicked)
        self._open.clicked.connect(self._on_open_clicked)

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Where this comes from"))
        self._close.setAccessibleName(self.tr("Fold this panel away"))
        self._earlier.setText(self.tr("Passage before"))
        self._later.setText(self.tr("Next passage"))
        self._open.setText(self.tr("Open in Readings"))

    def _show(self, place: int) -> None:
        if self._asked is None:
            return
        self._place = place
        count = len(self._asked.passages)
        for button in (self._earlier, self._later):
            button.setVisible(count > 1)
        self._earlier.setEnabled(place > 0)
        self._later.setEnabled(place < count - 1)
        self._render(self._asked.passages[place])

    def _render(self, snapshot: PassageSnapshot) -> None:
        article = self._desk.pack.articles.get(snapshot.article_id)
        self._source.setText(article.short_title if article else snapshot.article_title)
        self._stance.setText(stance_label(snapshot.stance))
        quote = TextQuoteSelector(snapshot.exact, snapshot.prefix, snapshot.suffix)
        anchored = (
            reanchor(article.text, quote, TextPositionSelector(snapshot.start, snapshot.end)) if article else None
        )
        is_found = anchored is not None and anchored.position is not None
        self._article.setVisible(is_found)
        self._open.setVisible(is_found)
        self._quote.setVisible(anchored is None or anchored.state in (AnchorState.FOLDED, AnchorState.ORPHAN))
        self._quote.show_quote(snapshot.exact, self.tr("as it was when you wrote"))
        self._state.setText(self._state_words(anchored.state if anchored else None))
        self._state.setVisible(bool(self._state.text()))
        passage = self._desk.pack.passages.get(snapshot.passage_id)
        self._caveat.setText(passage.caveat if passage else "")
        self._caveat.setVisible(bool(self._caveat.text()))
        if article is not None and anchored is not None and anchored.position is not None:
            self._article.show_quote(article, paragraphs(article), anchored.position, snapshot.passage_id)

    def _state_words(self, state: AnchorState | None) -> str:
        if state is None:
            return self.tr("This article is not in the present pack. Here is the passage as you saw it.")
        if state is AnchorState.FOLDED:
            return self.tr("The text has changed a little since you wrote.")
        if state is AnchorState.ORPHAN:
            return self.tr("This passage is no longer in this article. Here it is as you saw it.")
        return ""

    def _on_earlier_clicked(self) -> None:
        self._show(self._place - 1)

    def _on_later_clicked(self) -> None:
        self._show(self._place + 1)

    def _on_open_clicked(self) -> None:
        if self._asked is not None:
            self.passage_requested.emit(self._asked.passages[self._place].passage_id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line between the page and the panel, on the side the page is."""
        x = self.width() - 1 if self.isRightToLeft() else 0
        QPainter(self).fillRect(QRect(x, 0, 1, self.height()), colour(self, "line"))

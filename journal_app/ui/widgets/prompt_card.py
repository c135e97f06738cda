"""The day's prompt on a card: its question, a smaller version, the passage behind it, and what one may do with it.

A prompt with a content note stays folded behind a choice (open, smaller, another): notes inform a choice, they are no
alarm (content.md, R6).
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.passage_quote import PassageQuote


@dataclass(frozen=True, slots=True)
class PromptView:
    """All the card shows, ready as text."""

    title: str
    text: str
    smaller: str
    about: str
    content_note: str
    quote: str
    source: str
    why: tuple[str, ...]
    is_smaller_first: bool = False


class PromptCard(Card):
    """Shows one prompt.

    Signals:
        write_requested(bool): write to it; True when the smaller version is showing.
        another_requested(), not_today_requested(), never_again_requested(): pass it by, for now or for good.
        read_requested(): show the passage in its article.
    """

    write_requested = Signal(bool)
    another_requested = Signal()
    not_today_requested = Signal()
    never_again_requested = Signal()
    read_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PromptView | None = None
        self._is_smaller = False
        self._is_open = True
        self._build()
        self._connect()
        self._retranslate()

    def show_prompt(self, view: PromptView) -> None:
        """Show a prompt from its start: folded when it carries a content note."""
        self._view = view
        self._is_smaller = view.is_smaller_first
        self._is_open = not view.content_note
        self._why.hide()
        self._why_button.setChecked(False)
        self._render()

    def focus_first(self) -> None:
        """Put the keyboard on the card's first action."""
        (self._write if self._is_open else self._open).setFocus()

    def _build(self) -> None:
        self._about = caption_label(self)
        self._about.be_small_heading()
        self._title = Heading(2, "", self)
        self._text = body_label(self)
        self._note = body_label(self)
        self._quote = PassageQuote(self)
        self._why = caption_label(self)
        self._why.hide()
        self._write = primary_button("", "feather", self)
        self._open = primary_button("", "book-open", self)
        self._size = quiet_button("", "minimize", self)
        self._another = quiet_button("", "shuffle", self)
        self._read = quiet_button("", "library", self)
        self._why_button = quiet_button("", "info", self)
        self._why_button.setCheckable(True)
        self._not_today = quiet_button("", "moon", self)
        self._never = quiet_button("", "ban", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(10)
        for widget in (self._about, self._title, self._note, self._text, self._quote):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addLayout(self._row(self._write, self._open, self._size, self._another))
        layout.addLayout(self._row(self._read, self._why_button, self._not_today, self._never))
        layout.addWidget(self._why)

    def _row(self, *widgets: QWidget) -> FlowLayout:
        row = FlowLayout()
        for widget in widgets:
            row.addWidget(widget)
        return row

    def _connect(self) -> None:
        self._write.clicked.connect(self._on_write_clicked)
        self._open.clicked.connect(self._on_open_clicked)
        self._size.clicked.connect(self._on_size_clicked)
        self._why_button.toggled.connect(self._why.setVisible)
        self._another.clicked.connect(self.another_requested)
        self._not_today.clicked.connect(self.not_today_requested)
        self._never.clicked.connect(self.never_again_requested)
        self._read.clicked.connect(self.read_requested)

    def _retranslate(self) -> None:
        self._write.setText(self.tr("Write"))
        self._open.setText(self.tr("Open this one"))
        self._another.setText(self.tr("Another"))
        self._not_today.setText(self.tr("Not today"))
        self._never.setText(self.tr("Never again"))
        self._why_button.setText(self.tr("Why this prompt"))
        self._read.setText(self.tr("Read in context"))

    def _render(self) -> None:
        view = self._view
        if view is None:
            return
        self._about.setText(view.about)
        self._title.setText(view.title)
        self._text.setText(view.smaller if self._is_smaller else view.text)
        self._note.setText(self.tr("This page touches on: %1").replace("%1", view.content_note))
        self._quote.show_quote(view.quote, view.source)
        self._why.setText("\n".join(view.why))
        self._size.setText(
            self.tr("The whole prompt") if self._is_smaller and self._is_open else self.tr("Smaller version")
        )
        self._note.setVisible(bool(view.content_note))
        for widget in (self._text, self._quote, self._write, self._read):
            widget.setVisible(self._is_open)
        self._open.setVisible(not self._is_open)

    def _on_write_clicked(self) -> None:
        self.write_requested.emit(self._is_smaller)

    def _on_open_clicked(self) -> None:
        self._is_open = True
        self._render()
        self._write.setFocus()

    def _on_size_clicked(self) -> None:
        self._is_smaller = not self._is_smaller if self._is_open else True
        self._is_open = True
        self._render()

"""Choose a passage of the readings to stand beside a page: found by any of its words, taken by Enter or a click."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from journal_app.content.model import Pack, Passage, PassageId
from journal_app.journal.asked import snapshot_of
from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.passage_quote import PassageQuote

MOST_FOUND = 5
"""Passages listed at once: a few to choose from, and room for the page below."""


class PassagePicker(QWidget):
    """Lists the passages that have the words typed, in the order of the readings.

    Signals:
        chosen(PassageSnapshot): this passage was chosen.
        closed(): none was.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._found: QWidget | None = None
        self._build()

    def begin(self) -> None:
        """Show it, the keyboard on its field."""
        self._field.clear()
        self._list_found()
        self.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._field = QLineEdit(self)
        set_type(self._field, Type.CONTROL)
        self._field.setPlaceholderText(self.tr("Words of the passage, or of its article's title"))
        self._field.setAccessibleName(self.tr("Find a passage"))
        self._field.textChanged.connect(self._list_found)
        self._said = caption_label(self)
        self._leave = quiet_button(self.tr("Link none"), "x", self)
        self._leave.clicked.connect(self.closed)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        for widget in (self._field, self._said):
            self._layout.addWidget(widget)
        self._layout.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignLeading)

    def _list_found(self) -> None:
        found = find_passages(self._pack, self._field.text())
        if self._found is not None:
            self._found.hide()
            self._found.deleteLater()
        self._found = QWidget(self)
        layout = QVBoxLayout(self._found)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for passage in found[:MOST_FOUND]:
            self._add_row(layout, passage)
        self._layout.insertWidget(2, self._found)
        self._found.show()  # at once: a layout would show it with the next turn of the loop
        self._say(len(found))

    def _add_row(self, layout: QVBoxLayout, passage: Passage) -> None:
        quote = PassageQuote(self._found)
        title = self._pack.articles[passage.article].short_title
        quote.show_quote(passage.quote.exact, title)
        take = plain_button(self.tr("Link this passage"), "link", self._found)
        take.setAccessibleDescription(passage.quote.exact)
        take.clicked.connect(partial(self._on_take_clicked, passage.id))
        layout.addWidget(quote)
        layout.addWidget(take, 0, Qt.AlignmentFlag.AlignLeading)

    def _say(self, count: int) -> None:
        if count == 0:
            words = self.tr("No passage has these words.")
        elif count > MOST_FOUND:
            words = self.tr("%n passages; a word more finds the one you mean.", "", count)
        else:
            words = self.tr("One passage") if count == 1 else self.tr("%n passages", "", count)
        self._said.setText(words)

    def _on_take_clicked(self, passage_id: PassageId, _is_checked: bool = False) -> None:
        self.chosen.emit(snapshot_of(self._pack, self._pack.passages[passage_id]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc chooses none."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def find_passages(pack: Pack, words: str) -> list[Passage]:
    """Return the passages that have all the words, in themselves or in their article's title; all for none."""
    wanted = words.casefold().split()
    return [
        passage
        for passage in pack.passages.values()
        if all(word in f"{passage.quote.exact} {pack.articles[passage.article].title}".casefold() for word in wanted)
    ]

"""An entry's words with its pictures at their places; without any it is one reading view, as plain as before."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal_app.journal.attachments import Attachment
from journal_app.ui.picture_source import PictureSource
from journal_app.ui.reading_words import picture_places, read_out
from journal_app.ui.screens.whole_text import WholeText
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.picture_figure import PictureFigure


class EntryWords(QWidget):
    """Reading views and pictures, one below the other as the text has them.

    Signals:
        look_requested(Attachment, str): show this picture larger; with what the text says of it.
        link_requested(str): read the entry with this uid, which the words link to.
    """

    look_requested = Signal(object, str)
    link_requested = Signal(str)

    def __init__(
        self, page: QScrollArea, source: PictureSource, parent: QWidget | None = None, *, follows_links: bool = True
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._source = source
        self._follows_links = follows_links
        self._is_all_known = False
        self._first = WholeText(page)
        self._first.link_requested.connect(self.link_requested)
        self._more: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(self._first)

    def focus_first(self) -> None:
        """Put the keyboard on the first words, or on the picture that the page begins with."""
        (next(self._figures(), self._first) if self._first.isHidden() else self._first).setFocus()

    def show_text(self, body: str, attachments: tuple[Attachment, ...] | None = None) -> frozenset[str]:
        """Show a text with its pictures, and return the ids of those that stand in it.

        `attachments` are all that is kept with it; None while that is not known yet.
        """
        self._is_all_known = attachments is not None
        for widget in self._more:
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._more.clear()
        known = {attachment.uid: attachment for attachment in attachments or ()}
        places = list(picture_places(body, known))
        ends = [*(reference.start for reference, _attachment in places), len(body)]
        opening = body[: ends[0]]
        self._show(self._first, opening.rstrip("\n") if places else opening, known)
        self._first.setVisible(not places or bool(opening.strip()))
        for (reference, attachment), end in zip(places, ends[1:], strict=True):
            self._add_picture(attachment, reference.label)
            self._add_text(body[reference.end : end].strip("\n"), known)
        return frozenset(attachment.uid for _reference, attachment in places)

    def figure_of(self, attachment: Attachment) -> PictureFigure | None:
        """Return the picture that stands in the words for an attachment."""
        return next((figure for figure in self._figures() if figure.attachment.uid == attachment.uid), None)

    def _figures(self) -> Iterator[PictureFigure]:
        for block in self._more:
            yield from block.findChildren(PictureFigure)

    def _add_picture(self, attachment: Attachment, words: str) -> None:
        block = QWidget(self)
        layout = QVBoxLayout(block)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        figure = PictureFigure(attachment, words, block)
        figure.clicked.connect(partial(self._on_figure_clicked, attachment, words))
        layout.addWidget(figure)
        if words.strip():
            layout.addWidget(caption_label(block, words))
        self._put(block)
        self._source.ask(attachment, figure.picture_room, figure, figure.show_picture)

    def _add_text(self, text: str, known: dict[str, Attachment]) -> None:
        if text.strip():
            part = WholeText(self._page, self)
            part.link_requested.connect(self.link_requested)
            self._show(part, text, known)
            self._put(part)

    def _show(self, part: WholeText, text: str, known: dict[str, Attachment]) -> None:
        words, links = read_out(text, known, is_all_known=self._is_all_known)
        part.show_text(words, links if self._follows_links else ())

    def _on_figure_clicked(self, attachment: Attachment, words: str, _is_checked: bool = False) -> None:
        self.look_requested.emit(attachment, words)

    def _put(self, widget: QWidget) -> None:
        self._layout.addWidget(widget)
        self._more.append(widget)
        widget.show()

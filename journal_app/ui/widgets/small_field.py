"""A field for a few lines: framed, growing with what is written, the same text as the page one writes on."""

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, reading_line_height, set_type
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.long_words_notice import LongWordsNotice
from journal_app.ui.widgets.painting import draw_ring, draw_surface

MOST_LINES = 12
"""From here on the field scrolls, so that the step's own buttons stay in reach."""

_PAD_PX = 10


class SmallField(QWidget):
    """A labelled field of a few lines.

    Signals:
        edited(): the person changed the words.
    """

    edited = Signal()

    def __init__(self, label: str, hint: str = "", *, least_lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(label, Type.CONTROL, "ink", self)
        self._label.setVisible(bool(label))
        self._frame = _Frame(least_lines, self)
        self.editor = self._frame.editor
        self.editor.setPlaceholderText(hint)
        self.editor.setAccessibleName(label or hint)
        self.editor.edited.connect(self.edited)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._label)
        layout.addWidget(LongWordsNotice(self.editor, self))
        layout.addWidget(self._frame)
        self.setFocusProxy(self.editor)

    def text(self) -> str:
        """Return what is written, in the stored form."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Show words; no edit, and not to be undone."""
        self.editor.set_text(text)


class _FieldEditor(PageEditor):
    """The page's editor at the size of the controls, with no least height of its own."""

    _shows_marks = False

    def _take_reading_font(self) -> None:
        set_type(self, Type.BODY)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, round(self.fontInfo().pixelSize() * reading_line_height()))


class _Frame(QWidget):
    """Draws the field's surface and ring, and gives the editor the height of its words."""

    def __init__(self, least_lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._least_lines = least_lines
        self.editor = _FieldEditor(self)
        self.editor.installEventFilter(self)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._on_document_size_changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PAD_PX + 2, _PAD_PX - 2, _PAD_PX + 2, _PAD_PX - 2)
        layout.addWidget(self.editor)

    def _on_document_size_changed(self, _size: QSizeF) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the words, from the least lines on up to the most."""
        line = self.editor.fontInfo().pixelSize() * reading_line_height()
        words = self.editor.document().size().height()
        height = min(max(words, line * self._least_lines), line * MOST_LINES)
        return QSize(240, round(height) + 2 * _PAD_PX)

    def minimumSizeHint(self) -> QSize:
        """Never squeeze the words."""
        return QSize(160, self.sizeHint().height())

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # only the editor
        """Draw the ring anew when the keyboard comes and goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw surface and ring."""
        painter = QPainter(self)
        rect, radius = QRectF(self.rect()), float(scale().radius["control"])
        draw_surface(painter, rect, radius, colour(self, "surface"), colour(self, "line_strong"))
        if self.editor.hasFocus():
            draw_ring(painter, self, rect, radius)

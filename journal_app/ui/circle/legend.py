"""What the lines, shapes and signs of the picture mean, each drawn as it is there with its words beside it."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journal_app.journal.circle import Consent, Holds, ItemKind, LineKind
from journal_app.ui.circle.strokes import draw_line, shape_path
from journal_app.ui.circle.view import keys_words
from journal_app.ui.circle.words import (
    HOLDS_ICONS,
    OWN_TAG_ICON,
    consent_words,
    holds_words,
    kind_words,
    line_words,
)
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.typography import Type, scaled
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.icon_label import IconLabel
from journal_app.ui.widgets.labels import Label, caption_label

_LINE_PX, _SHAPE_PX, _HIGH_PX = 42, 18, 20
_CONSENTS = {Consent.NOT_ASKED: "circle-question-mark", Consent.SAID_YES: "check", Consent.SAID_NO: "x"}


class Legend(QWidget):
    """The five kinds of line in a row; shapes and signs below, folded away at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        lines = FlowLayout(gap=18, row_gap=4)
        for kind in LineKind:
            lines.addWidget(_Entry(_Sample(self, line=kind), line_words(kind), self))
        layout.addLayout(lines)
        fold = Fold(self.tr("What the signs mean"), self)
        signs = FlowLayout(gap=18, row_gap=4)
        for mark, words in self._signs():
            signs.addWidget(_Entry(mark, words, self))
        fold.content_layout.addLayout(signs)
        fold.content_layout.addWidget(caption_label(self, keys_words()))
        layout.addWidget(fold)

    def _signs(self) -> Iterator[tuple[QWidget, str]]:
        for kind in ItemKind:
            yield _Sample(self, shape=kind), kind_words(kind)
        for holds in Holds:
            yield IconLabel(HOLDS_ICONS[holds], "ink2", 16, self), holds_words(holds)
        yield IconLabel(OWN_TAG_ICON, "ink2", 16, self), self.tr("Your own words for it")
        for consent, name in _CONSENTS.items():
            yield IconLabel(name, "ink2", 16, self), consent_words(consent)


class _Entry(QWidget):
    """A sample with its words."""

    def __init__(self, mark: QWidget, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        label = Label(words, Type.SMALL, "ink2", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(label)


class _Sample(QWidget):
    """A line or a shape, as on the picture."""

    def __init__(self, parent: QWidget, *, line: LineKind | None = None, shape: ItemKind | None = None) -> None:
        super().__init__(parent)
        self._line, self._shape = line, shape
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_LINE_PX if self._line is not None else _SHAPE_PX + 10), scaled(_HIGH_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, factor = QPointF(self.width() / 2, self.height() / 2), scaled(100) / 100
        if self._line is not None:
            across = QLineF(2, middle.y(), self.width() - 2, middle.y())
            draw_line(painter, across, self._line, colour(self, "ink2"), factor)
        elif self._shape is not None:
            painter.translate(middle)
            painter.setPen(QPen(colour(self, "ink2"), 1.6))
            painter.setBrush(colour(self, "surface"))
            painter.drawPath(shape_path(self._shape, _SHAPE_PX * factor))

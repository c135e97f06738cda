"""Paint every row of our lists alike: a day in the margin, a title, two lines of words, the hits of a search marked.

All rows have one height, so that a list of any length is laid out at once (performance.md, "Lists").
"""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.rows_model import ROW_ROLE
from journal_app.ui.theme.fonts import make_font
from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import role_of
from journal_app.ui.theme.typography import Type, scaled, type_font, words_family
from journal_app.ui.widgets.stored_text import utf16_length

PAD = 10
GAP = 12
LEAD = 20
TRAIL = 16
BAR = 3
RADIUS = 8
TITLE_PX = 16
DRAFT_ICON, STAR_ICON, LEFT_OUT_ICON = "notebook-pen", "star", "eye-off"
SIGN_PX = 14
SIGN_GAP = 6
TAGS_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class _Fonts:
    """The fonts and measures in force, made once for each change of text size."""

    title: QFont
    detail: QFont
    heading: QFont
    day: QFont
    margin_px: int
    row_px: int
    detail_lines: int
    sign_px: int


class RowDelegate(QStyledItemDelegate):
    """Paints `ListRow`s; `has_margin` keeps room before the text for days and icons, `detail_lines` below it."""

    def __init__(self, *, has_margin: bool, detail_lines: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_margin = has_margin
        self._detail_lines = detail_lines
        self._has_ring = False
        self._fonts: _Fonts | None = None

    def set_ring(self, has_ring: bool) -> None:
        """Draw the ring of the row that has the focus, or not: it is for the keyboard only."""
        self._has_ring = has_ring

    def forget_fonts(self) -> None:
        """Make the fonts anew when next painting: the text size or the reading font changed."""
        self._fonts = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ListRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Brush(painter, option, self._measured(), has_ring=self._has_ring).paint(row, self._has_margin)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return one size for every row."""
        return QSize(option.rect.width(), self._measured().row_px)

    def _measured(self) -> _Fonts:
        if self._fonts is None:
            self._fonts = _measure(self._has_margin, self._detail_lines)
        return self._fonts


def _measure(has_margin: bool, detail_lines: int) -> _Fonts:
    title = make_font(words_family(), scaled(TITLE_PX), 600)
    detail, heading, day = type_font(Type.SMALL), type_font(Type.HEADING3), type_font(Type.HEADING2)
    small = QFontMetrics(detail)
    days = max(QFontMetrics(day).horizontalAdvance("30"), small.horizontalAdvance("Wed"))
    row_px = 2 * PAD + QFontMetrics(title).height() + 2 + detail_lines * small.lineSpacing()
    return _Fonts(title, detail, heading, day, days + GAP if has_margin else 0, row_px, detail_lines, scaled(SIGN_PX))


class _Brush:
    """Paints one row at one place; rectangles are laid out left to right, and mirrored once where needed."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, fonts: _Fonts, *, has_ring: bool) -> None:
        self._painter = painter
        self._has_ring = has_ring
        self._fonts = fonts
        # PySide6's stubs leave out the fields of QStyleOption; they are there when it runs.
        self._rect: QRect = option.rect
        self._palette: QPalette = option.palette
        self._direction: Qt.LayoutDirection = option.direction
        self._state: QStyle.StateFlag = option.state

    def paint(self, row: ListRow, has_margin: bool) -> None:
        if row.is_heading:
            self._heading(row)
            return
        self._ground()
        inner = self._rect.adjusted(LEAD, PAD, -TRAIL, -PAD)
        if has_margin:
            self._margin(row, QRect(inner.left(), inner.top(), self._fonts.margin_px - GAP, inner.height()))
        text = inner.adjusted(self._fonts.margin_px, 0, 0, 0)
        title_px = QFontMetrics(self._fonts.title).height()
        title = text.adjusted(0, 0, 0, title_px - text.height())
        self._title(row, title.adjusted(0, 0, -self._signs(row, title), 0))
        self._detail(row, text.adjusted(0, title_px + 2, 0, 0))

    def _heading(self, row: ListRow) -> None:
        """A heading stands low in its row, near what it names."""
        px = QFontMetrics(self._fonts.heading).height()
        bottom = self._rect.bottom() - PAD
        self._line(
            row.title,
            QRect(self._rect.left() + LEAD, bottom - px, self._rect.width() - LEAD - TRAIL, px),
            self._fonts.heading,
            "ink2",
        )

    def _ground(self) -> None:
        """The chosen row has a tint and a bar, the focused one a ring: nothing is told by colour alone."""
        plate = QRectF(self._rect.adjusted(2, 2, -2, -2))
        if self._has(QStyle.StateFlag.State_Selected):
            self._fill(plate, "accent_soft")
            bar = self._mirrored(
                QRect(self._rect.left() + 4, self._rect.top() + PAD, BAR, self._rect.height() - 2 * PAD)
            )
            self._fill(QRectF(bar), "accent", BAR / 2)
        elif self._has(QStyle.StateFlag.State_MouseOver):
            self._fill(plate, "sunken")
        if self._has_ring and self._has(QStyle.StateFlag.State_HasFocus):
            self._painter.setPen(QPen(self._colour("focus"), 2))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(plate, RADIUS, RADIUS)

    def _margin(self, row: ListRow, place: QRect) -> None:
        if row.kind is RowKind.DRAFT:
            self._icon(DRAFT_ICON, place)
            return
        day_px = QFontMetrics(self._fonts.day).height()
        day, below = place.adjusted(0, -4, 0, 0), place.adjusted(0, day_px - 6, 0, 0)
        self._line(row.margin, day, self._fonts.day, "ink", Qt.AlignmentFlag.AlignHCenter)
        self._line(row.margin_below, below, self._fonts.detail, "ink3", Qt.AlignmentFlag.AlignHCenter)

    def _icon(self, name: str, place: QRect) -> None:
        edge = scaled(18)
        target = self._mirrored(QRect(place.center().x() - edge // 2, place.top() + 2, edge, edge))
        tint = self._colour("accent")
        self._painter.drawPixmap(target.topLeft(), pixmap(name, tint, edge, self._painter.device().devicePixelRatioF()))

    def _line(
        self,
        text: str,
        place: QRect,
        font: QFont,
        token: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    ) -> None:
        """Write one line, shortened where it does not fit."""
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        self._painter.setFont(font)
        self._painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._painter.setPen(self._colour(token))
        side = QStyle.visualAlignment(self._direction, align) | Qt.AlignmentFlag.AlignAbsolute
        self._painter.drawText(self._mirrored(place), int(side | Qt.AlignmentFlag.AlignTop), shown)

    def _title(self, row: ListRow, place: QRect) -> None:
        if not row.title_marks:
            self._line(row.title, place, self._fonts.title, "ink")
            return
        target = self._mirrored(place)
        marks = [_utf16(row.title, start, end) for start, end in row.title_marks]
        layout = self._layout(row.title, self._fonts.title, target.width(), is_last=True, marks=marks)
        self._painter.setPen(self._colour("ink"))
        layout.draw(self._painter, QPointF(target.left(), target.top()))

    def _signs(self, row: ListRow, place: QRect) -> int:
        """Draw a star, a closed eye and tags at the end of the title's line; return the room they take, a gap with it.

        Signs and words, all of one quiet colour; tags take what their room holds, and never half of the line.
        """
        edge, right = self._fonts.sign_px, place.right() + 1
        for is_on, name in ((row.is_left_out, LEFT_OUT_ICON), (row.is_starred, STAR_ICON)):
            if is_on:
                right -= edge
                self._sign(name, QRect(right, place.top() + (place.height() - edge) // 2 + 1, edge, edge))
                right -= SIGN_GAP
        if row.tags:
            metrics = QFontMetrics(self._fonts.detail)
            words = metrics.elidedText(
                " ".join(f"#{tag}" for tag in row.tags), Qt.TextElideMode.ElideRight, int(place.width() * TAGS_SHARE)
            )
            width = metrics.horizontalAdvance(words) + 2
            top = place.top() + QFontMetrics(self._fonts.title).ascent() - metrics.ascent()
            self._line(words, QRect(right - width, top, width, metrics.height()), self._fonts.detail, "ink2")
            right -= width
        taken = place.right() + 1 - right
        return taken + SIGN_GAP if taken else 0

    def _sign(self, name: str, place: QRect) -> None:
        ratio = self._painter.device().devicePixelRatioF()
        self._painter.drawPixmap(
            self._mirrored(place).topLeft(), pixmap(name, self._colour("ink2"), place.width(), ratio)
        )

    def _detail(self, row: ListRow, place: QRect) -> None:
        """Write the words below the title, the last line shortened, the hits bold on a tint and underlined."""
        target = self._mirrored(place)
        marks = [_utf16(row.detail, start, end) for start, end in row.marks]
        top, rest, done = float(target.top()), row.detail, 0
        for number in range(self._fonts.detail_lines):
            is_last = number == self._fonts.detail_lines - 1
            left = [(start - done, end - done) for start, end in marks]
            layout = self._layout(rest, self._fonts.detail, target.width(), is_last=is_last, marks=left)
            self._painter.setPen(self._colour("ink2"))
            layout.draw(self._painter, QPointF(target.left(), top))
            used = layout.lineAt(0).textLength()
            if is_last or used >= utf16_length(rest):
                return
            rest, done, top = _cut(rest, used), done + used, top + QFontMetrics(self._fonts.detail).lineSpacing()

    def _layout(
        self, text: str, font: QFont, width: int, *, is_last: bool, marks: list[tuple[int, int]]
    ) -> QTextLayout:
        if is_last:
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        layout = QTextLayout(text, font)
        side = QStyle.visualAlignment(self._direction, Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignAbsolute
        option = QTextOption(side)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._mark(start, end) for start, end in marks if end > 0 and start < utf16_length(text)])
        layout.beginLayout()
        layout.createLine().setLineWidth(width)
        layout.endLayout()
        return layout

    def _mark(self, start: int, end: int) -> QTextLayout.FormatRange:
        hit = QTextCharFormat()
        hit.setFontWeight(QFont.Weight.DemiBold)
        hit.setFontUnderline(True)
        hit.setForeground(self._colour("ink"))
        hit.setBackground(self._colour("selection"))
        span = QTextLayout.FormatRange()
        span.start = max(start, 0)
        span.length = end - span.start
        span.format = hit
        return span

    def _fill(self, place: QRectF, token: str, radius: float = RADIUS) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colour(token))
        self._painter.drawRoundedRect(place, radius, radius)

    def _colour(self, token: str) -> QColor:
        """Return a token's colour; headings are not to look switched off, though they can't be chosen."""
        return self._palette.color(QPalette.ColorGroup.Active, role_of(token))

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._direction, self._rect, place)

    def _has(self, state: QStyle.StateFlag) -> bool:
        return bool(self._state & state)


def _utf16(text: str, start: int, end: int) -> tuple[int, int]:
    return utf16_length(text[:start]), utf16_length(text[:end])


def _cut(text: str, units: int) -> str:
    """Return the text without its first UTF-16 units."""
    return text.encode("utf-16-le", "surrogatepass")[2 * units :].decode("utf-16-le", "surrogatepass")

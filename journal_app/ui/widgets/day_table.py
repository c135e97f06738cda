"""A table of days to walk through by keys: what the month and the year are shown in.

It stays a table of Qt's for a screen reader (rows, columns, headers, one cell current); every stroke of it is ours.
"""

from datetime import date

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from journal_app.journal.day_steps import days_on, end_of_month, months_on
from journal_app.ui.models.day_model import MOST_DOTS, DayModel
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, type_font
from journal_app.ui.widgets.painting import draw_ring, draw_surface, wants_ring

DOT_PX = 5
_DOT_GAP_PX = 3
_CELL_GAP = 1
_Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key


class DayTable(QTableView):
    """Shows a `DayModel`; one day is the chosen one, and stays so while the table shows other days.

    Signals:
        day_chosen(date): another day was stepped on or clicked; it may stand outside of what is shown.
        day_opened(date): Enter or Space was pressed on a day.
    """

    day_chosen = Signal(object)
    day_opened = Signal(object)

    month_step = 1
    """Months that Page Up and Page Down go."""

    _is_built = False  # of the class: Qt tells of fonts before __init__ ends

    def __init__(self, model: DayModel, *, shows_numbers: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = model
        self._day = model.today
        self.has_ring = False
        self._shows_numbers = shows_numbers
        self._build()
        self.clicked.connect(self._on_self_clicked)

    @property
    def day(self) -> date:
        """The chosen day."""
        return self._day

    def choose(self, day: date) -> None:
        """Make a day the chosen one without saying so."""
        self._day = day
        if (index := self._days.index_of(day)).isValid():
            self.setCurrentIndex(index)
        else:
            self.selectionModel().clear()

    def fit(self) -> None:
        """Take the present text size."""
        raise NotImplementedError

    def line_step(self, day: date, lines: int) -> date:
        """Return the day that Up and Down lead to."""
        raise NotImplementedError

    def column_step(self, day: date, columns: int) -> date:
        """Return the day that the arrows along a line lead to."""
        return days_on(day, columns)

    def _build(self) -> None:
        self.setModel(self._days)
        self.setItemDelegate(_DayDelegate(self, shows_numbers=self._shows_numbers))
        self.setHorizontalHeader(_QuietHeader(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_QuietHeader(Qt.Orientation.Vertical, self))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self._leave_grounds_to_us()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.fit()
        self.choose(self._day)
        self._is_built = True

    def _leave_grounds_to_us(self) -> None:
        """Let the style draw nothing behind the days: no plate of a chosen cell, no button in the corner."""
        self.viewport().setAutoFillBackground(False)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        for corner in self.findChildren(QAbstractButton):
            corner.installEventFilter(self)

    def _wanted(self, key: int) -> date | None:
        """Return the day a key leads to, None for a key that leads nowhere."""
        on = 1 if self.isLeftToRight() else -1
        day = self._day
        if key in (_Key.Key_Left, _Key.Key_Right):
            return self.column_step(day, on if key == _Key.Key_Right else -on)
        if key in (_Key.Key_Up, _Key.Key_Down):
            return self.line_step(day, 1 if key == _Key.Key_Down else -1)
        if key in (_Key.Key_PageUp, _Key.Key_PageDown):
            return months_on(day, self.month_step if key == _Key.Key_PageDown else -self.month_step)
        if key == _Key.Key_Home:
            return day.replace(day=1)
        return end_of_month(day) if key == _Key.Key_End else None

    def _on_self_clicked(self, index: QModelIndex) -> None:
        day = self._days.day_of(index)
        if day is not None:
            self._go(day)

    def _go(self, day: date) -> None:
        self.choose(day)
        self.day_chosen.emit(day)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the corner between the headers empty."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QAbstractButton):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step from day to day; Enter and Space open one."""
        self._set_ring(True)
        if event.key() in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space):
            self.day_opened.emit(self._day)
        elif (
            day := self._wanted(event.key())
        ) is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._go(day)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a click brought the focus."""
        super().focusInEvent(event)
        self._set_ring(wants_ring(event.reason(), self.has_ring))

    def changeEvent(self, event: QEvent) -> None:
        """Take the new text size."""
        super().changeEvent(event)
        if self._is_built and event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
            QEvent.Type.ApplicationFontChange,
        ):
            self.fit()

    def _set_ring(self, has_ring: bool) -> None:
        self.has_ring = has_ring
        self.viewport().update()


class _DayDelegate(QStyledItemDelegate):
    """Draws a day: its number, up to three dots for its pages, an outline for today, a plate for the chosen one."""

    def __init__(self, table: DayTable, *, shows_numbers: bool) -> None:
        super().__init__(table)
        self._table = table
        self._shows_numbers = shows_numbers

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Leave sizes to the headers."""
        return QSize(0, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one day."""
        model = index.model()
        day = model.day_of(index) if isinstance(model, DayModel) else None
        if day is None or not isinstance(model, DayModel):
            return
        painter.save()
        cell = option.rect.adjusted(_CELL_GAP, _CELL_GAP, -_CELL_GAP, -_CELL_GAP)
        is_chosen = day == self._table.day
        self._ground(painter, cell, option, is_chosen=is_chosen, is_today=day == model.today)
        dots_from = cell.top()
        if not self._shows_numbers:
            painter.fillRect(
                option.rect.left(), option.rect.bottom(), option.rect.width(), 1, colour(self._table, "line")
            )
        else:
            dots_from = self._number(painter, cell, day, has_pages=model.pages(day) > 0, is_today=day == model.today)
        self._dots(painter, cell, dots_from, model.pages(day))
        painter.restore()

    def _ground(
        self, painter: QPainter, cell: QRect, option: QStyleOptionViewItem, *, is_chosen: bool, is_today: bool
    ) -> None:
        table, radius = self._table, scale().radius["small"]
        if is_chosen:
            draw_surface(painter, QRectF(cell), radius, colour(table, "accent_soft"))
            painter.setPen(QPen(colour(table, "accent"), 2))
            painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), radius, radius)
        elif is_today:
            draw_surface(painter, QRectF(cell), radius, colour(table, "canvas"), colour(table, "line_strong"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_surface(painter, QRectF(cell), radius, colour(table, "sunken"))
        if is_chosen and table.has_ring and table.hasFocus():
            draw_ring(painter, table, QRectF(cell), radius)

    def _number(self, painter: QPainter, cell: QRect, day: date, *, has_pages: bool, is_today: bool) -> int:
        """Write the number in the upper part; return where the dots begin."""
        font = QFont(type_font(Type.STRONG if has_pages or is_today else Type.CONTROL))
        height = QFontMetrics(font).height()
        room = cell.height() - scaled(DOT_PX + 2 * _DOT_GAP_PX)
        top = cell.top() + max((room - height) // 2, 0) + 1
        painter.setFont(font)
        painter.setPen(colour(self._table, "ink" if has_pages or is_today else "ink2"))
        place = QRect(cell.left(), top, cell.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, str(day.day))
        return top + height

    def _dots(self, painter: QPainter, cell: QRect, top: int, pages: int) -> None:
        edge, gap = scaled(DOT_PX), scaled(_DOT_GAP_PX)
        count = min(pages, MOST_DOTS)
        width = count * edge + (count - 1) * gap
        middle = (top + cell.bottom()) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._table, "accent"))
        for number in range(count):
            x = cell.left() + (cell.width() - width) / 2 + number * (edge + gap) + edge / 2
            painter.drawEllipse(QPointF(x, middle), edge / 2, edge / 2)


class _QuietHeader(QHeaderView):
    """Names of rows and columns in small print, with nothing round them to press."""

    def __init__(self, side: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(side, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Write one name."""
        painter.setFont(type_font(Type.SMALL))
        painter.setPen(colour(self, "ink2"))
        words = str(self.model().headerData(section, self.orientation()) or "")
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)

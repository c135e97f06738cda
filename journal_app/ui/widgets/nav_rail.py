"""The rail of places on the leading side: the product's mark, where one can go, and what is always at hand.

The places are real lists, so a screen reader says "list, Today, 1 of 4, selected" (checkable buttons would read as
check boxes). Arrow keys only move along the list; Enter, Space or a click goes there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMargins,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from journal_app.ui.text_guard import as_tool_tip
from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import colour, mix
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, type_font
from journal_app.ui.widgets.icon_label import IconLabel
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.painting import draw_ring, draw_surface, leading_bar, wants_ring
from journal_app.ui.widgets.rail_button import RailButton

_KEY_ROLE = Qt.ItemDataRole.UserRole
_ICON_ROLE = Qt.ItemDataRole.UserRole + 1
_LEAST_WIDTH = 196
_ROW_PX = 40
_ROW_GAP = 4
_LEAST_ROW_PX = 24
_ROW_AIR = 4
_PAD_PX = 14
_SIDE_PX = 14
_ICON_GAP = 12

_TOP_MARGINS = QMargins(_PAD_PX, 4, _PAD_PX, 14)

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RailItem:
    """One place: the word the program knows it by, the words on screen, the name of its icon."""

    key: str
    label: str
    icon_name: str


class NavRail(QWidget):
    """The product's mark, the places, and below them what is always at hand.

    Signals:
        place_requested(str): someone wants to go to the place with this key.
        hide_requested(): take everything off the screen now.
    """

    place_requested = Signal(str)
    hide_requested = Signal()

    def __init__(self, product: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_compact = False
        self._build(product)
        self._connect()
        self._retranslate()

    def set_places(self, places: Sequence[RailItem], at_hand: Sequence[RailItem]) -> None:
        """Show these places, and these at the bottom."""
        self._places.show_items(places)
        self._at_hand.show_items(at_hand)
        self._fit()

    def full_width(self) -> int:
        """Return the width the rail has with its words."""
        words = max(self._places.words_width(), self._at_hand.words_width(), self._hide.words_width())
        return max(scaled(_LEAST_WIDTH), words) + 2 * _SIDE_PX

    def set_compact(self, is_compact: bool) -> None:
        """Show the icons only, where the page needs the room; names stay for tool tips and screen readers."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self._fit()

    def set_name(self, name: str) -> None:
        """Show another name beside the mark; a long one is cut short, and whole in the tool tip."""
        room = self.full_width() - 2 * (_SIDE_PX + _PAD_PX) - scaled(22) - _ICON_GAP
        shown = self._product.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self._product.setText(shown)
        self._product.setAccessibleName(name)
        self._product.setToolTip(as_tool_tip(name) if shown != name else "")

    def select(self, key: str) -> None:
        """Mark the place one is in; a key of no place marks none."""
        self._places.select(key)
        self._at_hand.select(key)

    def _build(self, product: str) -> None:
        self._mark = IconLabel("mark", "accent", 22, self)
        self._product = Label(product, Type.PRODUCT, "ink", self)
        self._product.setWordWrap(False)
        self._places = _PlaceList(self)
        self._at_hand = _PlaceList(self)
        self._hide = RailButton("", "eye-off", self)
        self._hide_action = QAction(self)
        self.addAction(self._hide_action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._top = top = QHBoxLayout()
        top.setSpacing(_ICON_GAP)
        top.addWidget(self._mark)
        top.addWidget(self._product, 1)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE_PX, 18, _SIDE_PX, 14)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._places, 1)
        layout.addWidget(self._at_hand)
        layout.addWidget(self._hide)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        self._places.place_requested.connect(self.place_requested)
        self._at_hand.place_requested.connect(self.place_requested)
        self._hide.clicked.connect(self.hide_requested)
        self._hide_action.triggered.connect(self.hide_requested)

    def _retranslate(self) -> None:
        self._places.setAccessibleName(self.tr("Places"))
        self._at_hand.setAccessibleName(self.tr("Always at hand"))
        self._hide.setText(self.tr("Hide now"))
        self._hide_action.setText(self.tr("Hide now"))
        about = self.tr("Takes everything off the screen, keeps your page and ends. Shift three times does the same.")
        self._hide.setToolTip(as_tool_tip(about))
        self._hide.setAccessibleDescription(about)

    def _fit(self) -> None:
        """Be as wide as the longest name needs at this text size, or one icon; keep the lower list whole."""
        icon_only = 2 * (_SIDE_PX + _PAD_PX) + scaled(scale().size["icon"])
        self.setFixedWidth(icon_only if self._is_compact else self.full_width())
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Set the rows closer where a low window has no room for all of them, and let the mark go before any place."""
        count = self._places.model().rowCount() + self._at_hand.model().rowCount() + 1
        least = max(_LEAST_ROW_PX, scaled(scale().size["icon"]), QFontMetrics(type_font(Type.STRONG)).height())
        least += _ROW_AIR
        row = self._room(self._top_height()) // count - _ROW_GAP
        has_mark = row >= least
        if not has_mark:
            row = self._room(0) // count - _ROW_GAP
        self._top.setContentsMargins(_TOP_MARGINS if has_mark else QMargins())
        self._mark.setVisible(has_mark)
        self._product.setVisible(has_mark and not self._is_compact)
        row = min(max(row, least), scaled(_ROW_PX))
        for places in (self._places, self._at_hand):
            places.set_row(row)
        self._hide.set_row(row)
        self._at_hand.setFixedHeight(self._at_hand.sizeHint().height())
        self._places.setMinimumHeight(self._places.row_height())

    def _top_height(self) -> int:
        """Return the height of the mark and the name; a layout would know it only with the next turn of the loop."""
        words = 0 if self._is_compact else self._product.sizeHint().height()
        air = _TOP_MARGINS.top() + _TOP_MARGINS.bottom() + self._layout.spacing()
        return max(self._mark.sizeHint().height(), words) + air

    def _room(self, top: int) -> int:
        """Return the height there is below the top for places, what is at hand and the button."""
        margins = self._layout.contentsMargins()
        return self.height() - margins.top() - top - margins.bottom() - 2 * self._layout.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to the new height."""
        super().resizeEvent(event)
        self._fit_rows()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text size changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rail's surface and the hairline between it and the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self, "sidebar"))
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        opposite = Qt.LayoutDirection.LeftToRight if is_rtl else Qt.LayoutDirection.RightToLeft
        painter.fillRect(leading_bar(self.rect(), opposite, 1), colour(self, "line"))


class _PlaceList(QListView):
    """A list of places: the selected one is where one is, the current one is where the keyboard stands."""

    place_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.has_ring = True
        self._row = scaled(_ROW_PX)
        self._items = QStandardItemModel(self)
        self._build()
        self.clicked.connect(self._on_index_chosen)

    def show_items(self, items: Sequence[RailItem]) -> None:
        """Fill the list."""
        self._items.clear()
        for item in items:
            row = QStandardItem(item.label)
            row.setEditable(False)
            row.setData(item.key, _KEY_ROLE)
            row.setData(item.icon_name, _ICON_ROLE)
            row.setToolTip(as_tool_tip(item.label))
            self._items.appendRow(row)
        self.updateGeometry()

    def select(self, key: str) -> None:
        """Mark the item with this key, or none."""
        self.selectionModel().clearSelection()
        for number in range(self._items.rowCount()):
            index = self._items.index(number, 0)
            if index.data(_KEY_ROLE) == key:
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
                self.scrollTo(index)

    def words_width(self) -> int:
        """Return the width of the longest name with its icon and air."""
        metrics = QFontMetrics(type_font(Type.STRONG))
        widths = [metrics.horizontalAdvance(self._items.item(n).text()) for n in range(self._items.rowCount())]
        return max(widths, default=0) + 2 * _PAD_PX + scaled(scale().size["icon"] + _ICON_GAP)

    def row_height(self) -> int:
        """Return the height of one place with the gap below it."""
        return self._row + _ROW_GAP

    def set_row(self, height: int) -> None:
        """Draw each place this high."""
        if height != self._row:
            self._row = height
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def _build(self) -> None:
        self.setModel(self._items)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def _on_index_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.place_requested.emit(index.data(_KEY_ROLE))

    def sizeHint(self) -> QSize:
        """Return room for every place."""
        return QSize(self.row_height(), self.row_height() * self._items.rowCount())

    def minimumSizeHint(self) -> QSize:
        """Return room for one place; the others scroll."""
        return QSize(self.row_height(), self.row_height())

    def selectionCommand(self, index: _Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Leave the selection alone: it says where one is, and only going there changes it."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the place under the keyboard on Enter or Space; all else moves along the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_index_chosen(self.currentIndex())
            event.accept()
            return
        self.has_ring = True
        super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a click brought the focus."""
        self.has_ring = wants_ring(event.reason(), self.has_ring)
        if not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(self._items.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        super().focusInEvent(event)


class _PlaceDelegate(QStyledItemDelegate):
    """Draws one place: icon and name, with bar, tint and strong words where one is."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return one place's size."""
        view = option.widget
        return QSize(0, view.row_height() if isinstance(view, _PlaceList) else scaled(_ROW_PX) + _ROW_GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one place from the leading side on."""
        view = option.widget
        painter.save()
        row = option.rect.adjusted(0, 0, 0, -_ROW_GAP)
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint_ground(painter, view, row, is_here=is_here, is_over=is_over)
        self._paint_words(painter, view, row, index, is_here=is_here)
        if isinstance(view, _PlaceList) and view.has_ring and view.hasFocus() and index == view.currentIndex():
            draw_ring(painter, view, QRectF(row), scale().radius["control"])
        painter.restore()

    def _paint_ground(self, painter: QPainter, view: QWidget, row: QRect, *, is_here: bool, is_over: bool) -> None:
        radius, side = scale().radius["control"], colour(view, "sidebar")
        if is_here:
            soft = colour(view, "accent_soft")
            line = colour(view, "line_strong") if soft == side else None  # a theme without tints draws an outline
            draw_surface(painter, QRectF(row), radius, soft, line)
            width = scale().size["bar"]
            bar = leading_bar(row.adjusted(4, 9, -4, -9), view.layoutDirection(), width)
            draw_surface(painter, QRectF(bar), width / 2, colour(view, "accent"))
        elif is_over:
            draw_surface(painter, QRectF(row), radius, mix(side, colour(view, "ink"), 0.06))

    def _paint_words(self, painter: QPainter, view: QWidget, row: QRect, index: _Index, *, is_here: bool) -> None:
        edge, direction = scaled(scale().size["icon"]), view.layoutDirection()
        tint = colour(view, "accent" if is_here else "ink2")
        spot = QRect(row.left() + _PAD_PX, row.top() + (row.height() - edge) // 2, edge, edge)
        at = QStyle.visualRect(direction, row, spot).topLeft()
        painter.drawPixmap(QPointF(at), pixmap(index.data(_ICON_ROLE), tint, edge, view.devicePixelRatioF()))
        start = _PAD_PX + edge + scaled(_ICON_GAP)
        words = QStyle.visualRect(direction, row, row.adjusted(start, 0, -6, 0))
        if row.width() < start + edge:
            return
        painter.setFont(type_font(Type.STRONG if is_here else Type.CONTROL))
        painter.setPen(colour(view, "ink" if is_here else "ink2"))
        alignment = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(words, alignment | Qt.TextFlag.TextSingleLine, index.data())

"""A message in the page itself: what happened, what can be done about it. Never a box in front of one's writing."""

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import plain_button
from journal_app.ui.widgets.icon_label import IconLabel
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.painting import draw_surface, leading_bar


class NoticeKind(StrEnum):
    """What a notice is about; told by picture and words as well as by colour."""

    INFO = "info"
    CAUTION = "caution"
    ERROR = "error"


_BESIDE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
_BELOW = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
_PICTURES = {
    NoticeKind.INFO: ("info", "accent"),
    NoticeKind.CAUTION: ("circle-alert", "accent"),
    NoticeKind.ERROR: ("triangle-alert", "danger"),
}


class Notice(QWidget):
    """Shows one message with at most one action; read out when it appears.

    Signals:
        action_requested(): the action was pressed.
    """

    action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = NoticeKind.INFO
        self._build()
        self._connect()

    @property
    def kind(self) -> NoticeKind:
        """What the notice is about now."""
        return self._kind

    @property
    def text(self) -> str:
        """The words now shown."""
        return self._words.text()

    def show_message(self, text: str, action: str = "") -> None:
        """Tell something good to know."""
        self.show_notice(NoticeKind.INFO, text, action)

    def show_question(self, text: str, action: str) -> None:
        """Ask before something is done that can't be undone; the action does it."""
        self.show_notice(NoticeKind.CAUTION, text, action)

    def show_failure(self, text: str, action: str = "") -> None:
        """Tell what could not be done; read out at once."""
        self.show_notice(NoticeKind.ERROR, text, action)

    def focus_action(self) -> None:
        """Put the keyboard on the action, for a question that a menu asked: there is no button to stay on."""
        self._action.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_notice(self, kind: NoticeKind, text: str, action: str = "") -> None:
        """Show a message of a kind, with an action when one is named."""
        self._kind = kind
        self._icon.show_icon(*_PICTURES[kind])
        self._words.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._place_action()
        self.show()
        self.update()
        announce(self, text, is_urgent=kind is NoticeKind.ERROR)

    def _build(self) -> None:
        self._icon = IconLabel("info", "accent", parent=self)
        self._words = Label("", Type.CONTROL, "ink", self)
        self._action = plain_button("", "", self)
        self._action.hide()
        self._grid = layout = QGridLayout(self)
        layout.setContentsMargins(18, 12, 18, 12)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(10)
        layout.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 0, 1)
        layout.addWidget(self._action, 1, 1, Qt.AlignmentFlag.AlignLeading)
        layout.setColumnStretch(1, 1)

    def _place_action(self) -> None:
        """Put the action behind the words where both fit on one line, below them where not."""
        margins, gap = self._grid.contentsMargins(), self._grid.horizontalSpacing()
        room = self.width() - margins.left() - margins.right() - self._icon.sizeHint().width() - 2 * gap
        words = self._words.fontMetrics().horizontalAdvance(self._words.text()) + gap
        fits = words + self._action.sizeHint().width() <= room
        self._grid.removeWidget(self._action)
        self._grid.addWidget(self._action, *((0, 2) if fits else (1, 1)), _BESIDE if fits else _BELOW)
        top = Qt.AlignmentFlag.AlignVCenter if fits else Qt.AlignmentFlag.AlignTop
        self._grid.setAlignment(self._icon, top)

    def _connect(self) -> None:
        self._action.clicked.connect(self.action_requested)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the action anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place_action()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and the bar of its kind."""
        painter = QPainter(self)
        radius = scale().radius["control"]
        draw_surface(painter, QRectF(self.rect()), radius, colour(self, "sunken"), colour(self, "line"))
        bar = leading_bar(self.rect().adjusted(0, 1, 0, -1), self.layoutDirection(), scale().size["bar"])
        painter.setClipRect(bar)
        draw_surface(painter, QRectF(self.rect()), radius, colour(self, _PICTURES[self._kind][1]))

"""A slim bar below the page: it takes room of its own, so it never lies over anyone's words."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.icon_label import IconLabel
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.painting import draw_surface

_FLOATING = Qt.WindowType.ToolTip | Qt.WindowType.WindowDoesNotAcceptFocus
_SIDE_PX = 28
_UPRIGHT_PX = 7


class SlimBar(QWidget):
    """One sentence with a small picture. Takes no keyboard and no click; whoever shows it has it read out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info", "accent", parent=self)
        self._words = Label("", Type.CONTROL, "ink", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_SIDE_PX, _UPRIGHT_PX, _SIDE_PX, _UPRIGHT_PX)
        layout.setSpacing(12)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence it shows."""
        return self._words.text()

    def say(self, words: str, icon_name: str = "info") -> None:
        """Show a sentence below the page."""
        self._icon.show_icon(icon_name, "accent")
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()

    def say_over(self, window: QWidget, words: str, icon_name: str = "info") -> None:
        """Show a sentence by the lower edge of another window, without taking the keyboard from it."""
        self.setParent(window, _FLOATING)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.say(words, icon_name)
        self.adjustSize()
        self.move(self._place_by(window))

    def _place_by(self, window: QWidget) -> QPoint:
        """Return the place below a window, or as far down as the screen goes."""
        frame = window.frameGeometry()
        screen = window.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = frame.center().x() - self.width() // 2
        y = min(frame.bottom() + 8, room.bottom() - self.height())
        return QPoint(max(room.left(), min(x, room.right() - self.width())), max(room.top(), y))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface, with a line towards the page, or all round where it stands by itself."""
        painter = QPainter(self)
        if self.isWindow():
            line = colour(self, "line_strong")
            draw_surface(painter, QRectF(self.rect()), scale().radius["control"], colour(self, "sunken"), line)
            return
        painter.fillRect(self.rect(), colour(self, "sunken"))
        painter.fillRect(0, 0, self.width(), 1, colour(self, "line_strong"))

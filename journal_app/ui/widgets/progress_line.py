"""How far a long task has come, in a bar and in words, and the way to stop it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.painting import draw_surface

_BAR_PX = 6


class ProgressLine(QWidget):
    """Hidden until a task begins, and after it ends.

    Signals:
        stop_requested(): the person wishes it to stop.
    """

    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._stop.clicked.connect(self._on_stop_clicked)
        self.hide()

    def begin(self, words: str) -> None:
        """Show that a task has begun; how long it takes is not known yet."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self._stop.setText(self.tr("Stop"))
        self._stop.setEnabled(True)
        self.show()
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)  # what began it may be disabled or gone
        announce(self, words)

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of it is done, in steps of its own."""
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(min(1000, 1000 * done // total) if total else 0)

    def end(self) -> None:
        """Put it away."""
        self.hide()

    def _build(self) -> None:
        self._words = caption_label(self)
        self._bar = _Bar(self)
        self._stop = quiet_button("", "x", self)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._words)
        layout.addLayout(row)

    def _on_stop_clicked(self) -> None:
        self._stop.setText(self.tr("Stopping…"))
        self._stop.setEnabled(False)
        self.stop_requested.emit()


class _Bar(QProgressBar):
    """A slim bar that fills from the leading side, and stands whole and faint while nothing is known."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(scaled(_BAR_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the groove, and what is done of it."""
        painter = QPainter(self)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        draw_surface(painter, whole, radius, colour(self, "line"))
        if self.maximum() == 0:
            return
        width = max(whole.width() * self.value() / self.maximum(), whole.height())
        left = whole.right() - width if self.isRightToLeft() else whole.left()
        draw_surface(painter, QRectF(left, whole.top(), width, whole.height()), radius, colour(self, "accent"))

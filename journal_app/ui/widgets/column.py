"""The reading column: as wide as 66 characters of the reading font, in the middle of however wide a window."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal_app.ui.theme.typography import Type, measure_px, type_font

MEASURE = 66
"""Characters a line; look.md allows 60, 66 and 75."""

_SIDE_PX = 32
_TOP_PX = 40
_BOTTOM_PX = 32
_AIR_PX = 24
_FOOT_PX = 10
_ALL_STRETCH = 1000


class WritingColumn(QWidget):
    """A centred column that does not scroll by itself: for a page whose editor does."""

    def __init__(self, parent: QWidget | None = None, *, characters: int = MEASURE) -> None:
        super().__init__(parent)
        self._characters = characters
        self._build()

    def set_measure(self, characters: int) -> None:
        """Let a line hold this many characters."""
        self._characters = characters
        self._fit()

    def full_width(self) -> int:
        """Return the width from which lines are as long as they may be."""
        return self.inside.maximumWidth() + 2 * _SIDE_PX

    def _build(self) -> None:
        self.inside = QWidget(self)
        """Where what stands in it is made: moving it here once it is whole takes as long as a third of making it."""
        self.content_layout = QVBoxLayout(self.inside)
        self.content_layout.setContentsMargins(0, 0, 0, 0)
        self.content_layout.setSpacing(14)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE_PX, _TOP_PX, _SIDE_PX, _BOTTOM_PX)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self.inside, _ALL_STRETCH)
        row.addStretch(1)
        self._fit()

    def _fit(self) -> None:
        self.inside.setMaximumWidth(measure_px(type_font(Type.READING), self._characters))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self._fit()


class PageScroll(QScrollArea):
    """A page that scrolls as one, with the reading column in its middle; what has the keyboard is always in sight."""

    def __init__(self, parent: QWidget | None = None, *, characters: int = MEASURE) -> None:
        super().__init__(parent)
        self._column = WritingColumn(characters=characters)
        self.inside = self._column.inside
        self.column_layout = self._column.content_layout
        self._build()
        self._connect()

    def set_measure(self, characters: int) -> None:
        """Let a line hold this many characters."""
        self._column.set_measure(characters)

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._column)

    def _connect(self) -> None:
        # Focus comes from everywhere (Tab, shortcuts, the program); only the application tells of every move.
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

    def _on_app_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        # Not viewport().height(): the first object of Qt's own that PySide6 wraps costs 20 ms (measured, 6.12), before
        # the unlock page is painted. The page has no frame, so its own height is the same.
        if new is not None and self._column.isAncestorOf(new) and new.height() < self.height():
            QTimer.singleShot(0, new, partial(self._bring_in_sight, new))  # what just unfolded has no place yet

    def _bring_in_sight(self, widget: QWidget) -> None:
        if self._column.isAncestorOf(widget):
            self.ensureWidgetVisible(widget, 0, _AIR_PX)


class PageWithFoot(QWidget):
    """A page that scrolls as one, and below it a line that never does: what is so now, and the way to be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = PageScroll(self)
        self._foot = WritingColumn(self)
        self._foot.setContentsMargins(0, _FOOT_PX - _TOP_PX, 0, _FOOT_PX - _BOTTOM_PX)
        self.foot_inside = self._foot.inside
        self.foot_layout = self._foot.content_layout
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.page, 1)
        layout.addWidget(self._foot)

    def set_measure(self, characters: int) -> None:
        """Let a line hold this many characters."""
        self.page.set_measure(characters)
        self._foot.set_measure(characters)

    def full_width(self) -> int:
        """Return the width from which lines are as long as they may be."""
        return self._foot.full_width()

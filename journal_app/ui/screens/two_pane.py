"""A list beside what it opens where the window is wide enough, one after the other where it is not."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal_app.ui.theme.palette import colour

SIDE_LETTERS = 40
"""Width of the narrower pane, in average letters of the window's font."""

BESIDE_LETTERS = 104
"""Least width, in average letters, at which list and page stand side by side; grows with the text size."""

_ANY_WIDTH = 16_777_215  # QWIDGETSIZE_MAX: no limit of its own


class TwoPane(QWidget):
    """Holds a list and the page it opens; in a narrow window only one of them shows.

    Both are made in here: to move a screen somewhere once it is whole takes as long as a third of making it.

    Signals:
        wide_changed(bool): the two now stand side by side, or no longer do.
    """

    wide_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, is_first_narrower: bool = True) -> None:
        super().__init__(parent)
        self._is_first_narrower = is_first_narrower
        self._is_wide = True
        self._shows_second = False
        self._first: QWidget = self  # until it holds them
        self._second: QWidget = self
        self._side: QWidget = self
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def hold(self, first: QWidget, second: QWidget) -> None:
        """Take the two; once."""
        self._first, self._second = first, second
        self._side = first if self._is_first_narrower else second
        self._row.addWidget(first, 0 if self._is_first_narrower else 1)
        self._row.addWidget(second, 1 if self._is_first_narrower else 0)
        self._arrange()

    @property
    def is_wide(self) -> bool:
        """Whether both stand side by side."""
        return self._is_wide

    @property
    def shows_second(self) -> bool:
        """Whether the page, not the list, is what a narrow window shows."""
        return self._shows_second

    def show_first(self) -> None:
        """Show the list."""
        self._turn_to(False)

    def show_second(self) -> None:
        """Show the page; beside the list where there is room."""
        self._turn_to(True)

    def _turn_to(self, shows_second: bool) -> None:
        self._shows_second = shows_second
        self._arrange()

    def _arrange(self) -> None:
        if self._first is self:
            return
        self._first.setVisible(self._is_wide or not self._shows_second)
        self._second.setVisible(self._shows_beside() or self._shows_second)
        if self._is_wide:
            self._side.setFixedWidth(self.fontMetrics().averageCharWidth() * SIDE_LETTERS)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ANY_WIDTH)

    def _shows_beside(self) -> bool:
        """Say whether the page stands beside the list without having been asked for."""
        return self._is_wide

    def _measure(self) -> None:
        is_wide = self.width() >= self.fontMetrics().averageCharWidth() * BESIDE_LETTERS
        has_changed = is_wide != self._is_wide
        self._is_wide = is_wide
        self._arrange()
        if has_changed:
            self.wide_changed.emit(is_wide)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline between the two."""
        super().paintEvent(event)
        if self._is_wide:
            trailing = self._first.geometry().right() if self.isLeftToRight() else self._first.geometry().left()
            QPainter(self).fillRect(trailing, 0, 1, self.height(), colour(self, "line"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side or one after the other, as there is room."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text grows or shrinks."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def minimumSizeHint(self) -> QSize:
        """Ask for one pane's room only."""
        if self._first is self:
            return super().minimumSizeHint()
        return self._second.minimumSizeHint() if self._shows_second else self._first.minimumSizeHint()


class AskedPane(TwoPane):
    """Two panes of which the second shows only when it is asked for, and then beside the first where there is room."""

    def _shows_beside(self) -> bool:
        return False

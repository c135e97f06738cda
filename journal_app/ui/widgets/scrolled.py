"""Words in a room that may be lower than they are: they scroll instead of pushing all else out of the window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from journal_app.ui.theme.typography import scaled


class StackWithRoom(QStackedWidget):
    """Pages that take what room is left, and never less than a height that grows with the text."""

    def __init__(self, least_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_px = least_px

    def sizeHint(self) -> QSize:
        """Ask for no more than that, whatever the pages would like."""
        return QSize(super().sizeHint().width(), scaled(self._least_px))

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed below it."""
        return QSize(super().minimumSizeHint().width(), scaled(self._least_px))

    def hasHeightForWidth(self) -> bool:
        """Say that height does not follow from width: the pages scroll."""
        return False


def scrolled(inside: QWidget) -> QScrollArea:
    """Return a frameless area that scrolls a widget upright, and is no stop of Tab."""
    area = QScrollArea(inside.parentWidget())
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    see_through(area)
    return area


def see_through(area: QScrollArea) -> None:
    """Let what the page behind draws be seen (the line beside a list); Qt fills both with the window's colour."""
    for one in (area.viewport(), area.widget()):
        if one is not None:
            one.setAutoFillBackground(False)

"""Words in a room that may be lower than they are: they scroll instead of pushing all else out of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


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

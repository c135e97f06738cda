"""Headings that a screen reader can jump between: in the reading font, and with the role a heading has.

Qt gives every label the role of static text; a factory gives ours theirs (look.md, trap 5).
"""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.labels import Label

_STEPS = {1: Type.HEADING1, 2: Type.HEADING2, 3: Type.HEADING3}


class Heading(Label):
    """A heading of level 1 (a page's name), 2 (a part of it) or 3 (a group of controls)."""

    def __init__(self, level: int, text: str = "", parent: QWidget | None = None) -> None:
        _install_role()
        super().__init__(text, _STEPS[level], "ink", parent)
        self.level = level


class _HeadingInterface(QAccessibleWidget):
    """Tells assistive technology that this label is a heading, and what it says."""

    def __init__(self, heading: QWidget) -> None:
        super().__init__(heading, QAccessible.Role.Heading)
        self._heading = heading

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name and isinstance(self._heading, Label):
            return self._heading.accessibleName() or self._heading.text()
        return super().text(kind)


def _heading_interface(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """Answer Qt's question which interface a thing has; None leaves it to Qt."""
    return _HeadingInterface(thing) if isinstance(thing, Heading) else None


@cache
def _install_role() -> None:
    """Tell Qt of the factory, once a process."""
    QAccessible.installFactory(_heading_interface)

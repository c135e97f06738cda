"""Keep text that others wrote from opening files: packs, imports and pasted words are data only (vault.md, T6).

Qt's rich text opens local and `//host/share` paths named in HTML, in text edits, labels, message boxes and tool tips.
PySide6 does not expose `QTextDocument.setDefaultResourceProvider` (looked for in 6.10 to 6.12), so the guard is: text
edits and documents of ours answer every resource with one empty pixel, labels are plain, tool tips are escaped.
"""

import html
from collections.abc import Iterator

from PySide6 import QtGui
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


def nothing() -> QImage:
    """Return the 1 by 1 transparent image that stands for every resource; an empty answer would let Qt read on."""
    pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
    pixel.fill(Qt.GlobalColor.transparent)
    return pixel


class GuardedDocument(QTextDocument):
    """A document that never opens what its text names; for printing and what is laid out without a text edit."""

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        return nothing()


def as_tool_tip(text: str) -> str:
    """Return text for `setToolTip` that is shown letter for letter, whatever it holds, and still wraps."""
    return f"<p>{html.escape(text).replace(chr(10), '<br>')}</p>" if text else ""


def force_plain_labels(root: QWidget) -> None:
    """Make every label below a widget plain, those of a message box included; call it once the widget is built."""
    if isinstance(root, QMessageBox):
        root.setTextFormat(Qt.TextFormat.PlainText)
    for label in loose_labels(root):
        label.setTextFormat(Qt.TextFormat.PlainText)


def loose_labels(root: QWidget) -> Iterator[QLabel]:
    """Yield the labels (the widget itself or below it) that would show HTML or Markdown as such; a test wants none."""
    labels = [root] if isinstance(root, QLabel) else []
    for label in (*labels, *root.findChildren(QLabel)):
        if label.textFormat() != Qt.TextFormat.PlainText:
            yield label


def loose_tool_tips(root: QWidget) -> Iterator[QWidget]:
    """Yield the widgets whose tool tip Qt would read as rich text although it is not one of ours; a test wants none."""
    for widget in (root, *root.findChildren(QWidget)):
        tip = widget.toolTip()
        is_ours = tip.startswith("<p>") and "<" not in tip.removeprefix("<p>").removesuffix("</p>").replace("<br>", "")
        if not is_ours and QtGui.Qt.mightBeRichText(tip):
            yield widget

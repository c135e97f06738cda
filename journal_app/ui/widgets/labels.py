"""Words on the page that are no control: always plain text, wrapped, in a step of the type scale and a token's colour.

Plain text is forced because articles, packs and a person's own words pass through here: a `<b>` in them is five
characters to be seen, not an instruction.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from journal_app.ui.theme.palette import role_of
from journal_app.ui.theme.typography import Type, set_type


class Label(QLabel):
    """A run of plain words."""

    def __init__(
        self, text: str = "", step: Type = Type.CONTROL, tint_as: str = "ink", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setForegroundRole(role_of(tint_as))
        set_type(self, step)
        self._is_own_direction = False
        self._align()
        self.setText(text)

    def be_small_heading(self) -> None:
        """Turn into a small heading in the accent's colour."""
        self.setForegroundRole(role_of("accent"))
        set_type(self, Type.LABEL)

    def keep_own_direction(self) -> None:
        """Begin lines where the text's own script begins them, whatever the window does: for words of an article."""
        self._is_own_direction = True
        self._align()

    def _align(self) -> None:
        """Begin lines where the window begins them; Qt would follow the script, which scatters a mirrored page."""
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return
        flags = Qt.AlignmentFlag
        if self._is_own_direction:
            side = flags.AlignLeft
        else:
            side = (flags.AlignRight if self.isRightToLeft() else flags.AlignLeft) | flags.AlignAbsolute
        self.setAlignment(side | flags.AlignVCenter)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window when it turns round."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()


def body_label(parent: QWidget | None = None, text: str = "") -> Label:
    """Return a label for ordinary sentences."""
    return Label(text, Type.BODY, "ink", parent)


def caption_label(parent: QWidget | None = None, text: str = "") -> Label:
    """Return a label for small print beside something larger."""
    return Label(text, Type.SMALL, "ink2", parent)


def question_label(parent: QWidget | None = None, text: str = "") -> Label:
    """Return a label for the words of a prompt, in the reading font."""
    return Label(text, Type.QUESTION, "ink", parent)

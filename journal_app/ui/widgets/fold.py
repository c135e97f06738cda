"""A line that opens and folds what stands below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.widgets.buttons import quiet_button


class Fold(QWidget):
    """A title to press, and what it unfolds; fill `content_layout`.

    Signals:
        opened(bool): it was unfolded, or folded again.
        first_opened(): it is about to be unfolded for the first time: what it holds can be made now.
    """

    opened = Signal(bool)
    first_opened = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._was_open = False
        self._build()
        self._toggle.clicked.connect(self._on_toggle_clicked)
        self.set_title(title)
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether what it holds is to be seen."""
        return not self._content.isHidden()

    def set_title(self, title: str) -> None:
        """Name what is folded."""
        self._toggle.setText(title)

    def set_open(self, is_open: bool) -> None:
        """Unfold it, or fold it away."""
        if is_open and not self._was_open:
            self._was_open = True
            self.first_opened.emit()
        self._content.setVisible(is_open)
        self._toggle.set_icon_name("chevron-down" if is_open else "chevron-right")
        self._toggle.setAccessibleDescription(self.tr("open") if is_open else self.tr("folded"))

    def _build(self) -> None:
        self._toggle = quiet_button("", "chevron-right", self)
        self._toggle.setMinimumWidth(1)  # a long title is cut short rather than widening the page
        self._content = QWidget(self)
        self.content_layout = QVBoxLayout(self._content)
        self.content_layout.setContentsMargins(10, 2, 0, 4)
        self.content_layout.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._content)
        self.setFocusProxy(self._toggle)

    def _on_toggle_clicked(self, _is_checked: bool = False) -> None:
        self.set_open(not self.is_open)
        self.opened.emit(self.is_open)

"""A name with a way back and a way on beside it: a month, a year, a stretch of days."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import icon_button
from journal_app.ui.widgets.heading import Heading


class StepBar(QWidget):
    """Shows where one is in time.

    Signals:
        step_requested(int): -1 for what was before, 1 for what follows.
    """

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = icon_button("chevron-left", "", self)
        self._words = Heading(2, "", self)
        self._after = icon_button("chevron-right", "", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._before)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._after)
        self._before.clicked.connect(self._on_before_clicked)
        self._after.clicked.connect(self._on_after_clicked)
        self._point()

    @property
    def text(self) -> str:
        """The name shown."""
        return self._words.text()

    def show_name(self, words: str) -> None:
        """Show where one is; read out when it is another place than before."""
        if words != self._words.text():
            self._words.setText(words)
            announce(self, words)

    def set_names(self, before: str, after: str) -> None:
        """Name both ways, for tool tips and screen readers."""
        for button, name in ((self._before, before), (self._after, after)):
            button.setAccessibleName(name)
            button.setToolTip(name)

    def set_ways(self, *, has_before: bool, has_after: bool) -> None:
        """Say which ways there are."""
        self._before.setEnabled(has_before)
        self._after.setEnabled(has_after)

    def _point(self) -> None:
        """Point each arrow the way that time runs in this window."""
        names = ("chevron-left", "chevron-right") if self.isLeftToRight() else ("chevron-right", "chevron-left")
        self._before.set_icon_name(names[0])
        self._after.set_icon_name(names[1])

    def _on_before_clicked(self, _is_checked: bool = False) -> None:
        self.step_requested.emit(-1)

    def _on_after_clicked(self, _is_checked: bool = False) -> None:
        self.step_requested.emit(1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window when it turns round."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._point()

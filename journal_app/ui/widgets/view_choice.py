"""The views of one place to choose from: tabs where all their words have room, else a list that opens on demand."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.view_tabs import ViewTabs


class ViewChoice(QWidget):
    """Names the views, and which one is in sight; no word of them is ever cut short.

    Signals:
        chosen(int): another view was chosen.
    """

    chosen = Signal(int)

    def __init__(self, name: str, views: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = ViewTabs(self)
        self._list = FoldedList(self)
        for words in views:
            self._tabs.addTab(words)
            self._list.addItem(words)
        for control in (self._tabs, self._list):
            control.setAccessibleName(name)
        self._tabs.setMinimumWidth(1)  # else the words keep the window wide, and the list never comes
        self._list.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tabs)
        layout.addWidget(self._list)
        layout.addStretch(1)
        self.setFocusProxy(self._tabs)
        self._tabs.currentChanged.connect(self._on_tabs_current_changed)
        self._list.activated.connect(self._tabs.setCurrentIndex)

    @property
    def view(self) -> int:
        """The place of the view in sight, from 0."""
        return self._tabs.currentIndex()

    @property
    def words(self) -> str:
        """What the view in sight is called."""
        return self._tabs.tabText(self.view)

    def show_view(self, view: int) -> None:
        """Choose a view."""
        self._tabs.setCurrentIndex(view)

    def _fit(self) -> None:
        """Show the tabs where they have room, and give the keyboard to what takes their place."""
        is_wide = self.width() >= self._tabs.sizeHint().width()
        if is_wide != self._tabs.isHidden():
            return
        shown, gone = (self._tabs, self._list) if is_wide else (self._list, self._tabs)
        had_focus = gone.hasFocus()
        self.setFocusProxy(shown)
        shown.show()
        if had_focus:
            shown.setFocus()
        gone.hide()

    def _on_tabs_current_changed(self, view: int) -> None:
        self._list.setCurrentIndex(view)
        self.chosen.emit(view)

    def minimumSizeHint(self) -> QSize:
        """Return the room that the list needs."""
        return self._list.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between tabs and list."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Change between them when the text size does."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

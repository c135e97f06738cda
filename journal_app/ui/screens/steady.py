"""Steady yourself: over whatever one does, by one key, and back to it by the same; before unlock too."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.ui.screens.anchor_list import AnchorList
from journal_app.ui.screens.grounding import GroundingPage
from journal_app.ui.widgets.buttons import plain_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from journal_app.content.model import GroundingAnchor


class SteadyScreen(QWidget):
    """Lists the anchors, and shows the one chosen.

    Signals:
        back_requested(): go back to where one was.
        favoured(str, bool): an anchor should come first, or not any more.
        banned(str): an anchor should never be offered again.
    """

    back_requested = Signal()
    favoured = Signal(str, bool)
    banned = Signal(str)

    def __init__(self, may_move: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._back = plain_button(self.tr("Back to where you were"), "chevron-left", self)
        self._told = Notice(self)
        self._told.hide()
        self._list = AnchorList(self, level=1)
        self._page = PageScroll(self)
        column = self._page.column_layout
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._told)
        column.addWidget(self._list)
        column.addStretch(1)
        self._page.setAccessibleName(self.tr("Steady yourself"))
        self._grounding = GroundingPage(self, may_move=may_move)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._grounding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._connect()

    def show_anchors(
        self, anchors: "Sequence[GroundingAnchor]", *, favourites: Sequence[str] = (), can_wish: bool = False
    ) -> None:
        """List anchors in the order given; `can_wish`: a journal is open that keeps what is liked best."""
        self._list.show_anchors(anchors)
        self._grounding.set_favourites(favourites, can_wish=can_wish)

    def open_first(self) -> None:
        """Open the first of them."""
        self._list.open_first()

    def say_banned(self) -> None:
        """Say that one is not offered any more."""
        self._told.show_message(self.tr("Thank you. That one will not be offered again. Settings can bring it back."))

    def show_failure(self, words: str) -> None:
        """Say on the list that a wish could not be kept."""
        self._stack.setCurrentWidget(self._page)
        self._list.focus_chosen()
        self._told.show_failure(words)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._list.chosen.connect(self._on_list_chosen)
        self._grounding.closed.connect(self._on_grounding_closed)
        self._grounding.favoured.connect(self.favoured)
        self._grounding.banned.connect(self._on_grounding_banned)

    def _on_list_chosen(self, anchor: "GroundingAnchor") -> None:
        self._told.hide()
        self._stack.setCurrentWidget(self._grounding)
        self._grounding.show_anchor(anchor)

    def _on_grounding_closed(self) -> None:
        self._stack.setCurrentWidget(self._page)
        self._list.focus_chosen()

    def _on_grounding_banned(self, anchor_id: str) -> None:
        self._on_grounding_closed()
        self.banned.emit(anchor_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the list, with the keyboard on the first."""
        super().showEvent(event)
        self._told.hide()
        self._stack.setCurrentWidget(self._page)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.focus()

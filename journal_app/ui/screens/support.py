"""Support: whom one could reach, and ways to steady oneself. One key away, before unlock too, without any connection.

It stands before the journal, so it imports nothing of it; its words come from the content pack once that has been read.
Regions are chosen by hand: nothing here guesses where anyone is (content.md, R14).
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journal_app.ui.screens.anchor_list import AnchorList
from journal_app.ui.screens.grounding import GroundingPage
from journal_app.ui.screens.support_entries import SupportEntries
from journal_app.ui.screens.support_words import OWN
from journal_app.ui.theme.typography import Type, measure_px, type_font
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import question_label
from journal_app.ui.widgets.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from journal_app.content.model import GroundingAnchor, Support, SupportEntry
    from journal_app.ui.screens.support_form import SupportForm

_CHARACTERS = 112
_CHARACTERS_SIDE_BY_SIDE = 98
_GAP_PX = 44


class SupportScreen(QWidget):
    """Shows whom one could reach and what may steady one; calm words stand there until the pack has been read.

    Signals:
        back_requested(): go back to where one was.
        region_chosen(str): the person chose a region by hand.
        checked(SupportEntry): the person checked an entry today, while their journal is open.
        own_changed(tuple), here_changed(tuple): these should be the entries from now on.
        print_requested(tuple): print these parts, each with its name and its entries.
    """

    back_requested = Signal()
    region_chosen = Signal(str)
    checked = Signal(object)
    own_changed = Signal(object)
    here_changed = Signal(object)
    print_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, may_move: Callable[[], bool] | None = None) -> None:
        super().__init__(parent)
        self._may_move = may_move
        self._form: SupportForm | None = None
        self._own: Sequence[SupportEntry] | None = None
        self._here: Sequence[SupportEntry] | None = None
        self._is_own_form = False
        self._today = date.min
        self._max_age_days = 0
        self._build()
        self._connect()
        self._retranslate()

    def show_content(
        self,
        support: "Support",
        anchors: "tuple[GroundingAnchor, ...]",
        region_id: str,
        today: date,
        *,
        own: "Sequence[SupportEntry] | None" = None,
        here: "Sequence[SupportEntry] | None" = None,
    ) -> None:
        """Show a pack's support page and anchors; `region_id` is the region chosen before, empty when none was.

        Entries are called checked only up to `support.max_age_days` before `today`. `own` are the person's own entries,
        None while no journal is open; `here` those for everyone on this computer, None where they can't be changed.
        """
        self._own, self._here = own, here
        self._today, self._max_age_days = today, support.max_age_days
        self._change_own.setVisible(own is not None)
        self._change_here.setVisible(here is not None)
        self._print.show()
        if self._form is not None:
            self._form.show_entries((self._own if self._is_own_form else self._here) or ())
        self._intro.setText(support.intro)
        if support.device_note:
            self._device.show_notice(NoticeKind.CAUTION, support.device_note)
        self._entries.show_support(support, region_id, today, own, can_fill_in=here is not None)
        self._entries.setVisible(bool(support.regions))
        self._steady.show_anchors(anchors)
        self._steady.setVisible(bool(anchors))

    def _build(self) -> None:
        self._back = plain_button("", "", self)
        self._heading = Heading(1, "", self)
        self._device = Notice(self)
        self._device.hide()
        self._told = Notice(self)
        self._told.hide()
        self._intro = question_label(self)
        self._entries = SupportEntries(self)
        self._steady = AnchorList(self)
        self._change_own = quiet_button("", "square-pen", self)
        self._change_here = quiet_button("", "list-checks", self)
        self._print = quiet_button("", "file-text", self)
        for button in (self._change_own, self._change_here, self._print):
            button.hide()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(_GAP_PX)
        for part in (self._entries, self._steady):
            part.hide()
            self._columns.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self._page = PageScroll(characters=_CHARACTERS)
        self._grounding = GroundingPage(may_move=self._may_move)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._grounding)
        self._lay_out()

    def _lay_out(self) -> None:
        top = FlowLayout()
        top.addWidget(self._back)
        column = self._page.column_layout
        column.addLayout(top)
        column.addWidget(self._heading)
        column.addWidget(self._device)
        column.addWidget(self._told)
        column.addWidget(self._intro)
        column.addSpacing(8)
        column.addLayout(self._columns)
        changes = FlowLayout()
        for button in (self._change_own, self._change_here, self._print):
            changes.addWidget(button)
        column.addLayout(changes)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._entries.region_chosen.connect(self.region_chosen)
        self._steady.chosen.connect(self._on_steady_chosen)
        self._entries.checked.connect(self.checked)
        self._change_own.clicked.connect(self._on_change_own_clicked)
        self._change_here.clicked.connect(self.open_here)
        self._print.clicked.connect(self._on_print_clicked)
        self._grounding.closed.connect(self._on_grounding_closed)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("Back"))
        self._change_own.setText(self.tr("Your own entries"))
        self._change_here.setText(self.tr("For everyone on this computer"))
        self._print.setText(self.tr("Print this page"))
        self._heading.setText(self.tr("Support"))
        self._intro.setText(
            self.tr("If you might be in danger, or might hurt yourself, please reach a person now. ")
            + self.tr("This app cannot call or send anything.")
        )
        self._page.setAccessibleName(self.tr("Support"))

    def say(self, words: str) -> None:
        """Say what became of a wish."""
        self._told.show_message(words)

    def open_here(self) -> None:
        """Open the form of what everyone on this computer can read."""
        from journal_app.ui.screens.support_form import here_about

        self._is_own_form = False
        self._open_form(self.tr("For everyone on this computer"), here_about(), "local", self._here or ())

    def show_failure(self, words: str) -> None:
        """Say why a change could not be kept, where it was made."""
        if self._form is not None and self._stack.currentWidget() is self._form:
            self._form.show_failure(words)
        else:
            self._told.show_failure(words)

    def _open_form(self, title: str, about: str, kind: str, entries: "Sequence[SupportEntry]") -> None:
        if self._form is None:
            from journal_app.ui.screens.support_form import SupportForm

            self._form = SupportForm()
            self._form.changed.connect(self._on_form_changed)
            self._form.closed.connect(self._on_form_closed)
            self._stack.addWidget(self._form)
        self._stack.setCurrentWidget(self._form)
        self._form.begin(title, about, kind, max_age_days=self._max_age_days, today=self._today)
        self._form.show_entries(entries)

    def _on_change_own_clicked(self, _is_checked: bool = False) -> None:
        from journal_app.ui.screens.support_form import own_about

        self._is_own_form = True
        self._open_form(self.tr("Your own entries"), own_about(), OWN, self._own or ())

    def _on_form_changed(self, entries: "tuple[SupportEntry, ...]") -> None:
        (self.own_changed if self._is_own_form else self.here_changed).emit(entries)

    def _on_form_closed(self) -> None:
        self._stack.setCurrentWidget(self._page)
        button = self._change_own if self._is_own_form else self._change_here
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_print_clicked(self, _is_checked: bool = False) -> None:
        self.print_requested.emit(self._entries.sections)

    def _on_steady_chosen(self, anchor: "GroundingAnchor") -> None:
        self._stack.setCurrentWidget(self._grounding)
        self._grounding.show_anchor(anchor)

    def _on_grounding_closed(self) -> None:
        self._stack.setCurrentWidget(self._page)
        self._steady.focus_chosen()

    def _place_columns(self) -> None:
        """Set the two parts side by side where both have room to be read, below each other elsewhere."""
        needed = measure_px(type_font(Type.READING), _CHARACTERS_SIDE_BY_SIDE)
        is_wide = self.width() >= needed
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if is_wide else down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the two parts for the new width."""
        super().resizeEvent(event)
        self._place_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Come back to the list, with the keyboard at its beginning."""
        super().showEvent(event)
        self._told.hide()
        self._stack.setCurrentWidget(self._page)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

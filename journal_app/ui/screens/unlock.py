"""Unlock: one field and one button. It is the first thing painted, so it holds few widgets and imports nothing heavy.

It names nothing private: no journal, no person, no last time.
"""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.secret_field import SecretField
from journal_app.ui.widgets.status import StatusLine

if TYPE_CHECKING:
    from journal_app.ui.vault_token import VaultChoice
    from journal_app.ui.widgets.notice import Notice
    from journal_app.ui.widgets.vault_chooser import VaultChooser

MARK_PX = 20
"""The height of the one journal's mark, which its words are lower than."""

_CHARACTERS = 46
_TICK_MS = 1000


class UnlockScreen(QWidget):
    """Asks for the passphrase, or for the recovery code, and says calmly when it was not that.

    Signals:
        unlock_requested(str, bool): try to open with this; True when it is a recovery code.
        open_folder_requested(): open a journal that lies in another folder.
        support_requested(): show Support.
        new_journal_requested(): make a new journal.
        guest_requested(): write as a guest.
        rescue_requested(str, bool): save what can be read of a damaged journal, with the secret that was typed.
    """

    unlock_requested = Signal(str, bool)
    open_folder_requested = Signal()
    support_requested = Signal()
    new_journal_requested = Signal()
    guest_requested = Signal()
    rescue_requested = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None, *, is_cover: bool = False) -> None:
        """A cover stands before a journal that is still open: it offers no way to another one."""
        super().__init__(parent)
        self._is_recovery_code = False
        self._is_busy = False
        self._wait_over: QDeadlineTimer | None = None
        self._notice: Notice | None = None
        self._chooser: VaultChooser | None = None
        self._room: QWidget | None = None
        self._tick = QTimer(self)
        self._tick.setSingleShot(True)
        self._build()
        self._connect()
        self._retranslate()
        self._render("")
        for button in (self._guest, self._new, self._folder):
            button.setVisible(not is_cover)

    @property
    def is_in_use(self) -> bool:
        """Whether a secret is being typed or checked just now."""
        return self._is_busy or bool(self._secret.text)

    @property
    def chosen(self) -> "VaultChoice | None":
        """The journal to open; None while none was offered."""
        return self._chooser.chosen if self._chooser is not None else None

    def keep_room_for_mark(self) -> None:
        """Leave free where `set_vaults` will show the one journal's mark, so that nothing moves when it does."""
        self._room = QWidget(self._card)
        self._room.setFixedHeight(scaled(MARK_PX))
        self._insert_below_heading(self._room)

    def set_vaults(self, choices: "tuple[VaultChoice, ...]") -> None:
        """Offer these journals by their tokens; one alone is shown and not asked about."""
        from journal_app.ui.widgets.vault_chooser import VaultChooser

        for old in (self._room, self._chooser):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._room = self._chooser = None
        if choices:
            self._chooser = VaultChooser(choices, self._card)
            self._chooser.choice_changed.connect(self._on_chooser_choice_changed)
            self._insert_below_heading(self._chooser)
            QWidget.setTabOrder(self._chooser, self._secret)

    def offer_rescue(self, sentence: str) -> None:
        """Say that the journal is damaged, and offer to save what can be read of it."""
        self.show_busy(False)
        self._raise_notice().show_failure(sentence, self.tr("Try to rescue it"))

    def show_busy(self, is_busy: bool) -> None:
        """Say that the journal is being opened, and take no second wish meanwhile."""
        self._is_busy = is_busy
        if is_busy:
            self._hide_notice()
            self._secret.focus()  # before the button is greyed: the keyboard must not wander off
        self._render(self.tr("Opening. This takes a second or two.") if is_busy else "")

    def show_failure(self, sentence: str) -> None:
        """Say why it did not open; what was typed stays, chosen, to be mended or typed over."""
        self.show_busy(False)
        self._raise_notice().show_failure(sentence)
        self._secret.focus(is_all_chosen=True)

    def wait(self, seconds: float) -> None:
        """Take no try for a while, counting down in words; the field stays free to type in."""
        if seconds > 0:
            self._wait_over = QDeadlineTimer(math.ceil(seconds * 1000))
            self._count_down(is_announced=True)

    def clear(self) -> None:
        """Start afresh: nothing typed, nothing said, the passphrase asked for."""
        self._tick.stop()
        self._wait_over = None
        self._hide_notice()
        self._ask_for(is_recovery_code=False)
        self.show_busy(False)

    def _build(self) -> None:
        self._card = Card(self)
        self._heading = Heading(1, "", self._card)
        self._secret = SecretField(self._card)
        self._open = primary_button("", "", self._card)
        self._status = StatusLine(self._card)
        self._other_way = quiet_button("", "", self)
        self._guest = quiet_button("", "", self)
        self._new = quiet_button("", "", self)
        self._folder = quiet_button("", "", self)
        self._support = quiet_button("", "", self)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(14)
        for widget in (self._heading, self._secret, self._open, self._status):
            inside.addWidget(widget)
        self._page = PageScroll(self, characters=_CHARACTERS)
        column = self._page.column_layout
        column.addStretch(2)
        column.addWidget(self._card)
        column.addLayout(self._build_ways())
        column.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)

    def _build_ways(self) -> FlowLayout:
        row = FlowLayout()
        for button in (self._other_way, self._guest, self._new, self._folder, self._support):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._secret.entered.connect(self._on_open_wished)
        self._open.clicked.connect(self._on_open_wished)
        self._other_way.clicked.connect(self._on_other_way_clicked)
        self._folder.clicked.connect(self.open_folder_requested)
        self._new.clicked.connect(self.new_journal_requested)
        self._guest.clicked.connect(self.guest_requested)
        self._support.clicked.connect(self.support_requested)
        self._tick.timeout.connect(self._on_tick_timeout)

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Welcome back"))
        self._open.setText(self.tr("Open"))
        self._folder.setText(self.tr("Open a journal from a folder…"))
        self._new.setText(self.tr("Make a new journal"))
        self._guest.setText(self.tr("Write as a guest"))
        self._support.setText(self.tr("Support (F1)"))
        self._page.setAccessibleName(self.tr("Unlock"))
        self._name_ways()

    def _name_ways(self) -> None:
        if self._is_recovery_code:
            self._secret.set_words(self.tr("Recovery code"), self.tr("Show what I type"))
            self._other_way.setText(self.tr("Use the passphrase"))
        else:
            self._secret.set_words(self.tr("Passphrase"), self.tr("Show what I type"))
            self._other_way.setText(self.tr("Use the recovery code"))

    def _ask_for(self, *, is_recovery_code: bool) -> None:
        """Ask for one secret or the other; a code copied from paper is shown, so that slips can be seen."""
        self._is_recovery_code = is_recovery_code
        self._secret.clear()
        self._secret.show_text(is_recovery_code)
        self._name_ways()
        self._secret.focus()

    def _render(self, words: str, *, is_announced: bool = True) -> None:
        """Show what is so now: busy, waiting, or ready."""
        self._status.say(words, is_announced=is_announced)
        self._status.setVisible(bool(words))
        self._secret.set_read_only(self._is_busy)
        self._open.setEnabled(not self._is_busy and self._wait_over is None)
        for button in (self._other_way, self._folder, self._new, self._guest):
            button.setEnabled(not self._is_busy)
        if self._chooser is not None:
            self._chooser.setEnabled(not self._is_busy)

    def _count_down(self, *, is_announced: bool) -> None:
        """Say how long it still takes; aloud at the beginning only, not every second."""
        left_ms = self._wait_over.remainingTime() if self._wait_over is not None else 0
        if left_ms <= 0:
            self._wait_over = None
            self._render("")
            announce(self, self.tr("You can try again now."))
            return
        seconds = math.ceil(left_ms / 1000)
        if seconds == 1:
            words = self.tr("You can try again in a second.")
        else:
            words = self.tr("You can try again in %n seconds.", "", seconds)
        self._render(words, is_announced=is_announced)
        self._tick.start(min(_TICK_MS, left_ms))

    def _raise_notice(self) -> "Notice":
        """Return the notice, made when there is first something to say: the first paint does without."""
        if self._notice is None:
            from journal_app.ui.widgets.notice import Notice

            self._notice = Notice(self._card)
            self._notice.action_requested.connect(self._on_notice_action_requested)
            self._insert_below_heading(self._notice)
        return self._notice

    def _insert_below_heading(self, widget: QWidget) -> None:
        inside = self._card.layout()
        if isinstance(inside, QVBoxLayout):
            inside.insertWidget(1, widget)

    def _hide_notice(self) -> None:
        if self._notice is not None:
            self._notice.hide()

    def _on_open_wished(self) -> None:
        if self._is_busy or self._wait_over is not None:
            return
        if not self._secret.text:
            code, words = self.tr("Please type the recovery code."), self.tr("Please type your passphrase.")
            self._render(code if self._is_recovery_code else words)
            self._secret.focus()
            return
        self.unlock_requested.emit(self._secret.text, self._is_recovery_code)

    def _on_other_way_clicked(self) -> None:
        self._hide_notice()
        self._ask_for(is_recovery_code=not self._is_recovery_code)

    def _on_chooser_choice_changed(self) -> None:
        self._hide_notice()

    def _on_notice_action_requested(self) -> None:
        if self._secret.text and not self._is_busy:
            self.rescue_requested.emit(self._secret.text, self._is_recovery_code)

    def _on_tick_timeout(self) -> None:
        self._count_down(is_announced=False)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard in the field at once."""
        super().showEvent(event)
        self._secret.focus()

"""A guest session in the window: its bar, its cover under the PIN, the question before it ends, and keeping it."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from journal_app.ui.desk import Desk
from journal_app.ui.guest_session import GuestSession, GuestTerms
from journal_app.ui.screens.guest_cover import GuestCoverScreen
from journal_app.ui.screens.guest_end import GuestEndScreen
from journal_app.ui.screens.guest_start import clock_words
from journal_app.ui.screens.keep_guest import KeepGuestScreen
from journal_app.ui.shell import Shell
from journal_app.ui.widgets.action_bar import ActionBar


class GuestControl(QObject):
    """Leads through one guest session.

    Signals:
        end_requested(): end it now; nothing is kept.
        kept(Path): it is a journal in this folder now; a fresh window should open it.
        uncovered(): the page is shown again.
        support_requested(): show Support.
    """

    end_requested = Signal()
    kept = Signal(object)
    uncovered = Signal()
    support_requested = Signal()

    def __init__(
        self, stack: QStackedWidget, shell: Shell, desk: Desk, terms: GuestTerms, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._stack = stack
        self._shell = shell
        self._desk = desk
        self._front: QWidget | None = None
        self._is_closing = False
        self.session = GuestSession(terms, self)
        self._build_bar()
        self._connect()

    @property
    def front(self) -> QWidget | None:
        """What stands before the pages: the cover, the question, or the way to keep it; None when nothing does."""
        return self._front

    @property
    def is_closing(self) -> bool:
        """Whether the question before the end was raised by closing the window; then no gate should follow."""
        return self._is_closing

    def cover(self) -> None:
        """Cover the page; only the PIN shows it again. What is being kept is not interrupted by a glance away."""
        if isinstance(self._front, GuestCoverScreen):
            return
        self._is_closing = False
        self._shell.flush(_go_on)
        screen = GuestCoverScreen(clock_words(self.session.seconds_left()))
        screen.pin_given.connect(self._on_screen_pin_given)
        screen.end_requested.connect(self.end_requested)
        screen.support_requested.connect(self.support_requested)
        self._show(screen)

    def ask_before_end(self, *, is_closing: bool = False) -> None:
        """Ask whether the session is to end, with the window or not; a covered one asks on its cover."""
        self._is_closing = is_closing
        if isinstance(self._front, GuestCoverScreen):
            self._front.ask_before_end()
            return
        screen = GuestEndScreen()
        screen.keep_requested.connect(self.keep)
        screen.end_requested.connect(self.end_requested)
        screen.back_requested.connect(self._go_back)
        self._show(screen)

    def keep(self) -> None:
        """Lead to a journal of one's own, once the page is flushed."""
        self._shell.flush(partial(_when_kept, self))

    def stop(self) -> None:
        """Count no more; the session is over."""
        self.session.stop()

    def show_keep(self) -> None:
        """Show the way to keep the session."""
        screen = KeepGuestScreen(self._desk)
        screen.back_requested.connect(self._go_back)
        screen.kept.connect(self._on_screen_kept)
        self._show(screen)
        screen.begin()

    def _build_bar(self) -> None:
        self._bar = ActionBar()
        self._more = self._bar.add_action(self.tr("Half an hour more"))
        self._more.hide()
        self._keep = self._bar.add_action(self.tr("Keep this journal…"))
        self._end = self._bar.add_action(self.tr("End the session…"))
        self._shell.add_bar(self._bar)
        self._say_time()

    def _connect(self) -> None:
        self._more.clicked.connect(self.session.extend)
        self._keep.clicked.connect(self.keep)
        self._end.clicked.connect(self._on_end_clicked)
        self.session.warned.connect(self._on_session_warned)
        self.session.extended.connect(self._say_time)
        self.session.ran_out.connect(self._on_session_ran_out)

    def _say_time(self) -> None:
        self._more.hide()
        ends = clock_words(self.session.seconds_left())
        self._bar.say(self.tr("Guest session, not kept. It ends at %1.").replace("%1", ends))

    def _on_session_warned(self, minutes: int) -> None:
        one = self.tr("The guest session ends in a minute, and nothing is kept.")
        many = self.tr("The guest session ends in %n minutes, and nothing is kept.", "", minutes)
        self._more.show()
        self._bar.say(one if minutes == 1 else many, "circle-alert", is_urgent=True)

    def _show(self, screen: QWidget) -> None:
        self._take_away()
        self._front = screen
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)

    def _take_away(self) -> None:
        if self._front is not None:
            self._stack.removeWidget(self._front)
            self._front.deleteLater()
            self._front = None

    def _on_end_clicked(self) -> None:
        self.ask_before_end()

    def _on_session_ran_out(self) -> None:
        self._is_closing = False
        self.end_requested.emit()

    def _go_back(self) -> None:
        self._is_closing = False
        self._take_away()
        self._stack.setCurrentWidget(self._shell)
        self._shell.focus_page()

    def _on_screen_pin_given(self, pin: str) -> None:
        if self.session.is_pin(pin):
            self._go_back()
            self.uncovered.emit()
        elif isinstance(self._front, GuestCoverScreen):
            self._front.show_wrong()

    def _on_screen_kept(self, folder: object) -> None:
        self.session.stop()
        self.kept.emit(folder)


def _go_on(_is_kept: bool) -> None:
    """Nothing follows: a guest's page is kept nowhere but in memory."""


def _when_kept(control: GuestControl, is_kept: bool) -> None:
    """Go on only when the page is in the session; otherwise its own notice says why."""
    if is_kept:
        control.show_keep()

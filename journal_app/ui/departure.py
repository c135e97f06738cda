"""Every way out of an open journal, and what becomes of words that could not be saved (the table of `vault.md`).

Lock and Hide now end the process once the page is saved. Where it can't be, a lock covers the window, Hide now seals
the page for the next unlock or covers the window too, and closing asks the person.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QWidget

from journal_app.settings.paths import sealed_page_dirs
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal, VaultThread
from journal_app.ui.clipboard import ClipboardKeeper
from journal_app.ui.leaving import Exit, Flush, Leaving, Reason

if TYPE_CHECKING:  # imported when a journal is open: the gate paints before
    from journal_app.journal.drafts import DraftId
    from journal_app.journal.sealed_draft import UnsavedPage
    from journal_app.ui.cover import Cover
    from journal_app.ui.desk import Desk
    from journal_app.ui.hide_watch import HideWatch
    from journal_app.ui.preferences_store import PreferencesStore
    from journal_app.ui.shell import Shell
    from journal_app.ui.vigil import Vigil
    from journal_app.ui.widgets.slim_bar import SlimBar
    from journal_app.vault.secret_check import SecretCheck

SEAL_PATIENCE_MS = 3000
TELL_MS = 20_000


class Departure(QObject):
    """Watches over the window and, once one is open, over a journal; leads out of it.

    Signals:
        touched(): someone is there.
        ended(Exit): all is kept or sealed and the vault is closed; the process may end.
        lock_wished(): nobody is there any more, or the session is left; the window knows how it locks.
        support_requested(): show Support over the cover.
    """

    touched = Signal()
    lock_wished = Signal()

    ended = Signal(object)
    support_requested = Signal()

    def __init__(
        self, window: QMainWindow, stack: QStackedWidget, jobs: VaultThread, preferences: "PreferencesStore"
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._jobs = jobs
        self._preferences = preferences
        self._shell: Shell | None = None
        self._desk: Desk | None = None
        self._bar: SlimBar | None = None
        self._vigil: Vigil | None = None
        self._cover: Cover | None = None
        self._secrets: SecretCheck | None = None
        self._was_minimised = False
        self._can_lock = False
        self._clipboard = ClipboardKeeper(QGuiApplication.clipboard(), self)
        self._leaving = Leaving(self)
        self._seal_patience = QTimer(self)
        self._seal_patience.setSingleShot(True)
        self._seal_patience.setInterval(SEAL_PATIENCE_MS)
        self._connect()

    @property
    def cover(self) -> QWidget | None:
        """The unlock screen over a journal that can't be closed yet; None when there is none."""
        return self._cover.screen if self._cover is not None else None

    @property
    def was_minimised(self) -> bool:
        """Whether the window was minimised when it was left; a fresh one should not come forward then."""
        return self._was_minimised

    def watch_for_hiding(self) -> None:
        """Heed Shift pressed three times from now on, before a journal is open too."""
        self._hide.start()

    def unwatched(self) -> AbstractContextManager[None]:
        """Look away while something is done at one go, in which no input comes."""
        return self._hide.away()

    def watch_over(self, shell: "Shell", desk: "Desk", folder: Path | None) -> None:
        """Begin to watch over a journal that was opened just now; `folder` is None where no secret opens it again."""
        from journal_app.ui.vigil import Vigil

        self._shell, self._desk = shell, desk
        self._vigil = Vigil(desk, self._window, self._hide)
        shell.unwatched = shell.ahead.unwatched = self._jobs.unwatched = self.unwatched
        self._vigil.lock_wished.connect(self._on_vigil_lock_wished)
        self._vigil.save_wished.connect(self.flush)
        self._can_lock = folder is not None or desk.is_guest
        self._vigil.start(can_lock=self._can_lock)
        if folder is not None:
            read = partial(_read_headers, folder)
            self._jobs.call(read, owner=self, done=self._on_jobs_headers_read, failed=_pass_over)
        back = partial(_take_back, folders=sealed_page_dirs())
        self._jobs.run(back, owner=self, done=self._on_jobs_taken_back, failed=self._on_jobs_not_taken_back)

    def let_go(self, reason: Reason) -> None:
        """Leave without keeping the page: the end of a guest session, which nothing may hold up."""
        self._begin(reason, None)

    def leave(self, reason: Reason) -> None:
        """Leave, or cover, or ask; whichever the reason and the state of the page allow."""
        if self._cover is not None:
            if reason is Reason.LOCK:
                return
            reason = Reason.HIDE  # a covered window asks nobody about the words behind it
        self._begin(reason, self._shell.flush if self._shell else None)

    def _begin(self, reason: Reason, flush: Flush | None) -> None:
        self._was_minimised = self._window.isMinimized()
        self._on_leaving_hide_requested()  # before all else
        self._hide.stop()
        if self._vigil is not None:
            self._vigil.stop()
        self._leaving.begin(reason, flush, self._close)

    def watch_again(self) -> None:
        """Begin to count anew, after the pages were covered and are shown again."""
        if self._vigil is not None:
            self._vigil.stop()
            self._vigil.start(can_lock=self._can_lock)

    def flush(self) -> None:
        """Save the page being written, if one is."""
        if self._shell is not None:
            self._shell.flush(_go_on)

    # --- the ways out -------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._leaving.hide_requested.connect(self._on_leaving_hide_requested)
        self._leaving.ended.connect(self._on_leaving_ended)
        self._leaving.held.connect(self._on_leaving_held)
        self._seal_patience.timeout.connect(partial(self._cover_up, Reason.HIDE))

    @cached_property
    def _hide(self) -> "HideWatch":
        """The watch for the wish to hide, with the bar below the pages that it speaks on."""
        from journal_app.ui.hide_watch import HideWatch
        from journal_app.ui.widgets.slim_bar import SlimBar

        self._bar = SlimBar(self._window)
        beside = self._stack.parentWidget()
        if beside is not None and (layout := beside.layout()) is not None:
            layout.addWidget(self._bar)
        hide = HideWatch(self._preferences, self._window, self._bar)
        hide.touched.connect(self.touched)
        hide.hide_wished.connect(partial(self.leave, Reason.HIDE))
        return hide

    def _on_vigil_lock_wished(self) -> None:
        self.lock_wished.emit()

    def _close(self, then: Callable[[None], None]) -> None:
        """Close the vault, after a backup if one is due; Hide now takes no time for one."""
        if self._shell is not None and not self._leaving.is_hiding:
            self._jobs.run(_back_up, owner=self, failed=_pass_over)
        self._jobs.close(then, owner=self)

    def _on_leaving_hide_requested(self) -> None:
        from journal_app.ui.hide_now import hide_every_window

        hide_every_window()
        self._clipboard.clear()

    def _on_leaving_ended(self, how: Exit) -> None:
        if self._vigil is not None:
            self._vigil.end()
        self.ended.emit(how)

    def _on_leaving_held(self, reason: Reason) -> None:
        if reason is Reason.CLOSE:
            self._ask(reason)
        elif reason is Reason.HIDE:
            self._seal()
        else:
            self._cover_up(reason)

    def _go(self, reason: Reason) -> None:
        """Leave without the page: it is sealed, or given up."""
        self._leaving.begin(reason, None, self._close)

    # --- asking -------------------------------------------------------------------------------------------------------

    def _ask(self, reason: Reason) -> None:
        from journal_app.ui.unsaved_page import UnsavedPage as Question

        self._window.show()
        words = self._shell.text_at_risk() if self._shell is not None else ""
        dialog = Question(reason, words, self._window)
        dialog.again_requested.connect(partial(self.leave, reason))
        dialog.discard_requested.connect(partial(self._go, reason))
        dialog.open()
        self.watch_again()

    # --- sealing ------------------------------------------------------------------------------------------------------

    def _seal(self) -> None:
        page = self._shell.unsaved_page() if self._shell is not None else None
        if page is None or self._secrets is None:  # nothing opens a guest session again, so nothing is left of it
            self._go(Reason.HIDE)
            return
        self._seal_patience.start()
        job = partial(_seal_draft, page=page, folders=sealed_page_dirs())
        self._jobs.run(job, owner=self, done=self._on_jobs_sealed, failed=self._on_jobs_not_sealed)

    def _on_jobs_sealed(self, _nothing: None) -> None:
        if self._seal_patience.isActive():
            self._seal_patience.stop()
            self._go(Reason.HIDE)

    def _on_jobs_not_sealed(self, _failure: Failure) -> None:
        if self._seal_patience.isActive():
            self._seal_patience.stop()
            self._cover_up(Reason.HIDE)

    # --- covering -----------------------------------------------------------------------------------------------------

    def _cover_up(self, reason: Reason) -> None:
        """Put the unlock screen before the pages; where no secret could lift it, ask instead."""
        if self._secrets is None or self._shell is None:
            self._ask(reason)
            return
        if self._cover is None:
            from journal_app.ui.cover import Cover

            for dialog in self._window.findChildren(QDialog):
                dialog.reject()
            self._cover = Cover(self._stack, reason, self._secrets, self._shell.flush, self)
            self._cover.lifted.connect(self._on_cover_lifted)
            self._cover.kept.connect(self._on_cover_kept)
            self._cover.support_requested.connect(self.support_requested)
            self._cover.raise_up()
        if self._vigil is not None:
            self._vigil.let_sleep()
        if reason is Reason.HIDE:
            self._window.showMinimized()
        else:
            self._window.show()

    def _uncover(self) -> None:
        cover, self._cover = self._cover, None
        if cover is not None:
            cover.take_away()

    def _on_cover_lifted(self) -> None:
        self._uncover()
        if self._shell is None:
            return
        self._stack.setCurrentWidget(self._shell)
        self._shell.focus_page()
        self._shell.say_still_unsaved()
        self.watch_again()

    def _on_cover_kept(self, reason: Reason) -> None:
        self._leaving.begin(reason, None, self._close)

    # --- coming back --------------------------------------------------------------------------------------------------

    def _on_jobs_headers_read(self, secrets: "SecretCheck") -> None:
        self._secrets = secrets

    def _on_jobs_taken_back(self, draft_id: "DraftId | None") -> None:
        if draft_id is not None and self._desk is not None:
            self._desk.hub.announce(frozenset({Kind.DRAFTS}), self)
            self._tell(self.tr("The page you hid before it was saved is here again, among your unfinished pages."))

    def _on_jobs_not_taken_back(self, failure: Failure) -> None:
        why = sentence(failure.code, **failure.fields)
        words = self.tr("A page you hid before it was saved is still put aside, and is tried again at the next unlock.")
        self._tell(f"{words} {why}")

    def _tell(self, words: str) -> None:
        from journal_app.ui.widgets.announce import announce

        if self._bar is not None:
            self._bar.say(words)
            announce(self._bar, words)
            QTimer.singleShot(TELL_MS, self._bar, self._bar.hide)


def _go_on(_is_kept: bool) -> None:
    """Nothing follows a flush on losing the keyboard: the page's own notice says when it could not be saved."""


def _pass_over(_failure: Failure) -> None:
    """Go on without a backup, which is due again the next time, or without a cover, which `_cover_up` notices."""


def _back_up(journal: OpenJournal) -> None:
    from journal_app.ui.vault_jobs import back_up_when_leaving

    back_up_when_leaving(journal)


def _read_headers(folder: Path) -> "SecretCheck":
    from journal_app.vault.secret_check import SecretCheck

    return SecretCheck(folder)


def _seal_draft(journal: OpenJournal, *, page: "UnsavedPage", folders: tuple[Path, ...]) -> None:
    from journal_app.journal.sealed_draft import seal_draft

    seal_draft(journal.vault, journal.clock, folders, page)


def _take_back(journal: OpenJournal, *, folders: tuple[Path, ...]) -> "DraftId | None":
    from journal_app.journal.sealed_draft import take_back_sealed_draft

    return take_back_sealed_draft(journal.vault, journal.clock, folders)

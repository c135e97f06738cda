"""What is seen to once a journal is open: its own name, a neutral word about copies, what is due in the trash.

And where the recovery code opened it, once, that a new passphrase can be chosen.
"""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from journal_app.journal.catching_up import catch_up, has_to_catch_up
from journal_app.ui import vault_jobs
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.places import VAULT_LIFE
from journal_app.ui.screens.deleted_entry import Deleted, deleted_words, erase_due, purge_backups
from journal_app.ui.shell import Shell
from journal_app.ui.widgets.action_bar import ActionBar

if TYPE_CHECKING:  # imported at the first visit
    from journal_app.ui.screens.vault_life import VaultLifeScreen


class AfterUnlock(QObject):
    """Looks once, after the first page is on screen."""

    def __init__(self, shell: Shell, desk: Desk, parent: QObject | None = None, *, is_by_code: bool = False) -> None:
        super().__init__(parent)
        self._shell = shell
        self._desk = desk
        self._bar: ActionBar | None = None
        self._half_done: ActionBar | None = None
        self._deleted: Deleted | None = None
        self._is_by_code = is_by_code
        self._by_code: ActionBar | None = None

    def look(self) -> None:
        """Fetch what there is to say."""
        self._desk.jobs.run(vault_jobs.fetch_greeting, owner=self, done=self._on_jobs_fetched, failed=_pass_over)
        self._desk.jobs.run(erase_due, owner=self, done=self._on_jobs_purged, failed=_pass_over)
        self._desk.jobs.run(must_catch_up, owner=self, done=self._on_jobs_looked_back, failed=_pass_over)
        if self._is_by_code:
            self._is_by_code = False  # said once
            self._show_by_code()

    def _on_jobs_fetched(self, told: tuple[str, int | None]) -> None:
        name, days = told
        self._shell.show_name(name)
        if days is not None and self._bar is None:
            self._show_bar(days)

    def _show_bar(self, days: int) -> None:
        bar = self._bar = ActionBar()
        bar.add_action(self.tr("See backups")).clicked.connect(self._on_see_clicked)
        bar.add_action(self.tr("Not now")).clicked.connect(bar.hide)
        self._shell.add_bar(bar)
        bar.say(self.tr("The last copy in another place is %n days old.", "", days))

    def _show_by_code(self) -> None:
        bar = self._by_code = ActionBar()
        bar.add_action(self.tr("Choose a new passphrase…")).clicked.connect(self._on_choose_clicked)
        bar.add_close().clicked.connect(bar.hide)
        self._shell.add_bar(bar)
        bar.say(self.tr("Your recovery code opened this journal. If the passphrase is gone, you can choose a new one."))

    def _on_choose_clicked(self) -> None:
        if self._by_code is not None:
            self._by_code.hide()
        self._shell.flush_then(self._choose_passphrase)

    def _choose_passphrase(self) -> None:
        cast("VaultLifeScreen", self._shell.show_place(VAULT_LIFE)).choose_by_code()  # what that place's builder makes

    def _on_jobs_purged(self, deleted: Deleted | None) -> None:
        """Say nothing of what went as the trash had said it would, only of backups that could not follow."""
        if deleted is None:
            return
        self._deleted = deleted
        self._desk.hub.announce(frozenset({Kind.ENTRIES}), self)
        if deleted.failure is not None:
            self._show_half_done(deleted)
        elif self._half_done is not None:
            self._half_done.hide()

    def _show_half_done(self, deleted: Deleted) -> None:
        if self._half_done is None:
            bar = self._half_done = ActionBar()
            bar.add_action(self.tr("Try again")).clicked.connect(self._on_try_clicked)
            bar.add_action(self.tr("Not now")).clicked.connect(bar.hide)
            self._shell.add_bar(bar)
        words = self.tr("After 30 days in the trash:")
        self._half_done.say(f"{words} {deleted_words(deleted, self._desk.clock.zone())}", "triangle-alert")

    def _catch_up(self) -> None:
        self._desk.jobs.run(go_on_catching_up, owner=self, done=self._on_jobs_caught_up, failed=_pass_over)

    def _on_jobs_looked_back(self, has_to: bool) -> None:
        if has_to:
            self._catch_up()

    def _on_jobs_caught_up(self, has_more: bool) -> None:
        """Go on with what is missing beside older entries, in turns, so that nothing waits long behind it."""
        if has_more:
            self._catch_up()
        else:
            self._desk.hub.announce(frozenset({Kind.ENTRIES}), self)

    def _on_try_clicked(self) -> None:
        if self._deleted is not None:
            job = partial(purge_backups, deleted=self._deleted)
            self._desk.jobs.run(job, owner=self, done=self._on_jobs_purged)

    def _on_see_clicked(self) -> None:
        if self._bar is not None:
            self._bar.hide()
        self._shell.open_place(VAULT_LIFE)


def must_catch_up(journal: OpenJournal) -> bool:
    """Return whether something derived is missing beside older entries."""
    return has_to_catch_up(journal.vault)


def go_on_catching_up(journal: OpenJournal) -> bool:
    """Make a part of it good, and return whether there is more."""
    return catch_up(journal.vault)


def _pass_over(_failure: Failure) -> None:
    """Say nothing: what can't be read now is told where it matters."""

"""Your journal: its name, what opens it, its backups, and its end. One page, and what it asks for below each wish."""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.settings.sentences import sentence
from journal_app.ui import opening, vault_jobs
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import ask_for_folder
from journal_app.ui.screens.new_passphrase import NewPassphrasePage
from journal_app.ui.screens.vault_backups import BackupsPart
from journal_app.ui.screens.vault_erase import ErasePart
from journal_app.ui.screens.vault_name import VaultNamePart
from journal_app.ui.screens.vault_way_in import WayInPart
from journal_app.ui.screens.welcome_pages import RecoveryPage
from journal_app.ui.vault_jobs import BackedUp, NewPassphrase, VaultState
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from journal_app.vault.rotation import Rotated


class VaultLifeScreen(QWidget):
    """Everything that is done to the journal as a whole, each with what may remain elsewhere.

    Signals:
        back_requested(): go back to Settings.
        promises_requested(): show what this protects, and what it can't.
        name_changed(str): the journal has another name now.
        relaunch_requested(): the journal is closed; a fresh window should open what is there now.
        erased(bool): the journal is gone; True when everything of the program on this machine is.
    """

    back_requested = Signal()
    promises_requested = Signal()
    name_changed = Signal(str)
    relaunch_requested = Signal()
    erased = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_locking_out = False
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Fetch what there is to show."""
        self._desk.jobs.run(
            vault_jobs.fetch_state, owner=self, done=self._on_jobs_state_fetched, failed=self._on_jobs_failed
        )

    def choose_by_code(self) -> None:
        """Ask for a new passphrase at once, with the recovery code as proof."""
        self._ask_change(by_code=True)

    def _build(self) -> None:
        self._stack = QStackedWidget(self)
        self._page = PageScroll(self._stack)
        self._page.setAccessibleName(self.tr("Your journal"))
        self._stack.addWidget(self._page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._build_page()

    @cached_property
    def _passphrase(self) -> NewPassphrasePage:
        """Where a new passphrase is asked for, made when it first is."""
        page = NewPassphrasePage(self._stack)
        self._stack.addWidget(page)
        page.words_requested.connect(self._on_passphrase_words_requested)
        page.judge_requested.connect(self._on_passphrase_judge_requested)
        page.next_requested.connect(self._on_passphrase_next_requested)
        page.back_requested.connect(self._show_page)
        return page

    @cached_property
    def _recovery(self) -> RecoveryPage:
        """Where a recovery code is shown, made when there first is one."""
        page = RecoveryPage(self._stack)
        page.support.hide()
        page.set_place("")
        self._stack.addWidget(page)
        page.next_requested.connect(self._on_recovery_next_requested)
        return page

    def _build_page(self) -> None:
        inside = self._page.inside
        self._back = quiet_button(self.tr("Settings"), "chevron-left", inside)
        self._promises = quiet_button(self.tr("What this protects, and what it can't"), "info", inside)
        self._problem = Notice(inside)
        self._problem.hide()
        self._name = VaultNamePart(inside)
        self._way_in = WayInPart(inside)
        self._backups = BackupsPart(inside)
        self._erase = ErasePart(inside)
        self._where = caption_label(inside)
        column = self._page.column_layout
        column.addLayout(_row(self._back))
        column.addWidget(Heading(1, self.tr("Your journal"), inside))
        column.addWidget(self._problem)
        column.addWidget(self._name)
        column.addWidget(self._where)
        column.addLayout(_row(self._promises))
        for words, part in (
            (self.tr("What opens it"), self._way_in),
            (self.tr("Backups"), self._backups),
            (self.tr("Erase"), self._erase),
        ):
            column.addSpacing(12)
            column.addWidget(Heading(2, words, inside))
            column.addWidget(part)
        column.addStretch(1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._promises.clicked.connect(self.promises_requested)
        self._name.name_changed.connect(self._on_name_name_changed)
        self._way_in.change_requested.connect(self._on_way_in_change_requested)
        self._way_in.lock_out_requested.connect(self._on_way_in_lock_out_requested)
        self._way_in.code_requested.connect(self._on_way_in_code_requested)
        self._way_in.revoke_requested.connect(self._on_way_in_revoke_requested)
        self._backups.back_up_requested.connect(self._on_backups_back_up_requested)
        self._backups.restore_requested.connect(self._on_backups_restore_requested)
        self._backups.folder_requested.connect(self._on_backups_folder_requested)
        self._backups.folder_dropped.connect(partial(self._save, {"copies_folder": ""}))
        self._backups.reminder_chosen.connect(self._on_backups_reminder_chosen)
        self._erase.erase_requested.connect(self._on_erase_erase_requested)
        self._erase.erase_all_requested.connect(self._on_erase_erase_all_requested)

    def _render(self, state: VaultState) -> None:
        self._state = state
        wishes = state.preferences
        self._name.show_journal(wishes.journal_name, state.token)
        where = self.tr("It lies in %1. That folder can be copied to another computer and opened there.")
        self._where.setText(where.replace("%1", str(state.folder)))
        self._way_in.show_state(has_code=state.has_code)
        self._backups.show_backups(state.backups)
        self._backups.show_copies(wishes.copies_folder, wishes.copied_on, wishes.copies_reminder_days)
        self._erase.show_state(folder=state.folder, others=state.other_journals, copies_folder=wishes.copies_folder)

    def _show_page(self) -> None:
        self._passphrase.forget()
        self._stack.setCurrentWidget(self._page)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, values: dict[str, object]) -> None:
        job = partial(vault_jobs.save_preference, values=values)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_state_fetched, failed=self._on_jobs_failed)

    def _on_jobs_state_fetched(self, state: VaultState) -> None:
        self._problem.hide()
        self._render(state)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(_words(failure))

    def _on_name_name_changed(self, name: str) -> None:
        self._save({"journal_name": name})
        self.name_changed.emit(name)

    # --- what opens it ------------------------------------------------------------------------------------------------

    def _on_way_in_change_requested(self) -> None:
        self._ask_change(by_code=False)

    def _ask_change(self, *, by_code: bool) -> None:
        self._is_locking_out = False
        self._ask_passphrase(
            self.tr("Change the passphrase"),
            self.tr(
                "The new passphrase opens this journal from now on. Copies of the journal and backups made before "
                "still open with the old one."
            ),
            self.tr("Change it"),
            offers_code=False,
            by_code=by_code,
        )

    def _on_way_in_lock_out_requested(self) -> None:
        self._is_locking_out = True
        self._ask_passphrase(
            self.tr("Change it and lock out old copies"),
            self.tr(
                "The journal gets a new key as well. The backups beside it and the recovery code made before stop "
                "working, and a fresh backup is made. A copy that someone took earlier still shows what was in it then."
            ),
            self.tr("Change and lock out"),
            offers_code=True,
        )

    def _ask_passphrase(
        self, heading: str, lead: str, action: str, *, offers_code: bool, by_code: bool = False
    ) -> None:
        self._stack.setCurrentWidget(self._passphrase)
        can_use_code = by_code or self._state.has_code
        self._passphrase.ask(heading, lead, action, can_use_code=can_use_code, offers_code=offers_code, by_code=by_code)

    def _on_passphrase_words_requested(self) -> None:
        self._desk.jobs.run(
            _make_words, owner=self, done=self._passphrase.show_words, failed=self._on_jobs_passphrase_failed
        )

    def _on_passphrase_judge_requested(self, passphrase: str) -> None:
        job = partial(_judge, passphrase=passphrase)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_judged, failed=self._on_jobs_passphrase_failed)

    def _on_jobs_judged(self, judgement: tuple[str, bool]) -> None:
        self._passphrase.show_judgement(*judgement)

    def _on_jobs_passphrase_failed(self, failure: Failure) -> None:
        self._passphrase.show_failure(_words(failure))

    def _on_passphrase_next_requested(self) -> None:
        page = self._passphrase
        page.show_busy(True)
        wish = NewPassphrase(page.old_secret, page.is_recovery_code, page.passphrase, page.wants_recovery_code)
        failed = self._on_jobs_passphrase_failed
        if self._is_locking_out:
            lock_out = partial(vault_jobs.lock_out, wish=wish)
            self._desk.jobs.run(lock_out, owner=self, done=self._on_jobs_locked_out, failed=failed)
        else:
            change = partial(vault_jobs.change_the_passphrase, wish=wish)
            self._desk.jobs.run(change, owner=self, done=self._on_jobs_changed, failed=failed)

    def _on_jobs_changed(self, _nothing: None) -> None:
        self._show_page()
        self._way_in.show_message(
            self.tr("The passphrase is changed. Copies and backups made before still open with the old one.")
        )
        self.refresh()

    def _on_jobs_locked_out(self, rotated: "Rotated") -> None:
        self._show_page()
        words = self.tr("The passphrase is changed and old copies are locked out of what you write from now on.")
        if rotated.removed_snapshots:
            words += " " + self.tr("Backups beside the journal that went: %n.", "", rotated.removed_snapshots)
        if rotated.fresh is None:
            words += " " + self.tr("A fresh backup could not be made yet; please make one below.")
        if rotated.had_recovery_code and rotated.recovery_code is None:
            words += " " + self.tr("The recovery code made before opens nothing any more.")
        if rotated.kept_aside:
            words += " " + self.tr(
                "A damaged journal that was set aside still opens as it did; it lies in %1."
            ).replace("%1", str(rotated.kept_aside[0].parent))
        self._way_in.show_message(words)
        self.refresh()
        if rotated.recovery_code is not None:
            self._show_code(rotated.recovery_code)

    def _on_way_in_code_requested(self, passphrase: str) -> None:
        job = partial(vault_jobs.make_recovery_code, passphrase=passphrase)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_code_made, failed=self._on_jobs_way_in_failed)

    def _on_jobs_code_made(self, code: str) -> None:
        self._way_in.show_message(self.tr("The recovery code is made. One made before opens this journal no more."))
        self.refresh()
        self._show_code(code)

    def _show_code(self, code: str) -> None:
        self._recovery.show_code(code)
        self._recovery.next.setText(self.tr("Done"))
        self._stack.setCurrentWidget(self._recovery)
        self._recovery.begin()

    def _on_recovery_next_requested(self) -> None:
        self._recovery.forget_code()
        self._show_page()

    def _on_way_in_revoke_requested(self) -> None:
        self._desk.jobs.run(
            vault_jobs.revoke_code, owner=self, done=self._on_jobs_revoked, failed=self._on_jobs_way_in_failed
        )

    def _on_jobs_revoked(self, state: VaultState) -> None:
        self._render(state)
        self._way_in.show_message(self.tr("The recovery code opens this journal no more."))

    def _on_jobs_way_in_failed(self, failure: Failure) -> None:
        self._way_in.show_failure(_words(failure))

    # --- backups ------------------------------------------------------------------------------------------------------

    def _on_backups_back_up_requested(self) -> None:
        self._desk.jobs.run(
            vault_jobs.back_up, owner=self, done=self._on_jobs_backed_up, failed=self._on_jobs_backups_failed
        )

    def _on_jobs_backed_up(self, made: BackedUp) -> None:
        words = self.tr("The backup is made and checked.")
        if made.has_copy:
            words += " " + self.tr("Its copy in the second folder is made and checked too.")
        self._backups.show_message(words)
        if made.copy_failure is not None:
            self._backups.show_failure(f"{words} {_words(made.copy_failure)}")
        self.refresh()

    def _on_backups_restore_requested(self, snapshot: Path, passphrase: str) -> None:
        job = partial(vault_jobs.restore, snapshot=snapshot, passphrase=passphrase)
        self._desk.jobs.exchange(job, owner=self, done=self._on_jobs_restored, failed=self._on_jobs_backups_failed)

    def _on_jobs_restored(self, failure: Failure | None) -> None:
        if failure is not None:
            self._backups.show_failure(_words(failure))
            return
        announce(self, self.tr("The backup is in its place. The window locks now."))
        self.relaunch_requested.emit()

    def _on_backups_folder_requested(self) -> None:
        ask_for_folder(self, self.tr("Choose a folder for copies, on a stick for instance"), self._on_folder_chosen)

    def _on_folder_chosen(self, folder: Path) -> None:
        self._save({"copies_folder": str(folder), "copied_on": ""})

    def _on_backups_reminder_chosen(self, days: int) -> None:
        self._save({"copies_reminder_days": days})

    def _on_jobs_backups_failed(self, failure: Failure) -> None:
        self._backups.show_failure(_words(failure))

    # --- the end ------------------------------------------------------------------------------------------------------

    def _on_erase_erase_requested(self, passphrase: str) -> None:
        job = partial(vault_jobs.erase, passphrase=passphrase)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_erased, failed=self._on_jobs_erase_failed)

    def _on_erase_erase_all_requested(self, passphrase: str) -> None:
        job = partial(vault_jobs.erase_all, passphrase=passphrase)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_all_erased, failed=self._on_jobs_erase_failed)

    def _on_jobs_erased(self, _left: int) -> None:
        self.erased.emit(False)

    def _on_jobs_all_erased(self, _left: int) -> None:
        self.erased.emit(True)

    def _on_jobs_erase_failed(self, failure: Failure) -> None:
        self._erase.show_failure(_words(failure))

    # --- keys ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back one step; a recovery code stays until it is written down."""
        shown = self._stack.currentWidget()
        if event.key() != Qt.Key.Key_Escape or isinstance(shown, RecoveryPage):
            super().keyPressEvent(event)
        elif shown is self._page:
            self.back_requested.emit()
        elif self._passphrase.back.isEnabled():
            self._show_page()

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what there is."""
        super().showEvent(event)
        self.refresh()


def _make_words(_journal: OpenJournal) -> str:
    return opening.generate_words()


def _judge(_journal: OpenJournal, *, passphrase: str) -> tuple[str, bool]:
    return opening.judge(passphrase)


def _row(button: QWidget) -> FlowLayout:
    row = FlowLayout()
    row.addWidget(button)
    return row


def _words(failure: Failure) -> str:
    return sentence(failure.code, **failure.fields)

"""The gate: from a closed window to an open journal, by unlocking one, by making one, or as a guest.

It is what the window paints first, so each of its screens is imported when it is first shown.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from journal_app.settings.clock import Clock
from journal_app.settings.paths import vaults_dir
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal, VaultThread
from journal_app.vault.folders import find_vaults, is_vault

if TYPE_CHECKING:  # imported when first needed, so that the gate paints first
    from journal_app.content.model import Pack
    from journal_app.ui.guest_session import GuestTerms
    from journal_app.ui.opening import GentleChoices
    from journal_app.ui.screens.guest_start import GuestStartScreen
    from journal_app.ui.screens.rescue import RescueScreen
    from journal_app.ui.screens.unlock import UnlockScreen
    from journal_app.ui.screens.welcome import WelcomeScreen
    from journal_app.vault.rescue import RescueReport

    GateScreen = UnlockScreen | WelcomeScreen | GuestStartScreen | RescueScreen

DAMAGED = frozenset({"database_damaged", "header_damaged"})
"""Failures after which a rescue is offered; it never touches the damaged files."""


class Gate(QStackedWidget):
    """Shows one screen at a time and runs what it asks for in the vault's thread.

    Signals:
        opening_begun(): a key is being derived; there is a second to build what comes after.
        opened(Path): the journal in this folder is open in the vault's thread.
        guest_opened(GuestTerms): a guest session is open in the vault's thread.
        support_requested(): show Support.
    """

    guest_opened = Signal(object)
    opening_begun = Signal()
    opened = Signal(object)
    support_requested = Signal()

    def __init__(self, jobs: VaultThread, clock: Clock, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._clock = clock
        self._chosen = folder
        self._made: Path | None = None
        self._wrong_tries = 0
        self._is_by_code = False
        self._is_painted = False
        self._unoffered: tuple[Path, ...] = ()
        self._screen: GateScreen | None = None
        self.show_start()

    @property
    def chosen(self) -> Path | None:
        """The folder that was named by hand, None for the journals of this machine."""
        return self._chosen

    @property
    def is_by_code(self) -> bool:
        """Whether the journal was opened by its recovery code."""
        return self._is_by_code

    def show_failure(self, code: str, **fields: object) -> None:
        """Say on the screen in front why something could not be done."""
        from journal_app.settings.sentences import sentence

        if self._screen is not None:
            self._screen.show_failure(sentence(code, **fields))

    def finish_painting(self) -> None:
        """Add what the first paint did without: the mark of the one journal there is, where room was kept for it."""
        self._is_painted = True
        self._offer_vaults()

    def show_start(self) -> None:
        """Show what one comes in by: the unlock screen where there is a journal, the first run where there is none."""
        if self._chosen is not None or find_vaults(vaults_dir()):
            self._show_unlock()
        else:
            self._show_welcome()

    def _show_unlock(self) -> None:
        from journal_app.ui.screens.unlock import UnlockScreen

        screen = UnlockScreen(self)
        screen.unlock_requested.connect(self._on_unlock_requested)
        screen.open_folder_requested.connect(self._on_open_folder_requested)
        screen.support_requested.connect(self.support_requested)
        screen.new_journal_requested.connect(self._show_welcome)
        screen.guest_requested.connect(self._show_guest_start)
        screen.rescue_requested.connect(self._on_rescue_requested)
        self._turn_to(screen)
        self._unoffered = (self._chosen,) if self._chosen is not None else find_vaults(vaults_dir())
        if len(self._unoffered) == 1 and not self._is_painted:
            screen.keep_room_for_mark()
        else:
            self._offer_vaults()

    def _offer_vaults(self) -> None:
        """Read the journals' key files for their marks, 10 ms with all that is imported for it."""
        from journal_app.ui.screens.unlock import UnlockScreen

        folders, self._unoffered = self._unoffered, ()
        if folders and isinstance(self._screen, UnlockScreen):
            from journal_app.ui.vault_token import vault_choices

            self._screen.set_vaults(vault_choices(folders))

    def _show_welcome(self) -> None:
        from journal_app.ui.screens.welcome import WelcomeScreen

        screen = WelcomeScreen(self, can_go_back=bool(find_vaults(vaults_dir())))
        screen.back_requested.connect(self._show_unlock)
        screen.words_requested.connect(self._on_words_requested)
        screen.judge_requested.connect(self._on_judge_requested)
        screen.create_requested.connect(self._on_create_requested)
        screen.open_folder_requested.connect(self._on_open_folder_requested)
        screen.support_requested.connect(self.support_requested)
        screen.finished.connect(self._on_welcome_finished)
        screen.guest_requested.connect(self._show_guest_start)
        screen.promises_requested.connect(self._show_promises)
        self._turn_to(screen)

    def _show_promises(self) -> None:
        """Show the honest page before the first run, which stays as it is behind it."""
        from journal_app.ui.screens.promises import PromisesScreen

        page = PromisesScreen(self)
        page.back_requested.connect(partial(self._put_away, page))
        self.addWidget(page)
        self.setCurrentWidget(page)

    def _put_away(self, page: QWidget) -> None:
        if self._screen is not None:
            self.setCurrentWidget(self._screen)
        self.removeWidget(page)
        page.deleteLater()

    def _turn_to(self, screen: "GateScreen") -> None:
        old, self._screen = self._screen, screen
        self.addWidget(screen)
        self.setCurrentWidget(screen)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()

    # --- opening ------------------------------------------------------------------------------------------------------

    def _on_unlock_requested(self, secret: str, is_recovery_code: bool) -> None:
        self._is_by_code, folder = is_recovery_code, self._folder_to_open()
        opener = partial(_open, folder, secret, is_recovery_code, self._clock)
        self._show_busy(True)
        self._jobs.open(opener, owner=self, done=self._on_jobs_opened, failed=self._on_jobs_not_opened)
        self.opening_begun.emit()

    def _folder_to_open(self) -> Path | None:
        from journal_app.ui.screens.unlock import UnlockScreen

        self._offer_vaults()
        choice = self._screen.chosen if isinstance(self._screen, UnlockScreen) else None
        return choice.folder if choice is not None else self._chosen

    def _on_jobs_opened(self, folder: Path) -> None:
        self._wrong_tries = 0
        self.opened.emit(folder)

    def _on_jobs_not_opened(self, failure: Failure) -> None:
        self._show_busy(False)
        from journal_app.settings.sentences import sentence
        from journal_app.ui.screens.unlock import UnlockScreen

        if failure.code in DAMAGED and isinstance(self._screen, UnlockScreen):
            self._screen.offer_rescue(sentence(failure.code, **failure.fields))
            return
        self.show_failure(failure.code, **failure.fields)
        if failure.code in ("wrong_passphrase", "wrong_recovery_code"):
            from journal_app.vault.passphrase import wait_after_wrong_tries

            self._wrong_tries += 1
            if isinstance(self._screen, UnlockScreen):
                self._screen.wait(wait_after_wrong_tries(self._wrong_tries))

    def _on_open_folder_requested(self) -> None:
        from journal_app.ui.file_dialog import ask_for_folder

        ask_for_folder(self, self.tr("Choose the journal's folder"), self._on_dialog_folder_selected)

    def _on_dialog_folder_selected(self, folder: Path) -> None:
        if not is_vault(folder):
            self.show_failure("not_a_vault")
            return
        self._open_folder(folder)

    def _open_folder(self, folder: Path) -> None:
        self._chosen = folder
        self._show_unlock()

    # --- as a guest ---------------------------------------------------------------------------------------------------

    def _show_guest_start(self) -> None:
        from journal_app.ui.screens.guest_start import GuestStartScreen

        screen = GuestStartScreen(self)
        screen.begin_requested.connect(self._on_guest_begin_requested)
        screen.back_requested.connect(self.show_start)
        screen.support_requested.connect(self.support_requested)
        self._turn_to(screen)
        screen.begin()

    def _on_guest_begin_requested(self, terms: "GuestTerms") -> None:
        opener = partial(_begin_guest, terms, self._clock)
        self._jobs.open(opener, owner=self, done=self.guest_opened.emit, failed=self._on_jobs_failed)

    # --- rescue -------------------------------------------------------------------------------------------------------

    def _on_rescue_requested(self, secret: str, is_recovery_code: bool) -> None:
        folder = self._folder_to_open()
        if folder is not None:
            self._show_busy(True)
            work = partial(_rescue, folder, secret, is_recovery_code)
            self._jobs.call(work, owner=self, done=self._on_jobs_rescued, failed=self._on_jobs_failed)

    def _on_jobs_rescued(self, rescued: "tuple[Path, RescueReport]") -> None:
        from journal_app.ui.screens.rescue import RescueScreen

        damaged, report = rescued
        screen = RescueScreen(report, damaged, self)
        screen.open_requested.connect(partial(self._open_folder, report.folder))
        screen.back_requested.connect(self.show_start)
        screen.support_requested.connect(self.support_requested)
        self._turn_to(screen)

    # --- making -------------------------------------------------------------------------------------------------------

    def _on_words_requested(self) -> None:
        from journal_app.ui import opening

        self._jobs.call(
            opening.generate_words, owner=self, done=self._on_jobs_words_generated, failed=self._on_jobs_failed
        )

    def _on_jobs_words_generated(self, words: str) -> None:
        if (screen := self._welcome()) is not None:
            screen.show_words(words)

    def _on_judge_requested(self, passphrase: str) -> None:
        from journal_app.ui import opening

        job = partial(opening.judge, passphrase)
        self._jobs.call(job, owner=self, done=self._on_jobs_judged, failed=self._on_jobs_failed)

    def _on_jobs_judged(self, judgement: tuple[str, bool]) -> None:
        if (screen := self._welcome()) is not None:
            screen.show_judgement(*judgement)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self.show_failure(failure.code, **failure.fields)

    def _on_create_requested(self, passphrase: str, with_recovery_code: bool, choices: "GentleChoices") -> None:
        self._show_busy(True)
        opener = partial(_make, passphrase, with_recovery_code, choices, self._clock)
        self._jobs.open(opener, owner=self, done=self._on_jobs_created, failed=self._on_jobs_not_opened)

    def _on_jobs_created(self, made: tuple[Path, str | None]) -> None:
        self._made, code = made
        screen = self._welcome()
        if screen is not None and code is not None:
            self._show_busy(False)
            screen.show_recovery_code(code)
        else:
            self.opened.emit(self._made)

    def _on_welcome_finished(self) -> None:
        self.opened.emit(self._made)

    def _welcome(self) -> "WelcomeScreen | None":
        from journal_app.ui.screens.welcome import WelcomeScreen

        return self._screen if isinstance(self._screen, WelcomeScreen) else None

    def _show_busy(self, is_busy: bool) -> None:
        if self._screen is not None:
            self._screen.show_busy(is_busy)


def _open(folder: Path | None, secret: str, is_recovery_code: bool, clock: Clock) -> tuple[OpenJournal, Path]:
    from journal_app.ui import opening

    pack = _present_pack()
    return opening.open_journal(folder, secret, is_recovery_code=is_recovery_code, pack=pack, clock=clock)


def _begin_guest(terms: "GuestTerms", clock: Clock) -> "tuple[OpenJournal, GuestTerms]":
    from journal_app.vault.guest import open_guest

    return OpenJournal(open_guest(), _present_pack(), clock), terms


def _rescue(folder: Path, secret: str, is_recovery_code: bool) -> "tuple[Path, RescueReport]":
    from journal_app.vault.header import SlotKind
    from journal_app.vault.rescue import rescue_vault

    kind = SlotKind.RECOVERY if is_recovery_code else SlotKind.PASSPHRASE
    return folder, rescue_vault(folder, secret, kind=kind)


def _make(
    passphrase: str, with_recovery_code: bool, choices: "GentleChoices", clock: Clock
) -> tuple[OpenJournal, tuple[Path, str | None]]:
    from journal_app.ui import opening

    return opening.make_journal(
        passphrase, with_recovery_code=with_recovery_code, choices=choices, pack=_present_pack(), clock=clock
    )


def _present_pack() -> "Pack":
    """Return the pack, in the vault's thread; warming up ran there first, so it is loaded or known to be broken."""
    from journal_app.content.findings import PackError
    from journal_app.content.model import empty_pack
    from journal_app.ui import opening

    try:
        return opening.built_in_pack()
    except (PackError, OSError):
        return empty_pack()

"""The one window: a gate (first run or unlock), the shell behind it, and Support over both, one key away.

It paints before anything heavy is imported: the first paint sets the vault's thread to warming up.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from journal_app.settings.clock import Clock
from journal_app.settings.paths import vaults_dir
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal, VaultThread
from journal_app.ui.first_paint import FirstPaint
from journal_app.ui.gate import Gate
from journal_app.ui.leaving import Reason
from journal_app.ui.preferences_store import PreferencesStore, look_of
from journal_app.ui.pyside_tools import fill_tellers, meet_objects, meet_widgets
from journal_app.ui.theme.theme import ThemeController

if TYPE_CHECKING:  # built when first needed, so that the gate paints first
    from journal_app.content.model import Pack
    from journal_app.settings.preferences import Preferences
    from journal_app.ui.damage import DamageControl
    from journal_app.ui.departure import Departure
    from journal_app.ui.desk import Desk
    from journal_app.ui.guest_control import GuestControl
    from journal_app.ui.guest_session import GuestTerms
    from journal_app.ui.leaving import Exit
    from journal_app.ui.over_all import OverAll
    from journal_app.ui.shell import Shell
    from journal_app.ui.warming import Warming

DEFAULT_SIZE = (1280, 820)
LEAST_SIZE = (720, 560)
BETWEEN_STEPS_MS = 5


class MainWindow(QMainWindow):
    """Leads a person through the gate into their journal, and out again.

    Signals:
        painted(): the first paint is done.
        warmed_up(): all that the first page needs is imported, and the pack is loaded.
        unlocked(): the first page after the gate is on screen.
        ended(Exit, Path | None): all is kept and closed; the folder is the one that a fresh window should open.
    """

    painted = Signal()
    warmed_up = Signal()
    unlocked = Signal()
    ended = Signal(object, object)

    def __init__(
        self,
        theme: ThemeController,
        preferences: PreferencesStore,
        clock: Clock,
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = preferences
        self._clock = clock
        self._chosen = folder
        self._folder: Path | None = None
        self._has_painted = False
        self._may_close = False
        self._preparing: list[Callable[[], object]] = []
        self._pack: Pack | None = None
        self._desk: Desk | None = None
        self._shell: Shell | None = None
        self._guest: GuestControl | None = None
        self._damage: DamageControl | None = None
        self._hub = ChangeHub(self)
        self._jobs = VaultThread(self._hub, self)
        self._build()
        self._connect()

    @property
    def was_minimised(self) -> bool:
        """Whether the window was minimised when it was left."""
        return self._departure.was_minimised

    def lock(self) -> None:
        """Leave at once and come back as a fresh unlock window; a guest session covers itself."""
        if self._guest is not None:
            self._guest.cover()
        elif self._shell is not None and self._folder is not None:
            self._departure.leave(Reason.LOCK)

    def hide_now(self) -> None:
        """Take everything off the screen at once, keep the page, and end."""
        if self._shell is not None and self._gate is None:
            self._departure.leave(Reason.HIDE)

    def show_failure(self, failure: Failure) -> None:
        """Say in a sentence what could not be done; the page stays as it is."""
        from journal_app.settings.sentences import sentence

        self.statusBar().showMessage(sentence(failure.code, **failure.fields), 10_000)

    def stop(self) -> None:
        """End the vault's thread; call when the event loop has ended."""
        self._warming.stop()
        self._preparing.clear()
        if self._shell is not None:
            self._shell.ahead.stop()
        self._jobs.stop()

    def open_with(self, opener: Callable[[], tuple[OpenJournal, None]]) -> None:
        """Go past the gate with a journal that `opener` opens in the vault's thread; for the demo."""
        self._jobs.open(opener, owner=self, done=self._on_jobs_opened_with, failed=self.show_failure)

    def _on_jobs_opened_with(self, _told: None) -> None:
        self._start_shell()

    def open_support(self) -> None:
        """Show Support over whatever is on screen."""
        self._over_all.open_support()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.resize(*DEFAULT_SIZE)
        self.setMinimumSize(*LEAST_SIZE)
        inside = QWidget(self)
        self._stack = QStackedWidget(inside)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack)
        self.setCentralWidget(inside)
        self._apply_preferences(self._preferences.preferences)
        self._gate: Gate | None = self._build_gate(self._chosen)

    def _connect(self) -> None:
        self._preferences.preferences_changed.connect(self._apply_preferences)
        self._jobs.job_failed.connect(self.show_failure)
        self._jobs.damage_met.connect(self._on_jobs_damage_met)

    @cached_property
    def _departure(self) -> "Departure":
        """The ways out, made at the first paint: before it there is nothing to leave and nothing copied."""
        from journal_app.ui.departure import Departure

        departure = Departure(self, self._stack, self._jobs, self._preferences)
        departure.ended.connect(self._on_departure_ended)
        departure.support_requested.connect(self.open_support)
        departure.lock_wished.connect(self.lock)
        return departure

    @cached_property
    def _over_all(self) -> "OverAll":
        """Support and ways to steady oneself, with their keys; made at the first paint too."""
        from journal_app.ui.over_all import OverAll

        return OverAll(self, self._stack, self._theme, self._preferences, self._clock, self._leave_over_all)

    def _finish_building(self) -> None:
        """Make what the first paint does without; from now on words can be copied, and the ways out take them back."""
        from journal_app.ui.commands import add_command

        _made_now = self._over_all, self._departure
        add_command(self, self.tr("Lock"), self.lock, "Ctrl+L")  # of the window: it locks from Support too

    def _build_gate(self, folder: Path | None) -> Gate:
        gate = Gate(self._jobs, self._clock, folder, self)
        gate.opening_begun.connect(self._on_gate_opening_begun)
        gate.opened.connect(self._on_gate_opened)
        gate.guest_opened.connect(self._on_gate_guest_opened)
        gate.support_requested.connect(self.open_support)
        self._stack.addWidget(gate)
        return gate

    def _on_gate_opening_begun(self) -> None:
        self._begin_preparing()

    def _begin_preparing(self) -> None:
        """Build and draw the first page behind the gate while the key is derived, where it is not there yet."""
        if self._shell is None and not self._preparing:
            self._preparing = [meet_widgets, meet_objects, self._prepare_shell]
            QTimer.singleShot(0, self, self._prepare_on)

    def _prepare_on(self) -> None:
        """Take the next step; each in a turn of its own, with room between them for the gate."""
        if not self._preparing:
            return
        with self._departure.unwatched():
            self._preparing.pop(0)()
        if self._preparing:
            QTimer.singleShot(BETWEEN_STEPS_MS, self, self._prepare_on)

    def _on_gate_opened(self, folder: Path) -> None:
        self._folder = folder
        self._start_shell()

    def _on_gate_guest_opened(self, terms: "GuestTerms") -> None:
        from journal_app.ui.guest_control import GuestControl

        self._preferences.write_no_more()
        self._drop_shell()
        self._prepare_shell(is_guest=True)
        if self._shell is None or self._desk is None:
            return
        self._guest = GuestControl(self._stack, self._shell, self._desk, terms, self)
        self._guest.end_requested.connect(self._on_guest_end_requested)
        self._guest.kept.connect(self._on_guest_kept)
        self._guest.uncovered.connect(self._departure.watch_again)
        self._guest.support_requested.connect(self.open_support)
        self._start_shell()

    def _on_guest_end_requested(self) -> None:
        """Let all of it go; whoever is next finds the gate again, unless the window was to be closed."""
        reason = Reason.CLOSE if self._guest is not None and self._guest.is_closing else Reason.LOCK
        self._end_guest()
        self._folder = self._chosen
        self._departure.let_go(reason)

    def _on_guest_kept(self, folder: Path) -> None:
        self._end_guest()
        self._folder = folder
        self._chosen = folder if folder.parent != vaults_dir() else None
        self._departure.leave(Reason.LOCK)

    def _end_guest(self) -> None:
        if self._guest is not None:
            self._guest.stop()
            self._guest = None

    def _on_jobs_damage_met(self) -> None:
        if self._shell is None or self._desk is None or self._folder is None:
            return
        from journal_app.ui.damage import DamageControl

        if self._damage is None:
            self._damage = DamageControl(self._stack, self._shell, self._desk, self)
            self._damage.rescued.connect(self._on_damage_rescued)
            self._damage.support_requested.connect(self.open_support)
        self._damage.show_bar()

    def _on_damage_rescued(self, folder: Path) -> None:
        self._folder = self._chosen = folder
        self._departure.leave(Reason.LOCK)

    def _on_shell_relaunch_requested(self) -> None:
        self._departure.leave(Reason.LOCK)

    def _on_shell_erased(self, is_everything: bool) -> None:
        self._folder = self._chosen = None
        self._departure.leave(Reason.CLOSE if is_everything else Reason.LOCK)

    def _prepare_shell(self, *, is_guest: bool = False) -> None:
        """Build the shell before the key is there; it holds nothing private until it is started."""
        if self._shell is not None or self._pack is None:
            return
        from journal_app.ui.desk import Desk
        from journal_app.ui.shell import Shell

        desk = self._desk = Desk(
            self._jobs, self._hub, self._pack, self._clock, self._theme, self._preferences, is_guest
        )
        shell = self._shell = Shell(desk, self)
        shell.support_requested.connect(self.open_support)
        shell.steady_requested.connect(self._over_all.open_steady)
        shell.lock_requested.connect(self.lock)
        shell.hide_requested.connect(self.hide_now)
        shell.relaunch_requested.connect(self._on_shell_relaunch_requested)
        shell.erased.connect(self._on_shell_erased)
        shell.ready.connect(self.unlocked)
        shell.ready.connect(self._on_shell_ready)
        self._departure.touched.connect(shell.ahead.put_off)
        self._stack.addWidget(shell)
        shell.resize(self._stack.size())
        self._preparing = [*self._preparing, *shell.preparing_steps()]

    def _drop_shell(self) -> None:
        """Let go of the shell that was built for a journal whose passphrase was not right."""
        self._preparing.clear()
        if self._shell is not None:
            self._stack.removeWidget(self._shell)
            self._shell.deleteLater()
            self._shell = None

    def _start_shell(self) -> None:
        self._prepare_shell()
        shell, gate, desk = self._shell, self._gate, self._desk
        if shell is None or desk is None:
            return
        if self._guest is None:
            from journal_app.ui.after_unlock import AfterUnlock

            self._after_unlock = AfterUnlock(shell, desk, self, is_by_code=gate is not None and gate.is_by_code)
            shell.ready.connect(self._after_unlock.look)
        self._preparing.clear()
        shell.start()
        self._over_all.open_journal(desk)
        self._stack.setCurrentWidget(shell)
        self._gate = None
        if gate is not None:
            self._chosen = gate.chosen
            self._stack.removeWidget(gate)
            gate.deleteLater()
        self._departure.watch_over(shell, desk, self._folder)

    def _apply_preferences(self, preferences: "Preferences") -> None:
        self.setWindowTitle(preferences.window_title)
        self._theme.set_look(look_of(preferences))

    # --- warming up ---------------------------------------------------------------------------------------------------

    @cached_property
    def _warming(self) -> "Warming":
        from journal_app.ui.warming import Warming

        warming = Warming(self._jobs, self)
        warming.pack_loaded.connect(self._on_warming_pack_loaded)
        warming.pack_failed.connect(self._on_warming_pack_failed)
        warming.places_warmed.connect(self._on_warming_places_warmed)
        return warming

    def _on_first_paint_seen(self) -> None:
        self.painted.emit()
        fill_tellers()
        self._finish_building()
        QTimer.singleShot(0, self, self._finish_gate)  # a turn of its own: together they hold the window for 40 ms

    def _finish_gate(self) -> None:
        if self._gate is not None:
            self._gate.finish_painting()
        QTimer.singleShot(0, self, self._departure.watch_for_hiding)
        QTimer.singleShot(0, self, self._warming.begin)  # after it: a thread that imports would make that turn long

    def _on_warming_pack_loaded(self, pack: "Pack") -> None:
        self._pack = pack
        self._over_all.show_pack(pack)
        self.warmed_up.emit()

    def _on_warming_pack_failed(self, failure: Failure) -> None:
        """Go on with an empty pack: what a person wrote never depends on what ships with the program."""
        from journal_app.content.model import empty_pack

        self._pack = empty_pack()
        if self._gate is not None:
            self._gate.show_failure(failure.code, **failure.fields)

    def _on_shell_ready(self) -> None:
        self._warming.begin_places()

    def _on_warming_places_warmed(self) -> None:
        if self._shell is not None:
            self._shell.build_ahead()

    # --- support ------------------------------------------------------------------------------------------------------

    def _leave_over_all(self) -> None:
        """Go back from what lies over all to what was in front."""
        led = self._guest or self._damage
        if (front := self._departure.cover or (led and led.front) or self._gate) is not None:
            self._stack.setCurrentWidget(front)
        elif self._shell is not None:
            self._stack.setCurrentWidget(self._shell)
            self._shell.focus_page()

    # --- leaving ------------------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Save the page being written, if one is; when the window loses the keyboard or the machine goes to sleep."""
        self._departure.flush()

    def _on_departure_ended(self, how: "Exit") -> None:
        self._may_close = True
        self.close()
        self.ended.emit(how, self._folder if self._chosen is not None else None)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        if self._guest is not None:
            self._guest.ask_before_end(is_closing=True)
            return
        self._departure.leave(Reason.CLOSE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._has_painted:
            self._has_painted = True
            self._first_paint = FirstPaint(self)
            self._first_paint.seen.connect(self._on_first_paint_seen)

"""Damage that is met while a journal is open: a quiet bar says so, and leads to a rescue without losing the page."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.settings.sentences import sentence
from journal_app.ui import vault_jobs
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.screens.rescue import RescueScreen
from journal_app.ui.shell import Shell
from journal_app.ui.widgets.action_bar import ActionBar
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label
from journal_app.ui.widgets.proof import Proof

if TYPE_CHECKING:
    from journal_app.vault.rescue import RescueReport

_CHARACTERS = 60


class RescueStart(QWidget):
    """Says what a rescue does, and asks for the passphrase.

    Signals:
        wished(str): rescue it; with the passphrase as proof.
        back_requested(): leave it as it is.
    """

    wished = Signal(str)
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proof = Proof(self)
        page = PageScroll(self, characters=_CHARACTERS)
        page.setAccessibleName(self.tr("Rescue this journal"))
        words = self.tr(
            "Some of this journal can't be read any more. A rescue copies all that can still be read into a new "
            "journal, and takes what is missing from the newest backup. The damaged files stay as they are."
        )
        page.column_layout.addStretch(1)
        page.column_layout.addWidget(Heading(1, self.tr("Rescue this journal"), self))
        page.column_layout.addWidget(body_label(self, words))
        page.column_layout.addWidget(self.proof)
        page.column_layout.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        self.proof.given.connect(self._on_proof_given)
        self.proof.cancelled.connect(self.back_requested)

    def begin(self) -> None:
        """Ask."""
        self.proof.ask(self.tr("This may take a minute or two."), self.tr("Try to rescue it"))

    def _on_proof_given(self, passphrase: str) -> None:
        self.proof.show_busy(True)
        self.wished.emit(passphrase)


class DamageControl(QObject):
    """Waits for damage to be met, and leads through a rescue once.

    Signals:
        rescued(Path): a new journal lies in this folder; a fresh window should open it.
        support_requested(): show Support.
    """

    rescued = Signal(object)
    support_requested = Signal()

    def __init__(self, stack: QStackedWidget, shell: Shell, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self._shell = shell
        self._desk = desk
        self._bar: ActionBar | None = None
        self._front: QWidget | None = None

    @property
    def front(self) -> QWidget | None:
        """What stands before the pages, None when nothing does."""
        return self._front

    def show_bar(self) -> None:
        """Say below the pages that something of the journal can't be read, once."""
        if self._bar is not None:
            return
        self._bar = ActionBar()
        self._bar.add_action(self.tr("Try to rescue it…")).clicked.connect(self._on_action_clicked)
        self._shell.add_bar(self._bar)
        self._bar.say(self.tr("Some of this journal is damaged and can't be read."), "triangle-alert", is_urgent=True)

    def _on_action_clicked(self) -> None:
        self._shell.flush(partial(_when_kept, self))

    def start(self) -> None:
        """Ask for the passphrase; the page being written is kept."""
        screen = RescueStart()
        screen.wished.connect(self._on_screen_wished)
        screen.back_requested.connect(self._go_back)
        self._show(screen)
        screen.begin()

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

    def _go_back(self) -> None:
        self._take_away()
        self._stack.setCurrentWidget(self._shell)
        self._shell.focus_page()

    def _on_screen_wished(self, passphrase: str) -> None:
        job = partial(vault_jobs.rescue, passphrase=passphrase)
        self._desk.jobs.exchange(job, owner=self, done=self._on_jobs_rescued, failed=self._on_jobs_failed)

    def _on_jobs_rescued(self, told: "tuple[Path, RescueReport | None, Failure | None]") -> None:
        folder, report, failure = told
        if report is None:
            if failure is not None:
                self._on_jobs_failed(failure)
            return
        screen = RescueScreen(report, folder, can_go_back=False)
        screen.open_requested.connect(partial(self.rescued.emit, report.folder))
        screen.support_requested.connect(self.support_requested)
        self._show(screen)

    def _on_jobs_failed(self, failure: Failure) -> None:
        if isinstance(self._front, RescueStart):
            self._front.proof.show_failure(sentence(failure.code, **failure.fields))


def _when_kept(control: DamageControl, is_kept: bool) -> None:
    """Go on only when the page is kept; otherwise its own notice says why, and offers a copy."""
    if is_kept:
        control.start()

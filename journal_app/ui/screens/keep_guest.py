"""Keep a guest session after all: as a new journal on this computer, or in a folder of the person's own, on a stick."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from journal_app.settings.sentences import sentence
from journal_app.ui import opening, vault_jobs
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import ask_for_folder
from journal_app.ui.screens.new_passphrase import NewPassphrasePage
from journal_app.ui.screens.welcome_pages import RecoveryPage
from journal_app.ui.widgets.choices import RadioMark
from journal_app.ui.widgets.heading import Heading


class KeepGuestScreen(QWidget):
    """Asks for a passphrase and a place, and turns the session into a journal.

    Signals:
        back_requested(): go on as a guest.
        kept(Path): the session is a journal in this folder now; a fresh window should open it.
    """

    back_requested = Signal()
    kept = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder: Path | None = None
        self._made: Path | None = None
        self._build()
        self._connect()

    def begin(self) -> None:
        """Ask afresh."""
        self._folder = None
        self._here.setChecked(True)
        self._say_place()
        self._stack.setCurrentWidget(self._page)
        self._page.ask(
            self.tr("Keep this journal"),
            self.tr(
                "What you wrote becomes an encrypted journal. This passphrase is its only key: if you forget it, "
                "nobody can reset it. The window then opens anew and asks for it."
            ),
            self.tr("Keep it"),
            can_use_code=False,
            offers_code=True,
        )

    def _build(self) -> None:
        self._page = NewPassphrasePage(has_old=False)
        self._recovery = RecoveryPage()
        self._recovery.support.hide()
        self._recovery.set_place("")
        self._recovery.next.setText(self.tr("Done"))
        self._here = RadioMark(self.tr("On this computer"), self._page)
        self._elsewhere = RadioMark("", self._page)
        self._places = QButtonGroup(self)
        self._page.column.addWidget(Heading(3, self.tr("Where it should lie"), self._page))
        for mark in (self._here, self._elsewhere):
            self._places.addButton(mark)
            self._page.column.addWidget(mark)
        self._elsewhere.set_about(
            self.tr("On a stick, for instance. Nothing of it then stays on this computer's disk.")
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._recovery)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self._page.words_requested.connect(self._on_page_words_requested)
        self._page.judge_requested.connect(self._on_page_judge_requested)
        self._page.next_requested.connect(self._on_page_next_requested)
        self._page.back_requested.connect(self.back_requested)
        self._recovery.next_requested.connect(self._on_recovery_next_requested)
        self._elsewhere.clicked.connect(self._on_elsewhere_clicked)
        self._here.clicked.connect(self._on_here_clicked)

    def _say_place(self) -> None:
        chosen = self.tr("In the folder %1").replace("%1", str(self._folder))
        self._elsewhere.setText(chosen if self._folder is not None else self.tr("In a folder of my choice…"))

    def _on_elsewhere_clicked(self) -> None:
        dialog = ask_for_folder(self, self.tr("Choose a folder for the journal"), self._on_folder_chosen)
        dialog.rejected.connect(self._on_dialog_rejected)

    def _on_folder_chosen(self, folder: Path) -> None:
        self._folder = folder
        self._say_place()

    def _on_dialog_rejected(self) -> None:
        if self._folder is None:
            self._here.setChecked(True)

    def _on_here_clicked(self) -> None:
        self._folder = None
        self._say_place()

    def _on_page_words_requested(self) -> None:
        self._desk.jobs.run(_make_words, owner=self, done=self._page.show_words, failed=self._on_jobs_failed)

    def _on_page_judge_requested(self, passphrase: str) -> None:
        job = partial(_judge, passphrase=passphrase)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_judged, failed=self._on_jobs_failed)

    def _on_jobs_judged(self, judgement: tuple[str, bool]) -> None:
        self._page.show_judgement(*judgement)

    def _on_page_next_requested(self) -> None:
        self._page.show_busy(True)
        job = partial(
            vault_jobs.keep,
            folder=self._folder,
            passphrase=self._page.passphrase,
            with_recovery_code=self._page.wants_recovery_code,
        )
        self._desk.jobs.exchange(job, owner=self, done=self._on_jobs_kept, failed=self._on_jobs_failed)

    def _on_jobs_kept(self, made: tuple[Path, str | None]) -> None:
        self._made, code = made
        self._page.forget()
        if code is None:
            self.kept.emit(self._made)
            return
        self._recovery.show_code(code)
        self._stack.setCurrentWidget(self._recovery)
        self._recovery.begin()

    def _on_recovery_next_requested(self) -> None:
        self._recovery.forget_code()
        self.kept.emit(self._made)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._page.show_failure(sentence(failure.code, **failure.fields))


def _make_words(_journal: OpenJournal) -> str:
    return opening.generate_words()


def _judge(_journal: OpenJournal, *, passphrase: str) -> tuple[str, bool]:
    return opening.judge(passphrase)

"""Write the whole journal out as plain files: the form, where to, what that means, and how far it has come."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.exchange.exporting import ExportFormat, ExportWish
from journal_app.exchange.report import ExportReport, Progress
from journal_app.journal.everything import ALL_DAYS, HowMuch
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui import moving_jobs
from journal_app.ui.bridge.long_task import LongTask
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import ask_for_folder
from journal_app.ui.screens.kept_amounts import KeptAmounts
from journal_app.ui.widgets.buttons import plain_button
from journal_app.ui.widgets.choices import RadioMark, TickBox
from journal_app.ui.widgets.day_span import DaySpanChoice
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.progress_line import ProgressLine
from journal_app.ui.widgets.proof import Proof


class MovingOutPart(QWidget):
    """The part of “Take your journal with you” that writes it out.

    Signals:
        busy_changed(bool): a task has begun, or ended.
    """

    busy_changed = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._out = Path()
        self._task: LongTask | None = None
        self._build()
        self._connect()

    def show_amount(self, amount: HowMuch) -> None:
        """Say how much there is to write."""
        entries, drafts, trashed, files = amount.entries, amount.drafts, amount.trashed, amount.files
        parts = [self.tr("One entry") if entries == 1 else self.tr("%n entries", "", entries)]
        if drafts:
            parts.append(self.tr("one page begun") if drafts == 1 else self.tr("%n pages begun", "", drafts))
        if trashed:
            parts.append(self.tr("one in the trash") if trashed == 1 else self.tr("%n in the trash", "", trashed))
        if files:
            parts.append(self.tr("one picture or file") if files == 1 else self.tr("%n pictures and files", "", files))
        self._amount.setText("  ·  ".join(parts))
        if self._days.span == ALL_DAYS:
            self._with_trash.setVisible(amount.trashed > 0)

    def refresh_amount(self) -> None:
        """Count what there is on the days that are meant."""
        job = partial(moving_jobs.count_days, span=self._days.span)
        self._desk.jobs.run(job, owner=self, done=self.show_amount, failed=self._on_task_failed)

    def set_available(self, is_available: bool) -> None:
        """Offer to begin, or not while something else runs."""
        self._write.setEnabled(is_available)

    def write_to(self, parent: Path) -> None:
        """Ask whether to write into a new folder inside this one."""
        self._notice.hide()
        out = new_folder(parent, today(self._desk.clock))
        job = partial(moving_jobs.check_out, out=out)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_checked, failed=self._on_task_failed)

    def _build(self) -> None:
        self._markdown = RadioMark(self.tr("Markdown files"), self)
        self._markdown.set_about(self.tr("A page a file, to read anywhere and to go on with in other programs."))
        self._markdown.setChecked(True)
        self._json = RadioMark(self.tr("One JSON file"), self)
        self._json.set_about(self.tr("To keep, or for someone to work with by a program of their own."))
        self._with_trash = TickBox(self.tr("What is in the trash, too"), self)
        self._with_trash.setChecked(True)
        self._days = DaySpanChoice(self.tr("Only pages from some days"), today(self._desk.clock), self)
        self._amount = caption_label(self)
        self._write = plain_button(self.tr("Write it out…"), "", self)
        self._proof = Proof(self)
        self._progress = ProgressLine(self)
        self._notice = Notice(self)
        self._notice.hide()
        about = self.tr(
            "All of your journal as plain files: pages with their dates, tags, questions and passages, earlier "
            "wordings, pictures and files. Nothing is lost on the way, and it can be brought in again."
        )
        row = FlowLayout(gap=10, row_gap=8)
        row.addWidget(self._write)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(body_label(self, about))
        for widget in (self._markdown, self._json, self._with_trash, self._days, self._amount):
            layout.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(self._proof)
        layout.addWidget(self._progress)
        layout.addWidget(self._notice)

    def _connect(self) -> None:
        self._days.changed.connect(self.refresh_amount)
        self._write.clicked.connect(self._on_write_clicked)
        self._proof.given.connect(self._on_proof_given)
        self._proof.cancelled.connect(self._write.setFocus)
        self._progress.stop_requested.connect(self._on_progress_stop_requested)

    def _on_write_clicked(self) -> None:
        ask_for_folder(self, self.tr("Where should the files go?"), self.write_to)

    def _on_jobs_checked(self, out: Path) -> None:
        self._out = out
        words = self.tr("A new folder is made for it: %1.").replace("%1", str(out))
        words = f"{self._amount.text()}. {words}"
        self._proof.ask(f"{words} {sentence('export_warning')}", self.tr("Write it there"), needs_secret=False)

    def _on_proof_given(self, _nothing: str) -> None:
        self._proof.put_away()
        form = ExportFormat.JSON if self._json.isChecked() else ExportFormat.MARKDOWN
        wish = ExportWish(form, self._days.span, with_trash=self._with_trash.isChecked())
        self._task = LongTask(self._desk.jobs, partial(moving_jobs.write_out, out=self._out, wish=wish), self)
        self._task.progressed.connect(self._on_task_progressed)
        self._task.finished.connect(self._on_task_finished)
        self._task.stopped.connect(self._on_task_stopped)
        self._task.failed.connect(self._on_task_failed)
        self.busy_changed.emit(True)
        self._progress.begin(self.tr("Writing your journal out…"))
        self._task.start()

    def _on_progress_stop_requested(self) -> None:
        if self._task is not None:
            self._task.stop()

    def _on_task_progressed(self, value: object) -> None:
        if isinstance(value, Progress):
            self._progress.show_progress(value.done, value.total)

    def _on_task_finished(self, report: ExportReport) -> None:
        self._end()
        pages = report.entries + report.drafts + report.trashed
        words = self.tr("One page is written.") if pages == 1 else self.tr("%n pages are written.", "", pages)
        kept = ", ".join(KeptAmounts(self).words(report.kept))
        words += " " + self.tr("With them: %1.").replace("%1", kept) if kept else ""
        where = self.tr(
            "All of it lies in %1, for anyone to read who can open that; delete it when it has done its work."
        )
        self._notice.show_message(f"{words} {where.replace('%1', str(self._out))}")

    def _on_task_stopped(self) -> None:
        self._end()
        self._notice.show_message(self.tr("Stopped. Nothing was left there."))

    def _on_task_failed(self, failure: Failure) -> None:
        self._end()
        self._notice.show_failure(sentence(failure.code, **failure.fields))

    def _end(self) -> None:
        self._progress.end()
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
            self.busy_changed.emit(False)
            if self.isVisible():
                self._write.setFocus(Qt.FocusReason.OtherFocusReason)


def new_folder(parent: Path, on: date) -> Path:
    """Return a neutral name for a new folder inside another, which nothing there has yet."""
    wanted = parent / f"pages-{on.isoformat()}"
    number = 2
    while wanted.exists() or wanted.is_symlink():
        wanted = parent / f"pages-{on.isoformat()}-{number}"
        number += 1
    return wanted

"""Bring pages in: what would come is shown first; and take an import out again."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.exchange.report import ImportReport, Progress, SkippedFile
from journal_app.journal.bringing_in import ImportBatch
from journal_app.journal.taking_out import TakenOut
from journal_app.settings.sentences import sentence
from journal_app.ui import moving_jobs
from journal_app.ui.bridge.long_task import LongTask
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import ask_for_file, ask_for_folder
from journal_app.ui.moving_jobs import BringingIn
from journal_app.ui.screens.kept_amounts import KeptAmounts
from journal_app.ui.screens.moving_batches import BatchList, moment_words
from journal_app.ui.widgets.buttons import plain_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.progress_line import ProgressLine
from journal_app.ui.widgets.proof import Proof

MOST_NAMED = 50


class MovingInPart(QWidget):
    """The part of “Take your journal with you” that brings pages in, and takes them out again.

    Signals:
        busy_changed(bool): a task has begun, or ended.
        journal_changed(): pages came in, or went.
    """

    busy_changed = Signal(bool)
    journal_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: LongTask | None = None
        self._bringing: BringingIn | None = None
        self._batch: ImportBatch | None = None
        self._build()
        self._connect()

    def show_batches(self, batches: tuple[ImportBatch, ...]) -> None:
        """List the imports that can be taken out again."""
        self._batches.show_batches(batches, self._desk.clock.zone())

    def set_available(self, is_available: bool) -> None:
        """Offer to begin, or not while something else runs."""
        for widget in (self._folder, self._file, self._batches):
            widget.setEnabled(is_available)

    def look_at(self, source: Path) -> None:
        """See what would come in, and ask."""
        self._go_through(BringingIn(source, is_dry_run=True), self.tr("Looking at what is there…"))

    def _build(self) -> None:
        self._folder = plain_button(self.tr("Choose a folder…"), "", self)
        self._file = plain_button(self.tr("Choose a file…"), "", self)
        self._proof = Proof(self)
        self._progress = ProgressLine(self)
        self._notice = Notice(self)
        self._notice.hide()
        self._told = Fold("", self)
        self._told.hide()
        self._batches = BatchList(self)
        about = self.tr(
            "What was written out above, in either form, or a folder of Markdown or text files, a page a file. You see "
            "first what would come in. A page that is here already stays as it is."
        )
        row = FlowLayout(gap=10, row_gap=8)
        row.addWidget(self._folder)
        row.addWidget(self._file)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(body_label(self, about))
        layout.addLayout(row)
        for widget in (self._proof, self._progress, self._notice, self._told, self._batches):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self._folder.clicked.connect(self._on_folder_clicked)
        self._file.clicked.connect(self._on_file_clicked)
        self._proof.given.connect(self._on_proof_given)
        self._proof.cancelled.connect(self._on_proof_cancelled)
        self._progress.stop_requested.connect(self._on_progress_stop_requested)
        self._batches.chosen.connect(self._on_batches_chosen)

    # --- bringing in --------------------------------------------------------------------------------------------------

    def _on_folder_clicked(self) -> None:
        ask_for_folder(self, self.tr("Which folder holds the pages?"), self.look_at)

    def _on_file_clicked(self) -> None:
        ask_for_file(self, self.tr("Which file holds the journal?"), self.look_at)

    def _go_through(self, bringing: BringingIn, words: str) -> None:
        self._clear()
        self._bringing, self._batch = bringing, None
        self._run(LongTask(self._desk.jobs, bringing.steps, self), words)

    def _run(self, task: LongTask, words: str) -> None:
        self._task = task
        task.progressed.connect(self._on_task_progressed)
        task.finished.connect(self._on_task_finished)
        task.failed.connect(self._on_task_failed)
        self.busy_changed.emit(True)
        self._progress.begin(words)
        task.start()

    def _on_progress_stop_requested(self) -> None:
        if self._bringing is not None:
            self._bringing.stop()

    def _on_task_progressed(self, value: object) -> None:
        if isinstance(value, Progress):
            self._progress.show_progress(value.done, value.total)

    def _on_task_finished(self, value: object) -> None:
        self._end()
        if isinstance(value, TakenOut):
            self._tell_taken_out(value)
            return
        assert isinstance(value, ImportReport)
        assert self._bringing is not None
        if self._bringing.is_stopped:
            self._notice.show_message(self.tr("Stopped. Your journal is as it was."))
        elif value.is_dry_run:
            self._ask(value)
        else:
            self._tell_brought_in(value)

    def _on_task_failed(self, failure: Failure) -> None:
        self._end()
        self._notice.show_failure(sentence(failure.code, **failure.fields))

    def _ask(self, report: ImportReport) -> None:
        """Say what would come in, and ask whether it should."""
        self._tell_left_out(report)
        if not report.added + report.drafts + report.trashed + sum(report.kept.values()):
            self._notice.show_message(self._nothing_words(report))
            return
        words = self.tr("This would come in: %1. A backup is made first, and it can be taken out again.")
        self._proof.ask(words.replace("%1", self._amount_words(report)), self.tr("Bring it in"), needs_secret=False)

    def _on_proof_given(self, _nothing: str) -> None:
        self._proof.put_away()
        if self._batch is not None:
            batch = self._batch
            self._clear()
            task = LongTask(self._desk.jobs, partial(moving_jobs.take_out_again, batch=batch.id), self)
            self._run(task, self.tr("Taking it out again…"))
        elif self._bringing is not None:
            wish = BringingIn(self._bringing.source, is_dry_run=False)
            self._go_through(wish, self.tr("Bringing pages in…"))

    def _on_proof_cancelled(self) -> None:
        self._told.hide()
        self._folder.setFocus()

    def _tell_brought_in(self, report: ImportReport) -> None:
        self._tell_left_out(report)
        words = self.tr("Now in your journal: %1. Below, it can be taken out again.")
        self._notice.show_message(words.replace("%1", self._amount_words(report)))

    def _nothing_words(self, report: ImportReport) -> str:
        if report.already_there:
            return self.tr("Every page in it that can be read is in your journal already.")
        return self.tr("No page was found there.")

    def _amount_words(self, report: ImportReport) -> str:
        parts = []
        if report.added:
            parts.append(self.tr("one entry") if report.added == 1 else self.tr("%n entries", "", report.added))
        if report.drafts:
            parts.append(self.tr("one page begun") if report.drafts == 1 else self.tr("%n begun", "", report.drafts))
        if report.trashed:
            parts.append(self.tr("%n for the trash", "", report.trashed))
        if report.files:
            one = self.tr("one picture or file")
            parts.append(one if report.files == 1 else self.tr("%n pictures and files", "", report.files))
        parts += KeptAmounts(self).words(report.kept)
        return ", ".join(parts)

    def _tell_left_out(self, report: ImportReport) -> None:
        """Fold away below what does not come in, or comes in with a guess."""
        lines = [left_out_words(skipped) for skipped in report.skipped]
        differs = self.tr("It is here already and says something else; what is here stays.")
        lines += [f"{path}: {differs}" for path in report.differs]
        guessed = self.tr("Dated by the file's own time, which may be when it was copied.")
        lines += [f"{path}: {guessed}" for path in report.dated_by_file_time]
        if report.left_out_keys:
            keys = ", ".join(report.left_out_keys[:MOST_NAMED])
            lines.append(self.tr("No page has room for: %1").replace("%1", keys))
        count = len(lines) + sum(many for of, many in report.unnamed.items() if of != "left_out_keys")
        self._told.setVisible(bool(lines))
        self._told.set_title(self.tr("One thing to know") if count == 1 else self.tr("%n things to know", "", count))
        self._told.set_open(False)
        _empty(self._told)
        for line in lines[:MOST_NAMED]:
            self._told.content_layout.addWidget(caption_label(self._told, line))
        if count > MOST_NAMED:
            more = self.tr("and %n more", "", count - min(len(lines), MOST_NAMED))
            self._told.content_layout.addWidget(caption_label(self._told, more))

    # --- out again ----------------------------------------------------------------------------------------------------

    def _on_batches_chosen(self, batch: ImportBatch) -> None:
        self._clear()
        self._batch, self._bringing = batch, None
        words = self.tr(
            "What came in on %1 goes out of your journal again, with all that belongs to it. Pages you changed since "
            "stay. A backup is made first."
        ).replace("%1", moment_words(batch, self._desk.clock.zone()))
        self._proof.ask(words, self.tr("Take it out again"), needs_secret=False)

    def _tell_taken_out(self, gone: TakenOut) -> None:
        one = self.tr("One page is out of your journal again.")
        words = one if gone.removed == 1 else self.tr("%n pages are out of your journal again.", "", gone.removed)
        if not gone.removed:
            words = self.tr("What came in is out of your journal again.")
        if gone.kept:
            words += " " + self.tr("Changed since, or gone already, and so left alone: %n.", "", gone.kept)
        self._notice.show_message(words)

    def _clear(self) -> None:
        self._notice.hide()
        self._told.hide()
        self._proof.put_away()

    def _end(self) -> None:
        self._progress.end()
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
            self.busy_changed.emit(False)
            if self.isVisible():
                self._folder.setFocus(Qt.FocusReason.OtherFocusReason)
            if self._bringing is None or not self._bringing.is_dry_run:
                self.journal_changed.emit()


def left_out_words(skipped: SkippedFile) -> str:
    """Return one line about what did not come in: where it stands, why, and which key is at fault."""
    place = f" ({skipped.place})" if skipped.place else ""
    return f"{skipped.path}: {sentence(skipped.reason.value)}{place}"


def _empty(fold: Fold) -> None:
    while item := fold.content_layout.takeAt(0):
        if (widget := item.widget()) is not None:
            widget.deleteLater()

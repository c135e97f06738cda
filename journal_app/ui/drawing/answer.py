"""An answer that can be drawn: a sheet, or words of equal rank; saved together, the drawing before what names it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from journal_app.content.model import Step
from journal_app.journal.drawings import Drawing, DrawingUid, Owner, Stroke, load_drawing, save_drawing
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import RunId
from journal_app.journal.sealed_draft import UnsavedDrawing
from journal_app.settings.sentences import sentence
from journal_app.ui.answer_autosave import Keep
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, JobRunner, OpenJournal
from journal_app.ui.drawing.pad import DrawingPad
from journal_app.ui.save_loop import SaveLoop, SaveState
from journal_app.ui.widgets.choices import RadioMark, choose_in
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.step_forms import StepForm

_DRAWN, _IN_WORDS = 0, 1


class Drawn(NamedTuple):
    """What stands on a sheet; `uid` is "" for a drawing that is not in the vault yet."""

    uid: str
    strokes: tuple[Stroke, ...]
    words: str


class DrawForm(StepForm):
    """A sheet to draw on, and a page to write on in its place; what is on the other one stays.

    Signals:
        lifted(): something was drawn or taken off; the time to save it.
    """

    lifted = Signal()

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step, parent)
        self._uid = ""
        self._has_drawn = False
        self._is_lost = False
        self._ways = QButtonGroup(self)
        row = FlowLayout(gap=16)
        for number, words in ((_DRAWN, _tr("Draw it")), (_IN_WORDS, _tr("Put it in words"))):
            mark = RadioMark(words, self)
            self._ways.addButton(mark, number)
            row.addWidget(mark)
        self._problem = Notice(self)
        self._problem.hide()
        self._pad = DrawingPad(self)
        self._editor = PageEditor(self)
        self._editor.setPlaceholderText(step.stem or _tr("Start anywhere."))
        self._editor.setAccessibleName(_tr("Your answer in words"))
        self._layout.addLayout(row)
        self._layout.addWidget(self._problem)
        self._layout.addWidget(self._pad)
        self._layout.addWidget(self._editor, 1)
        self._ways.idToggled.connect(self._on_ways_id_toggled)
        self._pad.edited.connect(self._on_pad_edited)
        self._pad.lifted.connect(self.lifted)
        self._editor.edited.connect(self.edited)
        choose_in(self._ways, _DRAWN)

    def show_answer(self, answer: Answer) -> None:
        """Fill the form; no edit. The drawing itself comes by `show_drawing`."""
        self._uid = answer.drawing
        self._editor.set_text(answer.text)
        self._editor.move_to_end()
        is_in_words = answer.in_words or (bool(answer.text.strip()) and not answer.drawing)
        choose_in(self._ways, _IN_WORDS if is_in_words else _DRAWN)

    def fetch_drawing(self, jobs: JobRunner) -> None:
        """Show the drawing that the answer names, once it is read."""
        if self._uid:
            job = partial(_read_drawing, uid=self._uid)
            jobs.run(job, owner=self, done=self._on_jobs_read, failed=self._on_jobs_failed)

    def answer(self) -> Answer:
        """Return what is in the form now."""
        text = self._editor.text()
        return Answer(text=text, drawing=self._uid, in_words=self._is_in_words and bool(text.strip()))

    def lift(self) -> None:
        """End the stroke under way, if one is."""
        self._pad.sheet.lift()

    def drawn(self) -> Drawn | None:
        """Return what was drawn here, None while nothing was touched."""
        uid = "" if self._is_lost else self._uid
        return Drawn(uid, self._pad.strokes, self._pad.words) if self._has_drawn else None

    def take_uid(self, uid: str) -> None:
        """Take the uid that what was drawn is kept under."""
        self._is_lost = self._is_lost and uid == self._uid
        self._uid = uid

    def focus_first(self) -> bool:
        """Put the keyboard on the way that is taken."""
        self._ways.button(self._ways.checkedId()).setFocus()
        return True

    @property
    def _is_in_words(self) -> bool:
        return self._ways.checkedId() == _IN_WORDS

    def _on_ways_id_toggled(self, number: int, is_on: bool) -> None:
        if is_on:
            self._pad.setVisible(number == _DRAWN)
            self._editor.setVisible(number == _IN_WORDS)
            if self._editor.text().strip():
                self.edited.emit()

    def _on_jobs_read(self, drawing: Drawing) -> None:
        self._pad.show_drawing(drawing.strokes, drawing.words)

    def _on_jobs_failed(self, failure: Failure) -> None:
        """Say why the drawing can't be shown; what is drawn now is another one."""
        self._problem.show_failure(sentence(failure.code, **failure.fields))
        self._is_lost = True

    def _on_pad_edited(self) -> None:
        self._has_drawn = True
        self.edited.emit()


class DrawnAnswerAutosave(SaveLoop):
    """Saves the answer to one step and what was drawn for it; `is_kept` says that there is one in the vault already."""

    def __init__(
        self,
        jobs: JobRunner,
        read_answer: Callable[[], Answer],
        form: DrawForm,
        keep: Keep,
        *,
        run_id: RunId,
        is_kept: bool,
        changes: frozenset[Kind] = frozenset(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(jobs, SaveState.SAVED if is_kept else SaveState.EMPTY, parent)
        self._read_answer = read_answer
        self._form = form
        self._keep = keep
        self._run_id = run_id
        self._is_kept = is_kept
        self._made: list[str] = []
        self._kinds = changes
        form.lifted.connect(self.save_now)

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save now what is not saved yet, the stroke under the pen too."""
        self._form.lift()
        super().flush(then)

    def unsaved_drawing(self) -> UnsavedDrawing | None:
        """Return what stands on the sheet while it is not saved; None when all is kept."""
        drawn = self._form.drawn()
        if drawn is None or self.is_all_kept:
            return None
        return UnsavedDrawing(drawn.strokes, drawn.words, drawn.uid or next(iter(self._made), ""))

    def _read(self) -> tuple[Answer, Drawn | None]:
        return self._read_answer(), self._form.drawn()

    def _is_nothing(self, page: tuple[Answer, Drawn | None]) -> bool:
        answer, drawn = page
        is_untouched = drawn is None or not (drawn.uid or drawn.strokes or drawn.words.strip())
        return answer.is_blank and is_untouched and not self._is_kept

    def _job(self, page: tuple[Answer, Drawn | None]) -> Callable[[OpenJournal], object]:
        answer, drawn = page
        return partial(_save, run_id=self._run_id, answer=answer, drawn=drawn, keep=self._keep, made=self._made)

    def _changes(self) -> frozenset[Kind]:
        return self._kinds

    def _take(self, result: object) -> None:
        self._is_kept = True
        self._made.clear()
        self._form.take_uid(str(result))


def _read_drawing(journal: OpenJournal, *, uid: str) -> Drawing:
    """Return a drawing, in the vault's thread."""
    return load_drawing(journal.vault, DrawingUid(uid))


def _save(
    journal: OpenJournal, *, run_id: RunId, answer: Answer, drawn: Drawn | None, keep: Keep, made: list[str]
) -> str:
    """Save what was drawn, then the answer that names it; return the drawing's uid, "" for none.

    `made` keeps the uid of a new drawing while its answer can't be saved: the next try draws on, and makes no other.
    """
    if drawn is not None and (drawn.uid or drawn.strokes or drawn.words.strip()):
        known = drawn.uid or next(iter(made), "")
        uid = DrawingUid(known) if known else None
        owner = Owner(run_id=run_id)
        saved = save_drawing(journal.vault, journal.clock, owner, drawn.strokes, drawn.words, uid=uid)
        made[:] = [saved]
        answer = replace(answer, drawing=saved)
    keep(journal, answer)
    return answer.drawing


def _tr(words: str) -> str:
    return QCoreApplication.translate("StepForms", words)

"""The drawings of a page, below its words: shown small, opened to be drawn on, added, and deleted for good."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.drafts import DraftId
from journal_app.journal.drawings import (
    Drawing,
    DrawingUid,
    Owner,
    draw_on,
    drawing_saved_at,
    list_drawing_uids,
    load_drawing,
    remove_drawing,
    remove_drawing_for_good,
    save_drawing,
)
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError
from journal_app.journal.sealed_draft import UnsavedDrawing, UnsavedPage
from journal_app.settings.sentences import sentence
from journal_app.ui.autosave import Autosave
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, JobRunner, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.drawing.answer import Drawn
from journal_app.ui.drawing.figure import DrawingFigure
from journal_app.ui.drawing.pad import DrawingPad
from journal_app.ui.save_loop import SaveLoop, SaveState
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.choice_notice import ChoiceNotice
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import Label, body_label
from journal_app.ui.widgets.status import StatusLine

MakeOwner = Callable[[Callable[[Owner], None]], None]


@dataclass(frozen=True, slots=True)
class Found:
    """A page's drawings; `problems` are the sentences of those that can't be shown, `uids` are all of them."""

    owner: Owner
    drawings: tuple[Drawing, ...]
    problems: tuple[str, ...]
    uids: tuple[DrawingUid, ...]


class DrawingAutosave(SaveLoop):
    """Saves one drawing of a page."""

    def __init__(self, jobs: JobRunner, pad: DrawingPad, owner: Owner, uid: str, parent: QObject | None = None) -> None:
        super().__init__(jobs, SaveState.SAVED if uid else SaveState.EMPTY, parent)
        self._pad = pad
        self._owner = owner
        self.uid = uid

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save now what is not saved yet, the stroke under the pen too."""
        self._pad.sheet.lift()
        super().flush(then)

    def unsaved_drawing(self) -> UnsavedDrawing | None:
        """Return what stands on the sheet while it is not saved; None when all is kept."""
        if self.is_all_kept:
            return None
        return UnsavedDrawing(self._pad.strokes, self._pad.words, self.uid)

    def _read(self) -> Drawn:
        return Drawn(self.uid, self._pad.strokes, self._pad.words)

    def _is_nothing(self, page: Drawn) -> bool:
        return not (page.uid or page.strokes or page.words.strip())

    def _job(self, page: Drawn) -> Callable[[OpenJournal], object]:
        return partial(_save, owner=self._owner, drawn=page)

    def _take(self, result: object) -> None:
        self.uid = str(result)


class OpenDrawing(QWidget):
    """One drawing that is drawn on, with its own saving and the ways out.

    Signals:
        done(): it is put away, saved.
        removal_requested(): delete it for good; asked and confirmed.
    """

    done = Signal()
    removal_requested = Signal()

    def __init__(self, desk: Desk, owner: Owner, drawing: Drawing | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pad = DrawingPad(self)
        if drawing is not None:
            self.pad.show_drawing(drawing.strokes, drawing.words)
        uid = "" if drawing is None else drawing.uid
        self.autosave = DrawingAutosave(desk.jobs, self.pad, owner, uid, self)
        self._status = StatusLine(self)
        self._notice = ChoiceNotice(self)
        self._done = plain_button(self.tr("Done with the drawing"), "check", self)
        self._remove = quiet_button(self.tr("Delete the drawing for good"), "trash", self)
        row = FlowLayout()
        row.addWidget(self._done)
        row.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.pad, self._status, self._notice):
            layout.addWidget(widget)
        layout.addLayout(row)
        self.pad.edited.connect(self.autosave.mark_edited)
        self.pad.lifted.connect(self.autosave.save_now)
        self.autosave.state_changed.connect(self._on_autosave_state_changed)
        self.autosave.save_failed.connect(self._on_autosave_save_failed)
        self._done.clicked.connect(self._on_done_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)

    def part(self) -> None:
        """Go once everything is saved; out of sight at once."""
        self.hide()
        self.autosave.flush(self._on_flushed_to_go)

    def _on_flushed_to_go(self, is_kept: bool) -> None:
        if is_kept:
            self.autosave.stop()
            self.deleteLater()
        else:
            self.show()

    def _on_done_clicked(self) -> None:
        self.autosave.flush(self._on_flushed_when_done)

    def _on_flushed_when_done(self, is_kept: bool) -> None:
        if is_kept:
            self.done.emit()

    def _on_remove_clicked(self) -> None:
        words = self.tr("Delete this drawing and its words for good? This can't be undone.")
        self._notice.ask(words, self.tr("Delete it"), self.removal_requested.emit, self.tr("Keep it"))

    def _on_autosave_state_changed(self, state: SaveState) -> None:
        kept = self.tr("Not kept") if self._desk.is_guest else self.tr("Saved and encrypted")
        words = {SaveState.SAVED: kept, SaveState.FAILED: self.tr("Not saved yet")}.get(state, "")
        self._status.say(words, "check" if state is SaveState.SAVED and not self._desk.is_guest else "")

    def _on_autosave_save_failed(self, failure: Failure) -> None:
        self._notice.say_failure(sentence(failure.code, **failure.fields))


class PageDrawings(QWidget):
    """What was drawn for one page; `make_owner` makes what a new drawing belongs to, where there is nothing yet.

    Where nothing can be changed, as in the trash, the drawings are there to be looked at.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        make_owner: MakeOwner | None = None,
        can_change: bool = True,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._make_owner = make_owner
        self._can_change = can_change
        self._owner: Owner | None = None
        self._shown: list[QWidget] = []
        self._open: OpenDrawing | None = None
        self._first: Found | None = None
        self._has_any = False
        self.add = quiet_button(self.tr("Add a drawing"), "pencil", self)
        self.add.setHidden(not can_change)
        self._figures = QVBoxLayout()
        self._figures.setSpacing(8)
        self._place = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._figures)
        layout.addLayout(self._place)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self.add.clicked.connect(self.begin)

    @property
    def has_any(self) -> bool:
        """Whether anything drawn is kept with the page."""
        return self._has_any or (self._open is not None and bool(self._open.autosave.uid))

    @property
    def is_open(self) -> bool:
        """Whether one of them is drawn on now."""
        return self._open is not None

    def show_page(self, owner: Owner | None) -> None:
        """Show the drawings of another page; what is drawn on is saved first."""
        if owner == self._owner and owner is not None:
            return
        self._part()
        self._owner, self._first = owner, None
        self._fill(())
        self.refresh()

    def refresh(self) -> None:
        """Read the page's drawings again."""
        if self._owner is not None:
            job = partial(_fetch, owner=self._owner)
            self._desk.jobs.run(job, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)

    def take_back(self) -> None:
        """Let an entry's drawings be again as they were when its page was opened here."""
        self._drop_open()
        if self._owner is not None and self._owner.entry_id is not None and self._first is not None:
            job = partial(_take_back, first=self._first)
            self._desk.jobs.run(job, owner=self, changes=frozenset({Kind.ENTRIES}))

    def begin(self, _is_checked: bool = False) -> None:
        """Open an empty sheet."""
        if self._owner is not None:
            self._open_drawing(None)
        elif self._make_owner is not None:
            self._make_owner(self._on_owner_made)

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save what is drawn, then say whether everything is kept."""
        if self._open is None:
            then(True)
        else:
            self._open.autosave.flush(then)

    def flush_before(self, flush: Callable[[Callable[[bool], None]], None], then: Callable[[bool], None]) -> None:
        """Save what is drawn, then, where that is kept, what `flush` saves."""
        self.flush(partial(_go_on, flush, then))

    def text_at_risk(self) -> str:
        """Return the words of a drawing that could not be saved; strokes can't be handed on as words."""
        if self._open is None or self._open.autosave.state is not SaveState.FAILED:
            return ""
        return self._open.pad.words

    def unsaved_page(self) -> UnsavedPage | None:
        """Return a drawing as a page of its own while it is not saved; None when all is kept."""
        drawing = self.unsaved_drawing()
        return None if drawing is None else UnsavedPage(self.tr("A drawing"), "", drawing=drawing)

    def unsaved_drawing(self) -> UnsavedDrawing | None:
        """Return what is drawn while it is not saved; None when all is kept."""
        return None if self._open is None else self._open.autosave.unsaved_drawing()

    def say_still_unsaved(self) -> None:
        """Say nothing more: the drawing says itself that it is not saved yet."""

    def _on_owner_made(self, owner: Owner) -> None:
        self._owner = owner
        self._open_drawing(None)

    def _open_drawing(self, drawing: Drawing | None) -> None:
        if self._owner is None:
            return
        self._part()
        self._open = OpenDrawing(self._desk, self._owner, drawing, self)
        self._open.done.connect(self._on_open_done)
        self._open.removal_requested.connect(self._on_open_removal_requested)
        self._place.addWidget(self._open)
        self._open.show()
        self.add.hide()
        self._open.pad.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _part(self) -> None:
        if self._open is not None:
            self._open.part()
            self._open = None
        self.add.setVisible(self._can_change)

    def _fill(self, shown: tuple[QWidget, ...]) -> None:
        while self._shown:
            gone = self._shown.pop()
            self._figures.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for widget in shown:
            self._figures.addWidget(widget)
            widget.show()
            self._shown.append(widget)

    def _on_jobs_fetched(self, found: Found) -> None:
        if found.owner != self._owner:
            return
        self._first = self._first or found
        self._has_any = bool(found.uids)
        shown: list[QWidget] = []
        for drawing in found.drawings:
            figure = DrawingFigure(drawing, self, can_open=self._can_change)
            figure.clicked.connect(partial(self._on_figure_clicked, drawing))
            shown.append(figure)
            if drawing.words.strip():
                shown.append(body_label(self, drawing.words))
        shown += [Label(words, parent=self) for words in found.problems]
        self._fill(tuple(shown))

    def _on_figure_clicked(self, drawing: Drawing, _is_checked: bool = False) -> None:
        self._open_drawing(drawing)

    def _on_open_done(self) -> None:
        self._part()
        self.refresh()
        self.add.setFocus()

    def _on_open_removal_requested(self) -> None:
        if self._open is None:
            return
        uid = self._open.autosave.uid
        self._open.autosave.stop()
        if not uid:
            self._on_jobs_removed(None)
            return
        job = partial(_remove, uid=uid)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_removed, failed=self._on_jobs_failed)

    def _on_jobs_removed(self, _purged: object) -> None:
        self._drop_open()
        self.add.show()
        self._fill(())
        self.refresh()
        self.add.setFocus()

    def _drop_open(self) -> None:
        """Put away what is drawn on, without saving any more of it."""
        if self._open is not None:
            self._open.autosave.stop()
            self._open.hide()
            self._open.deleteLater()
            self._open = None

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._fill((Label(sentence(failure.code, **failure.fields), parent=self),))


def owner_of(entry_id: EntryId | None, draft_id: DraftId | None) -> Owner | None:
    """Return what the drawings of a page being written belong to: its entry, else its draft, None before either is."""
    if entry_id is not None:
        return Owner(entry_id=entry_id)
    return None if draft_id is None else Owner(draft_id=draft_id)


def draft_made(autosave: Autosave, then: Callable[[Owner], None], is_kept: bool) -> None:
    """Go on to draw for a page's draft, which is there by now."""
    if is_kept and autosave.draft_id is not None:
        then(Owner(draft_id=autosave.draft_id))


def _go_on(flush: Callable[[Callable[[bool], None]], None], then: Callable[[bool], None], is_kept: bool) -> None:
    flush(then) if is_kept else then(False)


def _fetch(journal: OpenJournal, *, owner: Owner) -> Found:
    drawings, problems, uids = [], [], list_drawing_uids(journal.vault, owner)
    for uid in uids:
        try:
            drawings.append(load_drawing(journal.vault, uid))
        except JournalError as error:
            problems.append(sentence(error.code, **error.fields))
    return Found(owner, tuple(drawings), tuple(problems), uids)


def _save(journal: OpenJournal, *, owner: Owner, drawn: Drawn) -> str:
    uid = DrawingUid(drawn.uid) if drawn.uid else None
    return save_drawing(journal.vault, journal.clock, owner, drawn.strokes, drawn.words, uid=uid)


def _take_back(journal: OpenJournal, *, first: Found) -> None:
    """Take off what was drawn since, and give back what was drawn on."""
    before = {drawing.uid: drawing for drawing in first.drawings}
    for uid in list_drawing_uids(journal.vault, first.owner):
        if uid not in first.uids:
            remove_drawing(journal.vault, uid)
        elif uid in before and drawing_saved_at(journal.vault, uid) != before[uid].saved_at:
            draw_on(journal.vault, journal.clock, uid, before[uid].strokes, before[uid].words)


def _remove(journal: OpenJournal, *, uid: str) -> object:
    return remove_drawing_for_good(journal.vault, journal.clock, DrawingUid(uid))

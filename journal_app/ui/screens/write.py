"""Write: the page itself, what was asked folded above it, and where it comes from beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.journal.asked import Asked
from journal_app.journal.drafts import Draft, DraftId, discard_draft, keep_draft
from journal_app.journal.drawings import Owner
from journal_app.journal.entries import EntryId
from journal_app.journal.sealed_draft import UnsavedPage
from journal_app.settings.preferences import Preferences
from journal_app.settings.sentences import sentence
from journal_app.ui.autosave import Autosave, Page
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.commands import add_command
from journal_app.ui.desk import Desk
from journal_app.ui.drawing.page_drawings import PageDrawings, draft_made, owner_of
from journal_app.ui.save_loop import SaveState, nothing_follows
from journal_app.ui.screens.origin_panel import OriginPanel
from journal_app.ui.screens.write_attachments import WriteAttachments
from journal_app.ui.screens.write_links import WriteLinks
from journal_app.ui.spelling.page_spelling import PageSpelling
from journal_app.ui.theme.typography import text_factor
from journal_app.ui.widgets.asked_fold import AskedFold
from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.column import PageWithFoot
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.kept_pages import page_name
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.page_and_panel import PageAndPanel
from journal_app.ui.widgets.page_frame import PageFrame
from journal_app.ui.widgets.status import StatusLine
from journal_app.ui.widgets.title_field import TitleField

LARGE_TEXT = 1.5
"""From this text scale on what was asked starts folded, so that the page itself is in sight."""


class WriteScreen(QWidget):
    """One page being written; it saves itself into its draft until the person is done.

    Signals:
        kept(EntryId): the page became an entry.
        left(): the page was put down without becoming one (nothing written, or discarded).
        steady_requested(): show a way to steady oneself.
        passage_requested(str): open a passage in Readings.
    """

    kept = Signal(object)
    left = Signal()
    steady_requested = Signal()
    passage_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._autosave: Autosave | None = None
        self._asked: Asked | None = None
        self._entry_id: EntryId | None = None
        self._build()
        self._connect()
        self._retranslate()

    @property
    def has_page(self) -> bool:
        """Whether a page is open here."""
        return self._autosave is not None

    def start_page(self, asked: Asked | None) -> None:
        """Open an empty page, to a prompt or free; nothing is stored until something is typed."""
        self._open(asked, "", "", None, None)
        self._spelling.open_page(None)

    def resume(self, draft: Draft) -> None:
        """Go on with a draft as it was left."""
        is_as_left = self._open(draft.asked, draft.title, draft.body, draft.id, draft.entry_id)
        self._spelling.open_page(draft.entry_id)
        if draft.entry_id is None and not is_as_left:
            self._editor.move_to_end()

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save what is not saved yet, then say whether everything is kept."""
        if self._autosave is None:
            then(True)
        else:
            self._drawings.flush_before(self._autosave.flush, then)

    def _make_owner_of_drawing(self, then: Callable[[Owner], None]) -> None:
        if self._autosave is not None:
            self._autosave.make_draft(partial(draft_made, self._autosave, then))

    def find_in_page(self) -> None:
        """Look for words in the page."""
        self._frame.find_words()

    def type_words(self, words: str) -> None:
        """Put words where the caret is, as typing does."""
        self._editor.insertPlainText(words)

    def text_at_risk(self) -> str:
        """Return the page's words while they are not saved; empty otherwise."""
        if self._autosave is None or self._autosave.state is not SaveState.FAILED:
            return ""
        return "\n\n".join(words for words in (self._title.text(), self._editor.text()) if words)

    def unsaved_page(self) -> UnsavedPage | None:
        """Return the page as it stands while its last words are not saved; None when all is kept."""
        page, drawing = self._read_page(), self._drawings.unsaved_drawing()
        if self._autosave is None or (self._autosave.is_all_kept and drawing is None):
            return None
        return UnsavedPage(page.title, page.body, self._asked, self._autosave.draft_id, drawing)

    def say_still_unsaved(self) -> None:
        """Say, after a lock that had to wait, that the words are here and not saved yet."""
        if self.unsaved_page() is not None:
            words = self.tr("Your last words could not be saved before the window locked. They are all still here.")
            self._problem.show_failure(words, action=self.tr("Try again now"))

    def _build(self) -> None:
        self._stack = QStackedWidget(self)
        self._beside = PageAndPanel(self._stack)
        self._sheet = PageWithFoot(self._beside)
        self._column = self._sheet.page
        inside = self._column.inside
        self._title = TitleField(inside)
        self._title.setAcceptDrops(False)  # a file that falls on it is for the page
        self._asked_fold = AskedFold(inside)
        self._frame = PageFrame(self._desk.preferences, inside)
        self._editor = self._frame.editor
        self._spelling = PageSpelling(self._desk, self._editor, self._title, self)
        self._problem, self._question = Notice(inside), Notice(inside)
        for notice in (self._problem, self._question):
            notice.hide()
        self._links = WriteLinks(self._desk, self._editor, inside)
        for widget in (self._title, self._asked_fold, self._problem, self._question, self._links.picker):
            self._column.column_layout.addWidget(widget)
        self._column.column_layout.addWidget(self._frame, 1)
        self._files = WriteAttachments(self._desk, self._editor, self)
        kept = QVBoxLayout()
        kept.setSpacing(0)  # most pages have neither
        kept.addWidget(self._files)
        self._drawings = PageDrawings(self._desk, self, make_owner=self._make_owner_of_drawing)
        kept.addWidget(self._drawings)
        self._column.column_layout.addLayout(kept)
        self._column.column_layout.addLayout(self._build_footer())
        self._panel = OriginPanel(self._desk, self._beside)
        self._beside.hold(self._sheet, self._panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._beside)
        self._stack.addWidget(self._files.picture_view)
        layout.addWidget(self._stack)
        self._place_panel()

    def _build_footer(self) -> FlowLayout:
        inside, below = self._column.inside, self._sheet.foot_inside
        self._status = StatusLine(below)
        self._words = caption_label(below)
        self._origin = quiet_button("", "book-open", inside)
        self._origin.setCheckable(True)
        self._add_file = quiet_button("", "paperclip", inside)
        self._discard = quiet_button("", "trash", below)
        self._steady = quiet_button("", "anchor", below)
        self._done = primary_button("", "", below)
        row = FlowLayout()
        for widget in (self._frame.tools_button, self._origin, self._add_file, self._drawings.add):
            row.addWidget(widget)
        self.setTabOrder(self._add_file, self._drawings.add)
        foot = FlowLayout(gap=12)
        for part in (self._status, self._words, self._discard, self._steady, self._done):
            foot.addWidget(part)
        foot.trail_from(self._discard)
        self._sheet.foot_layout.addLayout(foot)
        return row

    def _connect(self) -> None:
        self._title.textEdited.connect(self._on_page_edited)
        self._title.returnPressed.connect(self._editor.setFocus)
        self._editor.edited.connect(self._on_page_edited)
        self._frame.entry_link_requested.connect(self._links.ask)
        self._editor.word_count_changed.connect(self._on_editor_word_count_changed)
        self._origin.toggled.connect(self._on_origin_toggled)
        self._panel.close_requested.connect(self._on_panel_close_requested)
        self._panel.passage_requested.connect(self.passage_requested)
        self._add_file.clicked.connect(self._files.choose_files)
        self._editor.held_changed.connect(self._add_file.setDisabled)
        self._files.picture_opened.connect(self._on_files_picture_opened)
        self._files.picture_closed.connect(self._on_files_picture_closed)
        self._steady.clicked.connect(self.steady_requested)
        self._discard.clicked.connect(self._on_discard_clicked)
        self._done.clicked.connect(self.finish)
        self._problem.action_requested.connect(self._on_problem_action_requested)
        self._question.action_requested.connect(self._on_question_action_requested)
        self._desk.preferences.preferences_changed.connect(self._apply_preferences)
        self._finish_command = add_command(self, "", self.finish, "Ctrl+Return")

    def _retranslate(self) -> None:
        self._title.setPlaceholderText(self.tr("A title, if you like"))
        self._title.setAccessibleName(self.tr("Title, optional"))
        self._editor.setAccessibleName(self.tr("Your page"))
        self._origin.setText(self.tr("Where this comes from"))
        self._add_file.setText(self.tr("Add a picture or file…"))
        self._drawings.add.setText(self.tr("Draw"))
        self._steady.setText(self.tr("Steady me"))
        self._discard.setText(self.tr("Discard this page"))
        self._done.setText(self.tr("Done"))
        self._finish_command.setText(self.tr("Done: keep this page"))
        self._done.setToolTip(self.tr("Keep this page in the journal (Ctrl+Enter)"))

    def _open(
        self, asked: Asked | None, title: str, body: str, draft_id: DraftId | None, entry_id: EntryId | None
    ) -> bool:
        self._let_go()
        self._asked = asked
        self._entry_id = entry_id
        self._title.setText(title)
        is_as_left = self._frame.open_page(page_name(entry_id, draft_id), body)
        self._editor.setPlaceholderText((asked.stem if asked else "") or self.tr("Start anywhere."))
        self._discard.setText(self.tr("Leave it as it was") if entry_id is not None else self.tr("Discard this page"))
        self._problem.hide()
        self._question.hide()
        self._autosave = Autosave(self._desk.jobs, self._read_page, asked=asked, draft_id=draft_id, parent=self)
        self._autosave.is_on_its_way = self._editor.is_changing
        self._autosave.state_changed.connect(self._on_autosave_state_changed)
        self._autosave.save_failed.connect(self._on_autosave_save_failed)
        self._on_autosave_state_changed(self._autosave.state)
        self._files.begin(self._autosave, entry_id)
        self._drawings.show_page(owner_of(entry_id, draft_id))
        self._links.begin(entry_id)
        self._asked_fold.setVisible(asked is not None)
        self._origin.setVisible(asked is not None)
        if asked is not None:
            self._asked_fold.show_asked(asked, is_open=not body and text_factor() < LARGE_TEXT)
            self._panel.show_origin(asked)
        self._origin.setChecked(asked is not None and self._beside.fits(self.width()))
        self._place_panel()
        self._apply_preferences(self._desk.preferences.preferences)
        self._editor.setFocus()
        return is_as_left

    def _apply_preferences(self, preferences: Preferences) -> None:
        self._words.setVisible(preferences.word_count_shown)
        self._sheet.set_measure(preferences.measure)

    def finish(self) -> None:
        """Keep the page as an entry; a page with nothing on it is put down quietly."""
        if self._sheet.isEnabled():
            self.flush(self._on_finish_flushed)

    def _read_page(self) -> Page:
        return Page(self._title.text(), self._editor.text())

    def _is_empty(self) -> bool:
        """Say whether there is nothing on the page: no word, and no picture or file beside it."""
        return self._read_page().is_blank and not (self._files.has_any or self._drawings.has_any)

    def _on_finish_flushed(self, is_kept: bool) -> None:
        autosave = self._autosave
        if autosave is None or not is_kept:
            return
        if autosave.draft_id is None or self._is_empty():
            self._put_down(autosave.draft_id)
            return
        self._sheet.setEnabled(False)  # a word typed from here on would be on no page that is kept
        self._desk.jobs.run(
            partial(_keep, draft_id=autosave.draft_id),
            owner=self,
            done=self._on_jobs_kept,
            failed=self._on_jobs_not_kept,
            changes=frozenset({Kind.ENTRIES, Kind.DRAFTS}),
        )

    def _on_jobs_kept(self, entry_id: EntryId) -> None:
        self._spelling.keep_language(entry_id)
        self._entry_id = entry_id  # so that its undo is found under the entry
        self._close_page()
        self.kept.emit(entry_id)

    def _on_jobs_not_kept(self, failure: Failure) -> None:
        self._sheet.setEnabled(True)
        self._editor.setFocus()
        self._on_autosave_save_failed(failure)

    def _put_down(self, draft_id: DraftId | None) -> None:
        self._editor.set_text("")
        self._close_page()
        if draft_id is not None:
            self._desk.jobs.run(partial(_discard, draft_id=draft_id), owner=self, changes=frozenset({Kind.DRAFTS}))
        self.left.emit()

    def _close_page(self) -> None:
        self._let_go()
        self._spelling.close_page()
        self._sheet.setEnabled(True)
        self._title.clear()

    def _let_go(self) -> None:
        """Part from the page's autosave, so that nothing of the next page can reach the last one's draft."""
        if self._autosave is not None:
            self._frame.put_away(page_name(self._entry_id, self._autosave.draft_id))
            self._autosave.stop()
            self._autosave.deleteLater()
            self._autosave = None
        self._files.end()
        self._drawings.show_page(None)
        self._links.end()

    def _on_files_picture_opened(self) -> None:
        self._stack.setCurrentWidget(self._files.picture_view)

    def _on_files_picture_closed(self) -> None:
        if self._stack.currentWidget() is not self._beside:
            self._stack.setCurrentWidget(self._beside)
            self._editor.setFocus()

    def _on_page_edited(self) -> None:
        if self._autosave is not None:
            self._autosave.mark_edited()

    def _on_autosave_state_changed(self, state: SaveState) -> None:
        words = {
            SaveState.EMPTY: ("", ""),
            SaveState.UNSAVED: (self.tr("Writing…"), ""),
            SaveState.SAVED: (self.tr("Not kept"), "")
            if self._desk.is_guest
            else (self.tr("Saved and encrypted"), "check"),
            SaveState.FAILED: (self.tr("Not saved yet"), "triangle-alert"),
        }
        self._status.say(*words[state])
        if state is SaveState.SAVED:
            self._problem.hide()

    def _on_autosave_save_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields), action=self.tr("Try again now"))

    def _on_problem_action_requested(self) -> None:
        self.flush(nothing_follows)

    def _on_editor_word_count_changed(self, count: int) -> None:
        self._words.setText(self.tr("One word") if count == 1 else self.tr("%n words", "", count))

    def _on_discard_clicked(self) -> None:
        if self._is_empty():
            self._on_question_action_requested()
        elif self._entry_id is not None:
            question = self.tr("Leave the entry as it was before you opened it? What you changed since will be gone.")
            self._question.show_question(question, self.tr("Leave it as it was"))
        else:
            question = self.tr("Discard what is on this page? It can't be brought back.")
            self._question.show_question(question, self.tr("Discard"))

    def _on_question_action_requested(self) -> None:
        if self._autosave is not None:
            self._drawings.take_back()
            self._put_down(self._autosave.draft_id)

    def _on_origin_toggled(self, _is_on: bool) -> None:
        self._place_panel()

    def _on_panel_close_requested(self) -> None:
        self._origin.setChecked(False)
        self._editor.setFocus()

    def _place_panel(self) -> None:
        is_shown = self._asked is not None and self._origin.isChecked()
        self._asked_fold.set_quote_shown(not is_shown)
        self._beside.show_panel(is_shown)


def _keep(journal: OpenJournal, *, draft_id: DraftId) -> EntryId:
    return keep_draft(journal.vault, journal.clock, draft_id)


def _discard(journal: OpenJournal, *, draft_id: DraftId) -> None:
    discard_draft(journal.vault, draft_id)

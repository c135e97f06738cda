"""The part of Settings about spelling: whether doubtful words are underlined, the language, and one's own words."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
from journal_app.journal.spelling import remove_own_word
from journal_app.settings.dictionaries import usual_language
from journal_app.settings.preferences import Preferences
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.spelling.menu import language_name
from journal_app.ui.spelling.page_spelling import SpellingState, fetch_spelling
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label, caption_label
from journal_app.ui.widgets.notice import Notice


class SpellingForm(QWidget):
    """Every change is in force at once; where nothing can be looked up, a sentence says why."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._build()
        self._connect()
        self._apply_preferences(desk.preferences.preferences)

    def refresh(self) -> None:
        """Fetch the person's wishes and the dictionaries of this computer, and show them."""
        self._desk.jobs.run(
            partial(fetch_spelling, entry_id=None), owner=self, done=self._render, failed=self._on_jobs_failed
        )

    def _build(self) -> None:
        self._shown = TickBox(self.tr("Underline words that may not be spelt as meant"), self)
        self._about = caption_label(self, self.tr("Words are looked up on this computer only."))
        self._problem = Notice(self)
        self._problem.hide()
        self._language = FoldedList(self)
        self._words = FoldedList(self)
        self._take_out = quiet_button(self.tr("Take it out"), "", self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._row(self.tr("The language you usually write in"), self._language)
        self._row(self.tr("Words you added"), self._words)
        self._grid.addWidget(self._take_out, self._grid.rowCount(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addSpacing(8)
        layout.addWidget(Heading(2, self.tr("Spelling"), self))
        for widget in (self._problem, self._shown, self._about):
            layout.addWidget(widget)
        layout.addLayout(self._grid)
        layout.addWidget(caption_label(self, self.tr("Your words are kept inside your journal.")))

    def _row(self, words: str, control: FoldedList) -> None:
        label = Label(words, parent=self)
        label.setBuddy(control)
        control.setAccessibleName(words)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(control, row, 1)

    def _connect(self) -> None:
        self._shown.clicked.connect(self._on_shown_clicked)
        self._language.activated.connect(self._on_language_activated)
        self._take_out.clicked.connect(self._on_take_out_clicked)
        self._desk.preferences.preferences_changed.connect(self._apply_preferences)
        self._desk.hub.changed.connect(self._on_hub_changed)

    def _apply_preferences(self, preferences: Preferences) -> None:
        self._shown.setChecked(preferences.spelling_shown)

    def _render(self, state: SpellingState) -> None:
        if state.problem:
            self._problem.show_message(sentence(state.problem))
        else:
            self._problem.hide()
        self._shown.setEnabled(not state.problem)
        self._language.setEnabled(bool(state.dictionaries))
        self._language.clear()
        for code in state.dictionaries:
            self._language.addItem(language_name(code), code)
        usual = usual_language(state.wishes.usual_language, QLocale.system().name(), state.dictionaries)
        self._language.setCurrentIndex(self._language.findData(usual))
        self._render_words(state.wishes.own_words)

    def _render_words(self, words: tuple[str, ...]) -> None:
        self._words.clear()
        self._words.addItems(words)
        self._words.setPlaceholderText(self.tr("None yet"))
        self._words.setCurrentIndex(0 if words else -1)
        self._words.setEnabled(bool(words))
        self._take_out.setEnabled(bool(words))

    def _on_shown_clicked(self, is_on: bool) -> None:
        self._desk.preferences.change(spelling_shown=is_on)

    def _on_language_activated(self, _index: int) -> None:
        self._desk.jobs.run(
            partial(_save_language, code=str(self._language.currentData())),
            owner=self,
            failed=self._on_jobs_failed,
            changes=frozenset({Kind.SPELLING}),
        )

    def _on_take_out_clicked(self) -> None:
        word = self._words.currentText()
        self._desk.jobs.run(
            partial(_remove_word, word=word),
            owner=self,
            done=partial(self._on_jobs_word_removed, word),
            failed=self._on_jobs_failed,
            changes=frozenset({Kind.SPELLING}),
        )

    def _on_jobs_word_removed(self, word: str, words: tuple[str, ...]) -> None:
        had_focus = self._take_out.hasFocus()
        self._render_words(words)
        if had_focus and not words:
            self._shown.setFocus()
        announce(self, self.tr("“%1” is taken out.").replace("%1", word))

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields))

    def _on_hub_changed(self, kinds: frozenset[Kind], initiator: object) -> None:
        if Kind.SPELLING in kinds and initiator is not self and self.isVisible():
            self.refresh()


def _save_language(journal: OpenJournal, *, code: str) -> None:
    preferences = load_private_preferences(journal.vault)
    save_private_preferences(journal.vault, replace(preferences, spelling_language=code))


def _remove_word(journal: OpenJournal, *, word: str) -> tuple[str, ...]:
    return remove_own_word(journal.vault, word)

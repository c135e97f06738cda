"""Spelling for one page: in its language, with the person's own words, from the menu, by keys, or not at all.

Everything the person decides is kept inside the vault, except whether lines are drawn, which is a look.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QLocale, QObject, QPoint
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit

from journal_app.journal.entries import EntryId
from journal_app.journal.marks import set_language
from journal_app.journal.spelling import SpellingWishes, add_own_word, load_spelling_wishes
from journal_app.settings.dictionaries import Dictionary, can_check_spelling, find_dictionaries, usual_language
from journal_app.settings.preferences import Preferences
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.commands import add_command
from journal_app.ui.desk import Desk
from journal_app.ui.spelling.judge import Judge, words_in
from journal_app.ui.spelling.lookup import Lookup
from journal_app.ui.spelling.menu import SpellingMenu
from journal_app.ui.spelling.next_doubtful import NextDoubtful
from journal_app.ui.spelling.title_spelling import TitleSpelling
from journal_app.ui.spelling.underlines import Underlines
from journal_app.ui.spelling.words import Word
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.editor import PageEditor


@dataclass(frozen=True, slots=True)
class SpellingState:
    """What the person wishes, and the dictionaries there are."""

    wishes: SpellingWishes
    dictionaries: dict[str, Dictionary]
    problem: str = ""
    """Why nothing can be looked up here, a code of `settings.sentences`; "" where it can."""


class PageSpelling(QObject):
    """Checks the spelling of what is written in one editor and in the title above it."""

    def __init__(
        self, desk: Desk, edit: PageEditor, title: QLineEdit, parent: QObject, lookup: Lookup | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._edit = edit
        self._entry_id: EntryId | None = None
        self._language = ""
        self._state: SpellingState | None = None
        self._problem = ""
        self._has_page = False
        self._lookup = lookup or Lookup(self)
        self._judge = Judge(self._lookup)
        self._underlines = Underlines(edit, self._lookup, self._judge)
        self._title = TitleSpelling(title, self._lookup, self._judge)
        self._next = NextDoubtful(edit, self._lookup, self._judge)
        self._add_commands()
        self._connect()

    @property
    def language(self) -> str:
        """The code of the language the page is checked in; "" for none."""
        state = self._state
        if state is None:
            return ""
        wished = self._language or state.wishes.usual_language
        return usual_language(wished, QLocale.system().name(), state.dictionaries)

    def open_page(self, entry_id: EntryId | None) -> None:
        """Begin with another page; `entry_id` names the entry it is the new wording of."""
        self._has_page = True
        self._entry_id = entry_id
        self._language = ""
        self._judge.begin_page()
        self._fetch()

    def close_page(self) -> None:
        """Let go of the page and of all that is known of its words."""
        self._has_page = False
        self._next.stop()
        self._judge.begin_page()
        self._follow()

    def keep_language(self, entry_id: EntryId) -> None:
        """Mark the entry that the page became with the language that was chosen for it, if one was."""
        if self._language and self._entry_id is None:
            self._desk.jobs.run(partial(_set_language, entry_id=entry_id, language=self._language), owner=self)

    def set_language(self, code: str) -> None:
        """Check this page in another language from now on; kept with its entry."""
        self._language = code
        if self._entry_id is not None:
            self._desk.jobs.run(partial(_set_language, entry_id=self._entry_id, language=code), owner=self)
        self._follow()

    def add_word(self, word: str) -> None:
        """Take a word as right from now on, on every page."""
        self._desk.jobs.run(
            partial(_add_word, word=word),
            owner=self,
            done=self._on_jobs_words_changed,
            changes=frozenset({Kind.SPELLING}),
        )

    def ignore(self, word: str) -> None:
        """Pass a word over on this page."""
        self._judge.ignore(word)
        self._refresh()

    def replace(self, cursor: QTextCursor, word: str) -> None:
        """Put a word in the place of another, as typing would: one step of undo."""
        self._edit.settle()
        cursor.insertText(word)
        self._edit.setTextCursor(cursor)

    def _add_commands(self) -> None:
        add_command(self._edit, self.tr("Go to the next doubtful word"), self._on_next_wished, "F7")
        add_command(self._edit, self.tr("Suggestions for this word"), self._on_menu_wished, "Shift+F7")
        self._switch = add_command(self._edit, self.tr("Underline doubtful words"), self._on_switch_triggered)
        self._switch.setCheckable(True)

    def _connect(self) -> None:
        self._edit.installEventFilter(self)
        self._edit.viewport().installEventFilter(self)
        self._lookup.failed.connect(self._on_lookup_failed)
        self._title.menu_wished.connect(self._on_title_menu_wished)
        self._next.found.connect(self._on_next_found)
        self._next.none_found.connect(self._on_next_none_found)
        self._desk.preferences.preferences_changed.connect(self._on_preferences_changed)
        self._desk.hub.changed.connect(self._on_hub_changed)

    def _fetch(self) -> None:
        job = partial(fetch_spelling, entry_id=self._entry_id)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_fetched)

    def _follow(self) -> None:
        """Bring lookup and lines in step with the page, its language and the setting."""
        is_on = self._has_page and self._desk.preferences.preferences.spelling_shown
        dictionary = self._state.dictionaries.get(self.language) if self._state is not None else None
        self._problem = self._state.problem if self._state is not None else ""
        self._switch.setChecked(self._desk.preferences.preferences.spelling_shown)
        self._lookup.open(dictionary if is_on and not self._problem else None)
        for lines in (self._underlines, self._title):
            lines.set_on(is_on and dictionary is not None)

    def _refresh(self) -> None:
        self._underlines.refresh()
        self._title.refresh()

    def _word_at(self, place: int) -> QTextCursor | None:
        """Return the doubtful word at a place of the text, selected; None where there is none."""
        block = self._edit.document().findBlock(place)
        inside = place - block.position()
        for word in words_in(block, max(0, inside - 200), min(inside + 200, block.length() - 1)):
            if word.start <= inside <= word.end and self._judge.is_doubtful(word.text):
                cursor = QTextCursor(self._edit.document())
                cursor.setPosition(block.position() + word.start)
                cursor.setPosition(block.position() + word.end, QTextCursor.MoveMode.KeepAnchor)
                return cursor
        return None

    def _open_menu(self, place: int, at: QPoint) -> None:
        """Open the page's menu at a point of the editor; a doubtful word there has its suggestions at the top."""
        word = self._word_at(place) if self._underlines.is_on else None
        if word is None:
            self._show_menu(None, at, ())
            return
        self._lookup.suggest(word.selectedText(), partial(self._show_menu, word, at))

    def _show_menu(self, word: QTextCursor | None, at: QPoint, suggestions: tuple[str, ...]) -> None:
        if not self._edit.isVisible() or (word is not None and not word.selectedText()):
            return
        usual = self._edit.createStandardContextMenu(at)
        menu = SpellingMenu(self._edit, usual, self._edit.viewport().mapToGlobal(at))
        if word is not None:
            menu.replacement_chosen.connect(partial(self.replace, word))
        self._open(menu, "" if word is None else word.selectedText(), suggestions)

    def _show_title_menu(self, word: Word | None, at: QPoint, suggestions: tuple[str, ...]) -> None:
        menu = self._title.make_menu(at)
        if word is not None:
            menu.replacement_chosen.connect(partial(self._title.replace, word))
        self._open(menu, "" if word is None else word.text, suggestions)

    def _open(self, menu: SpellingMenu, word: str, suggestions: tuple[str, ...]) -> None:
        if word:
            own = self._judge.taught_like(word)
            menu.offer(word, (*own, *(one for one in suggestions if one not in own)))
            menu.word_added.connect(self.add_word)
            menu.word_ignored.connect(self.ignore)
        menu.offer_languages(tuple(self._state.dictionaries) if self._state else (), self.language, self._why_not())
        menu.language_chosen.connect(self.set_language)
        menu.open()

    def _why_not(self) -> str:
        """Return the sentence that says why nothing is looked up; "" where it is."""
        if self._problem:
            return sentence(self._problem)
        is_on = self._desk.preferences.preferences.spelling_shown
        return "" if is_on else self.tr("Spelling is not checked: it is switched off in Settings.")

    def _when_able(self, step: Callable[[], None]) -> None:
        if words := self._why_not():
            announce(self._edit, words)
        else:
            step()

    def _on_next_wished(self) -> None:
        self._when_able(self._go_to_next)

    def _go_to_next(self) -> None:
        """Go on in the title while one is in it, then down the page."""
        is_in_title = self._title.has_keyboard
        if is_in_title and self._title.choose_next():
            self._title.ask()
        else:
            self._next.begin(from_start=is_in_title)

    def _on_next_found(self) -> None:
        self._edit.setFocus()
        self._on_menu_wished()

    def _on_title_menu_wished(self, place: int, at: QPoint) -> None:
        if (word := self._title.word_at(place)) is None:
            self._show_title_menu(None, at, ())
        else:
            self._lookup.suggest(word.text, partial(self._show_title_menu, word, at))

    def _on_menu_wished(self) -> None:
        if self._title.has_keyboard:
            self._title.ask()
            return
        cursor = self._edit.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._open_menu(cursor.position(), self._edit.cursorRect(cursor).bottomLeft())

    def _on_next_none_found(self) -> None:
        if self._title.choose_next(from_start=True):
            self._title.ask()
            return
        announce(self._edit, self.tr("No doubtful word on this page."))

    def _on_switch_triggered(self) -> None:
        self._desk.preferences.change(spelling_shown=not self._desk.preferences.preferences.spelling_shown)

    def _on_jobs_fetched(self, state: SpellingState) -> None:
        self._state = state
        self._language = self._language or state.wishes.entry_language
        self._judge.own_words = frozenset(state.wishes.own_words)
        self._follow()

    def _on_jobs_words_changed(self, words: tuple[str, ...]) -> None:
        self._judge.own_words = frozenset(words)
        self._refresh()

    def _on_lookup_failed(self, code: str) -> None:
        self._problem = code

    def _on_preferences_changed(self, _preferences: Preferences) -> None:
        self._follow()

    def _on_hub_changed(self, kinds: frozenset[Kind], initiator: object) -> None:
        if self._has_page and Kind.SPELLING in kinds and initiator is not self:
            self._fetch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu with what is said of the word at the mouse, or at the caret for the menu key."""
        if event.type() is not QEvent.Type.ContextMenu or not isinstance(event, QContextMenuEvent):
            return super().eventFilter(watched, event)
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._on_menu_wished()
        else:
            at = (
                event.pos()
                if watched is self._edit.viewport()
                else self._edit.viewport().mapFrom(self._edit, event.pos())
            )
            self._open_menu(self._edit.cursorForPosition(at).position(), at)
        return True


def fetch_spelling(journal: OpenJournal, *, entry_id: EntryId | None) -> SpellingState:
    """Return the person's wishes and the dictionaries of this computer; a job, for folders are looked through."""
    wishes = load_spelling_wishes(journal.vault, entry_id)
    if not can_check_spelling():
        return SpellingState(wishes, {}, "spelling_missing")
    dictionaries = find_dictionaries()
    return SpellingState(wishes, dictionaries, "" if dictionaries else "spelling_no_dictionary")


def _add_word(journal: OpenJournal, *, word: str) -> tuple[str, ...]:
    return add_own_word(journal.vault, word)


def _set_language(journal: OpenJournal, *, entry_id: EntryId, language: str) -> None:
    set_language(journal.vault, entry_id, language)

"""The window after unlock: the rail on the leading side, the places beside it, each place built at its first visit.

All but Today are imported then, too, unless `opening.warm_places` was there before: the first page need not wait.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journal_app.content.model import ArticleId, PassageId, PromptId
from journal_app.journal.asked import Asked, asked_from_prompt
from journal_app.journal.drafts import Draft, DraftId
from journal_app.journal.entries import EntryId
from journal_app.settings.product import DISPLAY_NAME
from journal_app.ui import places
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.building_ahead import BuildingAhead, unbuilt
from journal_app.ui.commands import PLACE_PROPERTY
from journal_app.ui.desk import Desk
from journal_app.ui.in_hand import InHand, Writing
from journal_app.ui.journal_view import JournalView
from journal_app.ui.page_jobs import edit_page, load_page
from journal_app.ui.palette_opening import PaletteOpening
from journal_app.ui.practice_ways import PracticeWays
from journal_app.ui.shell_commands import add_shell_commands
from journal_app.ui.tab_order import step_as_read
from journal_app.ui.theme.typography import scaled
from journal_app.ui.undo_bar import UndoBar
from journal_app.ui.widgets.nav_rail import NavRail

if TYPE_CHECKING:  # imported at the first visit
    from journal_app.journal.sealed_draft import UnsavedPage
    from journal_app.ui.screens.journal import JournalScreen
    from journal_app.ui.screens.prompts import PromptsScreen
    from journal_app.ui.screens.readings import ReadingsScreen
    from journal_app.ui.screens.write import WriteScreen

PAGE_LEAST_PX = 400
"""Room a page needs beside the rail's words, at 100 % text; with less the rail shows its icons only."""


class Shell(QWidget):
    """Holds the places and carries wishes from one to another.

    Signals:
        support_requested(): open Support over everything.
        steady_requested(): open ways to steady oneself over everything.
        lock_requested(): lock now.
        hide_requested(): hide everything now.
        relaunch_requested(): the journal is closed; a fresh window should open what is there now.
        erased(bool): the journal is gone; True when everything of the program on this machine is.
        ready(): the first page is on screen.
    """

    support_requested = Signal()
    steady_requested = Signal()
    lock_requested = Signal()
    hide_requested = Signal()
    relaunch_requested = Signal()
    erased = Signal(bool)
    ready = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._screens: dict[str, QWidget] = {}
        self._write: WriteScreen | None = None
        self._journal: JournalScreen | None = None
        self._readings: ReadingsScreen | None = None
        self._prompts: PromptsScreen | None = None
        self._in_hand = InHand()
        self.practices = PracticeWays(self)
        self._here = places.TODAY
        self._opened_from: dict[str, str] = {}
        self._palette = PaletteOpening(self, desk)
        self.ahead = BuildingAhead(self)
        self.unwatched: Callable[[], AbstractContextManager[None]] = nullcontext
        """What going somewhere is done in."""
        self._builders: dict[str, Callable[[], QWidget]] = {
            places.TODAY: partial(places.build_today, self),
            places.WRITE: self._build_write,
            places.JOURNAL: self._build_journal,
            places.READINGS: self._build_readings,
            places.PROMPTS: self._build_prompts,
            **self.practices.builders(),
            places.CIRCLE: partial(places.build_circle, self),
            places.PATTERNS: partial(places.build_patterns, self),
            places.SETTINGS: partial(places.build_settings, self),
            places.ABOUT: partial(places.build_about, self),
            places.VAULT_LIFE: partial(places.build_vault_life, self),
            places.PROMISES: partial(places.build_promises, self),
            places.MOVING: partial(places.build_moving, self),
            places.SHORTCUTS: partial(places.build_shortcuts, self),
            places.TAGS: partial(places.build_tags, self),
        }
        self._build()
        self._connect()

    @property
    def desk(self) -> Desk:
        """What its screens work with."""
        return self._desk

    @property
    def pages(self) -> QWidget:
        """What its screens are made in: moving one there once it is whole takes as long as a third of making it."""
        return self._stack

    @property
    def page(self) -> QWidget | None:
        """The screen that is shown now."""
        return self._stack.currentWidget()

    def preparing_steps(self) -> tuple[Callable[[], object], ...]:
        """Return what can be done before `start` in turns of its own: build the first page, and draw unseen.

        What is drawn once has its styles, layouts, letters and icons; nothing private is on it yet.
        """
        return (partial(self._screen, places.TODAY), self._rail.grab, self._stack.grab)

    def build_ahead(self) -> None:
        """Build the likeliest places behind the first page, while nobody touches anything: no visit waits for them."""
        self.ahead.begin(unbuilt(places.LIKELIEST, self._screens, self._screen, draw=self._draw_unseen))

    def start(self) -> None:
        """Fetch and show the first page; `ready` follows."""
        self.open_place(places.TODAY)

    def open_place(self, name: str) -> None:
        """Go to a place by name; the page being written is saved first and waits as a draft."""
        if name == places.SUPPORT:
            self.support_requested.emit()
        elif name == places.LOCK:
            self.lock_requested.emit()
        elif name == places.SHORTCUTS:
            self.flush_then(self._show_shortcuts)
        elif name == places.JOURNAL == self._here:
            self._in_journal().leave_trash()
        else:
            self.flush_then(partial(self._show, name))

    def leave_place(self, name: str) -> None:
        """Go back from a place that is looked something up in, to where one was, page being written and all."""
        self.open_place(self._opened_from.get(name, places.TODAY))
        self.focus_page()

    def open_passage(self, passage_id: PassageId) -> None:
        """Open Readings at a passage."""
        self.flush_then(partial(self._show_passage, passage_id))

    def open_article(self, article_id: ArticleId) -> None:
        """Open Readings at the start of an article."""
        self.flush_then(partial(self._show_article, article_id))

    def open_search(self) -> None:
        """Open the Journal with the keyboard in its search."""
        self.flush_then(self._focus_search)

    def search_for(self, text: str) -> None:
        """Open the Journal and search it, as if this had been typed there."""
        self.flush_then(partial(self._search_for, text))

    def open_view(self, view: JournalView) -> None:
        """Open the Journal in one of its ways of looking at the pages."""
        self.flush_then(partial(self._show_view, view))

    def find_here(self) -> None:
        """Find in the page being written where one is, else in the journal."""
        if self._here == places.WRITE and self._write is not None and self._write.has_page:
            self._write.find_in_page()
        else:
            self.open_search()

    def open_trash(self) -> None:
        """Open the Journal at what is in the trash."""
        self.flush_then(self._show_trash)

    def read_entries(self, entry_ids: tuple[EntryId, ...]) -> None:
        """Read some pages as one."""
        self.flush_then(partial(self._read_entries, entry_ids))

    def open_palette(self) -> None:
        """Open the command palette over the page, or close it; nothing below changes."""
        self._palette.toggle()

    def look_at_prompt(self, prompt_id: PromptId) -> None:
        """Open Prompts with a prompt shown whole."""
        self.flush_then(partial(self._show_prompt, prompt_id))

    def open_page(self, asked: Asked | None) -> None:
        """Open an empty page, to a prompt or free."""
        self.flush_then(partial(self._start_page, asked))

    def open_prompt(self, prompt_id: PromptId) -> None:
        """Open an empty page to a prompt of the pack."""
        self.open_page(asked_from_prompt(self._desk.pack, self._desk.pack.prompts[prompt_id]))

    def open_draft(self, draft_id: DraftId) -> None:
        """Go on with an unfinished page."""
        self._fetch_page(partial(load_page, draft_id=draft_id))

    def open_entry(self, entry_id: EntryId) -> None:
        """Read an entry."""
        self.flush_then(partial(self._show_entry, entry_id))

    def edit_entry(self, entry_id: EntryId) -> None:
        """Open an entry for writing, as a draft over it."""
        self._fetch_page(partial(edit_page, entry_id=entry_id))

    def flush_then(self, step: Callable[[], None]) -> None:
        """Save the page being written, then go on; where that fails its own notice says why we stay."""
        self.flush(partial(self._when_kept, step))

    def show_place(self, name: str) -> QWidget:
        """Show a place and return it, for those who open it at something of its own."""
        self._show(name)
        return self._screen(name)

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save the page being written, then say whether everything is kept."""
        self._in_hand.flush(then)

    def text_at_risk(self) -> str:
        """Return the words of a page that could not be saved; empty when all is kept."""
        return self._in_hand.text_at_risk()

    def unsaved_page(self) -> "UnsavedPage | None":
        """Return the page whose last words are not saved; None when all is kept."""
        return self._in_hand.unsaved_page()

    def say_still_unsaved(self) -> None:
        """Say, after a lock that had to wait, that the words are here and not saved yet."""
        self._in_hand.say_still_unsaved()

    def show_name(self, name: str) -> None:
        """Show the journal's own name above the places; the product's where it has none."""
        self._rail.set_name(name or DISPLAY_NAME)

    def hold(self, place: Writing) -> None:
        """Save what is written on a place of its own before anything else is done."""
        self._in_hand.add(place)

    def add_bar(self, bar: QWidget) -> None:
        """Show a bar below the pages, which make room for it."""
        self._beside.addWidget(bar)
        bar.show()  # at once: a layout would show it with the next turn of the loop

    def focus_page(self) -> None:
        """Put the keyboard back where the person was."""
        if (screen := self._stack.currentWidget()) is not None:
            (screen.focusWidget() or screen).setFocus()

    def _build(self) -> None:
        self._rail = NavRail(DISPLAY_NAME, self)
        self._rail.set_places(*places.rail_items())
        self._stack = QStackedWidget(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._rail)
        self._beside = QVBoxLayout()
        self._beside.setSpacing(0)
        self._beside.addWidget(self._stack, 1)
        self.undo_bar = UndoBar(self._desk, self)
        self.undo_bar.closed.connect(self.focus_page)
        self._beside.addWidget(self.undo_bar)
        layout.addLayout(self._beside, 1)

    def _fit_rail(self) -> None:
        self._rail.set_compact(self.width() - self._rail.full_width() < scaled(PAGE_LEAST_PX))

    def _connect(self) -> None:
        self._rail.place_requested.connect(self.open_place)
        self._rail.hide_requested.connect(self.hide_requested)
        add_shell_commands(self, self._desk)

    def _screen(self, name: str) -> QWidget:
        if name not in self._screens:
            screen = self._screens[name] = self._builders[name]()
            screen.setProperty(PLACE_PROPERTY, places.words_of(name))
            self._stack.addWidget(screen)
        return self._screens[name]

    def _show(self, name: str) -> None:
        self._palette.close()
        if name in places.ASIDE and self._here != name:
            self._opened_from[name] = self._opened_from.get(self._here, self._here)
        self._here = name
        self.undo_bar.setHidden(self.undo_bar.isHidden() or name == places.WRITE)
        self._stack.setCurrentWidget(self._screen(name))
        self._rail.select(places.on_rail(name))

    def _when_kept(self, step: Callable[[], None], is_kept: bool) -> None:
        """Go on only when the page is kept; otherwise its own notice says why we stay."""
        if is_kept:
            with self.unwatched():
                step()

    def _fetch_page(self, job: Callable[[OpenJournal], Draft]) -> None:
        fetch = partial(
            self._desk.jobs.run, job, owner=self, done=self._on_jobs_page_fetched, changes=frozenset({Kind.DRAFTS})
        )
        self.flush_then(fetch)

    def _on_jobs_page_fetched(self, draft: Draft) -> None:
        self._show(places.WRITE)
        assert self._write is not None
        self._write.resume(draft)

    def _start_page(self, asked: Asked | None) -> None:
        self._show(places.WRITE)
        assert self._write is not None
        self._write.start_page(asked)

    def _show_passage(self, passage_id: PassageId) -> None:
        self._show(places.READINGS)
        assert self._readings is not None
        self._readings.show_passage(passage_id)

    def _in_journal(self) -> "JournalScreen":
        """Show the Journal and return it."""
        self._show(places.JOURNAL)
        assert self._journal is not None
        return self._journal

    def _show_entry(self, entry_id: EntryId) -> None:
        self._in_journal().show_entry(entry_id)

    def _show_article(self, article_id: ArticleId) -> None:
        self._show(places.READINGS)
        assert self._readings is not None
        self._readings.show_article(article_id)

    def _show_prompt(self, prompt_id: PromptId) -> None:
        self._show(places.PROMPTS)
        assert self._prompts is not None
        self._prompts.show_prompt(prompt_id)

    def _show_trash(self) -> None:
        self._in_journal().show_trash()

    def _show_view(self, view: JournalView) -> None:
        self._in_journal().show_view(view)
        self._in_journal().setFocus()

    def _read_entries(self, entry_ids: tuple[EntryId, ...]) -> None:
        self._in_journal().read_entries(entry_ids)

    def _show_shortcuts(self) -> None:
        self._show(places.SHORTCUTS)
        self.ahead.begin(unbuilt(self._builders, self._screens, self._screen), is_urgent=True)

    def _draw_unseen(self, screen: QWidget) -> None:
        if screen is not self._stack.currentWidget():
            screen.resize(self._stack.size())
            screen.grab()

    def _focus_search(self) -> None:
        self._in_journal().focus_search()

    def _search_for(self, text: str) -> None:
        self._in_journal().search_for(text)

    def _build_write(self) -> QWidget:
        self._write = places.build_write(self)
        self._in_hand.add(self._write)
        return self._write

    def _build_journal(self) -> QWidget:
        self._journal = places.build_journal(self)
        return self._journal

    def _build_readings(self) -> QWidget:
        self._readings = places.build_readings(self)
        return self._readings

    def _build_prompts(self) -> QWidget:
        self._prompts = places.build_prompts(self)
        return self._prompts

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return step_as_read(self.window(), is_next=is_next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self._fit_rail()

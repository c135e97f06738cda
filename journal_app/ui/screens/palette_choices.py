"""What the command palette offers: what can be done now, and what the journal and the pack hold, by its words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from journal_app.content.model import ArticleId, Pack, PracticeId, PromptId
from journal_app.journal.drafts import DraftId, DraftSummary, list_drafts
from journal_app.journal.entries import EntryId, EntrySummary
from journal_app.journal.query import Field, Filter, write_term
from journal_app.journal.search import search_entries
from journal_app.journal.tags import known_tags
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.commands import Command, keys_text
from journal_app.ui.models.matching import best_first, fold
from journal_app.ui.models.timeline_rows import entry_title, spoken_day
from journal_app.ui.screens.allowed_prompts import Allowance, fetch_allowance
from journal_app.ui.screens.practice_page import about_practice
from journal_app.ui.screens.prompt_page import about_prompt

MOST_ENTRIES = 8
"""Entries listed for what was typed, the newest; the Journal's own search has them all."""

_SHORT_TITLE = 90


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its name, a line about it, further words it is found by, and how it is done."""

    title: str
    about: str
    do: Callable[[], object]
    folded: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Openers:
    """How the things that are no command of the window are opened."""

    entry: Callable[[EntryId], object]
    prompt: Callable[[PromptId], object]
    article: Callable[[ArticleId], object]
    query: Callable[[str], object]
    practice: Callable[[PracticeId], object]
    draft: Callable[[DraftId], object]


def command_choices(commands: Iterable[Command], *, but: str = "") -> list[Choice]:
    """Return what can be done now, except the command with the text `but`."""
    ready = (command for command in commands if command.is_at_hand and command.text != but)
    return [_choice(one.text, _about_command(one), one.run, f"{one.place} {one.also}") for one in ready]


def fetch_choices(journal: OpenJournal, *, openers: Openers) -> list[Choice]:
    """Return the unfinished pages, the tags, the articles, the prompts the person wishes to meet, and the practices."""
    tags, pack = _tags(known_tags(journal.vault), openers), journal.pack
    prompts = _prompts(pack, fetch_allowance(journal), openers)
    drafts = _drafts(list_drafts(journal.vault), openers)
    return [*drafts, *tags, *_articles(pack, openers), *prompts, *_practices(pack, openers)]


def entry_choices(entries: Iterable[EntrySummary], openers: Openers) -> list[Choice]:
    """Return entries as choices, by their title or else how they begin."""
    return [
        _choice(
            entry_title(entry.title, entry.prompt_title, entry.opening)[:_SHORT_TITLE],
            f"{_tr('Entry')}  ·  {spoken_day(entry.written_on)}",
            partial(openers.entry, entry.id),
        )
        for entry in entries
    ]


def fitting(typed: str, choices: Iterable[Choice]) -> list[Choice]:
    """Return the choices that fit what was typed, the best first; all of them for nothing."""
    return best_first(typed, choices, lambda choice: (choice.folded, choice.more))


def fetch_entries(journal: OpenJournal, *, words: str) -> tuple[EntrySummary, ...]:
    """Return the newest entries that have the words; none for too few letters."""
    return tuple(hit.entry for hit in search_entries(journal.vault, words, limit=MOST_ENTRIES).items)


def _drafts(drafts: Iterable[DraftSummary], openers: Openers) -> Iterator[Choice]:
    """Give the pages begun and not kept yet, found by “go on writing” as well as by their titles."""
    for draft in drafts:
        title = entry_title(draft.title, draft.prompt_title, draft.opening)[:_SHORT_TITLE]
        words = _tr("Go on writing: %1").replace("%1", title)
        yield _choice(words, _tr("Not finished yet"), partial(openers.draft, draft.id))


def _tags(names: Iterable[str], openers: Openers) -> Iterator[Choice]:
    for name in names:
        search = partial(openers.query, write_term(Filter(Field.TAG, name)))
        yield _choice(f"#{name}", _tr("Tag"), search, name)


def _articles(pack: Pack, openers: Openers) -> Iterator[Choice]:
    for article in pack.articles.values():
        yield _choice(article.short_title, _tr("Reading"), partial(openers.article, article.id), article.title)


def _prompts(pack: Pack, allowance: Allowance, openers: Openers) -> Iterator[Choice]:
    for prompt in allowance.pick(pack.prompts.values()):
        about = f"{_tr('Prompt')}  ·  {about_prompt(pack, prompt)}"
        yield _choice(prompt.title, about, partial(openers.prompt, prompt.id), pack.article_of(prompt).short_title)


def _practices(pack: Pack, openers: Openers) -> Iterator[Choice]:
    for practice in pack.practices.values():
        if not practice.retired:
            about = f"{_tr('Practice')}  ·  {about_practice(practice)}"
            yield _choice(practice.title, about, partial(openers.practice, practice.id), practice.summary)


def _choice(title: str, about: str, do: Callable[[], object], more: str = "") -> Choice:
    return Choice(title, about, do, fold(title), fold(f"{about} {more}"))


def _about_command(command: Command) -> str:
    states = {None: "", True: _tr("On now"), False: _tr("Off now")}
    parts = (command.place, states[command.is_on], keys_text(command.keys))
    return "  ·  ".join(part for part in parts if part)


def _tr(words: str) -> str:
    return QCoreApplication.translate("palette", words)

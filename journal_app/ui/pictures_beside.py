"""What stands beside a page, drawn in its states: tags, date, passages, links, history, and links being made.

The pages it needs are kept in the journal while they are drawn, and gone from it after.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from journal_app.journal.asked import snapshot_of
from journal_app.journal.drafts import edit_entry, keep_draft, save_draft
from journal_app.journal.entries import EntryId, add_entry, delete_entry, load_entry
from journal_app.journal.linked_passages import link_passage
from journal_app.journal.marks import set_left_out, set_starred
from journal_app.journal.markup import Target, write_reference
from journal_app.journal.tags import put_chip
from journal_app.journal.trash import delete_trashed, move_to_trash, put_back
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.commands import commands_of
from journal_app.ui.places import TAGS
from journal_app.ui.screens.article_page import ArticlePage
from journal_app.ui.screens.entry_beside import EntryBeside
from journal_app.ui.screens.tags import TagsScreen
from journal_app.ui.shell import Shell
from journal_app.ui.widgets.page_frame import PageFrame

Make = Callable[[Callable[[Shell], None]], Shell]

_BEFORE = "Rain on the roof of the shed.\n\nI stayed in, and thought of the walk."
_AFTER = "Rain on the roof of the shed. I counted the drips and lost count.\n\nI thought of {walk}, and of {gone}."


def beside_states(journal: OpenJournal, make: Make) -> Iterator[tuple[str, QWidget]]:
    """Yield each state under its picture's name."""
    entry_id, others = _keep_pages(journal)
    yield "entry-links", make(partial(_open, entry_id))
    yield "entry-tag", make(partial(_ask, entry_id, EntryBeside.ask_tag))
    yield "entry-date", make(partial(_ask, entry_id, EntryBeside.ask_date))
    yield "entry-passage", make(partial(_ask, entry_id, EntryBeside.ask_passage))
    yield "entry-history", make(partial(_ask, entry_id, EntryBeside.show_history))
    yield "entry-undo", make(partial(_take_back, entry_id))
    yield "write-link", make(partial(_ask_page, entry_id))
    yield "passage-link", make(partial(_ask_page_of_passage, journal))
    yield "tags-rename", make(_rename)
    yield "tags-merge", make(_merge)
    put_back(journal.vault, others[1])
    for one in (entry_id, *others):
        delete_entry(journal.vault, one)


def _keep_pages(journal: OpenJournal) -> tuple[EntryId, tuple[EntryId, EntryId]]:
    """Keep a page that links to one that is there, one in the trash and one that is gone, and has been worded anew."""
    vault, clock = journal.vault, journal.clock
    walk = _add(journal, "The long walk, and back by the river before the shops shut", "We went as far as the lock.", 8)
    trashed, gone = (_add(journal, f"A page {number}", "Words.", 6) for number in (1, 2))
    links = {name: _link(journal, one, name) for name, one in (("walk", walk), ("gone", gone))}
    links["gone"] += " and " + _link(journal, trashed, "what I let go")
    entry_id = _add(journal, "Rain", _BEFORE, 0)
    _add_words(journal, walk, "We went as far as the lock. " + _link(journal, entry_id, "The rain came later"))
    _add_words(journal, entry_id, _AFTER.format(**links))
    delete_trashed(vault, move_to_trash(vault, clock, gone))
    put_chip(vault, entry_id, "garden")
    put_chip(vault, entry_id, "small-things")
    set_starred(vault, entry_id, True)
    set_left_out(vault, entry_id, True)
    link_passage(vault, clock, entry_id, snapshot_of(journal.pack, next(iter(journal.pack.passages.values()))))
    return entry_id, (walk, move_to_trash(vault, clock, trashed))


def _add(journal: OpenJournal, title: str, body: str, days_ago: int) -> EntryId:
    at, zone = journal.clock.now() - timedelta(days=days_ago, hours=1), journal.clock.zone().key
    return add_entry(journal.vault, journal.clock, title=title, body=body, written_at=at, zone=zone)


def _add_words(journal: OpenJournal, entry_id: EntryId, body: str) -> None:
    draft = edit_entry(journal.vault, journal.clock, entry_id)
    save_draft(journal.vault, journal.clock, draft.id, title=draft.title, body=body)
    keep_draft(journal.vault, journal.clock, draft.id)


def _link(journal: OpenJournal, entry_id: EntryId, label: str) -> str:
    return write_reference(Target.ENTRY, load_entry(journal.vault, entry_id).uid, label)


def _open(entry_id: EntryId, shell: Shell) -> None:
    shell.open_entry(entry_id)


def _ask(entry_id: EntryId, what: Callable[[EntryBeside], None], shell: Shell) -> None:
    shell.open_entry(entry_id)
    what(shell.findChildren(EntryBeside)[0])


def _take_back(entry_id: EntryId, shell: Shell) -> None:
    """Do two things and take one back, so that the bar below says so and offers the other."""
    shell.open_entry(entry_id)
    star = next(one for one in commands_of(shell) if one.keys and one.keys[0].toString() == "Ctrl+D")
    star.run()
    star.run()
    shell.undo_bar.undo()


def _ask_page(entry_id: EntryId, shell: Shell) -> None:
    shell.edit_entry(entry_id)
    shell.findChildren(PageFrame)[0].entry_link_requested.emit()


def _ask_page_of_passage(journal: OpenJournal, shell: Shell) -> None:
    shell.open_passage(next(iter(journal.pack.passages)))
    shell.findChildren(ArticlePage)[0].link_requested.emit()


def _rename(shell: Shell) -> None:
    shell.open_place(TAGS)
    shell.findChildren(TagsScreen)[0].ask_name()


def _merge(shell: Shell) -> None:
    shell.open_place(TAGS)
    shell.findChildren(TagsScreen)[0].ask_into()

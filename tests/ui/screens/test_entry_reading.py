"""A page read with all beside it: links followed from its words, passages chosen by keys."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.markup import Target, write_reference
from journal_app.journal.trash import delete_trashed, move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.screens.entry_beside import EntryBeside
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.screens.whole_text import WholeText
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


def test_link__in_the_words__leads_to_the_page_the_trash_or_says_it_is_gone(
    qtbot: QtBot, desk: Desk, vault: Vault, clock: FixedClock, person: Person, write: Callable[..., EntryId]
) -> None:
    kept, trashed, gone = (write(f"Page {number}.", title=f"Page {number}", days_ago=number) for number in (1, 2, 3))
    links = [write_reference(Target.ENTRY, load_entry(vault, one).uid, "there") for one in (kept, trashed, gone)]
    entry_id = write("\n\n".join(links))
    move_to_trash(vault, clock, trashed)
    delete_trashed(vault, move_to_trash(vault, clock, gone))
    shell = person.opens_entry(desk, entry_id)
    [words] = [one for one in shell.findChildren(WholeText) if one.isVisible()]

    def follow(number: int) -> None:
        cursor = words.textCursor()
        cursor.setPosition(words.document().findBlockByNumber(2 * number).position() + 2)
        words.setTextCursor(cursor)
        qtbot.keyClick(words, Qt.Key.Key_Return)

    follow(2)
    told = [text for text in person.reads(shell) if "no longer there" in text]
    follow(0)
    [screen] = shell.findChildren(JournalScreen)

    assert "That link leads to a page that is no longer there." in told
    assert "Page 1." in words.text()
    shell.open_entry(entry_id)
    follow(1)
    assert "Page 2" in person.titles(screen)


def test_links__in_the_words__are_read_by_their_labels_and_stay_as_typed_beneath(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    uid = load_entry(vault, write("There.", days_ago=1)).uid
    body = (
        f"🌱 One {write_reference(Target.ENTRY, uid, 'that [old] day')}, two {write_reference(Target.ENTRY, uid, '')}."
    )
    entry_id = write(body)
    shell = person.opens_entry(desk, entry_id)
    [words] = [one for one in shell.findChildren(WholeText) if one.isVisible()]

    marked = [one.cursor.selectedText() for one in words.extraSelections()]

    assert words.text() == "🌱 One that [old] day, two a page."
    assert marked == ["that [old] day", "a page"]
    assert load_entry(vault, entry_id).body == body


def test_passage_picker__tab_from_the_words__comes_to_the_passages_before_the_way_out(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Words.")
    shell = person.opens_entry(desk, entry_id)
    shell.findChild(EntryBeside).ask_passage()
    person.types_over(shell.focusWidget(), "kind")

    person.press(Qt.Key.Key_Tab)
    first = person.words
    person.press(Qt.Key.Key_Return)

    assert first == "Link this passage"
    assert len(load_entry(vault, entry_id).linked_passages) == 1

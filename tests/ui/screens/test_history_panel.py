"""The history of a page: what changed is told in words, a wording comes back exactly, and all can go for good."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal_app.journal.attachments import NewAttachment, PageKey, add_attachment
from journal_app.journal.drafts import edit_entry, keep_draft, save_draft
from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.history import list_versions
from journal_app.journal.markup import Target, write_reference
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.screens import deleted_entry
from journal_app.ui.screens.history_panel import HistoryPanel
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.widgets.difference_view import DifferenceView
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.reading_text import ReadingText
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def reword(vault: Vault, clock: FixedClock) -> Callable[[EntryId, str], None]:
    """Change a page's words an hour later."""

    def change(entry_id: EntryId, body: str) -> None:
        clock.moment += timedelta(hours=1)
        draft = edit_entry(vault, clock, entry_id)
        save_draft(vault, clock, draft.id, title=draft.title, body=body)
        keep_draft(vault, clock, draft.id)

    return change


def opens_history(person: Person, desk: Desk, entry_id: EntryId, width: int = 1280) -> JournalScreen:
    screen = person.sits_at(JournalScreen(desk), width=width)
    screen.show_entry(entry_id)
    person.press_button(screen, "More about this page")
    person.press_button(screen, "Earlier wordings")
    return screen


def difference(screen: QWidget) -> str:
    [view] = [one for one in screen.findChildren(DifferenceView) if one.isVisible()]
    return str(view.toPlainText())


def told(screen: QWidget) -> list[str]:
    return [notice.text for notice in screen.findChildren(Notice) if notice.isVisible()]


def test_history__none_yet__says_what_will_be_kept(desk: Desk, person: Person, write: Callable[..., EntryId]) -> None:
    screen = opens_history(person, desk, write("Words."))

    assert "No earlier wording is kept. Each Done that changes a page keeps one." in person.reads(screen)
    assert person.words == "Back to the page"


def test_history__opened__dates_wordings_and_says_what_went_and_came(
    desk: Desk, person: Person, write: Callable[..., EntryId], reword: Callable[[EntryId, str], None]
) -> None:
    entry_id = write("As it was\ntea and toast")
    reword(entry_id, "As it was\ntea with toast")
    screen = opens_history(person, desk, entry_id)

    words = difference(screen)

    [panel] = screen.findChildren(HistoryPanel)
    assert panel._choice.itemText(0) == "until Saturday, 21 November 2026, 21:14"
    assert "tea [gone: and] toast" in words
    assert "tea [new: with] toast" in words


@pytest.mark.parametrize(("width", "is_beside"), [(1900, True), (1056, True), (520, False)])
def test_history__room__decides_whether_the_two_stand_side_by_side(
    desk: Desk,
    person: Person,
    write: Callable[..., EntryId],
    reword: Callable[[EntryId, str], None],
    width: int,
    is_beside: bool,
) -> None:
    entry_id = write("one")
    reword(entry_id, "two")
    screen = opens_history(person, desk, entry_id, width=width)

    words = difference(screen)

    assert ("Before: " not in words) == is_beside
    assert "[gone: one]" in words
    assert "[new: two]" in words


def test_history__an_empty_line_more__is_said_in_words(
    desk: Desk, person: Person, write: Callable[..., EntryId], reword: Callable[[EntryId, str], None]
) -> None:
    entry_id = write("one\ntwo")
    reword(entry_id, "one\n\ntwo")
    screen = opens_history(person, desk, entry_id)

    words = difference(screen)

    assert "[a new empty line]" in words
    assert "[new: ]" not in words


def test_history__a_long_page_with_one_change__folds_what_is_alike(
    desk: Desk, person: Person, write: Callable[..., EntryId], reword: Callable[[EntryId, str], None]
) -> None:
    lines = [f"line {number}" for number in range(400)]
    entry_id = write("\n".join(lines))
    reword(entry_id, "\n".join([*lines[:200], "changed", *lines[201:]]))
    screen = opens_history(person, desk, entry_id)

    words = difference(screen)

    assert "199 paragraphs alike" in words
    assert "198 paragraphs alike" in words
    assert "line 100" not in words


def test_history__links_and_pictures__stand_by_their_names_as_on_the_page(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person, write: Callable[..., EntryId], reword: Any
) -> None:
    picture = write_reference(Target.ATTACHMENT, "b" * 32, "", is_picture=True)
    link = write_reference(Target.ENTRY, "a" * 32, "that day")
    entry_id = write(f"We saw {picture} on {link}.")
    add_attachment(vault, clock, PageKey(entry_id), NewAttachment("gate.txt", "text/plain", b"x", uid="b" * 32))
    reword(entry_id, f"We saw {picture} after {link}.")

    shown = difference(opens_history(person, desk, entry_id))

    assert "We saw [gate.txt] " in shown
    assert "that day" in shown
    assert "a" * 32 not in shown
    assert "b" * 32 not in shown


def test_history__only_where_a_link_leads_is_another__is_shown_all_the_same(
    desk: Desk, person: Person, write: Callable[..., EntryId], reword: Any
) -> None:
    entry_id = write(write_reference(Target.ENTRY, "a" * 32, "that day"))
    reword(entry_id, write_reference(Target.ENTRY, "b" * 32, "that day"))

    shown = difference(opens_history(person, desk, entry_id))

    assert "a" * 32 in shown
    assert "b" * 32 in shown


def test_restore__pressed__brings_the_words_back_and_keeps_the_present_ones(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId], reword: Callable[[EntryId, str], None]
) -> None:
    entry_id = write("first")
    reword(entry_id, "second")
    screen = opens_history(person, desk, entry_id)

    person.press_button(screen, "Take this wording up again")

    assert load_entry(vault, entry_id).body == "first"
    assert len(list_versions(vault, entry_id)) == 2
    assert told(screen) == ["The page has these words again. Those it had a moment ago are kept here."]
    person.press_button(screen, "Back to the page")
    [body] = [one for one in screen.findChildren(ReadingText) if one.isVisible()]
    assert body.text() == "first"


def test_history__escape__goes_back_to_the_page(desk: Desk, person: Person, write: Callable[..., EntryId]) -> None:
    screen = opens_history(person, desk, write("Words."))

    person.press(Qt.Key.Key_Escape)

    assert isinstance(screen.focusWidget(), ReadingText)


def test_delete_wordings__asked_and_taken_back__keeps_them(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId], reword: Callable[[EntryId, str], None]
) -> None:
    entry_id = write("first")
    reword(entry_id, "second")
    screen = opens_history(person, desk, entry_id)

    person.press_button(screen, "Delete earlier wordings…")
    person.press_button(screen, "Keep the earlier wordings")

    assert len(list_versions(vault, entry_id)) == 1
    assert told(screen) == []


def test_delete_wordings__no_fresh_backup__says_so_and_can_be_finished(
    desk: Desk,
    vault: Vault,
    person: Person,
    write: Callable[..., EntryId],
    reword: Callable[[EntryId, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_args: object, **_fields: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    entry_id = write("first")
    reword(entry_id, "second")
    screen = opens_history(person, desk, entry_id)
    person.press_button(screen, "Delete earlier wordings…")
    with monkeypatch.context() as patch:
        patch.setattr(deleted_entry, "purge_snapshots", refuse)
        person.press_button(screen, "Delete for good")

    assert (len(list_versions(vault, entry_id)), load_entry(vault, entry_id).body) == (0, "second")
    assert "Older backups still hold them" in told(screen)[0]
    person.press_button(screen, "Try again")
    assert told(screen)[0].startswith("The earlier wordings are deleted for good.")

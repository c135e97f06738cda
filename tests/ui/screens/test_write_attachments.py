"""Pictures and files on the page being written: brought in, mentioned, described, looked at, copied out, removed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from journal_app.journal.attachments import MOST_BYTES, Attachment, NewAttachment, PageKey, add_attachment, read_content
from journal_app.journal.attachments import list_attachments as listed
from journal_app.journal.drafts import DraftId, edit_entry, list_drafts, load_draft, save_draft
from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.markup import find_references
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import PrivateFileDialog
from journal_app.ui.screens.picture_view import PictureView
from journal_app.ui.screens.write import WriteScreen
from journal_app.ui.screens.write_attachments import WriteAttachments
from journal_app.ui.widgets.attachment_tile import AttachmentTile
from journal_app.ui.widgets.choice_notice import ChoiceNotice
from journal_app.ui.widgets.editor import PageEditor
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
SECRET = b"51.5007,-0.1246 Sam"


@pytest.fixture
def screen(desk: Desk, person: Person) -> WriteScreen:
    screen = person.sits_at(WriteScreen(desk), 1200, 900)
    screen.start_page(None)
    return screen


def editor(screen: WriteScreen) -> PageEditor:
    return screen.findChild(PageEditor)


def files(screen: WriteScreen) -> WriteAttachments:
    return screen.findChild(WriteAttachments)


def notice(screen: WriteScreen) -> ChoiceNotice:
    return screen.findChild(ChoiceNotice)


def tiles(screen: WriteScreen) -> list[AttachmentTile]:
    return [tile for tile in screen.findChildren(AttachmentTile) if tile.isVisible()]


def held(vault: Vault) -> tuple[Attachment, ...]:
    [draft] = list_drafts(vault)
    return listed(vault, PageKey(draft.entry_id, draft.id))


def choose(tile: AttachmentTile, words: str) -> None:
    """Choose what the menu of a tile offers."""
    next(action for action in tile.menu().actions() if action.text() == words).trigger()


def offers(tile: AttachmentTile) -> list[str]:
    return [action.text() for action in tile.menu().actions()]


def test_add_files__a_picture__stands_on_a_line_of_its_own_and_can_be_undone(
    screen: WriteScreen, vault: Vault, file: Callable[[str, bytes], Path], png: Callable[..., bytes]
) -> None:
    screen.type_words("Before. 🫖")
    files(screen).add_files([file("garden.png", png(is_tagged=True))])

    [kept] = held(vault)
    assert editor(screen).text() == f"Before. 🫖\n![Picture](attachment:{kept.uid})\n"
    assert read_content(vault, kept.id) == png()
    assert "Hidden details were taken out" in notice(screen).text
    assert "still where it was, not encrypted" in notice(screen).text
    assert [tile.text() for tile in tiles(screen)] == ["garden.png"]

    editor(screen).undo()
    assert editor(screen).text() == "Before. 🫖"
    assert len(tiles(screen)) == 1


def test_add_files__on_an_empty_page__is_a_page_that_done_keeps(
    screen: WriteScreen, vault: Vault, file: Callable[[str, bytes], Path]
) -> None:
    kept = QSignalSpy(screen.kept)
    files(screen).add_files([file("letter.pdf", b"%PDF-1.7 words")])
    editor(screen).undo()
    assert editor(screen).text() == ""

    screen.finish()

    entry_id = kept.at(0)[0]
    assert load_entry(vault, entry_id).body == ""
    assert [one.name for one in listed(vault, PageKey(entry_id))] == ["letter.pdf"]


def test_add_files__of_another_kind__is_named_in_the_words_and_what_stays_in_it_is_said(
    screen: WriteScreen, vault: Vault, file: Callable[[str, bytes], Path]
) -> None:
    files(screen).add_files([file("a [b].pdf", b"%PDF-1.7 words")])

    [reference] = find_references(editor(screen).text())
    [kept] = held(vault)
    assert (reference.uid, reference.label, reference.is_picture) == (kept.uid, "a [b].pdf", False)
    assert "such as who made it, stays in it" in notice(screen).text
    assert tiles(screen)[0].accessibleName().startswith("a [b].pdf, PDF document, ")


def test_add_files__several_with_one_too_large__keeps_the_others_and_says_why(
    screen: WriteScreen, vault: Vault, tmp_path: Path, file: Callable[[str, bytes], Path]
) -> None:
    with (tmp_path / "film.mp4").open("wb") as large:
        large.truncate(MOST_BYTES + 1)

    files(screen).add_files([file("one.txt", b"1"), tmp_path / "film.mp4", tmp_path, file("two.txt", b"2")])

    assert [one.name for one in held(vault)] == ["one.txt", "two.txt"]
    assert "larger than 25 MiB" in notice(screen).text
    assert "That is a folder" in notice(screen).text


def test_add_files__the_same_twice__is_kept_once_and_mentioned_twice(
    screen: WriteScreen, vault: Vault, file: Callable[[str, bytes], Path]
) -> None:
    files(screen).add_files([file("one.txt", b"1"), file("copy.txt", b"1")])
    assert [one.name for one in held(vault)] == ["one.txt"]
    assert len(list(find_references(editor(screen).text()))) == 2


@pytest.mark.parametrize(("answer", "names"), [("Keep it with them", ["x.heic", "y.txt"]), ("Leave it out", ["y.txt"])])
def test_add_files__details_that_can_t_be_taken_out__the_person_chooses(
    screen: WriteScreen,
    vault: Vault,
    person: Person,
    file: Callable[[str, bytes], Path],
    answer: str,
    names: list[str],
) -> None:
    files(screen).add_files([file("x.heic", b"\0\0\0\x18ftypheic" + SECRET), file("y.txt", b"1")])
    assert held(vault) == ()
    assert person.words == "Leave it out"

    person.press_button(screen, answer)

    assert [one.name for one in held(vault)] == names
    assert not notice(screen).is_asking


def test_describe__a_picture__is_the_label_in_the_words_one_step_to_undo(
    screen: WriteScreen,
    vault: Vault,
    person: Person,
    file: Callable[[str, bytes], Path],
    qtbot: QtBot,
    png: Callable[..., bytes],
) -> None:
    screen.type_words("🫖 ")
    files(screen).add_files([file("garden.png", png())])
    [tile] = tiles(screen)
    choose(tile, "Put it into the words")
    before = editor(screen).text()

    choose(tile, "What the page calls it…")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "Picture"
    qtbot.keyClicks(field, "The garden [at dusk]")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    labels = [reference.label for reference in find_references(editor(screen).text())]
    assert labels == ["The garden [at dusk]"] * 2
    assert editor(screen).text().startswith("🫖 ")
    editor(screen).undo()
    assert editor(screen).text() == before


def test_describe__on_a_long_page_that_still_fills__goes_into_the_mention_and_nowhere_else(
    screen: WriteScreen, vault: Vault, clock: FixedClock, file: Callable[[str, bytes], Path], png: Callable[..., bytes]
) -> None:
    files(screen).add_files([file("garden.png", png())])
    mention = editor(screen).text()
    screen.flush(lambda is_kept: None)
    draft_id = list_drafts(vault)[0].id
    save_draft(vault, clock, draft_id, title="", body="one more line\n" * 20_000 + mention)
    screen.resume(load_draft(vault, draft_id))

    files(screen)._on_line_described(held(vault)[0], "The garden")

    assert editor(screen).text() == load_draft(vault, draft_id).body.replace("Picture", "The garden")


def test_describe__esc__leaves_it_as_it_was(
    screen: WriteScreen, file: Callable[[str, bytes], Path], qtbot: QtBot, png: Callable[..., bytes]
) -> None:
    files(screen).add_files([file("garden.png", png())])
    before = editor(screen).text()
    choose(tiles(screen)[0], "What the page calls it…")
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "Something else")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert editor(screen).text() == before
    assert not field.isVisible()


def test_look__a_picture__takes_the_page_s_place_until_esc(
    screen: WriteScreen, file: Callable[[str, bytes], Path], person: Person, png: Callable[..., bytes]
) -> None:
    files(screen).add_files([file("garden.png", png())])
    choose(tiles(screen)[0], "Look at it")
    view = screen.findChild(PictureView)
    assert view.isVisible()
    assert not editor(screen).isVisible()

    person.press(Qt.Key.Key_Escape)

    assert not view.isVisible()
    assert QApplication.focusWidget() is editor(screen)


def test_offers__a_picture_and_a_file__differ_in_looking(
    screen: WriteScreen, file: Callable[[str, bytes], Path], png: Callable[..., bytes]
) -> None:
    files(screen).add_files([file("garden.png", png()), file("one.txt", b"1")])
    usual = ["What the page calls it…", "Put it into the words", "Save a copy…", "Remove…"]
    assert [offers(tile) for tile in tiles(screen)] == [["Look at it", *usual], usual]


def test_save_a_copy__warned_and_wished__writes_the_bytes_and_nothing_else(
    screen: WriteScreen, person: Person, tmp_path: Path, file: Callable[[str, bytes], Path]
) -> None:
    files(screen).add_files([file("one.txt", b"words")])
    out = tmp_path / "out"
    out.mkdir()
    choose(tiles(screen)[0], "Save a copy…")
    assert "The copy is plain" in notice(screen).text
    assert person.words == "Leave it in the vault"

    person.press_button(screen, "Choose a place…")
    dialog = screen.findChild(PrivateFileDialog)
    assert dialog.selectedFiles()[0].endswith("/one.txt")
    dialog.fileSelected.emit(str(out / "one.txt"))
    dialog.reject()

    assert [path.name for path in out.iterdir()] == ["one.txt"]
    assert (out / "one.txt").read_bytes() == b"words"
    assert "plain copy is saved" in notice(screen).text


def test_save_a_copy__where_one_may_not_write__says_so(
    screen: WriteScreen, person: Person, tmp_path: Path, file: Callable[[str, bytes], Path]
) -> None:
    files(screen).add_files([file("one.txt", b"words")])
    choose(tiles(screen)[0], "Save a copy…")
    person.press_button(screen, "Choose a place…")
    dialog = screen.findChild(PrivateFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "one.txt"))
    dialog.reject()
    assert "could not be written there" in notice(screen).text


def test_remove__confirmed__takes_the_bytes_and_leaves_the_words(
    screen: WriteScreen, vault: Vault, person: Person, file: Callable[[str, bytes], Path]
) -> None:
    files(screen).add_files([file("one.txt", b"words")])
    before = editor(screen).text()
    choose(tiles(screen)[0], "Remove…")
    assert len(held(vault)) == 1

    person.press_button(screen, "Remove for good")

    assert held(vault) == ()
    assert tiles(screen) == []
    assert editor(screen).text() == before
    with vault.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM attachment_chunk")).scalar_one() == 0


def test_resume__draft_of_an_entry__shows_the_entrys_with_its_own(
    screen: WriteScreen, desk: Desk, vault: Vault, write: Callable[..., EntryId], clock: FixedClock, file: Any
) -> None:
    entry_id = write("A page.")
    add_attachment(vault, clock, PageKey(entry_id), NewAttachment("old.txt", "text/plain", b"old"))
    draft = edit_entry(vault, clock, entry_id)

    screen.resume(draft)
    files(screen).add_files([file("new.txt", b"new")])

    assert [tile.text() for tile in tiles(screen)] == ["old.txt", "new.txt"]
    screen.start_page(None)
    assert tiles(screen) == []
    assert load_draft(vault, DraftId(draft.id)).entry_id == entry_id


def test_add_files__page_put_down_meanwhile__reaches_no_other_page(
    screen: WriteScreen, vault: Vault, file: Callable[[str, bytes], Path], person: Person
) -> None:
    files(screen).add_files([file("x.heic", b"\0\0\0\x18ftypheic")])
    assert notice(screen).is_asking
    screen.start_page(None)
    assert not notice(screen).is_asking
    assert tiles(screen) == []


def test_add_files__after_another_page_was_open__stand_in_this_one(
    screen: WriteScreen, file: Callable[[str, bytes], Path]
) -> None:
    files(screen).choose_files()
    screen.findChild(PrivateFileDialog).reject()
    screen.start_page(None)
    screen.type_words("Another page.")
    files(screen).add_files([file("one.txt", b"1")])
    assert editor(screen).text().startswith("Another page.[one.txt](attachment:")


def test_add_button__by_key__opens_qt_s_own_dialog(screen: WriteScreen, person: Person) -> None:
    person.push("Add a picture or file…")
    dialog = screen.findChild(PrivateFileDialog)
    assert dialog.isVisible()
    assert dialog.testOption(PrivateFileDialog.Option.DontUseNativeDialog)
    dialog.reject()


def test_page_only_shown__with_a_file__offers_no_change_of_its_words(
    vault: Vault, clock: FixedClock, screen: WriteScreen, write: Callable[..., EntryId]
) -> None:
    body = "x" * 300_000
    draft = edit_entry(vault, clock, write(body))
    new = NewAttachment("notes.txt", "text/plain", b"words")
    add_attachment(vault, clock, PageKey(draft.entry_id, draft.id), new)
    screen.resume(draft)
    [tile] = tiles(screen)
    held = {action.text(): action.isEnabled() for action in tile.menu().actions()}

    editor(screen).break_up()
    free = {action.text(): action.isEnabled() for action in tile.menu().actions()}

    assert held == {
        "What the page calls it…": False,
        "Put it into the words": False,
        "Save a copy…": True,
        "Remove…": True,
    }
    assert all(free.values())

"""Spelling on a page: lines under doubtful words that touch neither text nor undo, and what is done about them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.marks import set_language
from journal_app.journal.private_preferences import PrivatePreferences, save_private_preferences
from journal_app.journal.spelling import add_own_word, list_own_words
from journal_app.settings.dictionaries import Dictionary
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.desk import Desk
from journal_app.ui.spelling import page_spelling
from journal_app.ui.spelling.page_spelling import PageSpelling
from journal_app.ui.widgets.editor import PageEditor
from journal_app.vault.vault import Vault

FakeLookup = Any  # lives in conftest.py: test files import nothing from each other
Made = tuple[PageEditor, PageSpelling]
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def languages(dictionaries: dict[str, Dictionary]) -> dict[str, Dictionary]:
    dictionaries.update({code: Dictionary(code, Path("/there")) for code in ("cy_GB", "en_GB")})
    return dictionaries


@pytest.fixture
def make(desk: Desk, lookup: FakeLookup, qtbot: QtBot) -> Callable[..., Made]:
    """Show a page with some words on it, all of which have been looked up."""

    def make_one(text: str, entry_id: EntryId | None = None) -> Made:
        edit = PageEditor()
        qtbot.addWidget(edit)
        edit.resize(700, 400)
        lookup.setParent(edit)
        spelling = PageSpelling(desk, edit, QLineEdit(edit), edit, lookup)
        edit.set_text(text)
        with qtbot.waitActive(edit):
            edit.show()
            edit.activateWindow()
        edit.setFocus()
        spelling.open_page(entry_id)
        settle(spelling, lookup)
        return edit, spelling

    return make_one


def settle(spelling: PageSpelling, lookup: FakeLookup) -> None:
    spelling._underlines.refresh()
    lookup.answer()
    spelling._underlines.refresh()


def underlined(edit: PageEditor) -> list[str]:
    return [one.cursor.selectedText() for one in edit.extraSelections()]


def menu_of(edit: PageEditor) -> QMenu:
    [menu] = [one for one in edit.findChildren(QMenu) if one.isVisible()]
    return menu


def words_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def pick(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def press(
    qtbot: QtBot, edit: PageEditor, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(edit, key, how)


def test_page__doubtful_words__are_underlined_and_nothing_else_is_changed(make: Callable[..., Made]) -> None:
    edit, _spelling = make("It was teh end, my freind.")

    assert underlined(edit) == ["teh", "freind"]
    assert edit.text() == "It was teh end, my freind."
    assert not edit.document().isUndoAvailable()
    assert not edit.document().isModified()


def test_page__code_tags_and_addresses__are_left_alone(make: Callable[..., Made]) -> None:
    edit, _spelling = make("```\nteh\n```\n`teh` #freind https://teh.org\n\nteh")

    assert [one.cursor.blockNumber() for one in edit.extraSelections()] == [5]


def test_page__letters_beyond_the_first_plane__do_not_shift_the_lines(make: Callable[..., Made]) -> None:
    edit, _spelling = make("😀😀 teh 𝒜 freind")

    assert underlined(edit) == ["teh", "freind"]


def test_page__word_being_typed__is_underlined_only_when_it_is_left(
    make: Callable[..., Made], lookup: FakeLookup, qtbot: QtBot
) -> None:
    edit, spelling = make("")
    qtbot.keyClicks(edit, "teh")
    settle(spelling, lookup)
    assert underlined(edit) == []

    qtbot.keyClicks(edit, " ")
    settle(spelling, lookup)

    assert underlined(edit) == ["teh"]


def test_page__switched_off__has_no_lines_and_looks_nothing_up(
    make: Callable[..., Made], desk: Desk, lookup: FakeLookup
) -> None:
    edit, spelling = make("teh")

    desk.preferences.change(spelling_shown=False)
    edit.insertPlainText("freind ")
    spelling._underlines.refresh()

    assert underlined(edit) == []
    assert lookup.opened[-1] is None
    assert lookup.asked == []


def test_page__menu_on_a_doubtful_word__replaces_it_in_one_step_of_undo(
    make: Callable[..., Made], lookup: FakeLookup, qtbot: QtBot
) -> None:
    edit, _spelling = make("It was teh end")
    lookup.suggestions = ("the", "tea")
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    press(qtbot, edit, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in edit.findChildren(QMenu)))
    menu = menu_of(edit)
    assert words_of(menu)[:4] == ["the", "tea", "Add to my words", "Ignore on this page"]
    assert menu.activeAction().text() == "the"

    press(qtbot, menu, Qt.Key.Key_Return)
    assert edit.text() == "It was the end"
    edit.undo()

    assert edit.text() == "It was teh end"
    assert not edit.document().isUndoAvailable()


def test_page__doubtful_word_near_an_own_one__is_offered_that_first(
    make: Callable[..., Made], lookup: FakeLookup, qtbot: QtBot, vault: Vault
) -> None:
    add_own_word(vault, "tehu")
    edit, _spelling = make("It was teh end")
    lookup.suggestions = ("the", "tehu")
    edit.moveCursor(QTextCursor.MoveOperation.Start)

    press(qtbot, edit, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in edit.findChildren(QMenu)))

    assert words_of(menu_of(edit))[:3] == ["tehu", "the", "Add to my words"]


def test_page__no_suggestion__says_so_and_offers_to_keep_the_word(
    make: Callable[..., Made], lookup: FakeLookup, qtbot: QtBot, vault: Vault, said: list[str]
) -> None:
    edit, spelling = make("Aisling came. Aisling's mum too.")
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    press(qtbot, edit, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    menu = menu_of(edit)
    assert words_of(menu)[0] == "No suggestion for “Aisling”"

    pick(menu, "Add to my words")

    assert list_own_words(vault) == ("Aisling",)
    assert underlined(edit) == []
    press(qtbot, edit, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["No doubtful word on this page."]
    assert spelling.language == "en_GB"


def test_page__word_ignored__is_passed_over_on_this_page_only(
    make: Callable[..., Made], lookup: FakeLookup, qtbot: QtBot
) -> None:
    edit, spelling = make("teh one, teh other")
    press(qtbot, edit, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    pick(menu_of(edit), "Ignore on this page")
    assert underlined(edit) == []

    spelling.open_page(None)
    settle(spelling, lookup)

    assert underlined(edit) == ["teh", "teh"]


def test_page__next_word_wished_at_the_last__goes_round_to_the_first(
    make: Callable[..., Made], lookup: FakeLookup, qtbot: QtBot
) -> None:
    edit, _spelling = make("teh one\n\nmy freind here")
    edit.moveCursor(QTextCursor.MoveOperation.End)

    press(qtbot, edit, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in edit.findChildren(QMenu)))
    first = edit.textCursor().selectedText()
    menu_of(edit).close()
    press(qtbot, edit, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: edit.textCursor().selectedText() == "freind")
    menu_of(edit).close()

    assert first == "teh"


def test_page__word_far_out_of_sight__is_found_all_the_same(
    make: Callable[..., Made], lookup: FakeLookup, qtbot: QtBot
) -> None:
    edit, _spelling = make("a good day \n" * 3_000 + "x" * 30 + " good" * 3_000 + " teh")
    lookup.learnt.connect(lambda: None)
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    press(qtbot, edit, Qt.Key.Key_F7)

    def is_there() -> bool:
        lookup.answer()
        return bool(edit.textCursor().selectedText() == "teh")

    qtbot.waitUntil(is_there)
    menu_of(edit).close()


def test_page__mouse_menu_on_a_good_word__has_what_every_menu_has(make: Callable[..., Made]) -> None:
    edit, _spelling = make("good teh")
    at = QPoint(3, 8)

    QApplication.sendEvent(
        edit.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, edit.viewport().mapToGlobal(at)),
    )

    menu = menu_of(edit)
    assert "Add to my words" not in words_of(menu)
    assert words_of(menu)[-1] == "Language of this page"
    assert len(words_of(menu)) > 3
    menu.close()


def test_page__language_of_an_entry__is_the_one_kept_with_it_and_a_choice_is_kept(
    make: Callable[..., Made], lookup: FakeLookup, vault: Vault, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Heddiw")
    set_language(vault, entry_id, "cy_GB")
    _edit, spelling = make("Heddiw", entry_id)
    assert (spelling.language, lookup.opened[-1]) == ("cy_GB", "cy_GB")

    spelling.set_language("en_GB")

    assert lookup.opened[-1] == "en_GB"
    assert load_entry(vault, entry_id).language == "en_GB"


def test_page__language_chosen_for_a_new_page__is_kept_with_the_entry_it_becomes(
    make: Callable[..., Made], vault: Vault, write: Callable[..., EntryId]
) -> None:
    _edit, spelling = make("Heddiw")
    spelling.set_language("cy_GB")

    entry_id = write("Heddiw")
    spelling.keep_language(entry_id)

    assert load_entry(vault, entry_id).language == "cy_GB"


def test_page__usual_language__is_the_one_wished_for(
    make: Callable[..., Made], vault: Vault, lookup: FakeLookup
) -> None:
    save_private_preferences(vault, PrivatePreferences(spelling_language="cy_GB", seed="s"))

    make("Heddiw")

    assert lookup.opened[-1] == "cy_GB"


def test_page__own_words_changed_elsewhere__are_known_here(
    make: Callable[..., Made], vault: Vault, desk: Desk, lookup: FakeLookup
) -> None:
    edit, spelling = make("teh")
    add_own_word(vault, "teh")

    desk.hub.announce(frozenset({Kind.SPELLING}), desk.hub)
    settle(spelling, lookup)

    assert underlined(edit) == []


@pytest.mark.parametrize(("is_installed", "code"), [(False, "spelling_missing"), (True, "spelling_no_dictionary")])
def test_page__nothing_to_look_up_with__says_so_in_one_sentence(
    make: Callable[..., Made],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
    languages: dict[str, Dictionary],
    is_installed: bool,
    code: str,
) -> None:
    languages.clear()
    monkeypatch.setattr(page_spelling, "can_check_spelling", lambda: is_installed)
    edit, _spelling = make("teh")

    press(qtbot, edit, Qt.Key.Key_F7)
    press(qtbot, edit, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)

    assert underlined(edit) == []
    assert said == [sentence(code)]
    assert words_of(menu_of(edit))[-1] == sentence(code)
    menu_of(edit).close()

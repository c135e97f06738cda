"""Write: what the page says of itself, what Done keeps, and that no word gets lost on the way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack
from journal_app.journal import drafts
from journal_app.journal.asked import Asked, asked_from_prompt
from journal_app.journal.drafts import list_drafts
from journal_app.journal.entries import count_entries, load_entry
from journal_app.settings.clock import FixedClock
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.screens.write import WriteScreen
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets import page_edits, page_slices
from journal_app.ui.widgets.article_view import ArticleView
from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.title_field import TitleField
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


class LateRunner(InlineRunner):
    """Runs each job only when the test says so, as a slow disk does."""

    is_slow = False

    def __init__(self, journal: OpenJournal, hub: ChangeHub) -> None:
        super().__init__(journal, hub)
        self.waiting: list[Callable[[], None]] = []

    def run(self, job: Callable[[OpenJournal], Any], **asked: Any) -> None:
        self.waiting.append(lambda: InlineRunner.run(self, job, **asked))
        if not self.is_slow:
            self.catch_up()

    def catch_up(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def asked(pack: Pack) -> Asked:
    return asked_from_prompt(pack, next(iter(pack.prompts.values())))


@pytest.fixture
def desk(vault: Vault, pack: Pack, dressed: ThemeController, tmp_path: Path, clock: FixedClock) -> Desk:
    hub = ChangeHub()
    jobs = LateRunner(OpenJournal(vault, pack, clock), hub)
    return Desk(jobs, hub, pack, clock, dressed, PreferencesStore(tmp_path / "prefs.json"))


@pytest.fixture
def screen(desk: Desk, person: Person) -> WriteScreen:
    return person.sits_at(WriteScreen(desk), 1200, 800)


def editor(screen: WriteScreen) -> PageEditor:
    return screen.findChild(PageEditor)


def test_write__opened_and_left_untouched__stores_nothing(screen: WriteScreen, desk: Desk, vault: Vault) -> None:
    left = QSignalSpy(screen.left)
    screen.start_page(None)

    screen.finish()

    assert left.count() == 1
    assert list_drafts(vault) == ()
    assert count_entries(vault) == 0


def test_write__a_prompt__shows_its_start_of_a_sentence_and_its_article_beside_the_page(
    screen: WriteScreen, asked: Asked, person: Person
) -> None:
    screen.start_page(asked)

    assert editor(screen).placeholderText() == (asked.stem or "Start anywhere.")
    assert person.button(screen, "Where this comes from").isChecked()
    assert screen.findChild(ArticleView).isVisible()
    assert screen.focusWidget() is editor(screen)


def test_write__narrow_window__the_article_takes_the_page_s_place_only_when_asked(
    screen: WriteScreen, qtbot: QtBot, asked: Asked, person: Person
) -> None:
    screen.resize(700, 560)
    screen.start_page(asked)
    assert editor(screen).isVisible()

    person.press_button(screen, "Where this comes from")
    assert not editor(screen).isVisible()

    close = next(one for one in screen.findChildren(Button) if one.accessibleName() == "Fold this panel away")
    qtbot.keyClick(close, Qt.Key.Key_Space)
    assert editor(screen).isVisible()


def test_write__ctrl_return__keeps_the_page_with_what_was_asked(
    screen: WriteScreen, qtbot: QtBot, asked: Asked, vault: Vault
) -> None:
    kept = QSignalSpy(screen.kept)
    screen.start_page(asked)
    qtbot.keyClicks(screen.findChild(TitleField), "A title")
    qtbot.keyClicks(editor(screen), "My words")

    qtbot.keyClick(editor(screen), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    entry = load_entry(vault, kept.at(0)[0])
    assert (entry.title, entry.body, entry.asked) == ("A title", "My words", asked)
    assert list_drafts(vault) == ()
    assert not screen.has_page


def test_write__saved__is_said_only_after_the_vault_has_it(
    screen: WriteScreen, desk: Desk, qtbot: QtBot, person: Person
) -> None:
    screen.start_page(None)
    desk.jobs.is_slow = True
    qtbot.keyClicks(editor(screen), "Words")
    screen.flush(lambda _kept: None)
    assert "Saved and encrypted" not in person.reads(screen)

    desk.jobs.catch_up()

    assert "Saved and encrypted" in person.reads(screen)


def test_write__done_pressed_twice_on_a_slow_disk__keeps_one_entry_and_complains_of_nothing(
    screen: WriteScreen, desk: Desk, qtbot: QtBot, vault: Vault
) -> None:
    kept = QSignalSpy(screen.kept)
    screen.start_page(None)
    qtbot.keyClicks(editor(screen), "Words")
    screen.flush(lambda _kept: None)
    desk.jobs.is_slow = True

    screen.finish()
    screen.finish()
    desk.jobs.catch_up()

    assert kept.count() == 1
    assert count_entries(vault) == 1


def test_write__typed_while_done_is_under_way__no_word_is_taken_that_would_not_be_kept(
    screen: WriteScreen, desk: Desk, qtbot: QtBot, vault: Vault
) -> None:
    kept = QSignalSpy(screen.kept)
    screen.start_page(None)
    qtbot.keyClicks(editor(screen), "Words")
    screen.flush(lambda _kept: None)
    desk.jobs.is_slow = True

    screen.finish()
    qtbot.keyClicks(editor(screen), " and more")
    on_the_page = editor(screen).text()
    desk.jobs.catch_up()

    assert load_entry(vault, kept.at(0)[0]).body == on_the_page == "Words"


def test_write__page_could_not_be_kept__stays_to_be_written_on(
    screen: WriteScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, person: Person
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    screen.start_page(None)
    qtbot.keyClicks(editor(screen), "Words")
    screen.flush(lambda _kept: None)
    monkeypatch.setattr("journal_app.ui.screens.write.keep_draft", refuse)

    screen.finish()
    qtbot.keyClicks(editor(screen), " and more")

    assert editor(screen).text() == "Words and more"
    assert any("disk is full" in one for one in person.reads(screen))


def test_write__text_at_risk__is_title_and_words_while_they_are_not_saved(
    screen: WriteScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    screen.start_page(None)
    qtbot.keyClicks(screen.findChild(TitleField), "A title")
    qtbot.keyClicks(editor(screen), "Words")
    assert screen.text_at_risk() == ""

    with monkeypatch.context() as full:
        full.setattr(drafts, "start_draft", refuse)
        screen.flush(lambda _kept: None)
        assert screen.text_at_risk() == "A title\n\nWords"
    screen.flush(lambda _kept: None)
    assert screen.text_at_risk() == ""


def test_write__discard__asks_first_and_leaves_nothing(
    screen: WriteScreen, qtbot: QtBot, vault: Vault, person: Person
) -> None:
    left = QSignalSpy(screen.left)
    screen.start_page(None)
    qtbot.keyClicks(editor(screen), "Words")
    screen.flush(lambda _kept: None)

    person.press_button(screen, "Discard this page")
    assert left.count() == 0
    assert len(list_drafts(vault)) == 1
    person.press_button(screen, "Discard")

    assert left.count() == 1
    assert list_drafts(vault) == ()


def test_write__an_entry_kept_and_opened_again__still_has_its_undo(
    screen: WriteScreen, qtbot: QtBot, vault: Vault, clock: FixedClock
) -> None:
    kept = QSignalSpy(screen.kept)
    screen.start_page(None)
    qtbot.keyClicks(editor(screen), "Words")
    screen.finish()
    screen.start_page(None)

    screen.resume(drafts.edit_entry(vault, clock, kept.at(0)[0]))

    assert editor(screen).text() == "Words"
    editor(screen).undo()
    assert editor(screen).text() == ""


def test_write__a_page_that_was_discarded__comes_back_with_nothing(
    screen: WriteScreen, qtbot: QtBot, vault: Vault, person: Person
) -> None:
    screen.start_page(None)
    qtbot.keyClicks(editor(screen), "Words")
    screen.flush(lambda _kept: None)
    person.press_button(screen, "Discard this page")
    person.press_button(screen, "Discard")

    screen.start_page(None)

    assert editor(screen).text() == ""
    assert not editor(screen).document().isUndoAvailable()


def test_write__done_while_a_paste_is_not_whole__keeps_all_of_it(
    screen: WriteScreen, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_edits, "LINES", 2)
    monkeypatch.setattr(page_slices, "SLICE_MS", 0)
    kept = QSignalSpy(screen.kept)
    screen.start_page(None)
    pasted = QMimeData()
    pasted.setText("one\ntwo\nthree\nfour\nfive\nsix\n")
    editor(screen).insertFromMimeData(pasted)
    assert editor(screen).is_changing()

    screen.finish()

    assert load_entry(vault, kept.at(0)[0]).body == pasted.text()

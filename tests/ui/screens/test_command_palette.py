"""The command palette: everything found by a few letters, by keys alone, and nothing of it kept."""

from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.model import Intensity, Pack, PracticeId
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.practice_run import list_open_runs
from journal_app.journal.private_preferences import PrivatePreferences, save_private_preferences
from journal_app.journal.search import SearchPage
from journal_app.settings.preferences import Theme
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.places import JOURNAL, SETTINGS
from journal_app.ui.screens import command_palette, palette_choices
from journal_app.ui.screens.article_page import ArticlePage
from journal_app.ui.screens.command_palette import CommandPalette
from journal_app.ui.screens.entry_page import EntryPage
from journal_app.ui.screens.practice_page import PracticePage
from journal_app.ui.screens.prompt_page import PromptPage
from journal_app.ui.shell import Shell
from journal_app.ui.widgets.editor import PageEditor
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shell(desk: Desk, person: Person) -> Shell:
    widget: Shell = person.sits_at(Shell(desk))
    widget.start()
    return widget


@pytest.fixture
def opened(shell: Shell, qtbot: QtBot) -> CommandPalette:
    return open_palette(shell, qtbot)


def open_palette(shell: Shell, qtbot: QtBot) -> CommandPalette:
    qtbot.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_K, CTRL)
    palette = palette_on(shell)
    assert palette is not None
    return palette


def palette_on(shell: Shell) -> CommandPalette | None:
    return next((one for one in shell.findChildren(CommandPalette) if one.isVisible()), None)


def seen(shell: Shell, kind: type[QWidget]) -> QWidget | None:
    return next((one for one in shell.findChildren(kind) if one.isVisible()), None)


def type_and_wait(qtbot: QtBot, palette: CommandPalette, words: str) -> None:
    """Type and let the wait of the search run out."""
    with qtbot.waitSignal(palette._wait.timeout):
        qtbot.keyClicks(QApplication.focusWidget(), words)


def titles(palette: CommandPalette) -> list[str]:
    return [row.title for row in palette._model.rows]


def test_palette__nothing_typed__lists_what_can_be_done_now(opened: CommandPalette) -> None:
    assert titles(opened)[:4] == ["Today", "Journal", "Readings", "Prompts"]
    assert {"Write without a prompt", "Trash", "Settings", "Keyboard shortcuts", "Hide now"} <= set(titles(opened))
    assert "Go somewhere or do something" not in titles(opened)


def test_palette__first_letters__best_first_and_enter_goes_there(
    opened: CommandPalette, shell: Shell, person: Person, qtbot: QtBot
) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), "sett")
    assert titles(opened)[0] == "Settings"

    person.press(Qt.Key.Key_Return)

    assert palette_on(shell) is None
    assert shell._here == SETTINGS


def test_palette__esc__gives_the_keyboard_back_and_keeps_nothing(shell: Shell, person: Person, qtbot: QtBot) -> None:
    shell.open_page(None)
    editor = seen(shell, PageEditor)
    assert QApplication.focusWidget() is editor
    palette = open_palette(shell, qtbot)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "private")

    person.press(Qt.Key.Key_Escape)

    assert QApplication.focusWidget() is editor
    assert (field.text(), field.isUndoAvailable()) == ("", False)
    QApplication.sendPostedEvents(palette, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(palette)


def test_palette__its_key_again_or_a_click_beside__closes(shell: Shell, qtbot: QtBot) -> None:
    open_palette(shell, qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CTRL)
    assert palette_on(shell) is None

    palette = open_palette(shell, qtbot)
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert palette_on(shell) is None


def test_palette__arrow_keys__go_round_and_say_where(
    opened: CommandPalette, person: Person, said: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), "colours")
    count = len(titles(opened))

    person.press(Qt.Key.Key_Up)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Down)

    assert [line.rpartition(". ")[2] for line in said] == [f"{count} of {count}", f"1 of {count}", f"2 of {count}"]
    assert said[-1].startswith(titles(opened)[1])


def test_palette__tab__stays_between_field_and_list(opened: CommandPalette, person: Person) -> None:
    met = []
    for _ in range(4):
        met.append(QApplication.focusWidget())
        person.press(Qt.Key.Key_Tab)

    assert met == [opened._field, opened._list, opened._field, opened._list]


def test_palette__words_of_an_entry__is_found_said_and_opened(
    shell: Shell, person: Person, qtbot: QtBot, write: Callable[..., EntryId], said: list[str]
) -> None:
    write("We walked to the harbour in the rain.", days_ago=2)
    write("Nothing else.", days_ago=1)
    palette = open_palette(shell, qtbot)

    type_and_wait(qtbot, palette, "harbour")

    assert titles(palette) == ["We walked to the harbour in the…"]
    assert said[-1] == "1 to choose from: We walked to the harbour in the…. Entry, Thursday, 19 November 2026"
    person.press(Qt.Key.Key_Return)
    assert shell._here == JOURNAL
    page = seen(shell, EntryPage)
    assert isinstance(page, EntryPage)
    assert page.entry is not None
    assert page.entry.body.startswith("We walked")


def test_palette__one_letter__asks_nothing_of_the_journal(
    opened: CommandPalette, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError("searched")

    monkeypatch.setattr(palette_choices, "search_entries", refuse)

    type_and_wait(qtbot, opened, "h")

    assert titles(opened)


def test_palette__typed_on_while_a_search_waits__the_older_never_runs_and_the_newest_is_shown(
    desk: Desk, opened: CommandPalette, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, write: Callable[..., EntryId]
) -> None:
    write("harbour one")
    write("harvest two")
    waiting, searched = hold_back(desk, monkeypatch)
    type_and_wait(qtbot, opened, "har")
    type_and_wait(qtbot, opened, "vest")

    while waiting:
        waiting.pop(0)()

    assert (titles(opened), searched) == (["harvest two"], ["harvest"])


def test_palette__next_letter_while_a_search_runs__interrupts_it_at_once(
    desk: Desk, opened: CommandPalette, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    stopped: list[str] = []
    waiting, _searched = hold_back(desk, monkeypatch)

    def search(_vault: Vault, _words: str, **_named: object) -> SearchPage:
        opened.type_words("v")
        return SearchPage((), None)

    monkeypatch.setattr(Vault, "interrupt", lambda _vault: stopped.append(opened._typed()))
    monkeypatch.setattr(palette_choices, "search_entries", search)
    type_and_wait(qtbot, opened, "har")
    waiting.pop()()

    assert stopped == ["harv"]
    assert said == []


def test_palette__closed_while_a_search_waits__it_never_runs(
    desk: Desk, opened: CommandPalette, person: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, searched = hold_back(desk, monkeypatch)
    type_and_wait(qtbot, opened, "har")

    person.press(Qt.Key.Key_Escape)
    waiting.pop()()

    assert searched == []


def hold_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Callable[[], None]], list[str]]:
    """Hold every job back until it is called; return those that wait, and what was searched for once they ran."""
    waiting: list[Callable[[], None]] = []
    searched: list[str] = []
    run, search = desk.jobs.run, palette_choices.search_entries

    def note(vault: Vault, words: str, **named: Any) -> SearchPage:
        searched.append(words)
        return search(vault, words, **named)

    def wait(job: Callable[[OpenJournal], object], **named: Any) -> None:
        waiting.append(lambda: run(job, **named))

    monkeypatch.setattr(palette_choices, "search_entries", note)
    monkeypatch.setattr(desk.jobs, "run", wait)
    return waiting, searched


def test_palette__chosen_row__stays_chosen_when_entries_come(
    opened: CommandPalette, person: Person, qtbot: QtBot, write: Callable[..., EntryId]
) -> None:
    write("Colours of the harbour")
    qtbot.keyClicks(QApplication.focusWidget(), "colours")
    person.press(Qt.Key.Key_Down)
    chosen = titles(opened)[opened._list.currentIndex().row()]

    with qtbot.waitSignal(opened._wait.timeout):
        pass

    assert titles(opened)[-1] == "Colours of the harbour"
    assert titles(opened)[opened._list.currentIndex().row()] == chosen


def test_palette__search_fails__says_so_and_goes_on(
    opened: CommandPalette, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise JournalError(JournalProblem.ENTRY_NOT_FOUND)

    monkeypatch.setattr(palette_choices, "search_entries", fail)
    type_and_wait(qtbot, opened, "settings")

    assert said[-1] == command_palette.sentence(Failure(JournalProblem.ENTRY_NOT_FOUND, {}).code)
    assert titles(opened)[0] == "Settings"


def test_palette__prompt__is_shown_whole_and_nothing_is_started(
    shell: Shell, person: Person, qtbot: QtBot, pack: Pack
) -> None:
    prompt = next(one for one in pack.prompts.values() if one.intensity is Intensity.GENTLE)
    palette = open_palette(shell, qtbot)
    type_and_wait(qtbot, palette, prompt.title)
    assert prompt.title in titles(palette)

    person.press(Qt.Key.Key_Return)

    page = seen(shell, PromptPage)
    assert isinstance(page, PromptPage)
    assert page.prompt == prompt
    assert seen(shell, PageEditor) is None


def test_palette__practice__is_shown_whole_and_nothing_is_begun(
    shell: Shell, vault: Vault, person: Person, qtbot: QtBot, pack: Pack
) -> None:
    palette = open_palette(shell, qtbot)
    type_and_wait(qtbot, palette, "hurtful remark")
    person.press(Qt.Key.Key_Return)

    page = seen(shell, PracticePage)
    assert isinstance(page, PracticePage)
    assert page.practice == pack.practices[PracticeId("after-a-remark")]
    assert list_open_runs(vault) == ()


def test_palette__prompts_not_wished_for__are_not_offered(shell: Shell, vault: Vault, qtbot: QtBot, pack: Pack) -> None:
    save_private_preferences(vault, PrivatePreferences(cap=Intensity.GENTLE, shared_room=True, seed="s"))
    held_back = [one.title for one in pack.prompts.values() if one.intensity is not Intensity.GENTLE]
    palette = open_palette(shell, qtbot)

    for title in held_back:
        palette._field.setText(title)
        assert title not in titles(palette)
    assert held_back


def test_palette__reading__is_opened(shell: Shell, person: Person, qtbot: QtBot, pack: Pack) -> None:
    article = list(pack.articles.values())[1]
    type_and_wait(qtbot, open_palette(shell, qtbot), article.short_title)

    person.press(Qt.Key.Key_Return)

    page = seen(shell, ArticlePage)
    assert isinstance(page, ArticlePage)
    assert page.article == article


@pytest.mark.parametrize("typed", ["#gard", "gard", "Gärd"])
def test_palette__tag__searches_the_journal_for_it(
    shell: Shell, person: Person, qtbot: QtBot, write: Callable[..., EntryId], typed: str
) -> None:
    write("Rain on the roof. #garden")
    palette = open_palette(shell, qtbot)
    palette._field.setText(typed)
    assert titles(palette)[0] == "#garden"

    person.press(Qt.Key.Key_Return)

    assert shell._here == JOURNAL
    assert "tag:garden" in [field.text().strip() for field in shell.findChildren(QLineEdit) if field.isVisible()]


@pytest.mark.parametrize("words", ["Calendar", "Year", "Take your journal with you: export, import"])
def test_palette__place_without_a_key__is_gone_to(shell: Shell, person: Person, qtbot: QtBot, words: str) -> None:
    palette = open_palette(shell, qtbot)
    palette._field.setText(words)
    assert titles(palette)[0] == words
    before = shell._stack.grab()

    person.press(Qt.Key.Key_Return)

    assert shell._stack.grab().toImage() != before.toImage()


def test_palette__colours__are_put_in_force_where_one_is(
    shell: Shell, person: Person, qtbot: QtBot, desk: Desk
) -> None:
    shell.open_page(None)
    editor = QApplication.focusWidget()
    type_and_wait(qtbot, open_palette(shell, qtbot), "dark")

    person.press(Qt.Key.Key_Return)

    assert desk.preferences.preferences.theme is Theme.DARK
    assert QApplication.focusWidget() is editor


def test_palette__command_of_the_page__is_offered_only_while_the_page_is_there(shell: Shell, qtbot: QtBot) -> None:
    assert "Done: keep this page" not in titles(open_palette(shell, qtbot))
    shell.open_page(None)

    assert "Done: keep this page" in titles(open_palette(shell, qtbot))


def test_palette__another_place_is_opened__is_gone(opened: CommandPalette, shell: Shell) -> None:
    closed = QSignalSpy(opened.closed)

    shell.open_place(SETTINGS)

    assert closed.count() == 1
    assert palette_on(shell) is None


def test_palette__everything_is_taken_off_the_screen__is_closed(opened: CommandPalette, shell: Shell) -> None:
    closed = QSignalSpy(opened.closed)

    shell.hide()

    assert closed.count() == 1


def test_palette__window_gets_smaller__fits_in_it(opened: CommandPalette, shell: Shell) -> None:
    shell.resize(720, 560)

    assert opened.size() == shell.size()
    assert opened.rect().contains(opened._card.geometry())


def test_palette__to_a_screen_reader__is_a_dialog_with_a_name(opened: CommandPalette) -> None:
    here = QAccessible.queryAccessibleInterface(opened)

    assert here.role() is QAccessible.Role.Dialog
    assert here.text(QAccessible.Text.Name) == "Go somewhere or do something"

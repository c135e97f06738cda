"""The shell: from place to place without losing a word or the keyboard, and room for the page at any size."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.load import load_pack
from journal_app.content.model import Intensity
from journal_app.journal import drafts
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.circle import load_circle
from journal_app.journal.drafts import keep_draft, list_drafts, start_draft
from journal_app.journal.practice_run import list_open_runs
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.ui import places
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.building_ahead import unbuilt
from journal_app.ui.desk import Desk
from journal_app.ui.drawing.entry_drawings import EntryDrawings
from journal_app.ui.next_bar import NextBar
from journal_app.ui.places import CIRCLE, JOURNAL, LOCK, PROMPTS, READINGS, SETTINGS, SUPPORT, TODAY
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.screens.circle import CircleScreen
from journal_app.ui.screens.today import TodayScreen
from journal_app.ui.screens.trash_pane import TrashPane
from journal_app.ui.shell import Shell
from journal_app.ui.theme.theme import Look, ThemeController
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.nav_rail import NavRail
from journal_app.ui.widgets.rail_button import RailButton
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import Vault

MOST_WIDGETS = 150
"""What one step of building ahead may make; a hundred are about 20 ms of the main thread."""

CLOCK = FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC))


@pytest.fixture
def shell(qtbot: QtBot, vault: Vault, dressed: ThemeController, tmp_path: Path) -> Shell:
    pack, hub = load_pack(seeds_dir()), ChangeHub()
    runner = InlineRunner(OpenJournal(vault, pack, CLOCK), hub)
    widget = Shell(Desk(runner, hub, pack, CLOCK, dressed, PreferencesStore(tmp_path / "prefs.json")))
    for owned in (hub, runner):
        owned.setParent(widget)
    qtbot.addWidget(widget)
    widget.resize(1280, 820)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.start()
    return widget


@pytest.fixture
def waiting_shell(qtbot: QtBot, vault: Vault, dressed: ThemeController, tmp_path: Path) -> Shell:
    """A shell as it is while the key is derived: out of sight, and not started."""
    pack, hub = load_pack(seeds_dir()), ChangeHub()
    runner = InlineRunner(OpenJournal(vault, pack, CLOCK), hub)
    widget = Shell(Desk(runner, hub, pack, CLOCK, dressed, PreferencesStore(tmp_path / "prefs.json")))
    for owned in (hub, runner):
        owned.setParent(widget)
    qtbot.addWidget(widget)
    return widget


def page(shell: Shell) -> PageEditor | None:
    return next((one for one in shell.findChildren(PageEditor) if one.isVisible()), None)


def ctrl(qtbot: QtBot, shell: Shell, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or shell, key, Qt.KeyboardModifier.ControlModifier)


def test_build__every_place__is_made_in_the_pages(shell: Shell) -> None:
    """One that is made elsewhere is styled twice: a third of its first visit."""
    built = {name: build(shell) for name, build in vars(places).items() if name.startswith("build_")}

    assert len(built) > 15
    assert [name for name, place in built.items() if place.parentWidget() is not shell.pages] == []


def test_shell__page_left_for_another_place__waits_as_a_draft(shell: Shell, qtbot: QtBot, vault: Vault) -> None:
    ctrl(qtbot, shell, Qt.Key.Key_N)
    qtbot.keyClicks(page(shell), "Half a page")

    ctrl(qtbot, shell, Qt.Key.Key_3)

    assert page(shell) is None
    assert [one.opening for one in list_drafts(vault)] == ["Half a page"]


def test_shell__circle_left_for_another_place__is_saved_first(shell: Shell, qtbot: QtBot, vault: Vault) -> None:
    ctrl(qtbot, shell, Qt.Key.Key_6)
    screen = next(one for one in shell.findChildren(CircleScreen) if one.isVisible())
    screen.model.add("Noor")

    ctrl(qtbot, shell, Qt.Key.Key_1)

    assert not screen.isVisible()
    assert [one.alias for one in load_circle(vault).items] == ["Noor"]


def test_shell__is_this_circle_good_for_me__begins_its_practice(shell: Shell, vault: Vault) -> None:
    shell.open_place(CIRCLE)
    screen = next(one for one in shell.findChildren(CircleScreen) if one.isVisible())

    screen.practice_requested.emit("circle-check")

    assert [one.practice_id for one in list_open_runs(vault)] == ["circle-check"]


def test_shell__page_can_not_be_saved__is_not_left(shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    monkeypatch.setattr(drafts, "start_draft", refuse)
    ctrl(qtbot, shell, Qt.Key.Key_N)
    qtbot.keyClicks(page(shell), "Half a page")

    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_N, Qt.Key.Key_F):
        ctrl(qtbot, shell, key)

    assert page(shell) is not None
    assert page(shell).text() == "Half a page"
    assert shell.text_at_risk() == "Half a page"


@pytest.mark.parametrize("name", [TODAY, JOURNAL, READINGS, PROMPTS, SETTINGS])
def test_shell__place_opened__keeps_the_keyboard_inside_the_window(shell: Shell, name: str) -> None:
    shell.open_place(name)

    assert QApplication.focusWidget() is not None


@pytest.mark.parametrize(("name", "signal"), [(SUPPORT, "support_requested"), (LOCK, "lock_requested")])
def test_shell__what_lies_outside__is_asked_of_the_window(shell: Shell, name: str, signal: str) -> None:
    asked = QSignalSpy(getattr(shell, signal))

    shell.open_place(name)

    assert asked.count() == 1


def test_shell__little_room_beside_the_words__the_rail_shows_icons_only_until_there_is_more(shell: Shell) -> None:
    rail = shell.findChild(NavRail)
    full = rail.width()

    shell.resize(shell.minimumSizeHint().width() // 2 + full, 600)
    narrow = rail.width()
    shell.resize(1280, 820)

    assert narrow < full / 2
    assert rail.width() == full


@pytest.mark.parametrize(("percent", "width", "height"), [(200, 720, 560), (200, 1280, 560), (100, 720, 480)])
def test_shell__low_window__the_rail_shows_every_place(
    shell: Shell, dressed: ThemeController, qapp: QApplication, percent: int, width: int, height: int
) -> None:
    dressed.set_look(Look(text_percent=percent))
    shell.resize(width, height)
    qapp.processEvents()

    for name in ("Places", "Always at hand"):
        [one] = [view for view in shell.findChildren(QListView) if view.accessibleName() == name]
        assert one.verticalScrollBar().maximum() == 0
        assert one.viewport().height() >= one.model().rowCount() * 24
    [hide] = [one for one in shell.findChildren(RailButton) if one.text() == "Hide now"]
    assert hide.geometry().bottom() < height


def test_shell__too_low_a_window_for_all_places__they_scroll_and_one_sees_there_is_more(
    shell: Shell, dressed: ThemeController, qapp: QApplication
) -> None:
    dressed.set_look(Look(text_percent=200))
    shell.resize(720, 420)
    qapp.processEvents()

    [one] = [view for view in shell.findChildren(QListView) if view.accessibleName() == "Places"]
    assert one.verticalScrollBar().isVisible()
    assert one.viewport().height() >= 3 * one.visualRect(one.model().index(0, 0)).height()


def test_shell__place_chosen_in_the_palette__takes_the_keyboard_there(shell: Shell, qtbot: QtBot) -> None:
    shell.findChild(NavRail)._places.setFocus()
    ctrl(qtbot, shell, Qt.Key.Key_K)
    qtbot.keyClicks(QApplication.focusWidget(), "export")

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    here = QApplication.focusWidget()
    assert here is not None
    assert shell._screens[places.MOVING].isAncestorOf(here)


def test_shell__prepared_while_the_key_is_derived__asks_the_journal_for_nothing_and_stays_out_of_sight(
    waiting_shell: Shell,
) -> None:
    shown = QSignalSpy(waiting_shell.ready)

    for step in waiting_shell.preparing_steps():
        step()

    assert waiting_shell.findChild(TodayScreen) is not None
    assert not waiting_shell.isVisible()
    assert shown.count() == 0


def test_shell__started_after_it_was_prepared__shows_the_same_first_page(waiting_shell: Shell, qtbot: QtBot) -> None:
    for step in waiting_shell.preparing_steps():
        step()
    today = waiting_shell.findChild(TodayScreen)

    with qtbot.waitSignal(waiting_shell.ready):
        waiting_shell.show()
        waiting_shell.start()

    assert waiting_shell.findChildren(TodayScreen) == [today]


def test_shell__page_kept_that_leads_to_a_practice__says_so_until_one_goes_elsewhere(
    shell: Shell, vault: Vault
) -> None:
    pack = shell.desk.pack
    leading = (one for one in pack.prompts.values() if one.next is not None)
    prompt = next(one for one in leading if pack.practices[one.next].intensity is Intensity.GENTLE)
    draft = start_draft(vault, CLOCK, asked=asked_from_prompt(pack, prompt), body="words")
    entry_id = keep_draft(vault, CLOCK, draft.id)

    shell.open_entry(entry_id)
    shell.practices.offer_next(entry_id)

    [bar] = shell.findChildren(NextBar)
    assert not bar.isHidden()
    shell.open_place(TODAY)
    assert bar.isHidden()


def test_unbuilt__each_step_to_what_many_visit__makes_few_widgets(shell: Shell) -> None:
    made = []
    names = (*places.LIKELIEST, places.PRACTICES, READINGS, PROMPTS, places.RUNNER)
    for step in unbuilt(names, shell._screens, shell._screen, draw=shell._draw_unseen):
        before = len(shell.findChildren(QWidget))
        step()
        made.append(len(shell.findChildren(QWidget)) - before)

    assert set(names) <= set(shell._screens)
    assert max(made) <= MOST_WIDGETS, made


def test_build_ahead__place_visited_meanwhile__is_built_once_and_stays_in_sight(shell: Shell) -> None:
    steps = unbuilt(places.LIKELIEST, shell._screens, shell._screen, draw=shell._draw_unseen)
    next(steps)
    shell.open_place(JOURNAL)
    visited = shell._screens[JOURNAL]

    for step in steps:
        step()

    assert shell._screens[JOURNAL] is visited
    assert visited.isVisible()
    assert [name for name, screen in shell._screens.items() if screen.isVisible()] == [JOURNAL]


def test_build_ahead__quiet__builds_the_places_behind_the_page(shell: Shell, qtbot: QtBot) -> None:
    shell.build_ahead()

    qtbot.waitUntil(lambda: set(places.LIKELIEST) <= set(shell._screens))
    assert shell.findChild(TodayScreen).isVisible()


def test_shell__entry_opened__drawings_below_it_are_saved_before_anything_else_is_done(
    shell: Shell, vault: Vault
) -> None:
    shell.open_entry(keep_draft(vault, CLOCK, start_draft(vault, CLOCK, body="words").id))

    [drawings] = shell._screens[JOURNAL].findChildren(EntryDrawings)
    assert drawings in shell._in_hand._places


def test_journal__chosen_again_in_the_trash__shows_the_pages(shell: Shell) -> None:
    shell.open_trash()
    shell.open_place(TODAY)
    shell.open_place(JOURNAL)
    as_it_was_left = shell.findChild(TrashPane).isVisible()

    shell.open_place(JOURNAL)

    assert as_it_was_left
    assert not shell.findChild(TrashPane).isVisible()

"""Take your journal with you: written out after a plain word, brought in after a look, and out again."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from journal_app.content.model import StoryKind
from journal_app.journal.bringing_in import BatchId, ImportBatch, ItemKind
from journal_app.journal.circle import Circle, CircleItem, ItemId, save_circle
from journal_app.journal.entries import count_entries, list_entries
from journal_app.journal.everything import DaySpan
from journal_app.journal.marks import set_starred
from journal_app.journal.own_story import add_story_line, list_story, remove_story_line
from journal_app.settings.clock import FixedClock
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.desk import Desk
from journal_app.ui.screens import moving_in, moving_out
from journal_app.ui.screens.moving import BROUGHT_IN, MovingScreen
from journal_app.ui.screens.moving_batches import BatchList
from journal_app.ui.widgets.labels import Label
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
Write = Callable[..., Any]


@pytest.fixture
def screen(desk: Desk, person: Person) -> MovingScreen:
    return person.opens(MovingScreen(desk), 1000, 1400)


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that the person chooses whenever she is asked for one."""
    folder = tmp_path / "chosen"
    folder.mkdir()
    for module in (moving_out, moving_in):
        monkeypatch.setattr(module, "ask_for_folder", lambda _parent, _title, take: take(folder))
    return folder


def test_moving__written_out__after_it_is_said_who_can_read_it(
    desk: Desk, person: Person, write: Write, chosen: Path, qtbot: QtBot
) -> None:
    write("one")
    write("two", days_ago=2)
    screen = person.opens(MovingScreen(desk), 1000, 1400)
    assert "2 entries" in person.reads(screen)

    person.press_button(screen, "Write it out…")

    assert list(chosen.iterdir()) == []
    assert any(words.endswith(sentence("export_warning")) for words in person.reads(screen))
    person.press_button(screen, "Write it there")

    [out] = chosen.iterdir()
    assert out.name == "pages-2026-11-21"
    assert len(list((out / "entries").rglob("*.md"))) == 2
    assert any(words.startswith("2 pages are written.") for words in person.reads(screen))


def test_moving__only_some_days__are_counted_first_and_written_alone(
    desk: Desk, person: Person, write: Write, chosen: Path
) -> None:
    for number, days_ago in enumerate((0, 3, 400)):
        write(f"page {number}", days_ago=days_ago)
    screen = person.opens(MovingScreen(desk), 1000, 1400)

    screen.out._days._some.click()
    assert "2 entries" in person.reads(screen)
    screen.out._days._last.setDate(QDate(2026, 11, 20))
    assert "One entry" in person.reads(screen)
    person.press_button(screen, "Write it out…")
    assert any(words.startswith("One entry. A new folder is made for it: ") for words in person.reads(screen))
    person.press_button(screen, "Write it there")

    [out] = chosen.iterdir()
    [page] = (out / "entries").rglob("*.md")
    assert page.read_text("utf-8").endswith("page 1\n")


def test_moving__first_day_after_the_last__takes_the_last_along(desk: Desk, person: Person) -> None:
    screen = person.opens(MovingScreen(desk), 1000, 1400)
    days = screen.out._days
    days._some.click()

    days._first.setDate(QDate(2027, 2, 3))

    assert days.span == DaySpan(date(2027, 2, 3), date(2027, 2, 3))


def test_moving__as_json_and_again__has_a_folder_of_its_own(
    desk: Desk, person: Person, write: Write, chosen: Path, qtbot: QtBot
) -> None:
    write("one")
    screen = person.opens(MovingScreen(desk), 1000, 1400)
    screen.out._json.click()

    for _ in range(2):
        person.press_button(screen, "Write it out…")
        person.press_button(screen, "Write it there")

    names = sorted(path.name for path in chosen.iterdir())
    assert names == ["pages-2026-11-21", "pages-2026-11-21-2"]
    assert json.loads((chosen / names[1] / "journal.json").read_text("utf-8"))["format"] == "kindroot-journal"


def test_moving__after_a_task__the_keyboard_is_where_it_began(
    desk: Desk, person: Person, write: Write, chosen: Path
) -> None:
    write("one")
    screen = person.sits_at(MovingScreen(desk), 1000, 1400)

    person.press_button(screen, "Write it out…")
    person.press(Qt.Key.Key_Space)
    assert person.words == "Write it out…"
    (chosen / "x.txt").write_text("x", encoding="utf-8")
    person.press_button(screen, "Choose a folder…")
    assert person.words == "Bring it in"
    person.press(Qt.Key.Key_Space)

    assert person.words == "Choose a folder…"


def test_moving__left_as_it_is__writes_nothing(screen: MovingScreen, person: Person, chosen: Path) -> None:
    person.press_button(screen, "Write it out…")
    person.press_button(screen, "Leave it as it is")

    assert list(chosen.iterdir()) == []
    assert not screen.out._proof.isVisible()


def test_moving__brought_in_after_a_look__and_out_again(
    screen: MovingScreen, desk: Desk, person: Person, chosen: Path, vault: Vault
) -> None:
    heard: list[frozenset[Kind]] = []
    desk.hub.changed.connect(lambda kinds, _who: heard.append(kinds))
    (chosen / "2024-05-01 Rain.md").write_text("so loud", encoding="utf-8")
    (chosen / "latin.txt").write_bytes(b"caf\xe9")

    person.press_button(screen, "Choose a folder…")

    assert (count_entries(vault), heard) == (0, [])
    assert any(words.startswith("This would come in: one entry.") for words in person.reads(screen))
    person.press_button(screen, "One thing to know")
    assert f"latin.txt: {sentence('import_not_utf8')}" in person.reads(screen)
    person.press_button(screen, "Bring it in")

    assert (count_entries(vault), heard) == (1, [BROUGHT_IN])
    assert "What was brought in" in person.reads(screen)
    person.press_button(screen, "Take it out again…")
    person.press_button(screen, "Take it out again")

    assert (count_entries(vault), heard) == (0, [BROUGHT_IN, BROUGHT_IN])
    assert "One page is out of your journal again." in person.reads(screen)
    assert "What was brought in" not in person.reads(screen)


def test_batches__more_than_pages_came_in__is_told_in_one_line(person: Person) -> None:
    counts = {ItemKind.ENTRY: 3, ItemKind.DRAWING: 1, ItemKind.CIRCLE: 1, ItemKind.CHECK_IN: 40, ItemKind.WISH: 2}
    batches = person.opens(BatchList())

    batch = ImportBatch(BatchId(1), "json", datetime(2026, 5, 14, tzinfo=UTC), True, counts, 2)
    batches.show_batches((batch,), ZoneInfo("Europe/London"))

    [line] = [label.text() for label in batches.findChildren(Label) if "3 pages" in label.text()]
    amount = line.partition("  ·  ")[2]
    assert amount == "3 pages, 2 pictures and files, one drawing, your circle, 40 check-ins, your wishes"


def test_moving__taken_out_though_changed_since__says_what_stays(
    screen: MovingScreen, person: Person, chosen: Path, vault: Vault
) -> None:
    for name in ("a.txt", "b.txt"):
        (chosen / name).write_text(name, encoding="utf-8")
    person.press_button(screen, "Choose a folder…")
    person.press_button(screen, "Bring it in")
    set_starred(vault, list_entries(vault).items[0].id, True)

    person.press_button(screen, "Take it out again…")
    person.press_button(screen, "Take it out again")

    assert count_entries(vault) == 1
    assert any("left alone: 1." in words for words in person.reads(screen))


def test_moving__nothing_new_or_nothing_at_all__is_said(desk: Desk, person: Person, write: Write, chosen: Path) -> None:
    write("one")
    screen = person.opens(MovingScreen(desk), 1000, 1400)
    person.press_button(screen, "Choose a folder…")
    assert "No page was found there." in person.reads(screen)
    person.press_button(screen, "Write it out…")
    person.press_button(screen, "Write it there")

    screen.bring.look_at(next(chosen.iterdir()))

    assert "Every page in it that can be read is in your journal already." in person.reads(screen)


def test_moving__what_practices_keep__goes_with_the_pages_and_is_named(
    desk: Desk, person: Person, write: Write, vault: Vault, clock: FixedClock, chosen: Path
) -> None:
    write("one")
    line = add_story_line(vault, clock, StoryKind.WITNESS, "Mrs. P. from the desk")
    save_circle(vault, clock, Circle((CircleItem(ItemId("1"), "R."),)))
    screen = person.opens(MovingScreen(desk), 1000, 1400)
    person.press_button(screen, "Write it out…")
    person.press_button(screen, "Write it there")
    assert any("With them: one line of your story, your circle." in words for words in person.reads(screen))
    remove_story_line(vault, line)
    [out] = chosen.iterdir()
    for path in [*out.iterdir()]:
        path.rename(chosen / path.name)

    person.press_button(screen, "Choose a folder…")

    assert any("This would come in: one line of your story." in words for words in person.reads(screen))
    person.press_button(screen, "Bring it in")
    assert [one.text for one in list_story(vault)] == ["Mrs. P. from the desk"]


def test_moving__place_that_will_not_do__is_said_where_it_was_asked(
    screen: MovingScreen, person: Person, vault: Vault
) -> None:
    screen.out.write_to(vault.folder)
    screen.bring.look_at(vault.folder / "none")

    reads = person.reads(screen)
    assert any(words.startswith("There is nothing at ") for words in reads)
    assert any("lies inside the journal's own folder" in words for words in reads)


def test_moving__escape__goes_back(screen: MovingScreen, person: Person, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.back_requested):
        person.key(screen, Qt.Key.Key_Escape)

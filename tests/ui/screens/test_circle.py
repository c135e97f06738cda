"""The circle worked on by keys alone, in the list and in the picture, and by mouse; kept, undone, looked back on."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from sqlalchemy import update

from journal_app.content.model import StepId
from journal_app.journal import circle as circles
from journal_app.journal.circle import (
    Circle,
    CircleItem,
    CircleTie,
    Consent,
    Holds,
    ItemId,
    ItemKind,
    LineKind,
    Ring,
    list_circle_versions,
    load_circle,
    save_circle,
)
from journal_app.journal.circle_names import SUPPORT_MAP
from journal_app.journal.practice_answer import Answer, Placed
from journal_app.journal.practice_run import begin_practice, finish_run, save_answer
from journal_app.settings.clock import FixedClock
from journal_app.ui.circle.share import CirclePicture
from journal_app.ui.circle.view import CircleView
from journal_app.ui.desk import Desk
from journal_app.ui.models.row_list import RowList
from journal_app.ui.screens.circle import CircleScreen
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.vault import schema
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import Vault

CANARY = "Zwölf Kanarienvögel sängen"
SHIFT = Qt.KeyboardModifier.ShiftModifier
TWO = Circle((CircleItem(ItemId("a"), "Noor", turn=0.1), CircleItem(ItemId("b"), "Sol", turn=0.6)))


@pytest.fixture
def screen(person: Any, desk: Desk) -> CircleScreen:
    opened: CircleScreen = person.sits_at(CircleScreen(desk))
    return opened


@pytest.fixture
def kept(screen: CircleScreen, vault: Vault) -> Callable[[], Circle]:
    """Save what stands on the screen, and return what the vault has."""

    def read() -> Circle:
        screen.flush(lambda is_kept: None)
        return load_circle(vault)

    return read


def with_two(screen: CircleScreen, vault: Vault, clock: FixedClock) -> CircleView:
    save_circle(vault, clock, TWO)
    screen.refresh()
    return next(one for one in screen.findChildren(CircleView) if one.isVisible())


def put_there(person: Any, name: str) -> None:
    person.walk_to(QLineEdit)
    person.type_text(name)
    person.press(Qt.Key.Key_Return)


def choose_in(person: Any, accessible_name: str, downs: int) -> None:
    """Walk to a folded list by Tab and go down in it."""
    for _ in range(60):
        here = QApplication.focusWidget()
        if isinstance(here, FoldedList) and here.accessibleName() == accessible_name:
            break
        person.press(Qt.Key.Key_Tab)
    else:
        raise AssertionError(f"Tab never comes to {accessible_name}")
    for _ in range(downs):
        person.press(Qt.Key.Key_Down)


def test_list__everything_by_keys__is_kept(person: Any, screen: CircleScreen, kept: Callable[[], Circle]) -> None:
    put_there(person, "Sol")
    put_there(person, "N")
    screen._tabs.setFocus()
    person.press(Qt.Key.Key_Right)
    person.walk_to(RowList)
    person.press(Qt.Key.Key_Return)
    person.type_text("Noor")
    choose_in(person, "What it is", 1)
    choose_in(person, "Ring", 1)
    choose_in(person, "Your line to it", 3)
    person.push("Listens")
    person.push("Believes me")
    person.press(Qt.Key.Key_Tab)
    person.type_text("tea, late walks")
    choose_in(person, "Do they know you count on them?", 1)
    person.press(Qt.Key.Key_Tab)
    person.type_text("since school")
    choose_in(person, "Kind of line", 1)
    person.push("Draw the line")
    noor, sol = sorted(kept().items, key=lambda one: one.alias)
    assert (noor.alias, noor.kind, noor.ring, noor.line) == ("Noor", ItemKind.GROUP, Ring.MAYBE, LineKind.BOTH_WAYS)
    assert noor.holds == (Holds.LISTENS, Holds.BELIEVES)
    assert (noor.own_tags, noor.consent, noor.note) == (("tea", "late walks"), Consent.SAID_YES, "since school")
    assert kept().ties == (CircleTie(noor.id, sol.id, LineKind.THIN),)
    person.push("Take off the circle")
    assert [one.alias for one in kept().items] == ["Sol"]
    assert kept().ties == ()


def test_picture__arrows__choose_and_with_shift_move_as_is_said(
    person: Any,
    screen: CircleScreen,
    kept: Callable[[], Circle],
    vault: Vault,
    clock: FixedClock,
    said: list[str],
    qtbot: Any,
) -> None:
    view = with_two(screen, vault, clock)
    view.setFocus()
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Right)
    assert said[-1].startswith("Sol. I could turn to them now.")
    qtbot.keyClick(view, Qt.Key.Key_Up, SHIFT)
    assert said[-1] == "Sol stands at: Could come nearer, with time"
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    sol = kept().items[1]
    assert sol.ring is Ring.MAYBE
    assert sol.turn > 0.6
    person.press(Qt.Key.Key_Down)
    assert screen.model.chosen is not None
    assert screen.model.chosen.alias == "Noor"
    person.press(Qt.Key.Key_Delete)
    assert [one.alias for one in kept().items] == ["Sol"]


def test_undo_and_redo__by_keys_and_buttons__go_back_and_forth(
    person: Any, screen: CircleScreen, kept: Callable[[], Circle], vault: Vault, clock: FixedClock, qtbot: Any
) -> None:
    view = with_two(screen, vault, clock)
    screen.model.choose(ItemId("a"))
    view.setFocus()
    person.press(Qt.Key.Key_Delete)
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kept() == TWO
    person.press_button(screen, "Redo")
    assert [one.alias for one in kept().items] == ["Sol"]


def test_picture__dragged_to_another_ring__stands_there(
    screen: CircleScreen, kept: Callable[[], Circle], vault: Vault, clock: FixedClock, qtbot: Any
) -> None:
    view = with_two(screen, vault, clock)
    node = view.circle_scene.node(ItemId("a"))
    assert node is not None
    start = view.mapFromScene(node.pos())
    end = view.mapFromScene(0, round(view.circle_scene.placing.edges[Ring.MAYBE] - 20))
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(view.viewport(), left, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(view.viewport(), start + (end - start) * step / 5)
    qtbot.mouseRelease(view.viewport(), left, pos=end)
    noor = kept().items[0]
    assert noor.ring is Ring.MAYBE
    assert noor.turn == pytest.approx(0.5, abs=0.02)


def test_picture__pressed_only__is_chosen_and_not_moved(
    screen: CircleScreen, kept: Callable[[], Circle], vault: Vault, clock: FixedClock, qtbot: Any
) -> None:
    view = with_two(screen, vault, clock)
    node = view.circle_scene.node(ItemId("b"))
    assert node is not None
    at = view.mapFromScene(node.pos())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(1, 0))
    assert screen.model.chosen == TWO.items[1]
    assert kept() == TWO


def test_check__from_any_item__wishes_the_practice(
    person: Any, screen: CircleScreen, vault: Vault, clock: FixedClock, qtbot: Any
) -> None:
    with_two(screen, vault, clock)
    screen.model.choose(ItemId("b"))
    person.press_button(screen, "Open the chosen one")
    with qtbot.waitSignal(screen.practice_requested) as asked:
        person.press_button(screen, "Is this circle good for me?")
    assert asked.args == ["circle-check"]


def test_earlier__looked_at__shows_how_it_stood_and_is_deleted_for_good(
    person: Any, screen: CircleScreen, vault: Vault, clock: FixedClock, decrypted: Callable[[Vault], bytes]
) -> None:
    save_circle(vault, clock, Circle((CircleItem(ItemId("x"), CANARY),)))
    clock.moment += timedelta(days=2)
    save_circle(vault, clock, TWO)
    screen.refresh()
    screen._tabs.setCurrentIndex(2)
    person.press_button(screen, "As a list")
    assert person.titles(screen) == ["I could turn to them now", CANARY]
    person.press_button(screen, "Delete earlier versions for good")
    person.press_button(screen, "Delete them for good")
    assert len(list_circle_versions(vault)) == 1
    assert load_circle(vault) == TWO
    assert CANARY.encode() not in decrypted(vault)


def test_earlier__kept_now__stands_there_after_the_circle_changed_and_is_kept_once(
    person: Any, screen: CircleScreen, kept: Callable[[], Circle], vault: Vault, clock: FixedClock
) -> None:
    put_there(person, "x")
    screen._tabs.setCurrentIndex(2)
    person.press_button(screen, "Keep this as a version now")
    person.press_button(screen, "Keep this as a version now")
    assert "Nothing has changed since the version kept last." in person.reads(screen)
    assert len(list_circle_versions(vault)) == 2
    screen._tabs.setCurrentIndex(0)
    put_there(person, "y")
    assert [one.alias for one in kept().items] == ["x", "y"]
    now, before = list_circle_versions(vault)
    assert [len(one.circle.items) for one in (now, before)] == [2, 1]


def test_taken_off__then_earlier_deleted__leaves_nothing_of_it(
    person: Any, screen: CircleScreen, kept: Callable[[], Circle], vault: Vault, decrypted: Callable[[Vault], bytes]
) -> None:
    put_there(person, "x")
    screen.model.change_chosen(alias=CANARY, note=CANARY)
    assert kept().items[0].note == CANARY
    screen.model.remove_chosen()
    assert kept() == Circle()
    screen._earlier._delete_now()
    assert CANARY.encode() not in decrypted(vault)


def test_circle__can_not_be_saved__says_so_and_keeps_it_at_risk(
    person: Any, screen: CircleScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    monkeypatch.setattr("journal_app.ui.circle.autosave.save_circle", refuse)
    put_there(person, "Noor")
    told: list[bool] = []
    screen.flush(told.append)
    assert told == [False]
    assert "Noor" in screen.text_at_risk()
    assert screen.unsaved_page() is not None
    monkeypatch.undo()
    person.press_button(screen, "Try again now")
    assert screen.text_at_risk() == ""


def test_circle__damaged__is_said_and_a_new_one_stands_beside_it(
    person: Any, screen: CircleScreen, kept: Callable[[], Circle], vault: Vault, clock: FixedClock
) -> None:
    save_circle(vault, clock, TWO)
    with vault.write() as connection:
        connection.execute(update(schema.circle_version).values(map="{"))
    screen.refresh()
    assert any("can't be read any more" in words for words in person.reads(screen))
    put_there(person, "Noor")
    assert [one.alias for one in kept().items] == ["Noor"]
    with vault.read() as connection:
        first = connection.execute(circles._SELECT.order_by(schema.circle_version.c.id).limit(1)).one()
    assert first.map == "{"


def test_save_or_print__saved__is_a_picture_without_names_and_says_so(
    person: Any,
    qtbot: Any,
    screen: CircleScreen,
    vault: Vault,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_two(screen, vault, clock)
    path = tmp_path / "out.png"
    monkeypatch.setattr("journal_app.ui.circle.share.ask_where_to_save", lambda *args, **_named: args[2](path))
    person.press_button(screen, "Save or print…")
    assert any("anyone who can open a file" in words for words in person.reads(screen))
    box = next(one for one in screen.findChildren(TickBox) if one.text().startswith("Write the names"))
    assert not box.isChecked()
    person.press_button(screen, "Save as a picture…")
    qtbot.waitUntil(path.exists)
    assert QImage(str(path)) == CirclePicture(TWO, "Me").image()


def test_practice_finished__names_placed__are_offered_and_put_there_only_when_wished(
    person: Any, desk: Desk, vault: Vault, clock: FixedClock
) -> None:
    run = begin_practice(vault, clock, desk.pack, SUPPORT_MAP)
    save_answer(vault, clock, run.id, StepId("rings"), Answer(placed=(Placed("Noor", "near"),)))
    entry_id = finish_run(vault, clock, run.id)
    assert entry_id is not None
    journal = person.sits_at(JournalScreen(desk))
    journal.show_entry(entry_id)
    assert load_circle(vault) == Circle()
    person.press_button(journal, "Put them on the circle")
    assert [one.alias for one in load_circle(vault).items] == ["Noor"]


def test_circle__many_items__is_whole_in_sight_from_the_first_with_names_to_be_read(
    person: Any, screen: CircleScreen, vault: Vault, clock: FixedClock
) -> None:
    items = tuple(CircleItem(ItemId(str(n)), str(n), ring=list(Ring)[n % 3], turn=n / 60) for n in range(60))
    save_circle(vault, clock, Circle(items))
    screen.refresh()
    view = next(one for one in screen.findChildren(CircleView) if one.isVisible())
    whole = view.transform().m11()
    assert (view.horizontalScrollBar().maximum(), view.verticalScrollBar().maximum()) == (0, 0)
    shown = view.mapToScene(view.viewport().rect()).boundingRect()
    assert shown.contains(view.circle_scene.itemsBoundingRect())
    view.zoom_by(2)
    person.press_button(screen, "Show all")
    assert view.transform().m11() == whole


def test_put_there__beside_the_field__stands_on_its_line(screen: CircleScreen, person: Any) -> None:
    button, line = person.button(screen, "Put there"), screen.findChild(QLineEdit)

    assert button.geometry().bottom() == line.mapTo(button.parentWidget(), line.rect().bottomLeft()).y()

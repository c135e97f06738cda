"""Drawings of a page being written and of one that is read: added, opened again, damaged, deleted for good."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import update

from journal_app.journal.drafts import edit_entry
from journal_app.journal.drawings import Owner, Stroke, drawings_of, save_drawing
from journal_app.journal.entries import EntryId, list_entries, load_entry
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.drawing.figure import DrawingFigure, thinned
from journal_app.ui.drawing.page_drawings import PageDrawings
from journal_app.ui.drawing.sheet import DrawingSheet
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.screens.write import WriteScreen
from journal_app.vault import schema
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import Vault

CANARY = "Zwölf Kanarienvögel sängen"
LINE = Stroke(1, 0.01, ((0.1, 0.2), (0.30000000000000004, 0.4)))


def draw_by_keys(person: Any) -> None:
    assert isinstance(QApplication.focusWidget(), DrawingSheet)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space):
        person.press(key)


@pytest.fixture
def write_screen(person: Any, desk: Desk) -> WriteScreen:
    screen: WriteScreen = person.sits_at(WriteScreen(desk))
    screen.start_page(None)
    return screen


@pytest.fixture
def reading(person: Any, desk: Desk, write: Callable[..., EntryId], vault: Vault) -> tuple[JournalScreen, EntryId]:
    entry_id = write("A page.")
    screen: JournalScreen = person.sits_at(JournalScreen(desk))
    screen.show_entry(entry_id)
    return screen, entry_id


def figures(screen: Any) -> list[DrawingFigure]:
    return [one for one in screen.findChildren(DrawingFigure) if one.isVisible()]


def test_write__only_a_drawing__is_kept_as_a_page_with_it(person: Any, write_screen: WriteScreen, vault: Vault) -> None:
    person.press_button(write_screen, "Draw")
    draw_by_keys(person)
    write_screen.finish()
    [entry] = list_entries(vault, limit=5).items
    [drawing] = drawings_of(vault, Owner(entry_id=entry.id))
    assert len(drawing.strokes) == 1


def test_write__sheet_opened_and_left_empty__keeps_nothing(
    person: Any, write_screen: WriteScreen, vault: Vault
) -> None:
    person.press_button(write_screen, "Draw")
    write_screen.finish()
    assert list_entries(vault, limit=5).items == ()


def test_entry__drawing_added_and_opened_again__is_the_same_one(
    person: Any, reading: tuple[JournalScreen, EntryId], vault: Vault
) -> None:
    screen, entry_id = reading
    person.press_button(screen, "Add a drawing")
    draw_by_keys(person)
    person.press_button(screen, "Done with the drawing")
    [figure] = figures(screen)
    person.key(figure, Qt.Key.Key_Space)
    draw_by_keys(person)
    person.press_button(screen, "Done with the drawing")
    [drawing] = drawings_of(vault, Owner(entry_id=entry_id))
    assert len(drawing.strokes) == 2
    assert load_entry(vault, entry_id).body == "A page."


def test_entry__another_one_is_opened__the_drawing_stays_with_its_own(
    person: Any, reading: tuple[JournalScreen, EntryId], vault: Vault, write: Callable[..., EntryId]
) -> None:
    screen, entry_id = reading
    other = write("Another.", days_ago=3)
    person.press_button(screen, "Add a drawing")
    draw_by_keys(person)
    screen.show_entry(other)
    assert figures(screen) == []
    assert [len(one.strokes) for one in drawings_of(vault, Owner(entry_id=entry_id))] == [1]
    assert drawings_of(vault, Owner(entry_id=other)) == ()


def test_entry__one_drawing_damaged__is_a_sentence_and_the_other_is_shown(
    person: Any, desk: Desk, write: Callable[..., EntryId], vault: Vault, clock: FixedClock
) -> None:
    entry_id = write("A page.")
    bad = save_drawing(vault, clock, Owner(entry_id=entry_id), (LINE,))
    save_drawing(vault, clock, Owner(entry_id=entry_id), (LINE,), "a hill")
    with vault.write() as connection:
        connection.execute(update(schema.drawing).where(schema.drawing.c.uid == bad).values(strokes=b"["))
    screen = person.sits_at(JournalScreen(desk))
    screen.show_entry(entry_id)
    [figure] = figures(screen)
    assert figure.accessibleName() == "Drawing: a hill"
    assert sum("can't be read any more" in words for words in person.reads(screen)) == 1


def test_entry__drawing_deleted__leaves_nothing(
    person: Any,
    reading: tuple[JournalScreen, EntryId],
    vault: Vault,
    clock: FixedClock,
    decrypted: Callable[[Vault], bytes],
) -> None:
    screen, entry_id = reading
    save_drawing(vault, clock, Owner(entry_id=entry_id), (LINE,), CANARY)
    for drawings in screen.findChildren(PageDrawings):
        drawings.refresh()
    person.key(figures(screen)[0], Qt.Key.Key_Space)
    person.press_button(screen, "Delete the drawing for good")
    person.press_button(screen, "Delete it")
    assert figures(screen) == []
    plain = decrypted(vault)
    assert CANARY.encode() not in plain
    assert b"0.30000000000000004" not in plain


def test_entry__drawing_can_not_be_saved__stays_open_and_is_at_risk(
    person: Any, reading: tuple[JournalScreen, EntryId], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    screen, _entry_id = reading
    person.press_button(screen, "Add a drawing")
    monkeypatch.setattr("journal_app.ui.drawing.page_drawings.save_drawing", refuse)
    draw_by_keys(person)
    person.press_button(screen, "Done with the drawing")
    assert any(one.isVisible() for one in screen.findChildren(DrawingSheet))
    monkeypatch.undo()
    person.press_button(screen, "Done with the drawing")
    assert len(figures(screen)) == 1


def test_thinned__many_points__keeps_the_ends_and_few_between() -> None:
    long = Stroke(0, 0.01, tuple((n / 100_000, 0.1) for n in range(100_000)))
    [thin] = thinned((long,))
    assert (thin.points[0], thin.points[-1]) == (long.points[0], long.points[-1])
    assert len(thin.points) < 7000


def test_entry__stroke_lifted__is_in_the_vault_whatever_comes_next(
    person: Any, reading: tuple[JournalScreen, EntryId], vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, entry_id = reading
    monkeypatch.setattr("journal_app.ui.save_loop.IDLE_MS", 1_000_000)  # killed before any pause is over
    person.press_button(screen, "Add a drawing")
    draw_by_keys(person)
    assert [len(one.strokes) for one in drawings_of(vault, Owner(entry_id=entry_id))] == [1]
    draw_by_keys(person)
    assert [len(one.strokes) for one in drawings_of(vault, Owner(entry_id=entry_id))] == [2]


def test_entry__locked_with_the_pen_down__keeps_that_stroke_too(
    person: Any, reading: tuple[JournalScreen, EntryId], vault: Vault
) -> None:
    screen, entry_id = reading
    person.press_button(screen, "Add a drawing")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down):
        person.press(key)
    kept: list[bool] = []
    next(one for one in screen.findChildren(PageDrawings) if one.is_open).flush(kept.append)
    assert kept == [True]
    assert [len(one.strokes) for one in drawings_of(vault, Owner(entry_id=entry_id))] == [1]


def test_write__disk_full_when_hidden__page_that_is_sealed_has_the_strokes(
    person: Any, write_screen: WriteScreen, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    person.press_button(write_screen, "Draw")
    draw_by_keys(person)
    assert write_screen.unsaved_page() is None
    monkeypatch.setattr("journal_app.ui.drawing.page_drawings.save_drawing", refuse)
    draw_by_keys(person)
    page = write_screen.unsaved_page()
    assert page is not None
    assert page.draft_id is not None
    assert page.drawing is not None
    assert len(page.drawing.strokes) == 2


def test_write__entry_left_as_it_was__its_drawings_are_too(
    person: Any, desk: Desk, write: Callable[..., EntryId], vault: Vault, clock: FixedClock
) -> None:
    entry_id = write("A page.")
    save_drawing(vault, clock, Owner(entry_id=entry_id), (LINE,), "a hill")
    before = drawings_of(vault, Owner(entry_id=entry_id))
    screen = person.sits_at(WriteScreen(desk))
    clock.moment += timedelta(minutes=1)
    screen.resume(edit_entry(vault, clock, entry_id))
    person.key(figures(screen)[0], Qt.Key.Key_Space)
    draw_by_keys(person)
    person.press_button(screen, "Done with the drawing")
    person.press_button(screen, "Draw")
    draw_by_keys(person)
    assert [len(one.strokes) for one in drawings_of(vault, Owner(entry_id=entry_id))] == [2, 1]
    person.press_button(screen, "Leave it as it was")
    person.press_button(screen, "Leave it as it was")
    [after] = drawings_of(vault, Owner(entry_id=entry_id))
    assert (after.uid, after.strokes, after.words) == (before[0].uid, before[0].strokes, before[0].words)

"""An entry's pictures stand at their places in its words; whatever else is kept with it is listed below them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from journal_app.journal.attachments import Attachment, NewAttachment, PageKey, add_attachment, list_attachments
from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.incoming import incoming
from journal_app.journal.trash import load_trashed, move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import PrivateFileDialog
from journal_app.ui.picture_decoding import encode_png
from journal_app.ui.screens import deleted_entry
from journal_app.ui.screens.entry_page import EntryPage
from journal_app.ui.screens.picture_view import PictureView
from journal_app.ui.screens.whole_text import WholeText
from journal_app.ui.widgets.attachment_tile import AttachmentTile
from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.picture_canvas import PictureCanvas
from journal_app.ui.widgets.picture_figure import HIGHEST_PX, PictureFigure
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.snapshots import SnapshotReason, list_snapshots, take_snapshot
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
UID, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2
GREEN = QColor(20, 120, 60)


def png(width: int = 400, height: int = 300) -> bytes:
    drawn = QImage(width, height, QImage.Format.Format_RGB32)
    drawn.fill(GREEN)
    return encode_png(drawn)


@pytest.fixture
def page(desk: Desk, person: Person) -> EntryPage:
    return person.sits_at(EntryPage(desk), 900, 820)


@pytest.fixture
def keep(vault: Vault, clock: FixedClock) -> Callable[..., Attachment]:
    def add(entry_id: EntryId, name: str, content: bytes, uid: str | None = None) -> Attachment:
        new = incoming(name, content).new
        new = NewAttachment(name, new.media_type, new.content, new.width_px, new.height_px, uid)
        return add_attachment(vault, clock, PageKey(entry_id), new)

    return add


def words(page: EntryPage) -> list[str]:
    return [part.text() for part in page.findChildren(WholeText) if part.isVisible()]


def figures(page: EntryPage) -> list[PictureFigure]:
    return [figure for figure in page.findChildren(PictureFigure) if figure.isVisible()]


def tiles(page: EntryPage) -> list[str]:
    return [tile.text() for tile in page.findChildren(AttachmentTile) if tile.isVisible()]


def colour_at(widget: Any, point: QPoint) -> QColor:
    return widget.grab().toImage().pixelColor(point)


def test_entry__without_attachments__is_its_words_exactly(
    page: EntryPage, vault: Vault, write: Callable[..., EntryId]
) -> None:
    body = "Words.\n\n\n![x](https://example.org) and #tag\n"
    page.show_entry(load_entry(vault, write(body)))
    assert words(page) == [body]
    assert figures(page) == []
    assert tiles(page) == []


def test_entry__what_its_words_mention_is_gone__says_so_in_its_place(
    page: EntryPage, vault: Vault, write: Callable[..., EntryId]
) -> None:
    page.show_entry(load_entry(vault, write(f"Before. ![The garden](attachment:{UID}) After.")))
    assert words(page) == ["Before. [The garden, no longer kept] After."]


def test_entry__title_in_another_script__begins_where_that_script_begins(
    page: EntryPage, vault: Vault, write: Callable[..., EntryId]
) -> None:
    page.show_entry(load_entry(vault, write("كلمات", title="يوم في الحديقة")))
    [title] = [one for one in page.findChildren(Heading) if one.text() == "يوم في الحديقة"]
    assert not title.alignment() & Qt.AlignmentFlag.AlignAbsolute  # Qt then goes by the words


def test_entry__a_picture_in_its_words__stands_between_them_with_what_they_call_it(
    page: EntryPage, vault: Vault, write: Callable[..., EntryId], keep: Callable[..., Attachment], person: Person
) -> None:
    entry_id = write(f"Before.\n\n![The garden](attachment:{UID})\n\nAfter, in [a.pdf](attachment:{OTHER}).")
    keep(entry_id, "garden.png", png(), UID)
    keep(entry_id, "a.pdf", b"%PDF-1.7", OTHER)

    page.show_entry(load_entry(vault, entry_id))

    [figure] = figures(page)
    assert words(page) == ["Before.", "After, in [a.pdf]."]
    assert figure.accessibleName() == "Picture: The garden"
    assert figure.size().height() == 300
    assert colour_at(figure, QPoint(200, 150)) == GREEN
    assert "The garden" in person.reads(page)
    assert tiles(page) == ["a.pdf"]


def test_entry__no_longer_mentioned_or_mentioned_elsewhere__is_listed_until_removed(
    page: EntryPage, vault: Vault, write: Callable[..., EntryId], keep: Callable[..., Attachment], person: Person
) -> None:
    entry_id, other = write("No word of it."), write("Another.")
    keep(entry_id, "garden.png", png())
    keep(other, "other.png", png(), UID)

    page.show_entry(load_entry(vault, entry_id))
    assert tiles(page) == ["garden.png"]

    [tile] = [tile for tile in page.findChildren(AttachmentTile) if tile.isVisible()]
    next(action for action in tile.menu().actions() if action.text() == "Remove…").trigger()
    person.press_button(page, "Remove for good")
    assert tiles(page) == []
    assert list_attachments(vault, PageKey(entry_id)) == ()
    assert len(list_attachments(vault, PageKey(other))) == 1


def test_entry__a_picture_larger_than_the_column__fits_and_keeps_its_shape(
    page: EntryPage, vault: Vault, write: Callable[..., EntryId], keep: Callable[..., Attachment], qtbot: QtBot
) -> None:
    entry_id = write(f"![wide](attachment:{UID})\n![tall](attachment:{OTHER})")
    keep(entry_id, "wide.png", png(3000, 1000), UID)
    keep(entry_id, "tall.png", png(100, 4000), OTHER)

    page.show_entry(load_entry(vault, entry_id))

    wide, tall = figures(page)
    qtbot.waitUntil(lambda: tall.height() == HIGHEST_PX)
    assert abs(wide.height() * 3 - wide.width()) <= 3
    assert colour_at(tall, QPoint(tall.height() // 40 + 2, 9)) != GREEN
    assert words(page) == []


def test_entry__a_damaged_picture__leaves_its_place_and_says_so(
    page: EntryPage, vault: Vault, write: Callable[..., EntryId], keep: Callable[..., Attachment], person: Person
) -> None:
    entry_id = write(f"![x](attachment:{UID})")
    keep(entry_id, "x.png", png(), UID)
    with vault.write() as connection:
        connection.execute(text("UPDATE attachment_chunk SET bytes = x'00'"))

    page.show_entry(load_entry(vault, entry_id))

    [figure] = figures(page)
    assert figure.accessibleDescription() == "It can't be shown here"
    figure.click()
    assert any("can't be shown" in words for words in person.reads(page))


def test_picture__opened_by_keys__zooms_and_goes_back_to_where_it_was(
    page: EntryPage,
    vault: Vault,
    write: Callable[..., EntryId],
    keep: Callable[..., Attachment],
    person: Person,
    qtbot: QtBot,
) -> None:
    entry_id = write(f"![The garden](attachment:{UID})\n\nAfter.")
    keep(entry_id, "garden.png", png(2000, 1000), UID)
    page.show_entry(load_entry(vault, entry_id))
    [figure] = figures(page)
    person.walk_to(PictureFigure)

    person.press(Qt.Key.Key_Return)
    view, canvas = page.findChild(PictureView), page.findChild(PictureCanvas)
    fitted = view.zoom
    assert view.isVisible()
    assert not figure.isVisible()
    assert canvas.hasFocus()
    assert canvas.accessibleName() == "Picture: The garden"
    assert fitted < 0.5
    assert colour_at(canvas, canvas.rect().center()) == GREEN

    for _ in range(3):
        person.press(Qt.Key.Key_Plus)
    assert view.zoom == pytest.approx(fitted * 1.25**3)
    wheel = QWheelEvent(
        QPointF(9, 9),
        QPointF(9, 9),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    canvas.wheelEvent(wheel)
    assert view.zoom == pytest.approx(fitted * 1.25**2)
    person.press(Qt.Key.Key_0)
    assert view.zoom == pytest.approx(fitted)
    person.push("All of it")
    person.press(Qt.Key.Key_Escape)

    assert not view.isVisible()
    assert QApplication.focusWidget() is figure


def test_picture__zoomed_without_end__stays_within_bounds(
    page: EntryPage, vault: Vault, write: Callable[..., EntryId], keep: Callable[..., Attachment]
) -> None:
    entry_id = write(f"![x](attachment:{UID})")
    keep(entry_id, "x.png", png(), UID)
    page.show_entry(load_entry(vault, entry_id))
    figures(page)[0].click()
    canvas = page.findChild(PictureCanvas)
    for factor in (1000.0, 1 / 10**9, 2.0):
        canvas.zoom_by(factor)
        assert 0.05 <= canvas.zoom <= 8.0


def test_picture__save_a_copy__warns_on_the_page_first(
    page: EntryPage,
    vault: Vault,
    write: Callable[..., EntryId],
    keep: Callable[..., Attachment],
    person: Person,
    tmp_path: Path,
) -> None:
    entry_id = write(f"![x](attachment:{UID})")
    keep(entry_id, "garden.png", png(), UID)
    page.show_entry(load_entry(vault, entry_id))
    figures(page)[0].click()
    person.press_button(page, "Save a copy…")
    assert any("The copy is plain" in words for words in person.reads(page))

    person.press_button(page, "Choose a place…")
    dialog = page.findChild(PrivateFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "out.png"))
    dialog.reject()
    assert (tmp_path / "out.png").read_bytes() == png()


def test_picture__removed__its_words_stay_and_it_is_gone(
    page: EntryPage, vault: Vault, write: Callable[..., EntryId], keep: Callable[..., Attachment], person: Person
) -> None:
    body = f"Before.\n\n![x](attachment:{UID})"
    entry_id = write(body)
    keep(entry_id, "garden.png", png(), UID)
    page.show_entry(load_entry(vault, entry_id))
    figures(page)[0].click()

    person.press_button(page, "Remove…")
    person.press_button(page, "Remove for good")

    assert list_attachments(vault, PageKey(entry_id)) == ()
    assert figures(page) == []
    assert words(page) == ["Before.\n\n[x, no longer kept]"]


def test_picture__removed_and_no_fresh_backup_possible__says_so_and_is_finished_when_asked(
    page: EntryPage,
    vault: Vault,
    clock: FixedClock,
    write: Callable[..., EntryId],
    keep: Callable[..., Attachment],
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry_id = write(f"![x](attachment:{UID})")
    keep(entry_id, "garden.png", png(), UID)
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    page.show_entry(load_entry(vault, entry_id))
    figures(page)[0].click()
    person.press_button(page, "Remove…")

    def refuse(*_args: object, **_fields: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(deleted_entry, "purge_snapshots", refuse)
        person.press_button(page, "Remove for good")
    said = " ".join(person.reads(page))
    person.press_button(page, "Try again")

    assert "Removed for good. Older backups still hold it" in said
    assert "The backups that held it went too" in " ".join(person.reads(page))
    assert len(list_snapshots(vault.folder)) == 1


def test_entry__shown_after_another__takes_nothing_of_it_along(
    page: EntryPage, vault: Vault, write: Callable[..., EntryId], keep: Callable[..., Attachment]
) -> None:
    first, second = write(f"![x](attachment:{UID})"), write("Plain.")
    keep(first, "x.png", png(), UID)
    page.show_entry(load_entry(vault, first))
    figures(page)[0].click()

    page.show_entry(load_entry(vault, second))

    assert words(page) == ["Plain."]
    assert figures(page) == []
    assert not page.findChild(PictureView).isVisible()


def test_entry__in_the_trash__can_be_looked_at_and_not_changed(
    desk: Desk,
    vault: Vault,
    clock: FixedClock,
    write: Callable[..., EntryId],
    keep: Callable[..., Attachment],
    person: Person,
) -> None:
    entry_id = write("No word of it.")
    keep(entry_id, "garden.png", png())
    move_to_trash(vault, clock, entry_id)
    page = person.opens(EntryPage(desk, is_trash=True))

    page.show_entry(load_trashed(vault, entry_id))

    [tile] = [tile for tile in page.findChildren(AttachmentTile) if tile.isVisible()]
    assert [action.text() for action in tile.menu().actions()] == ["Look at it", "Save a copy…"]
    tile.menu().actions()[0].trigger()
    shown = [one.text() for one in page.findChild(PictureView).findChildren(Button) if one.isVisible()]
    assert "Save a copy…" in shown
    assert "Remove…" not in shown


def test_figure__right_to_left__stands_on_the_leading_side(
    desk: Desk, vault: Vault, write: Callable[..., EntryId], keep: Callable[..., Attachment], person: Person
) -> None:
    entry_id = write(f"![x](attachment:{UID})")
    keep(entry_id, "x.png", png(100, 100), UID)
    page = EntryPage(desk)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    person.opens(page, 900, 820)
    page.show_entry(load_entry(vault, entry_id))
    [figure] = figures(page)
    assert figure.width() > 300
    assert colour_at(figure, QPoint(figure.width() - 50, 50)) == GREEN
    assert colour_at(figure, QPoint(50, 50)) != GREEN
    assert figure.picture_room.width() >= QSize(100, 100).width()

"""Pictures and files dropped or pasted onto the page being written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.journal.attachments import Attachment, PageKey, read_content
from journal_app.journal.attachments import list_attachments as listed
from journal_app.journal.drafts import list_drafts
from journal_app.ui.desk import Desk
from journal_app.ui.screens.write import WriteScreen
from journal_app.ui.widgets.attachment_tile import AttachmentTile
from journal_app.ui.widgets.choice_notice import ChoiceNotice
from journal_app.ui.widgets.editor import PageEditor
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def screen(desk: Desk, person: Person) -> WriteScreen:
    screen = person.sits_at(WriteScreen(desk), 1200, 900)
    screen.start_page(None)
    return screen


def editor(screen: WriteScreen) -> PageEditor:
    return screen.findChild(PageEditor)


def notice(screen: WriteScreen) -> ChoiceNotice:
    return screen.findChild(ChoiceNotice)


def tiles(screen: WriteScreen) -> list[AttachmentTile]:
    return [tile for tile in screen.findChildren(AttachmentTile) if tile.isVisible()]


def held(vault: Vault) -> tuple[Attachment, ...]:
    [draft] = list_drafts(vault)
    return listed(vault, PageKey(draft.entry_id, draft.id))


def event_of(data: QMimeData, kind: QEvent.Type) -> QDropEvent:
    """Return an event as a file manager's drag brings it, which would move the file."""
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDropEvent(QPointF(5, 5), both, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, kind)
    event.setDropAction(Qt.DropAction.MoveAction)
    return event


def drop(screen: WriteScreen, *, urls: tuple[str, ...] = (), picture: QImage | None = None) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    if picture is not None:
        data.setImageData(picture)
    event = event_of(data, QEvent.Type.Drop)
    editor(screen).dropEvent(event)
    return event


def test_drop__files_of_this_computer__are_copied_never_moved_and_others_are_left_there(
    screen: WriteScreen, vault: Vault, file: Callable[[str, bytes], Path]
) -> None:
    path = file("letter.txt", b"words")

    event = drop(screen, urls=(QUrl.fromLocalFile(str(path)).toString(), "file://server/share/x.txt"))

    assert event.dropAction() is Qt.DropAction.CopyAction
    assert [one.name for one in held(vault)] == ["letter.txt"]
    assert path.read_bytes() == b"words"
    assert "not on this computer" in notice(screen).text
    assert "file:" not in editor(screen).text()


def test_drop__beside_the_words__is_for_the_page_too(
    screen: WriteScreen, vault: Vault, file: Callable[[str, bytes], Path]
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file("letter.txt", b"words")))])
    entering, dropped = event_of(data, QEvent.Type.DragEnter), event_of(data, QEvent.Type.Drop)

    for event in (entering, dropped):
        QApplication.sendEvent(screen, event)

    assert entering.isAccepted()
    assert dropped.dropAction() is Qt.DropAction.CopyAction
    assert [one.name for one in held(vault)] == ["letter.txt"]


def test_drop__words_beside_the_words__are_left_alone(screen: WriteScreen) -> None:
    data = QMimeData()
    data.setText("words")
    entering = event_of(data, QEvent.Type.DragEnter)
    entering.ignore()
    QApplication.sendEvent(screen, entering)
    assert not entering.isAccepted()


def test_paste__a_picture__is_kept_as_png_and_nothing_is_said_of_a_file(
    screen: WriteScreen, vault: Vault, png: Callable[..., bytes]
) -> None:
    data = QMimeData()
    data.setImageData(QImage.fromData(png()))

    editor(screen).insertFromMimeData(data)

    [kept] = held(vault)
    assert (kept.name, kept.media_type, kept.width_px, kept.height_px) == ("Pasted picture.png", "image/png", 40, 30)
    assert read_content(vault, kept.id) == png()
    assert notice(screen).text == ""


def test_paste__png_bytes_of_another_program__lose_their_notes(
    screen: WriteScreen, vault: Vault, png: Callable[..., bytes]
) -> None:
    data = QMimeData()
    data.setData("image/png", png(is_tagged=True))

    editor(screen).insertFromMimeData(data)

    [kept] = held(vault)
    assert read_content(vault, kept.id) == png()


def test_paste__words_with_a_picture_of_them__are_words(
    screen: WriteScreen, vault: Vault, png: Callable[..., bytes]
) -> None:
    data = QMimeData()
    data.setText("Just words.")
    data.setImageData(QImage.fromData(png()))

    editor(screen).insertFromMimeData(data)

    assert editor(screen).text() == "Just words."
    assert tiles(screen) == []


def test_paste__bytes_that_are_no_picture__are_refused_with_a_sentence(screen: WriteScreen) -> None:
    data = QMimeData()
    data.setData("image/png", b"\x89PNG\r\n\x1a\nnothing")
    editor(screen).insertFromMimeData(data)
    assert "could not be read from the clipboard" in notice(screen).text
    assert editor(screen).text() == ""


def test_paste_key__file_copied_in_a_file_manager__is_added(
    screen: WriteScreen, vault: Vault, file: Callable[[str, bytes], Path], qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file("one.txt", b"1")))])
    QApplication.clipboard().setMimeData(data)
    editor(screen).setFocus()
    qtbot.keySequence(editor(screen), QKeySequence(QKeySequence.StandardKey.Paste))
    QApplication.clipboard().clear()
    assert [one.name for one in held(vault)] == ["one.txt"]

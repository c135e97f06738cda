"""A picture on a page, with real threads: added while writing, read in its place, and still there another day."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from journal_app.ui.screens.picture_view import PictureView
from journal_app.ui.widgets.attachment_tile import AttachmentTile
from journal_app.ui.widgets.picture_figure import PictureFigure

# Any: Person lives in conftest.py, and test files import nothing from each other.
SitDown = Callable[..., Any]

GREEN = QColor(20, 120, 60)


def picture_shown(person: Any) -> PictureFigure:
    """Wait for a picture in an entry, decoded and drawn, and return it."""

    def is_drawn() -> bool:
        figures = person.texts(PictureFigure)
        return bool(figures) and figures[0].grab().toImage().pixelColor(20, 20) == GREEN

    person.wait_until(is_drawn)
    return person.texts(PictureFigure)[0]


def test_picture__pasted_with_a_file_and_kept__is_read_in_its_place_and_after_reopening(
    sit_down: SitDown, tmp_path: Path
) -> None:
    person = sit_down()
    passphrase, _ = person.start()
    person.ctrl(Qt.Key.Key_N)
    person.write("Before. ")
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(GREEN)
    pasted, copied = QMimeData(), QMimeData()
    pasted.setImageData(picture)
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 words")
    copied.setUrls([QUrl.fromLocalFile(str(tmp_path / "letter.pdf"))])

    QApplication.clipboard().setMimeData(pasted)
    person.ctrl(Qt.Key.Key_V)
    person.wait_until(lambda: len(person.texts(AttachmentTile)) == 1)
    QApplication.clipboard().clear()
    person.page().insertFromMimeData(copied)
    person.wait_until(lambda: len(person.texts(AttachmentTile)) == 2)
    person.page().setFocus()
    person.write(" After.")
    person.ctrl(Qt.Key.Key_Return)

    assert picture_shown(person).accessibleName() == "Picture: Picture"
    assert [tile.text() for tile in person.texts(AttachmentTile)] == ["letter.pdf"]
    person.close()

    again = sit_down()
    again.unlock(passphrase)
    again.open_newest_entry()
    figure = picture_shown(again)
    figure.setFocus()
    again.press(Qt.Key.Key_Return)
    again.wait_until(lambda: bool(again.texts(PictureView)))
    again.press(Qt.Key.Key_Escape)
    again.wait_until(lambda: not again.texts(PictureView))
    again.close()

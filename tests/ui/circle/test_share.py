"""The circle as a picture: no name is on it unless the person wishes so; saved where they say, said what that means."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from journal_app.journal.circle import Circle, CircleItem, ItemId, LineKind
from journal_app.ui.circle.scene import sign_of
from journal_app.ui.circle.share import CircleDrawing, CirclePicture


def circle(alias: str) -> Circle:
    return Circle((CircleItem(ItemId("a"), alias, turn=0.2, line=LineKind.STEADY, note=alias),))


@pytest.mark.usefixtures("dressed")
def test_picture__without_names__is_the_same_whatever_they_are() -> None:
    pictures = [CirclePicture(circle(alias), "Me").image() for alias in ("Noor", "Somebody else")]
    assert pictures[0] == pictures[1]


@pytest.mark.usefixtures("dressed")
def test_picture__with_names__shows_them() -> None:
    pictures = [CirclePicture(circle(alias), "Me", has_names=True).image() for alias in ("Noor", "Somebody else")]
    assert pictures[0] != pictures[1]


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    """A printer whose paper is a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    printer.setFullPage(True)
    return printer


@pytest.mark.usefixtures("dressed")
def test_print__some_a_turn__is_whole_on_one_page(
    printer: QPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journal_app.ui.circle.share.TURN_S", 0)
    drawing, turns = CircleDrawing(CirclePicture(circle("Noor"), "Me"), printer, QRectF(300, 300, 4000, 6000)), 0
    while drawing.draw_some():
        turns += 1

    paper = (tmp_path / "x.pdf").read_bytes()
    assert turns == 4  # rings, a line, what it goes to, the legend
    assert paper.rstrip().endswith(b"%%EOF")
    assert b"/Count 1\n" in paper


@pytest.mark.usefixtures("dressed")
def test_print__left_off_on_the_way__lets_the_printer_go(printer: QPrinter) -> None:
    drawing = CircleDrawing(CirclePicture(circle("Noor"), "Me"), printer, QRectF(300, 300, 4000, 6000))
    drawing.draw_some()

    del drawing

    assert not printer.paintEngine().isActive()


@pytest.mark.usefixtures("dressed")
def test_picture__in_pieces__is_as_the_scene_itself_shows_it() -> None:
    items = tuple(
        CircleItem(ItemId(f"i{at}"), f"Number {at}", turn=at / 9, line=kind, note="")
        for at, kind in enumerate((*LineKind, None))
    )
    in_pieces = CirclePicture(Circle(items), "Me", has_names=True).image()
    scene = CirclePicture(Circle(items), "Me", has_names=True)._scene
    whole = scene.sceneRect()
    expected = QImage(in_pieces.width(), round(whole.height() * 2), in_pieces.format())
    painter = QPainter(expected)
    scene.render(painter, expected.rect().toRectF(), whole)
    painter.end()

    def levels(image: QImage) -> bytes:
        grey = image.copy(expected.rect()).convertToFormat(QImage.Format.Format_Grayscale8)
        return bytes(grey.constBits())  # of an image that is held: its pixels go with it

    differing = [one for one, other in zip(levels(in_pieces), levels(expected), strict=True) if abs(one - other) > 8]
    assert len(differing) < 50  # the scene's own painting rounds places to whole pixels


@pytest.mark.parametrize(("number", "sign"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_sign_of__each_number__is_its_own(number: int, sign: str) -> None:
    assert sign_of(number) == sign

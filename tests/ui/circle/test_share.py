"""The circle as a picture: no name is on it unless the person wishes so; saved where they say, said what that means."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPdfWriter

from journal_app.journal.circle import Circle, CircleItem, ItemId, LineKind
from journal_app.ui.circle.scene import sign_of
from journal_app.ui.circle.share import CirclePicture


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


@pytest.mark.usefixtures("dressed")
def test_picture__on_paper__fits_the_room(tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "x.pdf"))
    painter = QPainter(writer)
    CirclePicture(circle("Noor"), "Me").paint(painter, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    assert (tmp_path / "x.pdf").stat().st_size > 1000


@pytest.mark.parametrize(("number", "sign"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_sign_of__each_number__is_its_own(number: int, sign: str) -> None:
    assert sign_of(number) == sign


def test_picture__in_strips__has_no_seams(monkeypatch: pytest.MonkeyPatch) -> None:
    in_strips = CirclePicture(circle("Noor"), "Me", has_names=True).image()
    monkeypatch.setattr("journal_app.ui.circle.share.STRIP_PX", 10_000)
    assert in_strips == CirclePicture(circle("Noor"), "Me", has_names=True).image()

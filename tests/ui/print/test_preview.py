"""The preview: the pages that the PDF has, in memory only."""

import re

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from journal_app.exchange.sharing import SharedPage
from journal_app.ui.print import preview
from journal_app.ui.print.page_document import build_document
from journal_app.ui.print.preview import preview_of
from journal_app.ui.print.printing import DOTS_AN_INCH, pdf_bytes
from journal_app.ui.theme.theme import Look, ThemeChoice, ThemeController

LONG = "\n\n".join("The office was sufficient, and the fjord was quiet. " * 12 for _ in range(12))


def document_of(*bodies: str):  # type: ignore[no-untyped-def]  # a QTextDocument
    pages = [SharedPage("Thursday, 14 May 2026", "Rain", "How was it?", (body,), {}) for body in bodies]
    return build_document(pages, lambda _file: None, dots_an_inch=DOTS_AN_INCH)


def test_preview__of_a_few_pages__has_as_many_as_the_pdf(qtbot: QtBot) -> None:
    painted = preview_of(document_of(LONG, LONG))

    assert painted.count == len(painted.pages) > 2
    assert painted.count == len(re.findall(rb"/Type /Page\b", pdf_bytes(document_of(LONG, LONG))))


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_preview__page__is_dark_on_white_inside_its_margins(dressed: ThemeController, choice: ThemeChoice) -> None:
    dressed.set_look(Look(choice))
    image = QImage.fromData(preview_of(document_of("Rain on the roof.")).pages[0])

    dark = [(x, y) for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y).value() < 90]
    edge = 2 / 21 * image.width()
    assert dark
    assert min(x for x, _ in dark) >= edge - 1
    assert max(x for x, _ in dark) <= image.width() - edge + 1


def test_preview__of_very_many_pages__paints_the_first(qtbot: QtBot, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(preview, "MOST_PAGES", 1)

    painted = preview_of(document_of(LONG))

    assert len(painted.pages) == 1
    assert painted.count > 1

"""Pages on paper: what the Markdown says without its marks, pictures at their place, words that can be found again."""

import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage
from pytestqt.qtbot import QtBot

from journal_app.exchange.sharing import SharedDrawing, SharedPage
from journal_app.journal.drawings import Stroke
from journal_app.journal.whole import KeptFile
from journal_app.ui.drawing.on_paper import paper_image
from journal_app.ui.print import page_document
from journal_app.ui.print.printing import DOTS_AN_INCH, pdf_bytes

PDFTOTEXT = shutil.which("pdftotext")
BODY = """\
# A heading

Some *soft* and **strong** words, `code_with_signs`, ~~struck~~.

- one
- [x] done
> a quote

```
*left* as it is
```
The office was sufficient, affluent, fjord."""


def shared(*parts: object, title: str = "", question: str = "") -> SharedPage:
    return SharedPage("Thursday, 14 May 2026, 18:30", title, question, parts, {"u": "the garden"})  # type: ignore[arg-type]


build_document = partial(page_document.build_document, dots_an_inch=DOTS_AN_INCH)


def no_picture(_file: KeptFile) -> QImage | None:
    return None


def test_build_document__markdown__shows_what_it_says_without_the_marks(qtbot: QtBot) -> None:
    document = build_document([shared(BODY, title="Rain", question="How was it?")], no_picture)

    lines = document.toPlainText().split("\n")
    assert lines[:4] == ["Thursday, 14 May 2026, 18:30", "Rain", "How was it?", "A heading"]
    text = "\n".join(lines)
    for words in ("Some soft and strong words, code_with_signs, struck.", "• one", "[x] done", "\na quote"):
        assert words in text
    assert "*left* as it is" in text
    assert "```" not in text


def test_build_document__emphasis_in_letters_that_have_no_italic__is_heavy(qtbot: QtBot) -> None:
    document = build_document([shared("so *soft* and *ناعم*")], no_picture)

    fonts = {}
    fragments = document.lastBlock().begin()
    while not fragments.atEnd():
        font = fragments.fragment().charFormat().font()
        fonts[fragments.fragment().text()] = (font.italic(), font.weight() > QFont.Weight.Normal)
        fragments += 1
    assert (fonts["soft"], fonts["ناعم"]) == ((True, False), (False, True))


def test_build_document__ticked_item_from_right_to_left__stands_so(qtbot: QtBot) -> None:
    document = build_document([shared("- [x] مهمة\n- [x] one")], no_picture)

    last = document.lastBlock()
    assert last.previous().textDirection() == Qt.LayoutDirection.RightToLeft
    assert last.textDirection() == Qt.LayoutDirection.LeftToRight


def test_build_document__picture__stands_between_the_words_or_is_named(qtbot: QtBot) -> None:
    file = KeptFile("u", "IMG.png", "image/png", 1, "0", 40, 30, None)  # type: ignore[arg-type]
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))

    with_it = build_document([shared("before\n", file, "\nafter")], lambda _file: image)
    without = build_document([shared("before\n", file, "\nafter")], no_picture)

    assert "\ufffc" in with_it.toPlainText()
    assert "[the garden]" in without.toPlainText()


def test_pdf__fields__say_nothing_of_the_page(qtbot: QtBot) -> None:
    content = pdf_bytes(build_document([shared("the words", title="Rain")], no_picture))

    plain = content + b"".join(_inflated(content))
    assert content.startswith(b"%PDF-")
    for field in re.findall(rb"/(?:Title|Creator|Author|Subject)\s*\(([^)]*)\)", plain):
        assert field.replace(b"\xfe\xff", b"") == b""


@pytest.mark.skipif(PDFTOTEXT is None, reason="not run: pdftotext is not here; `dev.py test` brings it")
def test_pdf__words_with_ligatures_and_other_scripts__can_be_found_in_its_text(qtbot: QtBot, tmp_path: Path) -> None:
    words = "The office was sufficient, affluent, fjord. Café, naïve, Ångström."
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf_bytes(build_document([shared(words)], no_picture)))

    told = subprocess.run([str(PDFTOTEXT), str(file), "-"], capture_output=True, check=True).stdout.decode()

    assert words in " ".join(told.split())


def _inflated(content: bytes) -> list[bytes]:
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return found


def test_build_document__drawing__stands_below_the_words_with_its_name(qtbot: QtBot) -> None:
    line = Stroke(3, 0.02, ((0.1, 0.4), (0.9, 0.4)))
    page = replace(
        shared("the words"),
        drawings=(SharedDrawing("Drawing: a hill", (line,)), SharedDrawing("It can't be read any more.", ())),
    )
    document = build_document([page], no_picture)
    end = document.toPlainText()[-60:]
    assert end.endswith("the words\n\N{OBJECT REPLACEMENT CHARACTER}\nDrawing: a hill\nIt can't be read any more.")


def test_paper_image__coloured_ink__is_black_on_white_one_below_the_other(qtbot: QtBot) -> None:
    line = Stroke(3, 0.02, ((0.1, 0.4), (0.9, 0.4)))
    image = paper_image([(line,), (line, line)])
    middle, width = image.width() // 2, image.width()
    assert image.height() == round(width * 1.54)
    for down in (0.4, 1.19):
        assert image.pixelColor(middle, round(width * down)) == QColor("black")
        assert image.pixelColor(middle, round(width * (down + 0.1))) == QColor("white")


def test_paper_image__very_many__stays_a_picture_that_qt_can_hold(qtbot: QtBot) -> None:
    image = paper_image([(Stroke(0, 0.02, ((0.5, 0.4),)),)] * 300)
    assert not image.isNull()

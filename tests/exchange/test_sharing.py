"""Pages to be read elsewhere: dated and titled, with what was asked, and no link that only the journal could follow."""

from datetime import UTC, datetime

from journal_app.exchange.sharing import SharedDrawing, as_markdown, as_text, shared_page
from journal_app.journal.whole import KeptFile, WholeEntry

AT = datetime(2026, 5, 14, 18, 30, tzinfo=UTC)
PICTURE = KeptFile("a" * 32, "IMG_1.jpg", "image/jpeg", 3, "0" * 64, 40, 30, AT)


def page(body: str, **more: object) -> WholeEntry:
    return WholeEntry("f" * 32, AT, "UTC", str(more.pop("title", "")), body, AT, **more)  # type: ignore[arg-type]


def test_as_text__page_with_links_and_a_picture__has_their_words() -> None:
    body = f"see [that day](entry:{'b' * 32})\n\n![the garden](attachment:{PICTURE.uid})\n\nand *so* on\n"

    text = as_text([shared_page(page(body, title="Rain", files=(PICTURE,)), "Thursday")])

    assert text == "Thursday\n\nRain\n\nsee that day\n\n[the garden]\n\nand *so* on"


def test_as_markdown__two_pages__stand_apart_with_their_titles() -> None:
    pages = [shared_page(page("one", title="Rain"), "Thursday"), shared_page(page("two"), "Friday")]

    assert as_markdown(pages) == "# Rain\n\n*Thursday*\n\none\n\n---\n\n*Friday*\n\ntwo"


def test_shared_page__picture_of_another_page__is_only_its_words() -> None:
    shared = shared_page(page(f"x ![far](attachment:{'c' * 32}) y", files=(PICTURE,)), "Thursday")

    assert shared.parts == ("x far y",)


def test_as_text__drawing__is_named_below_the_words() -> None:
    drawing = SharedDrawing("Drawing: a hill", ())
    assert as_text([shared_page(page("the words"), "Thursday", [drawing])]).endswith("the words\n\n[Drawing: a hill]")
    assert as_text([shared_page(page(""), "Thursday", [drawing])]).endswith("Thursday\n\n[Drawing: a hill]")

import pytest

from journal_app.content.model import Article, ArticleId, Strand
from journal_app.content.reading import ParagraphKind, paragraphs

FURNITURE = ["Logo", "ZeroOpposite", "Contact Us", "Search", "min read", "Trans", "#", "top of page", "bottom of page"]


def article(text, boilerplate=()):
    return Article(ArticleId("a"), "a.txt", "", "T", "T", Strand.VOICE, text, boilerplate=tuple(boilerplate))


@pytest.mark.parametrize("name", ["a000", "a001", "a002", "a003", "a004"])
def test_paragraphs__built_in_article__shows_no_page_furniture(pack, name):
    source = pack.articles[ArticleId(name)]

    shown = [source.text[paragraph.start : paragraph.end] for paragraph in paragraphs(source)]

    assert not [
        text for text in shown for words in FURNITURE if text == words or text.startswith("#") or "min read" in text
    ]
    assert not [text for text in shown if "0 comments" in text or "of page" in text]
    assert all(text == text.strip() and text for text in shown)


@pytest.mark.parametrize("name", ["a000", "a001", "a002", "a003", "a004"])
def test_paragraphs__built_in_article__leaves_out_nothing_but_furniture(pack, name):
    source = pack.articles[ArticleId(name)]
    shown = {(paragraph.start, paragraph.end) for paragraph in paragraphs(source)}

    hidden = "".join(
        letter for at, letter in enumerate(source.text) if not any(start <= at < end for start, end in shown)
    )

    assert "".join(hidden.split()) == "".join("".join(source.boilerplate).split())


def test_paragraphs__built_in_passages__each_lies_inside_one_paragraph(pack):
    for passage in pack.passages.values():
        shown = paragraphs(pack.articles[passage.article])
        start, end = passage.position.start, passage.position.end
        assert any(p.start <= start and end <= p.end for p in shown), passage.id


def test_paragraphs__built_in_headings__are_told_from_bodies(pack):
    headings = {
        source.text[paragraph.start : paragraph.end]
        for source in pack.articles.values()
        for paragraph in paragraphs(source)
        if paragraph.kind is ParagraphKind.HEADING
    }

    assert len(headings) == 16
    assert {"Understanding Trauma and Resilience", "Embracing Empathy for a Connected Future"} < headings
    assert not [text for text in headings if text.startswith("4. Examples")]


def test_paragraphs__furniture_glued_to_a_body__is_cut_off():
    source = article("#one#twoThe body stands here.33 views0 comments\n", ["#one#two", "33 views0 comments"])

    (only,) = paragraphs(source)

    assert source.text[only.start : only.end] == "The body stands here."


def test_paragraphs__body_begins_with_a_furniture_word__keeps_it():
    source = article("Search\nSearch parties went out.", ["Search"])

    (only,) = paragraphs(source)

    assert source.text[only.start : only.end] == "Search parties went out."


@pytest.mark.parametrize("text", ["", "\n\n", " \r\n\t"])
def test_paragraphs__empty_article__has_none(text):
    assert paragraphs(article(text)) == ()

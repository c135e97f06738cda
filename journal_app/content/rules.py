"""The rules that hold for articles, passages, prompts, scales and the support page (content.md; `seeds/README.md`)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from journal_app.content.findings import FindingCode
from journal_app.content.model import Article, ArticleId, Intensity, Place, ReviewStatus
from journal_app.content.reading import paragraphs
from journal_app.content.rows import ArticleRow, PassageRow, PromptRow
from journal_app.content.source import PackSource, ScaleSource
from journal_app.content.style import ARTICLE_WORDS
from journal_app.content.tables import Ledger, Row

SHOWN_WORDS = 60
"""How much of a text a finding repeats."""

_Ranges = tuple[tuple[int, int], ...]

_CAPS = {"gentle", "moderate", "deep", "setting"}


def check_parts(source: PackSource, ledger: Ledger) -> None:
    """Note every breach outside the practices."""
    _check_review(source, ledger)
    for article in source.articles.values():
        _check_article(source, ledger, article)
    shown = {name: _shown_ranges(row.value, source.texts.get(name, "")) for name, row in source.articles.items()}
    for passage in source.passages.values():
        _check_passage(source, ledger, passage, shown)
    for prompt in source.prompts.values():
        _check_prompt(source, ledger, prompt)
    for scale in source.scales:
        _check_scale(scale, ledger)
    _check_supports(source, ledger)


def check_links(source: PackSource, ledger: Ledger, row: Row[Any]) -> None:
    """Note a prompt's or practice's passages and themes that are missing or not in the pack."""
    if not row.value.passages:
        ledger.error_at(row, FindingCode.NO_PASSAGE, "passages", id=row.value.id)
    if not row.value.themes:
        ledger.error_at(row, FindingCode.NO_THEME, "themes", id=row.value.id)
    _check_known(source, ledger, row, "themes", "theme", FindingCode.UNKNOWN_THEME)
    _check_known(source, ledger, row, "passages", "passage", FindingCode.UNKNOWN_PASSAGE)


def check_quoted_words(
    source: PackSource, ledger: Ledger, row: Row[Any], passages: Iterable[str], texts: Iterable[tuple[str, str]]
) -> None:
    """Note words in curly double quotes that stand in none of the linked passages; `texts` are key and text."""
    linked = [source.passages[passage].value.exact for passage in passages if passage in source.passages]
    if not linked:
        return  # noted already: no passage that can be read
    for key, text in texts:
        for words in ARTICLE_WORDS.findall(text):
            if not any(words in exact for exact in linked):
                ledger.error_at(row, FindingCode.QUOTED_WORDS_NOT_IN_PASSAGE, key, words=shortened(words))


def check_filled(ledger: Ledger, row: Row[Any], *keys: str) -> None:
    """Note texts that are there but say nothing."""
    for key in keys:
        if not getattr(row.value, key).strip():
            ledger.error_at(row, FindingCode.EMPTY_TEXT, key, name=key)


def shortened(text: str) -> str:
    """Return the start of a text, on one line, for a finding."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_WORDS else line[: SHOWN_WORDS - 1] + "…"


def _check_known(source: PackSource, ledger: Ledger, row: Row[Any], key: str, kind: str, code: FindingCode) -> None:
    for index, name in enumerate(getattr(row.value, key)):
        if name not in source.written_ids[kind]:
            ledger.error_at(row, code, f"{key}[{index}]", id=name)


def _check_review(source: PackSource, ledger: Ledger) -> None:
    review = source.review.value
    if source.pack.value.status is ReviewStatus.REVIEWED and not (
        review.reviewed_by and review.lived_experience_review
    ):
        ledger.error_at(source.pack, FindingCode.REVIEW_UNSIGNED, "status")


def _check_article(source: PackSource, ledger: Ledger, row: Row[ArticleRow]) -> None:
    check_filled(ledger, row, "title", "short_title")
    text = source.texts.get(row.value.id, "")
    for index, furniture in enumerate(row.value.boilerplate):
        if text and (not furniture.strip() or furniture not in text):
            ledger.warning_at(row, FindingCode.FURNITURE_MISSING, f"boilerplate[{index}]", words=shortened(furniture))


def _shown_ranges(row: ArticleRow, text: str) -> _Ranges:
    """Return the ranges of an article that Readings shows."""
    article = Article(
        ArticleId(row.id),
        row.file,
        row.sha256,
        row.title,
        row.short_title,
        row.strand,
        text,
        boilerplate=row.boilerplate,
    )
    return tuple((paragraph.start, paragraph.end) for paragraph in paragraphs(article))


def _check_passage(source: PackSource, ledger: Ledger, row: Row[PassageRow], shown: dict[str, _Ranges]) -> None:
    passage = row.value
    _check_known(source, ledger, row, "themes", "theme", FindingCode.UNKNOWN_THEME)
    if passage.article not in source.written_ids["article"]:
        ledger.error_at(row, FindingCode.UNKNOWN_ARTICLE, "article", id=passage.article)
        return
    text = source.texts.get(passage.article)
    if text is None:
        return  # noted already, with the article
    if not passage.exact.strip():
        ledger.error_at(row, FindingCode.EMPTY_TEXT, "exact", name="exact")
        return
    times = text.count(passage.exact)
    if times != 1:
        code = FindingCode.QUOTE_NOT_UNIQUE if times else FindingCode.QUOTE_NOT_FOUND
        name = source.articles[passage.article].value.file
        ledger.error_at(row, code, "exact", id=passage.id, name=name, times=times, words=shortened(passage.exact))
        return
    _check_position(source, ledger, row, text)
    if passage.article in shown and not _is_shown(passage, shown[passage.article]):
        ledger.warning_at(row, FindingCode.PASSAGE_HIDDEN, "exact", id=passage.id)


def _check_position(source: PackSource, ledger: Ledger, row: Row[PassageRow], text: str) -> None:
    passage, context = row.value, source.anchoring.context
    start, end = passage.start, passage.end
    if text[start:end] != passage.exact:
        at = text.index(passage.exact)
        ledger.error_at(row, FindingCode.OFFSETS_DIFFER, "start", id=passage.id, start=at, end=at + len(passage.exact))
        return
    if text[max(0, start - context) : start] != passage.prefix:
        ledger.error_at(row, FindingCode.PREFIX_DIFFERS, "prefix", id=passage.id)
    if text[end : end + context] != passage.suffix:
        ledger.error_at(row, FindingCode.SUFFIX_DIFFERS, "suffix", id=passage.id)


def _is_shown(passage: PassageRow, shown: _Ranges) -> bool:
    """Tell whether a passage begins and ends in shown paragraphs, so that Readings can mark it whole."""
    start = passage.start + len(passage.exact) - len(passage.exact.lstrip())
    end = passage.start + len(passage.exact.rstrip())
    begins = any(first <= start < last for first, last in shown)
    return begins and any(first < end <= last for first, last in shown)


def _check_prompt(source: PackSource, ledger: Ledger, row: Row[PromptRow]) -> None:
    prompt = row.value
    check_filled(ledger, row, "title", "text", "smaller")
    check_links(source, ledger, row)
    if prompt.intensity is Intensity.DEEP and prompt.place is not Place.PRIVATE:
        ledger.error_at(row, FindingCode.DEEP_NOT_PRIVATE, "place", id=prompt.id)
    if prompt.intensity is Intensity.DEEP and not prompt.content_note.strip():
        ledger.error_at(row, FindingCode.DEEP_WITHOUT_NOTE, id=prompt.id)
    if prompt.next and prompt.next not in source.written_ids["practice"]:
        ledger.error_at(row, FindingCode.UNKNOWN_PRACTICE, "next", id=prompt.next)
    check_quoted_words(source, ledger, row, prompt.passages, prompt_texts(prompt))


def prompt_texts(prompt: PromptRow) -> list[tuple[str, str]]:
    """Return key and text of everything a prompt says."""
    texts = [(key, getattr(prompt, key)) for key in ("title", "text", "smaller", "stem") if getattr(prompt, key)]
    return texts + [(f"options[{index}]", option) for index, option in enumerate(prompt.options)]


def _check_scale(source: ScaleSource, ledger: Ledger) -> None:
    for row in source.items:
        item = row.value
        count = len(item.options or source.scale.value.options)
        for key in ("cap", "offer_grounding_first", "max_minutes"):
            if getattr(item, key) and len(getattr(item, key)) != count:
                ledger.error_at(row, FindingCode.SCALE_LENGTHS_DIFFER, key, name=key, count=count)
        for index, cap in enumerate(item.cap):
            if cap not in _CAPS:
                ledger.error_at(row, FindingCode.BAD_VALUE, f"cap[{index}]", value=shortened(cap))


def _check_supports(source: PackSource, ledger: Ledger) -> None:
    for extra in source.supports[1:]:
        ledger.error_at(extra.support, FindingCode.TWO_SUPPORT_PAGES)
    for support in source.supports:
        for region in support.regions:
            for index, entry in enumerate(region.value.entry):
                if not _is_day_or_empty(entry.checked_on):
                    ledger.error_at(
                        region,
                        FindingCode.BAD_DATE,
                        f"entry[{index}].checked_on",
                        value=shortened(str(entry.checked_on)),
                    )


def _is_day_or_empty(value: object) -> bool:
    if not isinstance(value, str):
        return type(value) is date
    try:
        return not value or bool(date.fromisoformat(value))
    except ValueError:
        return False

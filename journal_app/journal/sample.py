"""Two years in the journal of an invented person, so that the demo and the pictures show a journal that is lived in.

The words stand in `resources/sample/entries.toml`. The newest pages are each written for their prompt; older ones are
put together from small scenes. Made from the clock and the pack alone: the same two give the same journal.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from journal_app.content.model import Intensity, Pack, Prompt, PromptId, PromptKind
from journal_app.journal.adding import add_entries
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.beside import Marks
from journal_app.journal.entries import NewEntry
from journal_app.journal.offer_history import record_shown
from journal_app.journal.sample_check_ins import add_sample_check_ins
from journal_app.journal.sample_circle import fill_with_sample_circle
from journal_app.journal.sample_lots import choose, number_of
from journal_app.settings.clock import Clock, today
from journal_app.settings.paths import resources_dir
from journal_app.vault.vault import Vault

SAMPLE_DAYS = 730
_GAPS = (1, 2, 3, 4, 5, 6, 4)
_HOURS = (7, 8, 12, 17, 18, 19, 20, 21, 21, 22)
_FREE_PAGE_EVERY = 6
_PROMPT_EVERY = 3
_PLAIN_KINDS = frozenset({PromptKind.WRITE, PromptKind.LIST, PromptKind.CHOOSE, PromptKind.NOTICE})


def fill_with_sample(vault: Vault, pack: Pack, clock: Clock) -> int:
    """Put the invented entries into a vault, with what was offered on their days; return how many."""
    zone = clock.zone()
    moments = list(_moments(today(clock)))
    pages = _pages(pack, len(moments))
    dated = list(zip(moments, pages, strict=True))[::-1]
    with vault.write() as connection:
        for moment, page in dated:
            if page.prompt is not None:
                record_shown(connection, pack, page.prompt, moment.date())
    fill_with_sample_circle(vault, clock)
    add_sample_check_ins(vault, pack, clock, SAMPLE_DAYS)
    return add_entries(
        vault,
        clock,
        (
            NewEntry(
                title=page.title,
                body=page.body,
                written_at=moment.replace(tzinfo=zone).astimezone(UTC),
                zone=zone.key,
                asked=None if page.prompt is None else asked_from_prompt(pack, page.prompt),
                tags=page.tags,
                marks=Marks(is_starred=page.is_starred),
            )
            for moment, page in dated
        ),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    prompt: Prompt | None
    title: str
    body: str
    tags: tuple[str, ...] = ()
    is_starred: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    answers: Sequence[Mapping[str, Any]]  # Any: what TOML holds; each key is read by name right below
    pages: Sequence[Mapping[str, Any]]
    pieces: Mapping[str, Sequence[str]]


def _moments(on: date) -> Iterator[datetime]:
    """Yield wall-clock times, newest first, from the day before back over two years."""
    back = 1
    for number in range(SAMPLE_DAYS):
        if back > SAMPLE_DAYS:
            return
        at = time(choose(_HOURS, "hour", number), number_of("minute", number) % 60)
        yield datetime.combine(on - timedelta(days=back), at)
        back += choose(_GAPS, "gap", number)


def _pages(pack: Pack, count: int) -> list[_Page]:
    """Return as many pages as asked for, newest first: those written out, then those put together."""
    words = _read_words()
    written = list(_written_pages(pack, words))[:count]
    used = {page.prompt.id for page in written if page.prompt is not None}
    return written + list(_made_pages(pack, words, used, count - len(written)))


def _written_pages(pack: Pack, words: _Words) -> Iterator[_Page]:
    free = iter(words.pages)
    for number, answer in enumerate(words.answers, start=1):
        prompt = pack.prompts.get(PromptId(answer["prompt"]))
        yield _written_page(prompt, answer)
        if number % (_FREE_PAGE_EVERY - 1) == 0 and (page := next(free, None)) is not None:
            yield _written_page(None, page)


def _written_page(prompt: Prompt | None, words: Mapping[str, Any]) -> _Page:
    title, tags = words.get("title", ""), tuple(words.get("tags", ()))
    return _Page(prompt, title, words["text"].strip(), tags, words.get("starred", False))


def _made_pages(pack: Pack, words: _Words, used: set[PromptId], count: int) -> Iterator[_Page]:
    """Yield older pages: a lead or an opening, one or two scenes, now and then a closing."""
    prompts = iter([prompt for prompt in pack.prompts.values() if prompt.id not in used and _is_everyday(prompt)])
    scenes, openings, leads = (_endless(words.pieces[kind]) for kind in ("scenes", "openings", "leads"))
    begun: set[tuple[str, str]] = set()
    for number in range(count):
        prompt = next(prompts, None) if number % _PROMPT_EVERY == 0 else None
        first = next(openings if prompt is None else leads)
        told = [next(scenes) for _ in range(1 + number_of("scenes", number) % 2)]
        if (first, told[0]) in begun:
            told.append(next(scenes))
        begun.add((first, told[0]))
        last = [choose(words.pieces["closings"], "last", number)] if number % 4 == 1 else []
        title = "" if prompt is not None else choose(words.pieces["titles"], "title", number)
        yield _Page(prompt, title, "\n\n".join([first, *told, *last]))


def _is_everyday(prompt: Prompt) -> bool:
    return prompt.intensity is not Intensity.DEEP and prompt.kind in _PLAIN_KINDS and not prompt.retired


def _endless(pieces: Sequence[str]) -> Iterator[str]:
    """Yield all pieces in an order of their own, then all again in another."""
    turn = 0
    while pieces:
        yield from sorted(pieces, key=partial(number_of, number=turn))
        turn += 1


def _read_words() -> _Words:
    data = tomllib.loads((resources_dir() / "sample" / "entries.toml").read_text(encoding="utf-8"))
    return _Words(data["answer"], data["page"], data["pieces"])

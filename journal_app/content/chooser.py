"""Choose the prompt to offer: filters first, then a sum of whole points that can be told in words. Deterministic.

Source: content.md, "Choosing a prompt". Nothing a person wrote is read; only their own wishes, and which prompts were
shown, put off, set aside or answered. The pick is an offer: every prompt can always be browsed.

The terms, in points:

- theme wish: 30 × the sum over the prompt's themes of −1 (less), +1 (more), +2 (focus), kept within −30 … 60
- freshness: 25 if never shown, else a third of the days since, at most 20
- not today: −10 for each time it was put off in 30 days, at most −20
- balance: half of (the strand's target in percent − its share of the last 12 answered), rounded down
- article: 8 if the prompt's article (that of its first passage) is not among the last 5 shown
- variety: −12 if it is of the same kind as the last one shown
- equal points: writing before the kinds there are few of, then the article shown longest ago, then strands and articles
  in their order; among prompts alike in these, the lowest SHA-256 of seed + local date + prompt id. Drawing lots
  between all of them let one seed in twenty-five miss the balance of 60 days that content.md settles for any seed; so a
  seed decides which prompt, never how strands and articles take turns

Filters: not set aside for good, not put off today, not above the intensity cap, not private in a shared room, within
the minutes there are, not shown in the last 14 days. If nothing passes, the 14 days are let go first, then the minutes;
never the others. Someone with "a minute" is offered the smaller version of any prompt, so minutes keep nothing back.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from journal_app.content.model import ArticleId, Intensity, Pack, Place, Prompt, PromptId, PromptKind, Strand, ThemeId

REST_DAYS = 14
NOT_TODAY_DAYS = 30
A_MINUTE = 4
"""The check-in's shortest answer on time, in minutes (`scales/check-in.toml`, max_minutes)."""

RECENT_ARTICLES = 5
RECENT_ANSWERED = 12

DEFAULT_TARGETS: Mapping[Strand, int] = MappingProxyType(
    {Strand.SELF_COMPASSION: 40, Strand.BELONGING: 40, Strand.VOICE: 20}
)
"""Percent of what is answered; a person can move them."""

_INTENSITY_ORDER = tuple(Intensity)
_STRAND_ORDER = tuple(Strand)


class TermCode(StrEnum):
    """What a term of the sum is about; `why` has a sentence for each."""

    THEME_WISH = "theme_wish"
    FRESHNESS_NEW = "freshness_new"
    FRESHNESS_DAYS = "freshness_days"
    NOT_TODAY = "not_today"
    BALANCE = "balance"
    ARTICLE = "article"
    VARIETY = "variety"


class Relaxed(StrEnum):
    """A filter that was let go because nothing passed."""

    RECENTLY_SHOWN = "recently_shown"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked for. `theme_wishes`: −1 less, 1 more, 2 focus; `targets` in percent; `minutes` None: any."""

    cap: Intensity = Intensity.MODERATE
    minutes: int | None = None
    shared_room: bool = False
    theme_wishes: Mapping[ThemeId, int] = field(default_factory=dict)
    targets: Mapping[Strand, int] = field(default_factory=lambda: dict(DEFAULT_TARGETS))
    seed: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What earlier days say: each prompt's last day, and put-offs (today's too). `recent_*` have the newest first."""

    shown: Mapping[PromptId, date] = field(default_factory=dict)
    not_today: tuple[tuple[PromptId, date], ...] = ()
    never_again: frozenset[PromptId] = frozenset()
    recent_articles: tuple[ArticleId, ...] = ()
    last_kind: PromptKind | None = None
    recent_strands: tuple[Strand, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One part of the sum that is not nought, with what its sentence needs."""

    code: TermCode
    points: int
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A prompt that passed. `points` is the sum of `terms`; `smaller_offered` when there is only a minute."""

    prompt: PromptId
    points: int
    terms: tuple[Term, ...]
    relaxed: tuple[Relaxed, ...] = ()
    smaller_offered: bool = False


def rank(pack: Pack, wishes: Wishes, history: History, on: date) -> tuple[Offer, ...]:
    """Return every prompt that may be offered on a day, best first; empty only when the lasting filters leave none."""
    allowed = [prompt for prompt in pack.prompts.values() if _is_allowed(prompt, wishes, history, on)]
    prompts, relaxed = _rested_and_short(allowed, wishes, history, on)
    has_a_minute = wishes.minutes is not None and wishes.minutes <= A_MINUTE
    offers = []
    for prompt in prompts:
        terms = tuple(term for term in _terms(pack, prompt, wishes, history, on) if term.points)
        offers.append(Offer(prompt.id, sum(term.points for term in terms), terms, relaxed, has_a_minute))
    turns = _turns(pack, history)
    is_first_day = not history.shown

    def place(offer: Offer) -> tuple[int, bool, bool, int, int, str]:
        """Say where it goes among others; of those that fit as well, nobody's very first is one that stirs."""
        prompt = pack.prompts[offer.prompt]
        stirs = is_first_day and prompt.intensity is not Intensity.GENTLE
        article, strand = turns[pack.article_of(prompt).id], _STRAND_ORDER.index(pack.strand_of(prompt))
        return (
            -offer.points,
            stirs,
            prompt.kind is not PromptKind.WRITE,
            article,
            strand,
            _lot(wishes.seed, on, prompt.id),
        )

    return tuple(sorted(offers, key=place))


def _turns(pack: Pack, history: History) -> dict[ArticleId, int]:
    """Return the articles' turns: those not shown lately first, then by how long ago; else in the pack's order."""
    lately = history.recent_articles[:RECENT_ARTICLES]
    waiting = sorted(
        pack.articles, key=lambda article: -lately.index(article) if article in lately else -RECENT_ARTICLES
    )
    return {article: turn for turn, article in enumerate(waiting)}


def _is_allowed(prompt: Prompt, wishes: Wishes, history: History, on: date) -> bool:
    """Keep the filters that are never let go."""
    return not (
        prompt.retired
        or prompt.id in history.never_again
        or (prompt.id, on) in history.not_today
        or _INTENSITY_ORDER.index(prompt.intensity) > _INTENSITY_ORDER.index(wishes.cap)
        or (wishes.shared_room and prompt.place is Place.PRIVATE)
    )


def _rested_and_short(
    allowed: list[Prompt], wishes: Wishes, history: History, on: date
) -> tuple[list[Prompt], tuple[Relaxed, ...]]:
    """Return what is short enough and rested, and which of the two had to be let go for anything to be left."""
    short = [prompt for prompt in allowed if _fits(prompt, wishes.minutes)]
    rested = [prompt for prompt in short if _is_rested(prompt, history, on)]
    if rested:
        return rested, ()
    if short:
        return short, (Relaxed.RECENTLY_SHOWN,)
    return allowed, (Relaxed.RECENTLY_SHOWN, Relaxed.MINUTES)


def _fits(prompt: Prompt, minutes: int | None) -> bool:
    return minutes is None or minutes <= A_MINUTE or prompt.minutes <= minutes


def _is_rested(prompt: Prompt, history: History, on: date) -> bool:
    days = _days_since(prompt, history, on)
    return days is None or days > REST_DAYS


def _days_since(prompt: Prompt, history: History, on: date) -> int | None:
    """Return the days since a prompt was shown; None if it never was. Only earlier days count."""
    shown_on = history.shown.get(prompt.id)
    return (on - shown_on).days if shown_on is not None and shown_on < on else None


def _terms(pack: Pack, prompt: Prompt, wishes: Wishes, history: History, on: date) -> Iterator[Term]:
    yield _theme_wish(prompt, wishes)
    yield _freshness(prompt, history, on)
    yield _put_off(prompt, history, on)
    yield _balance(pack.strand_of(prompt), wishes, history)
    article = pack.article_of(prompt).id
    yield Term(TermCode.ARTICLE, 0 if article in history.recent_articles[:RECENT_ARTICLES] else 8, {"article": article})
    yield Term(TermCode.VARIETY, -12 if prompt.kind is history.last_kind else 0, {"kind": prompt.kind})


def _theme_wish(prompt: Prompt, wishes: Wishes) -> Term:
    wished = {theme: wishes.theme_wishes.get(theme, 0) for theme in prompt.themes}
    points = min(60, max(-30, 30 * sum(wished.values())))
    more = tuple(theme for theme, wish in wished.items() if wish > 0)
    less = tuple(theme for theme, wish in wished.items() if wish < 0)
    return Term(TermCode.THEME_WISH, points, {"more": more, "less": less})


def _freshness(prompt: Prompt, history: History, on: date) -> Term:
    days = _days_since(prompt, history, on)
    if days is None:
        return Term(TermCode.FRESHNESS_NEW, 25)
    return Term(TermCode.FRESHNESS_DAYS, min(20, days // 3), {"days": days})


def _put_off(prompt: Prompt, history: History, on: date) -> Term:
    days = {day for prompt_id, day in history.not_today if prompt_id == prompt.id}
    times = sum(0 < (on - day).days <= NOT_TODAY_DAYS for day in days)
    return Term(TermCode.NOT_TODAY, max(-20, -10 * times), {"times": times})


def _balance(strand: Strand, wishes: Wishes, history: History) -> Term:
    """Whole-number arithmetic, so that no rounding of a share can differ between machines."""
    answered = history.recent_strands[:RECENT_ANSWERED]
    counts = Counter(answered)
    of = max(1, len(answered))
    points = (wishes.targets.get(strand, 0) * of - 100 * counts[strand]) // (2 * of)
    return Term(TermCode.BALANCE, points, {"strand": strand, "most": _furthest_ahead(wishes, counts, of)})


def _furthest_ahead(wishes: Wishes, counts: Counter[Strand], of: int) -> Strand | None:
    """Return the strand furthest above its target in what was answered lately; None when none is."""
    ahead: dict[Strand, Fraction] = {
        strand: Fraction(100 * counts[strand], of) - wishes.targets.get(strand, 0) for strand in Strand
    }
    most = max(Strand, key=lambda strand: ahead[strand])
    return most if ahead[most] > 0 else None


def _lot(seed: str, on: date, prompt: PromptId) -> str:
    return hashlib.sha256(f"{seed}{on.isoformat()}{prompt}".encode()).hexdigest()

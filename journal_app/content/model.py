"""What a content pack says, as frozen values: articles, passages, themes, prompts, practices, scales, support.

The shapes follow the pack format (README of `seeds/`). All offsets in here are Unicode code points, end exclusive,
on the raw article text; Qt's UTF-16 offsets are made once, where text meets a Qt document (`ui.widgets.stored_text`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

PackId = NewType("PackId", str)
ArticleId = NewType("ArticleId", str)
PassageId = NewType("PassageId", str)
ThemeId = NewType("ThemeId", str)
PromptId = NewType("PromptId", str)
PracticeId = NewType("PracticeId", str)
StepId = NewType("StepId", str)


class Strand(StrEnum):
    """The three strands that what is offered is balanced over."""

    SELF_COMPASSION = "self-compassion"
    BELONGING = "belonging"
    VOICE = "voice"


class Stance(StrEnum):
    """How firmly an article says what a passage says; decides the label beside the quote."""

    DEFINITION = "definition"
    CLAIM = "claim"
    HEDGED = "hedged"
    RESEARCH_UNCITED = "research-uncited"
    EXAMPLE = "example"
    RECOMMENDATION = "recommendation"
    CAUTION = "caution"
    BELIEF = "belief"


class Intensity(StrEnum):
    """How much a prompt may stir up. Order: gentle, moderate, deep."""

    GENTLE = "gentle"
    MODERATE = "moderate"
    DEEP = "deep"


class Place(StrEnum):
    """Where a prompt is fit to be answered; `private` is not offered in a shared room."""

    ANY = "any"
    PRIVATE = "private"


class PromptKind(StrEnum):
    """What answering a prompt looks like."""

    WRITE = "write"
    LIST = "list"
    CHOOSE = "choose"
    LETTER = "letter"
    PLAN = "plan"
    DRAW = "draw"
    MAP = "map"
    NOTICE = "notice"


class StepType(StrEnum):
    """The thirteen kinds of practice step."""

    GROUND = "ground"
    READ = "read"
    NOTICE = "notice"
    WRITE = "write"
    LIST = "list"
    CHOOSE = "choose"
    RATE = "rate"
    LETTER = "letter"
    MAP = "map"
    DRAW = "draw"
    PLAN = "plan"
    PAUSE = "pause"
    CLOSE = "close"


class StoryKind(StrEnum):
    """What an answer can add to the person's own story, which gathers over weeks (narrative practice, White 2007)."""

    OLD_STORY = "old-story"
    EXCEPTION = "exception"
    MEANING = "meaning"
    THREAD = "thread"
    WITNESS = "witness"


class ReviewStatus(StrEnum):
    """Whether a practitioner and people with lived experience have read the pack. Shown, never hidden."""

    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Article:
    """A source article: its text byte for byte, and the caveats the app must carry."""

    id: ArticleId
    file: str
    sha256: str
    title: str
    short_title: str
    strand: Strand
    text: str
    title_source: str = ""
    author: str = ""
    publisher: str = ""
    boilerplate: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme; `plain` is what a person sees, `description` is for authors."""

    id: ThemeId
    name: str
    strand: Strand
    plain: str
    description: str


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """W3C Web Annotation TextQuoteSelector: the exact words and up to 32 code points either side."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """W3C Web Annotation TextPositionSelector: 0-based code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """An exact quote of an article, with both selectors."""

    id: PassageId
    article: ArticleId
    quote: TextQuoteSelector
    position: TextPositionSelector
    themes: tuple[ThemeId, ...]
    stance: Stance
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question with its smaller version and the passages behind it (one or more; the first leads)."""

    id: PromptId
    title: str
    text: str
    smaller: str
    themes: tuple[ThemeId, ...]
    passages: tuple[PassageId, ...]
    kind: PromptKind
    intensity: Intensity
    minutes: int
    place: Place
    stem: str = ""
    options: tuple[str, ...] = ()
    content_note: str = ""
    next: PracticeId | None = None
    retired: bool = False

    @property
    def asked_text(self) -> str:
        """The question as it is shown: its text, then the options to choose from, a line each."""
        return "\n".join((self.text, *(f"•  {option}" for option in self.options)))


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a `choose` step; `next` is a step id, `goto:<practice>`, or empty for the following step."""

    label: str
    next: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One labelled part of a list, map, plan, letter or rate step."""

    id: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a practice. `passages` is never empty: its own, or else those of its practice.

    `gathers` is what an answer adds to the person's own story, None for nothing; `recalls` what of it is offered back.
    """

    id: StepId
    type: StepType
    text: str
    passages: tuple[PassageId, ...]
    smaller: str = ""
    stem: str = ""
    next: str = ""
    options: tuple[Option, ...] = ()
    many: bool = False
    parts: tuple[Part, ...] = ()
    scale: tuple[str, ...] = ()
    words_only: str = ""
    minutes: int | None = None
    by_sitting: tuple[str, ...] = ()
    gathers: StoryKind | None = None
    recalls: tuple[StoryKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a practice's form comes from and how well it is supported."""

    form: str
    source: str
    strength: str


@dataclass(frozen=True, slots=True)
class Practice:
    """A guided practice of several steps; minutes is (least, most)."""

    id: PracticeId
    title: str
    summary: str
    strand: Strand
    themes: tuple[ThemeId, ...]
    passages: tuple[PassageId, ...]
    intensity: Intensity
    minutes: tuple[int, int]
    place: Place
    basis: Basis
    steps: tuple[Step, ...]
    cautions: tuple[str, ...] = ()
    content_note: str = ""
    off_by_default: bool = False
    sittings: int = 1
    gap_days: tuple[int, int] | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class GroundingAnchor:
    """A short way to steady oneself; `uses` names the senses, `swap` a way round them."""

    id: str
    name: str
    minutes: int
    uses: tuple[str, ...]
    swap: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleItem:
    """One optional question of a check-in or look-back."""

    id: str
    text: str
    options: tuple[str, ...] = ()
    strand: Strand | None = None
    free_text: bool = False
    cap: tuple[str, ...] = ()
    offer_grounding_first: tuple[bool, ...] = ()
    max_minutes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """The pack's own check-in or look-back; never a published scale."""

    id: str
    title: str
    note: str
    scoring: str
    items: tuple[ScaleItem, ...]


@dataclass(frozen=True, slots=True)
class SupportEntry:
    """One place or line a person could turn to. `checked_on` None means nobody has checked it here yet."""

    kind: str
    name: str
    how: str
    hours: str = ""
    languages: tuple[str, ...] = ()
    cost: str = ""
    privacy: str = ""
    checked_on: date | None = None
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class SupportRegion:
    """A region chosen by hand, with its entries (those without a name left out)."""

    id: str
    name: str
    entries: tuple[SupportEntry, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """What the Support page shows, before unlock too."""

    max_age_days: int
    intro: str
    device_note: str
    regions: tuple[SupportRegion, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole content pack, loaded and checked. Mappings keep the pack's order."""

    id: PackId
    title: str
    version: str
    language: str
    status: ReviewStatus
    summary: str
    not_care: str
    license_own_words: str
    license_articles: str
    authors: tuple[str, ...]
    reviewed_by: tuple[str, ...]
    lived_experience_review: tuple[str, ...]
    articles: dict[ArticleId, Article]
    themes: dict[ThemeId, Theme]
    passages: dict[PassageId, Passage]
    prompts: dict[PromptId, Prompt]
    practices: dict[PracticeId, Practice]
    anchors: tuple[GroundingAnchor, ...]
    scales: dict[str, Scale]
    support: Support | None

    def strand_of(self, prompt: Prompt) -> Strand:
        """Return the strand of a prompt: that of its first theme."""
        return self.themes[prompt.themes[0]].strand

    def article_of(self, prompt: Prompt) -> Article:
        """Return the article behind a prompt: that of its first passage."""
        return self.articles[self.passages[prompt.passages[0]].article]


def empty_pack() -> Pack:
    """Return a pack with nothing in it, for a journal whose pack can't be read: entries keep their own snapshots."""
    return Pack(
        id=PackId(""),
        title="",
        version="",
        language="en",
        status=ReviewStatus.UNREVIEWED,
        summary="",
        not_care="",
        license_own_words="",
        license_articles="",
        authors=(),
        reviewed_by=(),
        lived_experience_review=(),
        articles={},
        themes={},
        passages={},
        prompts={},
        practices={},
        anchors=(),
        scales={},
        support=None,
    )

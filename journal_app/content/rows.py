"""The tables of a pack's TOML files as they are written, for msgspec to convert one by one.

`build` turns them into the values of `model`, once the rules have been kept. `seeds/README.md` describes the keys.
"""

from typing import Annotated, Any

from msgspec import Meta, Struct

from journal_app.content.model import Intensity, Place, PromptKind, ReviewStatus, Stance, StepType, StoryKind, Strand

Offset = Annotated[int, Meta(ge=0)]
Minutes = Annotated[int, Meta(ge=1, le=600)]
Count = Annotated[int, Meta(ge=1, le=100)]


class PackRow(Struct, frozen=True):
    """`[pack]`: what the pack is and says about itself."""

    id: str
    title: str
    version: str
    format: int
    language: str
    status: ReviewStatus
    summary: str = ""
    license_own_words: str = ""
    license_articles: str = ""
    not_care: str = ""


class FilesRow(Struct, frozen=True):
    """`[files]`: where the parts stand; those with a default may be left out."""

    articles: str
    themes: str
    passages: str
    prompts: str
    practices: str = ""
    grounding: str = ""
    scales: str = ""
    resources: str = ""
    lexicon: str = ""
    translations: str = ""


class AnchoringRow(Struct, frozen=True):
    """`[anchoring]`: how offsets count; only the length of prefix and suffix can differ."""

    encoding: str = "utf-8"
    unit: str = "codepoint"
    normalise: str = "none"
    context: Annotated[int, Meta(ge=0, le=200)] = 32
    reanchor: tuple[str, ...] = ()


class ReviewRow(Struct, frozen=True):
    """`[review]`: who wrote and who read it."""

    authors: tuple[str, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    lived_experience_review: tuple[str, ...] = ()


class ArticleRow(Struct, frozen=True):
    """`[[article]]`"""

    id: str
    file: str
    sha256: str
    title: str
    short_title: str
    strand: Strand
    title_source: str = ""
    author: str = ""
    publisher: str = ""
    boilerplate: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


class ThemeRow(Struct, frozen=True):
    """`[[theme]]`"""

    id: str
    name: str
    strand: Strand
    plain: str
    description: str = ""


class PassageRow(Struct, frozen=True):
    """`[[passage]]`"""

    id: str
    article: str
    exact: str
    prefix: str
    suffix: str
    start: Offset
    end: Offset
    themes: tuple[str, ...]
    stance: Stance
    caveat: str = ""


class PromptRow(Struct, frozen=True):
    """`[[prompt]]`"""

    id: str
    title: str
    text: str
    smaller: str
    themes: tuple[str, ...]
    passages: tuple[str, ...]
    kind: PromptKind
    intensity: Intensity
    minutes: Minutes
    place: Place
    stem: str = ""
    options: tuple[str, ...] = ()
    content_note: str = ""
    next: str = ""
    retired: bool = False


class PracticeRow(Struct, frozen=True):
    """`[practice]`"""

    id: str
    title: str
    summary: str
    strand: Strand
    themes: tuple[str, ...]
    passages: tuple[str, ...]
    intensity: Intensity
    minutes: tuple[Minutes, Minutes]
    place: Place
    cautions: tuple[str, ...] = ()
    content_note: str = ""
    off_by_default: bool = False
    sittings: Count = 1
    gap_days: tuple[int, int] | None = None
    retired: bool = False


class BasisRow(Struct, frozen=True):
    """`[basis]`"""

    form: str
    source: str
    strength: str


class OptionRow(Struct, frozen=True):
    """One of a step's `options`, where it leads somewhere."""

    label: str
    next: str = ""


class PartRow(Struct, frozen=True):
    """One of a step's `parts`."""

    id: str
    label: str
    hint: str = ""


class StepRow(Struct, frozen=True):
    """`[[step]]`"""

    id: str
    type: StepType
    text: str
    smaller: str = ""
    stem: str = ""
    passage: str = ""
    next: str = ""
    options: tuple[str | OptionRow, ...] = ()
    many: bool = False
    parts: tuple[PartRow, ...] = ()
    scale: tuple[str, ...] = ()
    words_only: str = ""
    minutes: Minutes | None = None
    by_sitting: tuple[str, ...] = ()
    gathers: StoryKind | None = None
    recalls: tuple[StoryKind, ...] = ()


class AnchorRow(Struct, frozen=True):
    """`[[anchor]]` of grounding.toml"""

    id: str
    name: str
    minutes: Minutes
    uses: tuple[str, ...]
    swap: str
    steps: tuple[str, ...]


class ScaleRow(Struct, frozen=True):
    """`[scale]`; what stands in `kind`, `license`, `uses` and `never` is said for readers of the file."""

    id: str
    title: str
    scoring: str
    note: str = ""
    kind: str = "own"
    license: str = ""
    optional: bool = True
    uses: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    range: tuple[int, int] | None = None
    options: tuple[str, ...] = ()


class ScaleItemRow(Struct, frozen=True):
    """`[[item]]` of a scale"""

    id: str
    text: str
    options: tuple[str, ...] = ()
    strand: Strand | None = None
    free_text: bool = False
    cap: tuple[str, ...] = ()
    offer_grounding_first: tuple[bool, ...] = ()
    max_minutes: tuple[Minutes, ...] = ()


class SupportRow(Struct, frozen=True):
    """`[support]`"""

    intro: str
    device_note: str
    max_age_days: Annotated[int, Meta(ge=1, le=3660)] = 180
    order: tuple[str, ...] = ()


class SupportEntryRow(Struct, frozen=True):
    """`[[region.entry]]`; `source` says for authors where it was seen."""

    kind: str
    name: str
    how: str
    hours: str = ""
    languages: tuple[str, ...] = ()
    cost: str = ""
    privacy: str = ""
    checked_on: Any = ""  # Any: text or a TOML date, which msgspec can't tell apart in a union; rules has its check
    checked_by: str = ""
    source: str = ""


class SupportRegionRow(Struct, frozen=True):
    """`[[region]]`"""

    id: str
    name: str
    entry: tuple[SupportEntryRow, ...] = ()

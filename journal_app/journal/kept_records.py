"""What is kept beside the pages, as records that leave a journal and come back: practices, drawings, the story, the
circle, check-ins, and who the person put on the Support page.

A record is known by its `id` (32 hexadecimal digits) and names others by theirs. What the vault keeps as JSON of its
own (`snapshot`, `value`, `map`, `strokes`) stands in a record opened, as plain objects and lists; where it can't be
read any more, as the very text, so that nothing is lost even of what is damaged.
"""

import hashlib
import json
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar, cast

import msgspec

from journal_app.content.model import StoryKind
from journal_app.journal.check_ins import Moment
from journal_app.journal.set_aside import Waiting

T = TypeVar("T")
At = Annotated[datetime, msgspec.Meta(tz=True)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**31)]
Uid = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]


class KeptKind(StrEnum):
    """What is kept beside the pages, in the order in which one needs the other."""

    PRACTICE = "practice"
    DRAWING = "drawing"
    STORY = "story"
    CIRCLE = "circle"
    CHECK_IN = "check_in"
    SUPPORT = "support"


class Part(msgspec.Struct, omit_defaults=True, kw_only=True, frozen=True):
    """A part of a record: what holds nothing is left out."""


class KeptRecord(Part, frozen=True, kw_only=True):
    """One thing kept."""

    id: Uid


class AnswerRecord(Part, frozen=True, kw_only=True):
    """The answer to a step of a sitting."""

    step: str
    sitting: Count = 1
    answered_at: At
    value: Any  # JSON's own types


class WaitingRecord(Part, frozen=True, kw_only=True):
    """A letter or plan of a practice that waits."""

    step: str
    sitting: Count = 1
    kind: Waiting
    made_at: At
    offer_on: date | None = None
    looked_at: At | None = None
    mark: str = ""


class VisitRecord(Part, frozen=True, kw_only=True):
    """A step that was come by."""

    step: str
    sitting: Count = 1


class PracticeRecord(KeptRecord, frozen=True, kw_only=True):
    """A practice under way or finished; `entry` is the page it became, `step` where it goes on."""

    practice: str
    title: str
    step: str
    sitting: Count = 1
    started_at: At
    saved_at: At
    zone: str
    rest_until_on: date | None = None
    finished_at: At | None = None
    entry: Uid | None = None
    visits: tuple[VisitRecord, ...] = ()
    answers: tuple[AnswerRecord, ...] = ()
    set_aside: tuple[WaitingRecord, ...] = ()
    snapshot: Any  # JSON's own types


class DrawingRecord(KeptRecord, frozen=True, kw_only=True):
    """A drawing of a practice under way, an entry, the new wording begun of one, or a draft (by a hash of it)."""

    practice: Uid | None = None
    entry: Uid | None = None
    begun_of: Uid | None = None
    draft: str | None = None
    words: str = ""
    made_at: At
    saved_at: At
    strokes: Any  # JSON's own types


class StoryRecord(KeptRecord, frozen=True, kw_only=True):
    """A line of the person's own story, and the thread it is laid to."""

    kind: StoryKind
    text: str
    thread: Uid | None = None
    practice: Uid | None = None
    sitting: Count | None = None
    step: str | None = None
    gathered_at: At


class CircleRecord(KeptRecord, frozen=True, kw_only=True):
    """The circle as it stood from one moment to another; the last one is the present one."""

    begun_at: At
    saved_at: At
    map: Any  # JSON's own types


class ToldRecord(Part, frozen=True, kw_only=True):
    """One answer of a check-in, in the words that were shown."""

    item: str
    choice: Count | None = None
    label: str


class CheckInRecord(KeptRecord, frozen=True, kw_only=True):
    """A check-in or a look-back."""

    scale: str
    made_at: At
    made_on: date
    zone: str
    moment: Moment = Moment.BY_ITSELF
    practice: Uid | None = None
    answers: tuple[ToldRecord, ...] = ()


class SupportRecord(KeptRecord, frozen=True, kw_only=True):
    """A person or place of the Support page; its `id` is a hash of all it says."""

    kind: str
    name: str
    how: str = ""
    hours: str = ""
    languages: str = ""
    cost: str = ""
    privacy: str = ""
    checked_on: str | None = None
    checked_by: str = ""


RECORDS: dict[KeptKind, type[KeptRecord]] = {
    KeptKind.PRACTICE: PracticeRecord,
    KeptKind.DRAWING: DrawingRecord,
    KeptKind.STORY: StoryRecord,
    KeptKind.CIRCLE: CircleRecord,
    KeptKind.CHECK_IN: CheckInRecord,
    KeptKind.SUPPORT: SupportRecord,
}


def kind_of(record: KeptRecord) -> KeptKind:
    """Return what a record is of."""
    return next(kind for kind, form in RECORDS.items() if isinstance(record, form))


def mark_of_record(record: KeptRecord) -> str:
    """Return a hash of all that a record says."""
    return hashlib.sha256(msgspec.json.encode(record)).hexdigest()


def support_id(said: dict[str, object]) -> str:
    """Return the id of who is on the Support page: a hash of what is said of them."""
    parts = [str(said.get(name) or "") for name in SupportRecord.__struct_fields__ if name != "id"]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def opened(stored: str | bytes) -> Any:
    """Return JSON of the vault as plain objects and lists, or as its very text where it is damaged."""
    text = stored if isinstance(stored, str) else stored.decode("utf-8", "surrogateescape")
    try:
        value = json.loads(text)
        is_whole = isinstance(value, (dict, list)) and msgspec.json.encode(value) == text.encode()
    except (ValueError, RecursionError, UnicodeEncodeError):
        is_whole = False
    if is_whole:
        return value
    return text if isinstance(stored, str) else {"hex": stored.hex()}


def closed(value: Any) -> str | bytes:
    """Return `opened` to what it was: text, or bytes where they were no JSON. Raises ValueError for what is neither."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and set(value) == {"hex"}:
        return bytes.fromhex(str(value["hex"]))
    if isinstance(value, (dict, list)):
        return msgspec.json.encode(value).decode()
    raise ValueError


def in_utc(value: T) -> T:
    """Return a record, or a part of one, with its moments in UTC. Raises OverflowError."""
    found: Any = value  # Any: a record's fields are of many types, and each comes back as its own
    if isinstance(value, datetime):
        found = value.astimezone(UTC)
    elif isinstance(value, tuple):
        found = tuple(in_utc(one) for one in value)
    elif isinstance(value, msgspec.Struct):
        fields = {name: in_utc(getattr(value, name)) for name in value.__struct_fields__}
        found = msgspec.structs.replace(value, **fields)
    return cast("T", found)

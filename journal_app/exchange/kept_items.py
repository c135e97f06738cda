"""Read the records of what is kept beside the pages, from JSON of either form, and refuse what can't be one.

In the one JSON file of an export they are arrays of its object; beside Markdown they lie in `kept/practices.json` and
so on, each an object with the one array. What a record says is checked as far as it would be shown: a practice goes on
at a step it has, a drawing can be drawn again. What was damaged already when it was written out comes back as it was.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from journal_app.exchange.form import unknown_keys
from journal_app.exchange.found import Found
from journal_app.exchange.json_items import Item, JsonCutShortError, JsonItems, JsonNotUtf8Error, JsonTooLargeError
from journal_app.exchange.records import BadRecordError, read_form, zone_key
from journal_app.exchange.report import SkippedFile, SkipReason
from journal_app.exchange.safe_files import SkipError, open_plain
from journal_app.journal.circle import Circle, checked_circle
from journal_app.journal.drawings import Stroke, check_strokes
from journal_app.journal.errors import JournalError
from journal_app.journal.kept_records import (
    RECORDS,
    CheckInRecord,
    CircleRecord,
    DrawingRecord,
    KeptKind,
    KeptRecord,
    PracticeRecord,
    SupportRecord,
    closed,
    in_utc,
    support_id,
)
from journal_app.journal.practice_answer import read_answer, stored_answer
from journal_app.journal.practice_snapshot import read_snapshot

SECTIONS: dict[str, KeptKind] = {
    "practices": KeptKind.PRACTICE,
    "drawings": KeptKind.DRAWING,
    "story": KeptKind.STORY,
    "circle": KeptKind.CIRCLE,
    "check_ins": KeptKind.CHECK_IN,
    "support": KeptKind.SUPPORT,
}
"""What the arrays are called, in the order in which they are written."""

SECTION_OF = {kind: section for section, kind in SECTIONS.items()}
FOLDER = "kept"
LARGEST_BYTES = 1024 * 1024 * 1024
_HEAD_KEYS = frozenset({"format", "version", "exported_at"})


def record_of(kind: KeptKind, value: object) -> KeptRecord:
    """Return the record that a JSON object is. Raises BadRecordError."""
    record = read_form(value, RECORDS[kind])
    try:
        record = in_utc(record)
    except OverflowError:
        raise BadRecordError(SkipReason.BAD_MOMENT) from None
    _check(record)
    if isinstance(record, SupportRecord):
        said = {name: getattr(record, name) for name in record.__struct_fields__}
        return msgspec.structs.replace(record, id=support_id(said))
    return record


def found_item(told: str, kind: KeptKind, value: object) -> Found:
    """Return what an item of an array holds, or what ails it."""
    try:
        record = record_of(kind, value)
    except BadRecordError as error:
        return Found(told, skipped=(SkippedFile(told, error.reason, error.place),))
    keys = frozenset(unknown_keys(value, RECORDS[kind])) if isinstance(value, dict) else frozenset[str]()
    return Found(told, record=record, size=len(msgspec.json.encode(record)) * 2, left_out_keys=keys)


def files_of(folder: Path) -> Iterator[tuple[Path, KeptKind]]:
    """Give the files beside Markdown pages that hold such records, in the order in which one needs the other."""
    for section, kind in SECTIONS.items():
        path = folder / FOLDER / f"{section}.json"
        if path.is_symlink() or path.exists():
            yield path, kind


def found_in_file(path: Path, told: str, kind: KeptKind) -> Iterator[Found]:
    """Give what a file holds, record by record, and last what ails the file itself."""
    try:
        if path.parent.is_symlink():
            raise SkipError(SkipReason.IS_LINK)
        with open_plain(path, LARGEST_BYTES) as file:
            for item in JsonItems(file):
                yield _found_in_file(told, kind, item)
    except JsonCutShortError:
        yield Found(told, skipped=(SkippedFile(told, SkipReason.CUT_SHORT),))
    except JsonNotUtf8Error:
        yield Found(told, skipped=(SkippedFile(told, SkipReason.NOT_UTF8),))
    except JsonTooLargeError:
        yield Found(told, skipped=(SkippedFile(told, SkipReason.TOO_LARGE),))
    except SkipError as skip:
        yield Found(told, skipped=(SkippedFile(told, skip.reason),))
    except OSError:
        yield Found(told, skipped=(SkippedFile(told, SkipReason.NOT_READABLE),))


def _found_in_file(told: str, kind: KeptKind, item: Item) -> Found:
    if item.key == SECTION_OF[kind] and item.number is not None:
        return found_item(f"{told}: {item.number + 1}", kind, item.value)
    is_known = item.key in _HEAD_KEYS or item.key == SECTION_OF[kind]
    return Found(told, left_out_keys=frozenset() if is_known else frozenset({item.key}))


def _check(record: KeptRecord) -> None:
    """Raise BadRecordError where a record could not be shown or gone on with."""
    match record:
        case PracticeRecord():
            zone_key(record.zone, "zone")
            _check_practice(record)
        case DrawingRecord():
            if sum(one is not None for one in (record.practice, record.entry, record.begun_of, record.draft)) != 1:
                raise BadRecordError(SkipReason.NOT_UNDERSTOOD, "entry")
            if isinstance(record.strokes, list):
                _check_strokes(record.strokes)
            elif not isinstance(_closed(record.strokes, "strokes"), (str, bytes)):
                raise BadRecordError(SkipReason.NOT_UNDERSTOOD, "strokes")
        case CircleRecord():
            _check_map(record.map)
        case CheckInRecord():
            zone_key(record.zone, "zone")


def _check_practice(record: PracticeRecord) -> None:
    for answer in record.answers:
        if not isinstance(answer.value, str):
            try:
                stored_answer(read_answer(_text(answer.value, "answers.value")))
            except JournalError:
                raise BadRecordError(SkipReason.NOT_UNDERSTOOD, "answers.value") from None
    if isinstance(record.snapshot, str):
        return
    try:
        snapshot = read_snapshot(_text(record.snapshot, "snapshot"))
    except JournalError:
        raise BadRecordError(SkipReason.NOT_UNDERSTOOD, "snapshot") from None
    if not {record.step, *(visit.step for visit in record.visits)} <= {step.id for step in snapshot.practice.steps}:
        raise BadRecordError(SkipReason.NOT_UNDERSTOOD, "step")


def _check_strokes(value: list[Any]) -> None:
    # Any: JSON's own types.
    try:
        check_strokes(msgspec.convert(value, tuple[Stroke, ...]))
    except (JournalError, msgspec.ValidationError):
        raise BadRecordError(SkipReason.NOT_UNDERSTOOD, "strokes") from None


def _check_map(value: Any) -> None:
    # Any: JSON's own types.
    if isinstance(value, str):
        return
    try:
        checked_circle(msgspec.convert(value, Circle))
    except (JournalError, msgspec.ValidationError):
        raise BadRecordError(SkipReason.NOT_UNDERSTOOD, "map") from None


def _text(value: Any, place: str) -> str:
    """Return JSON of the vault as its text. Raises BadRecordError for what is none."""
    text = _closed(value, place)
    if isinstance(text, bytes):
        raise BadRecordError(SkipReason.NOT_UNDERSTOOD, place)
    return text


def _closed(value: Any, place: str) -> str | bytes:
    try:
        return closed(value)
    except (ValueError, TypeError, msgspec.MsgspecError):
        raise BadRecordError(SkipReason.NOT_UNDERSTOOD, place) from None

"""Turn pages into records of `form.py` and back; what a record can't be is refused with its place in it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from journal_app.content.model import ArticleId, PackId, PassageId, PromptId, StepId, ThemeId
from journal_app.exchange.form import (
    AskedForm,
    BegunForm,
    DraftForm,
    EntryForm,
    FileForm,
    LinkedForm,
    PassageForm,
    PathOf,
    TagForm,
    VersionForm,
    WideForm,
)
from journal_app.exchange.report import SkipReason
from journal_app.journal.asked import Asked, PassageSnapshot
from journal_app.journal.beside import LinkedPassage
from journal_app.journal.errors import JournalError
from journal_app.journal.tags import tag_name
from journal_app.journal.whole import (
    BegunWording,
    JournalWide,
    KeptFile,
    TagNames,
    WholeDraft,
    WholeEntry,
    Wording,
)

F = TypeVar("F", bound=msgspec.Struct)
_UID = re.compile("[0-9a-f]{32}")
_SHA256 = re.compile("[0-9a-f]{64}")
_PLACE = re.compile(r"`\$?\.?([^`]*)`$")


class BadRecordError(Exception):
    """A record that can't be read; `place` is the key that is at fault."""

    def __init__(self, reason: SkipReason, place: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.place = place


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file of a page, and the path under which its record names it."""

    file: KeptFile
    path: str


def entry_record(entry: WholeEntry, path_of: PathOf) -> EntryForm:
    """Return an entry's record."""
    return EntryForm(
        id=entry.uid,
        date=entry.written_at.astimezone(ZoneInfo(entry.zone)).isoformat(),
        zone=entry.zone,
        title=entry.title,
        tags=entry.tags,
        starred=entry.is_starred,
        left_out=entry.is_left_out,
        language=entry.language,
        created_at=_utc(entry.created_at),
        edited_at=_utc_or_none(entry.edited_at),
        trashed_at=_utc_or_none(entry.trashed_at),
        origin=entry.origin,
        attachments=_file_records(entry.files, path_of),
        asked=_asked_record(entry.asked),
        passages=tuple(
            LinkedForm(linked_at=_utc(linked.linked_at), **_passage_fields(linked.passage)) for linked in entry.passages
        ),
        versions=tuple(version_record(version) for version in entry.versions),
        begun=None if entry.begun is None else _begun_record(entry.begun, path_of),
        body=entry.body,
    )


def draft_record(draft: WholeDraft, path_of: PathOf) -> DraftForm:
    """Return a draft's record."""
    return DraftForm(
        title=draft.title,
        created_at=_utc(draft.created_at),
        saved_at=_utc(draft.saved_at),
        zone=draft.zone,
        attachments=_file_records(draft.files, path_of),
        asked=_asked_record(draft.asked),
        body=draft.body,
    )


def version_record(version: Wording) -> VersionForm:
    """Return the record of an earlier wording."""
    return VersionForm(
        title=version.title,
        body=version.body,
        worded_at=_utc(version.worded_at),
        replaced_at=_utc(version.replaced_at),
    )


def wide_record(wide: JournalWide) -> WideForm:
    """Return the record of what belongs to no page."""
    return WideForm(
        tags=tuple(TagForm(name=tag.name, former=tag.former) for tag in wide.tags),
        own_words=wide.own_words,
        set_aside=wide.set_aside,
        practices_never=wide.practices_never,
        wishes=dict(wide.wishes),
    )


def read_form(record: object, form: type[F]) -> F:
    """Return a plain dict as a record of the form. Raises BadRecordError."""
    try:
        return msgspec.convert(record, form)
    except msgspec.ValidationError as error:
        found = _PLACE.search(str(error))
        raise BadRecordError(SkipReason.NOT_UNDERSTOOD, found[1] if found else "") from None
    except UnicodeEncodeError:  # half a character where none of any kind belongs: msgspec can't even name it
        raise BadRecordError(SkipReason.TEXT_HAS_BROKEN_CHARACTER) from None


def entry_of(form: EntryForm) -> tuple[WholeEntry, tuple[NamedFile, ...]]:
    """Return the entry of a record, and its files with those of its begun wording. Raises BadRecordError."""
    begun = form.begun
    files = _files_of(form.attachments, "attachments")
    begun_files = () if begun is None else _files_of(begun.attachments, "begun.attachments")
    entry = WholeEntry(
        uid=_uid(form.id, "id"),
        written_at=_moment(form.date, "date"),
        zone=zone_key(form.zone, "zone"),
        title=form.title,
        body=form.body,
        created_at=_moment(form.created_at, "created_at"),
        edited_at=_moment_or_none(form.edited_at, "edited_at"),
        asked=_asked_of(form.asked),
        origin=form.origin,
        is_starred=form.starred,
        is_left_out=form.left_out,
        language=form.language,
        tags=tuple(_tag(name) for name in form.tags),
        passages=tuple(
            LinkedPassage(_passage_of(linked, "passages"), _moment(linked.linked_at, "passages.linked_at"))
            for linked in form.passages
        ),
        versions=tuple(version_of(version) for version in form.versions),
        files=tuple(named.file for named in files),
        begun=None if begun is None else _begun_of(begun, begun_files),
        trashed_at=_moment_or_none(form.trashed_at, "trashed_at"),
    )
    return entry, files + begun_files


def draft_of(form: DraftForm) -> tuple[WholeDraft, tuple[NamedFile, ...]]:
    """Return the draft of a record, and its files. Raises BadRecordError."""
    files = _files_of(form.attachments, "attachments")
    draft = WholeDraft(
        title=form.title,
        body=form.body,
        created_at=_moment(form.created_at, "created_at"),
        saved_at=_moment(form.saved_at, "saved_at"),
        zone=zone_key(form.zone, "zone"),
        asked=_asked_of(form.asked),
        files=tuple(named.file for named in files),
    )
    return draft, files


def version_of(form: VersionForm) -> Wording:
    """Return the earlier wording of a record. Raises BadRecordError."""
    return Wording(
        title=form.title,
        body=form.body,
        worded_at=_moment(form.worded_at, "worded_at"),
        replaced_at=_moment(form.replaced_at, "replaced_at"),
    )


def wide_of(form: WideForm) -> JournalWide:
    """Return what belongs to no page."""
    return JournalWide(
        tags=tuple(TagNames(tag.name, tag.former) for tag in form.tags),
        own_words=form.own_words,
        set_aside=form.set_aside,
        practices_never=form.practices_never,
        wishes=form.wishes,
    )


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _utc_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else _utc(moment)


def _file_records(files: tuple[KeptFile, ...], path_of: PathOf) -> tuple[FileForm, ...]:
    return tuple(
        FileForm(
            id=file.uid,
            name=file.name,
            type=file.media_type,
            bytes=file.byte_count,
            sha256=file.sha256,
            width=file.width_px,
            height=file.height_px,
            added_at=_utc(file.added_at),
            file=path_of(file.uid, file.name),
        )
        for file in files
    )


def _begun_record(begun: BegunWording, path_of: PathOf) -> BegunForm:
    return BegunForm(
        title=begun.title,
        body=begun.body,
        created_at=_utc(begun.created_at),
        saved_at=_utc(begun.saved_at),
        zone=begun.zone,
        attachments=_file_records(begun.files, path_of),
    )


def _asked_record(asked: Asked | None) -> AskedForm | None:
    if asked is None:
        return None
    return AskedForm(
        pack=asked.pack_id,
        pack_version=asked.pack_version,
        prompt=asked.prompt_id,
        step=asked.step_id,
        title=asked.title,
        text=asked.text,
        smaller=asked.smaller,
        stem=asked.stem,
        strand=asked.strand,
        themes=asked.theme_ids,
        content_note=asked.content_note,
        passages=tuple(PassageForm(**_passage_fields(passage)) for passage in asked.passages),
    )


def _passage_fields(passage: PassageSnapshot) -> dict[str, Any]:
    # Any: the fields of a passage are strings, numbers and a stance.
    return {
        "passage": passage.passage_id,
        "article": passage.article_id,
        "article_title": passage.article_title,
        "article_sha256": passage.article_sha256,
        "stance": passage.stance,
        "exact": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "start": passage.start,
        "end": passage.end,
    }


def _asked_of(form: AskedForm | None) -> Asked | None:
    if form is None:
        return None
    return Asked(
        pack_id=PackId(form.pack),
        pack_version=form.pack_version,
        prompt_id=PromptId(form.prompt),
        step_id=None if form.step is None else StepId(form.step),
        title=form.title,
        text=form.text,
        smaller=form.smaller,
        stem=form.stem,
        strand=form.strand,
        theme_ids=tuple(ThemeId(theme) for theme in form.themes),
        content_note=form.content_note,
        passages=tuple(_passage_of(passage, "asked.passages") for passage in form.passages),
    )


def _passage_of(form: PassageForm, place: str) -> PassageSnapshot:
    return PassageSnapshot(
        passage_id=PassageId(form.passage),
        article_id=ArticleId(form.article),
        article_title=form.article_title,
        article_sha256=form.article_sha256,
        stance=form.stance,
        exact=form.exact,
        prefix=form.prefix,
        suffix=form.suffix,
        start=_count(form.start, f"{place}.start"),
        end=_count(form.end, f"{place}.end"),
    )


def _begun_of(form: BegunForm, files: tuple[NamedFile, ...]) -> BegunWording:
    return BegunWording(
        title=form.title,
        body=form.body,
        created_at=_moment(form.created_at, "begun.created_at"),
        saved_at=_moment(form.saved_at, "begun.saved_at"),
        zone=zone_key(form.zone, "begun.zone"),
        files=tuple(named.file for named in files),
    )


def _files_of(forms: tuple[FileForm, ...], place: str) -> tuple[NamedFile, ...]:
    return tuple(
        NamedFile(
            KeptFile(
                uid=_uid(form.id, f"{place}.id"),
                name=form.name,
                media_type=form.type,
                byte_count=_count(form.bytes, f"{place}.bytes"),
                sha256=_matching(_SHA256, form.sha256, f"{place}.sha256"),
                width_px=None if form.width is None else _count(form.width, f"{place}.width"),
                height_px=None if form.height is None else _count(form.height, f"{place}.height"),
                added_at=_moment(form.added_at, f"{place}.added_at"),
            ),
            form.file,
        )
        for form in forms
    )


def _uid(text: str, place: str) -> str:
    return _matching(_UID, text, place)


def _matching(pattern: re.Pattern[str], text: str, place: str) -> str:
    if not pattern.fullmatch(text):
        raise BadRecordError(SkipReason.NOT_UNDERSTOOD, place)
    return text


def _count(number: int, place: str) -> int:
    if not 0 <= number < 2**53:
        raise BadRecordError(SkipReason.NOT_UNDERSTOOD, place)
    return number


def _tag(name: str) -> str:
    try:
        return tag_name(name)
    except JournalError:
        raise BadRecordError(SkipReason.NOT_UNDERSTOOD, "tags") from None


def zone_key(key: str, place: str) -> str:
    """Return the name of a zone that there is. Raises BadRecordError (ZONE_UNKNOWN)."""
    try:
        return ZoneInfo(key).key
    except (LookupError, ValueError, OSError):
        raise BadRecordError(SkipReason.ZONE_UNKNOWN, place) from None


def _moment(text: str, place: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise BadRecordError(SkipReason.BAD_MOMENT, place)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRecordError(SkipReason.BAD_MOMENT, place) from None


def _moment_or_none(text: str | None, place: str) -> datetime | None:
    return None if text is None else _moment(text, place)

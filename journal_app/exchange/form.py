"""The form in which pages stand outside a journal, version 1: one record a page, the same in JSON and in Markdown.

In JSON a record is an object; in Markdown its front matter, with the body below. Every moment is ISO 8601 with
microseconds: `date` is the time on the wall where the page was written, with its offset, and exact; the others are
UTC. `id` is 32 hexadecimal digits and stays for ever. What is absent has the value given here. A key that is not
known is passed over and told.

An entry: `id`, `date`, `zone` (IANA), `title`, `body`, `tags` (those put beside it; `#tags` stand in the body),
`starred`, `left_out` (not shown in On this day), `language`, `created_at`, `edited_at`, `trashed_at` (of a page in the
trash), `origin` (where an imported one came from), `asked` (the question as it stood, its themes and the passages it
quotes), `passages` (linked by hand), `versions` (earlier wordings, oldest first), `attachments` (`file` is the path of
its bytes, from the record's own file), `begun` (a new wording not kept yet). Links in a body read `(entry:ID)` and
`(attachment:ID)`. A draft: `title`, `body`, `created_at`, `saved_at`, `zone`, `asked`, `attachments`.

The journal's own record: `tags` (with their `former` names), `own_words` taught to the spell checker, `set_aside` and
`practices_never` (prompts and practices never to be offered), `wishes` (what may be offered, and the journal's name).

What is kept beside the pages (`practices`, `drawings`, `story`, `circle`, `check_ins`, `support`) stands in records of
its own: `journal/kept_records.py` says which keys they have.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from journal_app.content.model import Stance, Strand
from journal_app.journal.kept_records import (
    AnswerRecord,
    CheckInRecord,
    PracticeRecord,
    ToldRecord,
    VisitRecord,
    WaitingRecord,
)

VERSION = 1


class Form(msgspec.Struct, omit_defaults=True, kw_only=True, frozen=True):
    """What all records have in common: keys that hold nothing are left out."""


class PassageForm(Form, frozen=True, kw_only=True):
    """A passage as it was quoted; `start` and `end` are code points in its article."""

    passage: str
    article: str
    article_title: str
    article_sha256: str
    stance: Stance
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int
    end: int


class LinkedForm(PassageForm, frozen=True, kw_only=True):
    """A passage linked by hand."""

    linked_at: str


class AskedForm(Form, frozen=True, kw_only=True):
    """What was asked."""

    pack: str
    pack_version: str
    prompt: str
    step: str | None = None
    title: str
    text: str
    smaller: str = ""
    stem: str = ""
    strand: Strand
    themes: tuple[str, ...] = ()
    content_note: str = ""
    passages: tuple[PassageForm, ...] = ()


class VersionForm(Form, frozen=True, kw_only=True):
    """An earlier wording."""

    title: str = ""
    body: str = ""
    worded_at: str
    replaced_at: str


class FileForm(Form, frozen=True, kw_only=True):
    """A picture or file; `width` and `height` are of a picture."""

    id: str
    name: str
    type: str
    bytes: int
    sha256: str
    width: int | None = None
    height: int | None = None
    added_at: str
    file: str


class BegunForm(Form, frozen=True, kw_only=True):
    """A new wording begun of an entry."""

    title: str = ""
    body: str = ""
    created_at: str
    saved_at: str
    zone: str
    attachments: tuple[FileForm, ...] = ()


class EntryForm(Form, frozen=True, kw_only=True):
    """An entry."""

    id: str
    date: str
    zone: str
    title: str = ""
    tags: tuple[str, ...] = ()
    starred: bool = False
    left_out: bool = False
    language: str = ""
    created_at: str
    edited_at: str | None = None
    trashed_at: str | None = None
    origin: str | None = None
    attachments: tuple[FileForm, ...] = ()
    asked: AskedForm | None = None
    passages: tuple[LinkedForm, ...] = ()
    versions: tuple[VersionForm, ...] = ()
    begun: BegunForm | None = None
    body: str = ""


class DraftForm(Form, frozen=True, kw_only=True):
    """A page begun."""

    title: str = ""
    created_at: str
    saved_at: str
    zone: str
    attachments: tuple[FileForm, ...] = ()
    asked: AskedForm | None = None
    body: str = ""


class TagForm(Form, frozen=True, kw_only=True):
    """A tag's name, and those it had before."""

    name: str
    former: tuple[str, ...] = ()


class WideForm(Form, frozen=True, kw_only=True):
    """What belongs to the journal and to no page."""

    tags: tuple[TagForm, ...] = ()
    own_words: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    practices_never: tuple[str, ...] = ()
    wishes: dict[str, object] = {}


_NESTED: dict[type[msgspec.Struct], dict[str, type[msgspec.Struct]]] = {
    PracticeRecord: {"visits": VisitRecord, "answers": AnswerRecord, "set_aside": WaitingRecord},
    CheckInRecord: {"answers": ToldRecord},
    AskedForm: {"passages": PassageForm},
    BegunForm: {"attachments": FileForm},
    EntryForm: {
        "attachments": FileForm,
        "asked": AskedForm,
        "passages": LinkedForm,
        "versions": VersionForm,
        "begun": BegunForm,
    },
    DraftForm: {"attachments": FileForm, "asked": AskedForm},
    WideForm: {"tags": TagForm},
}


def unknown_keys(record: dict[str, Any], form: type[msgspec.Struct], inside: str = "") -> Iterator[str]:
    """Give the keys of a record that the form has no place for, those further in as `asked.key`."""
    known = set(form.__struct_fields__)
    for key, value in record.items():
        if key not in known:
            yield inside + key
        elif (nested := _NESTED.get(form, {}).get(key)) is not None:
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, dict):
                    yield from unknown_keys(part, nested, f"{inside}{key}.")


def plain(record: msgspec.Struct) -> dict[str, Any]:
    """Return a record as plain dicts and lists, ready for any text format."""
    # Any: JSON's own types.
    return dict(msgspec.to_builtins(record))


PathOf = Callable[[str, str], str]
"""Gives the path under which a record names a file, from the file's uid and its name."""

"""A clock that stands, a journal with something of everything, another one to bring it into, and what each says."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from journal_app.content.model import ArticleId, PackId, PassageId, PromptId, Stance, Strand, ThemeId
from journal_app.exchange.exporting import Export, ExportFormat, ExportWish
from journal_app.journal.asked import Asked, PassageSnapshot
from journal_app.journal.attachments import NewAttachment, PageKey, add_attachment
from journal_app.journal.beside import TagId
from journal_app.journal.drafts import edit_entry, save_draft, start_draft
from journal_app.journal.entries import EntryId, add_entry, load_entry
from journal_app.journal.everything import read_drafts, read_entries, read_file_bytes, read_journal_wide, read_trash
from journal_app.journal.history import change_wording
from journal_app.journal.kept_reading import read_kept
from journal_app.journal.kept_records import KeptKind
from journal_app.journal.linked_passages import link_passage
from journal_app.journal.marks import set_language, set_left_out, set_starred
from journal_app.journal.markup import Target, write_reference
from journal_app.journal.tags import list_tags, put_chip, rename_tag
from journal_app.journal.trash import move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault, create_with_data_key

NOW = datetime(2026, 5, 14, 18, 30, tzinfo=UTC)
PASSAGE = PassageSnapshot(
    passage_id=PassageId("p2"),
    article_id=ArticleId("a2"),
    article_title="On cups: a “study”",
    article_sha256="0" * 64,
    stance=Stance.CLAIM,
    exact="a real\r\ncup 𝒳",
    prefix="x\0y\u2028z\x85",
    suffix="---\n",
    start=3,
    end=15,
)
ASKED = Asked(
    pack_id=PackId("small"),
    pack_version="1.0",
    prompt_id=PromptId("q1"),
    step_id=None,
    title="The good mug 🫖",
    text="What would you put out for a guest?\r\nAnd for you?",
    smaller="Which cup?",
    stem="I would…",
    strand=Strand.SELF_COMPASSION,
    theme_ids=(ThemeId("self-kindness"), ThemeId("dignity")),
    content_note="",
    passages=(PASSAGE,),
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW, "Europe/London")


@pytest.fixture
def elsewhere(tmp_path: Path, data_key: bytes) -> Iterator[Vault]:
    """Another vault, empty."""
    other = create_with_data_key(tmp_path / "s" / "elsewhere", data_key)
    yield other
    other.close()


@pytest.fixture
def lived_in(vault: Vault, clock: FixedClock) -> Vault:
    """A journal with something of everything an export must not lose."""

    def add(body: str, day: int, *, title: str = "", zone: str = "Europe/London", **more: Any) -> EntryId:
        at = NOW - timedelta(days=day)
        return add_entry(vault, clock, title=title, body=body, written_at=at, zone=zone, **more)

    first = add("  Two spaces, a tab\t\nand #Tea.\n\n", 400, title="Rain: the “first”\u2028line")
    second = add("---\nkindroot: entry/1\n---\nNot front matter.", 399, zone="Asia/Tokyo", asked=ASKED)
    add("The same moment.", 399, zone="Asia/Tokyo")
    linked = write_reference(Target.ENTRY, load_entry(vault, first).uid, "that [day]")
    picture = add_attachment(
        vault, clock, PageKey(second), NewAttachment("Garden.JPG", "image/jpeg", bytes(range(256)) * 2000, 40, 30)
    )
    gone = write_reference(Target.ENTRY, "f" * 32, "gone")
    shown = write_reference(Target.ATTACHMENT, picture.uid, "the garden", is_picture=True)
    third = add(f"{linked} and {gone}, {shown} #tea #old", 30, origin="text-folder:abc:2024/x.md")
    put_chip(vault, second, "Quiet hour")
    put_chip(vault, third, "tea")
    set_starred(vault, first, True)
    set_left_out(vault, second, True)
    set_language(vault, third, "de")
    link_passage(vault, clock, third, PASSAGE)
    for n in range(2):
        with vault.write() as connection:
            change_wording(connection, first, title="Rain", body=f"Wording {n}\n#Tea", now=NOW - timedelta(days=5 - n))
    old = next(tag for tag in list_tags(vault) if tag.name == "old")
    rename_tag(vault, TagId(old.id), "new")
    draft = start_draft(vault, clock, asked=ASKED, title="Begun", body="half a line")
    add_attachment(vault, clock, PageKey(draft_id=draft.id), NewAttachment("a.pdf", "application/pdf", b"%PDF-1.4"))
    begun = edit_entry(vault, clock, third)
    save_draft(vault, clock, begun.id, title="", body="a better end")
    move_to_trash(vault, clock, add("thrown away", 3, asked=ASKED))
    return vault


@pytest.fixture
def all_of() -> Callable[[Vault], dict[str, Any]]:
    """Give all in a vault that is a person's: pages with everything, bytes of files, what hangs on the journal."""

    def read(vault: Vault) -> dict[str, Any]:
        entries = [entry for group in read_entries(vault) for entry in group]
        trash = [entry for group in read_trash(vault) for entry in group]
        drafts = [draft for group in read_drafts(vault) for draft in group]
        begun = [entry.begun for entry in entries if entry.begun is not None]
        files = [file for page in [*entries, *trash, *drafts, *begun] for file in page.files]
        return {
            "entries": entries,
            "places": [entry.place for entry in entries],
            "trash": trash,
            "drafts": drafts,
            "bytes": {file.uid: b"".join(read_file_bytes(vault, file.uid)) for file in files},
            "wide": read_journal_wide(vault),
            "kept": {kind: [one for group in read_kept(vault, kind) for one in group] for kind in KeptKind},
            "tags": [(tag.name, tag.pages, tag.typed, tag.former_names) for tag in list_tags(vault)],
        }

    return read


@pytest.fixture
def export(clock: FixedClock) -> Callable[..., Path]:
    """Write a vault out, and give the folder."""

    def run(vault: Vault, out: Path, form: ExportFormat, **wish: Any) -> Path:
        for _ in Export(vault, clock, out, ExportWish(form, **wish)).steps():
            pass
        return out

    return run

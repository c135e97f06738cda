"""Pictures and files kept with a page: whole or not at all, read back exactly, and gone when they are removed."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from journal_app.journal import attachments, trash
from journal_app.journal.attachments import (
    CHUNK_BYTES,
    MOST_BYTES,
    Attachment,
    NewAttachment,
    PageKey,
    add_attachment,
    clean_name,
    list_attachments,
    read_chunks,
    read_content,
    remove_attachment,
)
from journal_app.journal.drafts import (
    DraftId,
    discard_draft,
    edit_entry,
    keep_draft,
    load_draft,
    save_draft,
    start_draft,
)
from journal_app.journal.entries import EntryId, add_entry, delete_entry, load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.guest import open_guest
from journal_app.vault.vault import Vault, create_with_data_key, open_with_data_key
from journal_app.vault.verify import verify_open_vault

CANARY = b"zanzibarquince"


@pytest.fixture(scope="module")
def shared() -> Iterator[Vault]:
    """One vault for all examples of a property."""
    with TemporaryDirectory() as folder:
        vault = create_with_data_key(Path(folder) / "vault", bytes(range(32)))
        yield vault
        vault.close()


def new(content: bytes = b"words of another program", name: str = "letter.txt") -> NewAttachment:
    return NewAttachment(name, "text/plain", content)


def entry(vault: Vault, clock: FixedClock, body: str = "A page.") -> PageKey:
    return PageKey(add_entry(vault, clock, title="", body=body, written_at=clock.now(), zone="Europe/London"))


def draft_page(vault: Vault, clock: FixedClock) -> PageKey:
    return PageKey(draft_id=start_draft(vault, clock, body="Begun.").id)


def held(vault: Vault, page: PageKey) -> list[str]:
    return [attachment.name for attachment in list_attachments(vault, page)]


def chunk_rows(vault: Vault) -> int:
    with vault.read() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.attachment_chunk)).scalar_one())


@settings(max_examples=25, deadline=None)
@given(
    st.binary(min_size=1, max_size=64),
    st.sampled_from([1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]),
)
def test_read_chunks__any_content_and_size__gives_it_back_in_256_kib_pieces(
    shared: Vault, piece: bytes, size: int
) -> None:
    clock = FixedClock(datetime(2026, 5, 14, 18, 30, tzinfo=UTC), "Europe/London")
    content = (piece * (size // len(piece) + 1))[:size]
    added = add_attachment(shared, clock, entry(shared, clock), new(content))

    chunks = list(read_chunks(shared, added.id))

    assert b"".join(chunks) == content
    assert {len(chunk) for chunk in chunks[:-1]} <= {CHUNK_BYTES}
    assert added.byte_count == size
    assert added.sha256 == hashlib.sha256(content).hexdigest()


def test_add_attachment__same_file_twice_on_a_page__is_one_and_on_another_page_one_more(
    vault: Vault, clock: FixedClock
) -> None:
    page, other = draft_page(vault, clock), entry(vault, clock)
    first = add_attachment(vault, clock, page, new())

    again = add_attachment(vault, clock, page, new(name="copy.txt"))
    elsewhere = add_attachment(vault, clock, other, new())

    assert again == first
    assert elsewhere.uid != first.uid
    assert held(vault, page) == held(vault, other) == ["letter.txt"]


def test_add_attachment__draft_of_an_entry__sees_what_the_entry_has(vault: Vault, clock: FixedClock) -> None:
    page = entry(vault, clock)
    first = add_attachment(vault, clock, page, new())
    draft = edit_entry(vault, clock, page.entry_id or EntryId(0))
    both = PageKey(page.entry_id, draft.id)

    again = add_attachment(vault, clock, both, new())
    add_attachment(vault, clock, both, new(b"more", "more.txt"))

    assert again == first
    assert held(vault, both) == ["letter.txt", "more.txt"]
    assert held(vault, page) == ["letter.txt"]


def test_keep_draft__with_attachments__they_are_the_new_entrys(vault: Vault, clock: FixedClock) -> None:
    page = draft_page(vault, clock)
    added = add_attachment(vault, clock, page, new())

    entry_id = keep_draft(vault, clock, page.draft_id or DraftId(0))

    assert list_attachments(vault, PageKey(entry_id)) == (added,)
    assert held(vault, page) == []
    assert read_content(vault, added.id) == b"words of another program"


def test_keep_draft__new_wording_of_an_entry__its_own_join_the_entrys(vault: Vault, clock: FixedClock) -> None:
    page = entry(vault, clock)
    add_attachment(vault, clock, page, new())
    draft = edit_entry(vault, clock, page.entry_id or EntryId(0))
    add_attachment(vault, clock, PageKey(page.entry_id, draft.id), new(b"more", "more.txt"))

    keep_draft(vault, clock, draft.id)

    assert held(vault, page) == ["letter.txt", "more.txt"]


def test_keep_draft__a_picture_and_no_word__is_a_page_to_keep(vault: Vault, clock: FixedClock) -> None:
    draft = start_draft(vault, clock)
    add_attachment(vault, clock, PageKey(draft_id=draft.id), new())

    entry_id = keep_draft(vault, clock, draft.id)

    assert load_entry(vault, entry_id).body == ""
    assert held(vault, PageKey(entry_id)) == ["letter.txt"]


def test_discard_draft__its_own__go_with_it_and_the_entrys_stay(vault: Vault, clock: FixedClock) -> None:
    page = entry(vault, clock)
    add_attachment(vault, clock, page, new())
    draft = edit_entry(vault, clock, page.entry_id or EntryId(0))
    add_attachment(vault, clock, PageKey(page.entry_id, draft.id), new(b"more", "more.txt"))

    discard_draft(vault, draft.id)

    assert held(vault, page) == ["letter.txt"]
    assert chunk_rows(vault) == 1


def test_move_to_trash__and_back__all_stay_with_the_page(vault: Vault, clock: FixedClock) -> None:
    page = entry(vault, clock)
    add_attachment(vault, clock, page, new())
    entry_id = page.entry_id or EntryId(0)
    draft = edit_entry(vault, clock, entry_id)
    begun = add_attachment(vault, clock, PageKey(entry_id, draft.id), new(b"more", "more.txt"))

    trash.move_to_trash(vault, clock, entry_id)
    waiting = held(vault, page)
    trash.put_back(vault, entry_id)

    assert waiting == held(vault, page) == ["letter.txt", "more.txt"]
    assert load_draft(vault, draft.id).body == "A page."
    assert read_content(vault, begun.id) == b"more"


@pytest.mark.parametrize("way", ["entry", "trash", "draft", "discarded", "alone"])
def test_deleting__for_good__no_chunk_and_no_byte_is_left(
    vault: Vault, clock: FixedClock, decrypted: Callable[[Vault], bytes], way: str
) -> None:
    page, stays = entry(vault, clock), entry(vault, clock)
    add_attachment(vault, clock, stays, new(b"plum jam" * 100_000))
    entry_id = page.entry_id or EntryId(0)
    large = new(CANARY * 40_000, f"{CANARY.decode()}.txt")
    if way in ("draft", "discarded"):
        page = PageKey(entry_id, edit_entry(vault, clock, entry_id).id)
    added = add_attachment(vault, clock, page, large)

    if way == "alone":
        remove_attachment(vault, added.id)
    elif way == "discarded":
        discard_draft(vault, page.draft_id or DraftId(0))
    elif way == "trash":
        trash.move_to_trash(vault, clock, entry_id)
        trash.delete_trashed(vault, entry_id)
    else:
        delete_entry(vault, entry_id)

    plain = decrypted(vault)
    assert b"plum jam" in plain
    assert CANARY not in plain
    assert held(vault, stays) == ["letter.txt"]
    assert chunk_rows(vault) == -(-800_000 // CHUNK_BYTES)
    assert verify_open_vault(vault).is_sound


def test_remove_attachment__gone_already__is_refused(vault: Vault, clock: FixedClock) -> None:
    added = add_attachment(vault, clock, entry(vault, clock), new())
    remove_attachment(vault, added.id)

    for use in (
        lambda: remove_attachment(vault, added.id),
        lambda: read_content(vault, added.id),
    ):
        with pytest.raises(JournalError) as refused:
            use()
        assert refused.value.code is JournalProblem.ATTACHMENT_NOT_FOUND


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (bytes(MOST_BYTES + 1), JournalProblem.ATTACHMENT_TOO_LARGE),
        (b"", JournalProblem.ATTACHMENT_EMPTY),
    ],
)
def test_add_attachment__of_no_size_to_keep__is_refused(
    vault: Vault, clock: FixedClock, content: bytes, problem: JournalProblem
) -> None:
    page = entry(vault, clock)
    with pytest.raises(JournalError) as refused:
        add_attachment(vault, clock, page, new(content))
    assert refused.value.code is problem
    assert held(vault, page) == []


def test_add_attachment__as_large_as_may_be__comes_back_exactly(vault: Vault, clock: FixedClock) -> None:
    content = bytes(range(256)) * (MOST_BYTES // 256)
    added = add_attachment(vault, clock, entry(vault, clock), new(content))
    assert read_content(vault, added.id) == content


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (PageKey(EntryId(9)), JournalProblem.ENTRY_NOT_FOUND),
        (PageKey(draft_id=DraftId(9)), JournalProblem.DRAFT_NOT_FOUND),
    ],
)
def test_add_attachment__page_is_gone__is_refused(
    vault: Vault, clock: FixedClock, page: PageKey, problem: JournalProblem
) -> None:
    with pytest.raises(JournalError) as refused:
        add_attachment(vault, clock, page, new())
    assert refused.value.code is problem


def test_add_attachment__disk_is_full_half_way__nothing_of_it_is_written(vault: Vault, clock: FixedClock) -> None:
    page = entry(vault, clock)
    with vault.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 100}"))

    with pytest.raises(VaultError) as refused:
        add_attachment(vault, clock, page, new(bytes(2_000_000)))

    assert refused.value.problem is VaultProblem.DISK_FULL
    assert held(vault, page) == []
    assert chunk_rows(vault) == 0
    added = add_attachment(vault, clock, page, new(b"small"))
    assert read_content(vault, added.id) == b"small"


@pytest.mark.parametrize(
    "harm",
    ["DELETE FROM attachment_chunk WHERE ordinal = 1", "UPDATE attachment_chunk SET bytes = x'00' WHERE ordinal = 1"],
)
def test_read_chunks__a_part_was_lost__says_that_it_is_damaged(vault: Vault, clock: FixedClock, harm: str) -> None:
    added = add_attachment(vault, clock, entry(vault, clock), new(bytes(3 * CHUNK_BYTES)))
    with vault.write() as connection:
        connection.execute(text(harm))
    with pytest.raises(JournalError) as refused:
        read_content(vault, added.id)
    assert refused.value.code is JournalProblem.ATTACHMENT_DAMAGED


def test_insert_attachment__with_the_uid_it_had__keeps_it_unless_another_page_has_it(
    vault: Vault, clock: FixedClock
) -> None:
    page, other, uid = entry(vault, clock), entry(vault, clock), "0123456789abcdef" * 2
    brought = NewAttachment("a.txt", "text/plain", b"a", uid=uid)
    with vault.write() as connection:
        first = attachments.insert_attachment(connection, page, brought, now=clock.now())
        second = attachments.insert_attachment(connection, other, brought, now=clock.now())
    assert first.uid == uid
    assert second.uid != uid


def test_attachments__reopened__are_there(tmp_path: Path, data_key: bytes, clock: FixedClock) -> None:
    vault = create_with_data_key(tmp_path / "again", data_key)
    page = entry(vault, clock)
    added: Attachment = add_attachment(vault, clock, page, NewAttachment("x.png", "image/png", b"x" * 9, 3, 4))
    vault.close()

    again = open_with_data_key(tmp_path / "again", data_key)

    assert list_attachments(again, page) == (added,)
    assert added.is_picture
    again.close()


def test_attachments__guest_session__are_kept_in_memory(clock: FixedClock) -> None:
    guest = open_guest()
    draft = start_draft(guest, clock)
    added = add_attachment(guest, clock, PageKey(draft_id=draft.id), new())
    save_draft(guest, clock, draft.id, title="", body="Words.")
    keep_draft(guest, clock, draft.id)
    assert read_content(guest, added.id) == b"words of another program"
    remove_attachment(guest, added.id)
    guest.close()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("IMG_2043.JPG", "IMG_2043.JPG"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Users\\Sam\\plan.pdf", "C Users Sam plan.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("two\nlines\t.txt", "twolines.txt"),
        ("half\udcff.png", "half .png"),
        ("…", "…"),
        (" . ", "file"),
        ("", "file"),
        ("é" * 300 + ".jpeg", "é" * 195 + ".jpeg"),
        ("x" * 300, "x" * 200),
        ("日記 🫖.pdf", "日記 🫖.pdf"),
    ],
)
def test_clean_name__any_name__is_one_line_that_every_system_allows(name: str, kept: str) -> None:
    assert clean_name(name) == kept


@given(st.text(st.characters(), max_size=300))
def test_clean_name__twice__changes_nothing_more(name: str) -> None:
    once = clean_name(name)
    assert clean_name(once) == once
    assert 0 < len(once) <= attachments.LONGEST_NAME
    once.encode("utf-8")

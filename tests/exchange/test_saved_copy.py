"""A copy outside the vault: the bytes exactly, for its owner only; and nothing when it can't be written whole."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from journal_app.exchange import saved_copy
from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.saved_copy import save_copy
from journal_app.journal.attachments import Attachment, NewAttachment, PageKey, add_attachment
from journal_app.journal.drafts import start_draft
from journal_app.journal.errors import JournalError
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

CONTENT = bytes(range(256)) * 3000


@pytest.fixture
def kept(vault: Vault) -> Attachment:
    clock = FixedClock(datetime(2026, 5, 14, tzinfo=UTC))
    page = PageKey(draft_id=start_draft(vault, clock).id)
    return add_attachment(vault, clock, page, NewAttachment("x.bin", "application/octet-stream", CONTENT))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_save_copy__a_new_or_an_old_name__is_the_bytes_for_the_owner_only(
    vault: Vault, kept: Attachment, out: Path
) -> None:
    for _ in range(2):
        save_copy(vault, kept.id, out / "copy.bin")
    (out / "copy.bin.part").write_bytes(b"broken off earlier")
    save_copy(vault, kept.id, out / "copy.bin")

    assert [path.name for path in out.iterdir()] == ["copy.bin"]
    assert (out / "copy.bin").read_bytes() == CONTENT
    if os.name == "posix":
        assert stat.S_IMODE((out / "copy.bin").stat().st_mode) == 0o600


def test_save_copy__disk_full_half_way__leaves_what_was_there(
    vault: Vault, kept: Attachment, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (out / "copy.bin").write_bytes(b"older")

    def full(*_arguments: object) -> Iterator[bytes]:
        yield CONTENT[:1000]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saved_copy, "read_chunks", full)
    with pytest.raises(ExchangeError) as refused:
        save_copy(vault, kept.id, out / "copy.bin")

    assert refused.value.code is ExchangeProblem.COPY_NOT_WRITTEN
    assert [path.name for path in out.iterdir()] == ["copy.bin"]
    assert (out / "copy.bin").read_bytes() == b"older"


def test_save_copy__no_such_folder_or_a_folder_of_that_name__is_refused(
    vault: Vault, kept: Attachment, out: Path
) -> None:
    (out / "taken").mkdir()
    for path in (out / "nowhere" / "x", out / "taken"):
        with pytest.raises(ExchangeError):
            save_copy(vault, kept.id, path)
    assert [path.name for path in out.iterdir()] == ["taken"]


def test_save_copy__damaged_in_the_vault__leaves_no_part_of_it(vault: Vault, kept: Attachment, out: Path) -> None:
    with vault.write() as connection:
        connection.execute(text("DELETE FROM attachment_chunk WHERE ordinal = 2"))
    with pytest.raises(JournalError):
        save_copy(vault, kept.id, out / "copy.bin")
    assert list(out.iterdir()) == []

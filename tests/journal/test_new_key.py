"""Locking out old copies while a page waits that was hidden before it was saved: it is never left under the old key."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal_app.journal import new_key
from journal_app.journal.drafts import list_drafts, load_draft
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.new_key import lock_out_old_copies
from journal_app.journal.sealed_draft import UnsavedPage, seal_draft, take_back_sealed_draft
from journal_app.settings.clock import FixedClock
from journal_app.vault import keys
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.header import SlotKind
from journal_app.vault.recovery_code import new_recovery_code, write_recovery_code
from journal_app.vault.vault import Vault, create_with_data_key

NEW = "seven other words nobody would put together"


class _Scene:
    """A vault that a recovery code opens, and the folder a page is sealed into."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        code = new_recovery_code()
        self.vault: Vault = create_with_data_key(folder / "vault", data_key, recovery_code=code)
        self.code = write_recovery_code(code)
        self.clock = FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC))
        self.folders = (folder / "r",)

    def seal(self) -> None:
        seal_draft(self.vault, self.clock, self.folders, UnsavedPage("A title", "Half a sent"))

    def lock_out(self) -> None:
        new_passphrase, kind = NEW, SlotKind.RECOVERY
        lock_out_old_copies(self.vault, self.code, self.clock, self.folders, new_passphrase=new_passphrase, kind=kind)

    def bodies(self) -> list[str]:
        return [load_draft(self.vault, one.id).body for one in list_drafts(self.vault)]

    def data_key(self) -> bytes:
        with self.vault.data_key() as key:
            return bytes(key)


@pytest.fixture
def scene(tmp_path: Path, data_key: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keys, "CALIBRATION_KIB", keys.CALIBRATION_KIB[:1])
    one = _Scene(tmp_path, data_key)
    yield one
    one.vault.close()


def test_lock_out__a_sealed_page_waits__it_is_a_draft_under_the_new_key(scene: _Scene, data_key: bytes) -> None:
    scene.seal()

    scene.lock_out()

    assert scene.bodies() == ["Half a sent"]
    assert list(scene.folders[0].iterdir()) == []
    assert scene.data_key() != data_key


@pytest.mark.parametrize(
    "failure", [VaultError(VaultProblem.DISK_FULL), JournalError(JournalProblem.DRAFT_NOT_FOUND)], ids=lambda e: e.code
)
def test_lock_out__the_page_can_not_be_taken_back__is_refused_and_the_old_key_stands(
    scene: _Scene, data_key: bytes, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    scene.seal()

    def refuse(*_arguments: object) -> None:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(new_key, "take_back_sealed_draft", refuse)
        with pytest.raises(VaultError) as caught:
            scene.lock_out()

    assert caught.value.problem is VaultProblem.SEALED_PAGE_WAITS
    assert scene.data_key() == data_key
    assert take_back_sealed_draft(scene.vault, scene.clock, scene.folders) is not None


def test_lock_out__a_file_no_key_opens__goes_on_and_leaves_it(scene: _Scene, data_key: bytes) -> None:
    scene.seal()
    (file,) = scene.folders[0].iterdir()
    file.write_bytes(b"nothing that was ever sealed")

    scene.lock_out()

    assert file.read_bytes() == b"nothing that was ever sealed"
    assert scene.data_key() != data_key

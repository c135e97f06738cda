"""Copies of snapshots on a stick: found again by vault, thinned, and nothing else of the stick is touched."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from journal_app.settings.clock import FixedClock
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.second_folder import copy_to_second_folder, list_second_folder
from journal_app.vault.snapshots import SnapshotInfo, SnapshotReason, take_snapshot
from journal_app.vault.vault import Vault

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 1, 12, tzinfo=UTC))


def leave(vault: Vault, clock: FixedClock) -> SnapshotInfo:
    return take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)


def test_second_folder__copy__is_found_by_vault_and_thinned(vault: Vault, clock: FixedClock, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "holiday.jpg").write_bytes(b"not ours")
    for _ in range(13):
        clock.moment += timedelta(minutes=1)
        copy_to_second_folder(leave(vault, clock).path, stick, LONDON)
    copies = list_second_folder(stick, vault.vault_id)
    assert len(copies) == 10
    assert copies[0].made_at == clock.moment
    assert list_second_folder(stick, "0" * 32) == ()
    assert (stick / "holiday.jpg").exists()
    assert len(list(stick.iterdir())) == 11


def test_second_folder__not_plugged_in__says_so(vault: Vault, clock: FixedClock, tmp_path: Path) -> None:
    path = leave(vault, clock).path
    with pytest.raises(VaultError) as caught:
        copy_to_second_folder(path, tmp_path / "gone", LONDON)
    assert caught.value.problem is VaultProblem.SECOND_FOLDER_MISSING
    assert not (tmp_path / "gone").exists()

"""`kindroot vault backup|restore VAULT`: make, list and copy snapshots; bring a vault back from one."""

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from journal_app.cli.secrets import add_passphrase_option, read_passphrase
from journal_app.settings.clock import SystemClock

if TYPE_CHECKING:  # imported when they are run: they bring the database driver
    from journal_app.vault.header import SlotKind
    from journal_app.vault.restore import Restored
    from journal_app.vault.snapshots import SnapshotInfo

_DONE = 0


def add_backup(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Add `backup` and its options; the caller gives it VAULT."""
    action = actions.add_parser("backup", help="make a checked snapshot beside the journal, or list those there are")
    what = action.add_mutually_exclusive_group()
    what.add_argument("--to", metavar="FOLDER", type=Path, help="also copy it into an existing folder, on a stick say")
    what.add_argument(
        "--list", action="store_true", help="list the snapshots; their entries too, with --passphrase-file"
    )
    _add_common(action)
    return action


def add_restore(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Add `restore` and its options; the caller gives it VAULT."""
    action = actions.add_parser("restore", help="bring the journal back as it was; what is there now is kept")
    action.add_argument(
        "--snapshot", metavar="NUMBER|FILE", help="one of `backup --list`, or a .snap file; the newest unless told"
    )
    _add_common(action)
    return action


def backup(args: argparse.Namespace) -> int:
    """Make or list snapshots and print them; return 0. Raises VaultError, SecretError."""
    if args.list:
        return _list(args)
    from journal_app.vault.second_folder import copy_to_second_folder
    from journal_app.vault.snapshots import SnapshotReason, take_snapshot
    from journal_app.vault.vault import open_vault

    vault, clock = open_vault(args.vault, _secret(args), kind=_kind(args)), SystemClock()
    try:
        info = take_snapshot(vault, clock, reason=SnapshotReason.BY_HAND)
    finally:
        vault.close()
    copy = None if args.to is None else copy_to_second_folder(info.path, args.to, clock.zone())
    if args.json:
        print(json.dumps(_fields(info) | {"copy": None if copy is None else str(copy)}, indent=2))
        return _DONE
    print(f"Backup {info.number} is made and checked: {_held(info.entries, info.drafts)}.")
    if copy is not None:
        print(f"A copy of it is in {copy.parent}, and was read back.")
    return _DONE


def restore(args: argparse.Namespace) -> int:
    """Restore and print what was done; return 0. Raises VaultError, SecretError."""
    from journal_app.vault.restore import newest_snapshot, restore_snapshot
    from journal_app.vault.snapshot_writing import SNAPSHOT_FOLDER, SNAPSHOT_SUFFIX

    if args.snapshot is None:
        snapshot = newest_snapshot(args.vault)
    elif args.snapshot.isdecimal():
        snapshot = args.vault / SNAPSHOT_FOLDER / f"{args.snapshot}{SNAPSHOT_SUFFIX}"
    else:
        snapshot = Path(args.snapshot)
    restored = restore_snapshot(args.vault, snapshot, _secret(args), SystemClock(), kind=_kind(args))
    if args.json:
        print(json.dumps(_restored_fields(restored), indent=2))
        return _DONE
    held = _held(restored.entries, restored.drafts)
    print(f"The journal is back as it was on {_when(restored.made_at)}: {held}.")
    if restored.present is not None:
        print(f"What was there before is kept as backup {restored.present.number}.")
    if restored.aside is not None:
        print(f"What was there before could not be opened; its files are kept in {restored.aside}")
    if restored.has_secrets_of_then:
        print("It opens with the passphrase it had then.")
    return _DONE


def _list(args: argparse.Namespace) -> int:
    from journal_app.vault.inspection import inspect_vault
    from journal_app.vault.snapshots import list_snapshots

    if args.passphrase_file is None:
        inspect_vault(args.vault)  # says so where there is no vault
        snapshots = list_snapshots(args.vault)
    else:
        from journal_app.vault.vault import open_vault

        vault = open_vault(args.vault, _secret(args), kind=_kind(args))
        try:
            snapshots = list_snapshots(args.vault, vault)
        finally:
            vault.close()
    if args.json:
        print(json.dumps({"snapshots": [_fields(info) for info in snapshots]}, indent=2))
        return _DONE
    for info in snapshots:
        state = "checked" if info.is_verified else "damaged"
        counts = "" if info.entries is None else f"  {_held(info.entries, info.drafts)}"
        print(f"{info.number:>5}  {_when(info.made_at)}  {info.file_bytes / 1024 / 1024:>5,.0f} MiB  {state}{counts}")
    if not snapshots:
        print("There are no backups yet.")
    return _DONE


def _add_common(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "--recovery-code", action="store_true", help="open with the recovery code in place of the passphrase"
    )
    action.add_argument("--json", action="store_true", help="print one JSON object")
    add_passphrase_option(action)


def _secret(args: argparse.Namespace) -> str:
    return read_passphrase(args, what="Recovery code" if args.recovery_code else "Passphrase")


def _kind(args: argparse.Namespace) -> "SlotKind":
    from journal_app.vault.header import SlotKind

    return SlotKind.RECOVERY if args.recovery_code else SlotKind.PASSPHRASE


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(SystemClock().zone()):%Y-%m-%d %H:%M}"


def _held(entries: int | None, drafts: int | None) -> str:
    words = [_counted(entries or 0, "entry", "entries")]
    if drafts:
        words.append(_counted(drafts, "draft", "drafts"))
    return ", ".join(words)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _fields(info: "SnapshotInfo") -> dict[str, object]:
    return {
        "number": info.number,
        "file": str(info.path),
        "made_at": info.made_at.isoformat(),
        "bytes": info.file_bytes,
        "verified": info.is_verified,
        "reason": None if info.reason is None else info.reason.value,
        "entries": info.entries,
        "drafts": info.drafts,
    }


def _restored_fields(restored: "Restored") -> dict[str, object]:
    return {
        "made_at": restored.made_at.isoformat(),
        "entries": restored.entries,
        "drafts": restored.drafts,
        "present_kept_as": None if restored.present is None else restored.present.number,
        "present_set_aside_in": None if restored.aside is None else str(restored.aside),
        "secrets": "of_then" if restored.has_secrets_of_then else "todays",
    }

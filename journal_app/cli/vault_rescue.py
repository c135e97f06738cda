"""`kindroot vault rescue VAULT`: save what is left of a damaged vault into a new one beside it, and say what came."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from journal_app.cli.secrets import add_passphrase_option, read_passphrase
from journal_app.cli.table_words import NOTES, TABLE_WORDS, counted

if TYPE_CHECKING:  # imported when it is run: it brings the database driver
    from journal_app.vault.refill import KeptTable
    from journal_app.vault.rescue import RescueReport

_ALWAYS = ("entry", "draft", "trashed_entry")
"""Told even where there are none."""


def add_action(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Add the action and its options; the caller gives it VAULT."""
    action = actions.add_parser("rescue", help="save what is left of a damaged vault into a new one beside it")
    action.add_argument("--into", metavar="FOLDER", type=Path, help="a new or empty folder for the rescued vault")
    action.add_argument(
        "--recovery-code", action="store_true", help="open with the recovery code in place of the passphrase"
    )
    action.add_argument("--json", action="store_true", help="print one JSON object")
    add_passphrase_option(action)
    return action


def rescue(args: argparse.Namespace) -> int:
    """Rescue the vault and print what was kept; return 0. Raises VaultError, SecretError."""
    from journal_app.vault.header import SlotKind
    from journal_app.vault.rescue import rescue_vault

    secret = read_passphrase(args, what="Recovery code" if args.recovery_code else "Passphrase")
    kind = SlotKind.RECOVERY if args.recovery_code else SlotKind.PASSPHRASE
    report = rescue_vault(args.vault, secret, kind=kind, into=args.into)
    print(json.dumps(_fields(report), indent=2) if args.json else "\n".join(_lines(report)))
    return 0


def _lines(report: "RescueReport") -> list[str]:
    lines = [f"Read {report.pages:,} pages; {report.damaged_pages:,} of them are damaged."]
    tables = {table.name: table for table in report.tables}
    lines += [
        counted(tables[name].kept, f"{words}{_note(tables[name])}")
        for name, words in TABLE_WORDS.items()
        if name in tables and (name in _ALWAYS or tables[name].kept or tables[name].lost != 0)
    ]
    others = [table for table in report.tables if table.name not in TABLE_WORDS and table.lost != 0]
    if others:
        lines.append(counted(sum(table.kept for table in others), f"{NOTES} (some are lost)"))
    if report.is_whole:
        lines.append("Nothing is missing.")
    elif report.snapshot is None:
        lines.append("There was no readable snapshot to take the rest from.")
    lines.append(f"The rescued vault: {report.folder}")
    lines.append("It opens with the same passphrase and recovery code. The damaged one was only read and is as it was;")
    lines.append("please keep it until you have looked at the new one.")
    return lines


def _note(table: "KeptTable") -> str:
    notes = [f"{table.from_snapshot:,} from a snapshot"] if table.from_snapshot else []
    if table.lost is None:
        notes.append("whether more were there can't be told")
    elif table.lost:
        notes.append(f"{table.lost:,} lost")
    return f" ({', '.join(notes)})" if notes else ""


def _fields(report: "RescueReport") -> dict[str, object]:
    return {
        "folder": str(report.folder),
        "whole": report.is_whole,
        "pages": report.pages,
        "damaged_pages": report.damaged_pages,
        "snapshot": None if report.snapshot is None else report.snapshot.name,
        "tables": {
            table.name: {"kept": table.kept, "from_snapshot": table.from_snapshot, "lost": table.lost}
            for table in report.tables
        },
    }

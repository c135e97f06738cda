"""`kindroot import SOURCE --vault V`: bring a folder of Markdown or text files into a vault.

`--json` prints one object: added, already_there, skipped (path, reason), dated_by_file_time (paths), left_out_keys,
dry_run.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from journal_app.cli.secrets import SecretError, add_passphrase_option, read_passphrase
from journal_app.settings.clock import SystemClock
from journal_app.settings.sentences import sentence

if TYPE_CHECKING:  # the vault's libraries are imported only once there is something to do
    from journal_app.exchange.text_folder import ImportReport

DONE, NOT_DONE = 0, 1
_MOST_NAMED = 20
"""Files named one by one on the screen; `--json` names all."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "import",
        help="bring in a folder of Markdown or text files",
        description="Bring in the .md and .txt files of a folder, one entry a file. The date is read from front "
        "matter, else from the file's name (2024-05-01), else from the file's own time. "
        "What came in before stays single.",
    )
    parser.add_argument("source", metavar="SOURCE", type=Path, help="the folder of texts")
    parser.add_argument("--vault", metavar="VAULT", type=Path, required=True, help="the vault's folder")
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and change nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_passphrase_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Bring the folder in; return 0, or 1 with one sentence on stderr."""
    from journal_app.exchange.errors import ExchangeError
    from journal_app.journal.errors import JournalError
    from journal_app.vault.errors import VaultError

    try:
        report = _import(args)
    except (ExchangeError, JournalError, VaultError, SecretError) as error:
        print(sentence(str(error.code), **error.fields), file=sys.stderr)
        return NOT_DONE
    if args.json:
        print(json.dumps(_report_fields(report), indent=2))
    else:
        _print_report(report)
    return DONE


def _import(args: argparse.Namespace) -> "ImportReport":
    from journal_app.exchange.text_folder import check_source, import_text_folder
    from journal_app.vault.vault import open_vault

    check_source(args.source)  # before anybody types a passphrase for nothing
    vault = open_vault(args.vault, read_passphrase(args))
    try:
        return import_text_folder(vault, SystemClock(), args.source, dry_run=args.dry_run)
    finally:
        vault.close()


def _print_report(report: "ImportReport") -> None:
    if report.is_dry_run:
        print("Nothing was changed. An import would do this:")
    print(f"Brought in: {report.added}")
    print(f"Already there: {report.already_there}")
    if report.skipped:
        print(f"Left out: {len(report.skipped)}")
        for skipped in report.skipped[:_MOST_NAMED]:
            print(f"  {skipped.path}: {sentence(skipped.reason.value)}")
        _print_rest(len(report.skipped))
    if report.dated_by_file_time:
        print(f"Dated by the file's own time, which may be when it was copied: {len(report.dated_by_file_time)}")
        for path in report.dated_by_file_time[:_MOST_NAMED]:
            print(f"  {path}")
        _print_rest(len(report.dated_by_file_time))
    if report.left_out_keys:
        print(f"Front matter that has no place in an entry yet: {', '.join(report.left_out_keys)}")


def _print_rest(count: int) -> None:
    if count > _MOST_NAMED:
        print(f"  and {count - _MOST_NAMED} more; --json names them all")


def _report_fields(report: "ImportReport") -> dict[str, object]:
    return {
        "added": report.added,
        "already_there": report.already_there,
        "skipped": [{"path": skipped.path, "reason": skipped.reason.value} for skipped in report.skipped],
        "dated_by_file_time": list(report.dated_by_file_time),
        "left_out_keys": list(report.left_out_keys),
        "dry_run": report.is_dry_run,
    }

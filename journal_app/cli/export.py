"""`kindroot export OUT --vault V --format markdown|json`: write a journal out as plain files.

`--json` prints one object: entries, drafts, trashed, versions, files, kept (practices, drawings, story, circle,
check_ins, support: how many of each), out (null for a dry run), dry_run.
"""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from journal_app.cli.kept_words import kept_fields, kept_lines
from journal_app.cli.secrets import SecretError, add_passphrase_option, read_passphrase
from journal_app.settings.clock import SystemClock
from journal_app.settings.sentences import sentence

if TYPE_CHECKING:  # the vault's libraries are imported only once there is something to do
    from journal_app.exchange.report import ExportReport

DONE, NOT_DONE, WRONG_USAGE = 0, 1, 2

_DESCRIPTION = """\
Write everything in a vault to a new folder, as plain text: entries with their tags, marks, earlier wordings, questions
and passages, pictures and files, links, pages begun, and the trash; and what is kept beside them: practices with every
answer, letters and plans set aside, drawings, your own story, every version of the circle, check-ins and look-backs,
and your own entries on the Support page. What is written there is not encrypted: anyone who can open that folder can
read it. `kindroot import OUT` brings it back into a vault, with nothing lost.

Not written: backups; the passphrase; which prompts and practices were offered or put off on which days; the seed that
settles ties between prompts (each vault has its own); whether On this day is shown, whether pacing is lifted, and which
practices that are off by default were switched on (each is asked for anew, so that nothing deep opens by itself); the
language of spelling; where second copies of backups go; and settings of the program.

--from and --to go by the day of the page that a thing belongs to, and by its own day where it belongs to none.

markdown    entries/2026/2026-05-14_183015_123.md and so on: a page a file under its time on the wall, front matter
            (YAML) with all there is to it, then the words as typed. Links between pages and to pictures are relative
            paths. history/ has earlier wordings, drafts/ and trash/ what they say, assets/ the pictures and files,
            journal.json the names of tags and the like, kept/ a JSON file for each kind of what is kept beside pages.
json        journal.json, one object, a page a line: format "kindroot-journal", version 1, journal, entries, trash,
            drafts, practices, drawings, story, circle, check_ins, support; assets/ beside it. Links in the words read
            entry:ID and attachment:ID.

Keys of a page, in both: id (32 hexadecimal digits, for ever), date (the time on the wall, exact, with its offset),
zone, title, tags, starred, left_out (of On this day), language, created_at, edited_at, trashed_at, origin, asked (the
question as it stood, with themes and passages), passages (linked by hand), versions, attachments (id, name, type,
bytes, sha256, file …), begun (a new wording not kept yet), body. What is not there has nothing to say. All moments but
date are UTC; all are ISO 8601 with microseconds. What is kept beside the pages has an id of its own too, and names
its page, practice or thread by that one's id; snapshot, value, map and strokes are as the vault keeps them.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "export",
        help="write a journal out as Markdown or JSON",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", metavar="OUT", type=Path, help="a new folder, or an empty one")
    parser.add_argument("--vault", metavar="VAULT", type=Path, required=True, help="the vault's folder")
    parser.add_argument("--format", choices=["markdown", "json"], required=True, help="the form to write")
    parser.add_argument("--from", dest="first", metavar="DATE", type=_day, help="the first day (2024-05-01)")
    parser.add_argument("--to", dest="last", metavar="DATE", type=_day, help="the last day, itself included")
    parser.add_argument("--without-trash", action="store_true", help="leave out what is in the trash")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_passphrase_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write it out; return 0, 1 with one sentence on stderr, or 2 for days the wrong way round."""
    from journal_app.exchange.errors import ExchangeError
    from journal_app.journal.errors import JournalError
    from journal_app.vault.errors import VaultError

    if args.first is not None and args.last is not None and args.first > args.last:
        print("--from is later than --to.", file=sys.stderr)
        return WRONG_USAGE
    try:
        report = _export(args)
    except (ExchangeError, JournalError, VaultError, SecretError) as error:
        print(sentence(str(error.code), **error.fields), file=sys.stderr)
        return NOT_DONE
    if args.json:
        print(json.dumps(_report_fields(report, args.out), indent=2))
    else:
        _print_report(report, args.out)
    return DONE


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _export(args: argparse.Namespace) -> "ExportReport":
    from journal_app.exchange.exporting import Export, ExportFormat, ExportWish, check_target, look_at_export
    from journal_app.journal.everything import DaySpan
    from journal_app.vault.vault import open_vault

    wish = ExportWish(ExportFormat(args.format), DaySpan(args.first, args.last), with_trash=not args.without_trash)
    check_target(args.out, args.vault)  # before anybody types a passphrase for nothing
    print(sentence("export_warning"), file=sys.stderr)
    vault = open_vault(args.vault, read_passphrase(args))
    try:
        if args.dry_run:
            return look_at_export(vault, wish)
        export = Export(vault, SystemClock(), args.out, wish)
        for _ in export.steps():
            pass
        return export.report
    finally:
        vault.close()


def _print_report(report: "ExportReport", out: Path) -> None:
    if report.is_dry_run:
        print("Nothing was written. An export would hold this:")
    for words, count in (
        ("Entries", report.entries),
        ("Their earlier wordings", report.versions),
        ("Pages begun", report.drafts),
        ("Pages of the trash", report.trashed),
        ("Pictures and files", report.files),
    ):
        print(f"{words}: {count}")
    for words, count in kept_lines(report.kept):
        print(f"{words}: {count}")
    if not report.is_dry_run:
        print(f"All of it is in {out}")


def _report_fields(report: "ExportReport", out: Path) -> dict[str, object]:
    return {
        "entries": report.entries,
        "drafts": report.drafts,
        "trashed": report.trashed,
        "versions": report.versions,
        "files": report.files,
        "kept": kept_fields(report.kept),
        "out": None if report.is_dry_run else str(out),
        "dry_run": report.is_dry_run,
    }

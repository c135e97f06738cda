"""`kindroot import SOURCE --vault V`: bring an export, or a folder of Markdown or text files, into a vault.

`--json` prints one object: added (entries), drafts, trashed, files, already_there, differs (paths), skipped (path,
reason, key), dated_by_file_time (paths), left_out_keys, kept (as `kindroot export` has it), dry_run, batch (the
import's number, null where nothing came in), unnamed (how many more than the first thousand there are of differs,
skipped, dated_by_file_time or left_out_keys). With `--list`: batches (batch, form, begun_at, finished, pages). With
`--undo`: removed, kept.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from journal_app.cli.kept_words import kept_fields, kept_lines
from journal_app.cli.secrets import SecretError, add_passphrase_option, read_passphrase
from journal_app.settings.clock import SystemClock
from journal_app.settings.sentences import sentence

if TYPE_CHECKING:  # the vault's libraries are imported only once there is something to do
    from journal_app.exchange.report import ImportReport, SkippedFile
    from journal_app.vault.vault import Vault

T = TypeVar("T")

DONE, NOT_DONE, WRONG_USAGE = 0, 1, 2
LAST = "last"
_MOST_NAMED = 20
"""Files named one by one on the screen; `--json` names as many as the report does."""

_DESCRIPTION = """\
Bring pages into a vault: an export that `kindroot export` or the window wrote, in Markdown or JSON, with all it holds;
or any folder of .md and .txt files, one entry a file. Which it is, is told by what the files hold, not by their names.

A page that is in the journal already comes in no second time; one that is there and says something else is told, and
nothing is changed. Of a circle that arrives where there is one, the versions become earlier ones. Of other programs'
files the date is read from front matter, else from the file's name (2024-05-01), else from the file's own time. A
backup is made first, and every import can be taken out again.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "import",
        help="bring in an export, or a folder of Markdown or text files",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("source", metavar="SOURCE", type=Path, nargs="?", help="the folder, or an export's journal.json")
    what.add_argument(
        "--undo", metavar="BATCH", type=_batch, help="take an import out again, by its number, or the last one: last"
    )
    what.add_argument("--list", action="store_true", help="list the imports that can be taken out again")
    parser.add_argument("--vault", metavar="VAULT", type=Path, required=True, help="the vault's folder")
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and change nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_passphrase_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it; return 0, 1 with one sentence on stderr, or 2 for options that don't go together."""
    from journal_app.exchange.errors import ExchangeError
    from journal_app.journal.errors import JournalError
    from journal_app.vault.errors import VaultError

    if args.dry_run and args.source is None:
        print("--dry-run goes with a SOURCE.", file=sys.stderr)
        return WRONG_USAGE
    action = _import if args.source is not None else _list if args.list else _undo
    try:
        action(args)
    except (ExchangeError, JournalError, VaultError, SecretError) as error:
        print(sentence(str(error.code), **error.fields), file=sys.stderr)
        return NOT_DONE
    return DONE


def _batch(text: str) -> int | str:
    return LAST if text == LAST else int(text)


def _import(args: argparse.Namespace) -> None:
    from journal_app.exchange.importing import import_source
    from journal_app.exchange.text_folder import check_source

    check_source(args.source)  # before anybody types a passphrase for nothing
    report = _with_vault(args, lambda vault: import_source(vault, SystemClock(), args.source, dry_run=args.dry_run))
    if args.json:
        print(json.dumps(_report_fields(report), indent=2))
    else:
        _print_report(report, args.vault)


def _undo(args: argparse.Namespace) -> None:
    from journal_app.exchange.importing import undo_import
    from journal_app.journal.bringing_in import BatchId

    batch = None if args.undo == LAST else BatchId(args.undo)
    *_, whole = _with_vault(args, lambda vault: list(undo_import(vault, SystemClock(), batch)))
    if args.json:
        print(json.dumps({"removed": whole.removed, "kept": whole.kept}, indent=2))
        return
    print(f"Taken out again: {whole.removed}")
    if whole.kept:
        print(f"Left in, because they were changed since or are no longer there: {whole.kept}")


def _list(args: argparse.Namespace) -> None:
    from journal_app.journal.bringing_in import list_batches

    batches = _with_vault(args, list_batches)
    if args.json:
        fields = [
            {
                "batch": one.id,
                "form": one.source,
                "begun_at": one.begun_at.isoformat(),
                "finished": one.is_finished,
                "pages": one.pages,
                "files": one.files,
                "kept": kept_fields(one.kept),
            }
            for one in batches
        ]
        print(json.dumps({"batches": fields}, indent=2))
        return
    for one in batches:
        end = "" if one.is_finished else ", cut short"
        came = {"pages": one.pages, "pictures and files": one.files}
        came |= {words[0].lower() + words[1:]: count for words, count in kept_lines(one.kept)}
        told = ", ".join(f"{words}: {count}" for words, count in came.items() if count or words == "pages")
        print(f"{one.id}  {one.begun_at:%Y-%m-%d %H:%M} UTC  {one.source}, {told}{end}")
    if not batches:
        print("No import can be taken out again.")


def _with_vault(args: argparse.Namespace, action: "Callable[[Vault], T]") -> T:
    from journal_app.vault.vault import open_vault

    vault = open_vault(args.vault, read_passphrase(args))
    try:
        return action(vault)
    finally:
        vault.close()


def _print_report(report: "ImportReport", vault: Path) -> None:
    if report.is_dry_run:
        print("Nothing was changed. An import would do this:")
    print(f"Brought in: {report.added}")
    for words, count in (
        ("Pages begun", report.drafts),
        ("Pages of the trash", report.trashed),
        ("Pictures and files", report.files),
    ):
        if count:
            print(f"{words}: {count}")
    for words, count in kept_lines(report.kept):
        print(f"{words}: {count}")
    print(f"Already there: {report.already_there}")
    differs, guessed = report.differs, report.dated_by_file_time
    left_out = [_skipped_words(skipped) for skipped in report.skipped]
    _print_named("There already, saying something else, and left as they are", differs, report.count("differs"))
    _print_named("Left out", left_out, report.count("skipped"))
    words = "Dated by the file's own time, which may be when it was copied"
    _print_named(words, guessed, report.count("dated_by_file_time"))
    if report.left_out_keys:
        print(f"Front matter that has no place in an entry: {', '.join(report.left_out_keys)}")
    if report.batch is not None:
        print(f"To take this import out again: kindroot import --undo {report.batch} --vault {vault}")


def _print_named(words: str, names: "list[str] | tuple[str, ...]", count: int) -> None:
    if not names:
        return
    print(f"{words}: {count}")
    for name in names[:_MOST_NAMED]:
        print(f"  {name}")
    if count > _MOST_NAMED:
        print(f"  and {count - _MOST_NAMED} more; --json names up to a thousand")


def _skipped_words(skipped: "SkippedFile") -> str:
    place = f" ({skipped.place})" if skipped.place else ""
    return f"{skipped.path}: {sentence(skipped.reason.value)}{place}"


def _report_fields(report: "ImportReport") -> dict[str, object]:
    return {
        "added": report.added,
        "drafts": report.drafts,
        "trashed": report.trashed,
        "files": report.files,
        "already_there": report.already_there,
        "differs": list(report.differs),
        "skipped": [
            {"path": skipped.path, "reason": skipped.reason.value, "key": skipped.place} for skipped in report.skipped
        ],
        "dated_by_file_time": list(report.dated_by_file_time),
        "left_out_keys": list(report.left_out_keys),
        "kept": kept_fields(report.kept),
        "dry_run": report.is_dry_run,
        "batch": report.batch,
        "unnamed": dict(report.unnamed),
    }

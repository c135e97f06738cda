"""`kindroot bench start|vault|journal|practices`: measure the speed goals beside their yardsticks, in the same run.

Prints ratios with medians and spread; judges nothing, so it ends with 0 whatever they are, and with 1 only when
something could not be measured. `--json` prints {"bench", "platform" (of start), "runs", "entries" (of journal: a
list), "not_measured" (of journal: sentences), "figures": [{"goal", "name", "unit", "ours", "base_name", "base",
"ratio", "at_most", "is_reached", "entries"}]}; ours, base and ratio are {"median", "least", "most"}, base and ratio
null for what is only told, entries null where all were measured on one journal.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from journal_app.settings.sentences import sentence

if TYPE_CHECKING:  # it makes a vault, whose libraries `--help` need not wait for
    from journal_app.cli.bench_practices import PracticesReport
    from journal_app.cli.bench_start import StartReport
    from journal_app.cli.bench_vault import VaultReport
    from journal_app.cli.figures import Figure

DONE, NOT_DONE = 0, 1


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with what it can measure."""
    parser = subparsers.add_parser("bench", help="measure the speed goals, as ratios")
    kinds = parser.add_subparsers(required=True, metavar="start|vault|journal|practices")
    start = kinds.add_parser("start", help="how fast the window is there, and its first page; how much memory it takes")
    start.add_argument("--runs", type=_count, default=9, metavar="N", help="runs that count, of each kind (default: 9)")
    start.add_argument(
        "--entries", type=_count, default=10_000, metavar="N", help="entries in the journal (default: 10000)"
    )
    start.add_argument("--json", action="store_true", help="print one JSON object")
    start.set_defaults(run=run)
    vault = kinds.add_parser("vault", help="what encryption costs a save and a read, and how long a backup takes")
    vault.add_argument("--runs", type=_count, default=15, metavar="N", help="runs that count (default: 15)")
    vault.add_argument(
        "--entries", type=_count, default=8_000, metavar="N", help="entries in the journal (default: 8000, 40 MB)"
    )
    vault.add_argument("--json", action="store_true", help="print one JSON object")
    vault.set_defaults(run=run_vault)
    _add_journal(kinds)
    practices = kinds.add_parser("practices", help="how long opening a practice or step takes, and ten years' patterns")
    practices.add_argument("--runs", type=_count, default=9, metavar="N", help="rounds that count (default: 9)")
    practices.add_argument("--json", action="store_true", help="print one JSON object")
    practices.set_defaults(run=run_practices)


def _add_journal(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    journal = kinds.add_parser(
        "journal", help="finding, writing and looking back as a journal grows, and other journals"
    )
    journal.add_argument("--runs", type=_count, default=9, metavar="N", help="rounds that count (default: 9)")
    sizes = journal.add_mutually_exclusive_group()
    sizes.add_argument(
        "--entries", type=_counts, metavar="N,N", help="entries in the journals (default: 1000,10000; a few minutes)"
    )
    sizes.add_argument("--full", action="store_true", help="1,000, 10,000 and 100,000 entries (a quarter of an hour)")
    journal.add_argument(
        "--rival-python", type=Path, metavar="PATH", help="a Python that has jrnl or RedNotebook, to measure beside"
    )
    journal.add_argument("--json", action="store_true", help="print one JSON object")
    journal.set_defaults(run=run_journal)
    once = kinds.add_parser("once")  # a whole process of ours, as `journal` starts it
    for name in ("work", "folder", "argument"):
        once.add_argument(name, type=Path if name == "folder" else str)
    once.set_defaults(run=run_once)


def run(args: argparse.Namespace) -> int:
    """Measure and print; return 0, or 1 with one sentence on stderr."""
    from journal_app.cli.bench_start import measure_start
    from journal_app.cli.whole_process import MeasureError

    try:
        report = measure_start(args.runs, args.entries)
    except MeasureError as error:
        print(sentence(error.code, **error.fields), file=sys.stderr)
        return NOT_DONE
    if args.json:
        print(_as_json("start", report, {"platform": report.platform}))
    else:
        print(_table(f"On Qt's platform “{report.platform}”", report))
    return DONE


def run_vault(args: argparse.Namespace) -> int:
    """Measure and print; return 0. Raises OSError, and VaultError where no journal can be made."""
    from journal_app.cli.bench_vault import measure_vault

    report = measure_vault(args.runs, args.entries)
    if args.json:
        print(_as_json("vault", report, {}))
    else:
        print(_table("Beside the same database without encryption", report))
        print("How soon all is hidden needs a display: tests/e2e/hide_latency.py, beside the source, measures it.")
    return DONE


def run_journal(args: argparse.Namespace) -> int:
    """Measure and print; return 0, or 1 with one sentence on stderr. Raises OSError, VaultError."""
    from journal_app.cli.bench_journal import FULL_SIZES, SIZES, journal_lines, measure_journal
    from journal_app.cli.whole_process import MeasureError

    sizes = args.entries or (FULL_SIZES if args.full else SIZES)
    try:
        report = measure_journal(args.runs, sizes, args.rival_python)
    except MeasureError as error:
        print(sentence(error.code, **error.fields), file=sys.stderr)
        return NOT_DONE
    not_measured = [sentence(code, **fields) for code, fields in report.not_measured]
    if args.json:
        figures = [*map(_fields, report.figures)]
        told = {"bench": "journal", "runs": report.runs, "entries": report.sizes, "not_measured": not_measured}
        print(json.dumps(told | {"figures": figures}, indent=1))
    else:
        print("\n".join([*journal_lines(report), *not_measured]))
    return DONE


def run_practices(args: argparse.Namespace) -> int:
    """Measure and print; return 0, or 1 with one sentence on stderr. Raises OSError, VaultError."""
    from journal_app.cli.bench_practices import measure_practices
    from journal_app.cli.whole_process import MeasureError

    try:
        report = measure_practices(args.runs)
    except MeasureError as error:
        print(sentence(error.code, **error.fields), file=sys.stderr)
        return NOT_DONE
    if args.json:
        print(_as_json("practices", report, {}))
    else:
        print(_table("Practices in the window, and ten years of check-ins", report))
    return DONE


def run_once(args: argparse.Namespace) -> int:
    """Do one thing with a journal whose data key is on standard input, for `journal` to time. Raises VaultError."""
    from journal_app.cli.bench_once import run_once as do_once

    return do_once(args.work, args.folder, args.argument)


def _counts(text: str) -> tuple[int, ...]:
    return tuple(map(_count, text.split(",")))


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return count


def _as_json(bench: str, report: "StartReport | VaultReport | PracticesReport", more: dict[str, object]) -> str:
    counts = {"runs": report.runs, "entries": report.entries}
    return json.dumps({"bench": bench, **more, **counts, "figures": [*map(_fields, report.figures)]}, indent=1)


def _fields(figure: "Figure") -> dict[str, object]:
    return asdict(figure) | {"is_reached": figure.is_reached}


def _table(where: str, report: "StartReport | VaultReport | PracticesReport") -> str:
    from journal_app.cli.figures import figure_line

    heading = f"{where}, {report.entries:,} entries; {report.runs} runs in turn: median (least–most)."
    return "\n".join([heading, *map(figure_line, report.figures)])

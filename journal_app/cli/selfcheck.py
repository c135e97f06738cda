"""`kindroot selfcheck`: prove the main job and the promises on this machine, a line a check, without a display.

A prompt made from a real article is answered, kept, closed, opened again with its passphrase and found, and still opens
its passage. A practice is walked, moved and deleted. Then come the promises T1 to T9, as far as a machine can show them
in a few seconds. The window's own checks run in a process of their own, so that a missing system library becomes a
sentence.

`--json` prints {"ok": bool, "checks": [{"name", "ok", "said"}]}; names stay, what is said is for people. A check that
could only follow one that failed is left out.
"""

import argparse
import json
import sys
from dataclasses import asdict


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("selfcheck", help="prove on this machine that the journal does what it says")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--as-guest", action="store_true", help=argparse.SUPPRESS)  # its own child, in an empty home
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run every check, print a line each; return 1 when any does not hold."""
    if args.as_guest:
        from journal_app.cli.selfcheck_process import run_as_guest

        return run_as_guest()
    from journal_app.cli.selfcheck_checks import every_check

    checks = tuple(every_check())
    is_ok = all(line.ok for line in checks)
    if args.json:
        print(json.dumps({"ok": is_ok, "checks": [asdict(line) for line in checks]}, indent=1, ensure_ascii=False))
    else:
        for line in checks:
            print(f"{'ok ' if line.ok else 'NOT'}  {line.name}: {line.said}")
    if not is_ok:
        print("Something on this machine does not do what it should; the lines marked NOT say what.", file=sys.stderr)
    return 0 if is_ok else 1

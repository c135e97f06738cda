#!/usr/bin/env python3
"""The commands that need nothing but Python: `run` opens Kindroot, `test` runs every check, `bundle` packs it.

All make `.venv` beside the code, install the locked libraries into it when the lock has changed, and look for the
shared libraries Qt needs. Only the standard library is used. Older Pythons must be able to read this file, to say so.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  an older Python reaches this line, and should say more than SyntaxError
    sys.exit(
        "Kindroot needs Python 3.11 or newer; this is %d.%d.\n"  # noqa: UP031
        "Please run this again with a newer one, for example: python3.12 packaging/dev.py run" % sys.version_info[:2]
    )

import argparse
import io
import os
from pathlib import Path

import bundle
import checks
import environment
import system_packages
from environment import SetUpError

NO_DISPLAY = """There is no display here, so the window can't open.
To see every screen as pictures instead:  python3 packaging/dev.py run demo --pictures pictures"""


def main(argv: list[str]) -> int:
    """Run one of the commands and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without a sign shows a question mark
    try:
        if argv[:1] == ["run"]:  # before argparse, which would take the program's own options for ours
            return run(argv[1:])
        arguments = _parser().parse_args(argv)
        if arguments.command == "bundle":
            return make_bundle(arguments.output.resolve(), measured=arguments.measure)
        return test(only_thorough=arguments.thorough or arguments.full, quick=arguments.quick, full=arguments.full)
    except SetUpError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 1


def run(arguments: list[str]) -> int:
    """Set up what is missing, then start the program with the arguments that were given."""
    opens_window = not arguments or (arguments[0] == "demo" and "--pictures" not in arguments)
    if opens_window and not _has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 1
    python = environment.prepare("requirements.lock")
    missing = system_packages.bring(system_packages.OFFSCREEN)
    if opens_window:
        missing += _missing_for_a_window()
    if missing:
        raise SetUpError(system_packages.how_to_install(missing))
    return environment.call([python, "-m", "journal_app", *arguments], folder=None)


def test(*, only_thorough: bool, quick: bool, full: bool) -> int:
    """Set up what is missing, then run the checks; return 1 where one failed."""
    python = environment.prepare("requirements-dev.lock")
    missing = system_packages.bring(system_packages.OFFSCREEN)
    if missing:
        raise SetUpError(system_packages.how_to_install(missing))
    tools = system_packages.bring(system_packages.X11 + system_packages.TEST_TOOLS)
    if only_thorough:  # the bundle's tests build one
        environment.prepare(bundle.LOCK)
        tools += system_packages.bring(system_packages.WAYLAND + system_packages.BUILD_TOOLS)
    planned = checks.thorough(python, full=full) if only_thorough else checks.everyday(python, quick=quick)
    return checks.run_all(planned, missing_tools=tools)


def make_bundle(output: Path, *, measured: bool) -> int:
    """Set up what is missing, make the bundle, say where it is; measured: and print its two ratios."""
    python = environment.prepare(bundle.LOCK)
    needs = system_packages.OFFSCREEN + system_packages.X11 + system_packages.WAYLAND + system_packages.BUILD_TOOLS
    missing = system_packages.bring(needs)
    if missing:
        raise SetUpError(system_packages.how_to_install(missing))
    program = bundle.build(python, output)
    print(f"{program}  ({bundle.size(program.parent) / bundle.MIB:,.0f} MiB with all it needs)", flush=True)
    for pair in bundle.measure(python, program) if measured else ():
        print(pair.line(), flush=True)
    return 0


def _missing_for_a_window() -> tuple[system_packages.Need, ...]:
    """Bring what windows need here; on Wayland either kind will do, X11 through the compositor's own server."""
    missing = system_packages.bring(system_packages.X11)
    if missing and os.environ.get("WAYLAND_DISPLAY"):
        missing = system_packages.bring(system_packages.WAYLAND)
    return missing


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up and run Kindroot, or check it.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="open the window; further words go to the program, as in: run packs check seeds")
    test_parser = commands.add_parser("test", help="lint, types, import contracts and tests")
    amount = test_parser.add_mutually_exclusive_group()
    amount.add_argument("--thorough", action="store_true", help="the slow tests that `test` leaves out, and only those")
    amount.add_argument("--full", action="store_true", help="as --thorough, with the counts of a release (an hour)")
    amount.add_argument("--quick", action="store_true", help="leave out journeys, end-to-end and packaging tests")
    bundle_parser = commands.add_parser("bundle", help="make a folder that runs without Python, with PyInstaller")
    bundle_parser.add_argument("--measure", action="store_true", help="print its size and first paint, as ratios")
    bundle_parser.add_argument("--output", type=Path, default=environment.ROOT / "dist", metavar="DIR", help="where to")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

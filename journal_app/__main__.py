"""`python -m journal_app` and the command `kindroot`: the window by default, a command by name.

Only what was asked for is imported, so the window need not wait for argparse, nor a command for Qt.
"""

import gc
import sys
from collections.abc import Sequence

from journal_app.settings.faults import keep_faults_quiet
from journal_app.settings.hardening import harden_process
from journal_app.settings.late_modules import leave_seldom_modules

WINDOW_COMMANDS = frozenset(
    {"demo", "--vault", "window-check", "bench-window", "bench-stalls", "bench-practices", "bench-visits"}
)
"""First words that `app` answers because they need Qt, the last five for `selfcheck` and `bench`; all other are the
command line's."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window or the named command; return the exit code: 0 done, 1 could not be done, 2 wrong usage."""
    harden_process()
    if argv is None:  # a process of our own, not a test's
        leave_seldom_modules()
        keep_faults_quiet()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["bench-floor"]:  # a bundle's way to `bench`'s yardstick, with nothing of ours before it
        from journal_app.ui.bench_floor import main as run_floor

        return run_floor()
    if arguments[:1] == ["spelling-worker"]:  # what the window asks about words; no person's command
        from journal_app.cli.spelling_worker import main as run_worker

        return run_worker()
    if not arguments or arguments[0] in WINDOW_COMMANDS:
        gc.disable()  # a tenth of the time until the first paint; `app` switches it on again
        from journal_app.settings.heap import give_large_blocks_back
        from journal_app.ui.pyside_sources import skip_source_reading
        from journal_app.ui.pyside_tools import import_without_tools

        give_large_blocks_back()
        import_without_tools()
        skip_source_reading()
        from journal_app.app import main as run_window

        return run_window(arguments)
    from journal_app.cli.main import main as run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())

"""Run a program to its end and tell how long it took and the most memory it held."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from journal_app.settings.own_process import is_bundled

LONGEST_SECONDS = 600
_COUNTING = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stderr=subprocess.DEVNULL)
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""
"""Runs a program from a process that is small itself: what a program is counted for includes whoever started it."""


class MeasureError(Exception):
    """What was measured did not do its work; `code` and `fields` for the sentence."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Ended:
    """A program that ended well: from its making to its end, what it printed, its largest memory (None: not told)."""

    seconds: float
    output: str
    most_bytes: int | None


def compiled_variables(home: Path) -> dict[str, str]:
    """Return an environment in which modules are compiled once, as installed ones are, into the throwaway folder."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return variables | {"PYTHONPYCACHEPREFIX": str(home / "compiled")}


def run_to_end(
    command: Sequence[str], *, typed: str = "", variables: Mapping[str, str] | None = None, counts_memory: bool = False
) -> Ended:
    """Run a program with words on its standard input, without a terminal. Raises MeasureError, OSError."""
    counts_memory = counts_memory and os.name == "posix" and not is_bundled()
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _COUNTING, *command] if counts_memory else command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if counts_memory else subprocess.DEVNULL,
        env=variables,
    ) as process:
        try:
            output, told = process.communicate(typed.encode(), timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            output, told = process.communicate()
        seconds = time.perf_counter() - started
    if process.returncode != 0:
        raise MeasureError("bench_program_failed", program=Path(command[0]).name, exit_code=process.returncode)
    most_bytes = int(told) * (1 if sys.platform == "darwin" else 1024) if counts_memory else None
    return Ended(seconds, output.decode("utf-8", "replace"), most_bytes)

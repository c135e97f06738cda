"""Run a program to its end and tell how long it took and the most memory it held."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LONGEST_SECONDS = 600


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


def run_to_end(command: Sequence[str], *, typed: str = "", variables: Mapping[str, str] | None = None) -> Ended:
    """Run a program with words on its standard input, without a terminal. Raises MeasureError, OSError."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=variables
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):  # it ended at once; its exit code says so
            process.stdin.write(typed.encode())
            process.stdin.close()
        output = process.stdout.read()
        code, most_bytes = _wait(process)
        seconds = time.perf_counter() - started
    if code != 0:
        raise MeasureError("bench_program_failed", program=Path(command[0]).name, exit_code=code)
    return Ended(seconds, output.decode("utf-8", "replace"), most_bytes)


def _wait(process: "subprocess.Popen[bytes]") -> tuple[int, int | None]:
    """Return the exit code and, where the system counts it for each child, its largest memory."""
    if not hasattr(os, "wait4"):
        return process.wait(LONGEST_SECONDS), None
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)

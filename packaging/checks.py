"""The checks of `dev.py test`: each under a heading, then one list of what passed, failed and was not run."""

import re
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import environment
from system_packages import Need, apt_line

PYTEST_LIMIT_SECONDS = 20 * 60
FULL_LIMIT_SECONDS = 90 * 60
SLOW_FOLDERS = ("journeys", "e2e", "packaging")
NO_TESTS_FOUND = 5
"""pytest's exit code when nothing was collected; here it means that no test carries the marker."""


@dataclass(frozen=True)
class Check:
    """A named command; pytest's also writes a report from which the skipped tests are read."""

    name: str
    command: list[str | Path]
    is_pytest: bool = False
    limit_seconds: int = PYTEST_LIMIT_SECONDS


@dataclass
class Result:
    """How a check ended: passed, how long it took, pytest's own last line, and reasons of tests that were skipped."""

    name: str
    passed: bool
    seconds: float
    summary_line: str = ""
    skipped: Counter[str] = field(default_factory=Counter)


def everyday(python: Path, *, quick: bool) -> list[Check]:
    """Return lint, format, types, contracts and the tests without the `thorough` marker; quick: nor slow folders."""
    left_out = [f"--ignore=tests/{name}" for name in SLOW_FOLDERS] if quick else []
    return [
        Check("lint", [python, "-m", "ruff", "check", "--quiet", "."]),
        Check("format", [python, "-m", "ruff", "format", "--check", "--quiet", "."]),
        Check("types", [python, "-m", "mypy"]),
        Check("import contracts", [environment.script("lint-imports")]),
        Check("tests", [python, "-m", "pytest", "-m", "not thorough", *left_out], is_pytest=True),
    ]


def thorough(python: Path, *, full: bool = False) -> list[Check]:
    """Return the tests with the `thorough` marker, and nothing that `everyday` has; full: with a release's counts."""
    if full:
        command = [python, "-m", "pytest", "-m", "thorough", "--full"]
        return [Check("full tests", command, is_pytest=True, limit_seconds=FULL_LIMIT_SECONDS)]
    return [Check("thorough tests", [python, "-m", "pytest", "-m", "thorough"], is_pytest=True)]


def run_all(planned: list[Check], *, missing_tools: tuple[Need, ...]) -> int:
    """Run every check, whatever the one before said; print the list and return 1 where one failed."""
    results = []
    for check in planned:
        print(f"\n== {check.name} ==", flush=True)
        results.append(_run_pytest(check) if check.is_pytest else _run(check))
    _print_summary(results, missing_tools)
    return 0 if all(result.passed for result in results) else 1


def _run(check: Check) -> Result:
    start = time.monotonic()
    code = environment.call(check.command)
    seconds = time.monotonic() - start
    print(f"{'passed' if code == 0 else 'failed'} in {seconds:.1f} s", flush=True)
    return Result(check.name, code == 0, seconds)


def _run_pytest(check: Check) -> Result:
    """Run pytest with an empty home for the program, so that no test can reach the journal of whoever runs it."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kindroot-test-") as folder:
        report = Path(folder) / "report.xml"
        extra = {"QT_QPA_PLATFORM": "offscreen", "KINDROOT_HOME": str(Path(folder) / "home")}
        command = [*check.command, f"--junitxml={report}", "--durations=8", "--durations-min=3"]
        code, last_line = _stream(command, extra, check.limit_seconds)
        skipped = _skipped_reasons(report)
    passed = code in (0, NO_TESTS_FOUND)
    return Result(check.name, passed, time.monotonic() - start, last_line, skipped)


def _stream(command: list[str | Path], extra: dict[str, str], limit_seconds: int) -> tuple[int, str]:
    """Run a command, show its lines as they come, and return its exit code and the last line that counts results."""
    last_line = ""
    deadline = time.monotonic() + limit_seconds
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=environment.ROOT,
        env=environment.clean_environment(extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    assert process.stdout is not None
    with process:
        for line in process.stdout:
            print(line, end="", flush=True)
            if re.search(r"\d+ (passed|failed|errors?|deselected)\b.* in ", line):
                last_line = line.strip(" =\n")
            if time.monotonic() > deadline:
                process.kill()
                print(f"Stopped: the tests took more than {limit_seconds // 60} minutes.")
    return process.returncode, last_line


def _skipped_reasons(report: Path) -> Counter[str]:
    try:
        tree = ET.parse(report)
    except (OSError, ET.ParseError):
        return Counter()
    return Counter(element.get("message", "no reason given") for element in tree.iter("skipped"))


def _print_summary(results: list[Result], missing_tools: tuple[Need, ...]) -> None:
    print("\n== summary ==")
    for result in results:
        verdict = "passed" if result.passed else "FAILED"
        print(f"{verdict:<8}{result.name:<18}{result.seconds:6.1f} s  {result.summary_line}")
    for result in results:
        for reason, count in result.skipped.items():
            print(f"not run {count} of the {result.name}: {reason}")
    if missing_tools:
        print(f"To run those that need a tool:  {apt_line([need.package for need in missing_tools])}")
    for result in results:
        if result.summary_line:
            print(result.summary_line)

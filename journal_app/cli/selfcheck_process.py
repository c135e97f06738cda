"""What `selfcheck` can show of the process: no connection, no core file, no words in a fault, and no file of a guest's.

A guest session is held in a process of its own with an empty home, and the folder is looked through afterwards.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from functools import cache
from pathlib import Path

import journal_app
from journal_app.cli.check_line import FIND, WORDS, Check, NotSoError, check, read_check
from journal_app.journal.drafts import keep_draft, save_draft, start_draft
from journal_app.journal.search import search_entries
from journal_app.settings.clock import SystemClock
from journal_app.settings.own_process import fresh_environment, is_bundled, own_command
from journal_app.settings.paths import HOME_VARIABLE
from journal_app.vault.guest import open_guest

CHILD_SECONDS = 30
HOME_VARIABLES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SQLITE_TMPDIR",
)
AF_UNIX = 1
GUEST_CONNECTION = "T9 no connection of a guest"
"""Said only when it does not hold: the line of the whole report covers it."""

_NETWORK_EVENTS = frozenset({"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"})
_PR_GET_DUMPABLE = 3
_watchers: list[list[str]] = []


@contextmanager
def watching_sockets() -> Iterator[list[str]]:
    """Give a list that Python's audit hook fills with whatever touches the network, for as long as the block lasts."""
    _hook_in()
    seen: list[str] = []
    _watchers.append(seen)
    try:
        yield seen
    finally:
        _watchers.remove(seen)


def no_connection(seen: list[str]) -> str:
    """Say that nothing was seen, or raise with what was."""
    if seen:
        raise NotSoError(f"the program touched the network: {seen[0]}")
    return "no internet socket was made during these checks, nor by a guest session"


def process_checks(folder: Path) -> Iterator[Check]:
    """Yield the lines of a guest session in an empty home, and of the process it ran in."""
    home = folder / "home"
    home.mkdir(mode=0o700)
    told: list[Check] = []
    complaints: list[str] = []
    yield check("T3 a guest session", lambda: _guest(home, told, complaints))
    yield from (line for line in told if not (line.ok and line.name == GUEST_CONNECTION))
    if complaints:
        yield check("T9 a fault", lambda: _fault(complaints[0]))


def run_as_guest() -> int:
    """Hold a guest session and print what can be said of this process; ends in a fault on purpose, told without words.

    Never returns: the ValueError at its end is what the check "T9 a fault" looks at.
    """
    with watching_sockets() as seen:
        lines = [check("T3 guest", _hold_session), check("T9 no core file", _not_dumpable)]
    lines.append(check(GUEST_CONNECTION, lambda: no_connection(seen)))
    for line in lines:
        print(json.dumps(asdict(line)), flush=True)
    raise ValueError(WORDS)


def _guest(home: Path, told: list[Check], complaints: list[str]) -> str:
    """Run the session, and count what lies in the home it had; hand on what else its process said, and its errors."""
    variables = fresh_environment() | dict.fromkeys(HOME_VARIABLES, str(home))
    variables[HOME_VARIABLE] = str(home / "data")
    variables["PYTHONDONTWRITEBYTECODE"] = "1"
    if not is_bundled():
        variables["PYTHONPATH"] = str(Path(journal_app.__file__).parent.parent)
    child = subprocess.run(
        [*own_command(), "selfcheck", "--as-guest"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=CHILD_SECONDS,
        check=False,
        env=variables,
        cwd=home,
    )
    complaints.append(child.stderr)
    held, *others = _lines(child.stdout)
    told += others
    if not held.ok:
        raise NotSoError(held.said)
    files = sorted(path.relative_to(home).as_posix() for path in home.rglob("*"))
    if files:
        raise NotSoError(f"{len(files)} files were left, {files[0]} first")
    return f"{held.said}; 0 files in its home"


def _lines(said: str) -> list[Check]:
    """Return what the process printed, the session's own line first."""
    try:
        lines = [read_check(line) for line in said.splitlines()]
    except (ValueError, KeyError, TypeError):
        lines = []
    if not lines:
        raise NotSoError("its process said nothing, or something that is not its own")
    return lines


def _fault(complaints: str) -> str:
    if FIND in complaints or "ValueError" not in complaints:
        raise NotSoError("a fault was told in words of the journal, or not at all")
    return "told by its kind and place in the program, in no words of the journal"


def _hold_session() -> str:
    clock = SystemClock()
    with closing(open_guest()) as vault:
        draft = start_draft(vault, clock)
        save_draft(vault, clock, draft.id, title="", body=WORDS)
        kept = keep_draft(vault, clock, draft.id)
        if [hit.entry.id for hit in search_entries(vault, FIND).items] != [kept]:
            raise NotSoError("a guest's entry could not be found")
    return "wrote, kept and found an entry in memory"


def _not_dumpable() -> str:
    """Ask the system, not the code that told it."""
    if os.name != "posix":
        return "the system's error reports are off"
    import resource

    if resource.getrlimit(resource.RLIMIT_CORE) != (0, 0):
        raise NotSoError("a crash may write the memory to a file")
    if sys.platform != "linux" or "SNAP" in os.environ:
        return "the limit for core files is 0"
    import ctypes

    if ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise NotSoError("other programs of this account may read the memory")
    return "the limit for core files is 0, and no other program of this account may read the memory"


@cache
def _hook_in() -> None:
    sys.addaudithook(_on_event)


def _on_event(event: str, arguments: tuple[object, ...]) -> None:
    """Note what touches the network; a hook can't be taken out again, so it must cost nothing the rest of the time."""
    if not _watchers or not event.startswith("socket."):
        return
    is_internet = event == "socket.__new__" and len(arguments) > 1 and arguments[1] != AF_UNIX
    if event in _NETWORK_EVENTS or is_internet:
        for seen in _watchers:
            seen.append(event)

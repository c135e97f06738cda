"""What a run leaves behind, watched from outside: no socket to anywhere, no word of the page in any file."""

import re
from pathlib import Path
from typing import Any

import pytest

PASSPHRASE = "velvet tractor onion muffin crab"
CANARY = "walnutkettlehummed"
AS_TRACED = (CANARY, "\\0".join(CANARY), "\\0\\0\\0".join(CANARY))
"""The word as strace shows it in UTF-8, UTF-16 and UTF-32."""

CALLS = "socket,connect,write,pwrite64,writev,pwritev,openat,open,creat,rename,renameat2,link,symlink,mkdir,mkdirat"
NET_SOCKET = re.compile(r"\bsocket\(AF_INET6?\b")
FILE_WRITE = re.compile(r"\bp?writev?(64)?\(\d+<(/[^>]*)>")
OPENED_TO_WRITE = re.compile(r'\bopen(at)?\((AT_FDCWD[^,]*, )?"([^"]*)", O_(WRONLY|RDWR)[^)]*\) = \d+')
NOT_ON_DISK = ("/dev/", "/proc/", "/memfd:")


@pytest.fixture
def trace(computer: Any) -> str:
    """All that the program asked of the system while a page was written, kept, locked away and found again."""
    computer.need("strace")
    log = computer.folder / "trace"
    computer.start("strace", "-f", "-qq", "-yy", "-s", "65536", "-e", f"trace={CALLS}", "-o", str(log))
    computer.go_through_first_run(PASSPHRASE)
    computer.press("ctrl+n")
    computer.wait_to_hear("Your page")
    computer.type(CANARY)
    computer.wait_to_hear("Saved and encrypted")
    computer.press("ctrl+Return")
    computer.wait_to_hear("What you wrote")
    computer.press("ctrl+l")
    computer.stop_listening()
    computer.wait_to_hear("Welcome back")
    computer.wait_for_window()
    computer.type(PASSPHRASE)
    computer.press("Return")
    computer.wait_to_hear("Write without a prompt")
    computer.press("ctrl+f")
    computer.type(CANARY[:6])
    computer.wait_to_hear("One page found")
    computer.press("alt+F4")
    computer.program.wait(20)
    computer.stop_listening()
    text = str(log.read_text(encoding="utf-8", errors="replace"))
    log.unlink()
    return text


@pytest.mark.thorough
def test_traces__a_page_written_kept_locked_and_found__leaves_no_word_and_asks_no_network(
    computer: Any, trace: str
) -> None:
    lines = trace.splitlines()

    assert any(FILE_WRITE.search(line) for line in lines), "the trace shows no write at all, so it proves nothing"
    assert [line[:200] for line in lines if NET_SOCKET.search(line)] == []
    assert [line[:200] for line in lines if FILE_WRITE.search(line) and has_canary(line)] == []
    assert {path for path in map(written_path, lines) if path} <= allowed(computer, lines)
    assert [str(path) for path in files_of(computer.folder) if holds_canary(path)] == []


def has_canary(line: str) -> bool:
    return any(words in line for words in AS_TRACED)


def written_path(line: str) -> str:
    """Return the path of a file that this line opens for writing; empty for what is no file on a disk."""
    found = OPENED_TO_WRITE.search(line)
    path = found[3] if found else ""
    return "" if path.startswith(NOT_ON_DISK) else path


def allowed(computer: Any, lines: list[str]) -> set[str]:
    """Return the written paths that lie in the folders this run was given."""
    places = tuple(computer.variables[name] for name in ("HOME", "TMPDIR", "KINDROOT_HOME"))
    return {path for path in map(written_path, lines) if path.startswith(places)}


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def holds_canary(path: Path) -> bool:
    data = path.read_bytes()
    return any(CANARY.encode(code) in data for code in ("utf-8", "utf-16-le", "utf-32-le"))

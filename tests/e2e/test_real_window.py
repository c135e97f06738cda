"""A real process in a real window: from the first run to a kept entry, out by the lock, and in again."""

from pathlib import Path
from typing import Any

# Any: Computer lives in conftest.py, and test files import nothing from each other.
PASSPHRASE = "velvet tractor onion muffin crab"
CANARY = "the walnut kettle hummed"


def test_real_window__first_run_to_kept_entry_then_locked__a_fresh_process_finds_it(computer: Any) -> None:
    computer.start()
    computer.go_through_first_run(PASSPHRASE)
    if computer.choose("Write", "Open this one") == "Open this one":
        computer.choose("Write")
    computer.wait_to_hear("Your page")
    computer.type(CANARY)
    computer.wait_to_hear("Saved and encrypted")
    computer.press("ctrl+Return")
    computer.wait_to_hear("What you wrote")
    pid, found_before = computer.pid, in_memory(computer.pid, CANARY)
    assert found_before is None or found_before > 0  # else the sweep below would prove nothing

    computer.press("ctrl+l")
    computer.stop_listening()
    computer.wait_to_hear("Welcome back")

    assert computer.program.poll() is None
    assert computer.pid == pid
    assert not in_memory(pid, CANARY)
    computer.wait_for_window()
    computer.type(PASSPHRASE)
    computer.press("Return")
    computer.wait_to_hear("Write without a prompt")
    computer.press("ctrl+f")
    computer.type("walnut")
    computer.wait_to_hear("One page found")
    computer.press("alt+F4")
    computer.program.wait(20)


def in_memory(pid: int, words: str) -> int | None:
    """Count the places of a process's memory where the words stand; None where it may not be read (it needs root)."""
    needles = [words.encode(code) for code in ("utf-8", "utf-16-le", "utf-32-le")]
    count = 0
    try:
        maps = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for line in maps.splitlines():
                area, rights = line.split()[:2]
                start, end = (int(part, 16) for part in area.split("-"))
                if "r" in rights and "[v" not in line:
                    count += sum(read(memory, start, end).count(needle) for needle in needles)
    except PermissionError:
        return None
    return count


def read(memory: Any, start: int, end: int) -> bytes:
    try:
        memory.seek(start)
        return bytes(memory.read(end - start))
    except (OSError, OverflowError):
        return b""

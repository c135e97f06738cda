"""Shift three times above a modal dialog, by real keys on a real display: no half-typed word is lost."""

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from journal_app.journal.drafts import list_drafts, load_draft
from journal_app.vault.vault import open_with_data_key

PROGRAM = Path(__file__).with_name("half_typed_window.py")
DATA_KEY = bytes(range(32))
WORDS = ("walnut", "kettle", "hummed", "quiet", "window", "seat", "rain", "bread", "again", "under")


@pytest.mark.thorough
def test_shift_three_times__above_a_modal_dialog_with_a_half_typed_page__keeps_every_word(
    computer: Any, tmp_path: Path, full_counts: bool
) -> None:
    count = 40 if full_counts else 6
    chance = random.Random(7)
    kept = 0
    for number in range(count):
        words = " ".join(chance.choices(WORDS, k=chance.randint(2, 9))) + " half a w"
        folder = tmp_path / f"v{number}"
        kept += hide_above_a_dialog(computer, folder, words) == words
    assert (kept, count) == (count, count)


def hide_above_a_dialog(computer: Any, folder: Path, words: str) -> str:
    """Type words, raise a dialog at once, press Shift three times; return what the journal holds then."""
    command = [sys.executable, str(PROGRAM), str(folder)]
    program = subprocess.Popen(
        command, cwd=PROGRAM.parents[2], env=computer.variables, stdout=subprocess.PIPE, text=True
    )
    computer.program = program
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    computer.wait_for_window()
    computer.type(words)
    computer.press("ctrl+d")
    wait_for_dialog(computer)
    computer.press("Shift_L", "Shift_L", "Shift_L")
    assert program.wait(20) == 0
    program.stdout.close()
    vault = open_with_data_key(folder, DATA_KEY)
    try:
        drafts = list_drafts(vault)
        return load_draft(vault, drafts[0].id).body if drafts else ""
    finally:
        vault.close()


def wait_for_dialog(computer: Any) -> None:
    """Wait until a second window has the keyboard."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        shown = computer._run("search", "--onlyvisible", "--pid", str(computer.program.pid))
        active = computer._run("getwindowfocus", "getwindowname")
        if len(shown) > 1 and active == ["A", "dialog"]:
            return
        time.sleep(0.05)
    raise AssertionError(f"no dialog came: {shown} {active}")

"""kill -9 while someone types: what the window called Saved is there, and at most three seconds of typing are not."""

import random
import time
from pathlib import Path
from typing import Any

import pytest

from journal_app.journal.drafts import list_drafts, load_draft
from journal_app.vault import keys
from journal_app.vault.vault import create_vault, open_vault

PASSPHRASE = "velvet tractor onion muffin crab"
LONGEST_LOSS_SECONDS = 3.0
WORDS_A_BURST = (3, 12)
LONGEST_TYPING_SECONDS = 12.0
SAVED = "Saved and encrypted"


@pytest.fixture(scope="module")
def chance() -> random.Random:
    return random.Random(20261121)


@pytest.mark.thorough
@pytest.mark.parametrize("run", range(25))
def test_kill__while_typing__loses_three_seconds_at_most_and_nothing_called_saved(
    computer: Any, chance: random.Random, monkeypatch: pytest.MonkeyPatch, run: int
) -> None:
    folder = make_vault(computer, monkeypatch)
    open_page(computer)
    called_saved, typed = type_until_killed(computer, chance)

    words = kept_words(folder)

    assert words.startswith(called_saved)
    killed_at = typed[-1][0]
    due = [word for at, word in typed if at < killed_at - LONGEST_LOSS_SECONDS]
    assert words.split()[: len(due)] == due


def make_vault(computer: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keys, "CALIBRATION_KIB", keys.CALIBRATION_KIB[:1])
    folder = Path(computer.variables["KINDROOT_HOME"]) / "s" / "aaaaaaaa"
    create_vault(folder, PASSPHRASE, with_recovery_code=False)[0].close()
    return folder


def open_page(computer: Any) -> None:
    computer.start()
    computer.wait_to_hear("Welcome back")
    computer.type(PASSPHRASE)
    computer.press("Return")
    computer.wait_to_hear("Write without a prompt")
    computer.press("ctrl+n")
    computer.wait_to_hear("Your page")
    computer.type("w0000 ")
    computer.wait_to_hear(SAVED)
    computer.wait_until(lambda: computer.hear("watch") is True)


def type_until_killed(computer: Any, chance: random.Random) -> tuple[str, list[tuple[float, str]]]:
    """Type numbered words in bursts until a random moment; return what was called Saved last, and each word's time.

    Words on the page before and after the line said Saved were the same, so it was these words that were called so.
    """
    end = time.monotonic() + chance.uniform(1.0, LONGEST_TYPING_SECONDS)
    typed, called_saved, number, left = [(time.monotonic(), "w0000")], "", 0, 0
    while time.monotonic() < end:
        if left == 0:
            rest = min(end, time.monotonic() + chance.uniform(0.0, 1.2))
            left = chance.randint(*WORDS_A_BURST)
        else:
            number, left, rest = number + 1, left - 1, 0.0
            computer.type(f"w{number:04} ")
            typed.append((time.monotonic(), f"w{number:04}"))
        while True:
            before, said, after = computer.hear("page") or ("", "", "")
            if said == SAVED and before == after:
                called_saved = before
            if time.monotonic() >= rest:
                break
    computer.kill()
    return called_saved, [*typed, (time.monotonic(), "")]


def kept_words(folder: Path) -> str:
    vault = open_vault(folder, PASSPHRASE)
    try:
        return load_draft(vault, list_drafts(vault)[0].id).body
    finally:
        vault.close()

"""kill -9 during real autosaves: whatever a save was acknowledged for is there afterwards, whole."""

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from journal_app.journal.drafts import list_drafts, load_draft
from journal_app.journal.entries import list_entries, load_entry
from journal_app.vault.vault import open_with_data_key

KILLS = {"everyday": 6, "thorough": 30, "full": 200}

WRITER = """
import sys
from pathlib import Path
from journal_app.journal.drafts import keep_draft, list_drafts, save_draft, start_draft
from journal_app.settings.clock import SystemClock
from journal_app.vault.vault import open_with_data_key

clock, number = SystemClock(), int(sys.argv[3])
vault = open_with_data_key(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
begun = list_drafts(vault)
draft_id = begun[0].id if begun else start_draft(vault, clock).id
while True:
    number += 1
    body = f"{number} " + f"line {number} of a long page, naïve façade. " * (number % 97)
    save_draft(vault, clock, draft_id, title=str(number), body=body + f" {number}")
    print("saved", number, flush=True)
    if number % 25 == 0:
        keep_draft(vault, clock, draft_id)
        print("kept", number, flush=True)
        draft_id = start_draft(vault, clock).id
"""


def test_autosave__killed_at_random__no_acknowledged_save_is_lost(
    make_journal: Callable[[int, bytes], Path], start_child, data_key: bytes, effort: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(make_journal(40, data_key), tmp_path / "vault")
    chance, last, kept_acked = random.Random(41), 0, set[int]()
    for _ in range(KILLS[effort]):
        acked = acked_until_killed(start_child(WRITER, folder, data_key.hex(), last), chance)
        kept_acked |= acked["kept"]
        newest, kept = numbers_in(folder, data_key)
        assert newest >= max(acked["saved"])
        assert kept_acked <= kept
        last = newest


def acked_until_killed(writer, chance: random.Random) -> dict[str, set[int]]:
    """Read some acknowledgements, wait a moment that no write knows of, kill, and return all that was acknowledged."""
    with writer:
        lines = [writer.stdout.readline() for _ in range(chance.randint(1, 40))]
        time.sleep(chance.random() * 0.02)
        writer.kill()
        lines += writer.stdout.readlines()
    words = [line.split() for line in lines if line.endswith("\n")]
    return {verb: {int(number) for said, number in words if said == verb} for verb in ("saved", "kept")}


def numbers_in(folder: Path, data_key: bytes) -> tuple[int, set[int]]:
    """Return the newest number saved and those kept as entries; fails for a page that is not one save's, whole."""
    vault = open_with_data_key(folder, data_key)
    try:
        pages = [load_draft(vault, draft.id).body for draft in list_drafts(vault)]
        items = [item for item in list_entries(vault, limit=10_000).items if item.title.isdigit()]
        kept = {number_of(load_entry(vault, item.id).body) for item in items}
    finally:
        vault.close()
    return max([0, *kept, *(number_of(page) for page in pages if page[:1].isdigit())]), kept


def number_of(body: str) -> int:
    words = body.split()
    assert words[0] == words[-1], "half a page"
    return int(words[0])

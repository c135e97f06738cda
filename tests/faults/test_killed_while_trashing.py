"""kill -9 while pages move to the trash and back: each is in one of the two places, whole, and what was said is so."""

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from journal_app.vault.vault import open_with_data_key
from journal_app.vault.verify import verify_open_vault

KILLS = {"everyday": 5, "thorough": 25, "full": 60}

MOVER = """
import sys
from pathlib import Path
from journal_app.journal.entries import list_entries
from journal_app.journal.trash import list_trash, move_to_trash, put_back
from journal_app.settings.clock import SystemClock
from journal_app.vault.vault import open_with_data_key

clock, vault = SystemClock(), open_with_data_key(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
while True:
    for item in list_trash(vault, limit=100).items:
        put_back(vault, item.entry.id)
        print("back", item.entry.id, flush=True)
    for entry in list_entries(vault, limit=100).items[::3]:
        move_to_trash(vault, clock, entry.id)
        print("trashed", entry.id, flush=True)
"""


def test_moving__killed_at_random__each_page_is_in_one_place_and_whole(
    make_journal: Callable[[int, bytes], Path], start_child, everything, data_key: bytes, effort: str, tmp_path: Path
) -> None:
    folder, chance = shutil.copytree(make_journal(40, data_key), tmp_path / "vault"), random.Random(53)
    words = {row[:12] for row in everything(folder)["entry"]}
    for _ in range(KILLS[effort]):
        places = acked_until_killed(start_child(MOVER, folder, data_key.hex()), chance)
        rows = everything(folder)
        entries, trashed = rows["entry"], {row[:12] for row in rows["trashed_entry"]}
        assert entries | trashed == words
        assert not entries & trashed
        now = {row[0]: "back" for row in entries} | {row[0]: "trashed" for row in trashed}
        # one move may have been committed after the last that was heard of
        assert sum(now[page] != place for page, place in places.items()) <= 1
    vault = open_with_data_key(folder, data_key)
    assert verify_open_vault(vault).is_sound
    vault.close()


def acked_until_killed(mover, chance: random.Random) -> dict[int, str]:
    """Read some acknowledgements, kill in the midst of the next move, and return where each page was said to be."""
    with mover:
        lines = [mover.stdout.readline() for _ in range(chance.randint(1, 40))]
        time.sleep(chance.random() * 0.01)
        mover.kill()
        lines += mover.stdout.readlines()
    said = [line.split() for line in lines if line.endswith("\n")]
    return {int(page): place for place, page in said}

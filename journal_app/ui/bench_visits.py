"""Go to every place and every view in it, twice, and tell what held the window up, for `bench journal` (G11).

Opens the journal of a folder with the data key that comes on standard input. Each first visit happens right after the
unlock, before anything was built ahead: that is the worst there is. Prints what `bench_script` does.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from journal_app.settings.clock import SystemClock
from journal_app.ui import places
from journal_app.ui.bench_script import run_script
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.journal_view import JournalView
from journal_app.ui.opening import PLACE_MODULES, built_in_pack
from journal_app.ui.over_all import OverAll
from journal_app.ui.screens.entry_beside import EntryBeside
from journal_app.ui.screens.entry_page import EntryPage
from journal_app.ui.shell import Shell
from journal_app.ui.stall_watch import Pause, StallWatch
from journal_app.ui.window import MainWindow

if TYPE_CHECKING:
    from journal_app.journal.entries import EntryId

SETTLING_MS = 700
STOPPING_MS = 7
"""Less than building ahead waits before its first step."""

VISIT_MS = 400
"""Longer than a place takes to be built, filled and painted, all of which counts to its visit."""

FIRST, AGAIN = "first visit", "again"
_STAYING = frozenset({"page", "page again", "support", "palette"})
"""Where the next goes on from, instead of from Today."""

_OTHERS = (
    *(places.LETTERS, places.THREADS, places.CIRCLE, places.PATTERNS, places.TAGS, places.SETTINGS, places.VAULT_LIFE),
    *(places.MOVING, places.PROMISES, places.ABOUT, places.SHORTCUTS),
)

Visit = Callable[[], object]


def main(arguments: list[str]) -> int:
    """Run the window through the visits; return 0, or 1 when it did not come to its end."""
    found: list[EntryId] = []
    return run_script(partial(_open, Path(arguments[0]), found), partial(_script, found))


def _open(folder: Path, found: "list[EntryId]", key: bytes) -> tuple[OpenJournal, None]:
    """Open the journal and note its newest entries; in the vault's thread."""
    from journal_app.journal.entries import list_entries
    from journal_app.vault.vault import open_with_data_key

    vault = open_with_data_key(folder, key)
    found += [one.id for one in list_entries(vault, limit=2).items]
    return OpenJournal(vault, built_in_pack(), SystemClock()), None


def _script(found: "list[EntryId]", window: MainWindow, watch: StallWatch) -> Iterator[Pause]:
    """Go everywhere from Today and back to it, so that no visit pays for leaving another."""
    shell = window.findChild(Shell)
    assert shell is not None
    yield lambda: all(name in sys.modules for name in PLACE_MODULES)
    yield STOPPING_MS
    shell.ahead.stop()
    yield SETTLING_MS
    for which in (FIRST, AGAIN):
        for name, visit in _visits(window, shell, found):
            watch.begin(f"{which}: {name}")
            visit()
            yield VISIT_MS
            watch.rest()
            if name not in _STAYING:
                shell.open_place(places.TODAY)
                yield VISIT_MS / 2


def _visits(window: MainWindow, shell: Shell, found: "list[EntryId]") -> Iterator[tuple[str, Visit]]:
    """Give every place and view by its name and how one goes there."""
    pack, go, over_all = shell.desk.pack, shell.open_place, window.findChild(OverAll)
    assert over_all is not None
    yield "journal", partial(go, places.JOURNAL)
    for view in JournalView:
        yield view.value, partial(shell.open_view, view)
    yield "trash", shell.open_trash
    yield "page", partial(shell.open_entry, found[0])
    yield "share sheet", partial(_share, shell)
    yield "page again", partial(shell.open_entry, found[-1])
    yield "history", partial(_show_history, shell)
    yield "write", partial(shell.open_page, None)
    yield "readings", partial(go, places.READINGS)
    yield "article", partial(shell.open_article, next(iter(pack.articles)))
    yield "prompts", partial(go, places.PROMPTS)
    yield "prompt", partial(shell.look_at_prompt, next(iter(pack.prompts)))
    yield "practices", partial(go, places.PRACTICES)
    yield "practice", partial(shell.practices.look_at, next(iter(pack.practices)))
    yield "practice begun", partial(shell.practices.begin, next(iter(pack.practices)))
    for name in _OTHERS:
        yield name, partial(go, name)
    yield "support", over_all.toggle_support
    yield "support left", over_all.toggle_support
    yield "palette", shell.open_palette
    yield "palette left", shell.open_palette


def _share(shell: Shell) -> None:
    keys = QKeySequence(QKeySequence.StandardKey.Print)
    page = next(one for one in shell.findChildren(EntryPage) if one.isVisible())
    next(one for one in page.actions() if one.shortcut() == keys).trigger()


def _show_history(shell: Shell) -> None:
    shell.findChildren(EntryBeside)[0].show_history()

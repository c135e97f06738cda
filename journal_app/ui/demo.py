"""The demo: a throwaway journal of invented entries, in a window or drawn to pictures without a display.

The journal lies encrypted, under a key that only this process knows, in a temporary folder that goes when the demo
ends.
"""

import argparse
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler

from journal_app.settings.clock import Clock, FixedClock, SystemClock
from journal_app.ui.application import make_application
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.opening import built_in_pack
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.window import MainWindow

PICTURE_MOMENT = datetime(2026, 11, 21, 19, 40, tzinfo=UTC)
"""When the pictures are drawn, so that two runs draw the same."""


def main(arguments: list[str]) -> int:
    """Run the demo; return the exit code."""
    parser = argparse.ArgumentParser(prog="kindroot demo", description="A throwaway journal of invented entries.")
    parser.add_argument("--pictures", metavar="DIR", type=Path, help="draw every screen in every theme to PNG, and end")
    options = parser.parse_args(arguments)
    if options.pictures is not None:
        return _draw(options.pictures)
    return _run_window()


def _open_sample(folder: Path, clock: Clock) -> tuple[OpenJournal, None]:
    """Make and fill the throwaway journal; in the vault's thread."""
    from journal_app.journal.sample import fill_with_sample
    from journal_app.journal.sample_practices import fill_with_practices
    from journal_app.ui.sample_files import add_garden_page
    from journal_app.vault.vault import create_with_data_key

    pack = built_in_pack()
    vault = create_with_data_key(folder, secrets.token_bytes(32))
    fill_with_sample(vault, pack, clock)
    fill_with_practices(vault, pack, clock)
    journal = OpenJournal(vault, pack, clock)
    add_garden_page(journal)
    return journal, None


@contextmanager
def throwaway_journal(clock: Clock) -> Iterator[OpenJournal]:
    """Give an open journal of invented entries in a temporary folder; both go when the block ends."""
    with tempfile.TemporaryDirectory(prefix="n-", ignore_cleanup_errors=True) as folder:
        journal, _told = _open_sample(Path(folder) / "s", clock)
        try:
            yield journal
        finally:
            journal.vault.close()


def _run_window() -> int:
    app = make_application()
    with tempfile.TemporaryDirectory(prefix="n-", ignore_cleanup_errors=True) as folder:
        clock = SystemClock()
        window = MainWindow(ThemeController(app), _preferences(Path(folder)), clock)
        window.ended.connect(lambda *_: app.quit())
        window.warmed_up.connect(partial(window.open_with, partial(_open_sample, Path(folder) / "s", clock)))
        window.show()
        code = app.exec()
        window.stop()
    return code


def _preferences(folder: Path) -> PreferencesStore:
    """Give the demo's own preferences: its title says what its pages can't, that what is saved there goes with it."""
    store = PreferencesStore(folder / "prefs.json")
    store.change(window_title=QCoreApplication.translate("demo", "A look around: nothing here is kept"))
    return store


def _say_what_matters(_kind: QtMsgType, _where: QMessageLogContext, words: str | None) -> None:
    """Pass Qt's words on, save what the platform without a display says of itself for every window."""
    if words and not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def _draw(folder: Path) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from journal_app.ui.pictures import draw_pictures

    qInstallMessageHandler(_say_what_matters)
    app = make_application()
    clock = FixedClock(PICTURE_MOMENT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with throwaway_journal(clock) as journal:
            count = draw_pictures(app, journal, folder)
    except OSError as error:
        print(
            f"The pictures could not be written to {folder}: {error.strerror}. Choose another folder.", file=sys.stderr
        )
        return 1
    print(f"{count} pictures are in {folder}.")
    return 0

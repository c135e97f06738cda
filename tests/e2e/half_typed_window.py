"""A window on a journal whose key the test knows, with a page to type on; Ctrl+D raises a modal dialog, Ctrl+M a menu.

Run by the tests and by `hide_latency.py`: python half_typed_window.py VAULT_FOLDER
"""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from journal_app.settings.clock import SystemClock
from journal_app.settings.hardening import harden_process
from journal_app.ui.application import make_application
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.file_dialog import ask_where_to_save
from journal_app.ui.opening import built_in_pack
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.window import MainWindow

DATA_KEY = bytes(range(32))


def main(folder: Path) -> int:
    harden_process()
    app = make_application()
    window = MainWindow(ThemeController(app), PreferencesStore(folder.parent / "prefs.json"), SystemClock())
    window.ended.connect(lambda *_: app.quit())
    window.warmed_up.connect(partial(window.open_with, partial(open_journal, folder)))
    window.unlocked.connect(partial(begin, window))
    window.move(0, 0)
    window.show()
    code = app.exec()
    window.stop()
    return code


def open_journal(folder: Path) -> tuple[OpenJournal, None]:
    from journal_app.vault.vault import create_with_data_key

    return OpenJournal(create_with_data_key(folder, DATA_KEY), built_in_pack(), SystemClock()), None


def begin(window: MainWindow) -> None:
    shell = window._shell
    assert shell is not None
    shell.open_page(None)
    QShortcut(QKeySequence("Ctrl+D"), window, partial(ask_where_to_save, window, "A dialog", print))
    menu = QMenu(window)
    for number in range(20):
        menu.addAction(f"Line {number}")
    QShortcut(QKeySequence("Ctrl+M"), window, partial(menu.popup, window.mapToGlobal(QPoint(500, 200))))
    print("ready", flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

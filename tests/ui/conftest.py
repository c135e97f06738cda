"""What every test of the window stands on: no display, one theme, and no word of complaint from Qt."""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from journal_app.settings.dictionaries import Dictionary
from journal_app.ui.pyside_refs import keep_singletons_alive
from journal_app.ui.spelling import page_spelling
from journal_app.ui.theme.theme import Look, ThemeController
from journal_app.ui.widgets.announce import announce

HERE = Path(__file__).parent

# What the offscreen platform says of itself; everything else Qt says fails the test.
QUIET_PLATFORM = r"This plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let any warning of Qt's fail the test that brought it up."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(QUIET_PLATFORM, extend=True))


@pytest.fixture(scope="session", autouse=True)
def _singletons() -> None:
    keep_singletons_alive()


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> ThemeController:
    """The one controller of the session; a test that changes the look asks for `dressed` instead."""
    return ThemeController(qapp)


@pytest.fixture
def dressed(theme: ThemeController) -> Iterator[ThemeController]:
    """The theme at its plain look before and after the test."""
    theme.set_look(Look())
    yield theme
    theme.set_look(Look())


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that was announced by any part of the window, in order."""
    sentences: list[str] = []

    def hear(_widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
        sentences.extend([text] if text else [])

    for name, module in list(sys.modules.items()):
        if name.startswith("journal_app.ui.") and vars(module).get("announce") is announce:
            monkeypatch.setattr(module, "announce", hear)
    return sentences


@pytest.fixture(autouse=True)
def dictionaries(monkeypatch: pytest.MonkeyPatch) -> dict[str, Dictionary]:
    """The dictionaries of the computer the tests run on: none, so that no test starts a process to look words up."""
    found: dict[str, Dictionary] = {}
    monkeypatch.setattr(page_spelling, "find_dictionaries", lambda: found)
    monkeypatch.setattr(page_spelling, "can_check_spelling", lambda: True)
    return found


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window on the screen or a thread running; what it has deleted goes with it."""
    before = set(threading.enumerate())
    yield
    qapp.processEvents()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or a timer of its saves into a later test
    windows = [one for one in qapp.topLevelWidgets() if one.isVisible()]
    names = [type(one).__name__ for one in windows]
    for one in windows:
        one.hide()
    started = [one for one in set(threading.enumerate()) - before if one.is_alive()]
    threads = [one.name for one in started if not one.daemon or one.name == "vault"]
    assert not names, f"left on the screen: {names}"
    assert not threads, f"left running: {threads}"

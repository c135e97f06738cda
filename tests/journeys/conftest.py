"""A person at the keyboard of the real window: real vault thread, real pack, a data folder of the test's own."""

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import HOME_VARIABLE, preferences_file
from journal_app.ui.leaving import Exit
from journal_app.ui.models.row_list import RowList
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.pyside_refs import keep_singletons_alive
from journal_app.ui.theme.theme import Look, ThemeController
from journal_app.ui.widgets.buttons import Button, Kind
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.page_text import PageText
from journal_app.ui.widgets.passage_quote import PassageQuote
from journal_app.ui.widgets.reading_text import ReadingText
from journal_app.ui.window import MainWindow
from journal_app.vault import keys

HERE = Path(__file__).parent
QUIET_PLATFORM = r"This plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the keyboard)"
MOMENT = datetime(2026, 11, 21, 20, 14, tzinfo=UTC)
LONG_MS = 60_000
MOST_TABS = 80
SIX_WORDS = re.compile(r"[a-z-]+( [a-z-]+){5}")
RECOVERY_CODE = re.compile(r"[0-9A-Z]{4}([-\n][0-9A-Z]{4}){6}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let any warning of Qt's fail the journey that brought it up."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(QUIET_PLATFORM, extend=True))


T = TypeVar("T", bound=PageText)


class Person:
    """Someone who uses one window by its keys, and knows only what stands on it."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.window = window
        self._qtbot = qtbot
        self.left: list[tuple[Exit, Path | None]] = []
        window.ended.connect(self._on_window_ended)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the keyboard is."""
        self._qtbot.keyClick(self._target(), key, modifiers)

    def ctrl(self, key: Qt.Key) -> None:
        """Press a key together with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def write(self, words: str) -> None:
        """Type words where the keyboard is; what is not on every keyboard arrives as an input method sends it."""
        for letter in words:
            if letter.isascii():
                self._qtbot.keyClicks(self._target(), letter)
            else:
                key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._target(), key)

    def tab_to(self, name: str) -> QWidget:
        """Walk to the control of this name with Tab."""
        met: list[str] = []
        for _ in range(MOST_TABS):
            here = self._target()
            if here.isVisible() and name_of(here) == name:
                return here
            met.append(name_of(here))
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to “{name}”, only to {list(dict.fromkeys(met))}")

    def choose(self, name: str) -> None:
        """Walk to a control and press Space."""
        self.tab_to(name)
        self.press(Qt.Key.Key_Space)

    def answer_prompt(self) -> None:
        """Open a page to the prompt on Today, which a content note may hold folded first."""
        if any(one.text() == "Open this one" for one in self.buttons()):
            self.choose("Open this one")
        self.choose("Write")

    def answer(self, name: str) -> None:
        """Press the button of a question in the page; what raised the question may bear the same name."""
        asked = next(one for one in self.buttons() if one.text() == name and one.kind is Kind.PLAIN)
        for _ in range(MOST_TABS):
            if QApplication.focusWidget() is asked:
                self.press(Qt.Key.Key_Space)
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to the question's “{name}”")

    def buttons(self) -> list[Button]:
        """Return the buttons on screen."""
        return [one for one in self.window.findChildren(Button) if one.isVisible()]

    def prompt_title(self) -> str:
        """Return the title of the prompt on Today's card, opening the card where it is folded."""
        titles = self._headings(2)
        if "Open this one" in [button.text() for button in self.buttons()]:
            self.choose("Open this one")
        return titles[0]

    def quote(self) -> str:
        """Return the exact passage on screen, without the quotation marks round it; empty when there is none."""
        quotes = [one for one in self.window.findChildren(PassageQuote) if one.isVisible()]
        return quotes[0].findChild(QLabel).text()[1:-1] if quotes else ""

    def open_newest_entry(self) -> ReadingText:
        """Go to the Journal, open the entry on top, and return its words."""
        self.ctrl(Qt.Key.Key_2)
        self.tab_to("Your pages, newest first")
        self.wait_until(lambda: self._has_rows())
        self.press(Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)
        return self.entry_shown()

    def entry_shown(self) -> ReadingText:
        """Wait for an entry to be on screen and return its words."""
        self.wait_until(lambda: bool(self.texts(ReadingText)))
        return self.texts(ReadingText)[0]

    def page(self) -> PageEditor:
        """Wait for the page to write on and return it."""
        self.wait_until(lambda: bool(self.texts(PageEditor)))
        return self.texts(PageEditor)[0]

    def shown(self) -> list[str]:
        """Return all words on screen that are no control."""
        roots = (self.window, *(one for one in QApplication.topLevelWidgets() if one.isWindow() and one.isVisible()))
        labels = {label for root in roots for label in root.findChildren(QLabel) if label.isVisible()}
        return [label.text() for label in labels if label.text()]

    def sees(self, words: str) -> bool:
        """Tell whether these words stand somewhere on screen."""
        return any(words in text for text in self.shown())

    def wait_for(self, words: str) -> None:
        """Wait until these words are on screen."""
        self._qtbot.waitUntil(lambda: self.sees(words), timeout=LONG_MS)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(is_so, timeout=LONG_MS)

    def find(self, pattern: re.Pattern[str]) -> str:
        """Wait for the words of this form and return them."""
        self.wait_until(lambda: any(pattern.fullmatch(text) for text in self.shown()))
        return next(text for text in self.shown() if pattern.fullmatch(text))

    def made_words(self) -> str:
        """Wait for the six words made for a passphrase and return them."""
        return self.find(SIX_WORDS)

    def texts(self, kind: type[T]) -> list[T]:
        """Return the visible texts of a kind: the page written on, an entry, an article."""
        return [one for one in self.window.findChildren(kind) if one.isVisible()]

    def unlock(self, secret: str) -> None:
        """Type the passphrase, press Enter, and be shown the first page."""
        self.write(secret)
        with self._qtbot.waitSignal(self.window.unlocked, timeout=LONG_MS):
            self.press(Qt.Key.Key_Return)

    def fill_in_first_run(self, *, with_recovery_code: bool = False) -> str:
        """Go through the first run up to its last page; return the six words."""
        self.press(Qt.Key.Key_Return)
        words = self.made_words()
        self.choose("I have written them down, or know them by heart")
        if with_recovery_code:
            self.choose("Make a recovery code too")
        self.choose("Continue")
        self.press(Qt.Key.Key_Return)  # past the page about leaving in a hurry
        return words

    def start(self, *, with_recovery_code: bool = False) -> tuple[str, str]:
        """Go through the first run as most will, by keyboard; return the six words and the recovery code."""
        words = self.fill_in_first_run(with_recovery_code=with_recovery_code)
        code = ""
        if with_recovery_code:
            self.choose("Make my journal")
            code = self.find(RECOVERY_CODE).replace("\n", "-")
            self.choose("I have written it down")
        with self._qtbot.waitSignal(self.window.unlocked, timeout=LONG_MS):
            self.choose("Open my journal" if with_recovery_code else "Make my journal")
        return words, code

    def close(self) -> None:
        """Close the window and wait until all is put away."""
        with self.until_left():
            self.window.close()
        self.window.stop()

    def until_left(self) -> AbstractContextManager[object]:
        """Wait, after what is done inside, until the window is left and all is put away."""
        return self._qtbot.waitSignal(self.window.ended, timeout=LONG_MS)

    def dialog_field(self) -> QLineEdit | None:
        """Return the field of a file dialog, once it has the keyboard."""
        here = QApplication.focusWidget()
        return here if isinstance(here, QLineEdit) and isinstance(here.window(), QFileDialog) else None

    def _headings(self, level: int) -> list[str]:
        return [one.text() for one in self.window.findChildren(Heading) if one.isVisible() and one.level == level]

    def _has_rows(self) -> bool:
        return any(one.isVisible() and one.model().rowCount() for one in self.window.findChildren(RowList))

    def _target(self) -> QWidget:
        """Return what has the keyboard; where no window has it, do what a window manager does after a dialog closed."""
        if (here := QApplication.focusWidget()) is not None:
            return here
        top = QApplication.activeModalWidget() or self.window
        top.activateWindow()
        self.wait_until(top.isActiveWindow)
        return top.focusWidget() or top

    def _on_window_ended(self, how: Exit, folder: Path | None) -> None:
        self.left.append((how, folder))


def name_of(widget: QWidget) -> str:
    """Return what a control is called on screen, or to a screen reader."""
    text = getattr(widget, "text", None)
    words = text() if callable(text) and not isinstance(widget, PageText) else ""
    return widget.accessibleName() or str(words)


@pytest.fixture(scope="session", autouse=True)
def _singletons() -> None:
    keep_singletons_alive()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this machine, still empty; keys are derived at the floor of their cost."""
    folder = tmp_path / "data"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    monkeypatch.setattr(keys, "CALIBRATION_KIB", keys.CALIBRATION_KIB[:1])
    return folder


@pytest.fixture
def sit_down(qapp: QApplication, qtbot: QtBot, home: Path) -> Iterator[Callable[..., Person]]:
    """Open a window (on a folder, if one is named) and hand the keyboard to a person; nothing is left behind."""
    before = set(threading.enumerate())
    people: list[Person] = []
    theme = ThemeController(qapp)

    def open_window(folder: Path | None = None, *, has_pack: bool = True) -> Person:
        window = MainWindow(theme, PreferencesStore(preferences_file()), FixedClock(MOMENT), folder)
        people.append(Person(qtbot, window))
        begun = window.warmed_up if has_pack else window.painted
        with qtbot.waitSignal(begun, timeout=LONG_MS), qtbot.waitActive(window):
            window.show()
        return people[-1]

    yield open_window
    for person in people:
        person.window.stop()
        person.window.hide()
        person.window.deleteLater()
    theme.set_look(Look())
    theme.deleteLater()
    qapp.processEvents()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or a timer of its saves goes off in a later test
    windows = [type(one).__name__ for one in qapp.topLevelWidgets() if one.isVisible()]
    threads = [one.name for one in set(threading.enumerate()) - before if one.is_alive()]
    assert not windows, f"left on the screen: {windows}"
    assert not threads, f"left running: {threads}"

"""What the screens' tests share: a journal at one evening, and a person who uses a screen by keys and reads it."""

import struct
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.load import load_pack
from journal_app.content.model import Pack
from journal_app.journal.asked import Asked
from journal_app.journal.entries import EntryId, add_entry
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.row_list import RowList
from journal_app.ui.picture_decoding import encode_png
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.screens.welcome import WelcomeScreen
from journal_app.ui.shell import Shell
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.undo_bar import UndoBar
from journal_app.ui.widgets.buttons import Button
from journal_app.vault.passphrase import judge_passphrase
from journal_app.vault.vault import Vault

MOMENT = datetime(2026, 11, 21, 20, 14, tzinfo=UTC)
MOST_TABS = 40
SIX_WORDS = "velvet outboard dumpling clarity thimble reawake"

S = TypeVar("S", bound=QWidget)


class Person:
    """Someone who uses one screen by its keys, and knows only what stands on it."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._screens: list[QWidget] = []  # pytest-qt holds them weakly: one that is painted must not be collected

    def opens(self, screen: S, width: int = 1280, height: int = 820) -> S:
        """Show a screen and return it."""
        self._hold(screen)
        screen.resize(width, height)
        screen.show()
        return screen

    def sits_at(self, screen: S, width: int = 1280, height: int = 820) -> S:
        """Show a screen in the active window, so that the keyboard is where the screen puts it."""
        self._hold(screen)
        screen.resize(width, height)
        with self._qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        return screen

    def _hold(self, screen: QWidget) -> None:
        self._screens.append(screen)
        self._qtbot.addWidget(screen)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        self._qtbot.keyClick(QApplication.focusWidget(), key)

    def key(self, where: QWidget, key: Qt.Key) -> None:
        """Press a key at a widget, wherever the keyboard was."""
        self._qtbot.keyClick(where, key)

    def type_text(self, text: str) -> None:
        """Type letter by letter, each where the keyboard is by then."""
        for letter in text:
            self._qtbot.keyClick(QApplication.focusWidget(), letter)

    def walk_to(self, wanted: str | type[QWidget]) -> QWidget:
        """Press Tab until the keyboard is at a control whose words begin so, or of this class."""
        for _ in range(MOST_TABS):
            here = QApplication.focusWidget()
            assert here is not None
            if self.words.startswith(wanted) if isinstance(wanted, str) else isinstance(here, wanted):
                return here
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {wanted}")

    def push(self, words: str) -> None:
        """Walk to a control by Tab and press it."""
        self.walk_to(words)
        self.press(Qt.Key.Key_Space)

    def opens_entry(self, desk: Desk, entry_id: EntryId) -> Shell:
        """Open a page in the window's places."""
        shell = self.sits_at(Shell(desk))
        shell.open_entry(entry_id)
        return shell

    def finds(self, screen: QWidget, name: str) -> QWidget:
        """Return the control that a screen reader calls so."""
        return next(one for one in screen.findChildren(QWidget) if one.accessibleName() == name and one.isVisible())

    def types_over(self, field: QWidget, words: str) -> None:
        """Type words in the place of what is in a field."""
        assert isinstance(field, QLineEdit)
        field.clear()
        self._qtbot.keyClicks(field, words)

    @property
    def words(self) -> str:
        """The words of the control that has the keyboard."""
        return str(getattr(QApplication.focusWidget(), "text", str)())

    def reads(self, screen: QWidget) -> list[str]:
        """Return the words that stand on the screen."""
        return [label.text() for label in screen.findChildren(QLabel) if label.isVisible() and label.text()]

    def reads_bar(self, shell: Shell) -> str:
        """Return what the bar says that can take the last change back; empty without one."""
        [bar] = shell.findChildren(UndoBar)
        return str(bar.text) if bar.isVisible() else ""

    def offers(self, screen: QWidget) -> list[str]:
        """Return what the buttons on the screen say."""
        return [one.text() for one in screen.findChildren(Button) if one.isVisible()]

    def button(self, screen: QWidget, text: str) -> Button:
        """Return the button on the screen that says this."""
        return next(one for one in screen.findChildren(Button) if one.text() == text and one.isVisible())

    def press_button(self, screen: QWidget, text: str) -> None:
        """Press a button with Space, wherever the keyboard was."""
        self._qtbot.keyClick(self.button(screen, text), Qt.Key.Key_Space)

    def rows(self, screen: QWidget) -> RowList:
        """Return the list of rows on the screen."""
        return next(one for one in screen.findChildren(RowList) if one.isVisible())

    def titles(self, screen: QWidget) -> list[str]:
        """Return the first line of every row of that list."""
        model = self.rows(screen).model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(seeds_dir())


@pytest.fixture
def clock() -> FixedClock:
    """The evening on which the screens are looked at: Saturday, 21 November 2026."""
    return FixedClock(MOMENT)


@pytest.fixture
def desk(vault: Vault, pack: Pack, clock: FixedClock, dressed: ThemeController, tmp_path: Path) -> Desk:
    hub = ChangeHub()
    runner = InlineRunner(OpenJournal(vault, pack, clock), hub)
    return Desk(runner, hub, pack, clock, dressed, PreferencesStore(tmp_path / "prefs.json"))


@pytest.fixture
def write(vault: Vault, clock: FixedClock) -> Callable[..., EntryId]:
    """Keep a page in the journal, some days ago."""

    def keep(
        body: str, *, days_ago: int = 0, title: str = "", asked: Asked | None = None, into: Vault = vault
    ) -> EntryId:
        at = clock.now() - timedelta(days=days_ago)
        return add_entry(into, clock, title=title, body=body, written_at=at, zone="Europe/London", asked=asked)

    return keep


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Write a file of this computer, outside the journal."""

    def write(name: str, content: bytes) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


@pytest.fixture
def png() -> Callable[..., bytes]:
    """Draw a small picture; tagged, its file also says who made it."""

    def draw(*, is_tagged: bool = False) -> bytes:
        drawn = QImage(40, 30, QImage.Format.Format_RGB32)
        drawn.fill(Qt.GlobalColor.darkGreen)
        content = encode_png(drawn)
        body = b"tEXtAuthor\0Sam"
        chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        return content[:33] + chunk + content[33:] if is_tagged else content

    return draw


@pytest.fixture
def six_words() -> str:
    """What `welcome` offers as a passphrase."""
    return SIX_WORDS


@pytest.fixture
def welcome(person: Person, theme: ThemeController, said: list[str]) -> WelcomeScreen:
    """The first run with someone behind it who makes words and judges, at once, as the window does."""

    def answer(text: str) -> None:
        judgement = judge_passphrase(text)
        screen.show_judgement(str(judgement.verdict), judgement.is_enough)

    screen = WelcomeScreen()
    screen.words_requested.connect(lambda: screen.show_words(SIX_WORDS))
    screen.judge_requested.connect(answer)
    return person.sits_at(screen)

"""What the spelling tests share: a lookup without a process, and a journal at one evening."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from journal_app.content.model import empty_pack
from journal_app.journal.entries import EntryId, add_entry
from journal_app.settings.clock import FixedClock
from journal_app.settings.dictionaries import Dictionary
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.spelling import page_spelling
from journal_app.ui.spelling.lookup import Lookup
from journal_app.ui.theme.theme import ThemeController
from journal_app.vault.vault import Vault

CLOCK = FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC))


class FakeLookup(Lookup):
    """Knows only these words are wrong, answers when told to, and starts no process."""

    def __init__(self, wrong: Iterable[str]) -> None:
        super().__init__()
        self.wrong = set(wrong)
        self.opened: list[str | None] = []
        self.asked: list[str] = []
        self.suggestions: tuple[str, ...] = ()
        self._scripts = frozenset({"LATIN"})

    def open(self, dictionary: Dictionary | None) -> None:
        self.opened.append(dictionary and dictionary.code)

    def ask(self, words: Iterable[str]) -> None:
        self.asked += [word for word in words if word not in self.asked]

    def answer(self) -> None:
        """Answer all that was asked."""
        waiting, self.asked = self.asked, []
        self._known.update((word, word not in self.wrong) for word in waiting)
        if waiting:
            self.learnt.emit()

    def suggest(self, word: str, done: Callable[[tuple[str, ...]], None]) -> None:
        done(self.suggestions)


@pytest.fixture
def lookup() -> FakeLookup:
    return FakeLookup({"teh", "freind", "Aisling"})


@pytest.fixture
def desk(vault: Vault, dressed: ThemeController, tmp_path: Path) -> Desk:
    hub, pack = ChangeHub(), empty_pack()
    runner = InlineRunner(OpenJournal(vault, pack, CLOCK), hub)
    return Desk(runner, hub, pack, CLOCK, dressed, PreferencesStore(tmp_path / "prefs.json"))


@pytest.fixture
def write(vault: Vault) -> Callable[[str], EntryId]:
    """Keep a page in the journal."""

    def keep(body: str) -> EntryId:
        return add_entry(vault, CLOCK, title="", body=body, written_at=CLOCK.now(), zone="Europe/London")

    return keep


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that is announced of the page's spelling, in order."""
    sentences: list[str] = []

    def hear(_widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
        sentences.append(text)

    monkeypatch.setattr(page_spelling, "announce", hear)
    return sentences

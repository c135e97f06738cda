"""After an unlock: what has been in the trash for thirty days goes, and what could not follow is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from journal_app.content.load import load_pack
from journal_app.journal.entries import add_entry
from journal_app.journal.search import search_entries
from journal_app.journal.trash import count_trash, move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.ui.after_unlock import AfterUnlock
from journal_app.ui.bridge.change_hub import ChangeHub, Kind
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.screens import deleted_entry
from journal_app.ui.shell import Shell
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.action_bar import ActionBar
from journal_app.ui.widgets.buttons import Button
from journal_app.vault import schema
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.snapshots import list_snapshots
from journal_app.vault.vault import Vault


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC))


@pytest.fixture
def after(qtbot: QtBot, vault: Vault, clock: FixedClock, dressed: ThemeController, tmp_path: Path) -> AfterUnlock:
    """A journal with a page that was thrown away 30 days ago and one a second later, just unlocked."""
    for _ in range(2):
        entry_id = add_entry(vault, clock, title="", body="Words.", written_at=clock.now(), zone="UTC")
        move_to_trash(vault, clock, entry_id)
        clock.moment += timedelta(seconds=1)
    clock.moment += timedelta(days=30) - timedelta(seconds=2)
    pack, hub = load_pack(seeds_dir()), ChangeHub()
    runner = InlineRunner(OpenJournal(vault, pack, clock), hub)
    desk = Desk(runner, hub, pack, clock, dressed, PreferencesStore(tmp_path / "prefs.json"))
    shell = Shell(desk)
    for owned in (hub, runner, desk.preferences):
        owned.setParent(shell)
    qtbot.addWidget(shell)
    shell.show()
    return AfterUnlock(shell, desk, shell)


def bars(after: AfterUnlock) -> list[ActionBar]:
    return [bar for bar in after.parent().findChildren(ActionBar) if bar.isVisible() and bar.text]


def test_look__a_page_is_due__goes_without_a_word(after: AfterUnlock, vault: Vault) -> None:
    after.look()

    assert count_trash(vault) == 1
    assert len(list_snapshots(vault.folder)) == 1
    assert not bars(after)


def test_look__no_fresh_backup__says_so_until_it_is_finished(
    after: AfterUnlock, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_fields: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(deleted_entry, "purge_snapshots", refuse)
        after.look()

    [bar] = bars(after)
    assert "Older backups still hold it" in bar.text
    next(one for one in bar.findChildren(Button) if one.text() == "Try again").click()
    assert not bars(after)
    assert len(list_snapshots(vault.folder)) == 1


def test_look__entries_that_came_without_grams__are_found_by_them_then(after: AfterUnlock, vault: Vault) -> None:
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    add_entry(vault, FixedClock(moment), title="", body="東京へ", written_at=moment, zone="UTC")
    with vault.write() as connection:
        connection.execute(delete(schema.entry_gram))
    heard: list[object] = []
    after._desk.hub.changed.connect(lambda kinds, _who: heard.append(kinds))

    after.look()

    assert len(search_entries(vault, "京").items) == 1
    assert frozenset({Kind.ENTRIES}) in heard
    heard.clear()
    after.look()
    assert not heard

"""What the command palette offers of the journal: found by what it is called and by what is done with it."""

from typing import Any

import pytest

from journal_app.content.model import Pack
from journal_app.journal.drafts import DraftId, start_draft
from journal_app.settings.clock import FixedClock
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.commands import commands_of
from journal_app.ui.desk import Desk
from journal_app.ui.screens.palette_choices import Openers, command_choices, fetch_choices, fitting
from journal_app.ui.shell import Shell
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.mark.parametrize("typed", ["go on", "seat by the win"])
def test_choices__unfinished_page__is_found_first_and_gone_on_with(
    vault: Vault, pack: Pack, clock: FixedClock, typed: str
) -> None:
    draft = start_draft(vault, clock, title="The seat by the window", body="She said it was free.")
    opened: list[DraftId] = []
    openers = Openers(*[pytest.fail] * 5, opened.append)

    choices = fitting(typed, fetch_choices(OpenJournal(vault, pack, clock), openers=openers))
    choices[0].do()

    assert choices[0].title == "Go on writing: The seat by the window"
    assert opened == [draft.id]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("delete", "Trash"),
        ("password", "Passphrase, backups, erasing"),
        ("erase", "Passphrase, backups, erasing"),
        ("larger", "Settings"),
        ("trace", "What this protects, and what it can't"),
    ],
)
def test_choices__command_by_another_word__is_found(person: Person, desk: Desk, typed: str, title: str) -> None:
    shell: Shell = person.sits_at(Shell(desk))

    found = [choice.title for choice in fitting(typed, command_choices(commands_of(shell.window())))]

    assert title in found

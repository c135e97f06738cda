"""A person's own entries of the Support page: kept in order, changed, and gone without a trace when taken away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from journal_app.content.model import SupportEntry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.own_support import MOST_OWN, load_own_support, save_own_support
from journal_app.vault.vault import Vault

ROSA = SupportEntry("own", "Rosa", "Ring twice", languages=("Deutsch", "Türkçe"), checked_on=date(2026, 5, 1))
DOOR = SupportEntry("own", "The blue door", "Walk in", "till nine", (), "free", "nothing on a bill", None, "me")


def test_own_support__kept__comes_back_in_its_order(vault: Vault) -> None:
    assert load_own_support(vault) == ()
    save_own_support(vault, [DOOR, ROSA])
    assert load_own_support(vault) == (DOOR, ROSA)
    save_own_support(vault, [ROSA, replace(DOOR, hours="")])
    assert load_own_support(vault) == (ROSA, replace(DOOR, hours=""))


@pytest.mark.parametrize("entries", [[replace(ROSA, name=" ")], [replace(ROSA, how="")], [ROSA] * (MOST_OWN + 1)])
def test_own_support__not_as_it_should_be__is_refused_and_what_was_stays(
    vault: Vault, entries: list[SupportEntry]
) -> None:
    save_own_support(vault, [DOOR])
    with pytest.raises(JournalError) as raised:
        save_own_support(vault, entries)
    assert raised.value.code is JournalProblem.SUPPORT_ENTRY_NOT_VALID
    assert load_own_support(vault) == (DOOR,)


def test_own_support__taken_away__leaves_no_word(vault: Vault, decrypted: Callable[[Vault], bytes]) -> None:
    canary = "Zwölfkanarienvogel"
    save_own_support(vault, [replace(ROSA, name=canary, how=canary), DOOR])
    save_own_support(vault, [DOOR])
    assert canary.encode() not in decrypted(vault)
    assert DOOR.name.encode() in decrypted(vault)

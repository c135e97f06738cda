"""The person's own wishes: defaults, round trip, and what another version wrote."""

import dataclasses

import pytest
from sqlalchemy import insert, select, update

from journal_app.content.model import Intensity, Strand, ThemeId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.private_preferences import (
    PrivatePreferences,
    load_private_preferences,
    save_private_preferences,
    wishes_of,
)
from journal_app.vault import schema
from journal_app.vault.vault import Vault


def test_load__new_journal__gives_the_defaults_and_a_seed_of_its_own(vault: Vault) -> None:
    preferences = load_private_preferences(vault)

    assert preferences == PrivatePreferences(seed=preferences.seed)
    assert len(preferences.seed) == 32
    assert preferences.cap is Intensity.MODERATE
    assert preferences.targets == {Strand.SELF_COMPASSION: 40, Strand.BELONGING: 40, Strand.VOICE: 20}
    assert load_private_preferences(vault).seed == preferences.seed


def test_save__changed__comes_back(vault: Vault) -> None:
    changed = dataclasses.replace(
        load_private_preferences(vault),
        cap=Intensity.GENTLE,
        shared_room=True,
        theme_wishes={ThemeId("dignity"): 2, ThemeId("gone-from-the-pack"): -1},
        targets={Strand.SELF_COMPASSION: 0, Strand.BELONGING: 1, Strand.VOICE: 99},
        support_region="here",
    )

    save_private_preferences(vault, changed)

    assert load_private_preferences(vault) == changed
    wishes = wishes_of(changed)
    assert (wishes.cap, wishes.shared_room, wishes.seed) == (Intensity.GENTLE, True, changed.seed)


def test_save__keys_of_a_newer_version__stay(vault: Vault) -> None:
    with vault.write() as connection:
        connection.execute(insert(schema.preference).values(key="later", value="[1]"))

    save_private_preferences(vault, load_private_preferences(vault))

    with vault.read() as connection:
        kept = select(schema.preference.c.value).where(schema.preference.c.key == "later")
        assert connection.execute(kept).scalar_one() == "[1]"


@pytest.mark.parametrize("stored", ["", "{", "7", '"wild"', "null", "[]", "NaN"])
def test_load__value_it_cannot_read__falls_back(vault: Vault, stored: str) -> None:
    save_private_preferences(vault, load_private_preferences(vault))
    with vault.write() as connection:
        connection.execute(update(schema.preference).values(value=stored))

    preferences = load_private_preferences(vault)

    assert preferences.cap is Intensity.MODERATE
    assert preferences.shared_room is False
    assert sum(preferences.targets.values()) == 100


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cap", "wild"),
        ("shared_room", 1),
        ("theme_wishes", {"dignity": 3}),
        ("targets", {Strand.VOICE: 100}),
        ("targets", {Strand.SELF_COMPASSION: 50, Strand.BELONGING: 50, Strand.VOICE: 1}),
        ("seed", None),
    ],
)
def test_save__value_out_of_range__is_refused_by_name(vault: Vault, name: str, value: object) -> None:
    before = load_private_preferences(vault)

    with pytest.raises(JournalError) as refused:
        save_private_preferences(vault, dataclasses.replace(before, **{name: value}))  # type: ignore[arg-type]  # wrong on purpose

    assert refused.value.code is JournalProblem.PREFERENCE_NOT_VALID
    assert refused.value.fields == {"name": name}
    assert load_private_preferences(vault) == before

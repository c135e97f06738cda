"""What was typed comes back exactly; what no vault can hold is refused at the door."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal_app.journal.drafts import load_draft, save_draft, start_draft
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.text import stored_form
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

typed = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))


@given(title=typed, body=typed)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_draft__any_text__comes_back_as_typed(vault: Vault, clock: FixedClock, title: str, body: str) -> None:
    draft = start_draft(vault, clock)

    save_draft(vault, clock, draft.id, title=title, body=body)

    loaded = load_draft(vault, draft.id)
    assert (loaded.title, loaded.body) == (title.lstrip("\ufeff"), body.lstrip("\ufeff"))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_stored_form__done_twice__changes_nothing_more(text: str) -> None:
    once = stored_form(text)

    assert stored_form(once) == once
    assert "\r" not in once


def test_stored_form__other_line_ends__become_line_feeds_only_there() -> None:
    assert stored_form("a\r\nb\rc\n\r\nd\u2028e\x0bf") == "a\nb\nc\n\nd\u2028e\x0bf"


def test_stored_form__byte_order_mark__goes_at_the_start_only() -> None:
    assert stored_form("\ufeffa\ufeffb") == "a\ufeffb"


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("ab\0c", JournalProblem.TEXT_HAS_NUL, 2),
        ("a\ud83d", JournalProblem.TEXT_HAS_BROKEN_CHARACTER, 1),
        ("\udc00", JournalProblem.TEXT_HAS_BROKEN_CHARACTER, 0),
    ],
)
def test_stored_form__what_no_vault_can_hold__is_refused_with_its_place(
    text: str, code: JournalProblem, position: int
) -> None:
    with pytest.raises(JournalError) as refused:
        stored_form(text)

    assert refused.value.code is code
    assert refused.value.fields == {"position": position}


def test_save_draft__refused_text__leaves_what_was_saved(vault: Vault, clock: FixedClock) -> None:
    draft = start_draft(vault, clock, body="kept")

    with pytest.raises(JournalError):
        save_draft(vault, clock, draft.id, title="", body="kept, and \0")

    assert load_draft(vault, draft.id).body == "kept"

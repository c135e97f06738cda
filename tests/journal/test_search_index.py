"""The search index stays in step with the entries through any order of adding, changing, re-dating and deleting."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from journal_app.journal.drafts import edit_entry, keep_draft, save_draft
from journal_app.journal.entries import EntryId, add_entry, delete_entry
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.vault import Vault

WORDS = ("plum", "fig", "pear", "quince", "medlar")
texts = st.lists(st.sampled_from([*WORDS, "🫖", "naïve"]), min_size=1, max_size=8).map(" ".join)
operations = st.lists(
    st.tuples(st.sampled_from(["add", "edit", "redate", "delete"]), st.integers(0, 50), texts), max_size=25
)


@given(operations)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_index__after_any_operations__is_whole_and_finds_exactly_the_entries(
    vault: Vault, clock: FixedClock, steps: list[tuple[str, int, str]]
) -> None:
    bodies: dict[EntryId, str] = {}
    for what, number, text in steps:
        _do(vault, clock, bodies, what, number, text)

    with vault.write() as connection:
        connection.exec_driver_sql("INSERT INTO entry_words (entry_words, rank) VALUES ('integrity-check', 1)")
    for word in WORDS:
        found = {hit.entry.id for hit in search_entries(vault, word, limit=200).items}
        assert found == {entry_id for entry_id, body in bodies.items() if word in body.split()}
    for entry_id in bodies:
        delete_entry(vault, entry_id)


def _do(vault: Vault, clock: FixedClock, bodies: dict[EntryId, str], what: str, number: int, text: str) -> None:
    at = datetime(1969, 12, 20, tzinfo=UTC) + timedelta(days=number)
    if what == "add" or not bodies:
        bodies[add_entry(vault, clock, title="", body=text, written_at=at, zone="UTC")] = text
        return
    entry_id = sorted(bodies)[number % len(bodies)]
    if what == "edit":
        draft = edit_entry(vault, clock, entry_id)
        save_draft(vault, clock, draft.id, title="t", body=text)
        keep_draft(vault, clock, draft.id)
        bodies[entry_id] = text
    elif what == "redate":
        _redate(vault, entry_id, number)
    else:
        delete_entry(vault, entry_id)
        del bodies[entry_id]


def _redate(vault: Vault, entry_id: EntryId, number: int) -> None:
    with vault.write() as connection:
        taken = set(connection.execute(select(schema.entry.c.sort_key)).scalars())
        free = next(key for key in range(number * 1_000_000, 10**12) if key not in taken)
        connection.execute(update(schema.entry).where(schema.entry.c.id == entry_id).values(sort_key=free))

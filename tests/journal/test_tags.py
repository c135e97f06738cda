"""Tags: chips, counts, renames and merges that rewrite no page, and undoing each of them to the same rows."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.journal.beside import TagId
from journal_app.journal.drafts import edit_entry, keep_draft, save_draft
from journal_app.journal.entries import EntryId, add_entry, delete_entry, list_entries, load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.tags import (
    ChipChange,
    TagChange,
    known_tags,
    list_tags,
    merge_tags,
    put_chip,
    remove_tag,
    rename_tag,
    tag_name,
    take_chip_off,
    undo_chip,
    undo_tags,
)
from journal_app.journal.trash import move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault, create_with_data_key

Rows = Callable[[Vault], dict[str, list[tuple[object, ...]]]]


@pytest.fixture(scope="module")
def shared() -> Iterator[Vault]:
    with TemporaryDirectory() as folder:
        vault = create_with_data_key(Path(folder) / "vault", bytes(range(32)))
        yield vault
        vault.close()


def keep(vault: Vault, clock: FixedClock, body: str) -> EntryId:
    return add_entry(vault, clock, title="", body=body, written_at=clock.now(), zone="Europe/London")


def change(vault: Vault, clock: FixedClock, entry_id: EntryId, body: str) -> None:
    draft = edit_entry(vault, clock, entry_id)
    save_draft(vault, clock, draft.id, title=draft.title, body=body)
    keep_draft(vault, clock, draft.id)


def tag_id(vault: Vault, name: str) -> TagId:
    [found] = [tag.id for tag in list_tags(vault) if tag.name == name]
    return found


def names(vault: Vault, entry_id: EntryId) -> list[str]:
    return [tag.name for tag in load_entry(vault, entry_id).tags]


def test_tag_name__as_people_write_it__is_what_could_be_typed() -> None:
    assert [tag_name(words) for words in ("#garden", " my garden ", "Café", "日記")] == [
        "garden",
        "my-garden",
        "Café",
        "日記",
    ]


@pytest.mark.parametrize("words", ["", "#", "1st", "a,b", "a#b", "x" * 65, "nul\0", "\ud800", "-", "end-", "a(b)"])
def test_tag_name__not_a_tag__is_refused(words: str) -> None:
    with pytest.raises(JournalError) as caught:
        tag_name(words)
    assert caught.value.code is JournalProblem.TAG_NOT_VALID


def test_chip__of_a_typed_tag__is_both_and_comes_off_alone(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, "In the #garden")

    put_chip(vault, entry_id, "Garden")
    both = load_entry(vault, entry_id).tags
    take_chip_off(vault, entry_id, "garden")
    typed = load_entry(vault, entry_id).tags

    assert [(tag.name, tag.is_chip, tag.is_typed) for tag in both] == [("garden", True, True)]
    assert [(tag.name, tag.is_chip, tag.is_typed) for tag in typed] == [("garden", False, True)]


def test_rename__typed_in_pages__rewrites_none_and_finds_both_names(vault: Vault, clock: FixedClock) -> None:
    first = keep(vault, clock, "#plot again")

    rename_tag(vault, tag_id(vault, "plot"), "allotment")
    second = keep(vault, clock, "#Plot and #allotment")

    assert load_entry(vault, first).body == "#plot again"
    assert (names(vault, first), names(vault, second)) == (["allotment"], ["allotment"])
    assert [(tag.name, tag.pages, tag.typed, tag.former_names) for tag in list_tags(vault)] == [
        ("allotment", 2, 2, ("plot",))
    ]


def test_rename__back_again__leaves_no_name_on_both_sides(vault: Vault, clock: FixedClock) -> None:
    keep(vault, clock, "#plot")
    own = tag_id(vault, "plot")

    rename_tag(vault, own, "allotment")
    rename_tag(vault, own, "plot")

    assert [(tag.name, tag.former_names) for tag in list_tags(vault)] == [("plot", ("allotment",))]


def test_rename__to_a_name_another_tag_has_or_had__is_refused(vault: Vault, clock: FixedClock) -> None:
    keep(vault, clock, "#plot #seeds #soil")
    rename_tag(vault, tag_id(vault, "plot"), "allotment")

    for taken in ("Soil", "plot"):
        with pytest.raises(JournalError) as caught:
            rename_tag(vault, tag_id(vault, "seeds"), taken)
        assert caught.value.code is JournalProblem.TAG_NAME_TAKEN


def test_merge__then_a_page_changed__its_old_word_still_leads_to_the_new_tag(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, "#plot")
    keep(vault, clock, "#garden")

    merge_tags(vault, [tag_id(vault, "plot")], tag_id(vault, "garden"))
    change(vault, clock, entry_id, "#plot, some more")

    assert names(vault, entry_id) == ["garden"]
    assert known_tags(vault) == ("garden",)


def test_remove__tag_typed_and_chip__stays_where_the_words_say_it(vault: Vault, clock: FixedClock) -> None:
    typed, chip = keep(vault, clock, "#garden"), keep(vault, clock, "Roses")
    put_chip(vault, chip, "garden")

    remove_tag(vault, tag_id(vault, "garden"))

    assert (names(vault, typed), names(vault, chip)) == (["garden"], [])


def test_list_tags__a_page_in_the_trash__is_not_counted(vault: Vault, clock: FixedClock) -> None:
    keep(vault, clock, "#garden")
    move_to_trash(vault, clock, keep(vault, clock, "#garden #away"))

    assert [(tag.name, tag.pages, tag.typed) for tag in list_tags(vault)] == [("away", 0, 0), ("garden", 1, 1)]


def test_undo_merge__a_page_changed_and_one_deleted_since__fits_what_is_there_now(
    vault: Vault, clock: FixedClock
) -> None:
    changed, deleted, same = (keep(vault, clock, "#plot") for _ in range(3))
    keep(vault, clock, "#garden")
    done = merge_tags(vault, [tag_id(vault, "plot")], tag_id(vault, "garden"))
    change(vault, clock, changed, "#garden now")
    delete_entry(vault, deleted)

    undo_tags(vault, done)

    assert (names(vault, changed), names(vault, same)) == (["garden"], ["plot"])
    assert [(tag.name, tag.pages) for tag in list_tags(vault)] == [("garden", 2), ("plot", 1)]


def test_list_entries__with_tags__asks_the_same_number_of_questions_for_any_page(
    vault: Vault, clock: FixedClock
) -> None:
    from sqlalchemy import event

    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    counts = []
    for _ in range(2):
        for number in range(5):
            keep(vault, clock, f"#a{number} #b")
        asked.clear()
        event.listen(vault.engine, "before_cursor_execute", note)
        list_entries(vault)
        event.remove(vault.engine, "before_cursor_execute", note)
        counts.append(len([statement for statement in asked if statement.startswith("SELECT")]))

    assert counts == [2, 2]  # the rows with their marks, and their tags; these pages answer no prompt


words = st.sampled_from(["plot", "Garden", "café", "soil", "beds/old"])
operations = st.one_of(
    st.tuples(st.just("put"), words),
    st.tuples(st.just("take"), words),
    st.tuples(st.just("rename"), words, words),
    st.tuples(st.just("merge"), words, words),
    st.tuples(st.just("remove"), words),
)


def do(vault: Vault, entry_id: EntryId, what: tuple[str, ...]) -> ChipChange | TagChange | None:
    known = {tag.name: tag.id for tag in list_tags(vault)}
    kind, first, second = what[0], what[1], what[-1]
    try:
        if kind == "put":
            return put_chip(vault, entry_id, first)
        if kind == "take":
            return take_chip_off(vault, entry_id, first)
        if kind == "rename" and first in known:
            return rename_tag(vault, known[first], second)
        if kind == "merge" and first in known and second in known:
            return merge_tags(vault, [known[first]], known[second])
        if kind == "remove" and first in known:
            return remove_tag(vault, known[first])
    except JournalError as error:
        assert error.code is JournalProblem.TAG_NAME_TAKEN  # noqa: PT017
    return None


@settings(max_examples=40, deadline=None)
@given(bodies=st.lists(st.lists(words, max_size=3), min_size=1, max_size=3), steps=st.lists(operations, max_size=8))
def test_tag_operations__undone_newest_first__give_the_same_rows_at_each_step(
    shared: Vault, all_rows: Rows, bodies: list[list[str]], steps: list[tuple[str, ...]]
) -> None:
    clock = FixedClock(datetime(2026, 5, 14, tzinfo=UTC))
    entries = [keep(shared, clock, " ".join(["A page", *(f"#{name}" for name in body)])) for body in bodies]
    done: list[tuple[ChipChange | TagChange, object]] = []
    for place, step in enumerate(steps):
        before = all_rows(shared)
        change = do(shared, entries[place % len(entries)], step)
        if change is not None:
            done.append((change, before))

    for change, before in reversed(done):
        if isinstance(change, ChipChange):
            undo_chip(shared, change)
        else:
            undo_tags(shared, change)
        assert all_rows(shared) == before

    for entry_id in entries:
        delete_entry(shared, entry_id)
    assert known_tags(shared) == ()

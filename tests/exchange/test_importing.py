"""Bringing in: once each, never over what is there, whole or not at all, and out again; whatever the source holds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journal_app.exchange import importing
from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.exporting import ExportFormat
from journal_app.exchange.importing import Import, import_source, undo_import
from journal_app.journal import taking_out
from journal_app.journal.bringing_in import BatchId, list_batches
from journal_app.journal.drafts import edit_entry, keep_draft, save_draft
from journal_app.journal.entries import EntryId, add_entry, count_entries, delete_entry, list_entries, load_entry
from journal_app.journal.marks import set_starred
from journal_app.journal.search import search_entries
from journal_app.journal.trash import move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.vault.engine import raw
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.index_merging import words_left_to_merging
from journal_app.vault.snapshots import SnapshotReason, list_snapshots
from journal_app.vault.vault import Vault
from journal_app.vault.verify import verify_open_vault

FORMS = list(ExportFormat)
Write = Callable[..., Path]
AllOf = Callable[[Vault], dict[str, Any]]


def newest(vault: Vault) -> EntryId:
    return list_entries(vault).items[0].id


def undo(vault: Vault, clock: FixedClock, batch: int | None = None) -> tuple[int, int]:
    *_, whole = undo_import(vault, clock, None if batch is None else BatchId(batch))
    return whole.removed, whole.kept


def as_json(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "journal.json").read_text(encoding="utf-8")))


def write_json(folder: Path, record: object) -> None:
    (folder / "journal.json").write_text(json.dumps(record), encoding="utf-8")


@pytest.fixture
def out(lived_in: Vault, export: Write, tmp_path: Path) -> Path:
    """The journal as JSON."""
    return export(lived_in, tmp_path / "json", ExportFormat.JSON)


# --- out again --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_undo__of_a_whole_import__leaves_the_journal_as_it_was(
    form: ExportFormat,
    lived_in: Vault,
    elsewhere: Vault,
    clock: FixedClock,
    export: Write,
    all_of: AllOf,
    tmp_path: Path,
) -> None:
    before = all_of(elsewhere)
    source = export(lived_in, tmp_path / "out", form)
    import_source(elsewhere, clock, source)
    [batch] = list_batches(elsewhere)
    assert (batch.source, batch.is_finished, batch.pages) == (str(form), True, 6)
    assert batch.files == 1

    assert undo(elsewhere, clock) == (6, 0)

    assert all_of(elsewhere) == before
    assert list_batches(elsewhere) == ()
    assert import_source(elsewhere, clock, source).added == 4


def test_undo__pages_changed_since__stay(elsewhere: Vault, clock: FixedClock, out: Path) -> None:
    import_source(elsewhere, clock, out)
    starred, reworded, *_ = [entry.id for entry in list_entries(elsewhere).items if "that" not in entry.opening]
    set_starred(elsewhere, starred, True)
    draft = edit_entry(elsewhere, clock, reworded)
    save_draft(elsewhere, clock, draft.id, title="", body="other words")
    keep_draft(elsewhere, clock, draft.id)
    move_to_trash(elsewhere, clock, newest(elsewhere))

    assert undo(elsewhere, clock) == (4, 2)

    assert {entry.id for entry in list_entries(elsewhere).items} == {starred, reworded}


@pytest.mark.parametrize("many", [1, 1000])
def test_undo__few_or_many__leaves_no_word_of_them_in_the_file_and_finds_the_others(
    many: int,
    vault: Vault,
    clock: FixedClock,
    decrypted: Callable[[Vault], bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(taking_out, "MANY", many)
    add_entry(vault, clock, title="", body="plum, written here", written_at=clock.now(), zone="UTC")
    for number in range(12):
        (tmp_path / f"{number}.md").write_text(f"plum zyxomma{number} 東京")
    import_source(vault, clock, tmp_path)
    assert len(search_entries(vault, "plum").items) == 13

    assert undo(vault, clock) == (12, 0)

    assert b"zyxomma" not in decrypted(vault)
    assert [len(search_entries(vault, words).items) for words in ("plum", "zyx", "東京")] == [1, 0, 0]
    assert verify_open_vault(vault).is_sound


def test_undo__of_many_left_off_on_the_way__can_be_done_again(
    elsewhere: Vault, clock: FixedClock, out: Path, all_of: AllOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_out, "MANY", 3)
    monkeypatch.setattr(taking_out, "GROUP", 2)
    before = all_of(elsewhere)
    import_source(elsewhere, clock, out)
    steps = undo_import(elsewhere, clock, None)
    while next(steps).removed < 4:
        pass
    steps.close()
    assert [batch.is_finished for batch in list_batches(elsewhere)] == [False]

    undo(elsewhere, clock)

    assert (all_of(elsewhere), list_batches(elsewhere)) == (before, ())
    with elsewhere.read() as connection:
        assert raw(connection).execute("SELECT count(*) FROM entry_words_idx").fetchone()[0] <= 1


def test_undo__fails_within_a_group__the_next_page_deleted_leaves_no_word(
    vault: Vault, clock: FixedClock, decrypted: Callable[[Vault], bytes]
) -> None:
    own = add_entry(vault, clock, title="", body="zyxomma", written_at=clock.now(), zone="UTC")

    with pytest.raises(KeyError), vault.write() as connection, words_left_to_merging(connection):
        raise KeyError
    delete_entry(vault, own)

    assert b"zyxomma" not in decrypted(vault)


def test_undo__no_such_import__is_refused(vault: Vault, clock: FixedClock) -> None:
    for batch in (None, 7):
        with pytest.raises(ExchangeError) as refused:
            undo(vault, clock, batch)
        assert refused.value.code is ExchangeProblem.NO_SUCH_BATCH


def test_import__and_undo__make_a_backup_first(elsewhere: Vault, clock: FixedClock, out: Path) -> None:
    import_source(elsewhere, clock, out)
    undo(elsewhere, clock)

    taken = list_snapshots(elsewhere.folder, elsewhere)
    assert [(one.reason, one.entries) for one in reversed(taken)] == [
        (SnapshotReason.IMPORT, 0),
        (SnapshotReason.DELETION, 4),
    ]


def test_import__dry_run__says_the_same_and_changes_nothing(
    elsewhere: Vault, clock: FixedClock, out: Path, all_of: AllOf
) -> None:
    before = all_of(elsewhere)

    dry = import_source(elsewhere, clock, out, dry_run=True)

    assert (all_of(elsewhere), list_batches(elsewhere), list_snapshots(elsewhere.folder)) == (before, (), ())
    wet = import_source(elsewhere, clock, out)
    assert (dry.added, dry.drafts, dry.trashed, dry.files) == (wet.added, wet.drafts, wet.trashed, wet.files)


# --- whole or not at all ----------------------------------------------------------------------------------------------


def test_import__stopped_on_the_way__takes_out_what_had_come_in(
    elsewhere: Vault, clock: FixedClock, out: Path, all_of: AllOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "GROUP", 2)
    before = all_of(elsewhere)
    task = Import(elsewhere, clock, out)
    steps = task.steps()
    while count_entries(elsewhere) == 0:
        next(steps)

    task.stop()
    for _ in steps:
        pass

    assert (all_of(elsewhere), list_batches(elsewhere), task.report.batch) == (before, (), None)


def test_import__stopped_while_the_index_is_merged__takes_out_what_had_come_in(
    elsewhere: Vault, clock: FixedClock, out: Path, all_of: AllOf
) -> None:
    before = all_of(elsewhere)
    task = Import(elsewhere, clock, out)
    steps = task.steps()
    while not any(batch.is_finished for batch in list_batches(elsewhere)):
        next(steps)

    task.stop()
    for _ in steps:
        pass

    assert (all_of(elsewhere), list_batches(elsewhere), task.report.batch) == (before, (), None)


@pytest.mark.parametrize("form", FORMS)
def test_import__told_as_it_goes__comes_to_its_end_and_never_goes_back(
    form: ExportFormat, lived_in: Vault, elsewhere: Vault, clock: FixedClock, export: Write, tmp_path: Path
) -> None:
    told = list(Import(elsewhere, clock, export(lived_in, tmp_path / "out", form)).steps())

    assert [one.done for one in told] == sorted(one.done for one in told)
    assert len({one.total for one in told}) == 1
    assert told[-1].done <= told[-1].total


def test_import__disk_full_while_the_index_is_merged__is_whole_all_the_same(
    elsewhere: Vault, clock: FixedClock, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_vault: Vault) -> Any:
        yield 0.5
        raise VaultError(VaultProblem.DISK_FULL)

    monkeypatch.setattr(importing, "merge_indexes", full_disk)

    report = import_source(elsewhere, clock, out)

    assert report.added == 4
    assert [batch.is_finished for batch in list_batches(elsewhere)] == [True]


def test_import__failing_on_the_way__takes_out_what_had_come_in(
    elsewhere: Vault, clock: FixedClock, out: Path, all_of: AllOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "GROUP", 2)
    before = all_of(elsewhere)
    real, calls = importing.bring_in, []

    def full_disk(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise VaultError(VaultProblem.DISK_FULL)
        return real(*args)

    monkeypatch.setattr(importing, "bring_in", full_disk)

    with pytest.raises(VaultError):
        import_source(elsewhere, clock, out)

    assert (all_of(elsewhere), list_batches(elsewhere)) == (before, ())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", [None, b"other bytes", b""])
def test_import__a_file_goes_or_changes_on_the_way__takes_out_what_had_come_in_and_says_so(
    words: bytes | None,
    form: ExportFormat,
    lived_in: Vault,
    elsewhere: Vault,
    clock: FixedClock,
    export: Write,
    all_of: AllOf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "GROUP", 1)
    before = all_of(elsewhere)
    source = export(lived_in, tmp_path / "out", form)
    [picture] = source.rglob("*.jpg")
    real = importing.bring_in

    def meanwhile(vault: Vault, *args: Any) -> Any:
        if count_entries(vault) == 1:
            picture.unlink() if words is None else picture.write_bytes(words)
        return real(vault, *args)

    monkeypatch.setattr(importing, "bring_in", meanwhile)

    with pytest.raises(ExchangeError) as refused:
        import_source(elsewhere, clock, source)

    assert refused.value.code is ExchangeProblem.SOURCE_CHANGED
    assert (all_of(elsewhere), list_batches(elsewhere)) == (before, ())


def test_import__pages_with_large_files__come_in_a_few_at_a_time(
    elsewhere: Vault, clock: FixedClock, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "LARGEST_GROUP_BYTES", 400_000)  # one picture is larger
    whole, steps = Import(elsewhere, clock, out), 0
    for _ in whole.steps():
        steps += 1

    assert whole.report.files == 2
    assert steps == 5  # begun; up to the picture; the rest; the index merged, and that it is


def test_import__process_gone_on_the_way__is_told_as_unfinished_and_goes_on(
    elsewhere: Vault, lived_in: Vault, clock: FixedClock, out: Path, all_of: AllOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "GROUP", 2)
    steps = Import(elsewhere, clock, out).steps()
    while count_entries(elsewhere) == 0:
        next(steps)
    steps.close()

    [batch] = list_batches(elsewhere)
    assert not batch.is_finished
    import_source(elsewhere, clock, out)

    assert all_of(elsewhere)["entries"] == all_of(lived_in)["entries"]
    assert undo(elsewhere, clock)[0] + undo(elsewhere, clock)[0] == 6


# --- what is there already --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_import__page_that_differs_here__is_told_and_left(
    form: ExportFormat, lived_in: Vault, clock: FixedClock, export: Write, tmp_path: Path
) -> None:
    source = export(lived_in, tmp_path / "out", form)
    entry_id = list_entries(lived_in).items[-1].id
    set_starred(lived_in, entry_id, False)
    before = load_entry(lived_in, entry_id)

    report = import_source(lived_in, clock, source)

    assert len(report.differs) == 1
    assert (report.added, report.already_there, report.batch) == (0, 5, None)
    assert load_entry(lived_in, entry_id) == before


@pytest.mark.parametrize("dry_run", [True, False])
def test_import__same_page_twice_in_one_source__comes_in_once(
    dry_run: bool, elsewhere: Vault, clock: FixedClock, out: Path
) -> None:
    record = as_json(out)
    changed = {**record["entries"][0], "body": "other words"}
    write_json(out, {**record, "entries": [*record["entries"], record["entries"][1], changed]})

    report = import_source(elsewhere, clock, out, dry_run=dry_run)

    assert (report.added, report.already_there, report.differs) == (4, 1, ("journal.json: entries 6",))


def test_import__trashed_here_meanwhile__is_not_brought_back(lived_in: Vault, clock: FixedClock, out: Path) -> None:
    move_to_trash(lived_in, clock, newest(lived_in))

    report = import_source(lived_in, clock, out)

    assert (report.added, report.already_there + len(report.differs)) == (0, 6)


def test_undo__tags_spelled_differently_in_one_import__are_no_change(
    elsewhere: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    for name, tag in (("a.md", "Tea"), ("b.md", "tea")):
        (tmp_path / name).write_text(f"---\ntags: [{tag}]\n---\nx", encoding="utf-8")
    import_source(elsewhere, clock, tmp_path)

    assert undo(elsewhere, clock) == (2, 0)

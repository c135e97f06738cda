"""Bringing in a folder of texts: once each, as they stand, whatever else lies in the folder."""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from journal_app.exchange import importing, text_folder
from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.importing import import_source
from journal_app.exchange.report import SkippedFile, SkipReason
from journal_app.journal.entries import Entry, count_entries, list_entries, load_entry
from journal_app.journal.tags import list_tags
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    (texts / "2024").mkdir(parents=True)
    return texts


def _only(vault: Vault) -> Entry:
    [summary] = list_entries(vault).items
    return load_entry(vault, summary.id)


def test_import__files_of_all_kinds__come_in_with_day_and_title(vault: Vault, clock: FixedClock, folder: Path) -> None:
    (folder / "2024" / "2024-05-01 Rain.md").write_text("# Loud\n\nso loud\n", encoding="utf-8")
    (folder / "note.TXT").write_text("---\ntitle: Figs\ndate: 2023-07-02\nmood: fine\n---\nnine figs", encoding="utf-8")
    undated = folder / "plain.txt"
    undated.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    os.utime(undated, (0, datetime(2022, 1, 1, 9, tzinfo=UTC).timestamp()))

    report = import_source(vault, clock, folder)

    assert (report.added, report.already_there, report.skipped) == (3, 0, ())
    assert report.dated_by_file_time == ("plain.txt",)
    assert report.left_out_keys == ("mood",)
    entries = [load_entry(vault, summary.id) for summary in list_entries(vault).items]
    assert [(entry.written_on, entry.title, entry.body) for entry in entries] == [
        (date(2024, 5, 1), "Rain", "# Loud\n\nso loud\n"),
        (date(2023, 7, 2), "Figs", "nine figs"),
        (date(2022, 1, 1), "plain", "one\ntwo\n"),
    ]


def test_import__tags_in_front_matter__come_in_beside_the_page(vault: Vault, clock: FixedClock, folder: Path) -> None:
    (folder / "a.md").write_text("---\ntags: [Tea, two words]\n---\nx #cups", encoding="utf-8")
    (folder / "b.md").write_text("---\ntags: ['?!', tea]\n---\ny", encoding="utf-8")

    report = import_source(vault, clock, folder)

    assert report.left_out_keys == ("tags",)  # of the one that can be no tag
    assert [(tag.name, tag.pages) for tag in list_tags(vault)] == [("cups", 1), ("Tea", 2), ("two-words", 1)]


def test_import__again_after_moving_the_folder__adds_only_what_is_new(
    vault: Vault, clock: FixedClock, folder: Path, tmp_path: Path
) -> None:
    (folder / "a.txt").write_text("a", encoding="utf-8")
    (folder / "b.txt").write_text("b", encoding="utf-8")
    import_source(vault, clock, folder)
    moved = folder.rename(tmp_path / "elsewhere")
    (moved / "b.txt").write_text("b, changed", encoding="utf-8")

    report = import_source(vault, clock, moved)

    assert (report.added, report.already_there) == (1, 1)
    assert count_entries(vault) == 3


def test_import__dry_run__tells_the_same_and_changes_nothing(vault: Vault, clock: FixedClock, folder: Path) -> None:
    (folder / "a.txt").write_text("a", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\xff\xfe")

    dry = import_source(vault, clock, folder, dry_run=True)

    assert count_entries(vault) == 0
    wet = import_source(vault, clock, folder)
    assert dry.is_dry_run
    assert not wet.is_dry_run
    assert (dry.added, dry.skipped, dry.dated_by_file_time) == (wet.added, wet.skipped, wet.dated_by_file_time)


def test_import__files_it_cannot_take__are_named_and_the_rest_comes_in(
    vault: Vault, clock: FixedClock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_folder, "LARGEST_FILE_BYTES", 100)
    (folder / "a-latin.txt").write_bytes("café".encode("latin-1"))
    (folder / "b-empty.md").write_bytes(b"---\ntitle: x\n---\n \n")
    (folder / "c-nul.txt").write_bytes(b"a\0b")
    (folder / "d-large.txt").write_bytes(b"x" * 101)
    (folder / "e-fine.txt").write_bytes(b"x" * 100)
    (folder / "f-folder.txt").mkdir()
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text("h", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("h", encoding="utf-8")

    report = import_source(vault, clock, folder)

    assert report.added == 1
    assert report.skipped == (
        SkippedFile("a-latin.txt", SkipReason.NOT_UTF8),
        SkippedFile("b-empty.md", SkipReason.EMPTY),
        SkippedFile("c-nul.txt", SkipReason.TEXT_HAS_NUL),
        SkippedFile("d-large.txt", SkipReason.TOO_LARGE),
    )
    assert _only(vault).body == "x" * 100


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as POSIX has them")
def test_import__links_and_pipes__are_never_opened(
    vault: Vault, clock: FixedClock, folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "folder-link").symlink_to(outside)
    os.mkfifo(folder / "pipe.txt")

    report = import_source(vault, clock, folder)

    assert report.added == 0
    assert report.skipped == (
        SkippedFile("link.txt", SkipReason.IS_LINK),
        SkippedFile("pipe.txt", SkipReason.NOT_A_FILE),
    )


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes are Linux's")
def test_import__name_that_is_not_utf8__comes_in_once(vault: Vault, clock: FixedClock, folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("x", encoding="utf-8")

    first = import_source(vault, clock, folder)
    second = import_source(vault, clock, folder)

    assert (first.added, second.already_there) == (1, 1)
    assert _only(vault).title == "caf\\xe9"


def test_import__more_than_a_batch__comes_in_whole(
    vault: Vault, clock: FixedClock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "GROUP", 3)
    for number in range(8):
        (folder / f"{number}.txt").write_text(str(number), encoding="utf-8")

    assert import_source(vault, clock, folder).added == 8
    assert import_source(vault, clock, folder).already_there == 8


def test_import__no_such_folder_a_file_or_too_many__is_refused(
    vault: Vault, clock: FixedClock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text("a", encoding="utf-8")
    (folder / "b.txt").write_text("b", encoding="utf-8")
    monkeypatch.setattr(text_folder, "MOST_FILES", 1)
    codes = []
    for source in (folder / "none", folder / "a.txt", folder):
        with pytest.raises(ExchangeError) as refused:
            import_source(vault, clock, source)
        codes.append(refused.value.code)

    assert codes == [
        ExchangeProblem.SOURCE_MISSING,
        ExchangeProblem.SOURCE_NOT_A_FOLDER,
        ExchangeProblem.TOO_MANY_FILES,
    ]
    assert count_entries(vault) == 0

"""Sources renamed, laid out anew, spoilt by hand, cut short or made to hurt: one sentence each, the rest comes in."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.exporting import ExportFormat
from journal_app.exchange.importing import import_source
from journal_app.exchange.report import SkippedFile, SkipReason
from journal_app.settings.clock import FixedClock
from journal_app.vault.snapshots import list_snapshots
from journal_app.vault.vault import Vault

Write = Callable[..., Path]
AllOf = Callable[[Vault], dict[str, Any]]


def as_json(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "journal.json").read_text(encoding="utf-8")))


def write_json(folder: Path, record: object) -> None:
    (folder / "journal.json").write_text(json.dumps(record), encoding="utf-8")


@pytest.fixture
def out(lived_in: Vault, export: Write, tmp_path: Path) -> Path:
    """The journal as JSON."""
    return export(lived_in, tmp_path / "json", ExportFormat.JSON)


@pytest.fixture
def pages(lived_in: Vault, export: Write, tmp_path: Path) -> Path:
    """The journal as Markdown."""
    return export(lived_in, tmp_path / "markdown", ExportFormat.MARKDOWN)


def test_import__renamed_and_laid_out_anew__is_told_by_what_it_holds(
    elsewhere: Vault, lived_in: Vault, clock: FixedClock, out: Path, all_of: AllOf
) -> None:
    record = as_json(out)
    (out / "journal.json").unlink()
    (out / "whatever.txt").write_text("\ufeff  " + json.dumps(record, indent=4), encoding="utf-8")

    report = import_source(elsewhere, clock, out / "whatever.txt")

    assert (report.added, report.skipped) == (4, ())
    assert all_of(elsewhere) == all_of(lived_in)


def test_import__markdown_files_moved_apart__keep_all_but_what_is_elsewhere(
    elsewhere: Vault, clock: FixedClock, pages: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for path in (pages / "entries").rglob("*.md"):
        shutil.copy(path, moved / f"{path.stem}.txt")
    (moved / "mine.txt").write_text("a page of my own", encoding="utf-8")

    report = import_source(elsewhere, clock, moved)

    assert report.added == 5
    assert {one.reason for one in report.skipped} <= {SkipReason.FILE_OUTSIDE, SkipReason.FILE_MISSING}


NOT_UNDERSTOOD, MISSING = SkipReason.NOT_UNDERSTOOD, SkipReason.FILE_MISSING
CHANGES: list[tuple[dict[str, Any], SkipReason, str]] = [
    ({"id": "../../etc"}, NOT_UNDERSTOOD, "id"),
    ({"id": 7}, NOT_UNDERSTOOD, "id"),
    ({"date": "yesterday"}, SkipReason.BAD_MOMENT, "date"),
    ({"date": "2024-05-01T10:00:00"}, SkipReason.BAD_MOMENT, "date"),
    ({"date": "0001-01-01T00:00:00+05:00"}, SkipReason.BAD_MOMENT, "date"),
    ({"date": "0001-01-01T10:00:00+00:00"}, SkipReason.MOMENT_OUT_OF_RANGE, ""),
    ({"date": "9999-12-31T23:00:00+00:00"}, SkipReason.MOMENT_OUT_OF_RANGE, ""),
    ({"zone": "Middle/Earth"}, SkipReason.ZONE_UNKNOWN, "zone"),
    ({"zone": "../../../etc/passwd"}, SkipReason.ZONE_UNKNOWN, "zone"),
    ({"body": ["a", "list"]}, NOT_UNDERSTOOD, "body"),
    ({"body": "a\0b"}, SkipReason.TEXT_HAS_NUL, ""),
    ({"body": "half \ud83d"}, SkipReason.TEXT_HAS_BROKEN_CHARACTER, ""),
    ({"starred": "yes"}, NOT_UNDERSTOOD, "starred"),
    ({"tags": ["not a tag?"]}, NOT_UNDERSTOOD, "tags"),
    ({"tags": {"a": 1}}, NOT_UNDERSTOOD, "tags"),
    ({"asked": {"title": "only this"}}, NOT_UNDERSTOOD, "asked"),
    ({"versions": [{"body": "x", "worded_at": "?", "replaced_at": "?"}]}, SkipReason.BAD_MOMENT, "worded_at"),
]


@pytest.mark.parametrize(("change", "reason", "key"), CHANGES)
def test_import__record_that_is_not_right__is_told_by_its_place_and_the_rest_comes_in(
    change: dict[str, Any], reason: SkipReason, key: str, elsewhere: Vault, clock: FixedClock, out: Path
) -> None:
    record = as_json(out)
    record["entries"][0] |= change
    write_json(out, record)

    report = import_source(elsewhere, clock, out)

    assert report.skipped == (SkippedFile("journal.json: entries 1", reason, key),)
    assert report.added == 3


def test_import__keys_that_are_not_known__are_told_and_the_page_comes_in(
    elsewhere: Vault, clock: FixedClock, out: Path
) -> None:
    record = as_json(out)
    record["entries"][0]["mood"] = "fine"
    record["entries"][1]["asked"]["shade"] = 3
    write_json(out, {**record, "weather": [1, 2]})

    report = import_source(elsewhere, clock, out)

    assert (report.added, report.skipped) == (4, ())
    assert report.left_out_keys == ("asked.shade", "mood", "weather")


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.999])
def test_import__json_cut_short__brings_in_what_is_whole_and_says_so(
    keep: float, elsewhere: Vault, clock: FixedClock, out: Path
) -> None:
    file = out / "journal.json"
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * keep)])

    report = import_source(elsewhere, clock, out)

    assert SkippedFile("journal.json", SkipReason.CUT_SHORT) in report.skipped
    assert report.added + report.drafts + report.trashed < 6 or keep > 0.9


@pytest.mark.parametrize("inside", ["[" * 100_000, '{"a":' * 50_000, "9" * 5000, "NaN"])
def test_import__json_made_to_hurt__is_told(inside: str, elsewhere: Vault, clock: FixedClock, tmp_path: Path) -> None:
    head = '{"format": "kindroot-journal", "version": 1, "entries": ['
    (tmp_path / "journal.json").write_text(f"{head}{inside}]}}", encoding="utf-8")

    report = import_source(elsewhere, clock, tmp_path / "journal.json")

    assert report.added == 0
    assert len(report.skipped) == 1


@pytest.mark.parametrize("place", ["tags", "versions", "attachments", "asked", "starred", "body", "\ud800"])
def test_import__half_a_character_anywhere__is_told_and_the_others_come_in(
    place: str, elsewhere: Vault, clock: FixedClock, out: Path
) -> None:
    record = as_json(out)
    record["entries"][0][place] = "\ud800"
    write_json(out, record)

    report = import_source(elsewhere, clock, out)

    assert (report.added, [one.reason for one in report.skipped]) == (3, [SkipReason.TEXT_HAS_BROKEN_CHARACTER])


def test_import__megabytes_of_space_between_the_pages__are_passed_over(
    elsewhere: Vault, clock: FixedClock, out: Path
) -> None:
    file = out / "journal.json"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\n" + b" \t\r\n" * 500_000, 3))

    assert import_source(elsewhere, clock, out).added == 4


def test_import__newer_form__is_refused_and_nothing_changed(elsewhere: Vault, clock: FixedClock, out: Path) -> None:
    write_json(out, {**as_json(out), "version": 2})

    with pytest.raises(ExchangeError) as refused:
        import_source(elsewhere, clock, out)

    assert refused.value.code is ExchangeProblem.SOURCE_NEWER
    assert list_snapshots(elsewhere.folder) == ()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../../secret", SkipReason.FILE_OUTSIDE),
        ("/etc/passwd", SkipReason.FILE_OUTSIDE),
        ("C:\\Windows\\win.ini", SkipReason.FILE_OUTSIDE),
        ("//host/share", SkipReason.FILE_OUTSIDE),
        ("assets/../../secret", SkipReason.FILE_OUTSIDE),
        ("assets/none", SkipReason.FILE_MISSING),
        ("", SkipReason.FILE_OUTSIDE),
        ("assets", SkipReason.NOT_A_FILE),
    ],
)
def test_import__file_named_elsewhere__is_never_opened_and_the_page_comes_in_without(
    path: str, reason: SkipReason, elsewhere: Vault, clock: FixedClock, out: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    record = as_json(out)
    with_file = next(n for n, entry in enumerate(record["entries"]) if "attachments" in entry)
    record["entries"][with_file]["attachments"][0]["file"] = path
    write_json(out, record)

    report = import_source(elsewhere, clock, out)

    assert report.skipped == (SkippedFile(f"journal.json: entries {with_file + 1}", reason, path),)
    assert (report.added, report.files) == (4, 1)


def test_import__file_changed_since__is_told_and_the_page_comes_in_without(
    elsewhere: Vault, clock: FixedClock, pages: Path
) -> None:
    picture = next(path for path in (pages / "assets").iterdir() if path.suffix == ".jpg")
    picture.write_bytes(b"something else")

    report = import_source(elsewhere, clock, pages)

    assert [one.reason for one in report.skipped] == [SkipReason.FILE_DIFFERS]
    assert (report.added, report.files) == (4, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
def test_import__links_on_the_way_to_a_file__are_not_followed(
    elsewhere: Vault, clock: FixedClock, out: Path, tmp_path: Path
) -> None:
    (out / "assets").rename(tmp_path / "away")
    (out / "assets").symlink_to(tmp_path / "away")

    report = import_source(elsewhere, clock, out)

    assert [one.reason for one in report.skipped] == [SkipReason.IS_LINK, SkipReason.IS_LINK]
    assert (report.added, report.files) == (4, 0)


def test_import__earlier_wordings_of_no_page__are_told(elsewhere: Vault, clock: FixedClock, pages: Path) -> None:
    first = next(path for path in sorted((pages / "entries").rglob("*.md")) if "versions:" in path.read_text("utf-8"))
    first.unlink()

    report = import_source(elsewhere, clock, pages)

    assert [one.reason for one in report.skipped] == [SkipReason.WITHOUT_ITS_PAGE] * 2


def test_import__markdown_spoilt_by_hand__is_told_by_its_key(elsewhere: Vault, clock: FixedClock, pages: Path) -> None:
    file = next(path for path in sorted((pages / "entries").rglob("*.md")) if "asked:" in path.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace('"pack":', '"pack"'), encoding="utf-8", newline="")

    report = import_source(elsewhere, clock, pages)

    told = file.relative_to(pages).as_posix()
    assert report.skipped == (SkippedFile(told, SkipReason.NOT_UNDERSTOOD, "asked"),)
    assert report.added == 3


def test_import__line_ends_of_windows_and_yaml_of_others__read_the_same(
    elsewhere: Vault, lived_in: Vault, clock: FixedClock, pages: Path, all_of: AllOf
) -> None:
    for path in pages.rglob("*.md"):
        text = path.read_text("utf-8").replace('tags: ["Quiet-hour"]', "tags:\n  - 'Quiet-hour'")
        path.write_bytes(text.replace("\n", "\r\n").encode())

    import_source(elsewhere, clock, pages)

    assert all_of(elsewhere)["entries"] == all_of(lived_in)["entries"]


@pytest.mark.skipif(os.name == "nt", reason="rights as POSIX has them")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_import__source_that_may_not_be_read__is_refused(elsewhere: Vault, clock: FixedClock, out: Path) -> None:
    (out / "journal.json").chmod(0)

    with pytest.raises(ExchangeError) as refused:
        import_source(elsewhere, clock, out / "journal.json")

    assert refused.value.code is ExchangeProblem.SOURCE_NOT_READABLE

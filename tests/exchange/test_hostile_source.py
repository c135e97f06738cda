"""Sources in the wrong encoding, too deep, too large or full of what is wrong: told in sentences, within bounds."""

import hashlib
import io
import json
import resource
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.importing import import_source
from journal_app.exchange.json_source import JsonSource
from journal_app.exchange.report import LONGEST_NAME, MOST_NAMED, SkippedFile, SkipReason
from journal_app.journal.entries import list_entries, load_entry
from journal_app.journal.everything import read_entries, read_file_bytes
from journal_app.settings.clock import FixedClock
from journal_app.settings.sentences import sentence
from journal_app.vault.vault import Vault

HEAD: dict[str, Any] = {"format": "kindroot-journal", "version": 1}
PAGE: dict[str, Any] = {
    "id": "a" * 32,
    "date": "2024-05-01T10:00:00+00:00",
    "zone": "UTC",
    "title": "",
    "body": "café",
    "created_at": "2024-05-01T10:00:00+00:00",
}
MOST_BYTES = 100 * 1024 * 1024


def most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def write(folder: Path, record: object, encoding: str = "utf-8") -> Path:
    file = folder / "journal.json"
    file.write_bytes(json.dumps(record, ensure_ascii=False).encode(encoding))
    return file


# --- encodings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_import__markdown_that_is_not_utf8__is_told_and_the_rest_comes_in(
    encoding: str, vault: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_bytes("---\ntitle: Café\n---\ntwo cups, café".encode(encoding))
    (tmp_path / "b.md").write_text("and the rain", encoding="utf-8")

    report = import_source(vault, clock, tmp_path)

    [skipped] = report.skipped
    assert report.added == 1
    assert skipped.path == "a.md"
    assert skipped.reason in (SkipReason.NOT_UTF8, SkipReason.TEXT_HAS_NUL)


def test_import__json_in_latin_1__is_told_as_such(vault: Vault, clock: FixedClock, tmp_path: Path) -> None:
    file = write(tmp_path, {**HEAD, "entries": [PAGE]}, "latin-1")

    for source in (tmp_path, file):
        report = import_source(vault, clock, source)

        assert (report.added, report.skipped) == (0, (SkippedFile("journal.json", SkipReason.NOT_UTF8),))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_import__json_in_utf_16__is_refused_in_a_sentence(
    encoding: str, vault: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    file = write(tmp_path, {**HEAD, "entries": [PAGE]}, encoding)

    with pytest.raises(ExchangeError) as refused:
        import_source(vault, clock, file)

    assert refused.value.code is ExchangeProblem.SOURCE_NOT_A_FOLDER
    assert sentence(refused.value.code, **refused.value.fields)
    assert import_source(vault, clock, tmp_path).added == 0


# --- too deep, too large ----------------------------------------------------------------------------------------------


def nested(place: str, mark: str, depth: int) -> str:
    opening, end = ("[", "]") if mark == "[]" else ('{"a":', "}")
    deep = opening * depth + "1" + end * depth
    text = json.dumps({**HEAD, "journal": {}, "entries": [{**PAGE, "body": "tea"}]})
    return {
        "entries": text.replace("[{", f"[{deep}, {{"),
        "mood": text.replace("[{", f'[{{"mood": {deep}, '),
        "body": text.replace('"tea"', deep),
        "journal": text.replace('"journal": {}', f'"journal": {deep}'),
        "strange": f'{text[:-1]}, "strange": {deep}}}',
    }[place]


@pytest.mark.parametrize("depth", [100, 700, 100_000])
@pytest.mark.parametrize("mark", ["[]", "{}"])
@pytest.mark.parametrize("place", ["entries", "mood", "body", "journal", "strange"])
def test_import__json_nested_deep__is_told_or_comes_in_without(
    place: str, mark: str, depth: int, vault: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    file = tmp_path / "journal.json"
    file.write_text(nested(place, mark, depth), encoding="utf-8")

    report = import_source(vault, clock, file)

    assert report.added + len(report.skipped) >= 1
    assert len(report.skipped) <= 2


@pytest.mark.parametrize("mark", ["[]", "{}"])
@pytest.mark.parametrize("place", ["entries", "mood", "body", "journal", "strange", "check_ins"])
def test_json_source__nested_about_as_deep_as_can_be_read__is_told(place: str, mark: str, tmp_path: Path) -> None:
    file = tmp_path / "journal.json"
    for depth in range(750, 1000):
        if place == "check_ins":
            file.write_text(nested("entries", mark, depth).replace("entries", place), encoding="utf-8")
        else:
            file.write_text(nested(place, mark, depth), encoding="utf-8")

        found = list(JsonSource(file).pages())

        assert any(one.arriving or one.skipped for one in found), depth


@pytest.mark.skipif(sys.platform != "linux", reason="a file with a hole, as ext4 and tmpfs have it")
def test_import__a_gigabyte_that_is_no_page__is_refused_by_its_size(
    vault: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    with (tmp_path / "entry.md").open("wb") as file:
        file.truncate(1 << 30)
    (tmp_path / "other.md").write_text("and the rain", encoding="utf-8")
    before = most_memory()

    report = import_source(vault, clock, tmp_path)

    assert (report.added, report.skipped) == (1, (SkippedFile("entry.md", SkipReason.TOO_LARGE),))
    assert most_memory() - before <= MOST_BYTES


def test_import__zip_bomb_called_a_picture__is_kept_as_its_bytes(
    vault: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("0", "w", force_zip64=True) as one:
        for _ in range(300):
            one.write(bytes(1 << 20))
    bomb = packed.getvalue()
    (tmp_path / "garden.png").write_bytes(bomb)
    described = {
        "id": "b" * 32,
        "file": "garden.png",
        "name": "garden.png",
        "type": "image/png",
        "bytes": len(bomb),
        "sha256": hashlib.sha256(bomb).hexdigest(),
        "added_at": "2024-05-01T10:00:00+00:00",
        "width": 40,
        "height": 30,
    }
    write(tmp_path, {**HEAD, "entries": [{**PAGE, "attachments": [described]}]})
    before = most_memory()

    report = import_source(vault, clock, tmp_path)

    assert (report.added, report.files, report.skipped) == (1, 1, ())
    [[entry]] = read_entries(vault)
    assert b"".join(read_file_bytes(vault, entry.files[0].uid)) == bomb
    assert most_memory() - before <= MOST_BYTES


# --- the report -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dry_run", [True, False])
def test_import__endless_records_that_are_wrong__are_counted_and_the_first_named(
    dry_run: bool, vault: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    many = MOST_NAMED + 700
    write(tmp_path, {**HEAD, "entries": [{}] * many + [PAGE]})

    report = import_source(vault, clock, tmp_path, dry_run=dry_run)

    assert (report.added, len(report.skipped), report.count("skipped")) == (1, MOST_NAMED, many)
    assert report.skipped[0].path == "journal.json: entries 1"
    assert report.unnamed == {"skipped": 700}


def test_import__endless_keys_of_any_length__are_counted_and_the_first_named_in_short(
    vault: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    strange = {f"{number:05}" + "x" * 5000: 1 for number in range(MOST_NAMED + 5)}
    write(tmp_path, {**HEAD, "entries": [{**PAGE, **strange}]})

    report = import_source(vault, clock, tmp_path)

    assert (report.added, len(report.left_out_keys)) == (1, MOST_NAMED)
    assert report.unnamed == {"left_out_keys": 5}
    assert max(map(len, report.left_out_keys)) == LONGEST_NAME + 1


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="links and names as POSIX has them")
def test_import__links_in_circles_dots_in_names_and_in_the_way_there__come_in_once(
    vault: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    folder = tmp_path / "old" / "pages"
    folder.mkdir(parents=True)
    (tmp_path / "outside.md").write_text("not of the folder", encoding="utf-8")
    (folder / "up").symlink_to("..")
    (folder / "round").symlink_to(folder)
    (folder / "a..b.md").write_text("the one page", encoding="utf-8")
    (folder / "up.md").symlink_to("../../outside.md")
    (folder / "nowhere.md").symlink_to("nowhere.md")

    report = import_source(vault, clock, folder / ".." / ".." / "old" / "pages")

    assert report.added == 1
    assert {one.reason for one in report.skipped} == {SkipReason.IS_LINK}
    [entry] = list_entries(vault).items
    assert load_entry(vault, entry.id).body == "the one page"

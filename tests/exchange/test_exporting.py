"""Writing out: whole or not at all, into a new folder, under names that say nothing but the date."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journal_app.exchange import exporting
from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.exporting import Export, ExportFormat, ExportWish, look_at_export
from journal_app.journal.everything import DaySpan
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

FORMS = list(ExportFormat)
Write = Callable[..., Path]


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_export__markdown__has_neutral_names_and_links_that_lead_there(
    lived_in: Vault, export: Write, tmp_path: Path
) -> None:
    out = export(lived_in, tmp_path / "out", ExportFormat.MARKDOWN)

    names = names_in(out)
    assert [name for name in names if name.startswith(("entries/", "history/", "trash/", "drafts/"))] == [
        "drafts/1.md",
        "entries/2025/2025-04-09_193000.md",
        "entries/2025/2025-04-11_033000.md",
        "entries/2025/2025-04-11_033000_no002.md",
        "entries/2026/2026-04-14_193000.md",
        "history/2025/2025-04-09_193000/1.md",
        "history/2025/2025-04-09_193000/2.md",
        "trash/1.md",
    ]
    assert all(re.fullmatch(r"[a-z0-9./_-]+", name) for name in names)
    text = (out / "entries/2026/2026-04-14_193000.md").read_text("utf-8")
    [link] = re.findall(r"\]\((\.\./[^)]+)\)", text)
    assert (out / "entries/2026" / link).is_file()


def test_export__json__is_one_object_with_a_page_a_line(lived_in: Vault, export: Write, tmp_path: Path) -> None:
    out = export(lived_in, tmp_path / "out", ExportFormat.JSON)

    text = (out / "journal.json").read_text("utf-8")
    record = json.loads(text)
    assert list(record) == ["format", "version", "exported_at", "journal", "entries", "trash", "drafts"]
    assert (record["format"], record["version"]) == ("kindroot-journal", 1)
    assert [len(record[part]) for part in ("entries", "trash", "drafts")] == [4, 1, 1]
    assert sum(line.startswith('{"id"') for line in text.split("\n")) == 5
    for page in (*record["entries"], *record["drafts"]):
        for file in page.get("attachments", []):
            assert (out / file["file"]).stat().st_size == file["bytes"]


@pytest.mark.parametrize("form", FORMS)
def test_export__nothing_in_the_journal__is_still_whole(
    form: ExportFormat, vault: Vault, export: Write, tmp_path: Path
) -> None:
    out = export(vault, tmp_path / "out", form)

    assert json.loads((out / "journal.json").read_text("utf-8"))["version"] == 1


@pytest.mark.parametrize("form", FORMS)
def test_export__some_days__holds_only_theirs(
    form: ExportFormat, lived_in: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    wish = ExportWish(form, DaySpan(date(2025, 4, 10), date(2026, 4, 14)))
    task = Export(lived_in, clock, tmp_path / "out", wish)
    for _ in task.steps():
        pass

    report = task.report
    assert (report.entries, report.drafts, report.trashed) == (3, 0, 0)
    assert look_at_export(lived_in, wish).entries == 3


def test_export__without_the_trash__leaves_it_out(lived_in: Vault, export: Write, tmp_path: Path) -> None:
    out = export(lived_in, tmp_path / "out", ExportFormat.MARKDOWN, with_trash=False)

    assert not (out / "trash").exists()


@pytest.mark.parametrize("form", FORMS)
def test_export__dry_run__tells_what_would_be_written(
    form: ExportFormat, lived_in: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    dry = look_at_export(lived_in, ExportWish(form))
    task = Export(lived_in, clock, tmp_path / "out", ExportWish(form))
    for _ in task.steps():
        pass

    wet = task.report
    assert dry.is_dry_run
    assert (dry.entries, dry.drafts, dry.trashed, dry.versions, dry.files) == (4, 1, 1, 2, 2)
    assert (wet.entries, wet.drafts, wet.trashed, wet.versions, wet.files) == (4, 1, 1, 2, 2)


# --- where to ---------------------------------------------------------------------------------------------------------


def _refused(vault: Vault, clock: FixedClock, out: Path) -> ExchangeProblem:
    with pytest.raises(ExchangeError) as refused:
        next(Export(vault, clock, out, ExportWish(ExportFormat.JSON)).steps())
    return refused.value.code


def test_export__place_that_will_not_do__is_refused_and_left_as_it_is(
    vault: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    full, file, partial = tmp_path / "full", tmp_path / "file", tmp_path / "again.partial"
    for folder in (full, partial):
        folder.mkdir()
        (folder / "mine").write_text("x", encoding="utf-8")
    file.write_text("x", encoding="utf-8")
    before = names_in(tmp_path)

    codes = [
        _refused(vault, clock, out)
        for out in (full, file, tmp_path / "none" / "out", vault.folder / "out", tmp_path / "again")
    ]

    assert codes == [
        ExchangeProblem.OUT_NOT_EMPTY,
        ExchangeProblem.OUT_NOT_A_FOLDER,
        ExchangeProblem.OUT_PARENT_MISSING,
        ExchangeProblem.OUT_IN_VAULT,
        ExchangeProblem.OUT_PARTIAL_LEFT,
    ]
    assert names_in(tmp_path) == before


def test_export__empty_folder__is_filled(vault: Vault, export: Write, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    assert (export(vault, tmp_path / "out", ExportFormat.JSON) / "journal.json").is_file()


# --- whole or not at all ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_export__failing_on_the_way__leaves_nothing(
    form: ExportFormat, lived_in: Vault, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_vault: Vault, _uid: str) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "read_file_bytes", full_disk)
    with pytest.raises(ExchangeError) as refused:
        for _ in Export(lived_in, clock, tmp_path / "out", ExportWish(form)).steps():
            pass

    assert refused.value.code is ExchangeProblem.OUT_NOT_WRITTEN
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


@pytest.mark.parametrize("form", FORMS)
def test_export__stopped_on_the_way__leaves_nothing(
    form: ExportFormat, lived_in: Vault, clock: FixedClock, tmp_path: Path
) -> None:
    steps = Export(lived_in, clock, tmp_path / "out", ExportWish(form)).steps()
    next(steps)
    assert (tmp_path / "out.partial").is_dir()

    steps.close()

    assert [path.name for path in tmp_path.iterdir()] == ["s"]

"""Out and in again: nothing is lost, in either form, for a journal with something of everything and for any words."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal_app.exchange.exporting import ExportFormat
from journal_app.exchange.importing import import_source
from journal_app.journal.adding import add_entries
from journal_app.journal.entries import NewEntry
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault, create_with_data_key

FORMS = list(ExportFormat)
Write = Callable[..., Path]
AllOf = Callable[[Vault], dict[str, Any]]


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", FORMS)
def test_export_import__journal_with_everything__is_the_same_in_another_vault(
    form: ExportFormat,
    lived_in: Vault,
    elsewhere: Vault,
    clock: FixedClock,
    export: Write,
    all_of: AllOf,
    tmp_path: Path,
) -> None:
    out = export(lived_in, tmp_path / "out", form)

    report = import_source(elsewhere, clock, out)

    assert (report.skipped, report.differs, report.left_out_keys, report.dated_by_file_time) == ((), (), (), ())
    assert (report.added, report.drafts, report.trashed, report.files) == (4, 1, 1, 2)
    assert all_of(elsewhere) == all_of(lived_in)


@pytest.mark.parametrize("form", FORMS)
def test_export__of_what_was_brought_in__is_the_same_to_the_byte(
    form: ExportFormat, lived_in: Vault, elsewhere: Vault, clock: FixedClock, export: Write, tmp_path: Path
) -> None:
    first = export(lived_in, tmp_path / "first", form)
    import_source(elsewhere, clock, first)

    second = export(elsewhere, tmp_path / "second", form)

    assert files_in(second) == files_in(first)


@pytest.mark.parametrize("form", FORMS)
def test_import__of_its_own_export__finds_everything_there(
    form: ExportFormat, lived_in: Vault, clock: FixedClock, export: Write, all_of: AllOf, tmp_path: Path
) -> None:
    before = all_of(lived_in)

    report = import_source(lived_in, clock, export(lived_in, tmp_path / "out", form))

    assert (report.added, report.drafts, report.trashed, report.differs, report.batch) == (0, 0, 0, (), None)
    assert report.already_there == 6
    assert all_of(lived_in) == before


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60) | st.text(
    st.sampled_from("-#:\n []()'\"\\!/.{}entry\u2028\x85\ufeff "), max_size=40
)
PAGES = st.lists(
    st.tuples(
        WORDS,
        WORDS,
        st.datetimes(min_value=datetime(2, 1, 2), max_value=datetime(9998, 12, 30)),  # noqa: DTZ001 - made UTC below
        st.sampled_from(["Europe/London", "Asia/Kathmandu", "UTC", "America/St_Johns", "Etc/GMT-9"]),
    ),
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])  # they hold no state
@given(pages=PAGES, form=st.sampled_from(FORMS))
def test_export_import__any_words_and_moments__come_back_exactly(
    pages: list[tuple[str, str, datetime, str]],
    form: ExportFormat,
    tmp_path_factory: pytest.TempPathFactory,
    data_key: bytes,
    export: Write,
    all_of: AllOf,
    clock: FixedClock,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    here, there = (create_with_data_key(folder / name, data_key) for name in ("here", "there"))
    try:
        add_entries(here, clock, (NewEntry(t, b, at.replace(tzinfo=UTC), zone) for t, b, at, zone in pages))

        report = import_source(there, clock, export(here, folder / "out", form))

        assert report.skipped == ()
        assert all_of(there) == all_of(here)
    finally:
        here.close()
        there.close()

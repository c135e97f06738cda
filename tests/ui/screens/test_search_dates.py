"""A search that is only a date: read in its usual forms, and nothing else taken for one."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from journal_app.ui.screens.search_dates import days_named, typed_date


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2024-05-03", "2024-05-03"),
        (" 2024/5/3 ", "2024-05-03"),
        ("3 May 2024", "2024-05-03"),
        ("May 3rd, 2024", "2024-05-03"),
        ("sept. 2024", None),
        ("sep 2024", "2024-09"),
        ("May 2024", "2024-05"),
        ("2024", "2024"),
        ("last week", "last-week"),
        ("31 February 2024", None),
        ("3 May", None),
        ("may", None),
        ("may 2024 rain", None),
        ("may june 2024", None),
        ("", None),
        ("2024 " * 100, None),
        ("٣ May 2024", None),
    ],
)
def test_typed_date__each_form__is_these_days(typed: str, value: str | None) -> None:
    assert typed_date(typed) == value


def test_typed_date__another_language__knows_its_months_too(monkeypatch: pytest.MonkeyPatch) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        assert typed_date("3. März 2024") == "2024-03-03"
        assert typed_date("03.05.24") in ("1924-05-03", "2024-05-03")
    finally:
        QLocale.setDefault(before)


def test_days_named__a_month_and_a_day__are_called_as_in_the_journal() -> None:
    today = date(2026, 11, 21)
    assert [days_named(value, today) for value in ("2024-05", "2024-05-03")] == ["May 2024", "Friday, 3 May 2024"]

"""What is said of an entry of the Support page: its small print, and honestly whether anyone has checked it."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

if TYPE_CHECKING:
    from journal_app.content.model import SupportEntry

OWN = "own"
"""The kind of an entry that a person put into their own journal."""


def detail_words(entry: "SupportEntry", max_age_days: int, today: date) -> tuple[str, ...]:
    """Return an entry's small print, line by line, ending in whether it was checked where that has to be said."""
    facts = (
        (_tr("Hours: %1"), entry.hours),
        (_tr("Languages: %1"), ", ".join(entry.languages)),
        (_tr("Cost: %1"), entry.cost),
        (_tr("Privacy: %1"), entry.privacy),
    )
    lines = [words.replace("%1", value) for words, value in facts if value]
    checked = check_words(entry, max_age_days, today)
    return (*lines, checked) if checked else tuple(lines)


def check_words(entry: "SupportEntry", max_age_days: int, today: date) -> str:
    """Return when an entry was checked and by whom, or that nobody has lately, and what to do then (content.md, R14).

    Of one's own that was never checked there is nothing to say: whoever put it there knows it.
    """
    if entry.checked_on is None or entry.checked_on > today:
        return "" if entry.kind == OWN else _tr("Nobody has checked this yet. If it doesn't work, please try another.")
    on = entry.checked_on
    day = QLocale().toString(QDate(on.year, on.month, on.day), "d MMMM yyyy")
    if not is_fresh(entry, max_age_days, today):
        words = _tr("Last checked on %1; it may have changed. If it doesn't work, please try another.")
        return words.replace("%1", day)
    if entry.checked_by:
        return _tr("Checked on %1 by %2.").replace("%1", day).replace("%2", entry.checked_by)
    return _tr("Checked on %1.").replace("%1", day)


def is_fresh(entry: "SupportEntry", max_age_days: int, today: date) -> bool:
    """Return whether an entry was checked, not longer ago than the pack allows, and not in the future."""
    return entry.checked_on is not None and 0 <= (today - entry.checked_on).days <= max_age_days


def _tr(words: str) -> str:
    return QCoreApplication.translate("SupportEntries", words)

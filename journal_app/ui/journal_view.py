"""The ways to look at the pages kept."""

from enum import StrEnum


class JournalView(StrEnum):
    """The ways to look at the pages kept, in the order of their tabs."""

    LIST = "list"
    CALENDAR = "calendar"
    YEAR = "year"
    READ = "read"

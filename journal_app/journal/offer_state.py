"""What became of one of the day's offers."""

from enum import StrEnum


class OfferState(StrEnum):
    """Of a day's offers at most one is SHOWN or ANSWERED, the one on the Today page; NEVER_AGAIN was on it once."""

    WAITING = "waiting"
    SHOWN = "shown"
    ANSWERED = "answered"
    PASSED = "passed"
    NOT_TODAY = "not_today"
    NEVER_AGAIN = "never_again"

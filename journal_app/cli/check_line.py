"""One line of `selfcheck`: a name, whether it held, and what was seen; whatever goes wrong becomes such a line."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from journal_app.content.findings import PackError
from journal_app.exchange.errors import ExchangeError
from journal_app.journal.errors import JournalError
from journal_app.settings.sentences import sentence
from journal_app.vault.errors import VaultError

WORDS = "The kettle was warm. Zażółć naïve Привет 你好 😀"
"""What the checks write, and must not find where it has no business."""

FIND = "kettle"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report: what was tried, whether it held, and what was seen."""

    name: str
    ok: bool
    said: str


class NotSoError(Exception):
    """A check did not hold; the message says what was seen instead."""


def check(name: str, see: Callable[[], str]) -> Check:
    """Return the line of one check; `see` returns what it saw, or raises."""
    try:
        return Check(name, True, see())
    except Exception as error:  # noqa: BLE001 - a check that fails in any way is a line of the report, not the end of it
        return Check(name, False, _in_words(error))


def read_check(line: str) -> Check:
    """Return the check that another process printed. Raises ValueError, KeyError or TypeError for anything else."""
    told = json.loads(line)
    return Check(str(told["name"]), bool(told["ok"]), str(told["said"]))


def _in_words(error: Exception) -> str:
    """Say what went wrong: our own errors have a sentence each; what nobody foresaw is named by its type."""
    if isinstance(error, NotSoError):
        return str(error)
    if isinstance(error, PackError):
        first = error.findings[0]
        return f"{first.place}: {sentence(first.code, **first.fields)}"
    if isinstance(error, VaultError | JournalError | ExchangeError):
        return sentence(error.code, **error.fields)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__

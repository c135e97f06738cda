"""What Patterns asks of the journal, and a picture of it as a plain file; each done in the vault's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtGui import QImage

from journal_app.exchange.saved_copy import save_bytes
from journal_app.journal.calendar import Span, days_with_entries
from journal_app.journal.check_ins import (
    CHECK_IN,
    LOOK_BACK,
    AsItWas,
    CheckIn,
    CheckInId,
    check_in_as_it_is,
    delete_check_in,
    load_check_in,
    look_back_opens_on,
    put_check_in_back,
    save_check_in,
)
from journal_app.journal.patterns import About, LookedBack, ToldDay, Visited, first_day, looked_back, told_days, visited
from journal_app.settings.clock import today
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.pattern_view import PatternView
from journal_app.ui.picture_decoding import encode_png


@dataclass(frozen=True, slots=True)
class PatternsState:
    """What one view shows; of the rest it has nothing. `opens_on` is when the next look-back can be made."""

    view: PatternView
    told: tuple[ToldDay, ...] = ()
    counts: Mapping[date, int] | None = None
    visited: tuple[Visited, ...] = ()
    about: About = About.THEMES
    looked: tuple[LookedBack, ...] = ()
    opens_on: date | None = None


def fetch_patterns(journal: OpenJournal, *, view: PatternView, about: About, span: Span | None) -> PatternsState:
    """Read what one view shows of some days, or of all."""
    vault, now = journal.vault, today(journal.clock)
    if span is None:
        first = first_day(vault) or now
        span = Span(first, max(now, first))
    if view is PatternView.TOLD:
        return PatternsState(view, told=told_days(vault, CHECK_IN, span) if CHECK_IN in journal.pack.scales else ())
    if view is PatternView.YEAR:
        return PatternsState(view, counts=days_with_entries(vault, span))
    if view is PatternView.WRITTEN:
        return PatternsState(view, visited=visited(vault, about, span), about=about)
    scale = journal.pack.scales.get(LOOK_BACK)
    found = () if scale is None else looked_back(vault, scale, span)
    return PatternsState(view, looked=found, opens_on=look_back_opens_on(vault, journal.clock))


def keep_look_back(journal: OpenJournal, *, answers: Mapping[str, int | str]) -> bool:
    """Keep a look-back of today; tell whether there was anything to keep."""
    return save_check_in(journal.vault, journal.clock, journal.pack.scales[LOOK_BACK], answers) is not None


def read_look_back(journal: OpenJournal, *, check_in_id: CheckInId) -> CheckIn:
    """Return one look-back, to be changed."""
    return load_check_in(journal.vault, check_in_id)


def change_look_back(
    journal: OpenJournal, *, check_in_id: CheckInId, answers: Mapping[str, int | str]
) -> tuple[AsItWas, bool]:
    """Keep other answers of a look-back, its day as it was; return what it was, and whether anything is left of it."""
    scale, before = journal.pack.scales[LOOK_BACK], check_in_as_it_is(journal.vault, check_in_id)
    left = save_check_in(journal.vault, journal.clock, scale, answers, check_in_id=check_in_id)
    return before, left is not None


def put_look_back_back(journal: OpenJournal, *, before: AsItWas) -> None:
    """Make a look-back what it was before it was changed."""
    put_check_in_back(journal.vault, before)


def take_check_in_away(journal: OpenJournal, *, check_in_id: CheckInId) -> None:
    """Take a check-in or look-back away."""
    delete_check_in(journal.vault, check_in_id)


def save_picture(_journal: OpenJournal, *, image: QImage, path: Path) -> Path:
    """Write a PNG, whole or not at all. Raises ExchangeError (COPY_NOT_WRITTEN)."""
    save_bytes(encode_png(image), path)
    return path

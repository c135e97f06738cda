"""The person's own wishes, kept inside the vault because they tell something about them.

Stored as one JSON value a key. What this version doesn't know stays untouched; what it can't read falls back to its
default, so a journal always opens.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from journal_app.content.chooser import Wishes
from journal_app.content.model import Intensity, PracticeId, Strand, ThemeId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.vault import schema
from journal_app.vault.vault import Vault

LEAST_WISH, MOST_WISH = -1, 2
"""A theme wish: less (-1), as it comes (0), more (1), focus (2)."""


MOST_REMINDER_DAYS = 366


def _default_targets() -> Mapping[Strand, int]:
    return {Strand.SELF_COMPASSION: 40, Strand.BELONGING: 40, Strand.VOICE: 20}


@dataclass(frozen=True, slots=True)
class PrivatePreferences:
    """What steers the offers, and the region chosen on the Support page ("" for none). Defaults are content.md's.

    `seed` settles ties between prompts; it is made once with the journal and only shown. `targets` are per cent of 100.
    `journal_name` is the person's own word for this journal, shown only while it is open. `copies_folder` is where a
    second copy of each backup goes ("" for nowhere), `copied_on` the local day of the last one ("" for never), and
    `copies_reminder_days` after how many days to say so (0 for never). `on_this_day` shows a page from this day
    in an earlier year on Today. `is_pacing_lifted`: offers go by the settings alone. `practices_on` are the practices
    that are off by default and were switched on. `spelling_language` is the code of the language usually written in, ""
    for the system's. `is_check_in_folded`: the check-in on Today is folded away. `favourite_anchors` are the ways to
    steady oneself that come first, `banned_anchors` those that are never offered.
    """

    cap: Intensity = Intensity.MODERATE
    shared_room: bool = False
    theme_wishes: Mapping[ThemeId, int] = field(default_factory=dict)
    targets: Mapping[Strand, int] = field(default_factory=_default_targets)
    seed: str = ""
    support_region: str = ""
    journal_name: str = ""
    copies_folder: str = ""
    copied_on: str = ""
    copies_reminder_days: int = 0
    on_this_day: bool = False
    is_pacing_lifted: bool = False
    practices_on: tuple[PracticeId, ...] = ()
    is_check_in_folded: bool = True
    spelling_language: str = ""
    favourite_anchors: tuple[str, ...] = ()
    banned_anchors: tuple[str, ...] = ()


def load_private_preferences(vault: Vault) -> PrivatePreferences:
    """Return the journal's preferences."""
    with vault.read() as connection:
        return read_private_preferences(connection)


def save_private_preferences(vault: Vault, preferences: PrivatePreferences) -> None:
    """Store the preferences. Raises JournalError (PREFERENCE_NOT_VALID, with `name`) before anything is written."""
    rows = []
    for name, read in _READERS.items():
        value = getattr(preferences, name)
        try:
            read(value)
        except (ValueError, TypeError, AttributeError):
            raise JournalError(JournalProblem.PREFERENCE_NOT_VALID, name=name) from None
        plain = dict(value) if isinstance(value, Mapping) else value
        rows.append({"key": name, "value": json.dumps(plain, ensure_ascii=True)})
    put = insert(schema.preference)
    with vault.write() as connection:
        connection.execute(put.on_conflict_do_update(index_elements=["key"], set_={"value": put.excluded.value}), rows)


def read_private_preferences(connection: Connection) -> PrivatePreferences:
    """Return the preferences in the transaction under way."""
    stored = connection.execute(
        select(schema.preference.c.key, schema.preference.c.value).where(schema.preference.c.key.in_(list(_READERS)))
    )
    known: dict[str, object] = {}
    for key, value in stored:
        try:
            known[key] = _READERS[key](json.loads(value))
        except (ValueError, TypeError, AttributeError):
            continue
    return PrivatePreferences(**known)  # type: ignore[arg-type]  # each reader returns its field's own type


def wishes_of(preferences: PrivatePreferences) -> Wishes:
    """Return what the chooser is asked for."""
    return Wishes(
        cap=preferences.cap,
        shared_room=preferences.shared_room,
        theme_wishes=preferences.theme_wishes,
        targets=preferences.targets,
        seed=preferences.seed,
    )


def _read_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _read_texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return tuple(_read_text(one) for one in value)


def _read_day(value: str) -> str:
    return date.fromisoformat(value).isoformat() if value else ""


def _read_numbers(value: object, least: int, most: int) -> dict[str, int]:
    if not isinstance(value, Mapping):
        raise TypeError
    for number in value.values():
        if not isinstance(number, int) or isinstance(number, bool):
            raise TypeError
        if not least <= number <= most:
            raise ValueError
    return {str(key): number for key, number in value.items()}


def _read_theme_wishes(value: object) -> dict[ThemeId, int]:
    return {ThemeId(key): wish for key, wish in _read_numbers(value, LEAST_WISH, MOST_WISH).items()}


def _read_targets(value: object) -> dict[Strand, int]:
    targets = {Strand(key): percent for key, percent in _read_numbers(value, 0, 100).items()}
    if set(targets) != set(Strand) or sum(targets.values()) != 100:
        raise ValueError
    return targets


_READERS: dict[str, Callable[[object], object]] = {
    "cap": lambda value: Intensity(_read_text(value)),
    "shared_room": _read_flag,
    "theme_wishes": _read_theme_wishes,
    "targets": _read_targets,
    "seed": _read_text,
    "support_region": _read_text,
    "journal_name": _read_text,
    "copies_folder": _read_text,
    "copied_on": lambda value: _read_day(_read_text(value)),
    "is_pacing_lifted": _read_flag,
    "is_check_in_folded": _read_flag,
    "practices_on": lambda value: tuple(PracticeId(one) for one in _read_texts(value)),
    "spelling_language": _read_text,
    "favourite_anchors": _read_texts,
    "banned_anchors": _read_texts,
    "copies_reminder_days": lambda value: _read_numbers({"days": value}, 0, MOST_REMINDER_DAYS)["days"],
    "on_this_day": _read_flag,
}
assert set(_READERS) == {each.name for each in fields(PrivatePreferences)}

"""Two years of an invented person's check-ins, and a few look-backs, for the demo and the pictures.

Some days have one and most items of some are left out, as it is with people; weeks lean one way for a while.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, insert, select

from journal_app.content.model import Pack, Scale, ScaleItem
from journal_app.journal.check_ins import CHECK_IN, LOOK_BACK, Moment
from journal_app.journal.moments import to_stored
from journal_app.journal.sample_lots import choose, number_of
from journal_app.settings.clock import Clock, today
from journal_app.settings.paths import resources_dir
from journal_app.vault import schema
from journal_app.vault.vault import Vault

_GAPS, _LOOK_BACK_GAPS = (1, 1, 2, 1, 3, 2, 1, 6), (14, 21, 35, 28)
_LEFT_OUT_OF_TEN = {"steady": 0, "energy": 1, "kind": 4, "with-others": 5, "say": 7, "words": 6}
_WEEK = 7


@dataclass(frozen=True, slots=True)
class _Made:
    on: date
    at: time
    told: dict[str, tuple[int | None, str]]


def add_sample_check_ins(vault: Vault, pack: Pack, clock: Clock, days: int, *, is_daily: bool = False) -> None:
    """Put invented check-ins and look-backs into a vault, from the day before back over so many days.

    With `is_daily` there is a check-in each day, with nothing left out: as much as there can be, to measure with.
    """
    words = tomllib.loads((resources_dir() / "sample" / "check_ins.toml").read_text(encoding="utf-8"))["words"]
    for scale_id, gaps in ((CHECK_IN, (1,) if is_daily else _GAPS), (LOOK_BACK, _LOOK_BACK_GAPS)):
        if (scale := pack.scales.get(scale_id)) is not None:
            made = list(_made(scale, gaps, today(clock), days, words, is_whole=is_daily))[::-1]
            _insert(vault, clock, scale, [one for one in made if one.told])


def _made(
    scale: Scale, gaps: tuple[int, ...], on: date, days: int, words: list[str], *, is_whole: bool
) -> Iterator[_Made]:
    back, number = 1 if scale.id == CHECK_IN else _WEEK + 2, 0
    while back <= days:
        told = {
            item.id: _answer(scale, item, number, back, words)
            for item in scale.items
            if is_whole or not _is_left_out(item, number)
        }
        at = time(choose((8, 13, 18, 20, 21), f"{scale.id} hour", number), number_of("minute", number) % 60)
        yield _Made(on - timedelta(days=back), at, told)
        back += choose(gaps, f"{scale.id} gap", number)
        number += 1


def _is_left_out(item: ScaleItem, number: int) -> bool:
    return number_of(f"{item.id} left out", number) % 10 < _LEFT_OUT_OF_TEN.get(item.id, 1)


def _answer(scale: Scale, item: ScaleItem, number: int, back: int, words: list[str]) -> tuple[int | None, str]:
    """Return an answer near the week's own leaning."""
    if item.free_text:
        return None, choose(words, "words", number)
    leaning = number_of(f"{scale.id} {item.id} week", back // (2 * _WEEK)) % 3
    place = min(leaning + number_of(item.id, number) % 3, len(item.options) - 1)
    return place, item.options[place]


def _insert(vault: Vault, clock: Clock, scale: Scale, made: list[_Made]) -> None:
    if not made:
        return
    table, zone = schema.check_in, clock.zone()
    with vault.write() as connection:
        first = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one() + 1
        rows, answers = [], []
        for check_in_id, one in enumerate(made, start=first):
            at = datetime.combine(one.on, one.at, zone).astimezone(UTC)
            rows.append(
                {
                    "id": check_in_id,
                    "scale_id": scale.id,
                    "made_at": to_stored(at),
                    "made_on": one.on.isoformat(),
                    "zone": zone.key,
                    "moment": Moment.BY_ITSELF.value,
                    "run_id": None,
                }
            )
            answers += [
                {"check_in_id": check_in_id, "item_id": item_id, "choice": choice, "label": label}
                for item_id, (choice, label) in one.told.items()
            ]
        connection.execute(insert(table), rows)
        connection.execute(insert(schema.check_in_answer), answers)

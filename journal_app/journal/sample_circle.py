"""The circle of the sample's invented person, and how it stood a month before."""

import tomllib
from dataclasses import replace
from datetime import timedelta

import msgspec

from journal_app.journal.circle import (
    Circle,
    CircleItem,
    CircleTie,
    Consent,
    Holds,
    ItemId,
    ItemKind,
    LineKind,
    Ring,
    save_circle,
)
from journal_app.settings.clock import Clock, FixedClock
from journal_app.settings.paths import resources_dir
from journal_app.vault.vault import Vault

_BEFORE = timedelta(days=31)


class _Item(msgspec.Struct, frozen=True):
    alias: str
    kind: ItemKind
    ring: Ring
    turn: float
    consent: Consent
    line: LineKind | None = None
    holds: tuple[Holds, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    earlier: bool = False


class _Tie(msgspec.Struct, frozen=True):
    one: str
    other: str
    kind: LineKind


class _Words(msgspec.Struct, frozen=True):
    item: tuple[_Item, ...]
    tie: tuple[_Tie, ...]


def fill_with_sample_circle(vault: Vault, clock: Clock) -> None:
    """Put the circle into a vault, an earlier version below it."""
    data = tomllib.loads((resources_dir() / "sample" / "circle.toml").read_text(encoding="utf-8"))
    words = msgspec.convert(data, _Words)
    items = {
        one.alias: CircleItem(
            id=ItemId(f"sample-{number}"),
            alias=one.alias,
            kind=one.kind,
            ring=one.ring,
            turn=one.turn,
            line=one.line,
            holds=one.holds,
            own_tags=one.tags,
            consent=one.consent,
            note=one.note,
        )
        for number, one in enumerate(words.item)
    }
    ties = tuple(CircleTie(items[tie.one].id, items[tie.other].id, tie.kind) for tie in words.tie)
    earlier = tuple(replace(items[one.alias], ring=Ring.AROUND, note="") for one in words.item if one.earlier)
    save_circle(vault, FixedClock(clock.now() - _BEFORE), Circle(earlier))
    save_circle(vault, clock, Circle(tuple(items.values()), ties))

"""The names that were placed in the practice *Who holds what*, to be put on the circle when the person says so."""

import re
import uuid
from dataclasses import replace

from journal_app.content.model import PracticeId, StepId
from journal_app.journal.circle import (
    LONGEST_ALIAS,
    MOST_ITEMS,
    Circle,
    CircleItem,
    Holds,
    ItemId,
    ItemKind,
    LineKind,
    Ring,
    consent_at_first,
    freest_turn,
    load_circle,
    save_circle,
)
from journal_app.journal.entries import EntryId
from journal_app.journal.practice_answer import NO_ANSWER, Answer
from journal_app.journal.practice_run import load_run, run_of_entry
from journal_app.settings.clock import Clock
from journal_app.vault.vault import Vault

SUPPORT_MAP = PracticeId("support-map")
_RINGS, _LINES, _HOLDS = StepId("rings"), StepId("lines"), StepId("holds")
_BETWEEN = re.compile(r"[\n,;]")


def new_names(vault: Vault, entry_id: EntryId) -> tuple[str, ...]:
    """Return the names placed in the practice behind an entry that are not on the circle yet.

    Empty for an entry of another practice, or of none. Raises JournalError (CIRCLE_DAMAGED, RUN_DAMAGED).
    """
    circle = load_circle(vault)
    there = {_key(item.alias) for item in circle.items}
    merged = with_names(circle, _answers(vault, entry_id))
    return tuple(item.alias for item in merged.items if _key(item.alias) not in there)


def put_names(vault: Vault, clock: Clock, entry_id: EntryId) -> int:
    """Put them there, with the lines and what each holds as far as the practice says; return how many are new."""
    circle = load_circle(vault)
    merged = with_names(circle, _answers(vault, entry_id))
    if merged != circle:
        save_circle(vault, clock, merged)
    return len(merged.items) - len(circle.items)


def with_names(circle: Circle, answers: dict[StepId, Answer]) -> Circle:
    """Return a circle with the names of the practice's answers added; what is there already stays as it is."""
    rings, lines = answers.get(_RINGS, NO_ANSWER), answers.get(_LINES, NO_ANSWER)
    line_of = {_key(one.name): LineKind(one.part) for one in lines.placed if one.part in set(LineKind)}
    holds = {kind: _split(answers.get(_HOLDS, NO_ANSWER).parts.get(kind, "")) for kind in Holds}
    there = {_key(item.alias) for item in circle.items}
    for one in rings.placed:
        alias, key = " ".join(one.name.split())[:LONGEST_ALIAS], _key(one.name)
        if not key or key in there or one.part not in set(Ring) or len(circle.items) >= MOST_ITEMS:
            continue
        there.add(key)
        ring = Ring(one.part)
        kind = ItemKind.GROUP if ring is Ring.AROUND else ItemKind.PERSON
        item = CircleItem(ItemId(uuid.uuid4().hex), alias, kind, ring, freest_turn(circle, ring))
        held = tuple(kind for kind, names in holds.items() if key in names)
        circle = circle.with_item(replace(item, line=line_of.get(key), holds=held, consent=consent_at_first(kind)))
    return circle


def _answers(vault: Vault, entry_id: EntryId) -> dict[StepId, Answer]:
    run_id = run_of_entry(vault, entry_id)
    if run_id is None:
        return {}
    run = load_run(vault, run_id)
    return dict(run.answers) if run.snapshot.practice.id == SUPPORT_MAP else {}


def _split(text: str) -> set[str]:
    return {key for one in _BETWEEN.split(text) if (key := _key(one))}


def _key(name: str) -> str:
    return " ".join(name.split())[:LONGEST_ALIAS].casefold()

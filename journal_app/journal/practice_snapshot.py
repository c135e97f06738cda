"""A practice as it stood when it was begun, with all it quotes: a run goes on whatever its pack becomes."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from journal_app.content.model import Option, Pack, PackId, PassageId, Practice, Step, StepId
from journal_app.journal.asked import PassageSnapshot, snapshot_of
from journal_app.journal.errors import JournalError, JournalProblem

GOTO = "goto:"


@dataclass(frozen=True, slots=True)
class PracticeSnapshot:
    """A practice, the pack it came from, and the passages that it and its steps quote."""

    pack_id: PackId
    pack_version: str
    practice: Practice
    passages: Mapping[PassageId, PassageSnapshot]

    def step(self, step_id: StepId) -> Step:
        """Return a step by its id. Raises JournalError (RUN_DAMAGED) for one that it does not have."""
        step = next((step for step in self.practice.steps if step.id == step_id), None)
        if step is None:
            raise JournalError(JournalProblem.RUN_DAMAGED)
        return step

    def passages_of(self, step: Step) -> tuple[PassageSnapshot, ...]:
        """Return the passages that a step shows, the first one leads."""
        return tuple(self.passages[passage_id] for passage_id in step.passages)

    def text_of(self, step: Step, sitting: int) -> str:
        """Return what a step says in a sitting (from 1)."""
        if not step.by_sitting:
            return step.text
        return f"{step.by_sitting[min(sitting, len(step.by_sitting)) - 1]}\n\n{step.text}"

    def after(self, step: Step, option: Option | None = None) -> str:
        """Return where a step leads: a step id, `goto:PRACTICE`, or "" after the last one."""
        if target := (option.next if option is not None else "") or step.next:
            return target
        steps = self.practice.steps
        place = next(index for index, one in enumerate(steps) if one.id == step.id)
        return steps[place + 1].id if place + 1 < len(steps) else ""


def take_snapshot_of(pack: Pack, practice: Practice) -> PracticeSnapshot:
    """Return a practice of a pack with what it quotes."""
    quoted = dict.fromkeys((*practice.passages, *(one for step in practice.steps for one in step.passages)))
    passages = {passage_id: snapshot_of(pack, pack.passages[passage_id]) for passage_id in quoted}
    return PracticeSnapshot(pack.id, pack.version, practice, passages)


def write_snapshot(snapshot: PracticeSnapshot) -> str:
    """Return the JSON of a snapshot."""
    return msgspec.json.encode(snapshot).decode()


def read_snapshot(value: str) -> PracticeSnapshot:
    """Return the snapshot that JSON holds. Raises JournalError (RUN_DAMAGED), for ways that lead nowhere too."""
    try:
        snapshot = msgspec.json.decode(value, type=PracticeSnapshot)
    except (msgspec.MsgspecError, RecursionError):
        raise JournalError(JournalProblem.RUN_DAMAGED) from None
    if not _is_whole(snapshot):
        raise JournalError(JournalProblem.RUN_DAMAGED)
    return snapshot


def _is_whole(snapshot: PracticeSnapshot) -> bool:
    """Say whether there is a step, and every way and passage that a step names is there."""
    steps = snapshot.practice.steps
    named = {way for step in steps for way in (step.next, *(option.next for option in step.options))}
    quoted = {passage_id for step in steps for passage_id in step.passages}
    ids: set[str] = {step.id for step in steps}
    return bool(ids) and quoted <= set(snapshot.passages) and {way for way in named if way[:5] != GOTO} <= ids | {""}

"""The entry that a practice becomes: what was asked as quotes, answers as plain Markdown, the passages it touched."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journal_app.content.model import PromptId, Step, StepType
from journal_app.journal.asked import Asked
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_snapshot import PracticeSnapshot


@dataclass(frozen=True, slots=True)
class AnsweredStep:
    """A step the person came by in a sitting (from 1), with what was answered to it."""

    sitting: int
    step: Step
    answer: Answer


def body_of(snapshot: PracticeSnapshot, steps: Sequence[AnsweredStep]) -> str:
    """Return the Markdown of every answered step in the order given; "" when nothing was answered."""
    pieces: list[str] = []
    sitting = 0
    for one in steps:
        if one.answer.is_blank:
            continue
        if one.sitting != sitting and snapshot.practice.sittings > 1:
            pieces.append(f"## Sitting {one.sitting}")
        sitting = one.sitting
        pieces += [_quoted(_asked_text(snapshot, one)), *_answer_pieces(one.step, one.answer)]
    return "\n\n".join(pieces)


def asked_of(snapshot: PracticeSnapshot, steps: Sequence[AnsweredStep]) -> Asked:
    """Return the snapshot kept with the entry: the practice, and each passage of its steps come by, the first leads.

    `step_id` is the last step; so an entry of a practice can be told from one of a prompt, which has none.
    """
    practice = snapshot.practice
    touched = dict.fromkeys((*(one for each in steps for one in each.step.passages), *practice.passages))
    return Asked(
        pack_id=snapshot.pack_id,
        pack_version=snapshot.pack_version,
        prompt_id=PromptId(practice.id),
        step_id=practice.steps[-1].id,
        title=practice.title,
        text=practice.summary,
        smaller="",
        stem="",
        strand=practice.strand,
        theme_ids=practice.themes,
        content_note=practice.content_note,
        passages=tuple(snapshot.passages[passage_id] for passage_id in touched),
    )


def _asked_text(snapshot: PracticeSnapshot, one: AnsweredStep) -> str:
    step = one.step
    if one.answer.is_smaller and step.smaller:
        return step.smaller
    if one.answer.in_words and step.words_only:
        return step.words_only
    return snapshot.text_of(step, one.sitting)


def _answer_pieces(step: Step, answer: Answer) -> Iterator[str]:
    labels = {part.id: part.label for part in step.parts}
    if answer.chosen:
        yield _bullets(answer.chosen)
    if answer.rated:
        yield _bullets(f"{labels[key]}: {word}" if key in labels else word for key, word in answer.rated.items())
    yield from _placed(answer, labels)
    if answer.drawing:
        yield "*A drawing is kept with this page.*"
    if answer.text.strip():
        yield answer.text.strip("\n")
    if answer.lines:
        yield _bullets(line for line in answer.lines if line.strip())
    if written := {key: text for key, text in answer.parts.items() if text.strip()}:
        if step.type is StepType.LETTER:
            yield "\n\n".join(text.strip("\n") for text in written.values())
        else:
            yield from _parts(written, labels)


def _parts(written: dict[str, str], labels: dict[str, str]) -> Iterator[str]:
    short: list[str] = []
    for key, text in written.items():
        label = labels.get(key, key)
        if "\n" not in text.strip("\n"):
            short.append(f"{label}{'' if label.endswith(('…', ':')) else ':'} {text.strip()}")
            continue
        if short:
            yield _bullets(short)
            short = []
        yield f"**{label}**\n\n{text.strip(chr(10))}"
    if short:
        yield _bullets(short)


def _placed(answer: Answer, labels: dict[str, str]) -> Iterator[str]:
    names: dict[str, list[str]] = {}
    for one in answer.placed:
        if one.name.strip():
            names.setdefault(one.part, []).append(one.name.strip())
    for part in (*labels, *(part for part in names if part not in labels)):
        if part in names:
            heading = f"**{labels[part]}**\n" if part in labels else ""
            yield heading + _bullets(names[part])


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())

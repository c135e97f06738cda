"""The rules that hold for practices: steps lead somewhere, deep ones steady before and after, all come to a close."""

from collections.abc import Iterator

from journal_app.content.findings import FindingCode
from journal_app.content.model import Intensity, Place, StepType
from journal_app.content.rows import OptionRow, StepRow
from journal_app.content.rules import check_filled, check_links, check_quoted_words
from journal_app.content.source import PackSource, PracticeSource
from journal_app.content.tables import Ledger, Row, unique

FEWEST_STEPS = 4
GOTO = "goto:"

_WORKING = frozenset({StepType.WRITE, StepType.LIST, StepType.LETTER, StepType.MAP, StepType.DRAW, StepType.PLAN})
_Graph = dict[str, tuple[str, ...]]


def check_practice(source: PackSource, ledger: Ledger, practice: PracticeSource) -> None:
    """Note every breach in one practice."""
    row = practice.practice
    check_filled(ledger, row, "title", "summary")
    check_links(source, ledger, row)
    if row.value.id != practice.file.rpartition("/")[2].removesuffix(".toml"):
        ledger.error_at(row, FindingCode.PRACTICE_FILE_NAME, "id", id=row.value.id)
    if row.value.intensity is not Intensity.GENTLE and not row.value.content_note.strip():
        ledger.error_at(row, FindingCode.PRACTICE_WITHOUT_NOTE, id=row.value.id)
    if practice.is_whole:
        _check_shape(ledger, practice)
    unique(ledger, practice.steps)
    for step in practice.steps:
        _check_step(source, ledger, practice, step)
    if practice.is_whole:
        _check_ways(source, ledger, practice)


def step_texts(step: StepRow) -> Iterator[tuple[str, str]]:
    """Yield key and text of everything a step says."""
    for key in ("text", "smaller", "stem", "words_only"):
        if text := getattr(step, key):
            yield key, text
    for index, option in enumerate(step.options):
        if isinstance(option, OptionRow):
            yield f"options[{index}].label", option.label
        else:
            yield f"options[{index}]", option
    for index, part in enumerate(step.parts):
        yield f"parts[{index}].label", part.label
        if part.hint:
            yield f"parts[{index}].hint", part.hint
    for index, text in enumerate(step.by_sitting):
        yield f"by_sitting[{index}]", text


def _check_shape(ledger: Ledger, practice: PracticeSource) -> None:
    row, steps = practice.practice, [step.value for step in practice.steps]
    types = [step.type for step in steps]
    if len(types) < FEWEST_STEPS:
        ledger.error_at(row, FindingCode.PRACTICE_TOO_SHORT, id=row.value.id, fewest=FEWEST_STEPS)
    if StepType.READ not in types:
        ledger.error_at(row, FindingCode.PRACTICE_WITHOUT_READING, id=row.value.id)
    if not types or types[-1] is not StepType.CLOSE:
        ledger.error_at(row, FindingCode.PRACTICE_WITHOUT_CLOSE, id=row.value.id)
    if row.value.intensity is not Intensity.DEEP:
        return
    if row.value.place is not Place.PRIVATE:
        ledger.error_at(row, FindingCode.DEEP_NOT_PRIVATE, "place", id=row.value.id)
    if not row.value.off_by_default:
        ledger.error_at(row, FindingCode.DEEP_NOT_OFF, id=row.value.id)
    if not any(caution.strip() for caution in row.value.cautions):
        ledger.error_at(row, FindingCode.DEEP_WITHOUT_STOP, id=row.value.id)
    if not _is_steadied(steps):
        ledger.error_at(row, FindingCode.DEEP_NOT_STEADIED, id=row.value.id)


def _is_steadied(steps: list[StepRow]) -> bool:
    """Tell whether every way passes a steadying before the first working step, and another after the last one (R1)."""
    kinds = {step.id: step.type for step in steps}
    unsteadied: _Graph = {
        step.id: tuple(to for to in ways if kinds.get(to) is not StepType.GROUND)
        for step, ways in zip(steps, _all_ways(steps), strict=True)
    }
    begins = [step.id for step in steps[:1] if step.type is not StepType.GROUND]
    work = {step.id for step in steps if step.type in _WORKING}
    after = _reached(unsteadied, sorted(work))
    comes_to_an_end = any(to[:5] == GOTO or kinds.get(to) is StepType.CLOSE for to in after)
    return bool(work) and not work & _reached(unsteadied, begins) and not comes_to_an_end


def _check_step(source: PackSource, ledger: Ledger, practice: PracticeSource, row: Row[StepRow]) -> None:
    step, listed = row.value, practice.practice.value.passages
    check_filled(ledger, row, "text")
    if step.type is StepType.READ and not step.passage:
        ledger.error_at(row, FindingCode.READ_STEP_WITHOUT_PASSAGE, id=step.id)
    if step.passage and step.passage not in listed:
        ledger.error_at(row, FindingCode.STEP_PASSAGE_NOT_LISTED, "passage", id=step.passage)
    if step.type in {StepType.DRAW, StepType.MAP} and not step.words_only and not step.parts:
        ledger.error_at(row, FindingCode.STEP_WITHOUT_WORDS, id=step.id)
    if step.by_sitting and len(step.by_sitting) != practice.practice.value.sittings:
        ledger.error_at(row, FindingCode.SITTINGS_DIFFER, "by_sitting", count=practice.practice.value.sittings)
    check_quoted_words(source, ledger, row, listed, step_texts(step))


def _check_ways(source: PackSource, ledger: Ledger, practice: PracticeSource) -> None:
    """Note ways that lead nowhere, steps no way leads to, and steps from which no way leads to a close."""
    ids = [step.value.id for step in practice.steps]
    graph: _Graph = {}
    for index, row in enumerate(practice.steps):
        ways = _ways(row.value, ids[index + 1] if index + 1 < len(ids) else "")
        _check_skip(ledger, row)
        skip = [("next", row.value.next)] if row.value.next and ("next", row.value.next) not in ways else []
        for key, to in [*ways, *skip]:
            known = source.written_ids["practice"] if to.startswith(GOTO) else ids
            if to.removeprefix(GOTO) not in known:
                ledger.error_at(row, FindingCode.STEP_LEADS_NOWHERE, key, id=row.value.id, to=to)
        graph[row.value.id] = tuple(to for _, to in ways)
    reached = _reached(graph, ids[:1])
    closing = [step.value.id for step in practice.steps if step.value.type is StepType.CLOSE]
    leading_home = _reached(
        _turned(graph), closing + [way for ways in graph.values() for way in ways if way[:5] == GOTO]
    )
    for row in practice.steps:
        if row.value.id not in reached:
            ledger.error_at(row, FindingCode.STEP_UNREACHABLE, "id", id=row.value.id)
        elif row.value.id not in leading_home:
            ledger.error_at(row, FindingCode.STEP_NEVER_CLOSES, "id", id=row.value.id)


def _check_skip(ledger: Ledger, row: Row[StepRow]) -> None:
    """Warn where a choice with different ways does not say which one a person takes who skips it (R2)."""
    ways = {option.next for option in row.value.options if isinstance(option, OptionRow)}
    if len(ways) > 1 and not row.value.next:
        ledger.warning_at(row, FindingCode.SKIP_UNSAID, "options", id=row.value.id)


def _all_ways(steps: list[StepRow]) -> list[tuple[str, ...]]:
    """Return where each step can lead, skipped or answered."""
    following = [*(step.id for step in steps), ""][1:]
    return [
        () if step.type is StepType.CLOSE else (*(to for _, to in _ways(step, after)), step.next or after)
        for step, after in zip(steps, following, strict=True)
    ]


def _ways(step: StepRow, following: str) -> list[tuple[str, str]]:
    """Return key and target of every way out of a step: its options', else `next`, else the step that follows.

    A close has none.
    """
    if step.type is StepType.CLOSE:
        return []
    ways = [
        (f"options[{index}].next", option.next)
        for index, option in enumerate(step.options)
        if isinstance(option, OptionRow) and option.next
    ]
    if ways and len(ways) == len(step.options) and not (step.many and step.next):
        return ways
    if step.next:
        return [*ways, ("next", step.next)]
    return [*ways, ("", following)] if following else ways


def _reached(graph: _Graph, starts: list[str]) -> set[str]:
    seen: set[str] = set()
    todo = list(starts)
    while todo:
        step = todo.pop()
        if step not in seen:
            seen.add(step)
            todo += graph.get(step, ())
    return seen


def _turned(graph: _Graph) -> _Graph:
    turned: dict[str, list[str]] = {}
    for step, ways in graph.items():
        for way in ways:
            turned.setdefault(way, []).append(step)
    return {step: tuple(sources) for step, sources in turned.items()}

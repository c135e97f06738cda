"""Practices that the invented person of the demo has done: a letter put away, a plan, and threads gathered by them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from journal_app.content.model import Pack, PracticeId, StepId, StoryKind
from journal_app.journal.own_story import lay_to_thread, list_story
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import begin_practice, finish_run, go_on, load_run, save_answer
from journal_app.journal.set_aside import Waiting, list_set_aside, mark_plan, offer_again_on
from journal_app.settings.clock import Clock, FixedClock, today
from journal_app.vault.vault import Vault

MOST_STEPS = 60
"""More than any practice has; a way that goes round ends there."""


@dataclass(frozen=True, slots=True)
class _Done:
    practice: str
    days_ago: int
    hour: int
    answers: Mapping[str, Answer] = field(default_factory=dict)


def fill_with_practices(vault: Vault, pack: Pack, clock: Clock) -> int:
    """Put some finished practices into a vault, as if done on earlier days; return how many pages they made."""
    count = 0
    for done in _all_done():
        if PracticeId(done.practice) not in pack.practices:
            continue
        day = today(clock) - timedelta(days=done.days_ago)
        local = (
            clock.now()
            .astimezone(clock.zone())
            .replace(
                year=day.year, month=day.month, day=day.day, hour=done.hour, minute=10 + count, second=0, microsecond=0
            )
        )
        then = FixedClock(local.astimezone(clock.now().tzinfo), clock.zone().key)
        count += _do(vault, pack, then, done)
    _lay(vault)
    for letter in list_set_aside(vault, Waiting.LETTER):
        offer_again_on(vault, letter.id, today(clock))
    for plan in list_set_aside(vault, Waiting.PLAN):
        mark_plan(vault, plan.id, "Another way")
    return count


def _do(vault: Vault, pack: Pack, clock: Clock, done: _Done) -> int:
    run = begin_practice(vault, clock, pack, PracticeId(done.practice))
    for _ in range(MOST_STEPS):
        if (answer := done.answers.get(run.step_id)) is not None:
            save_answer(vault, clock, run.id, StepId(run.step_id), answer)
        before = run.step_id
        if go_on(vault, clock, run.id).goto is not None:
            break
        run = load_run(vault, run.id)
        if run.step_id == before:
            break
    return 0 if finish_run(vault, clock, run.id) is None else 1


def _lay(vault: Vault) -> None:
    """Lay the moments and witnesses to the newest thread, one left loose."""
    threads = list_story(vault, (StoryKind.THREAD,))
    loose = list_story(vault, (StoryKind.EXCEPTION, StoryKind.MEANING, StoryKind.WITNESS))
    for line in loose[1:] if threads else ():
        lay_to_thread(vault, line.id, threads[0].id)


def _all_done() -> Iterator[_Done]:
    yield _Done(
        "ally-letter",
        190,
        20,
        {
            "who": Answer(chosen=("Someone who has died",)),
            "what": Answer(text="I keep thinking I was slow with the forms."),
            "length": Answer(chosen=("A full letter",)),
            "letter": Answer(
                parts={
                    "seen": "You went to that office four times, and each time you came home and made soup.",
                    "not-yours": "The queue was never yours to carry. They closed two of the three desks.",
                    "in-you": "You write down the bus numbers for other people.",
                    "wish": "An afternoon with nothing to sign.",
                }
            ),
        },
    )
    yield _Done(
        "re-authoring",
        61,
        19,
        {
            "name-story": Answer(text="The Woman Who Never Asks"),
            "outside": Answer(text="It turns up at counters. It gets louder when I am tired."),
            "exception": Answer(text="I sent the form back with a note: please read page two."),
            "meaning": Answer(text="That I care about things being read."),
            "more": Answer(
                parts={
                    "long-ago": "At school I swapped seats so that Mina would not sit alone.",
                    "lately": "I asked the driver to wait, and he waited.",
                }
            ),
            "thread": Answer(text="Asking for the door to be held"),
            "witness": Answer(text="Aunt Rosa. She used to say I had a foot like a doorstop."),
            "going-on": Answer(parts={"when": "the clinic rings again", "then": "ask for it in writing"}),
        },
    )

"""A check-in before and after a practice: kept beside its run, on wish, steering nothing; gone when taken away."""

from collections.abc import Callable
from datetime import timedelta

from journal_app.content.model import Pack, PracticeId
from journal_app.journal.around_practice import answer_around, around_practice, put_before
from journal_app.journal.check_ins import CHECK_IN, Moment, answer_today, delete_check_in, todays_check_in
from journal_app.journal.pacing import todays_pace
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import begin_practice, finish_run, save_answer
from journal_app.settings.clock import FixedClock
from journal_app.vault.engine import raw
from journal_app.vault.vault import Vault

PRACTICE = PracticeId("after-a-remark")
CANARY = "quillwort heron"


def test_before__told_then_begun__stands_beside_the_run(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    told = answer_around(vault, clock, pack.scales[CHECK_IN], PRACTICE, "steady", 1)
    assert told.check_in is not None
    assert (told.moment, told.run_id, told.check_in.told["steady"].label) == (Moment.BEFORE, None, "a bit shaky")
    run = begin_practice(vault, clock, pack, PRACTICE)
    put_before(vault, clock, run.id)
    assert around_practice(vault, clock, PRACTICE).is_under_way
    another = around_practice(vault, clock, PracticeId("re-authoring"))
    assert (another.moment, another.check_in) == (Moment.BEFORE, None)


def test_after__finished_today__is_asked_until_tomorrow_and_steers_nothing(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    run = begin_practice(vault, clock, pack, PRACTICE)
    save_answer(vault, clock, run.id, run.step_id, Answer(text="words"))
    finish_run(vault, clock, run.id)
    told = answer_around(vault, clock, pack.scales[CHECK_IN], PRACTICE, "steady", 0)
    assert told.check_in is not None
    assert (told.moment, told.check_in.run_id) == (Moment.AFTER, run.id)
    assert todays_check_in(vault, clock) is None
    assert todays_pace(vault, pack, clock).reasons == ()
    assert answer_around(vault, clock, pack.scales[CHECK_IN], PRACTICE, "steady", None).check_in is None
    clock.moment += timedelta(days=1)
    assert around_practice(vault, clock, PRACTICE).moment is Moment.BEFORE


def test_words__taken_away_or_changed__are_in_no_byte_of_the_vault(
    vault: Vault, clock: FixedClock, pack: Pack, decrypted: Callable[[Vault], bytes]
) -> None:
    def flushed() -> bytes:
        with vault.engine.connect() as connection:
            raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return decrypted(vault)

    scale = pack.scales[CHECK_IN]
    told = answer_today(vault, clock, scale, "words", CANARY)
    assert told is not None
    assert CANARY.encode() in flushed()
    delete_check_in(vault, told.id)
    assert CANARY.encode() not in flushed()
    answer_around(vault, clock, scale, PRACTICE, "words", CANARY)
    answer_around(vault, clock, scale, PRACTICE, "words", "rain")
    assert CANARY.encode() not in flushed()

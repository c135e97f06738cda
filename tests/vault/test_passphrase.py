"""Offering and judging passphrases."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.vault.passphrase import Verdict, generate_passphrase, judge_passphrase, wait_after_wrong_tries

WORDS = Path(__file__).parents[2] / "resources" / "words" / "eff_large_wordlist.txt"


def test_words__the_effs__are_7776_different_ones() -> None:
    words = WORDS.read_text(encoding="utf-8").split()
    assert len(words) == len(set(words)) == 7776


def test_generate__from_the_list__is_six_words_judged_very_good() -> None:
    passphrase = generate_passphrase(WORDS)
    assert len(passphrase.split(" ")) == 6
    assert judge_passphrase(passphrase).verdict is Verdict.VERY_GOOD
    assert generate_passphrase(WORDS) != passphrase


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("", Verdict.TOO_SHORT),
        ("fourteen chars", Verdict.TOO_SHORT),
        ("e\u0301" * 14, Verdict.TOO_SHORT),
        ("Correct Horse Battery Staple!", Verdict.TOO_COMMON),
        ("password password password", Verdict.TOO_COMMON),
        ("aaaaaaaaaaaaaaaaaaaaaaa", Verdict.TOO_COMMON),
        ("AbcAbcAbcAbcAbcAbc", Verdict.TOO_COMMON),
        ("qwertyuiopasdfgh", Verdict.TOO_COMMON),
        ("mysecretpassword2024", Verdict.TOO_COMMON),
        ("my grandmother sings in the rain", Verdict.VERY_GOOD),
    ],
)
def test_judge__known_passphrase__gives_its_verdict(text: str, verdict: Verdict) -> None:
    assert judge_passphrase(text).verdict is verdict


@pytest.mark.parametrize("verdict", list(Verdict))
def test_is_enough__short_or_common__only_those_are_refused(verdict: Verdict) -> None:
    from journal_app.vault.passphrase import Judgement

    assert Judgement(verdict).is_enough is (verdict not in (Verdict.TOO_SHORT, Verdict.TOO_COMMON))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_judge__any_text__never_raises(text: str) -> None:
    assert judge_passphrase(text).verdict in Verdict


def test_wait__wrong_tries_in_a_row__doubles_up_to_thirty_seconds() -> None:
    assert [wait_after_wrong_tries(count) for count in range(9)] == [0, 1, 2, 4, 8, 16, 30, 30, 30]
    assert wait_after_wrong_tries(10**9) == 30
    assert wait_after_wrong_tries(-1) == 0

import argparse
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from journal_app.cli import prompt
from journal_app.content.load import load_pack
from journal_app.content.model import Stance
from journal_app.content.why import why_sentences
from journal_app.journal import offers
from journal_app.journal.check_ins import CHECK_IN, answer_today
from journal_app.journal.private_preferences import load_private_preferences, wishes_of
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.ui import stance
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.screens.today import fetch_today
from journal_app.vault.vault import open_vault

DAY = "2025-03-01"


@pytest.fixture
def run_prompt():
    """Run `prompt` with arguments as the dispatcher does."""

    def run(*arguments: object) -> int:
        parser = argparse.ArgumentParser()
        prompt.add_parser(parser.add_subparsers())
        args = parser.parse_args(["prompt", *map(str, arguments)])
        return args.run(args)

    return run


@pytest.fixture
def passphrase_file(tmp_path, passphrase):
    path = tmp_path / "passphrase"
    path.write_text(passphrase + "\n", encoding="utf-8")
    return path


def test_prompt__a_day__shows_its_prompt_and_the_exact_passage(run_prompt, capsys):
    assert run_prompt("--on", DAY) == 0

    out = " ".join(capsys.readouterr().out.split())
    pack = load_pack(seeds_dir())
    (shown,) = [p for p in pack.prompts.values() if f"· {p.id} " in out]
    assert " ".join(shown.text.split()) in out
    assert pack.passages[shown.passages[0]].quote.exact in out
    assert "Why this prompt" not in out


def test_prompt__same_day_and_seed__say_the_same_twice(run_prompt, capsys):
    run_prompt("--on", DAY, "--seed", "lamp", "--why")
    first = capsys.readouterr().out

    run_prompt("--on", DAY, "--seed", "lamp", "--why")

    assert capsys.readouterr().out == first
    assert "Why this prompt: You have not seen this one." in first


def test_prompt__with_a_vault__says_what_the_window_says_and_changes_nothing(
    run_prompt, passphrase_vault, passphrase_file, passphrase, capsys
):
    arguments = ("--why", "--on", DAY, "--vault", passphrase_vault, "--passphrase-file", passphrase_file)
    assert run_prompt(*arguments) == 0
    said = " ".join(capsys.readouterr().out.split())

    pack = load_pack(seeds_dir())
    zone = prompt.SystemClock().zone()
    clock = FixedClock(datetime.combine(date.fromisoformat(DAY), datetime.min.time().replace(hour=12), zone), zone.key)
    vault = open_vault(passphrase_vault, passphrase)
    day = offers.todays_offer(vault, pack, clock)
    why = why_sentences(pack, day.offer, wishes_of(load_private_preferences(vault)))
    vault.close()

    assert pack.prompts[day.prompt_id].title in said
    assert " ".join(why) in said
    assert run_prompt(*arguments) == 0
    assert " ".join(capsys.readouterr().out.split()) == said


def test_prompt__wrong_passphrase__is_one_sentence_and_fails(run_prompt, passphrase_vault, tmp_path, capsys):
    path = tmp_path / "wrong"
    path.write_text("not the one", encoding="utf-8")

    assert run_prompt("--vault", passphrase_vault, "--passphrase-file", path) == 1

    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_prompt__no_vault_there__is_one_sentence_and_fails(run_prompt, tmp_path, passphrase_file, capsys):
    assert run_prompt("--vault", tmp_path / "none", "--passphrase-file", passphrase_file) == 1

    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("arguments", [("--on", "soon"), ("--seed", "a", "--vault", "b")])
def test_prompt__wrong_usage__is_refused(run_prompt, arguments, capsys):
    with pytest.raises(SystemExit) as leaving:
        run_prompt(*arguments)

    assert leaving.value.code == 2


@pytest.mark.parametrize("which", Stance)
def test_stances__every_one__has_the_windows_words(which):
    assert prompt.STANCES[which] == stance.stance_label(which)


def test_clock__on_a_day__stands_at_noon_there():
    clock = prompt._clock(date(2025, 3, 1))

    assert clock.now().astimezone(ZoneInfo(clock.zone().key)).hour == 12


def test_prompt__shaky_check_in__why_says_so_as_the_window_does(
    run_prompt, passphrase_vault, passphrase_file, passphrase, capsys
):
    pack, zone = load_pack(seeds_dir()), prompt.SystemClock().zone()
    clock = FixedClock(datetime.combine(date.fromisoformat(DAY), datetime.min.time().replace(hour=8), zone), zone.key)
    vault = open_vault(passphrase_vault, passphrase)
    answer_today(vault, clock, pack.scales[CHECK_IN], "steady", 0)
    in_the_window = fetch_today(OpenJournal(vault, pack, clock)).why
    vault.close()

    run_prompt("--why", "--on", DAY, "--vault", passphrase_vault, "--passphrase-file", passphrase_file)

    said = " ".join(capsys.readouterr().out.split())
    assert "You said you feel shaky today, so only gentle ones are offered." in in_the_window
    assert "Why this prompt: " + " ".join(in_the_window) in said

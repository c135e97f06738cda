"""`kindroot prompt [--on DATE] [--why] [--seed S | --vault V]`: the prompt for a day, the passage behind it, and why.

With a vault, the same as its window says on that day; looking changes nothing in it. Without one, the built-in pack is
asked with no wishes and no history, so the same date and seed always give the same prompt.
"""

import argparse
import sys
import textwrap
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from journal_app.cli.secrets import SecretError, add_passphrase_option, read_passphrase
from journal_app.content.chooser import History, Offer, Wishes, rank
from journal_app.content.load import PackError, load_pack
from journal_app.content.model import Pack, Passage, Prompt, Stance
from journal_app.content.why import review_sentence, why_sentences
from journal_app.settings.clock import Clock, FixedClock, SystemClock, today
from journal_app.settings.paths import seeds_dir
from journal_app.settings.sentences import sentence

if TYPE_CHECKING:  # SQLAlchemy and the driver are only imported for --vault
    from journal_app.vault.vault import Vault

DONE, NOT_DONE = 0, 1
WIDTH = 80

STANCES: dict[Stance, str] = {
    Stance.DEFINITION: "The article defines it so",
    Stance.CLAIM: "The article's own claim",
    Stance.HEDGED: "The article says this may be so",
    Stance.RESEARCH_UNCITED: "No study is named",
    Stance.EXAMPLE: "An example the article gives",
    Stance.RECOMMENDATION: "Something the article suggests",
    Stance.CAUTION: "A caution the article gives",
    Stance.BELIEF: "Something the article believes",
}
"""The window has the same words, for its translators, in `ui/stance.py`; a test holds the two together."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `prompt`."""
    parser = subparsers.add_parser("prompt", help="show the prompt for a day, its passage, and why")
    parser.add_argument("--on", metavar="DATE", type=_day, help="a day as 2025-03-01; today otherwise")
    parser.add_argument("--why", action="store_true", help="say why this prompt")
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--seed", metavar="S", default="", help="what decides between prompts that fit equally well")
    whose.add_argument("--vault", metavar="V", type=Path, help="a vault's folder: say what its window says")
    add_passphrase_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the prompt; return 0, or 1 with one sentence on stderr."""
    try:
        pack = load_pack(seeds_dir())
    except PackError as error:
        return _refuse(error.code.value, error.fields)
    if args.vault is not None:
        return _from_vault(args, pack)
    wishes = Wishes(seed=args.seed)
    offers = rank(pack, wishes, History(), args.on or today(SystemClock()))
    return _show(pack, offers[0] if offers else None, wishes, with_why=args.why)


def _from_vault(args: argparse.Namespace, pack: Pack) -> int:
    from journal_app.vault.errors import VaultError
    from journal_app.vault.vault import open_vault

    try:
        vault = open_vault(args.vault, read_passphrase(args))
        try:
            offer, wishes, pace = _peek(vault, pack, _clock(args.on))
        finally:
            vault.close()
    except (VaultError, SecretError) as error:
        return _refuse(error.code, error.fields)
    return _show(pack, offer, wishes, pace, with_why=args.why)


def _peek(vault: "Vault", pack: Pack, clock: Clock) -> tuple[Offer | None, Wishes, Sequence[str]]:
    from journal_app.journal.offers import peek_offer
    from journal_app.journal.pacing import todays_pace

    day, pace = peek_offer(vault, pack, clock), todays_pace(vault, pack, clock)
    return (day.offer if day is not None else None), pace.wishes, pace.reasons


def _clock(on: date | None) -> Clock:
    """Return a clock that stands at noon of a day, in the system's zone; the system's own for today."""
    clock = SystemClock()
    if on is None:
        return clock
    zone: ZoneInfo = clock.zone()
    return FixedClock(datetime.combine(on, time(12), zone), zone.key)


def _show(pack: Pack, offer: Offer | None, wishes: Wishes, pace: Sequence[str] = (), *, with_why: bool) -> int:
    if offer is None:
        return _refuse("no_prompt_left", {})
    prompt = pack.prompts[offer.prompt]
    print("\n\n".join(_blocks(pack, prompt, offer)))
    if with_why:
        why = (*why_sentences(pack, offer, wishes, pace=pace), review_sentence(pack))
        print("\n" + _wrapped("Why this prompt: " + " ".join(why)))
    return DONE


def _blocks(pack: Pack, prompt: Prompt, offer: Offer) -> list[str]:
    about = [f"{prompt.minutes} minutes", pack.strand_of(prompt).value, prompt.id]
    note = [_wrapped(f"About this page: {prompt.content_note}")] if prompt.content_note else []
    text, smaller = _wrapped(prompt.asked_text), _wrapped(f"Smaller: {prompt.smaller}")
    asked = [smaller, text] if offer.smaller_offered else [text, smaller]
    passages = [_quoted(pack, pack.passages[passage]) for passage in prompt.passages]
    return [f"{prompt.title}\n{' · '.join(about)}", *note, *asked, *passages]


def _quoted(pack: Pack, passage: Passage) -> str:
    article = pack.articles[passage.article]
    source = f"{article.short_title} ({article.id}, {passage.position.start}–{passage.position.end})"
    caveat = [_wrapped(passage.caveat, "    ")] if passage.caveat else []
    return "\n".join([_wrapped(f"“{passage.quote.exact}”", "  "), f"    {source}. {STANCES[passage.stance]}.", *caveat])


def _wrapped(text: str, indent: str = "") -> str:
    lines = (textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent) for line in text.split("\n"))
    return "\n".join(lines)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; please write it as 2025-03-01") from error


def _refuse(code: str, fields: dict[str, object]) -> int:
    print(sentence(code, **fields), file=sys.stderr)
    return NOT_DONE

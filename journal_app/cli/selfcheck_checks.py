"""The checks of `selfcheck`, in their order: the content, the main job, the promises, spelling, the window."""

import platform
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from journal_app import __version__
from journal_app.cli import selfcheck_process
from journal_app.cli.check_line import FIND, WORDS, Check, NotSoError, check, read_check
from journal_app.cli.selfcheck_practices import practice_checks
from journal_app.cli.selfcheck_promises import promise_checks
from journal_app.cli.selfcheck_spelling import spelling
from journal_app.content.load import load_pack
from journal_app.content.model import Pack, TextPositionSelector, TextQuoteSelector
from journal_app.content.reanchor import AnchorState, reanchor
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.drafts import keep_draft, save_draft, start_draft
from journal_app.journal.entries import Entry, EntryId, load_entry
from journal_app.journal.search import search_entries
from journal_app.settings.clock import SystemClock
from journal_app.settings.own_process import own_command
from journal_app.settings.paths import seeds_dir
from journal_app.settings.product import DISPLAY_NAME
from journal_app.vault.engine import library_versions
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import create_vault, open_vault

WINDOW_CHECK_SECONDS = 60


def every_check() -> Iterator[Check]:
    """Yield every check, each run as it is asked for."""
    yield check("versions", _versions)
    packs: list[Pack] = []
    yield check("content", lambda: _content(packs))
    if packs:
        with tempfile.TemporaryDirectory(prefix="n-", ignore_cleanup_errors=True) as folder:
            yield from _main_job(Path(folder) / "vault", packs[0])
            yield from practice_checks(Path(folder), packs[0])
    yield from _promises()
    yield check("spelling", spelling)
    yield from _window()


def _promises() -> Iterator[Check]:
    """Yield what can be shown of the promises T1 to T9 without a display; About says which tests show the rest."""
    with (
        selfcheck_process.watching_sockets() as seen,
        tempfile.TemporaryDirectory(prefix="n-", ignore_cleanup_errors=True) as folder,
    ):
        yield from promise_checks(Path(folder))
        yield from selfcheck_process.process_checks(Path(folder))
    yield check("T9 no connection", lambda: selfcheck_process.no_connection(seen))


def _versions() -> str:
    libraries = library_versions()
    if libraries["SQLCipher"] == "missing":
        raise NotSoError("this SQLite has no SQLCipher in it, so nothing would be encrypted")
    versions = {DISPLAY_NAME: __version__, "Python": platform.python_version()} | libraries
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    return f"{named}, {platform.system()} {platform.machine()}"


def _content(loaded: list[Pack]) -> str:
    pack = load_pack(seeds_dir())
    loaded.append(pack)
    steps = [step for practice in pack.practices.values() for step in practice.steps]
    without = [str(prompt.id) for prompt in pack.prompts.values() if not prompt.passages]
    without += [step.id for step in steps if not step.passages]
    inexact = [
        passage.id
        for passage in pack.passages.values()
        if pack.articles[passage.article].text[passage.position.start : passage.position.end] != passage.quote.exact
    ]
    if without or inexact:
        raise NotSoError(f"{len(without)} items without a passage, {len(inexact)} passages that are not exact")
    return (
        f"{len(pack.articles)} articles, {len(pack.passages)} passages exact, {len(pack.prompts)} prompts and "
        f"{len(steps)} practice steps, each with its passage"
    )


def _main_job(folder: Path, pack: Pack) -> Iterator[Check]:
    """Yield the checks of one journal, from its making to its second opening."""
    passphrase = " ".join(secrets.token_hex(4) for _ in range(4))  # needs no word list, which may be what is missing
    kept: list[EntryId] = []
    yield check("prompt → passage → entry", lambda: _write(folder, passphrase, pack, kept))
    if kept:
        yield check("a wrong passphrase stays out", lambda: _stay_out(folder))
        yield check("no plain words in any file", lambda: _no_plain_words(folder))
        yield check("reopen → entry → passage → search", lambda: _read_again(folder, passphrase, pack, kept[0]))


def _write(folder: Path, passphrase: str, pack: Pack, kept: list[EntryId]) -> str:
    vault, _code = create_vault(folder, passphrase, with_recovery_code=False)
    try:
        prompt = next(iter(pack.prompts.values()))
        clock = SystemClock()
        draft = start_draft(vault, clock, asked=asked_from_prompt(pack, prompt))
        save_draft(vault, clock, draft.id, title="", body=WORDS)
        kept.append(keep_draft(vault, clock, draft.id))
    finally:
        vault.close()
    return f"answered “{prompt.title}” from “{pack.article_of(prompt).short_title}” and closed the vault"


def _stay_out(folder: Path) -> str:
    try:
        open_vault(folder, "not the passphrase at all").close()
    except VaultError as error:
        if error.problem is VaultProblem.WRONG_PASSPHRASE:
            return "refused, and told apart from damage"
        raise
    raise NotSoError("a wrong passphrase opened the vault")


def _no_plain_words(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    for path in files:
        if FIND.encode() in path.read_bytes():
            raise NotSoError(f"words of the entry stand readable in {path.name}")
    return f"{len(files)} files looked through"


def _read_again(folder: Path, passphrase: str, pack: Pack, entry_id: EntryId) -> str:
    vault = open_vault(folder, passphrase)
    try:
        entry = load_entry(vault, entry_id)
        found = search_entries(vault, FIND)
    finally:
        vault.close()
    if entry.body != WORDS:
        raise NotSoError("the entry's words came back changed")
    if [hit.entry.id for hit in found.items] != [entry_id]:
        raise NotSoError("search did not find the entry")
    return f"entry whole, found by “{FIND}”, its passage {_passage_state(entry, pack)}"


def _passage_state(entry: Entry, pack: Pack) -> str:
    if entry.asked is None:
        raise NotSoError("the entry lost what was asked")
    snapshot = entry.asked.passages[0]
    quote = TextQuoteSelector(snapshot.exact, snapshot.prefix, snapshot.suffix)
    article = pack.articles[snapshot.article_id]
    anchored = reanchor(article.text, quote, TextPositionSelector(snapshot.start, snapshot.end))
    if anchored.state is not AnchorState.EXACT:
        raise NotSoError(f"the passage is {anchored.state} in its article")
    return f"exact at {snapshot.start}–{snapshot.end} of {snapshot.article_id}"


def _window() -> Iterator[Check]:
    """Yield the checks of the window, run by `app` in a process of its own without a display."""
    try:
        done = subprocess.run(
            [*own_command(), "window-check"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=WINDOW_CHECK_SECONDS,
            check=False,
        )
        checks = [read_check(line) for line in done.stdout.splitlines()]
    except subprocess.TimeoutExpired:
        yield Check("window", False, f"its checks did not end within {WINDOW_CHECK_SECONDS} seconds")
        return
    except (OSError, ValueError, KeyError, TypeError):
        yield Check("window", False, "its checks could not be run, or said something that is not theirs")
        return
    yield from checks
    if done.returncode != 0 and all(line.ok for line in checks):
        yield Check("window", False, _why_it_ended(done.returncode, done.stderr))
    elif not checks:
        yield Check("window", False, "its checks said nothing")


def _why_it_ended(code: int, complaints: str) -> str:
    """Return the last thing a window that broke off complained of; most often a system library that is missing."""
    lines = [line for line in complaints.splitlines() if line.strip()]
    last = lines[-1].strip() if lines else f"it ended with {code}"
    return f"it could not go on ({last}); where a library is missing, `python3 packaging/dev.py run` names it"

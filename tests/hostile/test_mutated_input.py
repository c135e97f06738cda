"""T6: packs and imports made by someone hostile, or by a failing disk, are data only: told in a sentence, quickly.

Every round breaks one file of a pack (or of a folder to import) in a way of its own, by a seeded generator: a round
that fails can be repeated. Opening a file outside the folder, a socket or a program would be caught by the audit hook.
The second is the promise's own bound for hostile input, in processor time; how fast good input is, `bench` tells.
"""

import random
import resource
import shutil
import sys
import time
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal_app.content.load import check_pack
from journal_app.exchange import importing
from journal_app.exchange.errors import ExchangeError
from journal_app.exchange.exporting import Export, ExportFormat, ExportWish
from journal_app.exchange.importing import import_source, undo_import
from journal_app.journal.attachments import NewAttachment, PageKey, add_attachment
from journal_app.journal.bringing_in import BatchId
from journal_app.journal.entries import add_entry, count_entries
from journal_app.settings.clock import SystemClock
from journal_app.settings.sentences import sentence
from journal_app.vault.vault import Vault, create_with_data_key

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LONGEST_SECONDS = 1.0
MOST_BYTES = 200 * 1024 * 1024
WATCHED = ("socket.", "subprocess.", "os.exec", "os.system", "ctypes.", "urllib")
TOUCHED: list[str] = []
IS_WATCHING = [False]
ALLOWED: list[str] = []
OWN = (sys.prefix, sys.base_prefix, *zoneinfo.TZPATH)
"""Where Python looks up its modules, and a time zone by its name: it takes no name that leads out of there."""

NASTY = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b'file = "../../../../etc/passwd"\n',
    b'file = "//host/share/x.txt"\n',
    b"[[" * 400,
    b'"""',
    b"= = =\n",
    b"a" * 70_000,
    b"text = \"<img src='file:///etc/passwd'>\"\n",
    b'next = "goto:nowhere"\n',
    b"id = 9e99999\n",
    "\u202e\u2066é😀\u0301".encode(),
)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not IS_WATCHING[0]:
        return
    if event.startswith(WATCHED):
        TOUCHED.append(event)
    elif event == "open" and ALLOWED and not str(arguments[0]).startswith((*ALLOWED, *OWN)):
        TOUCHED.append(f"open {arguments[0]}")


@pytest.fixture(scope="module", autouse=True)
def _audit() -> None:
    sys.addaudithook(_watch)


@pytest.fixture
def watched() -> Iterator[None]:
    TOUCHED.clear()
    IS_WATCHING[0] = True
    yield
    IS_WATCHING[0] = False


def mutated(original: bytes, chance: random.Random) -> bytes:
    """Return the bytes broken in one to four ways: cut, doubled, flipped, swapped, or with something nasty put in."""
    broken = bytearray(original)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(broken) + 1)
        match chance.randrange(6):
            case 0:
                del broken[at : at + chance.randint(1, 200)]
            case 1:
                broken[at:at] = broken[at : at + chance.randint(1, 2000)]
            case 2 if at < len(broken):
                broken[at] ^= 1 << chance.randrange(8)
            case 3:
                broken[at:at] = chance.choice(NASTY)
            case 4:
                del broken[at:]
            case _:
                lines = bytes(broken).splitlines(keepends=True)
                chance.shuffle(lines)
                broken = bytearray(b"".join(lines))
    return bytes(broken)


def rounds_of(full_counts: bool, request: pytest.FixtureRequest) -> int:
    if full_counts:
        return 10_000
    return 600 if request.node.get_closest_marker("thorough") else 60


def check_rounds(folder: Path, rounds: int) -> None:
    """Break one file a round and check the pack: never a traceback, a sentence for each finding, within the bounds."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for number in range(rounds):
        chance = random.Random(number)
        file = chance.choice(files)
        original = file.read_bytes()
        file.write_bytes(mutated(original, chance))
        began = time.process_time()
        report = check_pack(folder)
        took = time.process_time() - began
        file.write_bytes(original)
        said = [sentence(finding.code, **finding.fields) for finding in report.findings]
        assert took <= LONGEST_SECONDS, (number, file.name, took)
        assert all(said), number
        assert report.pack is not None or report.errors, (number, file.name)


def most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("amount", ["some", pytest.param("many", marks=pytest.mark.thorough)])
def test_packs__mutated__are_told_in_sentences_within_bounds(
    amount: str, tmp_path: Path, full_counts: bool, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(SEEDS, folder)
    check_pack(folder)
    before = most_memory()

    ALLOWED[:] = [str(tmp_path)]
    check_rounds(folder, rounds_of(full_counts, request))
    ALLOWED.clear()

    assert amount
    assert TOUCHED == []
    assert most_memory() - before <= MOST_BYTES


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("amount", ["some", pytest.param("many", marks=pytest.mark.thorough)])
def test_imports__mutated__come_in_or_are_skipped_by_name(
    amount: str, vault: Vault, tmp_path: Path, full_counts: bool, request: pytest.FixtureRequest
) -> None:
    source = tmp_path / "old"
    source.mkdir()
    whole = b"---\ntitle: Tea\ndate: 2024-02-29 21:15\ntags: [a, b]\n---\n# Tea\n\nTwo cups, and the rain.\n" * 3
    rounds = rounds_of(full_counts, request)
    before = most_memory()
    for number in range(rounds):
        (source / f"{number:05}.md").write_bytes(mutated(whole, random.Random(number)))

    began = time.process_time()
    report = import_source(vault, SystemClock(), source)
    took = time.process_time() - began

    assert amount
    assert report.added + report.count("skipped") == rounds
    assert all(sentence(skipped.reason) for skipped in report.skipped)
    assert took / rounds <= LONGEST_SECONDS
    assert TOUCHED == []
    assert most_memory() - before <= MOST_BYTES


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("form", list(ExportFormat))
@pytest.mark.parametrize("amount", ["some", pytest.param("many", marks=pytest.mark.thorough)])
def test_exports__mutated__come_in_or_are_told_in_sentences_within_bounds(
    form: ExportFormat,
    amount: str,
    vault: Vault,
    data_key: bytes,
    tmp_path: Path,
    full_counts: bool,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = SystemClock()
    for body in ("# Tea #tea\n\nTwo cups.", "and the rain"):
        kept = add_entry(vault, clock, title="Tea", body=body, written_at=clock.now(), zone="Europe/London")
        add_attachment(vault, clock, PageKey(kept), NewAttachment("a.pdf", "application/pdf", body.encode()))
    for _ in Export(vault, clock, tmp_path / "out", ExportWish(form)).steps():
        pass
    files = sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    whole = {path: path.read_bytes() for path in files}
    rounds = rounds_of(full_counts, request)
    before = most_memory()

    there = create_with_data_key(tmp_path / "s" / "there", data_key)
    monkeypatch.setattr(importing, "take_snapshot", lambda *_args, **_more: None)  # tells nothing of the source
    import_source(there, clock, tmp_path / "out", dry_run=True)  # what Python opens for the first one is its own

    ALLOWED[:] = [str(tmp_path)]
    began = time.process_time()
    for number in range(rounds):
        chance = random.Random(number)
        broken = chance.choice(files)
        broken.write_bytes(mutated(whole[broken], chance))
        try:
            report = import_source(there, clock, tmp_path / "out")
            told = [sentence(skipped.reason) for skipped in report.skipped]
        except ExchangeError as error:  # a mutated version number is one this program does not know
            report, told = None, [sentence(error.code, **error.fields)]
        assert all(told), number
        if report is not None and report.batch is not None:
            *_, gone = undo_import(there, clock, BatchId(report.batch))
            assert gone.kept == 0, number
        assert count_entries(there) == 0, number
        broken.write_bytes(whole[broken])
    took = time.process_time() - began
    ALLOWED.clear()
    there.close()

    assert amount
    assert took / rounds <= LONGEST_SECONDS
    assert TOUCHED == []
    assert most_memory() - before <= MOST_BYTES

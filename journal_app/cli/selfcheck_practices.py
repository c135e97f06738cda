"""The lines of `selfcheck` about practices, moving and pictures: what can be shown of them without a display.

A practice is walked to an entry that opens its passages; a journal with one goes out and comes in again in both forms;
a picture loses its hidden details; and a practice that is deleted for good leaves no word in the decrypted database.
"""

import secrets
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from journal_app.cli.check_line import FIND, WORDS, Check, NotSoError, check
from journal_app.content.model import Pack, PracticeId, StepType, TextPositionSelector, TextQuoteSelector
from journal_app.content.reanchor import AnchorState, reanchor
from journal_app.exchange.exporting import Export, ExportFormat, ExportWish
from journal_app.exchange.importing import import_source
from journal_app.journal.attachments import PageKey, add_attachment, read_content
from journal_app.journal.deletion import delete_for_good
from journal_app.journal.drawings import Owner, Stroke, drawings_of, save_drawing
from journal_app.journal.entries import Entry, EntryId, count_entries, load_entry
from journal_app.journal.incoming import incoming
from journal_app.journal.picture_metadata import Details
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import begin_practice, finish_run, go_on, load_run, run_of_entry, save_answer
from journal_app.settings.clock import SystemClock
from journal_app.vault.inspection import inspect_vault
from journal_app.vault.rescue_sources import read_pages
from journal_app.vault.vault import Vault, create_with_data_key, open_with_data_key

_WRITTEN = frozenset({StepType.WRITE, StepType.LIST, StepType.LETTER, StepType.PLAN})
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class _Practised:
    """A closed journal with the entry that a practice became."""

    folder: Path
    data_key: bytes
    pack: Pack
    entry_id: EntryId

    def open(self) -> Vault:
        return open_with_data_key(self.folder, self.data_key)


def practice_checks(folder: Path, pack: Pack) -> Iterator[Check]:
    """Yield the lines, in the folder given; what could only follow one that failed is left out."""
    made: list[_Practised] = []
    yield check("practice → entry → passages", lambda: _walk(folder, pack, made))
    for name, see in _SHOWN if made else ():
        yield check(name, lambda see=see: see(made[0]))  # type: ignore[misc]  # a default binds the check of this turn


def _walk(folder: Path, pack: Pack, made: list[_Practised]) -> str:
    """Answer every written step of the first practice that is not off by default, draw, and finish it."""
    clock, data_key = SystemClock(), secrets.token_bytes(32)
    practice_id = next(PracticeId(one.id) for one in pack.practices.values() if not one.off_by_default)
    with closing(create_with_data_key(folder / "practised", data_key)) as vault:
        run = begin_practice(vault, clock, pack, practice_id)
        save_drawing(vault, clock, Owner(run_id=run.id), (Stroke(0, 0.1, ((0.5, 0.5),)),), WORDS)
        answered = 0
        while run.step.type is not StepType.CLOSE:
            if run.step.type in _WRITTEN:
                save_answer(vault, clock, run.id, run.step_id, Answer(text=WORDS))
                answered += 1
            run = go_on(vault, clock, run.id).run
        entry_id = finish_run(vault, clock, run.id)
        if entry_id is None:
            raise NotSoError("a practice that was answered became no entry")
        entry = load_entry(vault, entry_id)
    if entry.body.count(WORDS) != answered:
        raise NotSoError(f"{entry.body.count(WORDS)} of {answered} answers stand on the page")
    passages = _exact_passages(entry, pack)
    made.append(_Practised(folder / "practised", data_key, pack, entry_id))
    return f"“{entry.title}” walked to its close, {answered} answers on one page, {passages} passages exact"


def _exact_passages(entry: Entry, pack: Pack) -> int:
    """Return how many passages an entry opens. Raises NotSoError where one does not stand in its article."""
    if entry.asked is None or not entry.asked.passages:
        raise NotSoError("the page opens no passage")
    for passage in entry.asked.passages:
        quote = TextQuoteSelector(passage.exact, passage.prefix, passage.suffix)
        text = pack.articles[passage.article_id].text
        if reanchor(text, quote, TextPositionSelector(passage.start, passage.end)).state is not AnchorState.EXACT:
            raise NotSoError(f"the passage {passage.passage_id} is not exact in its article")
    return len(entry.asked.passages)


def _out_and_in(practised: _Practised) -> str:
    clock = SystemClock()
    with closing(practised.open()) as vault:
        wanted = _said(vault, practised.entry_id)
        for form in ExportFormat:
            out = practised.folder.with_name(f"out-{form}")
            for _ in Export(vault, clock, out, ExportWish(form)).steps():
                pass
            with closing(create_with_data_key(out.with_name(f"in-{form}"), secrets.token_bytes(32))) as other:
                first = import_source(other, clock, out)
                again = import_source(other, clock, out)
                came = _said(other, EntryId(1))
            if came != wanted or first.skipped or again.batch is not None:
                raise NotSoError(f"an export as {form} did not come back whole, or came in twice")
    return "out as Markdown and as JSON, in again whole, and no second time"


def _said(vault: Vault, entry_id: EntryId) -> object:
    """Return what a page and the practice behind it say."""
    entry, run_id = load_entry(vault, entry_id), run_of_entry(vault, entry_id)
    if run_id is None:
        raise NotSoError("the page lost its practice")
    drawn = [(one.strokes, one.words) for one in drawings_of(vault, Owner(entry_id=entry_id))]
    return entry.title, entry.body, entry.asked, entry.written_at, load_run(vault, run_id).answers, drawn


def _stripped(practised: _Practised) -> str:
    """Keep a picture that hides words and a place, and look at what is kept."""
    picture = _picture(WORDS.encode())
    with closing(practised.open()) as vault:
        read = incoming("picture.png", picture)
        kept = add_attachment(vault, SystemClock(), PageKey(practised.entry_id), read.new)
        content = read_content(vault, kept.id)
    if read.details is not Details.REMOVED or not read.had_place:
        raise NotSoError("what a picture hides was not seen")
    if FIND.encode() in content or b"eXIf" in content or _pixels(content) != _pixels(picture):
        raise NotSoError("hidden words stayed in a picture, or its pixels were changed")
    return "hidden words and a place taken out of a picture, its pixels as they were"


def _deleted(practised: _Practised) -> str:
    with closing(practised.open()) as vault:
        before = _words_in_database(practised, vault.header.salt)
        delete_for_good(vault, SystemClock(), practised.entry_id)
        left, salt = count_entries(vault), vault.header.salt
    found = _words_in_database(practised, salt)
    if not before:
        raise NotSoError("the words of the practice were not there to begin with")
    if left or found:
        raise NotSoError("words of a practice that was deleted for good are still in the database")
    return "a practice's answers, drawing and page gone from the decrypted database"


def _words_in_database(practised: _Practised, salt: bytes) -> int:
    database = practised.folder / inspect_vault(practised.folder).database
    with closing(read_pages(database, bytearray(practised.data_key), salt)) as pages:
        held = [pages.page(number) or b"" for number in range(1, pages.page_count + 1)]
    return sum(page.count(FIND.encode()) for page in held)


_SHOWN: tuple[tuple[str, Callable[[_Practised], str]], ...] = (
    ("export → import", _out_and_in),
    ("a picture's hidden details", _stripped),
    ("T4 a practice deleted for good", _deleted),
)


def _picture(hidden: bytes) -> bytes:
    """Return a picture of one pixel that hides words, and where it was taken."""
    place = b"MM\x00*\x00\x00\x00\x08\x00\x01" + struct.pack(">HHLL", 0x8825, 4, 1, 26) + bytes(10)
    chunks = (
        (b"IHDR", struct.pack(">2L5B", 1, 1, 8, 2, 0, 0, 0)),
        (b"tEXt", b"Comment\0" + hidden),
        (b"eXIf", place),
        (b"IDAT", zlib.compress(b"\0\x40\x80\xc0")),
        (b"IEND", b""),
    )
    return _PNG + b"".join(
        struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data)) for name, data in chunks
    )


def _pixels(content: bytes) -> bytes:
    """Return the image data of a picture made above."""
    start = content.index(b"IDAT") + 4
    return content[start : content.index(b"IEND") - 4]

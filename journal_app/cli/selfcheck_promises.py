"""The promises of a vault that `selfcheck` can show anywhere: what others find in its files, and what a crash leaves.

T1 to T9 are those of the vault's design; About names the tests that show each whole. The journal here has a data key of
its own, so that the key derivation is waited for only where it is the point.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from journal_app.cli.check_line import FIND, WORDS, Check, NotSoError, check
from journal_app.content.files import PackFiles, UnfitFileError
from journal_app.content.load import check_pack
from journal_app.journal.adding import add_entries
from journal_app.journal.drafts import DraftId, load_draft, save_draft, start_draft
from journal_app.journal.entries import NewEntry, count_entries
from journal_app.settings.clock import SystemClock
from journal_app.vault.engine import PAGE_BYTES
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import HEADER_NAME
from journal_app.vault.header import Argon2Cost, Slot, SlotKind, decode, encode
from journal_app.vault.inspection import inspect_vault
from journal_app.vault.recovery_code import new_recovery_code, write_recovery_code
from journal_app.vault.rescue import rescue_with_data_key
from journal_app.vault.rescue_sources import read_pages
from journal_app.vault.restore import newest_snapshot, restore_snapshot
from journal_app.vault.rotation import rotate
from journal_app.vault.sealed_page import forget_sealed_page, seal_page, unseal_page
from journal_app.vault.snapshots import SnapshotReason, list_snapshots, take_snapshot
from journal_app.vault.vault import Vault, create_with_data_key, open_with_data_key
from journal_app.vault.verify import verify_open_vault

ENTRIES = 60
_MIB = 1024 * 1024
_CHEAP = Argon2Cost(memory_kib=32 * 1024)
"""Half the memory that the floor of the key derivation asks for."""


@dataclass(frozen=True, slots=True)
class _Journal:
    """A closed journal of `ENTRIES` entries, one draft and one snapshot, to be copied for each check."""

    folder: Path
    data_key: bytes
    code: str
    draft: DraftId
    clock: SystemClock

    def copy(self, name: str) -> Path:
        return shutil.copytree(self.folder, self.folder.with_name(name))

    def open(self, folder: Path) -> Vault:
        return open_with_data_key(folder, self.data_key)


def promise_checks(folder: Path) -> Iterator[Check]:
    """Yield a line for each promise, in the folder given; what could only follow a line that failed is left out."""
    made: list[_Journal] = []
    yield check("T4 no plain words while open", lambda: _no_plain_words(folder / "one", made))
    if not made:
        return
    for name, see in _SHOWN:
        yield check(name, lambda see=see: see(made[0]))  # type: ignore[misc]  # a default binds the check of this turn


def _no_plain_words(folder: Path, made: list[_Journal]) -> str:
    """Fill a journal, look into every file while it is open, and keep what a crash would leave at that moment."""
    clock, data_key, code = SystemClock(), secrets.token_bytes(32), new_recovery_code()
    with closing(create_with_data_key(folder, data_key, recovery_code=code)) as vault:
        moment = clock.now()
        add_entries(vault, clock, (NewEntry("", f"{WORDS} {n}", moment, "UTC") for n in range(ENTRIES)))
        draft = start_draft(vault, clock)
        take_snapshot(vault, clock, reason=SnapshotReason.BY_HAND)
        save_draft(vault, clock, draft.id, title="", body=WORDS)
        files = [path for path in folder.rglob("*") if path.is_file()]
        kinds = {kind for kind in (".db", "-wal", "-shm", ".snap") if any(path.name.endswith(kind) for path in files)}
        readable = [path.name for path in files if _holds_words(path)]
        shutil.copytree(folder, folder.with_name("crashed"))
    if readable:
        raise NotSoError(f"words of the entry stand readable in {readable[0]}")
    if len(kinds) < 4:
        raise NotSoError(f"only {', '.join(sorted(kinds))} were there to look at")
    made.append(_Journal(folder, data_key, write_recovery_code(code), draft.id, clock))
    return f"none in {len(files)} files: database, its log, its index and a backup"


def _holds_words(path: Path) -> bool:
    data = path.read_bytes()
    return any(FIND.encode(coding) in data for coding in ("utf-8", "utf-16-le", "utf-16-be"))


def _crash(journal: _Journal) -> str:
    with closing(journal.open(journal.folder.with_name("crashed"))) as vault:
        if load_draft(vault, journal.draft).body != WORDS:
            raise NotSoError("what was saved last is not there after a crash")
    return "what was saved last is there in the files as a crash leaves them"


def _header_bits(journal: _Journal) -> str:
    data = (journal.folder / HEADER_NAME).read_bytes()
    flips = [_flipped(data, bit) for bit in range(8 * len(data))]
    passed = [bit for bit, flip in enumerate(flips) if _refusal(lambda flip=flip: decode(flip)) is None]  # type: ignore[misc]
    if passed:
        raise NotSoError(f"bit {passed[0]} of the header can change unnoticed")
    folder = journal.copy("header")
    (folder / HEADER_NAME).write_bytes(flips[len(flips) // 2])
    with closing(journal.open(folder)) as vault:
        if not vault.was_repaired or (folder / HEADER_NAME).read_bytes() != data:
            raise NotSoError("a damaged header was not made whole from its copy")
    return f"each of {len(flips)} single bits noticed; a damaged one made whole from its copy"


def _database_bit(journal: _Journal) -> str:
    folder = journal.copy("bit")
    database = folder / inspect_vault(folder).database
    data = database.read_bytes()
    database.write_bytes(_flipped(data, 4 * len(data)))
    try:
        with closing(journal.open(folder)) as vault:
            is_sound = verify_open_vault(vault).is_sound
    except VaultError as error:
        if error.problem is not VaultProblem.DATABASE_DAMAGED:
            raise
        return "a changed bit noticed on opening"
    if is_sound:
        raise NotSoError("a bit of the database can change unnoticed")
    return "a changed bit noticed by its page's signature"


def _padding(journal: _Journal) -> str:
    size = newest_snapshot(journal.folder).stat().st_size
    if size % _MIB or not size:
        raise NotSoError("a backup's size tells how much is written")
    return "a backup is padded to whole MiB"


def _floor(journal: _Journal) -> str:
    data = (journal.folder / HEADER_NAME).read_bytes()
    slot = Slot(SlotKind.PASSPHRASE, bytes(16), _CHEAP, bytes(12), bytes(48))
    cheapened = encode(replace(decode(data), slots=(slot,)))
    if _refusal(lambda: decode(cheapened)) is not VaultProblem.KDF_OUT_OF_BOUNDS:
        raise NotSoError(f"a header that asks for {_CHEAP.memory_kib // 1024} MiB was taken")
    return "a header with a cheaper key derivation is refused before any work"


def _new_key(journal: _Journal) -> str:
    folder = journal.copy("rotated")
    passphrase = " ".join(secrets.token_hex(4) for _ in range(4))
    with closing(journal.open(folder)) as vault:
        rotate(vault, journal.code, journal.clock, new_passphrase=passphrase, kind=SlotKind.RECOVERY)
        database, salt, count = vault.database, vault.header.salt, count_entries(vault)
    if count != ENTRIES or _refusal(lambda: journal.open(folder).close()) is None:
        raise NotSoError("the old key still opens the journal, or entries are missing")
    with closing(read_pages(database, bytearray(journal.data_key), salt)) as pages:
        if pages.count_damaged() < pages.page_count:
            raise NotSoError("the old key still reads pages of the new database")
        told = f"the old key reads none of {pages.page_count} pages"
    older = [info for info in list_snapshots(folder) if info.number <= list_snapshots(journal.folder)[0].number]
    if older:
        raise NotSoError("a backup under the old key is still there")
    return f"{told}, and its backups are gone"


def _snapshot(journal: _Journal) -> str:
    folder = journal.copy("restored")
    with closing(journal.open(folder)) as vault:
        add_entries(vault, journal.clock, [NewEntry("", WORDS, journal.clock.now(), "UTC")])
    restore_snapshot(folder, newest_snapshot(folder), journal.code, journal.clock, kind=SlotKind.RECOVERY)
    with closing(journal.open(folder)) as vault:
        report, count = verify_open_vault(vault), count_entries(vault)
    kept = [info for info in list_snapshots(folder) if info.is_verified]
    if not report.is_sound or count != ENTRIES or len(kept) < 2:
        raise NotSoError(f"{count} of {ENTRIES} entries came back, with {len(kept)} sound backups")
    return f"{count} entries back from a checked backup, after a backup of what was there"


def _rescue(journal: _Journal) -> str:
    folder = journal.copy("damaged")
    database = folder / inspect_vault(folder).database
    pages = database.stat().st_size // PAGE_BYTES
    with database.open("rb+") as file:
        file.seek(pages // 2 * PAGE_BYTES)
        file.write(secrets.token_bytes(PAGE_BYTES))
    damaged = database.read_bytes()
    report = rescue_with_data_key(folder, journal.data_key)
    with closing(journal.open(report.folder)) as vault:
        count = count_entries(vault)
    if count < ENTRIES or database.read_bytes() != damaged:
        raise NotSoError(f"{count} of {ENTRIES} entries came back, or the damaged file was touched")
    return f"{count} of {ENTRIES} entries back with one of {pages} pages damaged; the damaged file as it was"


def _sealed_page(journal: _Journal) -> str:
    folders = (journal.folder.with_name("seal"),)
    other = journal.folder.with_name("other")
    with closing(journal.open(journal.folder)) as vault:
        seal_page(vault, folders, WORDS.encode())
        if any(_holds_words(path) for path in folders[0].iterdir()):
            raise NotSoError("the sealed page can be read")
        came_back = unseal_page(vault, folders)
        vault_id = vault.vault_id
        forget_sealed_page(vault, folders)
    with closing(create_with_data_key(other, secrets.token_bytes(32))) as vault:
        is_left = any(folders[0].iterdir())
        is_same_id = vault.vault_id == vault_id
    if came_back != WORDS.encode() or is_left or is_same_id:
        raise NotSoError("a page sealed while hiding did not come back whole")
    return "sealed, unreadable, back whole, and taken away"


def _ways_in(journal: _Journal) -> str:
    kinds = inspect_vault(journal.folder).slot_kinds
    if kinds != (SlotKind.RECOVERY,):
        raise NotSoError(f"{len(kinds)} ways in where one was made")
    return "one way in was made, and one is there: no key of anybody else's"


def _hostile_pack(journal: _Journal) -> str:
    folder = journal.folder.with_name("pack")
    folder.mkdir()
    (folder / "pack.toml").write_bytes(b"a = " + b"[" * 9000 + b"]" * 9000)
    (folder.parent / "outside.txt").write_text(WORDS, encoding="utf-8")
    if check_pack(folder).pack is not None:
        raise NotSoError("a pack made to exhaust the machine was taken")
    try:
        PackFiles(folder).text("../outside.txt")
    except UnfitFileError:
        return "a pack that reaches out of its folder, or is made to exhaust, is refused"
    raise NotSoError("a pack read a file outside its folder")


_SHOWN: tuple[tuple[str, Callable[[_Journal], str]], ...] = (
    ("T2 a page hidden before it was saved", _sealed_page),
    ("T4 a cheapened passphrase", _floor),
    ("T4 changed and locked out", _new_key),
    ("T5 a changed header", _header_bits),
    ("T5 a changed database", _database_bit),
    ("T5 a backup's size", _padding),
    ("T6 a hostile pack", _hostile_pack),
    ("T7 a crash", _crash),
    ("T7 backup and restore", _snapshot),
    ("T7 rescue", _rescue),
    ("T8 nobody else's key", _ways_in),
)


def _flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


def _refusal(work: Callable[[], object]) -> VaultProblem | None:
    """Return why something is refused, None where it is not."""
    try:
        work()
    except VaultError as error:
        return error.problem
    return None

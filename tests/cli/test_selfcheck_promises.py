"""Selfcheck's promises: each line holds here, and each breaks when what it looks at is broken."""

import subprocess
import sys

import pytest

from journal_app.cli import selfcheck_process, selfcheck_promises
from journal_app.cli.check_line import FIND, NotSoError
from journal_app.content import files
from journal_app.vault import header, header_files, keys, rotation, verify
from journal_app.vault.engine import raw

AF_INET = 2

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def failed(tmp_path, monkeypatch):
    """Return the names of the lines that don't hold, of those that begin with a word; the others are not run."""

    def look(*words):
        shown = [line for line in selfcheck_promises._SHOWN if line[0].startswith(words)]
        monkeypatch.setattr(selfcheck_promises, "_SHOWN", tuple(shown))
        return [line.name for line in selfcheck_promises.promise_checks(tmp_path) if not line.ok]

    return look


def test_promise_checks__here__every_line_holds(tmp_path):
    lines = list(selfcheck_promises.promise_checks(tmp_path))

    assert [line for line in lines if not line.ok] == []
    assert len(lines) == len({line.name for line in lines}) == 12


def test_promise_checks__words_beside_the_vault_s__are_found_and_what_follows_is_left_out(tmp_path, monkeypatch):
    take = selfcheck_promises.take_snapshot

    def leak(vault, clock, *, reason):
        (vault.folder / "index.txt").write_text(FIND, encoding="utf-16")
        return take(vault, clock, reason=reason)

    monkeypatch.setattr(selfcheck_promises, "take_snapshot", leak)

    lines = list(selfcheck_promises.promise_checks(tmp_path))

    assert [(line.name, line.ok) for line in lines] == [("T4 no plain words while open", False)]
    assert "index.txt" in lines[0].said


def test_header_line__a_header_read_without_its_checksum__fails(failed, monkeypatch):
    monkeypatch.setattr(selfcheck_promises, "decode", lambda data: None)

    assert failed("T5 a changed header") == ["T5 a changed header"]


def test_header_line__a_damaged_header_left_as_it_is__fails(failed, monkeypatch):
    monkeypatch.setattr("journal_app.vault.opening._repair", lambda folder, read: False)

    assert failed("T5 a changed header") == ["T5 a changed header"]


def test_database_line__nothing_is_verified__fails(failed, monkeypatch):
    monkeypatch.setattr(verify, "damages_of", lambda driver: ())
    monkeypatch.setattr(verify, "rows_of", lambda driver: {})

    assert failed("T5 a changed database") == ["T5 a changed database"]


def test_floor_line__a_lower_floor__fails(failed, monkeypatch):
    monkeypatch.setattr(header, "MEMORY_KIB", range(1, 1024 * 1024))

    assert failed("T4 a cheapened") == ["T4 a cheapened passphrase"]


def test_new_key_line__the_old_key_goes_on__fails(failed, monkeypatch):
    used = []
    monkeypatch.setattr(selfcheck_promises.secrets, "token_bytes", lambda count: used.append(bytes(count)) or used[-1])
    monkeypatch.setattr(rotation, "new_data_key", lambda: bytearray(32))

    assert failed("T4 changed") == ["T4 changed and locked out"]


def test_size_line__no_padding__fails(failed, monkeypatch):
    monkeypatch.setattr("journal_app.vault.snapshot_file.PADDED_TO", 1)

    assert failed("T5 a backup") == ["T5 a backup's size"]


def test_pack_line__names_are_not_looked_at__fails(failed, monkeypatch):
    monkeypatch.setattr(files.PackFiles, "text", lambda pack, name: "")

    assert failed("T6") == ["T6 a hostile pack"]


def test_crash_line__saves_that_are_not_durable__fails(failed, monkeypatch):
    monkeypatch.setattr(selfcheck_promises, "save_draft", lambda vault, clock, draft_id, *, title, body: None)

    assert failed("T7 a crash") == ["T7 a crash"]


def test_restore_line__an_empty_backup__fails(failed, monkeypatch):
    write = selfcheck_promises.take_snapshot

    def take_of_nothing(vault, clock, *, reason):
        with vault.write() as connection:
            rows = raw(connection).execute("SELECT id FROM entry LIMIT 1").fetchall()
            raw(connection).execute("DELETE FROM entry WHERE id = ?", rows[0])
        return write(vault, clock, reason=reason)

    monkeypatch.setattr(selfcheck_promises, "take_snapshot", take_of_nothing)

    assert failed("T7 backup") == ["T7 backup and restore"]


def test_sealed_line__the_page_is_left_behind__fails(failed, monkeypatch):
    monkeypatch.setattr(selfcheck_promises, "forget_sealed_page", lambda vault, folders: None)

    assert failed("T2") == ["T2 a page hidden before it was saved"]


def test_ways_in_line__a_second_slot__fails(failed, monkeypatch):
    seal = keys.seal_with_passphrase
    create = selfcheck_promises.create_with_data_key

    def create_with_another(folder, data_key, *, recovery_code=None):
        vault = create(folder, data_key, recovery_code=recovery_code)
        slot = seal(vault.vault_id, data_key, "a passphrase of somebody else's")
        slots = (*vault.header.slots, slot)
        header_files.save_headers(folder, keys.sign(header.replace(vault.header, slots=slots), data_key))
        return vault

    monkeypatch.setattr(selfcheck_promises, "create_with_data_key", create_with_another)

    assert failed("T8") == ["T8 nobody else's key"]


def test_process_checks__here__every_line_holds(tmp_path):
    lines = list(selfcheck_process.process_checks(tmp_path))

    assert [line for line in lines if not line.ok] == []
    assert [line.name for line in lines] == ["T3 a guest session", "T9 no core file", "T9 a fault"]


CHILD = """
import sys
print('{"name": "T3 guest", "ok": true, "said": "held"}')
%s
"""


@pytest.mark.parametrize(
    ("does", "name"),
    [
        ("open('left', 'w').close(); sys.exit('ValueError')", "T3 a guest session"),
        ("sys.exit('ValueError: the kettle was warm')", "T9 a fault"),
        ("pass", "T9 a fault"),
        ("print('a word too many')", "T3 a guest session"),
        (
            """print('{"name": "T9 no core file", "ok": false, "said": "x"}'); sys.exit('ValueError')""",
            "T9 no core file",
        ),
    ],
    ids=["a file left", "words in a fault", "no fault", "not its own", "a core file"],
)
def test_process_checks__a_process_that_does_otherwise__is_a_line(tmp_path, monkeypatch, does, name):
    program = CHILD % does
    monkeypatch.setattr(selfcheck_process, "own_command", lambda: [sys.executable, "-c", program])

    assert name in [line.name for line in selfcheck_process.process_checks(tmp_path) if not line.ok]


def test_no_core_file__a_process_of_this_account_that_is_not_hardened__is_not_so():
    script = "from journal_app.cli import selfcheck_process as one; one._not_dumpable()"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert NotSoError.__name__ in done.stderr


def test_watching_sockets__an_internet_socket__is_seen_inside_the_block_only():
    with selfcheck_process.watching_sockets() as seen:
        sys.audit("socket.__new__", None, AF_INET, 1, 0)
    sys.audit("socket.__new__", None, AF_INET, 1, 0)

    assert seen == ["socket.__new__"]
    with pytest.raises(NotSoError, match=r"socket\.__new__"):
        selfcheck_process.no_connection(seen)


def test_watching_sockets__a_local_one__is_not_the_network():
    with selfcheck_process.watching_sockets() as seen:
        sys.audit("socket.__new__", None, selfcheck_process.AF_UNIX, 1, 0)

    assert seen == []

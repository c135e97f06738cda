"""The sweep can fail: each way a program is known to leak a word, done on purpose, and found."""

import base64
import bz2
import gzip
import json
import lzma
import os
import pickle
import plistlib
import sqlite3
import struct
import subprocess
import sys
import unicodedata
import urllib.parse
import zipfile
import zlib

import pytest

# QSettings: one of the leaks done here on purpose.
from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QSettings  # noqa: TID251

WORD = "Zwölfkäßñandú7qřš"


def plain_database(folder):
    """SQLite without encryption, as Signal Desktop once made one anew."""
    with sqlite3.connect(folder / "store.db") as database:
        database.execute("CREATE TABLE entry (body TEXT)")
        database.execute("INSERT INTO entry VALUES (?)", (WORD,))
    database.close()


def utf16_database(folder):
    with sqlite3.connect(folder / "store.db") as database:
        database.execute("PRAGMA encoding = 'UTF-16'")
        database.execute("CREATE TABLE entry (body TEXT)")
        database.execute("INSERT INTO entry VALUES (?)", (WORD,))
    database.close()


def search_index(folder):
    """A deleted entry's words, as a full-text index keeps them: small letters, no accents."""
    with sqlite3.connect(folder / "words.db") as database:
        database.execute(
            "CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        database.execute("INSERT INTO words (rowid, body) VALUES (1, ?)", (WORD,))
    database.close()


def qt_settings(folder):
    settings = QSettings(str(folder / "app.conf"), QSettings.Format.IniFormat)
    settings.setValue("recent/title", WORD)
    settings.sync()


def qt_file_dialog_history(folder):
    """QtProject.conf, where Qt's dialog keeps the folders it has shown."""
    settings = QSettings(str(folder / "QtProject.conf"), QSettings.Format.IniFormat)
    settings.setValue("FileDialog/lastVisited", f"file:///home/me/{WORD}")
    settings.sync()


def recent_files(folder):
    """recently-used.xbel, where GTK's dialog keeps the files that were chosen."""
    address = "file:///home/me/" + urllib.parse.quote(WORD) + ".txt"
    (folder / "recently-used.xbel").write_text(f'<bookmark href="{address}"/>')


def temporary_file(folder):
    (folder / "tmpx1").write_text(f"draft: {WORD}\n", encoding="utf-8")


def log_file(folder):
    (folder / "app.log").write_text(f"12:00 saved page {WORD!a}\n")


def traceback_in_a_log(folder):
    (folder / "crash.log").write_text(f"ValueError: {WORD.encode()!r}\n")


def gzip_log(folder):
    (folder / "app.log.1.gz").write_bytes(gzip.compress(b"x" * 1000 + WORD.encode()))


def xz_journal(folder):
    (folder / "system.journal").write_bytes(b"LPKSHHRH" + lzma.compress(WORD.encode() * 3))


def bzip2_log(folder):
    (folder / "app.log.bz2").write_bytes(bz2.compress(WORD.encode()))


def zip_of_a_zip(folder):
    with zipfile.ZipFile(folder / "inner.zip", "w", zipfile.ZIP_DEFLATED) as inner:
        inner.writestr("page.txt", WORD)
    with zipfile.ZipFile(folder / "outer.zip", "w", zipfile.ZIP_DEFLATED) as outer:
        outer.write(folder / "inner.zip")
    (folder / "inner.zip").unlink()


def json_state(folder):
    (folder / "session.json").write_text(json.dumps({"title": WORD}))


def property_list(folder):
    (folder / "window.savedState").write_bytes(plistlib.dumps({"NSTitle": WORD}))


def window_title_in_session(folder):
    """A window's title in a session file, in UTF-16 big end first, as QDataStream writes it."""
    data = QByteArray()
    stream = QDataStream(data, QIODevice.OpenModeFlag.WriteOnly)
    stream.writeQString(WORD)
    (folder / "ksmserverrc").write_bytes(data.data())


def clipboard_history(folder):
    (folder / "history2.lst").write_bytes(b"\0\0\0\1" + WORD.encode("utf-16-be"))


def screenshot_metadata(folder):
    """The words of a picture's description, not its pixels: a PNG's compressed text."""
    body = b"Description\0\0" + zlib.compress(WORD.encode())
    chunk = b"zTXt" + body
    png = struct.pack(">I", len(body)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    (folder / "screen.png").write_bytes(b"\x89PNG\r\n\x1a\n" + png)


def core_dump(folder):
    """A process's memory: text as Qt holds it, amid much else."""
    (folder / "core.1234").write_bytes(os.urandom(200_000) + WORD.encode("utf-16-le") + os.urandom(200_000))


def python_memory(folder):
    """Text as Python holds it in memory where it has a letter beyond Latin-1 and one beyond the first 65,536."""
    (folder / "core.py").write_bytes(b"\1" * 99 + WORD.encode("utf-32-le"))


def pickled(folder):
    (folder / "cache.pickle").write_bytes(pickle.dumps({"page": WORD}))


def decomposed_name(folder):
    """A file's name as macOS writes it."""
    (folder / f"{unicodedata.normalize('NFD', WORD)}.txt").touch()


def link_target(folder):
    (folder / "latest").symlink_to(f"/home/me/{WORD}")


def extended_attribute(folder):
    (folder / "download").touch()
    try:
        os.setxattr(folder / "download", "user.xdg.origin.title", WORD.encode())
    except OSError:
        pytest.skip("not run: this file system has no extended attributes")


def mail_draft(folder):
    (folder / "draft.eml").write_bytes(
        b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode(b"a" + WORD.encode())
    )


def web_page(folder):
    (folder / "preview.html").write_bytes(WORD.encode("ascii", "xmlcharrefreplace"))


def hex_dump(folder):
    (folder / "dump.txt").write_text(WORD.encode().hex().upper())


def shell_history(folder):
    (folder / ".histfile").write_bytes(
        b": 1:0;kindroot --search " + "".join(f"\\{b:o}" for b in WORD.encode()).encode()
    )


LEAKS = [
    plain_database,
    utf16_database,
    search_index,
    qt_settings,
    qt_file_dialog_history,
    recent_files,
    temporary_file,
    log_file,
    traceback_in_a_log,
    gzip_log,
    xz_journal,
    bzip2_log,
    zip_of_a_zip,
    json_state,
    property_list,
    window_title_in_session,
    clipboard_history,
    screenshot_metadata,
    core_dump,
    python_memory,
    pickled,
    decomposed_name,
    link_target,
    extended_attribute,
    mail_draft,
    web_page,
    hex_dump,
    shell_history,
]

HOLDER = """
import ctypes, os, sys, threading
word = sys.stdin.readline().strip()
how = os.environ.get("HOW")
if how == "name":
    ctypes.CDLL(None).prctl(15, word.encode(), 0, 0, 0)
if how == "file":
    held = open(os.path.join(os.environ["PLACE"], word), "w")
print("ready", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def leaked(sweeping):
    """Look for the word alone."""
    return sweeping.Sweep([WORD])


@pytest.fixture
def hold(tmp_path):
    """Start a process that holds the word in one of its faces, or in its memory."""
    running = []

    def start(word, *arguments, **variables):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PLACE": str(tmp_path)} | variables,
        )
        running.append(process)
        process.stdin.write(word.encode() + b"\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"ready\n"
        return process.pid

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("leak", LEAKS)
def test_sweep__a_leak_into_a_file__is_found(tmp_path, leaked, leak):
    leak(tmp_path)

    assert leaked.tree(tmp_path)


def test_sweep__much_that_is_innocent__finds_nothing(tmp_path, leaked):
    (tmp_path / "noise").write_bytes(os.urandom(4_000_000))
    (tmp_path / "noise.gz").write_bytes(gzip.compress(os.urandom(1_000_000)))
    (tmp_path / "like.txt").write_text("Zwölf Käse, and 7 more")

    assert leaked.tree(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("how", ["command line", "environment", "name", "file", "nothing"])
def test_sweep__a_leak_into_what_is_shown_of_a_process__is_found(hold, sweeping, how):
    word = "Zwölf7qř"  # a process's name holds 15 bytes
    pid = hold(
        word, *([word] if how == "command line" else []), HOW=how, **({"LAST": word} if how == "environment" else {})
    )

    assert bool(sweeping.Sweep([word]).faces(pid)) is (how != "nothing")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_sweep__a_word_in_a_process_s_memory__is_found(hold, leaked):
    if os.geteuid() != 0:
        pytest.skip("not run: reading another process's memory needs root")

    assert leaked.memory(hold(WORD), first_only=True)


WRITES = {
    "file that is gone": "import tempfile; tempfile.TemporaryFile().write(data)",
    "pipe": "import os; os.write(os.pipe()[1], data)",
    "socket": "import socket; ends = socket.socketpair(); ends[0].sendall(data)",
    "halves": "import os; end = os.pipe()[1]; os.write(end, data[:9]); os.write(end, data[9:])",
    "name": "import os; name = os.environb[b'PLACE'] + b'/' + data; os.mkdir(name); os.rmdir(name)",
}


@pytest.mark.parametrize("way", [*WRITES, "nothing"])
def test_sweep__a_word_written_and_gone_again__is_found_in_the_stream(tmp_path, leaked, watch, way):
    log = tmp_path / "calls"
    script = "import sys; data = sys.stdin.buffer.read(); " + WRITES.get(way, "pass")
    subprocess.run(
        [*watch(log), sys.executable, "-c", script],
        input=WORD.encode(),
        env=os.environ | {"PLACE": str(tmp_path)},
        check=True,
    )

    assert bool(leaked.writes(log)) is (way != "nothing")

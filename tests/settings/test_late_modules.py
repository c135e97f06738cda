import subprocess
import sys

import pytest

START = "from journal_app.settings.late_modules import leave_seldom_modules; leave_seldom_modules()\n"
OPEN_A_VAULT = """
import sys, tempfile
from pathlib import Path
from journal_app.vault.vault import create_with_data_key
import journal_app.journal.offers, journal_app.journal.search
create_with_data_key(Path(tempfile.mkdtemp()) / "vault", bytes(32)).close()
print(*sorted({"email", "socket", "ssl", "subprocess"} & sys.modules.keys()))
"""
MEET_AN_ERROR = """
import sqlalchemy
with sqlalchemy.create_engine("sqlite://").connect() as connection:
    try:
        connection.exec_driver_sql("SELECT no_such_thing")
    except sqlalchemy.exc.OperationalError as error:
        print(error.orig)
"""
ASK_IN_TWO_THREADS = """
import asyncio, importlib.metadata
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as pool:
    print(*pool.map(lambda _: asyncio.TimeoutError.__name__, range(2)))
print(importlib.metadata.version("sqlalchemy") > "", hasattr(asyncio, "nothing"))
"""


def run(script):
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.split("\n")[:-1]


def test_leave_seldom_modules__vault_opened__no_sockets_and_no_mail_come_with_it():
    """When the second fails because SQLAlchemy no longer imports them, `late_modules.py` is for PySide6 alone."""
    assert run(START + OPEN_A_VAULT) == [""]
    assert "socket" in run(OPEN_A_VAULT)[0]


def test_leave_seldom_modules__database_error__is_told_as_ever():
    assert run(START + MEET_AN_ERROR) == ["no such column: no_such_thing"]


def test_leave_seldom_modules__module_asked_for_in_two_threads__is_whole_for_both():
    assert run(START + ASK_IN_TWO_THREADS) == ["TimeoutError TimeoutError", "True False"]


@pytest.mark.parametrize("name", ["asyncio", "importlib.metadata"])
def test_leave_seldom_modules__module_there_already__is_left_alone_and_the_other_comes_late(name):
    late = (
        "{name for name in ('asyncio', 'importlib.metadata') if '__getattr__' in vars(importlib.import_module(name))}"
    )

    told = run(f"import importlib, {name}\n{START}print({late})")

    assert told == [str({"asyncio", "importlib.metadata"} - {name})]


LATE_LOG = """
import logging
from journal_app.settings.late_modules import fill, when_filled
when_filled("logging", lambda module: setattr(module, "lastResort", None))
print("Logger" in vars(logging))
fill("logging")
print("Logger" in vars(logging), logging.lastResort)
when_filled("logging", lambda module: setattr(module, "raiseExceptions", False))
print(logging.raiseExceptions)
fill("logging"), fill("no_such_module")
"""


def test_when_filled__module_that_comes_late__is_changed_once_it_is_there():
    assert run(START + LATE_LOG) == ["False", "True None", "False"]


def test_when_filled__module_that_is_there__is_changed_at_once():
    assert run(LATE_LOG)[1:] == ["True None", "False"]

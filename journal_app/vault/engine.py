"""Open the encrypted database file: SQLCipher behind SQLAlchemy Core, one connection, set up as vault.md says.

`synchronous=FULL` because a replayed power cut lost saves under NORMAL; `BEGIN IMMEDIATE` so that a write never fails
half-way for want of a lock; memory security off because it costs 2.7 times and ending the process clears memory
better. `journal_size_limit`, because a log that has grown gives its room back only then, which a full disk needs.
"""

from functools import partial
from pathlib import Path
from typing import Any

import cryptography
import sqlalchemy
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from journal_app.vault.driver_errors import from_driver
from journal_app.vault.errors import VaultError, VaultProblem, from_os

SALT_BYTES = 16
"""Length of the salt that SQLCipher keeps as the file's first bytes; the header holds it too."""

PAGE_BYTES = 4096
"""SQLCipher's page; a whole database is never smaller."""

BEGIN_OPTION = "vault_begin"
"""Execution option that chooses how a transaction begins: "IMMEDIATE" for writes, otherwise a plain reading one."""

DriverConnection = Any  # the driver has no types of its own

_SETUP = (
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 4194304",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -16384",
)


def library_versions() -> dict[str, str]:
    """Return the versions of what encrypts and keeps: SQLite, SQLCipher, SQLAlchemy, cryptography."""
    connection: DriverConnection = dbapi2.connect(":memory:")
    try:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return {
        "SQLite": dbapi2.sqlite_version,
        "SQLCipher": "missing" if cipher is None else str(cipher[0]),
        "SQLAlchemy": sqlalchemy.__version__,
        "cryptography": cryptography.__version__,
    }


def make_engine(database: Path, key: bytearray, salt: bytes) -> Engine:
    """Return an engine whose one connection opens `database` with the raw 32-byte key, zeroed once used.

    A missing file is an error, never a new database. Raises VaultError from the first connection on.
    """

    def creator() -> DriverConnection:
        return connect(database, key, salt)

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def make_memory_engine() -> Engine:
    """Return an engine whose one connection is a database in memory alone: no file, not even a temporary one."""
    return make_unencrypted_engine("file::memory:")


def make_unencrypted_engine(uri: str) -> Engine:
    """Return an engine as every other, but without a key: for memory, and for what `yardstick` measures against."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=partial(_connect_unencrypted, uri),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def check_file(database: Path, salt: bytes) -> None:
    """Look at a database file from outside, before its key is used.

    Raises DATABASE_MISSING; DATABASE_DAMAGED when it is shorter than a page (SQLite would begin it anew) or its first
    bytes aren't the salt that the header holds (SQLCipher, told the salt, would not notice).
    """
    failure: VaultError | None = None
    try:
        with database.open("rb") as file:
            beginning = file.read(PAGE_BYTES)
    except FileNotFoundError:
        failure = VaultError(VaultProblem.DATABASE_MISSING, name=database.name)
    except OSError as error:
        failure = from_os(error)
    if failure is not None:
        raise failure
    if len(beginning) < PAGE_BYTES:
        raise VaultError(VaultProblem.DATABASE_DAMAGED, where="length")
    if beginning[:SALT_BYTES] != salt:
        raise VaultError(VaultProblem.DATABASE_DAMAGED, where="first bytes")


def raw(connection: Connection) -> DriverConnection:
    """Return the driver's connection, for what runs outside a transaction: checkpoint, VACUUM, backup."""
    return connection.connection.driver_connection


def connect(database: Path, key: bytearray, salt: bytes, *, access: str = "mode=rw") -> DriverConnection:
    """Open a file with the raw 32-byte key, zeroed once used; `access` as SQLite's URIs name it. Raises VaultError."""
    failure: VaultError | None = None
    connection: DriverConnection = None
    try:
        connection = dbapi2.connect(
            f"{database.absolute().as_uri()}?{access}", uri=True, isolation_level=None, cached_statements=256
        )
        _unlock(connection, key, salt)
        for statement in _SETUP:
            connection.execute(statement).fetchall()
    except dbapi2.Error as error:
        failure = from_driver(error)
    finally:
        key[:] = bytes(len(key))
    if failure is None:
        return connection
    if connection is not None:
        connection.close()
    if failure.fields.get("sqlite") == "SQLITE_CANTOPEN" and not database.exists():
        failure = VaultError(VaultProblem.DATABASE_MISSING, name=database.name)
    raise failure


def enter_wal(connection: DriverConnection) -> None:
    """Switch to write-ahead logging; apart from the rest, so that a file of a newer version is never changed."""
    connection.execute("PRAGMA journal_mode = WAL").fetchone()


def _begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get(BEGIN_OPTION, "DEFERRED")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if kind == "IMMEDIATE" else "BEGIN DEFERRED")


def _connect_unencrypted(uri: str) -> DriverConnection:
    """Connect by a URI, or no other file could be attached with `mode=rw` later."""
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, cached_statements=256)
    for statement in ("PRAGMA cipher_log_level = NONE", *_SETUP):
        connection.execute(statement).fetchall()
    return connection


def _unlock(connection: DriverConnection, key: bytearray, salt: bytes) -> None:
    """Give SQLCipher the key and read one page, where a wrong key or a damaged first page shows."""
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()  # first: a bad key would write to stderr
    literal = bytearray(b"x'" + key.hex().encode("ascii") + salt.hex().encode("ascii") + b"'")
    try:
        connection.set_key(literal)
    finally:
        literal[:] = bytes(len(literal))
    connection.execute("PRAGMA cipher_memory_security = OFF").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

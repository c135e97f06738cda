"""Climb from the schema version a vault has to the one this program knows, one transaction a step.

Each step is a module `migrations/mNNNN_name.py` with `VERSION` and `STATEMENTS`, plain SQL, never edited once
released. The version stands in `PRAGMA user_version`. A vault of a newer version is refused before anything is
written.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlcipher3 import dbapi2

from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import DriverConnection
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.migrations import m0001_initial, m0002_trash, m0003_ten_years, m0004_practices

_MODULES = (m0001_initial, m0002_trash, m0003_ten_years, m0004_practices)
"""Named one by one, lowest first, so that a frozen program holds them too; a test compares them with the folder."""


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: the version it leads to and the statements that lead there."""

    version: int
    statements: tuple[str, ...]


def steps() -> tuple[Step, ...]:
    """Return every rung, lowest first."""
    return tuple(Step(module.VERSION, module.STATEMENTS) for module in _MODULES)


def version_of(connection: DriverConnection) -> int:
    """Return the schema version a database says it has; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_newer(connection: DriverConnection, ladder: Iterable[Step]) -> None:
    """Raise NEWER_VERSION when the database stands above the ladder's top; nothing is written."""
    found, known = version_of(connection), max((step.version for step in ladder), default=0)
    if found > known:
        raise VaultError(VaultProblem.NEWER_VERSION, found=found, known=known)


def climb(connection: DriverConnection, ladder: Iterable[Step]) -> int:
    """Apply the rungs above the database's version, return the version reached; a failing rung changes nothing."""
    failure: VaultError | None = None
    try:
        for step in ladder:
            if step.version > version_of(connection):
                _apply(connection, step)
        return version_of(connection)
    except dbapi2.Error as error:
        failure = from_driver(error)
    raise failure


def _apply(connection: DriverConnection, step: Step) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in step.statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {step.version:d}")
        connection.execute("COMMIT")
    except dbapi2.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise

"""Turn what the driver and SQLAlchemy raise into `VaultError`, and empty it first.

Their exceptions can quote what was being written or searched for; so not even the chain of exceptions behind ours may
carry a word of it (vault.md, T9).
"""

from collections.abc import Iterator

from sqlalchemy.exc import StatementError
from sqlcipher3 import dbapi2

from journal_app.vault.errors import VaultError, VaultProblem

_BY_SQLITE_NAME: tuple[tuple[str, VaultProblem], ...] = (
    ("SQLITE_FULL", VaultProblem.DISK_FULL),
    ("SQLITE_CORRUPT", VaultProblem.DATABASE_DAMAGED),
    ("SQLITE_NOTADB", VaultProblem.DATABASE_DAMAGED),
    ("SQLITE_READONLY", VaultProblem.NOT_WRITABLE),
    ("SQLITE_PERM", VaultProblem.NOT_WRITABLE),
    ("SQLITE_AUTH", VaultProblem.NOT_WRITABLE),
    ("SQLITE_CANTOPEN", VaultProblem.IO_ERROR),
    ("SQLITE_IOERR", VaultProblem.IO_ERROR),
    ("SQLITE_BUSY", VaultProblem.IN_USE),
    ("SQLITE_LOCKED", VaultProblem.IN_USE),
    ("SQLITE_INTERRUPT", VaultProblem.INTERRUPTED),
    ("SQLITE_NOMEM", VaultProblem.NOT_ENOUGH_MEMORY),
)


def from_driver(error: BaseException) -> VaultError:
    """Return what a driver's or SQLAlchemy's error means, by SQLite's error name, and empty it of text."""
    if isinstance(error, MemoryError):  # the driver's word for SQLITE_NOMEM
        return VaultError(VaultProblem.NOT_ENOUGH_MEMORY, sqlite="SQLITE_NOMEM")
    name = _sqlite_name(error)
    _empty(error)
    for prefix, problem in _BY_SQLITE_NAME:
        if name.startswith(prefix):
            return VaultError(problem, sqlite=name)
    return VaultError(VaultProblem.UNEXPECTED, sqlite=name)


def _sqlite_name(error: BaseException) -> str:
    for link in _chain(error):
        if name := getattr(link, "sqlite_errorname", None):
            return str(name)
    return type(error).__name__


def _empty(error: BaseException) -> None:
    """Take every text out of the chain in place: messages can quote search words, parameters are the journal."""
    for link in _chain(error):
        if isinstance(link, StatementError):
            link.statement, link.params = None, None
            link.detail = []
            link.args = (type(link).__name__,)
        elif isinstance(link, dbapi2.Error):
            link.args = (getattr(link, "sqlite_errorname", None) or type(link).__name__,)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and everything it was raised from or wraps, each once."""
    seen: set[int] = set()
    queue: list[BaseException | None] = [error]
    while queue:
        link = queue.pop()
        if link is None or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        queue += [link.__cause__, link.__context__, getattr(link, "orig", None)]

"""Read a database whole and say what is damaged in it; the checks behind `vault verify`, snapshots and rotation."""

from collections.abc import Callable
from enum import StrEnum

from sqlcipher3 import dbapi2

from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import DriverConnection
from journal_app.vault.errors import VaultError, VaultProblem

_DAMAGE = (VaultProblem.DATABASE_DAMAGED, VaultProblem.IO_ERROR)


class Damage(StrEnum):
    """What a check can find; the value is the code of its sentence."""

    PAGES = "damaged_pages"
    STRUCTURE = "damaged_structure"
    SEARCH_INDEX = "damaged_search_index"
    REFERENCES = "damaged_references"


_ENDS_THE_CHECK = (Damage.PAGES, Damage.STRUCTURE)
"""A connection that met a damaged page answers nothing after it truly: SQLCipher stays in its error state."""


def damages_of(driver: DriverConnection) -> tuple[Damage, ...]:
    """Run every check on a database whose write-ahead log is folded in. Raises VaultError for anything but damage."""
    return _damages(driver, _CHECKS)


def page_damages_of(driver: DriverConnection) -> tuple[Damage, ...]:
    """Run the two checks of pages and structure alone; they write nothing, so a file opened to read will do."""
    return _damages(driver, {damage: _CHECKS[damage] for damage in _ENDS_THE_CHECK})


def rows_of(driver: DriverConnection) -> dict[str, int]:
    """Count each table that holds any of the journal, in the order of their names."""
    tables = driver.execute("PRAGMA main.table_list").fetchall()
    names = sorted(row[1] for row in tables if row[2] == "table" and not row[1].startswith("sqlite_"))
    return {name: driver.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - our own


def _damages(driver: DriverConnection, checks: "dict[Damage, _Check]") -> tuple[Damage, ...]:
    damages: list[Damage] = []
    for damage, check in checks.items():
        if _finds_damage(check, driver):
            damages.append(damage)
            if damage in _ENDS_THE_CHECK:
                break
    return tuple(damages)


def _finds_damage(check: Callable[[DriverConnection], bool], driver: DriverConnection) -> bool:
    """Run one check; a driver that can't read on has found damage too."""
    failure: VaultError | None = None
    try:
        return check(driver)
    except dbapi2.Error as error:
        failure = from_driver(error)
    if failure.problem in _DAMAGE:
        return True
    raise failure


def _has_damaged_pages(driver: DriverConnection) -> bool:
    return bool(driver.execute("PRAGMA cipher_integrity_check").fetchall())


def _has_damaged_structure(driver: DriverConnection) -> bool:
    return bool(driver.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)])


def _has_broken_references(driver: DriverConnection) -> bool:
    return driver.execute("PRAGMA foreign_key_check").fetchone() is not None


def _has_damaged_search_index(driver: DriverConnection) -> bool:
    """Compare each FTS5 index with the text it was made from; SQLite raises SQLITE_CORRUPT where they differ."""
    for name in _search_indexes(driver):
        driver.execute(f'INSERT INTO "{name}"("{name}", rank) VALUES (\'integrity-check\', 1)')  # noqa: S608 - our own name
    return False


def _search_indexes(driver: DriverConnection) -> list[str]:
    found = driver.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND lower(sql) LIKE 'create virtual table%using fts5%'"
    )
    return [str(name) for (name,) in found.fetchall()]


_Check = Callable[[DriverConnection], bool]

_CHECKS: dict[Damage, _Check] = {
    Damage.PAGES: _has_damaged_pages,
    Damage.STRUCTURE: _has_damaged_structure,
    Damage.REFERENCES: _has_broken_references,
    Damage.SEARCH_INDEX: _has_damaged_search_index,
}

"""Read a whole vault and say whether every page, row and index of it is sound.

SQLCipher's own check reads the main file only, so the write-ahead log is folded in first; or a harmless power cut
would look like damage.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import DriverConnection, raw
from journal_app.vault.errors import VaultError
from journal_app.vault.header import SlotKind
from journal_app.vault.integrity import Damage, damages_of, rows_of
from journal_app.vault.ladder import version_of
from journal_app.vault.vault import Vault, open_vault

__all__ = ["Damage", "VerifyReport", "verify_open_vault", "verify_vault"]


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was found; `rows` counts each table that holds any of the journal, in the order of their names."""

    schema_version: int
    damages: tuple[Damage, ...]
    rows: dict[str, int]
    was_header_repaired: bool
    database_bytes: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing is damaged; a header repaired on the way counts as sound."""
        return not self.damages


def verify_vault(folder: Path, secret: str, *, kind: SlotKind = SlotKind.PASSPHRASE) -> VerifyReport:
    """Open a vault, check all of it and close it. Raises what `open_vault` raises."""
    vault = open_vault(folder, secret, kind=kind)
    try:
        return verify_open_vault(vault)
    finally:
        vault.close()


def verify_open_vault(vault: Vault) -> VerifyReport:
    """Check a vault that is open; takes about a second for 100 MB."""
    failure: VaultError | None = None
    try:
        with vault.engine.connect() as connection:
            return _verify(vault, raw(connection))
    except (DBAPIError, dbapi2.Error) as error:
        failure = from_driver(error)
    raise failure


def _verify(vault: Vault, driver: DriverConnection) -> VerifyReport:
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    damages = damages_of(driver)
    return VerifyReport(
        schema_version=version_of(driver),
        damages=damages,
        rows={} if damages else rows_of(driver),
        was_header_repaired=vault.was_repaired,
        database_bytes=vault.database.stat().st_size,
    )

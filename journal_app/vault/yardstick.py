"""A database like a vault's in everything but encryption, to measure beside: for `kindroot bench` and nothing else.

Same driver, schema and PRAGMAs, so what differs is the encryption. It is no vault: it has no header, and nothing in the
program opens it again. A test holds the rest of the program to never importing this.
"""

from contextlib import ExitStack
from pathlib import Path

from journal_app.vault.engine import make_unencrypted_engine
from journal_app.vault.header import Header
from journal_app.vault.keys import new_data_key, new_vault_id
from journal_app.vault.opening import prepare
from journal_app.vault.single_writer import SingleWriter
from journal_app.vault.unlocked import Vault

DATABASE = "plain.db"


class PlainVault(Vault):
    """An open, unencrypted yardstick in a new folder."""

    def __init__(self, folder: Path) -> None:
        """Make the folder and the tables. Raises OSError, VaultError."""
        folder.mkdir(parents=True, mode=0o700)
        vault_id, salt = new_vault_id()
        with ExitStack() as undo:
            lock = SingleWriter(folder)
            undo.callback(lock.release)
            engine = make_unencrypted_engine(f"{(folder / DATABASE).absolute().as_uri()}?mode=rwc")
            undo.callback(engine.dispose)
            prepare(engine)
            undo.pop_all()
        header = Header(vault_id, 1, DATABASE, salt, ())
        super().__init__(folder, header, engine, lock, new_data_key(), was_repaired=False)

    @property
    def is_kept(self) -> bool:
        """Say that no snapshot of it is ever wanted."""
        return False

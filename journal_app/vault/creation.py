"""The folder of a vault that is being made, and how to take back everything if it can't be finished."""

import os
from contextlib import suppress
from pathlib import Path

from journal_app.vault.errors import VaultError, VaultProblem, from_os
from journal_app.vault.folders import is_vault
from journal_app.vault.header_files import private_file, sync_folder

_DATABASE_SUFFIXES = ("", "-wal", "-shm", "-journal")


class NewFolder:
    """A new or empty folder, private to its owner; `remove` takes back what was made in it and no more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made_folders: list[Path] = []
        self._made_files: list[str] = []

    def make(self) -> None:
        """Make the folder, and those above it, readable by their owner only.

        Raises VAULT_ALREADY_EXISTS, FOLDER_NOT_EMPTY, NOT_WRITABLE, DISK_FULL.
        """
        failure: VaultError | None = None
        try:
            self._refuse_what_is_there()
            for folder in reversed([self._folder, *self._folder.parents]):
                if not folder.exists():
                    folder.mkdir(mode=0o700)
                    self._made_folders.append(folder)
            with suppress(OSError):  # a stick's file system may know no owners
                self._folder.chmod(0o700)
        except OSError as error:
            failure = from_os(error)
        if failure is not None:
            raise failure

    def make_file(self, name: str) -> None:
        """Make an empty file that only its owner may read, durably; SQLite gives its companions the same mode."""
        with private_file(self._folder / name, exclusive=True):
            self.will_make(*(name + suffix for suffix in _DATABASE_SUFFIXES))
        sync_folder(self._folder)

    def will_make(self, *names: str) -> None:
        """Take note of files that are about to be made here, by us and nobody else."""
        self._made_files += names

    def remove(self) -> None:
        """Take back what was made; what can't be removed stays, and is no vault."""
        for name in self._made_files:
            with suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)
        for folder in reversed(self._made_folders):
            with suppress(OSError):
                folder.rmdir()

    def _refuse_what_is_there(self) -> None:
        if is_vault(self._folder):
            raise VaultError(VaultProblem.ALREADY_EXISTS)
        if self._folder.exists() and os.listdir(self._folder):  # noqa: PTH208 - is empty or not, whatever it holds
            raise VaultError(VaultProblem.FOLDER_NOT_EMPTY)

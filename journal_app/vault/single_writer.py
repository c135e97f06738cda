"""Let one process at a time open a vault, by an OS lock on a file in its folder: gone with the process, nameless."""

from pathlib import Path

from filelock import FileLock, Timeout

from journal_app.vault.errors import VaultError, VaultProblem, from_os

LOCK_NAME = "lock"


class SingleWriter:
    """The lock of one vault's folder; held from construction until `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock at once. Raises IN_USE when another process has it, NOT_WRITABLE when it can't be made."""
        self._lock = FileLock(folder / LOCK_NAME, timeout=0, mode=0o600, thread_local=False)
        failure: VaultError | None = None
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            failure = VaultError(VaultProblem.IN_USE)
        except OSError as error:
            failure = from_os(error)
        if failure is not None:
            raise failure

    def release(self) -> None:
        """Let the next one in; again is harmless."""
        self._lock.release()

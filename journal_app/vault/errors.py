"""What can go wrong with a vault, told apart by code; never any text of the journal, a key or a driver's message.

Imports nothing slow: the window asks about vaults before its first paint. What the driver raises is translated in
`driver_errors`.
"""

import errno
from enum import StrEnum


class VaultProblem(StrEnum):
    """The codes; each has its sentence in `settings/sentences.py`."""

    WRONG_PASSPHRASE = "wrong_passphrase"  # noqa: S105 - a code, not a secret
    WRONG_RECOVERY_CODE = "wrong_recovery_code"
    MISTYPED_RECOVERY_CODE = "mistyped_recovery_code"
    NO_SUCH_SLOT = "no_such_slot"
    PASSPHRASE_TOO_WEAK = "passphrase_too_weak"  # noqa: S105 - a code, not a secret
    HEADER_DAMAGED = "header_damaged"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_MISSING = "database_missing"
    NEWER_VERSION = "newer_version"
    SECOND_FOLDER_MISSING = "second_folder_missing"
    LAST_SLOT = "last_slot"
    SNAPSHOT_DAMAGED = "snapshot_damaged"
    SNAPSHOT_MISSING = "snapshot_missing"
    SNAPSHOT_OF_ANOTHER_KEY = "snapshot_of_another_key"
    SNAPSHOT_OF_ANOTHER_VAULT = "snapshot_of_another_vault"
    KDF_OUT_OF_BOUNDS = "kdf_out_of_bounds"
    NOT_ENOUGH_MEMORY = "not_enough_memory"
    IN_USE = "vault_in_use"
    NOT_A_VAULT = "not_a_vault"
    ALREADY_EXISTS = "vault_already_exists"
    FOLDER_NOT_EMPTY = "folder_not_empty"
    NOT_WRITABLE = "vault_not_writable"
    DISK_FULL = "disk_full"
    IO_ERROR = "vault_io_error"
    INTERRUPTED = "vault_interrupted"
    SEALED_PAGE_UNREADABLE = "sealed_page_unreadable"
    SEALED_PAGE_WAITS = "sealed_page_waits"
    UNEXPECTED = "vault_unexpected"
    """Our own fault (a constraint, a statement SQLite refuses), not the person's world."""


class VaultError(Exception):
    """A vault could not do what was asked; `problem` says which known thing it was, `fields` fill its sentence."""

    def __init__(self, problem: VaultProblem, **fields: object) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.fields: dict[str, object] = fields

    @property
    def code(self) -> str:
        """The problem as the sentence table knows it."""
        return self.problem.value

    def __str__(self) -> str:
        details = " ".join(f"{name}={value}" for name, value in self.fields.items() if name == "sqlite")
        return f"{self.problem.value} {details}".rstrip()


def from_os(error: OSError) -> VaultError:
    """Return what a file system's refusal means; the path stays out of it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return VaultError(VaultProblem.DISK_FULL)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG):
        return VaultError(VaultProblem.NOT_WRITABLE)
    return VaultError(VaultProblem.IO_ERROR, os_error=errno.errorcode.get(error.errno or 0, "unknown"))

"""Tell whether a secret is the vault's without opening its database: for a window that covers an open journal.

The headers are read once while the disk still answers, so that a person is never kept from words that only this process
holds; those on disk come first, since the passphrase may have been changed meanwhile.
"""

from pathlib import Path

from journal_app.vault.errors import VaultError
from journal_app.vault.header import SlotKind
from journal_app.vault.header_files import StoredHeaders, load_headers
from journal_app.vault.keys import zero
from journal_app.vault.opening import unseal_first, unseal_with


class SecretCheck:
    """Remembers a vault's headers, which are no secret, and checks passphrases and recovery codes against them."""

    def __init__(self, folder: Path) -> None:
        """Read the headers. Raises what `load_headers` raises."""
        self._folder = folder
        self._remembered = load_headers(folder)

    def check(self, secret: str, *, is_recovery_code: bool) -> None:
        """Return when it is the one; slow by design with a passphrase.

        Raises VaultError: WRONG_PASSPHRASE, WRONG_RECOVERY_CODE, MISTYPED_RECOVERY_CODE, NO_SUCH_SLOT,
        NOT_ENOUGH_MEMORY.
        """
        kind = SlotKind.RECOVERY if is_recovery_code else SlotKind.PASSPHRASE
        _header, data_key = unseal_first(self._headers(), unseal_with(secret, kind))
        zero(data_key)

    def _headers(self) -> StoredHeaders:
        try:
            return load_headers(self._folder)
        except VaultError:
            return self._remembered

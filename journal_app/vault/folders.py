"""Where vaults are, told by names alone.

Imports nothing slow: the window may ask before its first paint.
"""

from pathlib import Path

HEADER_NAME = "vault.json"
COPY_NAME = "vault.json.b"
ERASING_SUFFIX = ".erasing"
"""What a folder is called while it is being erased: no vault any more."""

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


def new_vault_folder(vaults_dir: Path) -> Path:
    """Return a folder for a new vault, eight random characters, not there yet and not made here."""
    import secrets  # 1 ms that the first paint need not pay

    while True:
        folder = vaults_dir / "".join(secrets.choice(_BASE32) for _ in range(8))
        if not folder.exists():
            return folder


def find_vaults(vaults_dir: Path) -> tuple[Path, ...]:
    """Return the folders that hold a vault, by name; empty where there are none or the folder can't be listed."""
    try:
        found = (folder for folder in vaults_dir.iterdir() if not folder.name.endswith(ERASING_SUFFIX))
        return tuple(sorted(folder for folder in found if is_vault(folder)))
    except OSError:
        return ()


def is_vault(folder: Path) -> bool:
    """Say whether a folder has a header or its copy; it may still be damaged."""
    try:
        return (folder / HEADER_NAME).is_file() or (folder / COPY_NAME).is_file()
    except OSError:
        return False

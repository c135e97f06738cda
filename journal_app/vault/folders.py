"""Where vaults are, and what can be said of one without opening it.

Imports nothing slow: the window may ask before its first paint.
"""

from dataclasses import dataclass
from pathlib import Path

from journal_app.vault.header import FORMAT, Argon2Cost, SlotKind
from journal_app.vault.header_files import COPY_NAME, HEADER_NAME, load_headers

ERASING_SUFFIX = ".erasing"
"""What a folder is called while it is being erased: no vault any more."""

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class VaultInfo:
    """What a vault shows to anyone who has its folder; nothing of its content."""

    vault_id: str
    format: int
    generation: int
    database: str
    slot_kinds: tuple[SlotKind, ...]
    cost: Argon2Cost | None
    is_header_whole: bool
    database_bytes: int | None
    """None where the database file is missing."""
    folder_bytes: int


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


def inspect_vault(folder: Path) -> VaultInfo:
    """Read what stands outside the encryption. Raises what `load_headers` raises; opens and changes nothing."""
    stored = load_headers(folder)
    header = stored.candidates[0]
    sizes = {path.name: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    return VaultInfo(
        vault_id=header.vault_id,
        format=FORMAT,
        generation=header.generation,
        database=header.database,
        slot_kinds=tuple(slot.kind for slot in header.slots),
        cost=next((slot.cost for slot in header.slots if slot.cost is not None), None),
        is_header_whole=stored.is_whole,
        database_bytes=sizes.get(header.database),
        folder_bytes=sum(sizes.values()),
    )

"""What can be said of a vault without opening it."""

from dataclasses import dataclass
from pathlib import Path

from journal_app.vault.header import FORMAT, Argon2Cost, SlotKind
from journal_app.vault.header_files import load_headers


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

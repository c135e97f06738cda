"""What the vault's thread does before a page can be shown: warm up, make a journal, or open one.

Nothing here is imported by the thread that paints: the vault's libraries cost more than the whole unlock window.
"""

import contextlib
import dataclasses
import functools
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from journal_app.settings.clock import Clock
from journal_app.settings.paths import resources_dir, seeds_dir, vaults_dir
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.vault.folders import ERASING_SUFFIX, new_vault_folder

if TYPE_CHECKING:
    from journal_app.content.model import Pack

WARM_MODULES = (
    "journal_app.vault.vault",
    "journal_app.journal.offers",
    "journal_app.journal.search",
    "journal_app.ui.shell",
    "journal_app.ui.vigil",
    "journal_app.ui.after_unlock",
)
"""What the first page needs."""

PLACE_MODULES = tuple(
    f"journal_app.ui.screens.{name}"
    for name in (
        "write",
        "journal",
        "readings",
        "prompts",
        "practices",
        "practice_runner",
        "patterns",
        "circle",
        "settings",
        "command_palette",
        "vault_life",
        "moving",
        "about",
        "promises",
    )
)
"""What the other places need, the likeliest first; those that are not named are imported in 5 ms."""


@dataclasses.dataclass(frozen=True, slots=True)
class GentleChoices:
    """What the last page of the first run asks; both can be changed in Settings."""

    is_gentle_only: bool = False
    is_shared_room: bool = False


@functools.cache
def built_in_pack() -> "Pack":
    """Load the pack in `seeds/`, once.

    Raises:
        PackError: it is missing or broken; the journal itself does not need it.
    """
    from journal_app.content.load import load_pack

    return load_pack(seeds_dir())


def warm_up() -> "Pack":
    """Import what the first page needs, and load the pack; runs once, from the first paint on."""
    pack = built_in_pack()
    for name in WARM_MODULES:
        importlib.import_module(name)
    finish_erasing()
    return pack


def finish_erasing() -> None:
    """Go on with an erasing that a crash or a pulled plug broke off; what can't be erased now waits for the next start.

    The usual start has none and looks at the names of a few folders only.
    """
    with contextlib.suppress(OSError):
        if any(folder.name.endswith(ERASING_SUFFIX) for folder in vaults_dir().iterdir()):
            from journal_app.vault import erasing
            from journal_app.vault.errors import VaultError

            with contextlib.suppress(VaultError):
                erasing.finish_erasing(vaults_dir())


def warm_place(name: str) -> None:
    """Import one of PLACE_MODULES, so that the first visit there need not wait for it."""
    importlib.import_module(name)


def generate_words() -> str:
    """Return six fresh words for a passphrase."""
    from journal_app.vault.passphrase import generate_passphrase

    return generate_passphrase(resources_dir() / "words" / "eff_large_wordlist.txt")


def judge(passphrase: str) -> tuple[str, bool]:
    """Return what can be said of a passphrase, as a code, and whether it is enough."""
    from journal_app.vault.passphrase import judge_passphrase

    judgement = judge_passphrase(passphrase)
    return str(judgement.verdict), judgement.is_enough


def new_journal_folder(chosen: Path | None = None) -> Path:
    """Return the folder that a new journal is to be made in: one of this machine's own, or in a place that was chosen.

    An empty folder that was chosen becomes the journal; in any other the journal gets a folder of its own.
    """
    if chosen is None:
        return new_vault_folder(vaults_dir())
    is_empty = not any(chosen.iterdir()) if chosen.is_dir() else not chosen.exists()
    return chosen if is_empty else new_vault_folder(chosen)


def open_journal(
    folder: Path | None, secret: str, *, is_recovery_code: bool, pack: "Pack", clock: Clock
) -> tuple[OpenJournal, Path]:
    """Open the vault in one folder and no other, and return the folder with it; None is no vault at all.

    Raises:
        VaultError: it could not be opened; the code says why, and nothing was written.
    """
    from journal_app.vault.errors import VaultError, VaultProblem
    from journal_app.vault.header import SlotKind
    from journal_app.vault.vault import open_vault

    if folder is None:
        raise VaultError(VaultProblem.NOT_A_VAULT)
    kind = SlotKind.RECOVERY if is_recovery_code else SlotKind.PASSPHRASE
    return OpenJournal(open_vault(folder, secret, kind=kind), pack, clock), folder


def make_journal(
    passphrase: str, *, with_recovery_code: bool, choices: GentleChoices, pack: "Pack", clock: Clock
) -> tuple[OpenJournal, tuple[Path, str | None]]:
    """Make a new vault in its own folder; return it open, its folder, and the recovery code when one was wished for.

    Raises:
        VaultError: it could not be made; nothing half-made stays behind.
    """
    from journal_app.content.model import Intensity
    from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
    from journal_app.vault.vault import create_vault

    folder = new_vault_folder(vaults_dir())
    vault, code = create_vault(folder, passphrase, with_recovery_code=with_recovery_code)
    wishes = load_private_preferences(vault)
    cap = Intensity.GENTLE if choices.is_gentle_only else wishes.cap
    save_private_preferences(vault, dataclasses.replace(wishes, cap=cap, shared_room=choices.is_shared_room))
    return OpenJournal(vault, pack, clock), (folder, code)

"""`kindroot vault rotate VAULT`: a new key that locks out old copies, or, with --keep-key, a new passphrase alone."""

import argparse
import json
from typing import TYPE_CHECKING

from journal_app.cli.secrets import add_passphrase_option, read_passphrase
from journal_app.settings.clock import SystemClock
from journal_app.settings.paths import sealed_page_dirs

if TYPE_CHECKING:  # imported when it is run: it brings the database driver
    from journal_app.vault.rotation import Rotated

_DONE = 0


def add_rotate(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Add `rotate` and its options; the caller gives it VAULT."""
    action = actions.add_parser("rotate", help="give the vault a new key, so that older copies and backups are no use")
    action.add_argument("--new-passphrase", action="store_true", help="ask for a new passphrase too")
    action.add_argument(
        "--new-passphrase-file", metavar="FILE", help="read the new passphrase from FILE, or from standard input with -"
    )
    action.add_argument(
        "--keep-key", action="store_true", help="change the passphrase only; older copies open with the old one"
    )
    action.add_argument("--with-recovery-code", action="store_true", help="make a new recovery code and print it, once")
    action.add_argument(
        "--recovery-code", action="store_true", help="open with the recovery code; a new passphrase is then asked for"
    )
    action.add_argument("--json", action="store_true", help="print one JSON object")
    add_passphrase_option(action)
    return action


def rotate(args: argparse.Namespace) -> int:
    """Change the key or the passphrase and print what it means; return 0. Raises VaultError, SecretError."""
    from journal_app.journal.new_key import lock_out_old_copies
    from journal_app.vault.header import SlotKind
    from journal_app.vault.slots import add_recovery_code, change_passphrase
    from journal_app.vault.vault import open_vault

    kind = SlotKind.RECOVERY if args.recovery_code else SlotKind.PASSPHRASE
    secret = read_passphrase(args, what="Recovery code" if args.recovery_code else "Passphrase")
    new = _new_passphrase(args)
    vault = open_vault(args.vault, secret, kind=kind)
    try:
        if args.keep_key and new is not None:
            change_passphrase(vault, secret, new, kind=kind)
            code = add_recovery_code(vault, new) if args.with_recovery_code else None
            rotated = None
        else:
            rotated = lock_out_old_copies(
                vault,
                secret,
                SystemClock(),
                sealed_page_dirs(),
                new_passphrase=new,
                kind=kind,
                with_recovery_code=args.with_recovery_code,
            )
            code = rotated.recovery_code
    finally:
        vault.close()
    if args.json:
        print(json.dumps(_fields(rotated, code), indent=2))
    else:
        print("\n".join(_lines(rotated, code)))
    return _DONE


def _new_passphrase(args: argparse.Namespace) -> str | None:
    """Return the new passphrase where one is wanted; None goes on with the one there is."""
    if not (args.new_passphrase or args.new_passphrase_file or args.keep_key or args.recovery_code):
        return None
    source = argparse.Namespace(passphrase_file=args.new_passphrase_file)
    return read_passphrase(source, is_new=True, what="New passphrase")


def _lines(rotated: "Rotated | None", code: str | None) -> list[str]:
    if rotated is None:
        lines = ["The passphrase is changed. Backups and copies made before still open with the old one."]
    else:
        lines = ["The journal has a new key. Backups beside it that the old one opened are gone; copies made elsewhere"]
        lines.append("still open with what opened them then, and hold what was written until then.")
        if rotated.fresh is None:
            lines.append("A backup under the new key could not be made just now; please make one soon.")
        if rotated.had_recovery_code and code is None:
            lines.append("The recovery code there was opens nothing any more.")
        lines += [f"Still there, as set aside by an earlier restoring: {folder}" for folder in rotated.kept_aside]
    if code is not None:
        lines += ["Recovery code, to write down and keep somewhere safe (it isn't stored anywhere):", code]
    return lines


def _fields(rotated: "Rotated | None", code: str | None) -> dict[str, object]:
    fields: dict[str, object] = {"new_key": rotated is not None, "recovery_code": code}
    if rotated is not None:
        fields |= {
            "snapshot": None if rotated.fresh is None else rotated.fresh.number,
            "removed_snapshots": rotated.removed_snapshots,
            "kept_aside": [str(folder) for folder in rotated.kept_aside],
        }
    return fields

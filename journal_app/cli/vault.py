"""`kindroot vault … VAULT`: make a vault, look at one, check it; what changes one stands in modules beside this."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from journal_app.cli import vault_backups, vault_rescue, vault_rotate
from journal_app.cli.secrets import SecretError, add_passphrase_option, read_passphrase
from journal_app.cli.table_words import NOTES, TABLE_WORDS, counted, noted
from journal_app.settings.sentences import sentence
from journal_app.vault.errors import VaultError

if TYPE_CHECKING:  # imported by the one action that needs them: `info` derives no key and opens no database
    from journal_app.vault.inspection import VaultInfo
    from journal_app.vault.verify import VerifyReport

DONE, NOT_DONE = 0, 1


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its actions."""
    parser = subparsers.add_parser("vault", help="make, describe or check a vault")
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="create|info|verify|backup|restore|rescue|rotate"
    )
    create = actions.add_parser("create", help="make a vault in a new or empty folder")
    create.add_argument(
        "--recovery-code", action="store_true", help="also make a recovery code and print it, once; it is kept nowhere"
    )
    info = actions.add_parser("info", help="say what a vault shows without its passphrase")
    verify = actions.add_parser("verify", help="open a vault and check every page of it")
    verify.add_argument(
        "--recovery-code", action="store_true", help="open with the recovery code in place of the passphrase"
    )
    others = (
        vault_backups.add_backup(actions),
        vault_backups.add_restore(actions),
        vault_rescue.add_action(actions),
        vault_rotate.add_rotate(actions),
    )
    for action in (create, info, verify, *others):
        action.add_argument("vault", metavar="VAULT", type=Path, help="the vault's folder")
    for action in (create, verify):
        add_passphrase_option(action)
    info.add_argument("--json", action="store_true", help="print one JSON object")
    verify.add_argument("--json", action="store_true", help="print one JSON object, with the count of every table")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do the action; return 0, or 1 with one sentence on stderr."""
    actions = {
        "create": _create,
        "info": _info,
        "verify": _verify,
        "backup": vault_backups.backup,
        "restore": vault_backups.restore,
        "rescue": vault_rescue.rescue,
        "rotate": vault_rotate.rotate,
    }
    try:
        return actions[args.action](args)
    except (VaultError, SecretError) as error:
        print(sentence(error.code, **error.fields), file=sys.stderr)
        return NOT_DONE


def _create(args: argparse.Namespace) -> int:
    from journal_app.vault.vault import create_vault

    passphrase = read_passphrase(args, is_new=True)
    vault, code = create_vault(args.vault, passphrase, with_recovery_code=args.recovery_code)
    vault.close()
    if code is None:
        print("The vault is made. Only its passphrase opens it; nobody can bring that back for you.")
    else:
        print("The vault is made. Its passphrase and this recovery code open it; nobody can bring either back for you.")
        print("The code, to write down and keep somewhere safe (it isn't stored anywhere):")
        print(code)
    return DONE


def _info(args: argparse.Namespace) -> int:
    from journal_app.vault.inspection import inspect_vault

    info = inspect_vault(args.vault)
    if args.json:
        _print_json(_info_fields(info))
        return DONE
    print(f"Format {info.format}, generation {info.generation}")
    print(f"Opens with: {', '.join(kind.replace('_', ' ') for kind in info.slot_kinds)}")
    if info.cost is not None:
        print(f"Each guess at the passphrase takes {info.cost.memory_kib // 1024} MiB and {info.cost.passes} passes")
    print(
        "Header: whole"
        if info.is_header_whole
        else "Header: one of its two files is damaged; opening the vault mends it"
    )
    print("Database: missing" if info.database_bytes is None else f"Database: {_size(info.database_bytes)}")
    return DONE


def _verify(args: argparse.Namespace) -> int:
    from journal_app.vault.header import SlotKind
    from journal_app.vault.verify import verify_vault

    kind = SlotKind.RECOVERY if args.recovery_code else SlotKind.PASSPHRASE
    secret = read_passphrase(args, what="Recovery code" if args.recovery_code else "Passphrase")
    report = verify_vault(args.vault, secret, kind=kind)
    if args.json:
        _print_json(_report_fields(report))
    else:
        _print_report(report)
    for damage in report.damages:
        print(sentence(damage.value), file=sys.stderr)
    return DONE if report.is_sound else NOT_DONE


def _print_report(report: "VerifyReport") -> None:
    if report.was_header_repaired:
        print("One of the two header files was damaged; it has been mended from the other.")
    for table, words in TABLE_WORDS.items():
        if report.rows.get(table):
            print(counted(report.rows[table], words))
    if notes := noted(report.rows.items()):
        print(counted(notes, NOTES))
    if report.is_sound:
        print(f"Sound: every page and index was read and is as it was written ({_size(report.database_bytes)}).")


def _info_fields(info: "VaultInfo") -> dict[str, object]:
    cost = info.cost
    return {
        "format": info.format,
        "id": info.vault_id,
        "generation": info.generation,
        "slots": [kind.value for kind in info.slot_kinds],
        "kdf": None if cost is None else {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes},
        "header_whole": info.is_header_whole,
        "database": info.database,
        "database_bytes": info.database_bytes,
        "folder_bytes": info.folder_bytes,
    }


def _report_fields(report: "VerifyReport") -> dict[str, object]:
    return {
        "sound": report.is_sound,
        "damages": [damage.value for damage in report.damages],
        "schema_version": report.schema_version,
        "rows": report.rows,
        "header_repaired": report.was_header_repaired,
        "database_bytes": report.database_bytes,
    }


def _print_json(fields: dict[str, object]) -> None:
    print(json.dumps(fields, indent=2))


def _size(count: int) -> str:
    return f"{count / 1024:,.0f} KiB" if count < 1024 * 1024 else f"{count / 1024 / 1024:,.1f} MiB"

"""Read a passphrase for a command: from a prompt that doesn't show it, or from a file.

Never from an argument or the environment: those stand in process lists and shell histories.
"""

import argparse
import getpass
import sys
from pathlib import Path

STANDARD_INPUT = "-"
_RULE = ", 15 characters or more, best of all several unrelated words"
_LONGEST_BYTES = 64 * 1024


class SecretError(Exception):
    """The passphrase could not be read; `code` and `fields` name the sentence."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


def add_passphrase_option(parser: argparse.ArgumentParser) -> None:
    """Give a command the option `--passphrase-file FILE|-`."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from the first line of FILE, or of standard input with -; otherwise it is asked for",
    )


def read_passphrase(args: argparse.Namespace, *, is_new: bool = False, what: str = "Passphrase") -> str:
    """Return the passphrase: the file's first line, or what is typed (twice when it is new).

    Raises SecretError: passphrase_file_unreadable, passphrase_missing, passphrases_differ.
    """
    if args.passphrase_file is not None:
        passphrase = _first_line(args.passphrase_file)
    else:
        passphrase = _ask(f"{what}{_RULE if is_new else ''}: ")
        if is_new and _ask(f"{what} again: ") != passphrase:
            raise SecretError("passphrases_differ")
    if not passphrase:
        raise SecretError("passphrase_missing")
    return passphrase


def _ask(question: str) -> str:
    """Ask without showing the answer; with nobody at a keyboard there is no answer, and no warning on the screen."""
    if not sys.stdin.isatty():
        raise SecretError("passphrase_missing")
    try:
        return getpass.getpass(question)
    except EOFError:
        return ""


def _first_line(name: str) -> str:
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.readline(_LONGEST_BYTES)
        else:
            with Path(name).open("rb") as file:
                data = file.readline(_LONGEST_BYTES)
        return data.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        pass
    raise SecretError("passphrase_file_unreadable", file=name)

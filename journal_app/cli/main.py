"""Find the command that was named, import its module alone, and turn what happens into an exit code."""

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from journal_app import __version__

DONE = 0
NOT_DONE = 1
WRONG_USAGE = 2

PROGRAM = "kindroot"


class Command(NamedTuple):
    """A command's line in `--help`, and the module that has its `add_parser`; None where the window runs it."""

    summary: str
    module: str | None


COMMANDS: dict[str, Command] = {
    "demo": Command("Look around in a throwaway journal; --pictures DIR draws every screen instead.", None),
    "prompt": Command("Show the prompt for a day, its passage, and why.", "journal_app.cli.prompt"),
    "packs": Command("Check a folder of articles, prompts and practices.", "journal_app.cli.packs"),
    "vault": Command("Make a vault, or look at one without opening the window.", "journal_app.cli.vault"),
    "import": Command("Bring in an export, or a folder of Markdown or text files.", "journal_app.cli.import_"),
    "export": Command("Write a journal out as Markdown or JSON.", "journal_app.cli.export"),
    "selfcheck": Command("Prove that the main job and the privacy promises hold here.", "journal_app.cli.selfcheck"),
    "bench": Command("Measure the speed goals, as ratios.", "journal_app.cli.bench"),
}


def main(argv: Sequence[str]) -> int:
    """Run one command; return 0 done, 1 could not be done, 2 wrong usage."""
    _print_what_the_terminal_can_show()
    try:
        code = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, `head` say, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_DONE
    except KeyboardInterrupt:
        return NOT_DONE
    except OSError as error:  # a full disk, a folder that may not be read: the person's world, not a bug of ours
        from journal_app.settings.sentences import sentence

        print(sentence("system_refused", reason=_reason(error)), file=sys.stderr)
        return NOT_DONE
    return code


def overview() -> str:
    """Return what `--help` prints: every command on a line, with nothing imported for it."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items()]
    return "\n".join(
        [
            f"usage: {PROGRAM} [--help] [--version] [command ...]",
            "",
            "Without a command, the window opens.",
            "",
            *lines,
            "",
            f"More about one of them: {PROGRAM} COMMAND --help",
        ]
    )


def _reason(error: OSError) -> str:
    if error.strerror is None:
        return str(error)
    return f"{error.strerror} ({error.filename})" if error.filename else error.strerror


def _run(argv: Sequence[str]) -> int:
    name, *_ = argv
    if name in {"-h", "--help", "help"}:
        print(overview())
        return DONE
    if name in {"-V", "--version"}:
        print(f"{PROGRAM} {__version__}")
        return DONE
    command = COMMANDS.get(name)
    if command is None or command.module is None:
        print(f"There is no command “{name}”. {PROGRAM} --help lists them all.", file=sys.stderr)
        return WRONG_USAGE
    return _run_command(command.module, argv)


def _run_command(module_name: str, argv: Sequence[str]) -> int:
    """Build one command's parser; its module sets `run`, which takes the parsed arguments and returns the exit code."""
    import argparse  # `--help` and `--version` do without

    parser = argparse.ArgumentParser(prog=PROGRAM)
    subparsers = parser.add_subparsers(required=True, metavar="command")
    importlib.import_module(module_name).add_parser(subparsers)
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as leaving:  # argparse has printed its help (0) or the mistake (2)
        return WRONG_USAGE if leaving.code else DONE
    run: Callable[[object], int] = arguments.run
    return run(arguments)


def _print_what_the_terminal_can_show() -> None:
    """Let a terminal without curly quotes show a question mark rather than end the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")

import importlib.util
import os
import subprocess
import sys

import pytest

import journal_app
from journal_app import __main__ as entry
from journal_app.cli import main as cli

PROBE = """
import sys
from journal_app.__main__ import main
try:
    code = main(sys.argv[1:])
finally:
    print("loaded:", *sorted(sys.modules))
"""


def modules_after(program, *words):
    """Run a program that ends with what is loaded, in a process of its own, and return that."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.rpartition("loaded:")[2].split())


@pytest.fixture(autouse=True)
def softly(monkeypatch):
    """Leave the test process as it is: no hardening of pytest itself."""
    monkeypatch.setattr(entry, "harden_process", lambda: None)


@pytest.fixture
def command(monkeypatch):
    """Put a command of our own in the table; its `run` is given by the test."""

    def install(run):
        class Module:
            @staticmethod
            def add_parser(subparsers):
                parser = subparsers.add_parser("greet")
                parser.add_argument("--times", type=int, default=1)
                parser.set_defaults(run=run)

        monkeypatch.setitem(cli.COMMANDS, "greet", cli.Command("Say hello.", "tests_greet"))
        monkeypatch.setitem(sys.modules, "tests_greet", Module)

    return install


def test_main__version__prints_it(capsys):
    assert entry.main(["--version"]) == 0
    assert capsys.readouterr().out == f"kindroot {journal_app.__version__}\n"


@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_main__help__has_a_line_for_every_command(capsys, word):
    assert entry.main([word]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines if line.startswith("  ")} == set(cli.COMMANDS)


@pytest.mark.parametrize("word", ["nonsense", "--nonsense", "", "cli.main"])
def test_main__unknown_command__one_sentence_and_wrong_usage(capsys, word):
    assert entry.main([word]) == 2

    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert "--help" in output.err


def test_commands__every_module_named__is_there():
    modules = [command.module for command in cli.COMMANDS.values() if command.module]

    assert not [name for name in modules if importlib.util.find_spec(name) is None]


def test_commands__those_without_a_module__are_the_windows():
    assert {name for name, command in cli.COMMANDS.items() if command.module is None} <= entry.WINDOW_COMMANDS


def test_main__command_runs__gets_its_arguments_and_its_code_is_returned(command):
    command(lambda arguments: arguments.times)

    assert entry.main(["greet", "--times", "1"]) == 1


@pytest.mark.parametrize(("words", "code"), [(["--help"], 0), (["--times", "many"], 2), (["--loudly"], 2)])
def test_main__help_or_wrong_usage_of_a_command__code_and_not_run(command, capsys, words, code):
    command(lambda arguments: pytest.fail("it ran"))

    assert entry.main(["greet", *words]) == code
    assert "usage: kindroot" in "".join(capsys.readouterr())


def test_main__interrupted__ends_quietly(command, capsys):
    def interrupt(arguments):
        raise KeyboardInterrupt

    command(interrupt)

    assert entry.main(["greet"]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (PermissionError(13, "Permission denied", "/some/folder"), "Permission denied (/some/folder)"),
        (FileNotFoundError("The folder 'seeds' is missing."), "The folder 'seeds' is missing."),
    ],
)
def test_main__computer_refuses__one_sentence_and_not_done(command, capsys, error, said):
    def refuse(arguments):
        raise error

    command(refuse)

    assert entry.main(["greet"]) == 1
    assert capsys.readouterr().err == f"This could not be done. The computer says: {said}\n"


def test_main__reader_has_gone__ends_without_a_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "journal_app", "--help"], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writing)

    assert done.stderr == b""
    assert done.returncode == 1


def test_main__terminal_without_curly_quotes__still_says_its_sentence():
    variables = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "journal_app", "nonsense"], capture_output=True, env=variables, check=False, timeout=60
    )

    assert done.returncode == 2
    assert b"nonsense" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["packs", "vault", "import", "export", "selfcheck", "bench"])
def test_main__help_of_a_command__imports_no_library_and_no_other_command(name):
    loaded = modules_after(PROBE, name, "--help")

    libraries = ("PySide6", "sqlalchemy", "sqlcipher3", "cryptography", "argon2", "msgspec")
    assert not [module for module in loaded if module.startswith(libraries)]
    assert loaded & {command.module for command in cli.COMMANDS.values()} == {cli.COMMANDS[name].module}


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_main__plain_answer__imports_nothing_that_takes_time(word):
    loaded = modules_after(PROBE.replace("main(sys.argv[1:])", "main()"), word)

    assert "journal_app.cli.main" in loaded
    assert loaded.isdisjoint({"argparse", "dataclasses", "gettext", "journal_app.settings.sentences"})


def test_main__packs_check__imports_neither_qt_nor_what_opens_a_vault():
    loaded = modules_after(PROBE, "packs", "check", "no-such-folder")

    assert "journal_app.content.load" in loaded
    assert not [
        name for name in loaded if name.startswith(("PySide6", "sqlalchemy", "cryptography", "journal_app.vault"))
    ]


@pytest.mark.parametrize("words", [[], ["demo", "--pictures", "somewhere"], ["--vault", "somewhere"]])
def test_main__window_is_wanted__all_words_go_to_it(monkeypatch, words):
    class Window:
        @staticmethod
        def main(arguments):
            return 7 if arguments == words else 1

    monkeypatch.setitem(sys.modules, "journal_app.app", Window)

    assert entry.main(words) == 7


def test_main__without_arguments_given__takes_the_process_own(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["kindroot", "--version"])

    assert entry.main() == 0
    assert capsys.readouterr().out.startswith("kindroot ")


def test_main__any_command__hardens_the_process_first(monkeypatch, capsys):
    order = []
    monkeypatch.setattr(entry, "harden_process", lambda: order.append("hardened"))
    monkeypatch.setattr(cli, "_run", lambda argv: order.append("ran") or 0)

    entry.main(["--version"])

    assert order == ["hardened", "ran"]

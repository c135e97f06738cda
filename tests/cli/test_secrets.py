"""Reading a passphrase: from a file's first line or from the keyboard, and saying so when there is none."""

import argparse
import getpass
import io
import sys
from pathlib import Path

import pytest

from journal_app.cli.secrets import SecretError, add_passphrase_option, read_passphrase
from journal_app.settings.sentences import sentence


class Keyboard(io.StringIO):
    """Standard input with somebody at it."""

    def isatty(self) -> bool:
        return True


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_passphrase_option(parser)
    return parser.parse_args(words)


def type_answers(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    waiting = list(answers)
    monkeypatch.setattr(sys, "stdin", Keyboard())
    monkeypatch.setattr(getpass, "getpass", lambda _question: waiting.pop(0))


def test_read__file__is_its_first_line_with_its_spaces(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(" séance \n".encode())
    assert read_passphrase(arguments("--passphrase-file", str(tmp_path / "f"))) == " séance "


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "passphrase_missing"), (b"\n", "passphrase_missing"), (b"\xff\xfe", "passphrase_file_unreadable")],
)
def test_read__file_without_a_text_line__names_the_reason(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "f").write_bytes(data)
    with pytest.raises(SecretError) as caught:
        read_passphrase(arguments("--passphrase-file", str(tmp_path / "f")))
    assert caught.value.code == code
    assert sentence(code, **caught.value.fields).endswith(".")


def test_read__file_missing__names_it(tmp_path: Path) -> None:
    with pytest.raises(SecretError) as caught:
        read_passphrase(arguments("--passphrase-file", str(tmp_path / "nowhere")))
    assert "nowhere" in sentence(caught.value.code, **caught.value.fields)


def test_read__keyboard__asks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    type_answers(monkeypatch, "typed")
    assert read_passphrase(arguments()) == "typed"


def test_read__new_and_typed_twice_the_same__is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    type_answers(monkeypatch, "typed", "typed")
    assert read_passphrase(arguments(), is_new=True) == "typed"


def test_read__new_and_typed_differently__is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    type_answers(monkeypatch, "typed", "tpyed")
    with pytest.raises(SecretError) as caught:
        read_passphrase(arguments(), is_new=True)
    assert caught.value.code == "passphrases_differ"


def test_read__nobody_at_the_keyboard__is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("piped\n"))
    with pytest.raises(SecretError) as caught:
        read_passphrase(arguments())
    assert caught.value.code == "passphrase_missing"

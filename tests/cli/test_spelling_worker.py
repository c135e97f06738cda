"""The process that looks words up: answers line by line, whatever it is asked, with the real dictionary too."""

import io
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from journal_app.cli.spelling_worker import Unusable, open_dictionary, serve
from journal_app.settings.own_process import own_command
from journal_app.settings.paths import resources_dir


class FewWords:
    """A dictionary of two words that can write down ASCII only."""

    def spell(self, word: str) -> bool:
        word.encode("ascii")
        return word in ("the", "don't")

    def suggest(self, word: str) -> Iterable[str]:
        word.encode("ascii")
        return ("don't", "the", "don't") if word == "dont'" else ()


def ask(*requests: object, opener: object = None) -> list[dict[str, object]]:
    asked = io.BytesIO(b"".join(json.dumps(one).encode() + b"\n" for one in requests))
    answers = io.BytesIO()
    serve(asked, answers, opener or (lambda _folder, _code: (FewWords(), ["LATIN"])))  # type: ignore[arg-type]
    return [json.loads(line) for line in answers.getvalue().splitlines()]


OPEN = {"id": 1, "open": ["/folder", "en_GB"]}


def test_serve__words__says_which_the_dictionary_does_not_have() -> None:
    answers = ask(OPEN, {"id": 2, "check": ["the", "teh", "don’t", "дом", "x" * 101]})

    assert answers == [{"id": 1, "scripts": ["LATIN"]}, {"id": 2, "unknown": ["teh"]}]


def test_serve__word_with_a_curly_apostrophe__suggests_curly_ones_each_once() -> None:
    assert ask(OPEN, {"id": 2, "suggest": "dont’"})[1] == {"id": 2, "suggestions": ["don’t", "the"]}


def test_serve__word_it_can_not_write_down_or_endless__suggests_nothing() -> None:
    answers = ask(OPEN, {"id": 2, "suggest": "дом"}, {"id": 3, "suggest": "x" * 101})

    assert [one["suggestions"] for one in answers[1:]] == [[], []]


def test_serve__asked_before_a_dictionary_is_open__says_that_it_can_not() -> None:
    assert ask({"id": 1, "check": ["the"]}) == [{"id": 1, "problem": "spelling_dictionary_unreadable"}]


def test_serve__dictionary_can_not_be_opened__says_why_and_goes_on() -> None:
    def refuse(_folder: str, _code: str) -> None:
        raise Unusable("spelling_missing")

    answers = ask(OPEN, {"id": 2, "check": ["the"]}, opener=refuse)

    assert [one["problem"] for one in answers] == ["spelling_missing", "spelling_dictionary_unreadable"]


@pytest.mark.parametrize("line", [b"nonsense\n", b"[]\n", b"{}\n", b"\xff\n"])
def test_serve__line_that_is_no_request__ends(line: bytes) -> None:
    answers = io.BytesIO()

    serve(io.BytesIO(line + json.dumps(OPEN).encode()), answers, lambda _folder, _code: (FewWords(), []))

    assert answers.getvalue() == b""


def test_open_dictionary__files_that_are_not_there__is_unusable(tmp_path: Path) -> None:
    pytest.importorskip("hunspell")

    with pytest.raises(Unusable):
        open_dictionary(str(tmp_path), "en_GB")


@pytest.mark.parametrize(
    ("encoding", "words", "scripts"),
    [
        ("UTF-8", "дом/A\nмама/A\n", ["CYRILLIC"]),
        ("ISO8859-7", "σπίτι/AB\n", ["GREEK"]),
        (None, "maison/AB\n", ["LATIN"]),
    ],
)
def test_open_dictionary__of_any_encoding__knows_its_writing_system(
    tmp_path: Path, encoding: str | None, words: str, scripts: list[str]
) -> None:
    pytest.importorskip("hunspell")
    (tmp_path / "xx.aff").write_text(f"SET {encoding}\n" if encoding else "", encoding="ascii")
    (tmp_path / "xx.dic").write_text(f"2\n{words}", encoding=encoding or "latin-1")

    assert open_dictionary(str(tmp_path), "xx")[1] == scripts


def test_worker__the_real_one__knows_british_words_and_ends_with_its_input() -> None:
    pytest.importorskip("hunspell")
    requests = [
        {"id": 1, "open": [str(resources_dir() / "spelling"), "en_GB"]},
        {"id": 2, "check": ["colour", "organise", "café", "don’t", "wether", "teh"]},
        {"id": 3, "suggest": "wether"},
    ]
    asked = b"".join(json.dumps(one).encode() + b"\n" for one in requests)

    done = subprocess.run([*own_command(), "spelling-worker"], input=asked, capture_output=True, check=True, timeout=60)

    opened, checked, suggested = map(json.loads, done.stdout.splitlines())
    assert opened["scripts"] == ["LATIN"]
    assert checked["unknown"] == ["wether", "teh"]
    assert "whether" in suggested["suggestions"]
    assert done.stderr == b""

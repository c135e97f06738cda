import argparse
import json
import shutil
from pathlib import Path

import pytest

from journal_app.cli import packs
from journal_app.content.findings import FindingCode
from journal_app.settings.paths import seeds_dir
from journal_app.settings.sentences import SENTENCES


@pytest.fixture
def run_packs():
    """Run `packs` with arguments as the dispatcher does."""

    def run(*arguments: object) -> int:
        parser = argparse.ArgumentParser()
        packs.add_parser(parser.add_subparsers())
        args = parser.parse_args(["packs", *map(str, arguments)])
        return args.run(args)

    return run


@pytest.fixture
def broken_pack(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(seeds_dir(), tmp_path / "pack"))
    path = folder / "articles" / "000_59d4ed12e26220c9.txt"
    path.write_bytes(path.read_bytes().replace(b"cultivating kindness", b"cultivating Kindness"))
    return folder


def test_packs_check__built_in__passes_and_says_it_is_unreviewed(run_packs, capsys):
    assert run_packs("check", seeds_dir()) == 0

    out, err = capsys.readouterr()
    assert "prompts 90" in out
    assert "prompts and steps without a passage: 0" in out
    assert "No practitioner or person with lived experience has reviewed this pack yet." in out
    assert err == ""


def test_packs_check__article_changed__names_file_and_line_and_fails(run_packs, broken_pack, capsys):
    assert run_packs("check", broken_pack) == 1

    out, err = capsys.readouterr()
    assert "error  articles.toml:7 article[0].sha256" in out
    assert "error  passages.toml:20 passage[1].exact" in out
    assert "can't be used" in err
    assert err.count("\n") == 1


def test_packs_check__json__is_one_object_with_every_finding(run_packs, broken_pack, capsys):
    assert run_packs("check", broken_pack, "--json") == 1

    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"format", "path", "usable", "pack", "counts", "findings"}
    assert (said["format"], said["usable"], said["pack"]) == (1, False, None)
    first = said["findings"][0]
    assert set(first) == {"severity", "code", "file", "line", "key", "fields", "sentence"}
    assert (first["code"], first["line"]) == ("pack_article_changed", 7)


def test_packs_check__json_of_the_built_in__is_stable(run_packs, capsys):
    assert run_packs("check", seeds_dir(), "--json") == 0

    said = json.loads(capsys.readouterr().out)
    assert said["pack"]["status"] == "unreviewed"
    assert said["findings"] == []
    assert said["counts"]["passages"] == 103


def test_packs_check__no_such_folder__is_one_sentence(run_packs, tmp_path, capsys):
    assert run_packs("check", tmp_path / "none") == 1

    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("code", FindingCode)
def test_finding_codes__each__has_a_sentence(code):
    assert SENTENCES[code.value]

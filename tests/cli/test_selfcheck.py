"""Selfcheck: every line holds here, and each kind of fault becomes a line and exit code 1."""

import json
import shutil
import subprocess
import sys

import pytest

from journal_app.cli import main as cli
from journal_app.cli import selfcheck_checks as selfcheck
from journal_app.settings.paths import seeds_dir

ALL_WELL = [{"name": "Qt", "ok": True, "said": "there"}, {"name": "fonts", "ok": True, "said": "there"}]

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def window(monkeypatch):
    """Put a program of the test's own in the place of the window's."""

    def install(program):
        monkeypatch.setattr(selfcheck, "own_command", lambda: [sys.executable, "-c", program])

    monkeypatch.setattr(selfcheck, "_promises", lambda: iter(()))  # theirs is test_selfcheck_promises.py
    install("\n".join(f"print({json.dumps(json.dumps(line))})" for line in ALL_WELL))
    return install


def report(capsys):
    """Run the command and return its exit code, its checks by name, and what it said on stderr."""
    code = cli.main(["selfcheck", "--json"])
    output = capsys.readouterr()
    told = json.loads(output.out)
    assert told["ok"] == (code == 0)
    return code, {check["name"]: check for check in told["checks"]}, output.err


def failed(checks):
    return [name for name, check in checks.items() if not check["ok"]]


def test_selfcheck__here__every_line_holds():
    done = subprocess.run(
        [sys.executable, "-m", "journal_app", "selfcheck"], capture_output=True, text=True, check=False, timeout=120
    )

    lines = done.stdout.splitlines()
    assert not [line for line in lines if not line.startswith("ok ")], done.stdout
    names = {line[3:].partition(":")[0].strip() for line in lines}
    assert {"versions", "content", "Qt", "fonts", "themes", "unlock window"} <= names
    assert {f"T{number}" for number in range(2, 10)} <= {name.split()[0] for name in names}
    assert (done.returncode, done.stderr) == (0, "")


def test_selfcheck__json__has_ok_and_checks_and_nothing_else(window, capsys):
    assert cli.main(["selfcheck", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"ok", "checks"}
    assert all(set(check) == {"name", "ok", "said"} for check in told["checks"])
    assert [check["name"] for check in told["checks"]][:3] == ["versions", "content", "prompt → passage → entry"]


def test_selfcheck__broken_pack__names_the_place_and_leaves_out_what_follows(window, monkeypatch, tmp_path, capsys):
    seeds = tmp_path / "seeds"
    shutil.copytree(seeds_dir(), seeds)
    article = sorted((seeds / "articles").glob("*.txt"))[0]
    article.write_bytes(article.read_bytes().replace(b"e", b"3", 1))
    monkeypatch.setattr(selfcheck, "seeds_dir", lambda: seeds)

    code, checks, sentence = report(capsys)

    assert (code, failed(checks)) == (1, ["content"])
    assert article.name in checks["content"]["said"]
    assert list(checks) == ["versions", "content", "spelling", "Qt", "fonts"]
    assert sentence.count("\n") == 1


def test_selfcheck__missing_folder__is_a_line(window, monkeypatch, capsys):
    def missing():
        raise FileNotFoundError("The folder 'seeds' that ships with the program is missing.")

    monkeypatch.setattr(selfcheck, "seeds_dir", missing)

    code, checks, _sentence = report(capsys)

    assert (code, failed(checks)) == (1, ["content"])
    assert "is missing" in checks["content"]["said"]


def test_selfcheck__no_encryption_in_the_library__is_a_line(window, monkeypatch, capsys):
    monkeypatch.setattr(selfcheck, "library_versions", lambda: {"SQLite": "3", "SQLCipher": "missing"})

    code, checks, _sentence = report(capsys)

    assert (code, failed(checks)) == (1, ["versions"])


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; sys.exit('libEGL.so.1: cannot open shared object file')", "libEGL.so.1"),
        ("import os; os.abort()", "it ended with"),
        ("print('a word too many')", "not theirs"),
        ("print('[1, 2]')", "not theirs"),
        ("pass", "said nothing"),
        ("import time; time.sleep(60)", "did not end"),
    ],
)
def test_selfcheck__window_check_breaks_off__is_a_line(window, monkeypatch, capsys, program, said):
    monkeypatch.setattr(selfcheck, "WINDOW_CHECK_SECONDS", 2)
    monkeypatch.setattr(selfcheck, "_main_job", lambda folder, pack: iter(()))
    window(program)

    code, checks, _sentence = report(capsys)

    assert (code, failed(checks)) == (1, ["window"])
    assert said in checks["window"]["said"]


def test_selfcheck__window_check_has_a_failed_line__is_passed_on(window, monkeypatch, capsys):
    monkeypatch.setattr(selfcheck, "_main_job", lambda folder, pack: iter(()))
    line = json.dumps({"name": "fonts", "ok": False, "said": "fonts/inter can't be read"})
    window(f"import sys; print({line!r}); sys.exit(1)")

    code, checks, _sentence = report(capsys)

    assert (code, failed(checks)) == (1, ["fonts"])

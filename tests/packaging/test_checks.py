import sys

import pytest


@pytest.fixture
def checks(packaging_module, monkeypatch, tmp_path):
    module = packaging_module("checks")
    monkeypatch.setattr(module.environment, "ROOT", tmp_path)
    return module


@pytest.fixture
def pytest_check(checks, tmp_path):
    """Return a function that makes a check of pytest over one small file."""

    def make(text):
        (tmp_path / "test_small.py").write_text(text)
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", "/dev/null", str(tmp_path)]
        return checks.Check("tests", command, is_pytest=True)

    return make


def python(checks, name, code):
    return checks.Check(name, [sys.executable, "-c", code])


def test_run_all__every_check_passes__zero_and_listed(checks, capsys):
    assert checks.run_all([python(checks, "lint", "pass")], missing_tools=()) == 0
    assert "passed  lint" in capsys.readouterr().out


def test_run_all__one_fails__the_next_still_runs_and_the_end_says_which(checks, capsys):
    planned = [python(checks, "lint", "raise SystemExit(3)"), python(checks, "types", "pass")]

    assert checks.run_all(planned, missing_tools=()) == 1

    summary = capsys.readouterr().out.partition("== summary ==")[2]
    assert "FAILED  lint" in summary
    assert "passed  types" in summary


def test_run_all__tests_pass__ends_with_pytests_own_line(checks, pytest_check, capfd):
    assert checks.run_all([pytest_check("def test_a(): pass")], missing_tools=()) == 0
    assert capfd.readouterr().out.splitlines()[-1].startswith("1 passed in")


def test_run_all__a_test_fails__failed(checks, pytest_check, capfd):
    assert checks.run_all([pytest_check("def test_a(): assert False")], missing_tools=()) == 1
    assert "1 failed" in capfd.readouterr().out.splitlines()[-1]


def test_run_all__a_test_can_not_be_collected__failed(checks, pytest_check):
    assert checks.run_all([pytest_check("import nothing_of_this_name")], missing_tools=()) == 1


def test_run_all__a_test_is_skipped__named_as_not_run_with_its_reason(checks, pytest_check, capfd):
    text = "import pytest\n@pytest.mark.skip(reason='Xvfb is missing')\ndef test_a(): pass"
    tool = checks.Need("Xvfb", "xvfb")

    assert checks.run_all([pytest_check(text)], missing_tools=(tool,)) == 0

    summary = capfd.readouterr().out.partition("== summary ==")[2]
    assert "not run 1 of the tests: Xvfb is missing" in summary
    assert "sudo apt install xvfb" in summary


def test_run_all__no_test_has_the_marker__passes_and_says_so(checks, pytest_check, capfd):
    assert checks.run_all([pytest_check("")], missing_tools=()) == 0
    assert "no tests ran" in capfd.readouterr().out


def test_run_all__tests_run__can_not_reach_the_journal_of_whoever_runs_them(
    checks, pytest_check, monkeypatch, tmp_path
):
    monkeypatch.setenv("KINDROOT_HOME", str(tmp_path / "mine"))
    text = f"import os\ndef test_a(): assert os.environ['KINDROOT_HOME'] != {str(tmp_path / 'mine')!r}"

    assert checks.run_all([pytest_check(text)], missing_tools=()) == 0


def test_everyday__quick__leaves_slow_folders_out(checks):
    everyday = [str(part) for part in checks.everyday("python", quick=False)[-1].command]
    quick = [str(part) for part in checks.everyday("python", quick=True)[-1].command]

    assert set(quick) - set(everyday) == {"--ignore=tests/journeys", "--ignore=tests/e2e", "--ignore=tests/packaging"}


def test_everyday_and_thorough__together__run_no_test_twice(checks):
    everyday, thorough = checks.everyday("python", quick=False), checks.thorough("python")

    assert [check.name for check in everyday] == ["lint", "format", "types", "import contracts", "tests"]
    assert everyday[-1].command[-2:] == ["-m", "not thorough"]
    assert thorough[0].command[-2:] == ["-m", "thorough"]
    assert len(thorough) == 1

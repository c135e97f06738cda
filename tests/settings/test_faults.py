"""T9: whatever goes wrong, wherever, not a word of the person's reaches standard error."""

import subprocess
import sys

import pytest

CANARY = "Zwölf Briefe an Ñandú"
NEEDLES = ("Zw", "Briefe", "andú", "\\xf6", "\\u00")

START = """
import sys
from journal_app.settings.faults import keep_faults_quiet
if sys.argv[1] == "late":
    from journal_app.settings.late_modules import leave_seldom_modules
    leave_seldom_modules()
if sys.argv[1] != "plain":
    keep_faults_quiet()
canary = sys.stdin.read()
def fail():
    words = canary
    try:
        {}[words]
    except KeyError as error:
        raise ValueError(words) from error
"""

WAYS = {
    "main": "fail()",
    "thread": "import threading; thread = threading.Thread(target=fail, name=canary); thread.start(); thread.join()",
    "unraisable": """
class Page:
    def __del__(self):
        fail()
    def __repr__(self):
        return canary
page = Page()
del page
""",
    "group": "raise ExceptionGroup(canary, [ValueError(canary)])",
    "note": """
error = ValueError(canary)
error.add_note(canary)
raise error
""",
    "syntax": "exec(canary)",
    "warning": "import warnings; warnings.warn(canary)",
    "log": """
import logging
try:
    fail()
except ValueError:
    logging.getLogger("sqlalchemy.pool").error("could not reset %s", canary, exc_info=True)
""",
    "broken log": """
import logging
logging.getLogger().addHandler(logging.StreamHandler())
logging.getLogger("x").error("%d", canary)
""",
}

IN_OUR_CODE = """
from journal_app.settings.paths import _shipped
_shipped(None)
"""


@pytest.fixture
def said():
    """Run a script that fails with the canary in its words and locals; return all it printed."""

    def run(script, how="quiet"):
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", START + script, how],
            input=CANARY,
            capture_output=True,
            encoding="utf-8",
        )
        return done.stdout + done.stderr

    return run


@pytest.mark.parametrize("how", ["quiet", "late"])
@pytest.mark.parametrize("way", WAYS)
def test_faults__a_person_s_words_in_message_cause_and_locals__are_never_printed(said, way, how):
    words = said(WAYS[way], how)

    assert "Traceback" not in words
    assert not [needle for needle in NEEDLES if needle in words]


@pytest.mark.parametrize("way", WAYS)
def test_python_s_own_ways__the_same_faults__print_the_words(said, way):
    assert "Briefe" in said(WAYS[way], how="plain")


def test_faults__in_our_own_code__name_the_type_and_the_place(said):
    line = said(IN_OUR_CODE)

    assert line.startswith("A fault of the program: TypeError at journal_app/settings/paths.py:")
    assert line.count("\n") == 1


def test_faults__outside_our_code__name_no_path(said):
    assert said("fail()") == "A fault of the program: ValueError at a place outside it\n"


def test_faults__interrupted_from_the_keyboard__say_nothing(said):
    assert said("raise KeyboardInterrupt(canary)") == ""


def test_faults__without_standard_error__are_borne(said):
    assert said("sys.stderr = None; fail()") == ""

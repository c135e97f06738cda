"""The application object: made in one place, after what PySide6 6.12 needs on Python 3.11."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import journal_app
from journal_app.settings.product import NEUTRAL_TITLE
from journal_app.ui import application

PACKAGE = Path(journal_app.__file__).parent
YARDSTICK = "ui/bench_floor.py"
"""Has nothing of ours in it by design, and ends long before PySide6 has lost count of anything."""

FACES = """
import sys
sys.argv = ["/usr/bin/kindroot", "demo"]
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible, QGuiApplication
from journal_app.ui.application import make_application
app = make_application()
root = QAccessible.queryAccessibleInterface(app)
print(*QCoreApplication.arguments(), QCoreApplication.applicationName(), QGuiApplication.applicationDisplayName(),
      root.text(QAccessible.Text.Name), QGuiApplication.desktopFileName())
"""


class RefusedError(Exception):
    """Raised in the place of making a second application in one process."""


def test_program__application_object__is_made_in_one_place():
    makers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\bQ(Gui|Core)?Application\(", path.read_text(encoding="utf-8"))
    }

    assert makers == {"ui/application.py", YARDSTICK}


def test_make_application__singletons__are_kept_alive_before_it_is_made(monkeypatch):
    order = []

    class Refusing(application.QApplication):
        def __new__(cls, *_arguments):
            order.append("made")
            raise RefusedError

    monkeypatch.setattr(application, "keep_singletons_alive", lambda: order.append("kept alive"))
    monkeypatch.setattr(application, "QApplication", Refusing)
    monkeypatch.setenv("QT_STYLE_OVERRIDE", "")

    with pytest.raises(RefusedError):
        application.make_application()

    assert order == ["kept alive", "made"]


def test_make_application__its_names_to_other_programs__are_neutral_whatever_it_was_started_as():
    done = subprocess.run([sys.executable, "-c", FACES], capture_output=True, text=True, check=False)

    assert done.stdout.split() == [*[NEUTRAL_TITLE] * 4, NEUTRAL_TITLE.lower()], done.stderr

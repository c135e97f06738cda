import subprocess
import sys

import pytest

WRONG_CALL = """
import sys
if sys.argv[1] == "without":
    from journal_app.ui.pyside_tools import fill_tellers, import_without_tools
    finders = list(sys.meta_path)
    import_without_tools()
    assert sys.meta_path == finders
    fill_tellers()
import PySide6.QtWidgets
from PySide6.QtCore import QSize
print("argparse" in sys.modules)
try:
    QSize(1, 2).setWidth("wide")
except TypeError as error:
    print(error)
"""
TOOL = """
from journal_app.ui.pyside_tools import TOOLS, import_without_tools
import_without_tools()
import sys
print(sorted(name for name in TOOLS if "__getattr__" in vars(sys.modules[name])) == sorted(TOOLS))
from PySide6.support.signature.lib.pyi_generator import Formatter
print(Formatter.__name__)
"""
MEETING = """
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from journal_app.ui.pyside_tools import meet_objects, meet_widgets
app = QApplication([])
def known(kind):
    return 1 + sum(map(known, kind.__subclasses__()))
print(known(QWidget))
meet_widgets()
print(known(QWidget))
QScrollArea().viewport()
print(known(QWidget), known(QObject))
meet_objects()
print(known(QObject))
app.children()
print(known(QObject))
"""


def run(*words):
    return subprocess.run([sys.executable, "-c", *words], capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.parametrize(("how", "are_tools_in"), [("without", False), ("with", True)])
def test_import_without_tools__method_called_wrongly__is_told_as_ever(how, are_tools_in):
    """When the second fails because PySide6 no longer imports its tools by itself, `pyside_tools.py` can go."""
    told, words = run(WRONG_CALL, how).split("\n", 1)

    assert told == str(are_tools_in)
    assert "called with wrong argument types" in words
    assert "setWidth(w: int, /)" in words


def test_import_without_tools__tool_asked_for__is_filled_then():
    assert run(TOOL).split() == ["True", "Formatter"]


def test_meet_widgets_and_objects__met_for_real_afterwards__makes_no_class_then():
    """When the first meeting makes none either, PySide6 no longer does that, and both can go."""
    widgets, met, widgets_later, objects, objects_met, objects_later = map(int, run(MEETING).split())

    assert met > widgets + 50
    assert widgets_later == met
    assert objects_met > objects + 50
    assert objects_later == objects_met

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

import builtins
import subprocess
import sys

import pytest

COUNT_SOURCES = """
import sys
if sys.argv[1] == "skip":
    from journal_app.ui.pyside_sources import skip_source_reading
    skip_source_reading()
import PySide6.QtCore
import sqlalchemy, linecache
print(sum(name.endswith(".py") and "sqlalchemy" in name for name in linecache.cache))
"""


@pytest.fixture
def kept_sources():
    def count(how):
        command = [sys.executable, "-c", COUNT_SOURCES, how]
        return int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)

    return count


def test_skip_source_reading__modules_imported_later__none_of_their_text_is_kept(kept_sources):
    """When this fails because PySide6 has stopped reading by itself, `pyside_sources.py` can go."""
    assert (kept_sources("skip"), kept_sources("read") > 20) == (0, True)


def test_skip_source_reading__hook_has_moved__changes_nothing(monkeypatch):
    import PySide6.QtCore  # noqa: F401

    from journal_app.ui.pyside_sources import skip_source_reading

    monkeypatch.delattr(builtins, "__feature_import__")
    before = builtins.__import__

    skip_source_reading()

    assert builtins.__import__ is before

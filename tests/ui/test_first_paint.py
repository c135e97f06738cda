"""What may be imported before the first paint: each module more is waited for at every start, longest in a bundle."""

import os
import subprocess
import sys

import pytest

from journal_app.settings.paths import HOME_VARIABLE
from journal_app.vault.vault import create_with_data_key

SHOW_AND_TELL = """
import os, sys
import journal_app.__main__
from journal_app.settings.late_modules import _EMPTY, leave_seldom_modules
leave_seldom_modules()
from journal_app.ui.pyside_sources import skip_source_reading
from journal_app.ui.pyside_tools import import_without_tools
import_without_tools()
skip_source_reading()
from journal_app.app import run_window

def tell():
    print(*sys.modules.keys() - _EMPTY.keys(), sep="\\n", flush=True)
    os._exit(0)

run_window(None, watch=lambda window: window.painted.connect(tell))
"""

OURS = """
    __main__ app
    settings.clock settings.faults settings.hardening settings.late_modules settings.own_process settings.paths
    settings.preferences settings.product
    ui.application ui.excepthook ui.first_paint ui.gate ui.leaving ui.preferences_store ui.pyside_refs
    ui.pyside_sources ui.pyside_tools ui.window
    ui.bridge.change_hub ui.bridge.vault_thread
    ui.screens.unlock
    ui.theme.fonts ui.theme.icons ui.theme.palette ui.theme.plain_toml ui.theme.qss
    ui.theme.theme ui.theme.tokens ui.theme.typography
    ui.widgets.announce ui.widgets.buttons ui.widgets.card ui.widgets.choices ui.widgets.column ui.widgets.flow_layout
    ui.widgets.heading ui.widgets.icon_label ui.widgets.labels ui.widgets.painting ui.widgets.secret_field
    ui.widgets.status
    vault.folders
    """
"""What the unlock screen is made of, and nothing else; before adding one, see whether it can be drawn without."""

OTHERS = {
    "argparse",
    "asyncio",
    "bz2",
    "cryptography",
    "dataclasses",
    "datetime",
    "hashlib",
    "inspect",
    "json",
    "logging",
    "msgspec",
    "sqlalchemy",
    "sqlcipher3",
    "tempfile",
    "traceback",
    "tzlocal",
    "unittest",
    "zoneinfo",
}
"""Libraries that are known to be heavy, none of which the unlock screen needs."""


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """The names of all modules that are there when the unlock screen of a real journal has been painted."""
    home = tmp_path_factory.mktemp("home")
    create_with_data_key(home / "s" / "abcdefgh", bytes(32)).close()
    environment = {**os.environ, HOME_VARIABLE: str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SHOW_AND_TELL]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout
    return set(told.split())


def test_first_paint__of_the_unlock_screen__is_reached(imported):
    assert "journal_app.ui.screens.unlock" in imported


def test_first_paint__our_own_modules__are_those_of_the_unlock_screen(imported):
    ours = {name.removeprefix("journal_app.") for name in imported if name.startswith("journal_app.")}
    packages = {name for name in ours if any(other.startswith(f"{name}.") for other in ours)}

    assert ours - packages - set(OURS.split()) == set()


def test_first_paint__heavy_libraries__are_not_there(imported):
    assert imported & OTHERS == set()

"""The window's part of selfcheck: every line holds here, each fault fails its own line, only JSON is printed."""

import json
import subprocess
import sys

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QWidget

from journal_app.ui import window_check
from journal_app.ui.theme import fonts, tokens

NAMES = ["Qt", "fonts", "themes", "unlock window", "names for screen readers"]


class BareScreen(QWidget):
    """A screen with a field that nobody named."""

    def __init__(self):
        super().__init__()
        QLineEdit(self)


@pytest.fixture
def run(qapp, dressed, monkeypatch, capsys):
    """Run the checks in this process; return the exit code and the lines."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(window_check, "make_application", lambda: qapp)

    def run():
        code = window_check.main()
        return code, {line["name"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}

    return run


def failed(lines):
    return [name for name, line in lines.items() if not line["ok"]]


def test_window_check__as_its_own_process__prints_only_lines_of_json():
    done = subprocess.run(
        [sys.executable, "-m", "journal_app", "window-check"], capture_output=True, text=True, check=False, timeout=60
    )

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["name"] for line in lines] == NAMES
    assert all(set(line) == {"name", "ok", "said"} for line in lines)
    assert all(line["ok"] for line in lines), done.stdout
    assert done.returncode == 0


def test_window_check__all_well__every_line_holds(run):
    code, lines = run()

    assert (code, failed(lines)) == (0, [])


def test_window_check__font_file_missing__fails_fonts(run, monkeypatch):
    monkeypatch.setattr(fonts, "FACES", (fonts.Face("Inter", 400, False, "inter/Nowhere.ttf"),))

    code, lines = run()

    assert code == 1
    assert "fonts" in failed(lines)
    assert "inter/Nowhere.ttf" in lines["fonts"]["said"]


def test_window_check__family_replaced_by_another__fails_fonts(run, monkeypatch):
    monkeypatch.setattr(window_check, "unused_families", lambda: ("Literata",))

    code, lines = run()

    assert (code, failed(lines)) == (1, ["fonts"])
    assert "Literata" in lines["fonts"]["said"]


def test_window_check__letters_that_a_font_lacks__fail_fonts(run, monkeypatch):
    monkeypatch.setattr(window_check, "LETTERS", "a\uf8ff")

    code, lines = run()

    assert (code, failed(lines)) == (1, ["fonts"])


def test_window_check__theme_without_its_file__fails_themes(run, monkeypatch):
    def refuse(name):
        raise tokens.TokenError(f"{name}.toml: missing ink")

    monkeypatch.setattr(window_check, "load_colours", refuse)

    code, lines = run()

    assert (code, failed(lines)) == (1, ["themes"])
    assert "missing ink" in lines["themes"]["said"]


def test_window_check__window_of_one_colour__fails_unlock_window(run, monkeypatch):
    monkeypatch.setattr(window_check, "UnlockScreen", QWidget)

    code, lines = run()

    assert (code, failed(lines)) == (1, ["unlock window"])


def test_window_check__field_without_a_name__fails_names(run, monkeypatch):
    monkeypatch.setattr(window_check, "SupportScreen", BareScreen)

    code, lines = run()

    assert (code, failed(lines)) == (1, ["names for screen readers"])
    assert "QLineEdit" in lines["names for screen readers"]["said"]


def test_window_check__fonts_it_looks_at__are_all_that_ship(run):
    _code, lines = run()

    assert all(family in lines["fonts"]["said"] for family in {face.family for face in fonts.FACES})
    assert QFont("Inter").family() == "Inter"

import configparser
import tomllib

import pytest

from journal_app.settings.product import DISPLAY_NAME, NEUTRAL_TITLE


def entry(path):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser["Desktop Entry"]


@pytest.mark.parametrize("name", ["kindroot.desktop", "notes.desktop"])
def test_desktop_file__its_command__is_the_one_that_is_installed(project_root, name):
    scripts = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]

    assert entry(project_root / "packaging" / "linux" / name)["Exec"] in scripts


@pytest.mark.parametrize("name", ["kindroot.desktop", "notes.desktop"])
def test_desktop_file__its_window_class__is_the_neutral_one_the_window_has(project_root, name):
    assert entry(project_root / "packaging" / "linux" / name)["StartupWMClass"] == NEUTRAL_TITLE


def test_desktop_file__named__has_the_products_name(project_root):
    assert entry(project_root / "packaging" / "linux" / "kindroot.desktop")["Name"] == DISPLAY_NAME


def test_desktop_file__neutral__shows_no_word_of_what_it_is(project_root):
    shown = entry(project_root / "packaging" / "linux" / "notes.desktop")
    words = " ".join(shown[key] for key in shown if key != "Exec").casefold()

    assert shown["Name"] == NEUTRAL_TITLE
    assert not [word for word in ("kindroot", "journal", "diary", "private", "compassion") if word in words]

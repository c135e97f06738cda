"""What ships is used, what is used ships, and every vendored thing stands beside its licence."""

import ast
from pathlib import Path

import pytest

import journal_app
from journal_app.settings.paths import resources_dir
from journal_app.ui.theme.fonts import FACES
from journal_app.ui.theme.qss import fill, placeholders, style_sheet
from journal_app.ui.theme.tokens import THEMES, TokenError, load_colours, scale

UI = Path(journal_app.__file__).parent / "ui"
# The place of the icon's name among the arguments of what takes one.
ICON_ARGUMENT = {
    "primary_button": 1,
    "plain_button": 1,
    "quiet_button": 1,
    "danger_button": 1,
    "menu_button": 1,
    "icon_button": 0,
    "RailItem": 2,
    "IconLabel": 0,
    "EmptyState": 1,
    "pixmap": 0,
    "icon": 0,
    "set_icon_name": 0,
    "show_icon": 0,
}


def _trees() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(UI.rglob("*.py"))]


def _icons() -> set[str]:
    return {path.stem for path in (resources_dir() / "icons").glob("*.svg")}


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _named_icons() -> set[tuple[str, str]]:
    found = set()
    for path, tree in _trees():
        for node in ast.walk(tree):
            place = ICON_ARGUMENT.get(_called(node)) if isinstance(node, ast.Call) else None
            if place is None or len(node.args) <= place:
                continue
            name = node.args[place]
            if isinstance(name, ast.Constant) and isinstance(name.value, str) and name.value:
                found.add((name.value, path.name))
    return found


def test_code__icon_it_names__ships() -> None:
    missing = sorted((name, where) for name, where in _named_icons() if name not in _icons())

    assert not missing


def test_icons__each_that_ships__is_named_in_code() -> None:
    words = {
        node.value
        for _path, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert not sorted(_icons() - words)


def test_icons__each_from_lucide__has_one_colour_and_one_stroke() -> None:
    for path in (resources_dir() / "icons").glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        if path.stem != "app":
            assert "currentColor" in text, path.name
            assert 'stroke-width="1.75"' in text, path.name


def test_fonts__files_that_ship__are_the_faces_in_code() -> None:
    folder = resources_dir() / "fonts"

    shipped = {path.relative_to(folder).as_posix() for path in folder.rglob("*.ttf")}

    assert shipped == {face.path for face in FACES}


@pytest.mark.parametrize("folder", ["icons", "fonts/literata", "fonts/inter", "fonts/atkinson"])
def test_vendored_folder__always__holds_its_licence(folder: str) -> None:
    text = (resources_dir() / folder / "LICENSE.txt").read_text(encoding="utf-8")

    assert "Copyright" in text
    assert "ISC License" in text if folder == "icons" else "SIL OPEN FONT LICENSE" in text.upper()


@pytest.mark.parametrize("theme_name", THEMES)
def test_style_sheet__every_placeholder__resolves(theme_name: str) -> None:
    assert "$" not in style_sheet(load_colours(theme_name), scale(), 2.0)


def test_fill__unknown_token__is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.qss"
    path.write_text("QMenu { color: $shiny; }", encoding="utf-8")

    with pytest.raises(TokenError, match=r"mine\.qss: no token is called 'shiny'"):
        fill(path, placeholders(load_colours("light"), scale(), 1.0))


def test_code__set_style_sheet__stands_in_the_theme_only() -> None:
    callers = {
        path.name
        for path, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet"
    }

    assert callers == {"theme.py"}

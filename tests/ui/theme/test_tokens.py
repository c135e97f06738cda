from pathlib import Path

import pytest

from journal_app.ui.theme.tokens import THEMES, TokenError, colours_from, load_colours, scale


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    from journal_app.settings.paths import resources_dir

    text = (resources_dir() / "themes" / "light.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", THEMES)
def test_load_colours__shipped_theme__is_whole(name: str) -> None:
    assert load_colours(name).canvas.startswith("#")


def test_colours_from__missing_token__is_named(tmp_path: Path) -> None:
    with pytest.raises(TokenError, match=r"mine\.toml: missing danger"):
        colours_from(_changed(tmp_path, 'danger = "#9C2F27"', ""))


def test_colours_from__unknown_token__is_named(tmp_path: Path) -> None:
    with pytest.raises(TokenError, match="unknown shiny"):
        colours_from(_changed(tmp_path, "[colours]", '[colours]\nshiny = "#FFFFFF"'))


@pytest.mark.parametrize("value", ["#9C2F2", "red", "#9c2f27zz", "9C2F270"])
def test_colours_from__no_hex_colour__is_named(tmp_path: Path, value: str) -> None:
    with pytest.raises(TokenError, match="danger is not a colour"):
        colours_from(_changed(tmp_path, '"#9C2F27"', f'"{value}"'))


def test_scale__no_type__stands_below_13_px() -> None:
    assert min(step.px for step in scale().type.values()) >= 13


def test_scale__target__is_at_least_32_px() -> None:
    assert scale().size["target"] >= 32

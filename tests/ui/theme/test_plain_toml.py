"""Our own reader says what Python's says, of every theme file and of what a hand may write into one."""

import tomllib
from pathlib import Path

import pytest

from journal_app.settings.paths import resources_dir
from journal_app.ui.theme import plain_toml
from journal_app.ui.theme.plain_toml import read_tables

THEMES = sorted((resources_dir() / "themes").glob("*.toml"))


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_read_tables__theme_file__is_read_by_hand_as_tomllib_reads_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert plain_toml._read_plain(text) == read_tables(path) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "[a]\nb=1\n",
        "[a]\nb = 'x'\n",
        '[a]\nb = "x\\ty"\n',
        "[a]\nb = [1, 2]\n",
        "[a]\nb = 1.5\n",
        "b = 1\n",
        '[a]\n"b c" = 1\n',
        '[a]\nb = """\nx\n"""\n',
        "[a]\n  b = 1\n",
    ],
)
def test_read_tables__more_of_toml_than_ours__is_read_all_the_same(tmp_path: Path, text: str) -> None:
    path = tmp_path / "theme.toml"
    path.write_text(text, encoding="utf-8")

    assert read_tables(path) == tomllib.loads(text)


def test_read_tables__no_toml__is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theme.toml"
    path.write_text("[a]\nb\n", encoding="utf-8")

    with pytest.raises(ValueError, match="line 2"):
        read_tables(path)

"""Dictionaries: found where they lie, each language once, and the language one writes in without being asked."""

from pathlib import Path

import pytest

from journal_app.settings.dictionaries import Dictionary, dictionary_folders, find_dictionaries, usual_language
from journal_app.settings.paths import resources_dir


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("", encoding="utf-8")
    return folder


def test_find__two_folders_with_the_same_language__takes_the_first(tmp_path: Path) -> None:
    first = put(tmp_path / "a", "en_GB.dic", "en_GB.aff")
    second = put(tmp_path / "b", "en_GB.dic", "en_GB.aff", "de_DE.dic", "de_DE.aff")

    assert find_dictionaries([first, second]) == {
        "de_DE": Dictionary("de_DE", second),
        "en_GB": Dictionary("en_GB", first),
    }


def test_find__half_a_dictionary_or_other_files__are_passed_over(tmp_path: Path) -> None:
    folder = put(tmp_path, "fr.dic", "hyph_en_GB.dic", "hyph_en_GB.aff", "README.txt", "it.aff", "..dic", "..aff")

    assert find_dictionaries([folder, tmp_path / "not-there"]) == {}


def test_find__on_this_computer__has_the_one_that_ships_with_the_program() -> None:
    assert dictionary_folders()[0] == resources_dir() / "spelling"
    assert find_dictionaries()["en_GB"].folder == resources_dir() / "spelling"


@pytest.mark.parametrize(
    ("wished", "system", "languages", "expected"),
    [
        ("cy_GB", "en_GB", ["cy_GB", "en_GB"], "cy_GB"),
        ("", "de_DE", ["de_DE", "en_GB"], "de_DE"),
        ("", "en_US", ["en_AU", "en_GB"], "en_GB"),
        ("", "de_AT", ["de_CH", "de_DE", "en_GB"], "de_DE"),
        ("gone", "fr_FR", ["en_GB", "nl_NL"], "en_GB"),
        ("", "fr_FR", ["nl_NL"], "nl_NL"),
        ("", "C", [], ""),
    ],
)
def test_usual_language__wish_and_system__nearest_there_is(
    wished: str, system: str, languages: list[str], expected: str
) -> None:
    assert usual_language(wished, system, languages) == expected

import importlib.metadata
import tomllib
from pathlib import Path

import pytest

from journal_app.settings.licences import LIBRARIES, Kind, licences
from journal_app.settings.paths import resources_dir

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def found():
    return licences()


def test_libraries__compared_with_the_project_file__names_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked_for = {
        requirement.partition(">")[0]
        for requirement in (*project["dependencies"], *project["optional-dependencies"]["spelling"])
    }

    assert set(LIBRARIES) == asked_for


def test_licences__every_work__has_a_text(found):
    assert not [licence.name for licence in found if len(licence.text) < 200]


def test_licences__libraries__have_the_installed_version(found):
    versions = {licence.name: licence.version for licence in found}

    assert {name: versions[name] for name in LIBRARIES} == {
        name: importlib.metadata.version(name) for name in LIBRARIES
    }


def test_licences__what_libraries_need_in_turn__is_there_once(found):
    names = [licence.name for licence in found]

    assert {"shiboken6", "cffi", "pycparser", "SQLCipher", "OpenSSL", "Hunspell"} <= set(names)
    assert len(names) == len(set(names))


def test_licences__every_licence_file_in_resources__is_shown(found):
    shown = "\n".join(licence.text for licence in found)
    files = [path for path in resources_dir().rglob("LICENSE*") if path.is_file()]

    assert files
    assert not [path for path in files if path.read_text(encoding="utf-8").strip() not in shown]


@pytest.mark.parametrize(("kind", "words"), [(Kind.PROGRAM, "MIT License"), (Kind.FONT, "SIL Open Font License")])
def test_licences__kind__holds_the_words_of_its_licence(found, kind, words):
    texts = [licence.text for licence in found if licence.kind is kind]

    assert texts
    assert all(words.casefold() in text.casefold() for text in texts)


def test_licences__qt__brings_the_lesser_gpl_and_the_gpl_it_builds_on(found):
    [qt] = [licence for licence in found if licence.name == "PySide6-Essentials"]

    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text
    assert "GNU GENERAL PUBLIC LICENSE" in qt.text

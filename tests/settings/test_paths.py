import pytest

from journal_app.settings import paths


def test_data_dir__home_variable_set__is_that_folder(monkeypatch, tmp_path):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))

    assert paths.preferences_file() == tmp_path / "prefs.json"
    assert paths.vaults_dir() == tmp_path / "s"


def test_data_dir__nothing_set__is_the_systems_folder_for_this_program(monkeypatch):
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)

    assert paths.data_dir().name == paths.FOLDER_NAME


def test_data_dir__asked_for__makes_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))

    paths.vaults_dir()

    assert not (tmp_path / "home").exists()


def test_seeds_dir__in_a_bundle__is_the_bundles(monkeypatch, tmp_path):
    (tmp_path / "seeds").mkdir()
    monkeypatch.setattr(paths.sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.seeds_dir() == tmp_path / "seeds"


def test_shipped_folders__from_this_checkout__hold_what_they_should():
    assert (paths.seeds_dir() / "pack.toml").is_file()
    assert (paths.resources_dir() / "words").is_dir()


def test_shipped__folder_missing__says_to_install_again(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "a" / "b" / "paths.py"))

    with pytest.raises(FileNotFoundError, match="install it again"):
        paths.seeds_dir()

import json
import os
import stat
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.settings.preferences import (
    PageFont,
    Preferences,
    SettingsError,
    SettingsProblem,
    Theme,
    load_preferences,
    save_preferences,
)
from journal_app.settings.product import NEUTRAL_TITLE
from journal_app.settings.sentences import sentence
from journal_app.settings.settings_table import settings_table

FORBIDDEN_IN_NAMES = ("vault", "path", "folder", "recent", "last", "history", "file", "entry", "journal")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "prefs.json"


def write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_load_preferences__no_file__defaults_without_a_warning(path):
    assert load_preferences(path) == (Preferences(), ())


def test_load_preferences__nothing_chosen__title_is_neutral(path):
    preferences, _ = load_preferences(path)

    assert preferences.window_title == NEUTRAL_TITLE


def test_load_preferences__what_was_saved__comes_back_with_its_types(path):
    chosen = Preferences(theme=Theme.DARK, page_font=PageFont.ATKINSON, page_size=24, window_title="Мої нотатки")

    save_preferences(path, chosen)
    loaded, warnings = load_preferences(path)

    assert (loaded, warnings) == (chosen, ())
    assert type(loaded.theme) is Theme


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"dark"',
        b"\xff\xfe{}",
        "[" * 60_000,
        '{"page_size": ' + "9" * 5000 + "}",
        "{}" + " " * 70_000,
    ],
    ids=["empty", "cut", "list", "null", "string", "not-utf-8", "deep", "huge-number", "too-large"],
)
def test_load_preferences__damaged_file__defaults_and_a_warning(path, text):
    write(path, text)

    assert load_preferences(path) == (Preferences(), (SettingsProblem.DAMAGED,))


def test_load_preferences__damaged_file__left_as_it_is(path):
    write(path, "{broken")

    load_preferences(path)

    assert path.read_text() == "{broken"


def test_load_preferences__wrong_value__costs_that_value_alone(path):
    write(path, json.dumps({"page_size": 4000, "theme": "dark"}))

    preferences, warnings = load_preferences(path)

    assert preferences == Preferences(theme=Theme.DARK)
    assert warnings == (SettingsProblem.VALUE_IGNORED,)


def test_load_preferences__unknown_name__passed_over_and_not_kept(path):
    write(path, json.dumps({"last_vault": "/home/me/secret", "theme": "dark"}))

    preferences, warnings = load_preferences(path)
    save_preferences(path, preferences)

    assert warnings == (SettingsProblem.NAME_UNKNOWN,)
    assert "last_vault" not in path.read_text()


def test_load_preferences__folder_in_its_place__defaults_and_a_warning(path):
    path.mkdir(parents=True)

    assert load_preferences(path) == (Preferences(), (SettingsProblem.DAMAGED,))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_load_preferences__pipe_in_its_place__does_not_wait_for_it(path):
    path.parent.mkdir()
    os.mkfifo(path)

    assert load_preferences(path) == (Preferences(), (SettingsProblem.DAMAGED,))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)


@given(st.dictionaries(st.sampled_from([row.name for row in settings_table()]) | st.text(), json_values, max_size=12))
def test_load_preferences__any_object__never_raises_and_keeps_the_rules(tmp_path_factory, stored):
    path = tmp_path_factory.mktemp("prefs") / "prefs.json"
    path.write_text(json.dumps(stored), encoding="utf-8")

    preferences, _ = load_preferences(path)

    assert all(row.rule.accepts(getattr(preferences, row.name)) for row in settings_table())


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are not kept on Windows")
def test_save_preferences__new_folder_and_file__private_to_their_owner(path):
    save_preferences(path, Preferences())

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_save_preferences__over_an_older_file__replaces_it_and_leaves_nothing_beside(path):
    save_preferences(path, Preferences())
    save_preferences(path, Preferences(theme=Theme.LIGHT))

    assert [item.name for item in path.parent.iterdir()] == ["prefs.json"]
    assert load_preferences(path)[0].theme is Theme.LIGHT


def test_save_preferences__place_can_not_be_written__coded_error_and_nothing_left(path):
    path.mkdir(parents=True)
    (path / "inside").touch()

    with pytest.raises(SettingsError) as caught:
        save_preferences(path, Preferences())

    assert caught.value.code is SettingsProblem.NOT_SAVED
    assert [item.name for item in path.parent.iterdir()] == ["prefs.json"]


def test_save_preferences__data_folder_is_a_file__coded_error(tmp_path):
    (tmp_path / "data").touch()

    with pytest.raises(SettingsError):
        save_preferences(tmp_path / "data" / "prefs.json", Preferences())


@pytest.mark.parametrize("problem", SettingsProblem)
def test_settings_problem__every_code__has_a_sentence_without_fields(problem):
    assert sentence(problem).endswith(".")


def test_settings_table__rows__are_the_settings_there_are():
    assert [row.name for row in settings_table()] == list(Preferences._fields)


def test_settings_table__every_field__has_a_label_and_a_default_its_rule_accepts():
    for row in settings_table():
        assert row.label, row.name
        assert row.rule.accepts(row.default), row.name


def test_settings_table__names__tell_of_no_journal_and_no_place():
    assert not [name for name in Preferences._fields if any(word in name for word in FORBIDDEN_IN_NAMES)]

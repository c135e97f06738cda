"""The way in: wrong secrets wait, one window at a time, Support on one key, a journal without its pack."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from journal_app.content import load
from journal_app.settings.paths import vaults_dir
from journal_app.settings.sentences import sentence
from journal_app.ui import opening
from journal_app.ui.screens import unlock
from journal_app.ui.widgets.editor import PageEditor
from journal_app.vault.folders import find_vaults
from journal_app.vault.vault import open_vault

# Any: Person lives in conftest.py, and test files import nothing from each other.
SitDown = Callable[..., Any]


class FakeSeconds:
    """Stands in for the unlock page's deadline; time passes when the test says so."""

    now_ms = 0

    def __init__(self, ms: int) -> None:
        self._over_ms = type(self).now_ms + ms

    def remainingTime(self) -> int:
        return max(0, self._over_ms - type(self).now_ms)


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> type[FakeSeconds]:
    """Time on the unlock page, in the test's hand; it is looked at every millisecond."""
    monkeypatch.setattr(unlock, "QDeadlineTimer", FakeSeconds)
    monkeypatch.setattr(unlock, "_TICK_MS", 1)
    monkeypatch.setattr(FakeSeconds, "now_ms", 0)
    return FakeSeconds


@pytest.fixture
def broken_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A pack with nothing but a broken table where the built-in one should be."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "pack.toml").write_text("id = [\n", encoding="utf-8")
    monkeypatch.setattr(opening, "seeds_dir", lambda: folder)
    opening.built_in_pack.cache_clear()
    yield
    opening.built_in_pack.cache_clear()


def test_unlock__wrong_passphrase_three_times__waits_one_two_four_seconds_then_opens(
    sit_down: SitDown, seconds: type[FakeSeconds]
) -> None:
    passphrase = make_journal(sit_down)
    person = sit_down()

    for wait_seconds, words in ((1, "in a second"), (2, "in 2 seconds"), (4, "in 4 seconds")):
        person.write("not this one")
        person.press(Qt.Key.Key_Return)
        person.wait_for(f"You can try again {words}.")
        assert person.sees(sentence("wrong_passphrase"))
        person.press(Qt.Key.Key_Return)  # nothing happens yet
        assert person.sees(f"You can try again {words}.")
        seconds.now_ms += wait_seconds * 1000 - 1
        person.wait_for("You can try again in a second.")
        seconds.now_ms += 1
        person.wait_until(lambda: not person.sees("You can try again"))

    person.unlock(passphrase)
    assert person.sees("Saturday, 21 November")
    person.close()


def test_unlock__wrong_passphrase__the_field_keeps_what_was_typed_chosen_to_be_typed_over(sit_down: SitDown) -> None:
    make_journal(sit_down)
    person = sit_down()

    person.write("not this one")
    person.press(Qt.Key.Key_Return)
    person.wait_for(sentence("wrong_passphrase"))

    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert (field.text(), field.selectedText()) == ("not this one", "not this one")
    person.close()


def test_unlock__second_window_on_the_same_journal__is_refused_and_the_first_goes_on(
    sit_down: SitDown, home: Path
) -> None:
    passphrase = make_journal(sit_down)
    vault = open_vault(find_vaults(vaults_dir())[0], passphrase)
    person = sit_down()

    person.write(passphrase)
    person.press(Qt.Key.Key_Return)
    person.wait_for(sentence("vault_in_use"))

    vault.close()
    person.unlock(passphrase)
    person.close()


def test_unlock__pack_is_broken__says_so_and_the_journal_opens_all_the_same(
    sit_down: SitDown, request: pytest.FixtureRequest
) -> None:
    first = sit_down()
    passphrase, _ = first.start()
    first.prompt_title()  # opens the card where the day's prompt is too long to stand open
    first.answer_prompt()
    first.write("Kept before the pack broke.")
    first.ctrl(Qt.Key.Key_Return)
    quoted = first.quote() if first.entry_shown() else ""
    first.close()

    request.getfixturevalue("broken_pack")
    with pytest.raises(load.PackError):
        opening.built_in_pack()
    person = sit_down(has_pack=False)
    person.wait_for("pack")
    person.unlock(passphrase)
    assert person.open_newest_entry().text() == "Kept before the pack broke."
    assert person.quote() == quoted
    person.choose("Where this comes from")
    assert person.sees("This article is not in the present pack.")
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_Comma):
        person.ctrl(key)
    person.ctrl(Qt.Key.Key_N)
    person.write("A free page all the same.")
    person.ctrl(Qt.Key.Key_Return)
    person.wait_until(lambda: person.entry_shown().text() == "A free page all the same.")
    person.close()


def test_support__f1_before_unlock__shows_and_leads_back_to_the_field_with_what_was_typed(sit_down: SitDown) -> None:
    passphrase = make_journal(sit_down)
    person = sit_down()
    person.write(passphrase[:5])

    person.press(Qt.Key.Key_F1)
    assert person.sees("Support")
    person.press(Qt.Key.Key_Escape)

    person.unlock(passphrase[5:])
    person.close()


def test_support__f1_during_the_first_run__leads_back_to_the_same_page(sit_down: SitDown) -> None:
    person = sit_down()
    person.press(Qt.Key.Key_Return)
    person.wait_for("Choose a passphrase")

    person.press(Qt.Key.Key_F1)
    assert not person.sees("Choose a passphrase")
    person.press(Qt.Key.Key_Escape)

    assert person.sees("Choose a passphrase")
    person.close()


@pytest.mark.parametrize("back", [Qt.Key.Key_Escape, Qt.Key.Key_F1])
def test_support__f1_while_writing__leads_back_to_the_caret(sit_down: SitDown, back: Qt.Key) -> None:
    person = sit_down()
    person.start()
    person.ctrl(Qt.Key.Key_N)
    person.write("One thing")

    person.press(Qt.Key.Key_F1)
    person.press(back)
    person.write(" and another")

    assert person.page().text() == "One thing and another"
    assert isinstance(person.window.focusWidget(), PageEditor)
    person.close()


def test_today__just_unlocked__the_keyboard_is_on_the_page_and_not_nowhere(sit_down: SitDown) -> None:
    person = sit_down()
    person.start()

    person.wait_until(lambda: QApplication.focusWidget() is not None)
    assert person.window.isAncestorOf(QApplication.focusWidget())
    person.close()


def make_journal(sit_down: SitDown) -> str:
    """Go through the first run and close the window; return the passphrase."""
    person = sit_down()
    passphrase, _ = person.start()
    person.close()
    return passphrase

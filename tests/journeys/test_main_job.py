"""The main job, as a new person does it: from an article to a kept entry that opens its passage, by keyboard."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from journal_app.ui.leaving import Exit
from journal_app.ui.widgets.article_view import ArticleView
from journal_app.ui.widgets.editor import PageEditor

# Any: Person lives in conftest.py, and test files import nothing from each other.
SitDown = Callable[..., Any]

WORDS = "The soup was still warm when she knocked. “Ça va?” 🌿 she said."


def test_main_job__first_run_to_reopened_entry__prompt_and_passage_are_as_they_were(sit_down: SitDown) -> None:
    person = sit_down()
    passphrase, _ = person.start()
    prompt = person.prompt_title()
    passage = person.quote()

    person.answer_prompt()
    assert isinstance(person.window.focusWidget(), PageEditor)
    person.write(WORDS)
    person.wait_for("Saved and encrypted")
    person.choose("Done")
    assert_entry(person, prompt, passage)
    assert_opens_its_passage(person, passage)

    person.close()
    assert person.left == [(Exit.DONE, None)]
    again = sit_down()
    again.unlock(passphrase)
    again.open_newest_entry()
    assert_entry(again, prompt, passage)
    assert_opens_its_passage(again, passage)
    again.close()


def test_first_run__recovery_code_taken__it_opens_the_journal_later(sit_down: SitDown) -> None:
    person = sit_down()
    _, code = person.start(with_recovery_code=True)
    person.close()

    again = sit_down()
    again.choose("Use the recovery code")
    again.unlock(code.lower())

    assert again.sees("Saturday, 21 November")
    again.wait_for("If the passphrase is gone, you can choose a new one.")
    again.choose("Choose a new passphrase…")
    assert not again.sees("If the passphrase is gone")
    again.write(code)
    words = again.made_words()
    again.choose("I have written them down, or know them by heart")
    again.choose("Change it")
    again.wait_for("The passphrase is changed.")
    again.close()

    once_more = sit_down()
    once_more.unlock(words)
    assert not once_more.sees("If the passphrase is gone")
    once_more.close()


def test_free_page__written_and_kept__stands_in_the_journal(sit_down: SitDown) -> None:
    person = sit_down()
    person.start()

    person.ctrl(Qt.Key.Key_N)
    person.write(WORDS)
    person.ctrl(Qt.Key.Key_Return)

    assert person.entry_shown().text() == WORDS
    assert person.quote() == ""
    person.close()


def test_draft__window_closed_while_writing__comes_back_to_go_on_with(sit_down: SitDown) -> None:
    person = sit_down()
    passphrase, _ = person.start()
    prompt = person.prompt_title()
    person.answer_prompt()
    person.write("Half a page")
    person.close()  # at once: closing saves what the timer has not yet

    again = sit_down()
    again.unlock(passphrase)
    again.wait_for("You have a page that is not finished.")
    again.choose("Go on writing")

    assert again.page().text() == "Half a page"
    assert again.tab_to(prompt)
    again.close()


def test_draft__gone_on_with__the_caret_stands_after_the_last_word(sit_down: SitDown) -> None:
    person = sit_down()
    person.start()
    person.ctrl(Qt.Key.Key_N)
    person.write("Half a page")
    person.ctrl(Qt.Key.Key_1)
    person.wait_for("You have a page that is not finished.")

    person.choose("Go on writing")
    person.wait_until(lambda: isinstance(person.window.focusWidget(), PageEditor))
    person.write(", and on.")

    assert person.page().text() == "Half a page, and on."
    person.close()


def test_entry__edited_and_left_as_it_was__keeps_its_words(sit_down: SitDown) -> None:
    person = sit_down()
    person.start()
    person.ctrl(Qt.Key.Key_N)
    person.write(WORDS)
    person.ctrl(Qt.Key.Key_Return)
    person.entry_shown()

    person.choose("Edit")
    person.page()
    person.write("Something I regret. ")
    person.wait_for("Saved and encrypted")
    person.choose("Leave it as it was")
    person.wait_for("Leave the entry as it was before you opened it?")
    person.answer("Leave it as it was")
    person.wait_until(lambda: not person.texts(PageEditor))

    assert person.open_newest_entry().text() == WORDS
    person.close()


def test_lock__with_words_on_the_page__ends_for_a_fresh_window_and_keeps_them(sit_down: SitDown) -> None:
    person = sit_down()
    passphrase, _ = person.start()
    person.ctrl(Qt.Key.Key_N)
    person.write("Someone is at the door")

    person.ctrl(Qt.Key.Key_L)
    assert not person.window.isVisible()
    person.wait_until(lambda: bool(person.left))
    person.window.stop()

    assert person.left == [(Exit.RELAUNCH, None)]
    again = sit_down()
    again.unlock(passphrase)
    again.wait_for("You have a page that is not finished.")
    again.close()


def test_lock__from_the_support_page__locks_too(sit_down: SitDown) -> None:
    person = sit_down()
    person.start()
    person.press(Qt.Key.Key_F1)

    person.ctrl(Qt.Key.Key_L)

    person.wait_until(lambda: bool(person.left))
    assert person.left == [(Exit.RELAUNCH, None)]


def assert_entry(person: Any, prompt: str, passage: str) -> None:
    assert person.entry_shown().text() == WORDS
    assert person.sees(prompt)
    assert person.quote() == passage


def assert_opens_its_passage(person: Any, passage: str) -> None:
    """Open where the entry comes from: the article, scrolled so that the passage is in sight; then go back."""
    person.choose("Where this comes from")
    person.wait_until(lambda: bool(person.texts(ArticleView)))
    view = person.texts(ArticleView)[0]
    mark, cursor = view._marks[0], view.textCursor()
    cursor.setPosition(mark.start)
    cursor.setPosition(mark.end, cursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == passage
    assert view.viewport().rect().contains(view.cursorRect().center())
    person.press(Qt.Key.Key_Escape)
    person.entry_shown()

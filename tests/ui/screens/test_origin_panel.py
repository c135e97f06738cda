"""Where this comes from: the article at the passage, also when the pack has changed since one wrote."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.content.model import Article, Pack, empty_pack
from journal_app.journal.asked import Asked, asked_from_prompt
from journal_app.settings.clock import SystemClock
from journal_app.ui.desk import Desk
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.screens.origin_panel import OriginPanel
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.article_view import ArticleView
from journal_app.ui.widgets.buttons import Button

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def asked(pack: Pack) -> Asked:
    return asked_from_prompt(pack, next(iter(pack.prompts.values())))


def show(qtbot: QtBot, theme: ThemeController, folder: Path, pack: Pack, asked: Asked) -> OriginPanel:
    # The panel runs no job and hears no change.
    desk = Desk(None, None, pack, SystemClock(), theme, PreferencesStore(folder / "p"))  # type: ignore[arg-type]
    panel = OriginPanel(desk)
    qtbot.addWidget(panel)
    panel.resize(480, 800)
    panel.show()
    panel.show_origin(asked)
    return panel


def with_article(pack: Pack, asked: Asked, text: str) -> Pack:
    """Return the pack with the article behind what was asked in other words."""
    article: Article = pack.articles[asked.passages[0].article_id]
    return replace(pack, articles={**pack.articles, article.id: replace(article, text=text)})


def marked(panel: OriginPanel) -> str:
    view = panel.findChild(ArticleView)
    mark, cursor = view._marks[0], view.textCursor()
    cursor.setPosition(mark.start)
    cursor.setPosition(mark.end, cursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_origin_panel__same_pack__marks_the_passage_in_its_article(
    qtbot: QtBot, dressed: ThemeController, tmp_path: Path, pack: Pack, asked: Asked, person: Person
) -> None:
    panel = show(qtbot, dressed, tmp_path, pack, asked)

    assert marked(panel) == asked.passages[0].exact
    assert any(pack.articles[asked.passages[0].article_id].short_title in one for one in person.reads(panel))


def test_origin_panel__passage_gone_from_the_article__says_so_and_shows_it_as_it_was(
    qtbot: QtBot, dressed: ThemeController, tmp_path: Path, pack: Pack, asked: Asked, person: Person
) -> None:
    panel = show(qtbot, dressed, tmp_path, with_article(pack, asked, "Something else entirely."), asked)

    assert "This passage is no longer in this article. Here it is as you saw it." in person.reads(panel)
    assert f"“{asked.passages[0].exact}”" in person.reads(panel)
    assert not panel.findChild(ArticleView).isVisible()


def test_origin_panel__article_not_in_the_pack__says_so_and_shows_the_passage(
    qtbot: QtBot, dressed: ThemeController, tmp_path: Path, asked: Asked, person: Person
) -> None:
    panel = show(qtbot, dressed, tmp_path, empty_pack(), asked)

    assert "This article is not in the present pack. Here is the passage as you saw it." in person.reads(panel)
    assert f"“{asked.passages[0].exact}”" in person.reads(panel)


def test_origin_panel__several_passages__are_walked_by_key(
    qtbot: QtBot, dressed: ThemeController, tmp_path: Path, pack: Pack
) -> None:
    prompt = next(one for one in pack.prompts.values() if len(one.passages) > 1)
    asked = asked_from_prompt(pack, prompt)
    panel = show(qtbot, dressed, tmp_path, pack, asked)
    later = next(one for one in panel.findChildren(Button) if one.text() == "Next passage")

    qtbot.keyClick(later, Qt.Key.Key_Space)

    assert marked(panel) == asked.passages[1].exact
    assert later.isEnabled() is (len(asked.passages) > 2)


def test_origin_panel__open_in_readings__names_the_passage_shown(
    qtbot: QtBot, dressed: ThemeController, tmp_path: Path, pack: Pack, asked: Asked
) -> None:
    panel = show(qtbot, dressed, tmp_path, pack, asked)
    wished = QSignalSpy(panel.passage_requested)

    qtbot.keyClick(
        next(one for one in panel.findChildren(Button) if one.text() == "Open in Readings"), Qt.Key.Key_Space
    )

    assert wished.at(0) == [asked.passages[0].passage_id]


def test_origin_panel__same_passages_asked_again__stays_at_the_one_turned_to(
    qtbot: QtBot, dressed: ThemeController, tmp_path: Path, pack: Pack, person: Person
) -> None:
    prompt = next(one for one in pack.prompts.values() if len(one.passages) > 1)
    asked = asked_from_prompt(pack, prompt)
    panel = show(qtbot, dressed, tmp_path, pack, asked)
    person.press_button(panel, "Next passage")
    turned_to = marked(panel)
    assert turned_to == asked.passages[1].exact

    panel.show_origin(replace(asked, text="The next step of the same practice"))

    assert marked(panel) == turned_to
    panel.show_origin(replace(asked, passages=asked.passages[:1]))
    assert marked(panel) == asked.passages[0].exact

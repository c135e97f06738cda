"""Selfcheck's lines about practices, moving and pictures: each holds here, and breaks when its subject is broken."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from journal_app.cli import selfcheck_practices
from journal_app.content.load import load_pack
from journal_app.content.model import Pack
from journal_app.journal.picture_metadata import Cleaned, Details
from journal_app.settings.paths import seeds_dir

NAMES = [
    "practice → entry → passages",
    "export → import",
    "a picture's hidden details",
    "T4 a practice deleted for good",
]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(seeds_dir())


@pytest.fixture
def failed(tmp_path: Path, pack: Pack) -> Callable[[], list[str]]:
    """Return the names of the lines that don't hold."""

    def look() -> list[str]:
        return [line.name for line in selfcheck_practices.practice_checks(tmp_path, pack) if not line.ok]

    return look


def test_practice_checks__here__every_line_holds(tmp_path: Path, pack: Pack) -> None:
    lines = list(selfcheck_practices.practice_checks(tmp_path, pack))

    assert [(line.name, line.said) for line in lines if not line.ok] == []
    assert [line.name for line in lines] == NAMES


def test_practice_line__article_changed__fails_and_what_follows_is_left_out(tmp_path: Path, pack: Pack) -> None:
    articles = {name: replace(article, text=article.text[1:]) for name, article in pack.articles.items()}

    lines = list(selfcheck_practices.practice_checks(tmp_path, replace(pack, articles=articles)))

    assert [(line.name, line.ok) for line in lines] == [(NAMES[0], False)]


def test_moving_line__answers_lost_on_the_way__fails(failed, monkeypatch: pytest.MonkeyPatch) -> None:
    bring = selfcheck_practices.import_source
    pages_only = lambda vault, clock, out: bring(vault, clock, out / "entries")  # noqa: E731
    monkeypatch.setattr(selfcheck_practices, "import_source", pages_only)

    assert failed() == ["export → import"]


def test_picture_line__details_left_in__fails(failed, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_as_it_is = lambda content, _type: Cleaned(content, Details.REMOVED, had_place=True)  # noqa: E731
    monkeypatch.setattr("journal_app.journal.incoming.clean_picture", kept_as_it_is)

    assert failed() == ["a picture's hidden details"]


def test_deletion_line__page_only_hidden__fails(failed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfcheck_practices, "delete_for_good", lambda *_args: None)

    assert failed() == ["T4 a practice deleted for good"]

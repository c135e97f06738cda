"""A page put aside while hiding: back among the drafts, and never over something newer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal_app.content.load import load_pack
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.drafts import discard_draft, list_drafts, load_draft, save_draft, start_draft
from journal_app.journal.drawings import Owner, Stroke, drawings_of, save_drawing
from journal_app.journal.sealed_draft import UnsavedDrawing, UnsavedPage, seal_draft, take_back_sealed_draft
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.vault.errors import VaultError
from journal_app.vault.vault import Vault

START = datetime(2026, 11, 21, 20, 14, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


LINE, DOT = Stroke(1, 0.01, ((0.1, 0.2), (0.3, 0.4))), Stroke(0, 0.02, ((0.5, 0.6),))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, ...]:
    return (tmp_path / "r",)


def bodies(vault: Vault) -> list[str]:
    return sorted(load_draft(vault, one.id).body for one in list_drafts(vault))


def test_take_back__page_never_saved__is_a_draft_with_its_question(
    vault: Vault, clock: FixedClock, folders: tuple[Path, ...]
) -> None:
    pack = load_pack(seeds_dir())
    asked = asked_from_prompt(pack, next(iter(pack.prompts.values())))
    seal_draft(vault, clock, folders, UnsavedPage("A title", "Words 🌿", asked))

    draft_id = take_back_sealed_draft(vault, clock, folders)

    assert draft_id is not None
    draft = load_draft(vault, draft_id)
    assert (draft.title, draft.body, draft.asked) == ("A title", "Words 🌿", asked)
    assert take_back_sealed_draft(vault, clock, folders) is None


def test_take_back__draft_stands_as_it_was__gets_the_newer_words(
    vault: Vault, clock: FixedClock, folders: tuple[Path, ...]
) -> None:
    draft = start_draft(vault, clock, body="old")
    clock.moment += timedelta(minutes=1)
    seal_draft(vault, clock, folders, UnsavedPage("", "old and new", None, draft.id))
    assert take_back_sealed_draft(vault, clock, folders) == draft.id
    assert bodies(vault) == ["old and new"]


def test_take_back__draft_went_on_since__both_are_kept(
    vault: Vault, clock: FixedClock, folders: tuple[Path, ...]
) -> None:
    draft = start_draft(vault, clock, body="old")
    seal_draft(vault, clock, folders, UnsavedPage("", "sealed", None, draft.id))
    clock.moment += timedelta(minutes=1)
    save_draft(vault, clock, draft.id, title="", body="newer")
    assert take_back_sealed_draft(vault, clock, folders) != draft.id
    assert bodies(vault) == ["newer", "sealed"]


def test_take_back__same_number_is_another_draft_now__both_are_kept(
    vault: Vault, clock: FixedClock, folders: tuple[Path, ...]
) -> None:
    draft = start_draft(vault, clock, body="old")
    seal_draft(vault, clock, folders, UnsavedPage("", "sealed", None, draft.id))
    discard_draft(vault, draft.id)
    clock.moment += timedelta(minutes=1)
    other = start_draft(vault, clock, body="another page")
    assert other.id == draft.id
    take_back_sealed_draft(vault, clock, folders)
    assert bodies(vault) == ["another page", "sealed"]


def test_take_back__page_held_what_no_draft_can__all_other_words_come_back(
    vault: Vault, clock: FixedClock, folders: tuple[Path, ...]
) -> None:
    seal_draft(vault, clock, folders, UnsavedPage("", "a\0b\ud83cc 🌿"))
    take_back_sealed_draft(vault, clock, folders)
    assert bodies(vault) == ["a\ufffdb\ufffdc 🌿"]


def test_take_back__disk_still_full__stays_sealed(
    vault: Vault, clock: FixedClock, folders: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from journal_app.journal import sealed_draft
    from journal_app.vault.errors import VaultProblem

    def refuse(*_: object, **__: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    seal_draft(vault, clock, folders, UnsavedPage("", "sealed"))
    with monkeypatch.context() as full:
        full.setattr(sealed_draft, "start_draft", refuse)
        with pytest.raises(VaultError):
            take_back_sealed_draft(vault, clock, folders)
    assert bodies(vault) == []
    take_back_sealed_draft(vault, clock, folders)
    assert bodies(vault) == ["sealed"]


def test_take_back__page_was_emptied__nothing_is_made(
    vault: Vault, clock: FixedClock, folders: tuple[Path, ...]
) -> None:
    seal_draft(vault, clock, folders, UnsavedPage(" ", "\n"))
    assert take_back_sealed_draft(vault, clock, folders) is None
    assert bodies(vault) == []


def test_take_back__drawing_as_it_was_sealed__is_drawn_on_where_it_belongs(
    vault: Vault, clock: FixedClock, folders: tuple[Path, ...]
) -> None:
    draft = start_draft(vault, clock, body="words")
    uid = save_drawing(vault, clock, Owner(draft_id=draft.id), (LINE,))
    clock.moment += timedelta(minutes=1)
    drawing = UnsavedDrawing((LINE, DOT), "a \ud800hill", uid)
    seal_draft(vault, clock, folders, UnsavedPage("A drawing", "", drawing=drawing))
    assert take_back_sealed_draft(vault, clock, folders) is None
    [kept] = drawings_of(vault, Owner(draft_id=draft.id))
    assert (kept.strokes, kept.words) == ((LINE, DOT), "a \N{REPLACEMENT CHARACTER}hill")
    assert bodies(vault) == ["words"]


def test_take_back__drawing_went_on_since__both_are_kept(
    vault: Vault, clock: FixedClock, folders: tuple[Path, ...]
) -> None:
    draft = start_draft(vault, clock, body="words")
    uid = save_drawing(vault, clock, Owner(draft_id=draft.id), (LINE,))
    seal_draft(vault, clock, folders, UnsavedPage("A drawing", "", drawing=UnsavedDrawing((LINE, DOT), "", uid)))
    clock.moment += timedelta(minutes=1)
    save_drawing(vault, clock, Owner(draft_id=draft.id), (DOT,), uid=uid)
    other = take_back_sealed_draft(vault, clock, folders)
    assert other is not None
    assert [one.strokes for one in drawings_of(vault, Owner(draft_id=draft.id))] == [(DOT,)]
    assert [one.strokes for one in drawings_of(vault, Owner(draft_id=other))] == [(LINE, DOT)]


def test_take_back__drawing_never_saved_of_a_page__comes_back_with_the_page(
    vault: Vault, clock: FixedClock, folders: tuple[Path, ...]
) -> None:
    draft = start_draft(vault, clock, body="old")
    clock.moment += timedelta(minutes=1)
    drawing = UnsavedDrawing((LINE,), "", "")
    seal_draft(vault, clock, folders, UnsavedPage("", "old and new", None, draft.id, drawing))
    assert take_back_sealed_draft(vault, clock, folders) == draft.id
    assert bodies(vault) == ["old and new"]
    assert [one.strokes for one in drawings_of(vault, Owner(draft_id=draft.id))] == [(LINE,)]

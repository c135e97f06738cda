"""The page that could not be saved when everything had to be hidden: sealed then, put back among the drafts later.

What is drawn for it is sealed with it, and put back where it belongs: over the drawing it is of, else with the draft.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from journal_app.journal.asked import Asked
from journal_app.journal.drafts import Draft, DraftId, load_draft, save_draft, start_draft
from journal_app.journal.drawings import DrawingUid, Owner, Stroke, draw_on, drawing_saved_at, save_drawing
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.text import is_blank, stored_form
from journal_app.settings.clock import Clock
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.sealed_page import forget_sealed_page, seal_page, unseal_page
from journal_app.vault.vault import Vault

_CAN_NOT_BE_KEPT = re.compile("[\0\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class UnsavedDrawing:
    """What stands on a sheet at one moment, with its words; `uid` is "" until its first save."""

    strokes: tuple[Stroke, ...]
    words: str
    uid: str


@dataclass(frozen=True, slots=True)
class UnsavedPage:
    """The words of a page at one moment, and what is drawn for it; `draft_id` is None until its first save.

    Of a page with a drawing alone the title is for the draft that is made where the drawing belongs to nothing.
    """

    title: str
    body: str
    asked: Asked | None = None
    draft_id: DraftId | None = None
    drawing: UnsavedDrawing | None = None


@dataclass(frozen=True, slots=True)
class _Sealed:
    page: UnsavedPage
    sealed_at: datetime


def seal_draft(vault: Vault, clock: Clock, folders: tuple[Path, ...], page: UnsavedPage) -> None:
    """Seal the page. Raises VaultError when none of the folders takes it.

    Half characters and NUL, which no draft can hold, become U+FFFD: they may be why the page could not be saved.
    """
    whole = replace(page, title=_mended(page.title), body=_mended(page.body))
    if page.drawing is not None:
        whole = replace(whole, drawing=replace(page.drawing, words=_mended(page.drawing.words)))
    seal_page(vault, folders, msgspec.json.encode(_Sealed(whole, clock.now())))


def take_back_sealed_draft(vault: Vault, clock: Clock, folders: tuple[Path, ...]) -> DraftId | None:
    """Put the sealed page back among the drafts and take the seal away; None where nothing is sealed.

    It goes over its own draft when nothing newer stands there, else beside it: no words are lost either way. Raises
    VaultError or JournalError when it can't be put back yet; then it stays sealed.
    """
    data = unseal_page(vault, folders)
    if data is None:
        return None
    try:
        sealed = msgspec.json.decode(data, type=_Sealed)
    except msgspec.MsgspecError:
        raise VaultError(VaultProblem.SEALED_PAGE_UNREADABLE) from None
    draft_id = _put_back(vault, clock, sealed)
    forget_sealed_page(vault, folders)
    return draft_id


def _put_back(vault: Vault, clock: Clock, sealed: _Sealed) -> DraftId | None:
    page, drawing = sealed.page, sealed.page.drawing
    if drawing is not None and _is_as_sealed(vault, DrawingUid(drawing.uid), sealed.sealed_at):
        draw_on(vault, clock, DrawingUid(drawing.uid), drawing.strokes, drawing.words)
        page, drawing = replace(page, title=page.title if page.body.strip() else ""), None
    if is_blank(page.title, page.body) and page.draft_id is None and drawing is None:
        return None
    draft_id = _put_back_words(vault, clock, sealed)
    if drawing is not None:
        save_drawing(vault, clock, Owner(draft_id=draft_id), drawing.strokes, drawing.words)
    return draft_id


def _put_back_words(vault: Vault, clock: Clock, sealed: _Sealed) -> DraftId:
    page, draft = sealed.page, _own_draft(vault, sealed)
    if draft is None or (draft.saved_at > sealed.sealed_at and not _is_same(draft, page)):
        return start_draft(vault, clock, asked=page.asked, title=page.title, body=page.body).id
    if not _is_same(draft, page):
        save_draft(vault, clock, draft.id, title=page.title, body=page.body)
    return draft.id


def _own_draft(vault: Vault, sealed: _Sealed) -> Draft | None:
    """Return the page's own draft; one made later under the same number is another's."""
    if sealed.page.draft_id is None:
        return None
    try:
        draft = load_draft(vault, sealed.page.draft_id)
    except JournalError as error:
        if error.code is JournalProblem.DRAFT_NOT_FOUND:
            return None
        raise
    return draft if draft.created_at <= sealed.sealed_at else None


def _is_as_sealed(vault: Vault, uid: DrawingUid, sealed_at: datetime) -> bool:
    """Say whether a drawing is there and nothing newer was drawn on it."""
    saved_at = drawing_saved_at(vault, uid)
    return saved_at is not None and saved_at <= sealed_at


def _is_same(draft: Draft, page: UnsavedPage) -> bool:
    return (draft.title, draft.body) == (stored_form(page.title), stored_form(page.body))


def _mended(text: str) -> str:
    return _CAN_NOT_BE_KEPT.sub(_REPLACEMENT, text)

"""Keep a page that is being written in its draft row, as `ui/save_loop.py` says."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import JobRunner, OpenJournal
from journal_app.ui.save_loop import SaveLoop, SaveState

if TYPE_CHECKING:
    from journal_app.journal.asked import Asked
    from journal_app.journal.drafts import DraftId


@dataclass(frozen=True, slots=True)
class Page:
    """The words on the page at one moment."""

    title: str
    body: str

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to keep."""
        return not (self.title.strip() or self.body.strip())


class Autosave(SaveLoop):
    """Saves one page into its draft row; the row is made by the first save, so an untouched page leaves nothing.

    `is_on_its_way` says whether much of the page is just being changed; whoever shows the page may set it.
    """

    def __init__(
        self,
        jobs: JobRunner,
        read_page: Callable[[], Page],
        *,
        asked: "Asked | None" = None,
        draft_id: "DraftId | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(jobs, SaveState.EMPTY if draft_id is None else SaveState.SAVED, parent)
        self._read_page = read_page
        self._asked = asked
        self._draft_id = draft_id
        self._is_wanted = False
        self.is_on_its_way: Callable[[], bool] = lambda: False

    @property
    def draft_id(self) -> "DraftId | None":
        """The draft's row, None until the first save."""
        return self._draft_id

    def make_draft(self, then: Callable[[bool], None]) -> None:
        """Save now, a blank page too, so that there is a draft for a picture to belong to; then as `flush`."""
        self._is_wanted = True
        self._is_dirty = self._is_dirty or self._draft_id is None
        self.flush(then)

    def _read(self) -> Page:
        return self._read_page()

    def _is_on_its_way(self) -> bool:
        return self.is_on_its_way()

    def _is_nothing(self, page: Page) -> bool:
        return page.is_blank and self._draft_id is None and not self._is_wanted

    def _job(self, page: Page) -> "Callable[[OpenJournal], DraftId]":
        return partial(_save_page, draft_id=self._draft_id, asked=self._asked, page=page)

    def _changes(self) -> frozenset[Kind]:
        return frozenset({Kind.DRAFTS}) if self._draft_id is None else frozenset()

    def _take(self, result: "DraftId") -> None:  # type: ignore[override]  # what its own job returns
        self._draft_id = result


def _save_page(journal: OpenJournal, *, draft_id: "DraftId | None", asked: "Asked | None", page: Page) -> "DraftId":
    """Save the page into its draft, making the draft first when there is none; in the vault's thread."""
    from journal_app.journal.drafts import save_draft, start_draft

    if draft_id is None:
        return start_draft(journal.vault, journal.clock, asked=asked, title=page.title, body=page.body).id
    save_draft(journal.vault, journal.clock, draft_id, title=page.title, body=page.body)
    return draft_id

"""From a passage of the readings to one's own pages: link it to one of them, chosen beside the article."""

from PySide6.QtCore import QObject

from journal_app.content.model import PassageId
from journal_app.journal.asked import snapshot_of
from journal_app.journal.links import Linkable
from journal_app.ui.desk import Desk
from journal_app.ui.screens.article_page import ArticlePage
from journal_app.ui.screens.entry_actions import EntryActions
from journal_app.ui.screens.entry_picker import EntryPicker

QUOTED = 60
"""Letters of the passage by which the question names it: one may read on meanwhile, and come to another."""


class ReadingLinks(QObject):
    """Asks which page, does it, and leaves it on the session's undo."""

    def __init__(self, desk: Desk, page: ArticlePage) -> None:
        super().__init__(page)
        self._pack = desk.pack
        self._page = page
        self._passage_id: PassageId | None = None
        self._actions = EntryActions(desk, self)
        self._picker = EntryPicker(desk, page)
        page.panel.add_question(self._picker)
        page.link_requested.connect(self._on_page_link_requested)
        page.passage_opened.connect(self.end)
        self._picker.chosen.connect(self._on_picker_chosen)
        self._picker.closed.connect(self._on_done)
        self._actions.done.connect(self._on_done)
        self._actions.failed.connect(page.show_failure)

    def end(self) -> None:
        """Ask nothing any more."""
        self._passage_id = None
        self._picker.close_picker()
        self._page.panel.open_question(False)

    def _on_page_link_requested(self) -> None:
        self._passage_id = self._page.passage_id
        if self._passage_id is not None:
            self._page.show_about()
            self._page.panel.open_question(True)
            words = " ".join(self._pack.passages[self._passage_id].quote.exact.split())
            shown = words if len(words) <= QUOTED else f"{words[:QUOTED].rpartition(' ')[0]}…"
            self._picker.begin(self.tr("Link which of your pages to “%1”?").replace("%1", shown))

    def _on_picker_chosen(self, page: Linkable) -> None:
        if self._passage_id is not None:
            snapshot = snapshot_of(self._pack, self._pack.passages[self._passage_id])
            self._actions.link(page.hit.entry.id, snapshot)

    def _on_done(self) -> None:
        self.end()
        self._page.panel.focus_first()

"""The drawings of an entry that is read, below its words."""

from journal_app.journal.drawings import Owner
from journal_app.journal.entries import Entry
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.desk import Desk
from journal_app.ui.drawing.page_drawings import PageDrawings
from journal_app.ui.screens.entry_page import EntryPage


class EntryDrawings(PageDrawings):
    """Follows the entry that a page shows."""

    def __init__(self, desk: Desk, page: EntryPage, *, can_change: bool = True) -> None:
        super().__init__(desk, page, can_change=can_change)
        page.add_below(self)
        page.entry_shown.connect(self._on_page_entry_shown)
        desk.hub.changed.connect(self._on_hub_changed)

    def _on_hub_changed(self, kinds: frozenset[Kind], _initiator: object) -> None:
        if kinds & {Kind.PRACTICES, Kind.ENTRIES} and not self.is_open:
            self.refresh()  # drawn on elsewhere, which the page's words say nothing of

    def _on_page_entry_shown(self, entry: Entry) -> None:
        owner = Owner(entry_id=entry.id)
        if owner == self._owner:
            self.refresh()  # what was drawn for its new wording is the entry's now
        else:
            self.show_page(owner)

"""Below a page's words: the pages it links to, and the pages that link to it; each is a button to follow."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.entries import Entry, EntryId, EntrySummary
from journal_app.journal.links import LinkEnd, LinkState, entries_linking_to, follow_links
from journal_app.journal.markup import Target, find_references
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.timeline_rows import entry_title
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.line_button import LineButton

MOST_LINKS = 100
"""Links of one page that are listed; the rest stand in its words all the same."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one page, by the words they stand under there, and the pages that link to it."""

    entry_id: EntryId
    outward: tuple[tuple[str, LinkEnd], ...]
    inward: tuple[EntrySummary, ...]


class PageLinks(QWidget):
    """Fetches and lists the links of an entry; hidden while there are none.

    Signals:
        entry_requested(EntryId): read this page.
        trash_requested(): look into the trash, where a page is that a link leads to.
        failed(str): a link can't be followed; why, in a sentence.
    """

    entry_requested = Signal(object)
    trash_requested = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: EntryId | None = None
        self._shown: Links | None = None
        self._list: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_links(self, entry: Entry) -> None:
        """Show the links of an entry once they are read."""
        if entry.id != self._wanted:
            self._shown = None
            self.hide()
        self._wanted = entry.id
        self._desk.jobs.run(partial(fetch_links, entry=entry), owner=self, done=self._on_jobs_fetched)

    def follow(self, uid: str) -> None:
        """Go where a link in the page's own words leads."""
        self._desk.jobs.run(partial(fetch_end, uid=uid), owner=self, done=self._on_jobs_end_fetched)

    def _on_jobs_end_fetched(self, end: LinkEnd) -> None:
        if end.state is LinkState.IN_TRASH:
            self.trash_requested.emit()
        elif end.entry is not None:
            self.entry_requested.emit(end.entry.id)
        else:
            self.failed.emit(self.tr("That link leads to a page that is no longer there."))

    def _on_jobs_fetched(self, links: Links) -> None:
        if links.entry_id != self._wanted or links == self._shown:
            return
        self._shown = links
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
        self._list = QWidget(self)
        layout = QVBoxLayout(self._list)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(2)
        if links.outward:
            layout.addWidget(Heading(3, self.tr("Links on this page"), self._list))
        for label, end in links.outward:
            self._add_end(layout, label, end)
        if links.inward:
            layout.addWidget(Heading(3, self.tr("Pages that link here"), self._list))
        for entry in links.inward:
            self._add_button(layout, _words(entry), partial(self._on_entry_clicked, entry.id))
        self._layout.addWidget(self._list)
        self._list.show()  # at once: a layout would show it with the next turn of the loop
        self.setVisible(bool(links.outward or links.inward))

    def _add_end(self, layout: QVBoxLayout, label: str, end: LinkEnd) -> None:
        if end.entry is None:
            words = self.tr("“%1” leads to a page that is no longer there.").replace("%1", label)
            layout.addWidget(caption_label(self._list, words))
        elif end.state is LinkState.IN_TRASH:
            words = self.tr("%1  ·  in the trash").replace("%1", _words(end.entry))
            self._add_button(layout, words, self._on_trashed_clicked)
        else:
            self._add_button(layout, _words(end.entry), partial(self._on_entry_clicked, end.entry.id))

    def _add_button(self, layout: QVBoxLayout, words: str, go: object) -> None:
        button = LineButton(words, "link", self._list)
        button.clicked.connect(go)
        layout.addWidget(button)

    def _on_entry_clicked(self, entry_id: EntryId, _is_checked: bool = False) -> None:
        self.entry_requested.emit(entry_id)

    def _on_trashed_clicked(self, _is_checked: bool = False) -> None:
        self.trash_requested.emit()


def fetch_links(journal: OpenJournal, *, entry: Entry) -> Links:
    """Return where the links of an entry lead, each once, and which entries link to it."""
    labels: dict[str, str] = {}
    for reference in find_references(entry.body):
        if reference.target is Target.ENTRY and len(labels) < MOST_LINKS:
            labels.setdefault(reference.uid, reference.label)
    ends = follow_links(journal.vault, labels)
    outward = tuple((label, ends[uid]) for uid, label in labels.items())
    return Links(entry.id, outward, entries_linking_to(journal.vault, entry.uid))


def fetch_end(journal: OpenJournal, *, uid: str) -> LinkEnd:
    """Return where one link leads."""
    return follow_links(journal.vault, [uid])[uid]


def _words(entry: EntrySummary) -> str:
    day = QLocale().toString(QDate(*entry.written_on.timetuple()[:3]), "d MMM yyyy")
    return f"{entry_title(entry.title, entry.prompt_title, entry.opening)}  ·  {day}"

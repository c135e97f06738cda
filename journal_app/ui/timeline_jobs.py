"""What the list of the Journal asks of it, each done in the vault's thread, and how what a search found is shown."""

from dataclasses import dataclass

from journal_app.journal.drafts import DraftSummary, list_drafts
from journal_app.journal.entries import EntrySummary, list_entries
from journal_app.journal.outline import Outline, read_outline, read_stretch
from journal_app.journal.query import Query
from journal_app.journal.search import MOST_BEST, HitRange, Order, SearchPage, search_entries
from journal_app.journal.tags import list_tags
from journal_app.journal.trash import count_trash
from journal_app.settings.clock import today
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.models.timeline_model import PAGE_ROWS
from journal_app.ui.models.timeline_rows import TimelineItem
from journal_app.ui.models.whole_timeline import STRETCH


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What the timeline starts with, fetched in one job."""

    drafts: tuple[DraftSummary, ...]
    outline: Outline
    newest: tuple[EntrySummary, ...]
    trashed: int


def fetch_first_page(journal: OpenJournal) -> FirstPage:
    """Return the drafts, where every entry stands, and the words of the newest."""
    vault = journal.vault
    newest = list_entries(vault, limit=STRETCH).items
    return FirstPage(list_drafts(vault), read_outline(vault), newest, count_trash(vault))


def fetch_stretch(journal: OpenJournal, *, keys: tuple[int, ...]) -> dict[int, EntrySummary]:
    """Return the words of some rows of the timeline."""
    return read_stretch(journal.vault, keys)


def find_entries(
    journal: OpenJournal, *, query: Query, order: Order, before: int | None = None, limit: int = PAGE_ROWS
) -> SearchPage:
    """Return a page of the entries that meet a query; the best are one page, whatever the limit."""
    return search_entries(
        journal.vault,
        query,
        pack=journal.pack,
        today=today(journal.clock),
        order=order,
        before=before,
        limit=MOST_BEST if order is Order.BEST else limit,
    )


def fetch_tags(journal: OpenJournal) -> tuple[str, ...]:
    """Return the names of the tags, those on most pages first."""
    return tuple(tag.name for tag in sorted(list_tags(journal.vault), key=lambda tag: -tag.pages))


def items_found(page: SearchPage) -> list[TimelineItem]:
    """Return what was found as the list shows it."""
    return [TimelineItem(hit.entry, hit.snippet, _marks(hit.hits), _marks(hit.title_hits)) for hit in page.items]


def _marks(hits: tuple[HitRange, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((hit.start, hit.end) for hit in hits)

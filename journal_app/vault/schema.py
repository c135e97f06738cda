"""The whole data model on one page: every table of the vault as a SQLAlchemy Core table.

The database is made by the plain SQL of `vault/migrations`; a test holds that both say the same. Conventions: `*_at`
is a moment, UTC, whole microseconds since 1970-01-01 (exact, and one integer); `*_on` is a local date as ISO text;
text has LF line ends, no byte order mark, no NUL and no lone surrogate. `sort_key` is the entry's local wall-clock
time in milliseconds times 1000 plus a tie-break, and the row id of the search index: so lists and search both walk
one order.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text, column, table

metadata = MetaData()

asked = Table(
    "asked",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pack_id", Text, nullable=False),
    Column("pack_version", Text, nullable=False),
    Column("prompt_id", Text, nullable=False),
    Column("step_id", Text),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("smaller", Text, nullable=False),
    Column("stem", Text, nullable=False),
    Column("strand", Text, nullable=False),
    Column("content_note", Text, nullable=False),
)
"""What was asked, as it stood then; never changed when a pack does."""

asked_theme = Table(
    "asked_theme",
    metadata,
    Column("asked_id", Integer, ForeignKey("asked.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("theme_id", Text, nullable=False),
)

asked_passage = Table(
    "asked_passage",
    metadata,
    Column("asked_id", Integer, ForeignKey("asked.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("passage_id", Text, nullable=False),
    Column("article_id", Text, nullable=False),
    Column("article_title", Text, nullable=False),
    Column("article_sha256", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("exact", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    Index("asked_passage_by_article", "article_id", "passage_id", "asked_id"),
)
"""Each passage quoted, with both W3C selectors (offsets: code points, end exclusive) and its article's hash."""

entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("sort_key", Integer, nullable=False, unique=True),
    Column("written_at", Integer, nullable=False),
    Column("zone", Text, nullable=False),
    Column("written_on", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("asked_id", Integer, ForeignKey("asked.id")),
    Column("origin", Text, unique=True),
    Column("created_at", Integer, nullable=False),
    Column("edited_at", Integer),
    Index("entry_by_asked", "asked_id"),
)
"""A kept entry. `origin` is where an imported one came from (path and hash), so that it comes in once."""

trashed_entry = Table(
    "trashed_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("sort_key", Integer, nullable=False),
    Column("written_at", Integer, nullable=False),
    Column("zone", Text, nullable=False),
    Column("written_on", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("asked_id", Integer, ForeignKey("asked.id")),
    Column("origin", Text),
    Column("created_at", Integer, nullable=False),
    Column("edited_at", Integer),
    Column("trashed_at", Integer, nullable=False),
    Column("draft_id", Integer),
    Column("draft_title", Text),
    Column("draft_body", Text),
    Column("draft_created_at", Integer),
    Column("draft_saved_at", Integer),
    Column("draft_zone", Text),
    Index("trashed_entry_by_asked", "asked_id"),
    Index("trashed_entry_by_origin", "origin"),
    Index("trashed_entry_by_trashed", "trashed_at", "id"),
)
"""An entry in the trash, under its own id, with the new wording begun of it (`draft_*`, all null where none was).

Not in the search index. The journal gives no id of a page in the trash to another page.
"""

draft = Table(
    "draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, ForeignKey("entry.id", ondelete="CASCADE"), unique=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("asked_id", Integer, ForeignKey("asked.id")),
    Column("created_at", Integer, nullable=False),
    Column("saved_at", Integer, nullable=False),
    Column("zone", Text, nullable=False),
    Index("draft_by_asked", "asked_id"),
    Index("draft_by_saved", "saved_at", "id"),
)
"""A page being written; with `entry_id`, the new wording of an entry. Not in the search index."""

offer_day = Table(
    "offer_day",
    metadata,
    Column("offered_on", Text, primary_key=True),
    Column("wishes_mark", Text, nullable=False),
)
"""The day whose ranked offers are stored, and a mark of the wishes and pack they were ranked for."""

offer = Table(
    "offer",
    metadata,
    Column("offered_on", Text, ForeignKey("offer_day.offered_on", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("prompt_id", Text, nullable=False),
    Column("state", Text, nullable=False),
)
"""The day's ranked offers, best first; only the latest day's are kept."""

prompt_shown = Table(
    "prompt_shown",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("prompt_id", Text, nullable=False),
    Column("article_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("shown_on", Text, nullable=False),
    Index("prompt_shown_once_a_day", "prompt_id", "shown_on", unique=True),
    Index("prompt_shown_by_day", "shown_on", "id"),
)

prompt_not_today = Table(
    "prompt_not_today",
    metadata,
    Column("prompt_id", Text, primary_key=True),
    Column("put_off_on", Text, primary_key=True),
)

prompt_never = Table(
    "prompt_never",
    metadata,
    Column("prompt_id", Text, primary_key=True),
)

preference = Table(
    "preference",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Private preferences; `value` is JSON."""

entry_words = table("entry_words", column("rowid"), column("entry_words"), column("title"), column("body"))
"""The FTS5 index of entries (external content, row id = `entry.sort_key`); triggers keep it in step."""

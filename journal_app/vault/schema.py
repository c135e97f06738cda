"""The whole data model on one page: every table of the vault as a SQLAlchemy Core table.

The database is made by the plain SQL of `vault/migrations`; a test holds that both say the same. Conventions: `*_at`
is a moment, UTC, whole microseconds since 1970-01-01 (exact, and one integer); `*_on` is a local date as ISO text;
text has LF line ends, no byte order mark, no NUL and no lone surrogate. `sort_key` is the entry's local wall-clock
time in milliseconds times 1000 plus a tie-break, and the row id of the search index: so lists and search both walk
one order.

What hangs on an entry (tags, marks, versions, links, passages, attachments) names it by `entry_id` without a foreign
key: it stays where it is while the entry goes to the trash and back, and triggers take it away when it is in neither.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, column, table, text

metadata = MetaData()

MADE_UID = text("(lower(hex(randomblob(16))))")
"""What a row is known by outside the vault, made by the database itself."""

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
    Index("asked_theme_by_theme", "theme_id", "asked_id"),
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
    Index("entry_by_edited", "sort_key", sqlite_where=text("edited_at IS NOT NULL")),
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

entry_mark = Table(
    "entry_mark",
    metadata,
    Column("entry_id", Integer, primary_key=True),
    Column("is_starred", Integer, nullable=False),
    Column("is_left_out", Integer, nullable=False),
    Column("language", Text, nullable=False),
)
"""What the person marked an entry with: a star, not to be shown in On this day, its language ("" for the usual one)."""

tag = Table(
    "tag",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
)
"""A tag as it was first written, and folded (NFKC, case) for comparison.

It is there as long as an `entry_tag` row names it; a trigger takes it away with the last one.
"""

tag_alias = Table(
    "tag_alias",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("tag_id", Integer, ForeignKey("tag.id", ondelete="CASCADE"), nullable=False),
    Index("tag_alias_by_tag", "tag_id"),
)
"""A folded name that a tag had before it was renamed or merged: pages that say `#old` are found under the new one."""

entry_tag = Table(
    "entry_tag",
    metadata,
    Column("tag_id", Integer, ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
    Column("entry_id", Integer, primary_key=True),
    Column("is_chip", Integer, nullable=False),
    Column("is_typed", Integer, nullable=False),
    Index("entry_tag_by_entry", "entry_id"),
)
"""An entry's tag: put beside it as a chip, typed as `#tag` in its text, or both."""

entry_link = Table(
    "entry_link",
    metadata,
    Column("entry_id", Integer, primary_key=True),
    Column("to_uid", Text, primary_key=True),
    Index("entry_link_by_target", "to_uid"),
)
"""Which entries an entry's text links to, read from its body when it is kept."""

entry_passage = Table(
    "entry_passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, nullable=False),
    Column("linked_at", Integer, nullable=False),
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
    Index("entry_passage_once", "entry_id", "passage_id", unique=True),
    Index("entry_passage_by_article", "article_id", "passage_id", "entry_id"),
)
"""A passage the person linked to an entry by hand, as it stood then; columns as in `asked_passage`."""

entry_version = Table(
    "entry_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("worded_at", Integer, nullable=False),
    Column("replaced_at", Integer, nullable=False),
    Index("entry_version_by_entry", "entry_id", "replaced_at"),
)
"""An earlier wording of an entry: since when it stood, and until when."""

attachment = Table(
    "attachment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("entry_id", Integer),
    Column("draft_id", Integer),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("byte_count", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("width_px", Integer),
    Column("height_px", Integer),
    Column("added_at", Integer, nullable=False),
    Index("attachment_by_entry", "entry_id"),
    Index("attachment_by_draft", "draft_id"),
)
"""A picture or file of an entry, or of the draft it was added to until that is kept; pixels are null for no picture."""

attachment_chunk = Table(
    "attachment_chunk",
    metadata,
    Column("attachment_id", Integer, ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
"""An attachment's bytes, 256 KiB a row, in order from 0."""

own_word = Table(
    "own_word",
    metadata,
    Column("word", Text, primary_key=True),
)
"""A word the person taught the spell checker."""

entry_gram = Table(
    "entry_gram",
    metadata,
    Column("sort_key", Integer, primary_key=True),
    Column("grams", Text, nullable=False),
)
"""For entries in scripts written without spaces: their characters in overlapping pairs, for `gram_words` to index."""

import_batch = Table(
    "import_batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("begun_at", Integer, nullable=False),
    Column("finished_at", Integer),
)
"""One import, so that it can be taken out again; `source` is the form it came in, unfinished where it was cut short."""

import_item = Table(
    "import_item",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("batch_id", Integer, ForeignKey("import_batch.id", ondelete="CASCADE"), primary_key=True),
    Column("mark", Text, nullable=False),
    Index("import_item_by_batch", "batch_id"),
)
"""What an import brought in: an entry by its uid, a draft by its id, …, with a hash of what it then said."""

practice_run = Table(
    "practice_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("practice_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("snapshot", Text, nullable=False),
    Column("step_id", Text, nullable=False),
    Column("sitting", Integer, nullable=False),
    Column("started_at", Integer, nullable=False),
    Column("saved_at", Integer, nullable=False),
    Column("zone", Text, nullable=False),
    Column("rest_until_on", Text),
    Column("finished_at", Integer),
    Column("entry_id", Integer),
    Index("practice_run_by_practice", "practice_id", "started_at"),
    Index("practice_run_by_entry", "entry_id"),
)
"""A practice under way or finished; `snapshot` is the practice with its passages as they stood then (JSON).

`step_id` is where it goes on. A finished run has its entry until that is gone for good.
"""

practice_visit = Table(
    "practice_visit",
    metadata,
    Column("run_id", Integer, ForeignKey("practice_run.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("sitting", Integer, nullable=False),
    Column("step_id", Text, nullable=False),
)
"""The steps a run has come by, in order, so that Back leads where the person came from."""

practice_answer = Table(
    "practice_answer",
    metadata,
    Column("run_id", Integer, ForeignKey("practice_run.id", ondelete="CASCADE"), primary_key=True),
    Column("sitting", Integer, primary_key=True),
    Column("step_id", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("answered_at", Integer, nullable=False),
)
"""What was answered to a step in a sitting (JSON); a step without a row was not answered, and nothing says why."""

practice_shown = Table(
    "practice_shown",
    metadata,
    Column("practice_id", Text, primary_key=True),
    Column("shown_on", Text, primary_key=True),
)
"""The days on which Today offered a practice."""

practice_not_today = Table(
    "practice_not_today",
    metadata,
    Column("practice_id", Text, primary_key=True),
    Column("put_off_on", Text, primary_key=True),
)

practice_never = Table(
    "practice_never",
    metadata,
    Column("practice_id", Text, primary_key=True),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", Integer, ForeignKey("practice_run.id", ondelete="CASCADE"), nullable=False),
    Column("sitting", Integer, nullable=False),
    Column("step_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("made_at", Integer, nullable=False),
    Column("offer_on", Text),
    Column("looked_at", Integer),
    Column("mark", Text, nullable=False),
    Index("set_aside_once", "run_id", "sitting", "step_id", unique=True),
    Index("set_aside_by_offer", "offer_on"),
)
"""A letter or a plan of a run that may be looked at again, from when on, and the person's own word about it."""

own_story = Table(
    "own_story",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True, server_default=MADE_UID),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("thread_id", Integer, ForeignKey("own_story.id", ondelete="SET NULL")),
    Column("run_id", Integer, ForeignKey("practice_run.id", ondelete="CASCADE")),
    Column("sitting", Integer),
    Column("step_id", Text),
    Column("gathered_at", Integer, nullable=False),
    Index("own_story_by_kind", "kind", "gathered_at"),
    Index("own_story_by_run", "run_id"),
    Index("own_story_by_thread", "thread_id"),
)
"""What gathers over weeks: the story others told, exceptions, meanings, threads, witnesses, in the person's words.

What came from a run goes with it; a line with none stands by itself.
"""

drawing = Table(
    "drawing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("run_id", Integer, ForeignKey("practice_run.id", ondelete="CASCADE")),
    Column("entry_id", Integer),
    Column("draft_id", Integer),
    Column("strokes", LargeBinary, nullable=False),
    Column("words", Text, nullable=False),
    Column("made_at", Integer, nullable=False),
    Column("saved_at", Integer, nullable=False),
    Index("drawing_by_run", "run_id"),
    Index("drawing_by_entry", "entry_id"),
    Index("drawing_by_draft", "draft_id"),
)
"""A drawing that can be drawn on again, of a run, an entry or a draft; `words` says it for who does not see it."""

circle_version = Table(
    "circle_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True, server_default=MADE_UID),
    Column("begun_at", Integer, nullable=False),
    Column("saved_at", Integer, nullable=False),
    Column("map", Text, nullable=False),
)
"""The support map as it stood (JSON); the one with the highest id is the present one."""

check_in = Table(
    "check_in",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True, server_default=MADE_UID),
    Column("scale_id", Text, nullable=False),
    Column("made_at", Integer, nullable=False),
    Column("made_on", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("moment", Text, nullable=False),
    Column("run_id", Integer, ForeignKey("practice_run.id", ondelete="SET NULL")),
    Index("check_in_by_day", "scale_id", "made_on", "made_at"),
    Index("check_in_by_run", "run_id"),
)
"""A check-in or a look-back; `moment` is empty, or "before" or "after" a practice."""

check_in_answer = Table(
    "check_in_answer",
    metadata,
    Column("check_in_id", Integer, ForeignKey("check_in.id", ondelete="CASCADE"), primary_key=True),
    Column("item_id", Text, primary_key=True),
    Column("choice", Integer),
    Column("label", Text, nullable=False),
)
"""One answer in words as they were shown; `choice` is its place among the options, null for free words."""

support_entry = Table(
    "support_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("hours", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("cost", Text, nullable=False),
    Column("privacy", Text, nullable=False),
    Column("checked_on", Text),
    Column("checked_by", Text, nullable=False),
)
"""A person or place of the Support page that the person put there for themselves; shown while the journal is open."""

entry_words = table("entry_words", column("rowid"), column("entry_words"), column("title"), column("body"))
"""The FTS5 index of entries (external content, row id = `entry.sort_key`); triggers keep it in step."""

gram_words = table("gram_words", column("rowid"), column("gram_words"), column("grams"))
"""The FTS5 index of `entry_gram` (external content, row id = `entry.sort_key`); triggers keep it in step."""

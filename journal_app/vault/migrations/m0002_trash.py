"""Version 2: the trash, where a page waits before it is deleted for good.

A page in the trash stands in a table of its own, so it is in no list, no search and no count of the journal. It keeps
its id and all its words, the wording that was begun of it too. What is unique among entries need not be here: two pages
may have been written at one moment, one after the other was in the trash. Never edited once released.
"""

VERSION = 2

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE trashed_entry (
        id INTEGER NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL,
        sort_key INTEGER NOT NULL,
        written_at INTEGER NOT NULL,
        zone TEXT NOT NULL,
        written_on TEXT NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        asked_id INTEGER REFERENCES asked (id),
        origin TEXT,
        created_at INTEGER NOT NULL,
        edited_at INTEGER,
        trashed_at INTEGER NOT NULL,
        draft_id INTEGER,
        draft_title TEXT,
        draft_body TEXT,
        draft_created_at INTEGER,
        draft_saved_at INTEGER,
        draft_zone TEXT
    )
    """,
    "CREATE INDEX trashed_entry_by_asked ON trashed_entry (asked_id)",
    "CREATE INDEX trashed_entry_by_origin ON trashed_entry (origin)",
    "CREATE INDEX trashed_entry_by_trashed ON trashed_entry (trashed_at, id)",
)

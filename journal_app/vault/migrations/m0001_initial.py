"""Version 1: entries, drafts, what was asked, the day's offers, private preferences and the search index.

Never edited once released. `vault/schema.py` describes the newest version; a test compares the two.
"""

VERSION = 1

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE asked (
        id INTEGER NOT NULL PRIMARY KEY,
        pack_id TEXT NOT NULL,
        pack_version TEXT NOT NULL,
        prompt_id TEXT NOT NULL,
        step_id TEXT,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        smaller TEXT NOT NULL,
        stem TEXT NOT NULL,
        strand TEXT NOT NULL,
        content_note TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE asked_theme (
        asked_id INTEGER NOT NULL REFERENCES asked (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        theme_id TEXT NOT NULL,
        PRIMARY KEY (asked_id, ordinal)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE asked_passage (
        asked_id INTEGER NOT NULL REFERENCES asked (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        passage_id TEXT NOT NULL,
        article_id TEXT NOT NULL,
        article_title TEXT NOT NULL,
        article_sha256 TEXT NOT NULL,
        stance TEXT NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        PRIMARY KEY (asked_id, ordinal)
    )
    """,
    "CREATE INDEX asked_passage_by_article ON asked_passage (article_id, passage_id, asked_id)",
    """
    CREATE TABLE entry (
        id INTEGER NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        sort_key INTEGER NOT NULL UNIQUE,
        written_at INTEGER NOT NULL,
        zone TEXT NOT NULL,
        written_on TEXT NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        asked_id INTEGER REFERENCES asked (id),
        origin TEXT UNIQUE,
        created_at INTEGER NOT NULL,
        edited_at INTEGER
    )
    """,
    "CREATE INDEX entry_by_asked ON entry (asked_id)",
    """
    CREATE TABLE draft (
        id INTEGER NOT NULL PRIMARY KEY,
        entry_id INTEGER UNIQUE REFERENCES entry (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        asked_id INTEGER REFERENCES asked (id),
        created_at INTEGER NOT NULL,
        saved_at INTEGER NOT NULL,
        zone TEXT NOT NULL
    )
    """,
    "CREATE INDEX draft_by_asked ON draft (asked_id)",
    "CREATE INDEX draft_by_saved ON draft (saved_at, id)",
    "CREATE TABLE offer_day (offered_on TEXT NOT NULL PRIMARY KEY, wishes_mark TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE offer (
        offered_on TEXT NOT NULL REFERENCES offer_day (offered_on) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        prompt_id TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (offered_on, place)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE prompt_shown (
        id INTEGER NOT NULL PRIMARY KEY,
        prompt_id TEXT NOT NULL,
        article_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        shown_on TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX prompt_shown_once_a_day ON prompt_shown (prompt_id, shown_on)",
    "CREATE INDEX prompt_shown_by_day ON prompt_shown (shown_on, id)",
    """
    CREATE TABLE prompt_not_today (
        prompt_id TEXT NOT NULL,
        put_off_on TEXT NOT NULL,
        PRIMARY KEY (prompt_id, put_off_on)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE prompt_never (prompt_id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE preference (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # The chooser's seed, made once a journal from SQLite's random source; JSON text like every preference.
    """INSERT INTO preference (key, value) VALUES ('seed', '"' || lower(hex(randomblob(16))) || '"')""",
    """
    CREATE VIRTUAL TABLE entry_words USING fts5 (
        title,
        body,
        content = 'entry',
        content_rowid = 'sort_key',
        tokenize = 'unicode61 remove_diacritics 2',
        prefix = '2 3'
    )
    """,
    # Without this, words of deleted entries stay readable inside the index.
    "INSERT INTO entry_words (entry_words, rank) VALUES ('secure-delete', 1)",
    """
    CREATE TRIGGER entry_words_insert AFTER INSERT ON entry BEGIN
        INSERT INTO entry_words (rowid, title, body) VALUES (new.sort_key, new.title, new.body);
    END
    """,
    """
    CREATE TRIGGER entry_words_delete AFTER DELETE ON entry BEGIN
        INSERT INTO entry_words (entry_words, rowid, title, body)
        VALUES ('delete', old.sort_key, old.title, old.body);
    END
    """,
    """
    CREATE TRIGGER entry_words_update AFTER UPDATE OF sort_key, title, body ON entry BEGIN
        INSERT INTO entry_words (entry_words, rowid, title, body)
        VALUES ('delete', old.sort_key, old.title, old.body);
        INSERT INTO entry_words (rowid, title, body) VALUES (new.sort_key, new.title, new.body);
    END
    """,
)

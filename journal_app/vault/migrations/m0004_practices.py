"""Version 4: practices and their answers, drawings, the circle, check-ins, and what gathers over weeks.

A run belongs to the entry it became: when that goes for good, so does the run with its answers and drawings, by the
triggers below. Never edited once released.
"""

VERSION = 4

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE practice_run (
        id INTEGER NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        practice_id TEXT NOT NULL,
        title TEXT NOT NULL,
        snapshot TEXT NOT NULL,
        step_id TEXT NOT NULL,
        sitting INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        saved_at INTEGER NOT NULL,
        zone TEXT NOT NULL,
        rest_until_on TEXT,
        finished_at INTEGER,
        entry_id INTEGER
    )
    """,
    "CREATE INDEX practice_run_by_entry ON practice_run (entry_id)",
    "CREATE INDEX practice_run_by_practice ON practice_run (practice_id, started_at)",
    """
    CREATE TABLE practice_visit (
        run_id INTEGER NOT NULL REFERENCES practice_run (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        sitting INTEGER NOT NULL,
        step_id TEXT NOT NULL,
        PRIMARY KEY (run_id, ordinal)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE practice_answer (
        run_id INTEGER NOT NULL REFERENCES practice_run (id) ON DELETE CASCADE,
        sitting INTEGER NOT NULL,
        step_id TEXT NOT NULL,
        value TEXT NOT NULL,
        answered_at INTEGER NOT NULL,
        PRIMARY KEY (run_id, sitting, step_id)
    )
    """,
    """
    CREATE TABLE practice_shown (
        practice_id TEXT NOT NULL,
        shown_on TEXT NOT NULL,
        PRIMARY KEY (practice_id, shown_on)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE practice_not_today (
        practice_id TEXT NOT NULL,
        put_off_on TEXT NOT NULL,
        PRIMARY KEY (practice_id, put_off_on)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE practice_never (practice_id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
    """
    CREATE TABLE set_aside (
        id INTEGER NOT NULL PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES practice_run (id) ON DELETE CASCADE,
        sitting INTEGER NOT NULL,
        step_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        offer_on TEXT,
        looked_at INTEGER,
        mark TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX set_aside_once ON set_aside (run_id, sitting, step_id)",
    "CREATE INDEX set_aside_by_offer ON set_aside (offer_on)",
    """
    CREATE TABLE own_story (
        id INTEGER NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        thread_id INTEGER REFERENCES own_story (id) ON DELETE SET NULL,
        run_id INTEGER REFERENCES practice_run (id) ON DELETE CASCADE,
        sitting INTEGER,
        step_id TEXT,
        gathered_at INTEGER NOT NULL
    )
    """,
    "CREATE INDEX own_story_by_thread ON own_story (thread_id)",
    "CREATE INDEX own_story_by_run ON own_story (run_id)",
    "CREATE INDEX own_story_by_kind ON own_story (kind, gathered_at)",
    """
    CREATE TABLE drawing (
        id INTEGER NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        run_id INTEGER REFERENCES practice_run (id) ON DELETE CASCADE,
        entry_id INTEGER,
        draft_id INTEGER,
        strokes BLOB NOT NULL,
        words TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        saved_at INTEGER NOT NULL
    )
    """,
    "CREATE INDEX drawing_by_draft ON drawing (draft_id)",
    "CREATE INDEX drawing_by_entry ON drawing (entry_id)",
    "CREATE INDEX drawing_by_run ON drawing (run_id)",
    """
    CREATE TABLE circle_version (
        id INTEGER NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
        begun_at INTEGER NOT NULL,
        saved_at INTEGER NOT NULL,
        map TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE check_in (
        id INTEGER NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
        scale_id TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        made_on TEXT NOT NULL,
        zone TEXT NOT NULL,
        moment TEXT NOT NULL,
        run_id INTEGER REFERENCES practice_run (id) ON DELETE SET NULL
    )
    """,
    "CREATE INDEX check_in_by_day ON check_in (scale_id, made_on, made_at)",
    "CREATE INDEX check_in_by_run ON check_in (run_id)",
    """
    CREATE TABLE check_in_answer (
        check_in_id INTEGER NOT NULL REFERENCES check_in (id) ON DELETE CASCADE,
        item_id TEXT NOT NULL,
        choice INTEGER,
        label TEXT NOT NULL,
        PRIMARY KEY (check_in_id, item_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE support_entry (
        id INTEGER NOT NULL PRIMARY KEY,
        ordinal INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        how TEXT NOT NULL,
        hours TEXT NOT NULL,
        languages TEXT NOT NULL,
        cost TEXT NOT NULL,
        privacy TEXT NOT NULL,
        checked_on TEXT,
        checked_by TEXT NOT NULL
    )
    """,
    """
    CREATE TRIGGER entry_practice_gone_for_good AFTER DELETE ON entry
    WHEN NOT EXISTS (SELECT 1 FROM trashed_entry WHERE id = old.id) BEGIN
        DELETE FROM practice_run WHERE entry_id = old.id;
        DELETE FROM drawing WHERE entry_id = old.id;
    END
    """,
    """
    CREATE TRIGGER trashed_entry_practice_gone_for_good AFTER DELETE ON trashed_entry
    WHEN NOT EXISTS (SELECT 1 FROM entry WHERE id = old.id) BEGIN
        DELETE FROM practice_run WHERE entry_id = old.id;
        DELETE FROM drawing WHERE entry_id = old.id;
    END
    """,
    """
    CREATE TRIGGER draft_drawing_gone AFTER DELETE ON draft BEGIN
        DELETE FROM drawing WHERE draft_id = old.id;
    END
    """,
)

"""Version 3: what ten years of writing ask for: tags, marks, versions, links, attachments, scripts without spaces.

Rows that hang on an entry name it without a foreign key, so that they wait in their place while the entry is in the
trash; the triggers below take them away when it is in neither table. A draft's attachments go with the draft, unless
they were handed to an entry before. Never edited once released.
"""

VERSION = 3

STATEMENTS: tuple[str, ...] = (
    "CREATE INDEX entry_by_edited ON entry (sort_key) WHERE edited_at IS NOT NULL",
    "CREATE INDEX asked_theme_by_theme ON asked_theme (theme_id, asked_id)",
    """
    CREATE TABLE entry_mark (
        entry_id INTEGER NOT NULL PRIMARY KEY,
        is_starred INTEGER NOT NULL,
        is_left_out INTEGER NOT NULL,
        language TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE tag (
        id INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE tag_alias (
        folded TEXT NOT NULL PRIMARY KEY,
        tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    "CREATE INDEX tag_alias_by_tag ON tag_alias (tag_id)",
    """
    CREATE TABLE entry_tag (
        tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
        entry_id INTEGER NOT NULL,
        is_chip INTEGER NOT NULL,
        is_typed INTEGER NOT NULL,
        PRIMARY KEY (tag_id, entry_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX entry_tag_by_entry ON entry_tag (entry_id)",
    """
    CREATE TABLE entry_link (
        entry_id INTEGER NOT NULL,
        to_uid TEXT NOT NULL,
        PRIMARY KEY (entry_id, to_uid)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX entry_link_by_target ON entry_link (to_uid)",
    """
    CREATE TABLE entry_passage (
        id INTEGER NOT NULL PRIMARY KEY,
        entry_id INTEGER NOT NULL,
        linked_at INTEGER NOT NULL,
        passage_id TEXT NOT NULL,
        article_id TEXT NOT NULL,
        article_title TEXT NOT NULL,
        article_sha256 TEXT NOT NULL,
        stance TEXT NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX entry_passage_once ON entry_passage (entry_id, passage_id)",
    "CREATE INDEX entry_passage_by_article ON entry_passage (article_id, passage_id, entry_id)",
    """
    CREATE TABLE entry_version (
        id INTEGER NOT NULL PRIMARY KEY,
        entry_id INTEGER NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        worded_at INTEGER NOT NULL,
        replaced_at INTEGER NOT NULL
    )
    """,
    "CREATE INDEX entry_version_by_entry ON entry_version (entry_id, replaced_at)",
    """
    CREATE TABLE attachment (
        id INTEGER NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        entry_id INTEGER,
        draft_id INTEGER,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        byte_count INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        width_px INTEGER,
        height_px INTEGER,
        added_at INTEGER NOT NULL
    )
    """,
    "CREATE INDEX attachment_by_entry ON attachment (entry_id)",
    "CREATE INDEX attachment_by_draft ON attachment (draft_id)",
    """
    CREATE TABLE attachment_chunk (
        attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (attachment_id, ordinal)
    )
    """,
    "CREATE TABLE own_word (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
    """
    CREATE TABLE entry_gram (
        sort_key INTEGER NOT NULL PRIMARY KEY,
        grams TEXT NOT NULL
    )
    """,
    # The pairs are cut by us; every character outside ASCII is part of a word to this tokenizer.
    """
    CREATE VIRTUAL TABLE gram_words USING fts5 (
        grams,
        content = 'entry_gram',
        content_rowid = 'sort_key',
        tokenize = 'ascii'
    )
    """,
    "INSERT INTO gram_words (gram_words, rank) VALUES ('secure-delete', 1)",
    """
    CREATE TABLE import_batch (
        id INTEGER NOT NULL PRIMARY KEY,
        source TEXT NOT NULL,
        begun_at INTEGER NOT NULL,
        finished_at INTEGER
    )
    """,
    """
    CREATE TABLE import_item (
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
        mark TEXT NOT NULL,
        PRIMARY KEY (kind, name, batch_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX import_item_by_batch ON import_item (batch_id)",
    """
    CREATE TRIGGER gram_words_insert AFTER INSERT ON entry_gram BEGIN
        INSERT INTO gram_words (rowid, grams) VALUES (new.sort_key, new.grams);
    END
    """,
    """
    CREATE TRIGGER gram_words_delete AFTER DELETE ON entry_gram BEGIN
        INSERT INTO gram_words (gram_words, rowid, grams) VALUES ('delete', old.sort_key, old.grams);
    END
    """,
    """
    CREATE TRIGGER gram_words_update AFTER UPDATE ON entry_gram BEGIN
        INSERT INTO gram_words (gram_words, rowid, grams) VALUES ('delete', old.sort_key, old.grams);
        INSERT INTO gram_words (rowid, grams) VALUES (new.sort_key, new.grams);
    END
    """,
    """
    CREATE TRIGGER entry_moved AFTER UPDATE OF sort_key ON entry WHEN new.sort_key <> old.sort_key BEGIN
        DELETE FROM entry_gram WHERE sort_key = new.sort_key;
        UPDATE entry_gram SET sort_key = new.sort_key WHERE sort_key = old.sort_key;
    END
    """,
    """
    CREATE TRIGGER entry_gone AFTER DELETE ON entry BEGIN
        DELETE FROM entry_gram WHERE sort_key = old.sort_key;
    END
    """,
    """
    CREATE TRIGGER entry_gone_for_good AFTER DELETE ON entry
    WHEN NOT EXISTS (SELECT 1 FROM trashed_entry WHERE id = old.id) BEGIN
        DELETE FROM entry_mark WHERE entry_id = old.id;
        DELETE FROM entry_tag WHERE entry_id = old.id;
        DELETE FROM entry_link WHERE entry_id = old.id;
        DELETE FROM entry_passage WHERE entry_id = old.id;
        DELETE FROM entry_version WHERE entry_id = old.id;
        DELETE FROM attachment WHERE entry_id = old.id;
        DELETE FROM import_item WHERE kind = 'entry' AND name = old.uid;
    END
    """,
    """
    CREATE TRIGGER trashed_entry_gone_for_good AFTER DELETE ON trashed_entry
    WHEN NOT EXISTS (SELECT 1 FROM entry WHERE id = old.id) BEGIN
        DELETE FROM entry_mark WHERE entry_id = old.id;
        DELETE FROM entry_tag WHERE entry_id = old.id;
        DELETE FROM entry_link WHERE entry_id = old.id;
        DELETE FROM entry_passage WHERE entry_id = old.id;
        DELETE FROM entry_version WHERE entry_id = old.id;
        DELETE FROM attachment WHERE entry_id = old.id;
        DELETE FROM import_item WHERE kind = 'entry' AND name = old.uid;
    END
    """,
    # A tag is there as long as a page has it, in the journal or the trash: no name outlives what was deleted for good.
    """
    CREATE TRIGGER tag_gone AFTER DELETE ON entry_tag
    WHEN NOT EXISTS (SELECT 1 FROM entry_tag WHERE tag_id = old.tag_id) BEGIN
        DELETE FROM tag WHERE id = old.tag_id;
    END
    """,
    """
    CREATE TRIGGER draft_gone AFTER DELETE ON draft BEGIN
        DELETE FROM attachment WHERE draft_id = old.id;
    END
    """,
)

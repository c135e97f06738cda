"""Hold that the table objects and the migrations' plain SQL say the same."""

from collections.abc import Iterator

import pytest
from sqlcipher3 import dbapi2

from journal_app.vault import ladder, schema

TABLES = sorted(schema.metadata.tables)


def climb(connection: dbapi2.Connection) -> None:
    for step in ladder.steps():
        for statement in step.statements:
            connection.execute(statement)


@pytest.fixture
def database() -> Iterator[dbapi2.Connection]:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    climb(connection)
    yield connection
    connection.close()


def test_migrations__run_from_nothing__make_exactly_the_tables_of_the_schema(database: dbapi2.Connection) -> None:
    made = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\' ORDER BY name"
    ).fetchall()

    assert [name for (name,) in made] == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_migrations__each_table__has_the_columns_of_the_schema(database: dbapi2.Connection, name: str) -> None:
    described = [(c.name, str(c.type), not c.nullable, c.primary_key) for c in schema.metadata.tables[name].columns]

    made = database.execute(f"PRAGMA table_info({name})").fetchall()

    assert [(n, kind, bool(notnull), pk > 0) for _, n, kind, notnull, _, pk in made] == described


@pytest.mark.parametrize("name", TABLES)
def test_migrations__each_table__has_the_foreign_keys_of_the_schema(database: dbapi2.Connection, name: str) -> None:
    described = {
        (key.parent.name, key.column.table.name, key.column.name, key.ondelete or "NO ACTION")
        for key in schema.metadata.tables[name].foreign_keys
    }

    made = database.execute(f"PRAGMA foreign_key_list({name})").fetchall()

    assert {(row[3], row[2], row[4], row[6]) for row in made} == described


@pytest.mark.parametrize("name", TABLES)
def test_migrations__each_table__has_the_named_indexes_of_the_schema(database: dbapi2.Connection, name: str) -> None:
    described = {
        (index.name, bool(index.unique), tuple(c.name for c in index.columns))
        for index in schema.metadata.tables[name].indexes
    }

    made = {
        (row[1], bool(row[2]), tuple(part[2] for part in database.execute(f"PRAGMA index_info({row[1]})").fetchall()))
        for row in database.execute(f"PRAGMA index_list({name})").fetchall()
        if row[3] == "c"
    }

    assert made == described


@pytest.mark.parametrize("name", TABLES)
def test_migrations__each_table__has_the_unique_columns_of_the_schema(database: dbapi2.Connection, name: str) -> None:
    described = {c.name for c in schema.metadata.tables[name].columns if c.unique}

    made = {
        database.execute(f"PRAGMA index_info({row[1]})").fetchone()[2]
        for row in database.execute(f"PRAGMA index_list({name})").fetchall()
        if row[3] == "u"
    }

    assert made == described


def test_search_index__made__forgets_deleted_words_and_folds_accents(database: dbapi2.Connection) -> None:
    options = dict(database.execute("SELECT k, v FROM entry_words_config").fetchall())
    (made,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_words'").fetchone()

    assert options["secure-delete"] == 1
    assert "unicode61 remove_diacritics 2" in made
    assert "prefix = '2 3'" in made


def test_seed__of_two_new_journals__differs(database: dbapi2.Connection) -> None:
    other = dbapi2.connect(":memory:", isolation_level=None)
    climb(other)
    query = "SELECT value FROM preference WHERE key = 'seed'"

    seeds = {connection.execute(query).fetchone()[0] for connection in (database, other)}
    other.close()

    assert len(seeds) == 2
    assert all(len(seed) == 34 for seed in seeds)

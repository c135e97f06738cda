"""Filters: each finds the entries that meet it and none other, alone, turned round, with words, and with each other."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, insert, text, update

from journal_app.content.model import ArticleId, Pack, PassageId, PracticeId, StepId, Strand, ThemeId
from journal_app.journal.asked import Asked, asked_from_prompt
from journal_app.journal.entries import EntryId, add_entry
from journal_app.journal.query import Problem, ProblemKind
from journal_app.journal.search import FEW, search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.engine import raw
from journal_app.vault.vault import Vault

TODAY = date(2026, 5, 14)

Write = Callable[..., EntryId]
Find = Callable[[str], list[str]]


@pytest.fixture
def write(vault: Vault, clock: FixedClock) -> Write:
    minutes = itertools.count()

    def keep(body: str, on: date = TODAY, **more: object) -> EntryId:
        at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC) + timedelta(minutes=next(minutes))
        return add_entry(vault, clock, title="", body=body, written_at=at, zone="UTC", **more)  # type: ignore[arg-type]

    return keep


@pytest.fixture
def find(vault: Vault, pack: Pack) -> Find:
    return lambda words: [
        hit.entry.opening for hit in search_entries(vault, words, pack=pack, today=TODAY, limit=9).items
    ]


def _put(vault: Vault, table: object, **values: object) -> None:
    with vault.write() as connection:
        connection.execute(insert(table).values(**values))  # type: ignore[arg-type]


def _attach(vault: Vault, entry_id: EntryId, media_type: str) -> None:
    _put(
        vault,
        schema.attachment,
        uid=f"{entry_id:032x}",
        entry_id=entry_id,
        name="a",
        media_type=media_type,
        byte_count=1,
        sha256="",
        added_at=0,
    )


def _tag(vault: Vault, name: str, *entries: EntryId) -> int:
    with vault.write() as connection:
        made = connection.execute(insert(schema.tag).values(name=name, folded=name.casefold())).lastrowid
        rows = [{"tag_id": made, "entry_id": each, "is_chip": 1, "is_typed": 0} for each in entries]
        connection.execute(insert(schema.entry_tag), rows)
    return int(made)


def _link_passage(vault: Vault, pack: Pack, entry_id: EntryId, passage_id: str) -> None:
    passage = pack.passages[passage_id]  # type: ignore[index]
    _put(
        vault,
        schema.entry_passage,
        entry_id=entry_id,
        linked_at=0,
        passage_id=passage.id,
        article_id=passage.article,
        article_title="",
        article_sha256="",
        stance=passage.stance,
        exact="",
        prefix="",
        suffix="",
        start_offset=0,
        end_offset=0,
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("on:2026-05-14", ["14 May"]),
        ("on:today", ["14 May"]),
        ("on:yesterday", ["13 May"]),
        ("on:2026-05", ["14 May", "13 May"]),
        ("on:2025", ["31 Dec"]),
        ("before:2026", ["31 Dec", "old"]),
        ("before:2026-05-14", ["13 May", "1 Jan", "31 Dec", "old"]),
        ("after:2026-01", ["14 May", "13 May"]),
        ("after:2025-12-30 before:2026-05", ["1 Jan", "31 Dec"]),
        ("-on:2026", ["31 Dec", "old"]),
        ("-before:2026", ["14 May", "13 May", "1 Jan"]),
        ("-after:2025", ["31 Dec", "old"]),
        ("on:2026-05 may", ["14 May", "13 May"]),
        ("before:2026 may", []),
        ("-on:2026-05 may", []),
        ("after:9999-12-31", []),
        ("before:0001-01-01", []),
        ("on:last-week", []),
    ],
)
def test_dates__each_form__bounds_the_days(write: Write, find: Find, words: str, found: list[str]) -> None:
    for body, on in [
        ("old", date(2, 1, 2)),
        ("31 Dec", date(2025, 12, 31)),
        ("1 Jan", date(2026, 1, 1)),
        ("13 May", date(2026, 5, 13)),
        ("14 May", TODAY),
    ]:
        write(body, on)

    assert find(words) == found


def test_has_and_is__each_value__finds_those_that_meet_it(
    vault: Vault, pack: Pack, asked: Asked, write: Write, find: Find
) -> None:
    ids = {
        name: write(name) for name in ("bare", "file", "picture", "link", "passage", "tag", "version", "star", "left")
    }
    write("prompted", asked=asked)
    write("imported", origin="a.txt")
    edited = write("edited")
    _attach(vault, ids["file"], "application/pdf")
    _attach(vault, ids["picture"], "image/png")
    _put(vault, schema.entry_link, entry_id=ids["link"], to_uid="0" * 32)
    _link_passage(vault, pack, ids["passage"], next(iter(pack.passages)))
    _tag(vault, "home", ids["tag"])
    version = {"title": "", "body": "", "worded_at": 0, "replaced_at": 1}
    _put(vault, schema.entry_version, entry_id=ids["version"], **version)
    _put(vault, schema.entry_mark, entry_id=ids["star"], is_starred=1, is_left_out=0, language="")
    _put(vault, schema.entry_mark, entry_id=ids["left"], is_starred=0, is_left_out=1, language="")
    with vault.write() as connection:
        connection.execute(update(schema.entry).where(schema.entry.c.id == edited).values(edited_at=1))

    assert find("has:attachment") == ["picture", "file"]
    assert find("has:attachment -has:picture") == ["file"]
    for name in ("picture", "link", "passage", "tag", "version"):
        assert find(f"has:{name}") == [name]
        assert find(f"has:{name} {name}") == [name]
        assert find(f"has:{name} bare") == []
        assert find(f"-has:{name} {name}") == []
    assert find("has:prompt") == find("is:prompted") == ["prompted"]
    assert find("is:starred") == ["star"]
    assert find("is:left-out") == ["left"]
    assert find("is:imported") == ["imported"]
    assert find("is:edited") == ["edited"]
    assert find("is:free is:starred") == ["star"]
    assert find("-is:free") == ["prompted"]
    assert find("is:starred is:edited") == []


def test_tag__by_name_earlier_name_and_the_name_above__finds_entries(vault: Vault, write: Write, find: Find) -> None:
    rose, leek, home = write("rose"), write("leek"), write("home")
    _tag(vault, "Garden/Roses", rose)
    garden = _tag(vault, "Garden", leek)
    _tag(vault, "gardens_of", home)
    _put(vault, schema.tag_alias, folded="allotment", tag_id=garden)

    assert find("tag:GARDEN") == ["leek", "rose"]
    assert find("tag:#garden/roses") == ["rose"]
    assert find("tag:allotment") == ["leek"]
    assert find("-tag:garden") == ["home"]
    assert find("tag:garden leek") == ["leek"]


def test_theme_strand_article__by_id_and_name__find_answers_and_linked_pages(
    vault: Vault, pack: Pack, write: Write, find: Find
) -> None:
    prompt = pack.prompts["q000-01"]  # type: ignore[index]
    theme, article = pack.themes[prompt.themes[0]], pack.article_of(prompt)
    linked = next(one for one in pack.passages.values() if theme.id in one.themes)
    write("answer", asked=asked_from_prompt(pack, prompt))
    _link_passage(vault, pack, write("linked"), linked.id)
    write("neither")

    assert find(f"theme:{theme.id}") == ["linked", "answer"]
    assert find(f'theme:"{theme.name.upper()}"') == ["linked", "answer"]
    assert find(f'theme:"{theme.name[:5]}" answer') == ["answer"]
    assert find(f"strand:{theme.strand}") == ["answer"]
    assert find(f'article:"{article.title}" answer') == ["answer"]
    assert find(f'article:"{article.short_title}" answer') == ["answer"]
    assert find(f"-article:{article.id} -article:{linked.article}") == ["neither"]


def test_passage__by_id_and_how_it_begins__finds_what_was_asked_with_it_or_linked(
    vault: Vault, pack: Pack, asked: Asked, write: Write, find: Find
) -> None:
    prompt = pack.prompts["q000-01"]  # type: ignore[index]
    passage = pack.passages[prompt.passages[0]]
    other = next(one for one in pack.passages.values() if one.id not in prompt.passages)
    write("answer", asked=asked_from_prompt(pack, prompt))
    _link_passage(vault, pack, write("linked"), passage.id)
    _link_passage(vault, pack, write("another"), other.id)
    write("old", asked=replace(asked, passages=(replace(asked.passages[0], passage_id=PassageId("gone")),)))

    assert find(f"passage:{passage.id}") == ["linked", "answer"]
    assert find(f'passage:"{passage.quote.exact[:24].upper()}" answer') == ["answer"]
    assert find(f"-passage:{passage.id} -passage:{other.id}") == ["old"]
    assert find("passage:gone") == ["old"]


def test_practice__by_name__finds_the_answers_to_its_steps(pack: Pack, asked: Asked, write: Write, find: Find) -> None:
    practice = next(iter(pack.practices.values()))
    step = replace(asked, prompt_id=practice.id, step_id=StepId("s1"))  # type: ignore[arg-type]
    write("step", asked=step)
    write("prompt", asked=asked)

    assert find(f'practice:"{practice.title}"') == find(f"practice:{practice.id}") == ["step"]
    assert find("practice:q1") == []


def test_names__that_only_older_entries_know__are_found_by_id(asked: Asked, write: Write, find: Find) -> None:
    gone = replace(asked, theme_ids=(ThemeId("gone"),), strand=Strand.VOICE)
    write("old", asked=gone)

    assert find("theme:gone") == find("article:a2") == find("strand:voice") == ["old"]
    assert ArticleId("a2") not in {PracticeId("")}


@pytest.mark.parametrize("field", ["tag", "theme", "article", "practice", "passage"])
def test_names__that_nothing_goes_by__find_nothing_and_are_told(
    vault: Vault, pack: Pack, write: Write, field: str
) -> None:
    write("words")

    page = search_entries(vault, f"{field}:nowhere words", pack=pack, today=TODAY)
    turned = search_entries(vault, f"-{field}:nowhere words", pack=pack, today=TODAY)

    assert page.items == ()
    assert page.problems == turned.problems == (Problem(ProblemKind.NO_SUCH_NAME, field, "nowhere"),)
    assert len(turned.items) == 1


def test_filter__met_by_more_than_a_few__pages_as_words_do(vault: Vault, clock: FixedClock) -> None:
    many = FEW + 20
    with vault.write() as connection:
        _fill(connection, many)
    _put(vault, schema.entry_mark, entry_id=1, is_starred=1, is_left_out=0, language="")

    for words in ("tag:many", "tag:many plum", "tag:many -is:starred", "is:imported", "is:imported plum -pear"):
        keys = [hit.entry.sort_key for page in _pages(vault, words) for hit in page]
        wanted = range(many, 1 if words.endswith("starred") else 0, -1)
        assert keys == list(wanted)


def test_plan__newest_first__sorts_nothing_at_any_size(vault: Vault, pack: Pack) -> None:
    with vault.write() as connection:
        _fill(connection, FEW + 20)
        raw(connection).execute("ANALYZE")
    for words in (
        "plum",
        "plum tag:many",
        "plum -pear tag:many",
        "plum on:1970",
        "tag:many",
        "is:imported",
        "on:1970",
        "is:free",
    ):
        statements: list[str] = []
        with vault.read() as connection:
            driver = raw(connection)
            driver.set_trace_callback(statements.append)
            search_entries(vault, words, pack=pack, today=TODAY)
            driver.set_trace_callback(None)
            walks = [one for one in statements if one.startswith("SELECT") and "ORDER BY" in one and "LIMIT" in one]
            plans = [row[3] for one in walks for row in driver.execute(f"EXPLAIN QUERY PLAN {one}")]
        assert plans
        assert not [step for step in plans if "ORDER BY" in step]


def test_plan__filter_that_very_few_meet__seeks_each_and_walks_no_further(vault: Vault, write: Write) -> None:
    for number in range(60):
        write(f"plum {number}")
    with vault.write() as connection:
        connection.execute(insert(schema.tag).values(id=1, name="rare", folded="rare"))
        connection.execute(text("INSERT INTO entry_tag SELECT 1, id, 1, 0 FROM entry WHERE id % 20 = 0"))
    statements: list[str] = []
    with vault.read() as connection:
        driver = raw(connection)
        driver.set_trace_callback(statements.append)
        found = search_entries(vault, "plum tag:rare")
        driver.set_trace_callback(None)
        [walk] = [one for one in statements if "MATCH" in one and "entry_words" in one]
        [scan] = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {walk}") if "VIRTUAL TABLE" in row[3]]

    assert [hit.snippet for hit in found.items] == ["plum 59", "plum 39", "plum 19"]
    assert "=" in scan.rpartition(":")[2]  # FTS5 names the row ids it is given


def _fill(connection: Connection, count: int) -> None:
    """Make rows at once, as many as a filter must have to be walked."""
    connection.execute(
        text(
            "INSERT INTO entry (id, uid, sort_key, written_at, zone, written_on, title, body, origin, created_at) "
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) "
            "SELECT i, i, i, 0, 'UTC', '1970-01-01', '', 'plum', i, 0 FROM n"
        ),
        {"count": count},
    )
    connection.execute(insert(schema.tag).values(id=1, name="many", folded="many"))
    connection.execute(text("INSERT INTO entry_tag SELECT 1, id, 1, 0 FROM entry"))


def _pages(vault: Vault, words: str) -> Iterator[tuple[object, ...]]:
    before: int | None = None
    while True:
        page = search_entries(vault, words, before=before, limit=170)
        yield page.items
        before = page.next_before
        if before is None:
            return

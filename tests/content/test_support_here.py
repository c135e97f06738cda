"""What is filled in for everyone on one computer: read back as written, and read safely whatever lies there."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.content.model import Support, SupportEntry, SupportRegion
from journal_app.content.support_here import (
    LARGEST_FILE_BYTES,
    LOCAL,
    MOST_ENTRIES,
    HereError,
    HereProblem,
    read_here,
    with_here,
    write_here,
)

DESK = SupportEntry(
    "local", "The front desk", "Knock", "day and night", ("English", "Somali"), "free", "", date(2026, 11, 1), "Ines"
)
words = st.text(min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(bool)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "support.toml"


def test_here__written__comes_back_and_only_the_owner_can_read_the_file(path: Path) -> None:
    write_here(path, [DESK])
    assert read_here(path) == ((DESK,), None)
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["support.toml"]


@given(name=words, how=words, languages=st.lists(words, max_size=3), on=st.none() | st.dates())
def test_here__any_words__come_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, name: str, how: str, languages: list[str], on: date | None
) -> None:
    path = tmp_path_factory.mktemp("here") / "support.toml"
    entry = SupportEntry("local", name, how, languages=tuple(languages), checked_on=on)
    write_here(path, [entry])
    assert read_here(path) == ((entry,), None)


def test_here__no_file__has_none_and_that_is_right(path: Path) -> None:
    assert read_here(path) == ((), None)


@pytest.mark.parametrize(
    "text",
    [
        "[[entry]]\nname = ",
        "entry = 3",
        "\udcff",
        "x" * (LARGEST_FILE_BYTES + 1),
        "a." * 20_000 + "a = 1",
        "x = " + "[" * 5_000,
    ],
    ids=["cut short", "no table", "no text", "too large", "many dots", "deep"],
)
def test_here__not_as_it_should_be__has_none_and_says_so(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert read_here(path) == ((), HereProblem.DAMAGED)


def test_here__odd_rows__cost_only_themselves(path: Path) -> None:
    path.parent.mkdir()
    odd = '[[entry]]\nname = "No way to reach"\n[[entry]]\nname = 4\nhow = "x"\n'
    good = '[[entry]]\nname = "Desk"\nhow = "Knock"\nchecked_on = "soon"\nlanguages = "all"\nsecret = "x"\n'
    path.write_text(odd + good, encoding="utf-8")
    assert read_here(path) == ((SupportEntry("local", "Desk", "Knock"),), None)


def test_here__a_pipe_or_folder_in_its_place__is_not_waited_for(path: Path) -> None:
    path.mkdir(parents=True)
    assert read_here(path) == ((), HereProblem.DAMAGED)
    with pytest.raises(HereError) as raised:
        write_here(path, [DESK])
    assert raised.value.code is HereProblem.NOT_SAVED
    assert [one.name for one in path.parent.iterdir()] == ["support.toml"]


def test_here__very_many_entries__are_read_up_to_a_number(path: Path) -> None:
    write_here(path, [DESK] * (MOST_ENTRIES + 5))
    assert len(read_here(path)[0]) == MOST_ENTRIES


def test_with_here__region_of_ones_own_place__is_filled_first_or_made() -> None:
    pack = Support(180, "", "", (SupportRegion(LOCAL, "Here", (SupportEntry("local", "Own of pack", "x"),)),))
    assert [one.name for one in with_here(pack, (DESK,), "Here").regions[0].entries] == [DESK.name, "Own of pack"]
    bare = Support(180, "", "", (SupportRegion("us", "United States", ()),))
    assert [one.id for one in with_here(bare, (DESK,), "Here").regions] == [LOCAL, "us"]
    assert with_here(bare, (), "Here") == bare

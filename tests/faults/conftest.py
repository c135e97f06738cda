"""What the fault tests share: a journal worth losing, everything it holds, and how much effort a run may take."""

import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from journal_app.journal.adding import add_entries
from journal_app.journal.asked import Asked
from journal_app.journal.drafts import save_draft, start_draft
from journal_app.journal.entries import NewEntry
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.vault import create_with_data_key, open_with_data_key

ROOT = Path(__file__).parents[2]
SYLLABLES = ("mo", "an", "tri", "ül", "kel", "sa", "ro", "né", "fin", "da", "wo", "𝒳i")
START = datetime(2017, 3, 1, 7, 15, tzinfo=UTC)

Counts = Mapping[str, int]
Everything = dict[str, set[tuple[object, ...]]]
StartChild = Callable[..., subprocess.Popen[str]]


@pytest.fixture(params=["everyday", pytest.param("thorough", marks=pytest.mark.thorough)])
def effort(request: pytest.FixtureRequest, full_counts: bool) -> str:
    """How much a test may do: "everyday", "thorough", or with `--full` "full"."""
    return "full" if full_counts and request.param == "thorough" else str(request.param)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 5, 14, 18, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def make_journal(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int, bytes], Path]:
    """Make a closed vault with so many entries, some of them long, and a draft; each number is made once."""
    made: dict[int, Path] = {}

    def make(count: int, data_key: bytes) -> Path:
        if count not in made:
            made[count] = tmp_path_factory.mktemp("journal") / "vault"
            _fill(made[count], data_key, count)
        return made[count]

    return make


@pytest.fixture
def everything(data_key: bytes) -> Callable[[Path], Everything]:
    """Read every row of a vault, by table."""

    def read(folder: Path) -> Everything:
        vault = open_with_data_key(folder, data_key)
        with vault.read() as connection:
            found = {name: connection.execute(select(table)) for name, table in schema.metadata.tables.items()}
            rows = {name: {tuple(row) for row in result} for name, result in found.items()}
        vault.close()
        return rows

    return read


@pytest.fixture
def start_child() -> StartChild:
    """Start a Python process that runs some source, below the project, with its standard output on a pipe."""

    def start(source: str, *arguments: object, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        command = [*before, sys.executable, "-c", source, *map(str, arguments)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT)

    return start


def _fill(folder: Path, data_key: bytes, count: int) -> None:
    chance, clock = random.Random(count), FixedClock(START + timedelta(days=4000))
    vault = create_with_data_key(folder, data_key)
    add_entries(
        vault,
        clock,
        (
            NewEntry(
                title=_words(chance, 3),
                body=_words(chance, chance.randint(10, 200) if number % 40 else 2500),
                written_at=START + timedelta(hours=27 * number),
                zone="Europe/London",
                asked=_asked(number) if number % 3 == 0 else None,
            )
            for number in range(count)
        ),
    )
    draft = start_draft(vault, clock)
    save_draft(vault, clock, draft.id, title="Half a thought", body=_words(chance, 900))
    vault.close()


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(count))


def _asked(number: int) -> Asked:
    from journal_app.content.model import PackId, PromptId, Strand, ThemeId

    return Asked(
        pack_id=PackId("small"),
        pack_version="1.0",
        prompt_id=PromptId(f"q{number % 40}"),
        step_id=None,
        title=f"Prompt {number % 40}",
        text="What would you put out for a guest? " * 3,
        smaller="Which cup?",
        stem="I would…",
        strand=Strand.SELF_COMPASSION,
        theme_ids=(ThemeId("self-kindness"),),
        content_note="",
        passages=(),
    )

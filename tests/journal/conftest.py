"""Fixtures of the journal's tests: a clock that stands, the real pack, a question that needs no pack."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from journal_app.content.load import load_pack
from journal_app.content.model import (
    ArticleId,
    Pack,
    PackId,
    PassageId,
    PromptId,
    Stance,
    Step,
    StepType,
    Strand,
    ThemeId,
)
from journal_app.journal.asked import Asked, PassageSnapshot
from journal_app.journal.practice_answer import Answer, Placed
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.vault import schema
from journal_app.vault.engine import raw
from journal_app.vault.vault import Vault


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 5, 14, 18, 30, 15, 123456, tzinfo=UTC), "Europe/London")


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(seeds_dir())


@pytest.fixture
def asked() -> Asked:
    return Asked(
        pack_id=PackId("small"),
        pack_version="1.0",
        prompt_id=PromptId("q1"),
        step_id=None,
        title="The good mug 🫖",
        text="What would you put out for a guest?\r\nAnd for you?",
        smaller="Which cup?",
        stem="I would…",
        strand=Strand.SELF_COMPASSION,
        theme_ids=(ThemeId("self-kindness"), ThemeId("dignity")),
        content_note="",
        passages=(
            PassageSnapshot(
                passage_id=PassageId("p2"),
                article_id=ArticleId("a2"),
                article_title="On cups",
                article_sha256="0" * 64,
                stance=Stance.CLAIM,
                exact="a real\r\ncup 𝒳",
                prefix="x\0y",
                suffix="",
                start=3,
                end=15,
            ),
            PassageSnapshot(
                passage_id=PassageId("p1"),
                article_id=ArticleId("a1"),
                article_title="On guests",
                article_sha256="f" * 64,
                stance=Stance.HEDGED,
                exact="may feel welcome",
                prefix="A guest ",
                suffix=" in time",
                start=8,
                end=24,
            ),
        ),
    )


@pytest.fixture(scope="session")
def all_rows() -> Callable[[Vault], dict[str, list[tuple[object, ...]]]]:
    """Give every row of every table of a vault, and what its search index holds of each word."""

    def read(vault: Vault) -> dict[str, list[tuple[object, ...]]]:
        with vault.read() as connection:
            found = {
                name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
                for name, table in schema.metadata.tables.items()
            }
        with vault.engine.connect() as connection:
            driver = raw(connection)
            driver.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab (main, entry_words, instance)"
            )
            found["words"] = sorted(driver.execute("SELECT term, doc, col, offset FROM temp.words").fetchall())
        return found

    return read


AnswerFor = Callable[..., Answer]


@pytest.fixture(scope="session")
def answer_for() -> AnswerFor:
    """Make an answer of the kind that a practice's step asks for."""

    def answer(step: Step, choice: str = "", words: str = "Some wörds 🌱") -> Answer:
        """Return an answer of the kind that a step asks for; nothing where it asks for nothing."""
        parts = {part.id: f"{words} {part.id}" for part in step.parts}
        match step.type:
            case StepType.CHOOSE:
                return Answer(chosen=(choice or step.options[0].label,))
            case StepType.RATE:
                return Answer(rated={part.id: step.scale[0] for part in step.parts} or {"": step.scale[0]})
            case StepType.MAP:
                return Answer(
                    placed=tuple(Placed(f"{words} {part.id}", part.id) for part in step.parts) or (Placed(words),)
                )
            case StepType.LIST | StepType.PLAN | StepType.LETTER if parts:
                return Answer(parts=parts)
            case StepType.LIST:
                return Answer(lines=(words, "another"))
            case StepType.WRITE | StepType.DRAW | StepType.NOTICE | StepType.LETTER | StepType.PLAN:
                return Answer(text=words)
        return Answer()

    return answer

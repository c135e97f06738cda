"""After a rescue, every kind of thing a person made is named: what is kept, and what is missing of it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journal_app.content.load import load_pack
from journal_app.content.model import PracticeId, StepId
from journal_app.journal.check_ins import save_check_in
from journal_app.journal.circle import Circle, CircleItem, ItemId, save_circle
from journal_app.journal.drawings import Owner, Stroke, save_drawing
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import begin_practice, load_run, save_answer
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.ui.screens.rescue_words import RescueWords
from journal_app.vault import schema
from journal_app.vault.refill import KeptTable
from journal_app.vault.rescue import rescue_with_data_key
from journal_app.vault.vault import Vault, open_with_data_key


def test_rescue__of_a_vault_with_practices__names_each_kind_and_brings_it_over(
    vault: Vault, data_key: bytes, clock: FixedClock, tmp_path: Path, qtbot: QtBot
) -> None:
    pack = load_pack(seeds_dir())
    run = begin_practice(vault, clock, pack, PracticeId("kind-pause"))
    save_answer(vault, clock, run.id, StepId("name-it"), Answer(text="hail"))
    save_drawing(vault, clock, Owner(run_id=run.id), (Stroke(0, 0.1, ((0.5, 0.5),)),))
    save_circle(vault, clock, Circle((CircleItem(ItemId("1"), "R."),)))
    for steady in (1, 2):
        save_check_in(vault, clock, pack.scales["check-in"], {"steady": steady})
    vault.close()
    [database] = vault.folder.glob("*.db")
    database.write_bytes(bytes(4096) + database.read_bytes()[4096:])

    report = rescue_with_data_key(vault.folder, data_key, into=tmp_path / "rescued")

    said = RescueWords().lines(report.tables)
    for begins in (
        "0 entries are kept.",
        "One practice is kept.",
        "One drawing is kept.",
        "Your circle is kept.",
        "2 check-ins are kept.",
    ):
        assert any(line.startswith(begins) for line in said), (begins, said)
    rescued = open_with_data_key(tmp_path / "rescued", data_key)
    assert load_run(rescued, run.id).answers[StepId("name-it")].text == "hail"
    rescued.close()


@pytest.mark.parametrize(
    ("table", "line"),
    [
        (KeptTable("practice_answer", 3, 0, 2), "3 answers in practices are kept. Missing: 2."),
        (KeptTable("drawing", 0, 0, None), "0 drawings are kept. Some may be missing; nothing is left that would say"),
        (
            KeptTable("circle_version", 3, 1, 0),
            "Your circle is kept, as it stood 3 times. Taken from the newest",
        ),
        (KeptTable("attachment", 1, 0, 0), "One picture or file is kept."),
        (KeptTable("tag", 2, 0, 0), "2 tags are kept."),
        (KeptTable("check_in_answer", 2, 0, 1), "Some answers of check-ins are missing."),
        (KeptTable("prompt_shown", 9, 0, 1), "Some things the program noted for itself are missing"),
    ],
)
def test_lines__kind_with_something_kept_or_lost__is_named(table: KeptTable, line: str, qtbot: QtBot) -> None:
    [said] = RescueWords().lines([table])

    assert said.startswith(line)


@pytest.mark.parametrize("name", ["drawing", "practice_answer", "prompt_shown", "trashed_entry", "tag"])
def test_lines__kind_with_none_and_none_lost__is_not_named(name: str, qtbot: QtBot) -> None:
    assert RescueWords().lines([KeptTable(name, 0, 0, 0)]) == []


def test_lines__every_table__is_a_persons_or_the_programs_own(qtbot: QtBot) -> None:
    """A table added later must be named here or be something that the program noted for itself."""
    own = {
        *("asked", "asked_passage", "asked_theme", "entry_gram", "entry_link", "import_batch", "import_item"),
        *("offer", "offer_day", "practice_never", "practice_not_today", "practice_shown", "practice_visit"),
        *("prompt_never", "prompt_not_today", "prompt_shown", "tag_alias", "entry_tag"),
    }
    words = RescueWords()
    said = {name for name in schema.metadata.tables if "noted" not in words.lines([KeptTable(name, 2, 0, 2)])[0]}

    assert said == set(schema.metadata.tables) - own

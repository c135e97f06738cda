"""What is kept beside the pages goes out and comes in again: nothing lost, nothing twice, and out again on wish."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from journal_app.content.load import load_pack
from journal_app.content.model import Pack, PracticeId, StepId, StoryKind
from journal_app.exchange.exporting import ExportFormat, ExportWish, look_at_export
from journal_app.exchange.importing import import_source, undo_import
from journal_app.exchange.report import SkipReason
from journal_app.journal.bringing_in import list_batches
from journal_app.journal.check_ins import Moment, save_check_in
from journal_app.journal.circle import Circle, CircleItem, ItemId, save_circle
from journal_app.journal.drafts import edit_entry, save_draft, start_draft
from journal_app.journal.drawings import Owner, Stroke, save_drawing
from journal_app.journal.entries import EntryId, add_entry
from journal_app.journal.everything import DaySpan, count_all
from journal_app.journal.kept_records import KeptKind
from journal_app.journal.own_story import add_story_line, lay_to_thread, list_story
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import (
    RunId,
    begin_practice,
    finish_run,
    go_on,
    rest_until_next_sitting,
    save_answer,
)
from journal_app.journal.set_aside import list_set_aside, mark_plan, offer_again_on
from journal_app.journal.trash import move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.vault import schema
from journal_app.vault.vault import Vault, create_with_data_key

FORMS = list(ExportFormat)
Write = Callable[..., Path]
AllOf = Callable[[Vault], dict[str, Any]]
STROKES = (Stroke(1, 0.01, ((0.1, 0.2), (1e-7, 0.7499999999999999))), Stroke(0, 1.0, ((0.0, 0.0),)))
SUPPORT = {"kind": "peer", "name": "Aunt  “Bee”", "how": "knock\nthree times", "hours": "", "languages": "en"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(seeds_dir())


def walk(vault: Vault, clock: FixedClock, pack: Pack, practice: str, answers: dict[str, Answer]) -> RunId:
    """Go through a practice to its close, with answers to some of its steps."""
    run = begin_practice(vault, clock, pack, PracticeId(practice))
    while True:
        clock.moment += timedelta(seconds=1)
        if run.step_id in answers:
            save_answer(vault, clock, run.id, run.step_id, answers[run.step_id])
        moved = go_on(vault, clock, run.id).run
        if moved.step_id == run.step_id:
            return run.id
        run = moved


def finished(vault: Vault, clock: FixedClock, run_id: RunId) -> EntryId:
    entry_id = finish_run(vault, clock, run_id)
    assert entry_id is not None
    return entry_id


@pytest.fixture
def practised(vault: Vault, clock: FixedClock, pack: Pack) -> Vault:
    """A journal with something of everything that is kept beside its pages."""
    story = {"exception": Answer(text="I sent the form back."), "thread": Answer(text="The long way 𝒳"),
             "going-on": Answer(parts={"when": "Friday", "then": "again"})}  # fmt: skip
    first = walk(vault, clock, pack, "re-authoring", story)
    save_drawing(vault, clock, Owner(entry_id=finished(vault, clock, first)), STROKES, "two lines")
    move_to_trash(vault, clock, finished(vault, clock, walk(vault, clock, pack, "kind-pause", {
        "name-it": Answer(text="hail", is_smaller=True)})))  # fmt: skip
    letter = {"letter": Answer(parts={"seen": "a lot\tof it"}), "length": Answer(chosen=("A full letter",))}
    finished(vault, clock, walk(vault, clock, pack, "ally-letter", letter))
    for waiting in list_set_aside(vault):
        mark_plan(vault, waiting.id, "not yet, and that is fine")
        offer_again_on(vault, waiting.id, date(2026, 6, 1))
    open_run = begin_practice(vault, clock, pack, PracticeId("four-sittings"))
    save_answer(vault, clock, open_run.id, StepId("check"), Answer(chosen=("Steady enough",)))
    go_on(vault, clock, open_run.id)
    rest_until_next_sitting(vault, clock, open_run.id)
    save_drawing(vault, clock, Owner(run_id=open_run.id), STROKES[:1], "")
    draft = start_draft(vault, clock, title="", body="begun")
    save_drawing(vault, clock, Owner(draft_id=draft.id), STROKES[1:], "a dot")
    page = add_entry(vault, clock, title="", body="kept", written_at=clock.now(), zone="UTC")
    begun = edit_entry(vault, clock, page)
    save_draft(vault, clock, begun.id, title="", body="kept, better")
    save_drawing(vault, clock, Owner(draft_id=begun.id), (), "nothing yet")
    by_hand = add_story_line(vault, clock, StoryKind.WITNESS, "Mrs. P. from the desk")
    thread = next(line for line in list_story(vault) if line.kind is StoryKind.THREAD)
    lay_to_thread(vault, by_hand, thread.id)
    later = add_story_line(vault, clock, StoryKind.THREAD, "a thread made after")
    lay_to_thread(vault, by_hand, later)
    for name in ("R.", "the library"):
        save_circle(vault, clock, Circle((CircleItem(ItemId("1"), name, turn=0.1),)), as_new_version=True)
    scale = pack.scales["check-in"]
    save_check_in(vault, clock, scale, {"steady": 2, "words": "two words"})
    save_check_in(vault, clock, scale, {"energy": 0}, moment=Moment.BEFORE, run_id=open_run.id)
    with vault.write() as connection:
        row = {"ordinal": 0, **SUPPORT, "cost": "", "privacy": "", "checked_on": "2026-01-01", "checked_by": "me"}
        connection.execute(insert(schema.support_entry).values(**row))
        connection.execute(insert(schema.practice_never).values(practice_id="circle-check"))
    return vault


def kept_of(everything: dict[str, Any]) -> dict[KeptKind, int]:
    return {kind: len(records) for kind, records in everything["kept"].items()}


def damage(vault: Vault) -> None:
    """Have one of each kind of JSON that can't be read any more."""
    with vault.write() as connection:
        run, answer, drawing = schema.practice_run, schema.practice_answer, schema.drawing
        first = connection.execute(select(run.c.id).order_by(run.c.id).limit(1)).scalar_one()
        connection.execute(update(run).where(run.c.id == first).values(snapshot='{"pack_id": '))
        connection.execute(update(answer).where(answer.c.run_id == first).values(value='{"text":"half'))
        connection.execute(update(drawing).where(drawing.c.words == "a dot").values(strokes=b"\xff\x00["))
        connection.execute(update(schema.circle_version).values(map="[1, 2"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("is_damaged", [False, True], ids=["whole", "damaged"])
def test_export_import__everything_kept_beside_the_pages__is_the_same_in_another_vault(
    form: ExportFormat,
    is_damaged: bool,
    practised: Vault,
    elsewhere: Vault,
    clock: FixedClock,
    export: Write,
    all_of: AllOf,
    tmp_path: Path,
) -> None:
    if is_damaged:
        damage(practised)
    before = all_of(practised)
    out = export(practised, tmp_path / "out", form)

    foreseen = import_source(elsewhere, clock, out, dry_run=True)
    report = import_source(elsewhere, clock, out)

    assert (report.skipped, report.differs, report.left_out_keys) == ((), (), ())
    assert report.kept == kept_of(before) == foreseen.kept
    assert min(report.kept.values()) > 0
    assert foreseen.skipped == ()
    assert all_of(elsewhere) == before
    assert look_at_export(practised, ExportWish(form)).kept == report.kept


@pytest.mark.parametrize("form", FORMS)
def test_import__of_its_own_export__finds_everything_kept_there(
    form: ExportFormat, practised: Vault, clock: FixedClock, export: Write, all_of: AllOf, tmp_path: Path
) -> None:
    before = all_of(practised)

    report = import_source(practised, clock, export(practised, tmp_path / "out", form))

    assert (report.kept, report.differs, report.skipped, report.batch) == ({}, (), (), None)
    assert all_of(practised) == before


@pytest.mark.parametrize("form", FORMS)
def test_export__of_what_was_brought_in__is_the_same_to_the_byte(
    form: ExportFormat, practised: Vault, elsewhere: Vault, clock: FixedClock, export: Write, tmp_path: Path
) -> None:
    first = export(practised, tmp_path / "first", form)
    import_source(elsewhere, clock, first)

    second = export(elsewhere, tmp_path / "second", form)

    files = {path.relative_to(first): path.read_bytes() for path in first.rglob("*") if path.is_file()}
    assert {path.relative_to(second): path.read_bytes() for path in second.rglob("*") if path.is_file()} == files


@pytest.mark.parametrize("form", FORMS)
def test_undo__of_an_import__takes_everything_kept_out_again(
    form: ExportFormat,
    practised: Vault,
    elsewhere: Vault,
    clock: FixedClock,
    export: Write,
    all_of: AllOf,
    tmp_path: Path,
) -> None:
    before = all_of(elsewhere)
    import_source(elsewhere, clock, export(practised, tmp_path / "out", form))
    [batch] = list_batches(elsewhere)
    assert batch.kept == kept_of(all_of(practised))

    [*_, gone] = undo_import(elsewhere, clock, None)

    assert gone.kept == 0
    assert all_of(elsewhere) == before


def test_undo__of_an_import__leaves_a_practice_that_went_on_since_and_its_page(
    practised: Vault, elsewhere: Vault, clock: FixedClock, export: Write, all_of: AllOf, tmp_path: Path
) -> None:
    import_source(elsewhere, clock, export(practised, tmp_path / "out", ExportFormat.JSON))
    letter = next(one for one in list_set_aside(elsewhere) if "letter" in one.title)
    mark_plan(elsewhere, letter.id, "read it on the bus")

    [*_, gone] = undo_import(elsewhere, clock, None)

    left = all_of(elsewhere)
    assert gone.kept == 2  # the practice, and the page it became
    assert [one.practice for one in left["kept"][KeptKind.PRACTICE]] == ["ally-letter"]
    assert [entry.title for entry in left["entries"]] == ["A letter from someone on your side"]


@pytest.mark.parametrize("form", FORMS)
def test_import__into_a_journal_with_a_circle__leaves_the_present_one_and_puts_others_before_it(
    form: ExportFormat, practised: Vault, elsewhere: Vault, clock: FixedClock, export: Write, tmp_path: Path
) -> None:
    save_circle(elsewhere, clock, Circle((CircleItem(ItemId("9"), "mine"),)))

    import_source(elsewhere, clock, export(practised, tmp_path / "out", form))

    with elsewhere.read() as connection:
        maps = connection.execute(select(schema.circle_version.c.map).order_by(schema.circle_version.c.id)).scalars()
        assert [json.loads(one)["items"][0]["alias"] for one in maps] == ["R.", "the library", "mine"]


@pytest.mark.parametrize("form", FORMS)
def test_import__without_the_page_of_a_practice__leaves_it_out_with_a_word_and_keeps_the_story(
    form: ExportFormat, practised: Vault, elsewhere: Vault, clock: FixedClock, export: Write, tmp_path: Path
) -> None:
    out = export(practised, tmp_path / "out", form, with_trash=False)
    if form is ExportFormat.JSON:
        record = json.loads((out / "journal.json").read_text(encoding="utf-8"))
        record["entries"] = []
        (out / "journal.json").write_text(json.dumps(record), encoding="utf-8")
    else:
        for page in (out / "entries").rglob("*.md"):
            page.unlink()

    report = import_source(elsewhere, clock, out)

    assert {one.reason for one in report.skipped} == {SkipReason.WITHOUT_ITS_PAGE}
    assert report.kept[KeptKind.PRACTICE] == 1  # the one under way
    assert {line.text for line in list_story(elsewhere)} >= {"I sent the form back.", "The long way 𝒳"}
    assert not any(line.is_from_practice for line in list_story(elsewhere))


def test_export__of_some_days__has_what_belongs_to_them(
    practised: Vault, clock: FixedClock, export: Write, tmp_path: Path
) -> None:
    out = export(practised, tmp_path / "out", ExportFormat.JSON, span=DaySpan(date(2030, 1, 1)))

    record = json.loads((out / "journal.json").read_text(encoding="utf-8"))
    assert "practices" not in record
    assert "check_ins" not in record
    assert len(record["support"]) == 1


def test_count_all__of_some_days__counts_what_an_export_of_them_writes(lived_in: Vault) -> None:
    for span in (DaySpan(), DaySpan(last=date(2026, 5, 13)), DaySpan(first=date(2026, 5, 14))):
        told, report = count_all(lived_in, span), look_at_export(lived_in, ExportWish(ExportFormat.JSON, span))

        written = (report.entries, report.drafts, report.trashed)
        assert (told.entries, told.drafts, told.trashed) == written
        assert told.files == report.files


def test_export__without_the_trash__leaves_out_its_practices(
    practised: Vault, clock: FixedClock, export: Write, tmp_path: Path
) -> None:
    out = export(practised, tmp_path / "out", ExportFormat.MARKDOWN, with_trash=False)

    record = json.loads((out / "kept/practices.json").read_text(encoding="utf-8"))
    assert [one["practice"] for one in record["practices"]] == ["re-authoring", "ally-letter", "four-sittings"]


BROKEN = [
    ("practices", {"step": "nowhere"}, "step"),
    ("practices", {"snapshot": {"pack_id": 1}}, "snapshot"),
    ("practices", {"zone": "Mars/Base"}, "zone"),
    ("practices", {"started_at": "2026-05-14T18:30:00"}, "started_at"),
    ("practices", {"answers": [{"step": "a", "answered_at": "2026-05-14T18:30:00Z", "value": {"text": 3}}]},
     "answers.value"),
    ("drawings", {"strokes": [{"ink": 77, "width": 1, "points": [[0, 0]]}]}, "strokes"),
    ("drawings", {"strokes": 7}, "strokes"),
    ("drawings", {"entry": "0" * 32, "draft": "x"}, "entry"),
    ("circle", {"map": {"items": [], "ties": [{"one": "a", "other": "b", "kind": "thin"}]}}, "map"),
    ("circle", {"map": 3}, "map"),
    ("story", {"kind": "hero"}, "kind"),
    ("check_ins", {"id": "no"}, "id"),
    ("check_ins", {"made_on": "yesterday"}, "made_on"),
    ("support", {"name": None}, "name"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "change", "place"), BROKEN)
@pytest.mark.parametrize("form", FORMS)
def test_import__record_that_can_be_none__is_left_out_with_its_place_and_the_others_come_in(
    form: ExportFormat,
    section: str,
    change: dict[str, object],
    place: str,
    practised: Vault,
    elsewhere: Vault,
    clock: FixedClock,
    export: Write,
    tmp_path: Path,
) -> None:
    out = export(practised, tmp_path / "out", form)
    path = out / ("journal.json" if form is ExportFormat.JSON else f"kept/{section}.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    record[section][-1] |= change
    path.write_text(json.dumps(record), encoding="utf-8")

    report = import_source(elsewhere, clock, out)

    (left_out, *others) = report.skipped
    assert left_out.place == place
    assert section in left_out.path
    assert {one.reason for one in others} <= {SkipReason.WITHOUT_ITS_PAGE}
    assert len(report.kept) >= 5


def test_import__file_cut_short__brings_in_what_stands_before_and_says_so(
    practised: Vault, elsewhere: Vault, clock: FixedClock, export: Write, tmp_path: Path
) -> None:
    out = export(practised, tmp_path / "out", ExportFormat.MARKDOWN)
    path = out / "kept/story.json"
    path.write_bytes(path.read_bytes()[:-30])
    (out / "kept/support.json").unlink()
    (out / "kept/support.json").symlink_to(out / "about.txt")

    report = import_source(elsewhere, clock, out)

    assert {(one.path, one.reason) for one in report.skipped} == {
        ("kept/story.json", SkipReason.CUT_SHORT),
        ("kept/support.json", SkipReason.IS_LINK),
    }


def test_import__key_that_has_no_place__is_told(
    practised: Vault, elsewhere: Vault, clock: FixedClock, export: Write, tmp_path: Path
) -> None:
    out = export(practised, tmp_path / "out", ExportFormat.JSON)
    record = json.loads((out / "journal.json").read_text(encoding="utf-8"))
    record["practices"][0] |= {"colour": "red"}
    record["practices"][0]["answers"][0] |= {"tint": 1}
    (out / "journal.json").write_text(json.dumps(record), encoding="utf-8")

    assert import_source(elsewhere, clock, out).left_out_keys == ("answers.tint", "colour")


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])  # they hold no state
@given(
    form=st.sampled_from(FORMS),
    words=st.lists(TEXT, max_size=5),
    strokes=st.lists(st.tuples(st.floats(-1, 2), st.floats(-1, 2)), min_size=1, max_size=5),
    keeps=st.booleans(),
)
def test_export_import__any_words_and_strokes__come_back_exactly(
    form: ExportFormat,
    words: list[str],
    strokes: list[tuple[float, float]],
    keeps: bool,
    tmp_path_factory: pytest.TempPathFactory,
    data_key: bytes,
    pack: Pack,
    export: Write,
    all_of: AllOf,
) -> None:
    clock = FixedClock(datetime(2026, 5, 14, 18, 30, tzinfo=UTC), "Europe/London")
    folder = tmp_path_factory.mktemp("any")
    here, there = (create_with_data_key(folder / name, data_key) for name in ("here", "there"))
    try:
        run = begin_practice(here, clock, pack, PracticeId("re-authoring"))
        for step, text in zip(("name-story", "exception", "thread", "witness", "meaning"), words, strict=False):
            save_answer(here, clock, run.id, StepId(step), Answer(text=text))
        save_drawing(here, clock, Owner(run_id=run.id), (Stroke(0, 0.5, tuple(strokes)),), "".join(words))
        if keeps:
            finish_run(here, clock, run.id)

        report = import_source(there, clock, export(here, folder / "out", form))

        assert report.skipped == ()
        assert all_of(there) == all_of(here)
    finally:
        here.close()
        there.close()

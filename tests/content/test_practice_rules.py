import pytest

from journal_app.content.findings import FindingCode
from journal_app.content.load import check_pack
from journal_app.content.model import Intensity, Place, PracticeId, StepType


def test_check_pack__deep_practice__is_private_off_noted_and_steadied(small_pack, replace_in, found):
    path = small_pack / "practices/walk.toml"
    replace_in(path, '"gentle"', '"deep"')

    assert {code for code, _ in found(small_pack)} == {
        "pack_deep_not_private",
        "pack_deep_not_off",
        "pack_practice_without_note",
        "pack_deep_without_stop",
        "pack_deep_not_steadied",
    }

    deep = 'place = "private"\noff_by_default = true\ncontent_note = "Loss."\ncautions = ["Stop when it is enough."]'
    replace_in(path, 'place = "any"', deep)
    replace_in(
        path,
        '[[step]]\nid = "close"',
        '[[step]]\nid = "settle"\ntype = "ground"\ntext = "Look round."\n\n[[step]]\nid = "close"',
    )

    assert found(small_pack) == []


@pytest.mark.parametrize(
    "ways",
    [
        'options = [{ label = "Out", next = "close" }, { label = "In", next = "settle" }]\nnext = "settle"',
        'options = [{ label = "Out", next = "settle" }]\nnext = "close"',
    ],
    ids=["by an answer", "by skipping"],
)
def test_check_pack__deep_practice_with_a_way_past_its_steadying__is_named(small_pack, replace_in, found, ways):
    path = small_pack / "practices/walk.toml"
    replace_in(path, '"gentle"', '"deep"')
    deep = 'place = "private"\noff_by_default = true\ncontent_note = "Loss."\ncautions = ["Stop when it is enough."]'
    replace_in(path, 'place = "any"', deep)
    settle = '[[step]]\nid = "settle"\ntype = "ground"\ntext = "Look up."\n\n'
    replace_in(path, '[[step]]\nid = "close"', settle + '[[step]]\nid = "close"')
    assert found(small_pack) == []

    replace_in(path, 'text = "Where did you go?"', f'text = "Where did you go?"\n{ways}')

    assert [code for code, _ in found(small_pack)] == ["pack_deep_not_steadied"]


@pytest.mark.parametrize("caution", ["", "  "])
def test_check_pack__deep_practice_whose_cautions_say_nothing__is_named(seeds_copy, found, caution):
    path = seeds_copy / "practices/four-sittings.toml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("cautions = ["), text.index("]\n\n[basis]")
    path.write_text(text[:start] + f'cautions = ["{caution}"' + text[end:], encoding="utf-8")

    assert "pack_deep_without_stop" in {code for code, _ in found(seeds_copy)}


def test_check_pack__built_in_deep_items__are_few_private_and_off(pack):
    deep = [prompt for prompt in pack.prompts.values() if prompt.intensity is Intensity.DEEP]
    practices = [practice for practice in pack.practices.values() if practice.intensity is Intensity.DEEP]

    assert (len(deep), len(practices)) == (3, 1)
    assert all(item.place is Place.PRIVATE and item.content_note for item in [*deep, *practices])
    assert all(practice.off_by_default for practice in practices)
    assert [step.type for step in practices[0].steps].count(StepType.GROUND) >= 2


def test_check_pack__steps_in_a_ring__are_named(small_pack, replace_in, found):
    path = small_pack / "practices/walk.toml"
    replace_in(path, 'text = "Where did you go?"', 'text = "Where did you go?"\nnext = "read"')

    assert found(small_pack) == [
        ("pack_step_never_closes", "practices/walk.toml:18 step[0].id"),
        ("pack_step_never_closes", "practices/walk.toml:23 step[1].id"),
        ("pack_step_never_closes", "practices/walk.toml:29 step[2].id"),
        ("pack_step_unreachable", "practices/walk.toml:35 step[3].id"),
    ]


def test_check_pack__ring_with_a_way_out_by_a_choice__is_fine(small_pack, replace_in):
    again = 'text = "Go again?"\noptions = [{ label = "Again", next = "read" }, { label = "No", next = "close" }]'
    replace_in(small_pack / "practices/walk.toml", 'text = "Where did you go?"', again + '\nnext = "read"')

    assert check_pack(small_pack).findings == ()


def test_check_pack__step_that_leads_to_itself__is_named(small_pack, replace_in, found):
    replace_in(
        small_pack / "practices/walk.toml", 'text = "Where did you go?"', 'text = "Where did you go?"\nnext = "go"'
    )

    assert ("pack_step_never_closes", "practices/walk.toml:29 step[2].id") in found(small_pack)


def test_check_pack__choice_that_is_skipped_into_one_of_its_answers__warns(small_pack, replace_in):
    choice = 'text = "Was it far?"\noptions = [{ label = "Far", next = "rest" }, { label = "Near", next = "close" }]'
    rest = '[[step]]\nid = "rest"\ntype = "pause"\ntext = "You went far. Rest a little."\n\n'
    replace_in(small_pack / "practices/walk.toml", 'text = "Where did you go?"', choice)
    replace_in(small_pack / "practices/walk.toml", '[[step]]\nid = "close"', rest + '[[step]]\nid = "close"')

    (finding,) = check_pack(small_pack).warnings

    assert (finding.code, finding.place) == (FindingCode.SKIP_UNSAID, "practices/walk.toml:32 step[2].options")


@pytest.mark.parametrize("to", ["nowhere", "goto:nowhere"])
def test_check_pack__choice_skipped_to_nowhere__is_named(small_pack, replace_in, found, to):
    options = f'id = "go"\nnext = "{to}"\noptions = [{{ label = "a", next = "close" }}]'
    replace_in(small_pack / "practices/walk.toml", 'id = "go"', options)

    assert found(small_pack) == [("pack_step_leads_nowhere", "practices/walk.toml:30 step[2].next")]


def test_load_pack__built_in_steps_that_ask_for_words__can_be_done_in_a_minute(pack):
    long = {StepType.WRITE, StepType.LIST, StepType.LETTER, StepType.DRAW, StepType.MAP}
    asked = [(practice.id, step) for practice in pack.practices.values() for step in practice.steps]

    assert not [
        (practice, step.id)
        for practice, step in asked
        if step.type in long and not step.smaller and len(step.text.split()) > 12
    ]


@pytest.mark.parametrize("practice", ["after-a-remark", "say-it-plainly", "circle-check", "support-map"])
def test_load_pack__built_in_practice_about_people_with_power__has_a_way_for_who_is_not_safe(pack, practice):
    steps = {step.id: step for step in pack.practices[PracticeId(practice)].steps}

    assert "not-safe" in {option.next for step in steps.values() for option in step.options}
    assert steps["not-safe"].text.startswith("Then ")


def test_load_pack__built_in_deep_practice__says_when_to_stop(pack):
    deep = [practice for practice in pack.practices.values() if practice.intensity is Intensity.DEEP]

    assert all(any("stop" in caution for caution in practice.cautions) for practice in deep)


@pytest.mark.parametrize("to", ["nowhere", "goto:nowhere"])
def test_check_pack__option_to_nowhere__is_named(small_pack, replace_in, found, to):
    replace_in(
        small_pack / "practices/walk.toml", 'id = "go"', f'id = "go"\noptions = [{{ label = "a", next = "{to}" }}, "b"]'
    )

    assert found(small_pack) == [("pack_step_leads_nowhere", "practices/walk.toml:30 step[2].options[0].next")]


def test_check_pack__deep_practice_without_any_step__is_named_and_no_fault(seeds_copy, found):
    path = seeds_copy / "practices/four-sittings.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("[[step]]")], encoding="utf-8")

    assert "pack_practice_too_short" in {code for code, _ in found(seeds_copy)}

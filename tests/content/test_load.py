from dataclasses import fields
from datetime import date

import pytest

from journal_app.content.findings import FindingCode, Severity
from journal_app.content.load import PackError, check_pack, load_pack
from journal_app.content.model import Pack, PassageId, PracticeId, PromptId, ReviewStatus

ARTICLES = [
    "000_59d4ed12e26220c9.txt",
    "001_d20c9c81c04a4c03.txt",
    "002_855264cc37e7f370.txt",
    "003_8ce721b7076ab31c.txt",
    "004_ff995584d528c548.txt",
]


def test_load_pack__built_in__has_everything(pack):
    assert len(pack.articles) == 5
    assert len(pack.passages) == 103
    assert len(pack.themes) == 32
    assert len(pack.prompts) == 90
    assert len(pack.practices) == 20
    assert len(pack.anchors) == 7
    assert set(pack.scales) == {"check-in", "look-back"}
    assert pack.status is ReviewStatus.UNREVIEWED


def test_load_pack__built_in__every_prompt_and_step_has_an_exact_passage(pack):
    asked = [*pack.prompts.values(), *(step for practice in pack.practices.values() for step in practice.steps)]

    for item in asked:
        assert item.passages
        for passage in map(pack.passages.__getitem__, item.passages):
            text = pack.articles[passage.article].text
            assert text[passage.position.start : passage.position.end] == passage.quote.exact


def test_load_pack__step_without_passage__shows_its_practices(pack):
    practice = pack.practices[PracticeId("four-sittings")]

    assert practice.steps[0].passages == practice.passages
    assert practice.gap_days == (1, 7)
    assert practice.sittings == 4


def test_load_pack__support_page__leaves_out_what_nobody_filled_in(pack):
    local, us, other = pack.support.regions

    assert (local.id, local.entries) == ("local", ())
    assert [entry.kind for entry in us.entries] == ["emergency", "crisis", "violence"]
    assert {entry.checked_on for entry in (*us.entries, *other.entries)} == {None}


def test_load_pack__look_back_items__are_answered_with_the_scales_options(pack):
    assert all(len(item.options) == 5 for item in pack.scales["look-back"].items)
    assert pack.scales["check-in"].items[-1].options == ()


def test_check_pack__built_in__keeps_every_promise_and_every_wording_rule(seeds_copy):
    report = check_pack(seeds_copy, built_in=True)

    assert report.findings == ()
    assert report.counts["without_passage"] == 0


def test_check_pack__small_pack__is_not_refused_for_being_small(small_pack):
    report = check_pack(small_pack)

    assert report.findings == ()
    assert isinstance(report.pack, Pack)
    assert {field.name for field in fields(report.pack)}


def test_check_pack__small_pack_as_built_in__misses_the_promises(small_pack):
    codes = {finding.code for finding in check_pack(small_pack, built_in=True).errors}

    assert codes == {
        FindingCode.FEW_PROMPTS,
        FindingCode.FEW_PROMPTS_FOR_ARTICLE,
        FindingCode.FEW_PRACTICES,
        FindingCode.THEME_WITHOUT_LEXICON,
    }


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("at", [0, 0.31, 0.77, 1])
def test_check_pack__a_letter_of_an_article_changed__fails_and_names_it(seeds_copy, name, at):
    path = seeds_copy / "articles" / name
    raw = bytearray(path.read_bytes())
    raw[round(at * (len(raw) - 1))] ^= 1
    path.write_bytes(raw)

    (finding, *_) = check_pack(seeds_copy).errors

    assert finding.code is FindingCode.ARTICLE_CHANGED
    assert finding.place.startswith("articles.toml:")
    assert finding.fields["name"] == f"articles/{name}"


@pytest.mark.parametrize("number", range(0, 103, 6))
def test_check_pack__a_letter_of_a_quote_changed__fails_and_names_file_line_and_key(seeds_copy, pack, number):
    passage = list(pack.passages.values())[number]
    path = seeds_copy / "passages.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    header = next(n for n, line in enumerate(lines) if line == f'id = "{passage.id}"\n')
    exact = next(n for n in range(header, len(lines)) if lines[n].startswith("exact = "))
    lines[exact] = lines[exact].replace('exact = "', 'exact = "Z', 1)
    path.write_text("".join(lines), encoding="utf-8")

    finding = next(f for f in check_pack(seeds_copy).errors if f.code is FindingCode.QUOTE_NOT_FOUND)

    assert finding.place == f"passages.toml:{exact + 1} passage[{number}].exact"


def test_check_pack__quoted_words_changed__fails_and_names_the_prompt(seeds_copy, replace_in, found):
    replace_in(seeds_copy / "prompts" / "a000.toml", "“treating oneself", "“treating yourself")

    assert found(seeds_copy) == [("pack_quoted_words_not_in_passage", "prompts/a000.toml:7 prompt[0].text")]


SLIPS = [
    ("pack.toml", "format = 1", "format = 2", ("pack_newer_format", "pack.toml:5 pack.format")),
    ("pack.toml", '"unreviewed"', '"reviewed"', ("pack_review_unsigned", "pack.toml:7 pack.status")),
    ("pack.toml", '"unreviewed"', '"fine"', ("pack_bad_value", "pack.toml:7 pack.status")),
    ("pack.toml", 'title = "A small pack"\n', "", ("pack_missing_key", "pack.toml:1 pack")),
    ("themes.toml", 'name = "Kindness"', "name = 3", ("pack_wrong_type", "themes.toml:3 theme[0].name")),
    ("passages.toml", "start = 0", "start = 1", ("pack_offsets_differ", "passages.toml:7 passage[0].start")),
    ("passages.toml", "start = 0", "start = -1", ("pack_wrong_type", "passages.toml:7 passage[0].start")),
    ("passages.toml", 'prefix = ""', 'prefix = "x"', ("pack_prefix_differs", "passages.toml:5 passage[0].prefix")),
    ("passages.toml", "A seco", "A secx", ("pack_suffix_differs", "passages.toml:6 passage[0].suffix")),
    ("passages.toml", '["kind"]', '["kin"]', ("pack_unknown_theme", "passages.toml:9 passage[0].themes[0]")),
    ("prompts/a.toml", '["word"]', "[]", ("pack_no_passage", "prompts/a.toml:7 prompt[0].passages")),
    ("prompts/a.toml", '["word"]', '["wrd"]', ("pack_unknown_passage", "prompts/a.toml:7 prompt[0].passages[0]")),
    ("prompts/a.toml", '["kind"]', "[]", ("pack_no_theme", "prompts/a.toml:6 prompt[0].themes")),
    ("prompts/a.toml", '"write"', '"sing"', ("pack_bad_value", "prompts/a.toml:8 prompt[0].kind")),
    ("prompts/a.toml", "minutes = 5", "minutes = true", ("pack_wrong_type", "prompts/a.toml:10 prompt[0].minutes")),
    (
        "prompts/a.toml",
        'smaller = "Write the word."',
        'smaller = " "',
        ("pack_empty_text", "prompts/a.toml:5 prompt[0].smaller"),
    ),
    ("prompts/a.toml", 'id = "q1"', 'id = "q 1"', ("pack_bad_id", "prompts/a.toml:2 prompt[0].id")),
    (
        "prompts/a.toml",
        'place = "any"',
        'place = "any"\nnext = "run"',
        ("pack_unknown_practice", "prompts/a.toml:12 prompt[0].next"),
    ),
    ("practices/walk.toml", '"walk"', '"stroll"', ("pack_practice_file_name", "practices/walk.toml:2 practice.id")),
    ("practices/walk.toml", '"write"', '"dance"', ("pack_unknown_step_type", "practices/walk.toml:30 step[2].type")),
    (
        "practices/walk.toml",
        'passage = "word"\n',
        "",
        ("pack_read_step_without_passage", "practices/walk.toml:22 step[1]"),
    ),
    ("practices/walk.toml", '"write"', '"draw"', ("pack_step_without_words", "practices/walk.toml:28 step[2]")),
    ("practices/walk.toml", '"go"', '"read"', ("pack_duplicate_id", "practices/walk.toml:29 step[2].id")),
    ("practices/walk.toml", '"gentle"', '"moderate"', ("pack_practice_without_note", "practices/walk.toml:1 practice")),
    ("articles.toml", "articles/art.txt", "../art.txt", ("pack_file_outside", "articles.toml:3 article[0].file")),
    ("articles.toml", "articles/art.txt", "/etc/passwd", ("pack_file_outside", "articles.toml:3 article[0].file")),
    ("articles.toml", "articles/art.txt", "articles", ("pack_file_unreadable", "articles.toml:3 article[0].file")),
    ("articles.toml", "articles/art.txt", "gone.txt", ("pack_file_missing", "articles.toml:3 article[0].file")),
    ("articles.toml", "articles/art.txt", "c:art.txt", ("pack_file_outside", "articles.toml:3 article[0].file")),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), SLIPS)
def test_check_pack__one_slip__is_one_finding_with_its_place(small_pack, replace_in, found, file, old, new, expected):
    replace_in(small_pack / file, old, new)

    assert found(small_pack) == [expected]


def test_check_pack__two_faults_in_one_prompt__are_two_findings(small_pack, replace_in, found):
    replace_in(small_pack / "prompts/a.toml", '"write"', '"sing"')
    replace_in(small_pack / "prompts/a.toml", '"gentle"', '"loud"')

    assert [code for code, _ in found(small_pack)] == ["pack_bad_value", "pack_bad_value"]


def test_check_pack__duplicate_prompt__names_the_second(small_pack, found):
    path = small_pack / "prompts/a.toml"
    (small_pack / "prompts/b.toml").write_bytes(path.read_bytes())

    assert found(small_pack) == [("pack_duplicate_id", "prompts/b.toml:2 prompt[0].id")]


def test_check_pack__unknown_keys__warn_and_do_not_refuse(small_pack, replace_in):
    replace_in(small_pack / "prompts/a.toml", 'place = "any"', 'place = "any"\ncolour = "red"')
    replace_in(small_pack / "practices/walk.toml", 'id = "go"', 'id = "go"\noptions = [{ label = "a", tint = 1 }]')
    replace_in(small_pack / "themes.toml", "[[theme]]", "extra = 1\n[[theme]]")

    report = check_pack(small_pack)

    assert report.pack is not None
    assert [(f.severity, f.code, f.place) for f in report.findings] == [
        (Severity.WARNING, FindingCode.UNKNOWN_KEY, "practices/walk.toml:30 step[2].options[0].tint"),
        (Severity.WARNING, FindingCode.UNKNOWN_KEY, "prompts/a.toml:12 prompt[0].colour"),
        (Severity.WARNING, FindingCode.UNKNOWN_KEY, "themes.toml:1 extra"),
    ]


@pytest.mark.parametrize(
    ("intensity", "place", "note", "codes"),
    [
        ("deep", "any", "", {"pack_deep_not_private", "pack_deep_without_note"}),
        ("deep", "private", "", {"pack_deep_without_note"}),
        ("deep", "private", "Loss.", set()),
    ],
)
def test_check_pack__deep_prompt__is_private_and_has_a_note(
    small_pack, replace_in, found, intensity, place, note, codes
):
    path = small_pack / "prompts/a.toml"
    replace_in(path, '"gentle"', f'"{intensity}"')
    replace_in(path, 'place = "any"', f'place = "{place}"\ncontent_note = "{note}"')

    assert {code for code, _ in found(small_pack)} == codes


def test_check_pack__wording_and_grade__warn_with_place(small_pack, replace_in):
    replace_in(
        small_pack / "prompts/a.toml",
        "Which one came to you?",
        "You should consider international organisational responsibilities regarding institutional accountability "
        "considerations without interruption!",
    )

    report = check_pack(small_pack)

    assert report.pack is not None
    assert [(f.code, f.fields.get("words")) for f in report.warnings] == [
        (FindingCode.GRADE, None),
        (FindingCode.WORDING, "You should"),
        (FindingCode.WORDING, "!"),
    ]


def test_check_pack__passage_in_page_furniture__warns(small_pack, replace_in):
    replace_in(
        small_pack / "articles.toml",
        'strand = "belonging"',
        'strand = "belonging"\nboilerplate = ["One kind word can carry a day."]',
    )

    assert [f.code for f in check_pack(small_pack).warnings] == [FindingCode.PASSAGE_HIDDEN]


def test_check_pack__support_page__needs_days_that_are_days(seeds_copy, replace_in, found):
    path = seeds_copy / "resources" / "support.template.toml"
    replace_in(path, 'how = "Call 911"\nchecked_on = ""', 'how = "Call 911"\nchecked_on = "soon"')

    assert found(seeds_copy) == [("pack_bad_date", "resources/support.template.toml:32 region[1].entry[0].checked_on")]


def test_load_pack__support_entry_checked_on_a_toml_date__keeps_the_day(seeds_copy, replace_in):
    path = seeds_copy / "resources" / "support.template.toml"
    replace_in(path, 'how = "Call 911"\nchecked_on = ""', 'how = "Call 911"\nchecked_on = 2025-03-01')

    assert load_pack(seeds_copy).support.regions[1].entries[0].checked_on == date(2025, 3, 1)


def test_load_pack__errors__raises_with_all_of_them(small_pack, replace_in):
    replace_in(small_pack / "prompts/a.toml", '["word"]', "[]")
    replace_in(small_pack / "passages.toml", 'prefix = ""', 'prefix = "x"')

    with pytest.raises(PackError) as caught:
        load_pack(small_pack)

    assert caught.value.code is FindingCode.NOT_USABLE
    assert len(caught.value.findings) == caught.value.fields["count"] == 2
    assert caught.value.fields["place"] == "passages.toml:5 passage[0].prefix"


def test_load_pack__prompt_ids__keep_the_order_of_the_files(pack):
    assert next(iter(pack.prompts)) == PromptId("q000-01")
    assert next(iter(pack.passages)) == PassageId("a000-group-holds")

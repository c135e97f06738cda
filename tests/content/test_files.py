import pytest

from journal_app.content import files


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a = [", ("pack_toml_broken", "themes.toml:1")),
        (b"ok = 1\nx = = 2\n", ("pack_toml_broken", "themes.toml:2")),
        (b"\xff\xfe", ("pack_not_utf8", "themes.toml")),
        (b"\xef\xbb\xbfa = 1", ("pack_has_bom", "themes.toml")),
        (b"a = 1\nb = '\0'", ("pack_has_nul", "themes.toml:2")),
        (b"a = " + b"[" * 9000 + b"]" * 9000, ("pack_toml_too_deep", "themes.toml")),
        (b"b = 1\n" + b"a." * 9000 + b"a = 1", ("pack_toml_too_deep", "themes.toml:2")),
        (b"a = 1" + b"0" * 9000, ("pack_toml_broken", "themes.toml")),
        (b"theme = 3", ("pack_wrong_type", "themes.toml:1 theme")),
        (b"theme = [3]", ("pack_wrong_type", "themes.toml:1 theme[0]")),
        (b"[[theme]]\nid = 'k\\u0007'\nname = \"a\\u0007\"", ("pack_control_character", "themes.toml:3 theme[0].name")),
    ],
    ids=["open", "broken", "utf-8", "bom", "nul", "deep", "dots", "number", "type", "row", "control"],
)
def test_check_pack__hostile_toml__is_a_finding_and_no_traceback(small_pack, found, content, expected):
    (small_pack / "themes.toml").write_bytes(content)

    assert expected in found(small_pack)


@pytest.mark.parametrize("file", ["pack.toml", "articles.toml", "themes.toml", "passages.toml"])
def test_check_pack__file_missing__names_it(small_pack, found, file):
    (small_pack / file).unlink()

    assert ("pack_file_missing", file) in found(small_pack)


def test_check_pack__no_folder__says_so(tmp_path, found):
    assert found(tmp_path / "none") == [("pack_not_a_folder", ".")]


def test_check_pack__link_out_of_the_folder__is_not_followed(small_pack, found):
    article = small_pack / "articles" / "art.txt"
    outside = small_pack.parent / "outside.txt"
    outside.write_bytes(article.read_bytes())
    article.unlink()
    article.symlink_to(outside)

    assert found(small_pack) == [("pack_file_outside", "articles.toml:3 article[0].file")]


def test_check_pack__link_to_itself__is_a_finding(small_pack, found):
    article = small_pack / "articles" / "art.txt"
    article.unlink()
    article.symlink_to(article)

    assert found(small_pack) != []


@pytest.mark.parametrize("pattern", ["../*.toml", "**/*.toml", "prompts/[ab].toml", "/etc/*.conf"])
def test_check_pack__pattern_beyond_one_folder__is_refused(small_pack, replace_in, found, pattern):
    replace_in(small_pack / "pack.toml", "prompts/*.toml", pattern)

    assert found(small_pack) == [("pack_file_outside", "pack.toml:13 files.prompts")]


def test_check_pack__too_many_files__stops_with_one_finding(small_pack, found):
    for number in range(files.MAX_FILES):
        (small_pack / "prompts" / f"n{number:03}.toml").write_text("")

    assert [code for code, _ in found(small_pack)].count("pack_too_many_files") >= 1


def test_check_pack__file_too_large__is_refused(small_pack, found):
    (small_pack / "prompts" / "b.toml").write_bytes(b"#" * (files.MAX_FILE_BYTES + 1))

    assert found(small_pack) == [("pack_file_too_large", "prompts/b.toml")]


def test_check_pack__too_much_in_all__is_refused(small_pack, found):
    for number in range(6):
        (small_pack / "prompts" / f"n{number}.toml").write_bytes(b"#\n" * (files.MAX_FILE_BYTES // 2 - 1))

    assert ("pack_too_large", "prompts/n4.toml") in found(small_pack)

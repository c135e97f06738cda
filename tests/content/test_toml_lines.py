import pytest

from journal_app.content.toml_lines import key_lines, line_of

TEXT = '''\
# a comment [not.a.table]
top = 1
[pack]
title = "a # b"   # c
"odd key" = """
[[theme]]
x = 1
"""
[[theme]]
id = 'one'
names = [
  "a",  # ]
  { label = "b", next = "c" },
]
[[theme]]
id = "two"
[[theme.entry]]
how = "x"
[[theme.entry]]
how = 2025-03-01T10:00:00
a.b = { c = [1, [2,
 3]] }
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("top", 2),
        ("pack.title", 4),
        ("pack.odd key", 5),
        ("theme[0]", 9),
        ("theme[0].names[0]", 12),
        ("theme[0].names[1].next", 13),
        ("theme[1].id", 16),
        ("theme[1].entry[1].how", 20),
        ("theme[1].entry[1].a.b.c[1][1]", 22),
        ("theme[0].missing", 9),
        ("nothing", None),
    ],
)
def test_line_of__any_key__is_its_line_or_that_of_what_holds_it(key, line):
    assert line_of(key_lines(TEXT), key) == line


def test_key_lines__windows_line_ends__count_the_same():
    assert key_lines(TEXT.replace("\n", "\r\n")) == key_lines(TEXT)


@pytest.mark.parametrize("text", ["", "a", "[", "a = [", '"', "a = '''"])
def test_key_lines__not_toml_after_all__ends(text):
    assert isinstance(key_lines(text), dict)

import pytest

from journal_app.settings.rules import Between, OneOf, ShortText, YesNo


@pytest.mark.parametrize("value", [14, 40, 27])
def test_between__whole_number_in_range__accepted(value):
    assert Between(14, 40).accepts(value)


@pytest.mark.parametrize("value", [13, 41, 20.0, "20", None, True, [20]])
def test_between__anything_else__refused(value):
    assert not Between(14, 40).accepts(value)


@pytest.mark.parametrize("value", [61, 60.0, "60", True, None, [], {}])
def test_one_of__value_not_offered__refused(value):
    assert not OneOf(((60, "Narrow"), (1, "One"))).accepts(value)


def test_one_of__offered_value__accepted():
    assert OneOf((("dark", "Dark"),)).accepts("dark")


@pytest.mark.parametrize(
    ("value", "accepted"), [(True, True), (False, True), (1, False), ("true", False), (None, False)]
)
def test_yes_no__value__only_true_and_false_accepted(value, accepted):
    assert YesNo().accepts(value) is accepted


@pytest.mark.parametrize("value", ["Notes", "Мої нотатки", "手帖", "a" * 40])
def test_short_text__visible_line__accepted(value):
    assert ShortText(40).accepts(value)


@pytest.mark.parametrize("value", ["", "   ", "a" * 41, "two\nlines", "\u202eturned", "bell\a", "\ud800", 5, None])
def test_short_text__empty_long_or_hidden_characters__refused(value):
    assert not ShortText(40).accepts(value)


def test_short_text__empty_where_allowed__accepted():
    assert ShortText(40, may_be_empty=True).accepts("")

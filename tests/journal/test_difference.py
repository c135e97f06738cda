"""The difference of two wordings: nothing lost on either side, words told apart, and long texts answered too."""

from hypothesis import given
from hypothesis import strategies as st

from journal_app.journal.difference import MOST_PARAGRAPHS, MOST_WORDS, Change, Piece, compare

lines = st.lists(st.sampled_from(["a", "b", "tea and toast", "tea with toast", "", "日記の庭", "日記の家"]), max_size=8)
texts = lines.map("\n".join) | st.text(max_size=60)


def sides(before: str, after: str) -> tuple[str, str]:
    rows = compare(before, after)
    left = [row.before for row in rows if row.before]
    right = [row.after for row in rows if row.after]
    return tuple("\n".join("".join(piece.text for piece in row) for row in side) for side in (left, right))


@given(before=texts, after=texts)
def test_compare__any_two_texts__gives_back_both_letter_for_letter(before: str, after: str) -> None:
    assert sides(before, after) == (before, after)


@given(text=texts)
def test_compare__the_same_text__has_no_change(text: str) -> None:
    assert all(row.is_same for row in compare(text, text))


@given(before=texts, after=texts)
def test_compare__pieces__removed_stand_left_only_and_added_right_only(before: str, after: str) -> None:
    for row in compare(before, after):
        assert all(piece.change is not Change.ADDED for piece in row.before)
        assert all(piece.change is not Change.REMOVED for piece in row.after)


def test_compare__one_word_changed__tells_it_from_the_rest() -> None:
    [first, second] = compare("As it was\ntea and toast", "As it was\ntea with toast")

    assert first.is_same
    assert second.before == (Piece(Change.SAME, "tea "), Piece(Change.REMOVED, "and"), Piece(Change.SAME, " toast"))
    assert second.after == (Piece(Change.SAME, "tea "), Piece(Change.ADDED, "with"), Piece(Change.SAME, " toast"))


def test_compare__words_without_spaces__are_told_apart_too() -> None:
    [row] = compare("日記の庭", "日記の家")

    assert row.after == (Piece(Change.SAME, "日記の"), Piece(Change.ADDED, "家"))


def test_compare__very_long_texts__are_shown_whole() -> None:
    many = "\n".join(f"line {number}" for number in range(MOST_PARAGRAPHS + 1))
    long = "word " * MOST_WORDS

    assert sides(many, f"{many}".replace("line", "row")) == (many, many.replace("line", "row"))
    [row] = compare(f"{long}a", f"{long}b")
    assert [piece.change for piece in (*row.before, *row.after)] == [Change.REMOVED, Change.ADDED]

import pytest

from journal_app.content.style import MAX_GRADE, banned_words, reading_grade


@pytest.mark.parametrize(
    "text", ["Stay positive.", "You should go.", "What a day!", "Why didn’t you say?", "your inner child"]
)
def test_banned_words__words_the_guide_leaves_out__are_found(text):
    assert len(banned_words(text)) == 1


@pytest.mark.parametrize(
    "text", ["The article says “the journey towards healing”.", "You could go.", "Show must go on."]
)
def test_banned_words__article_words_and_others__are_let_be(text):
    assert banned_words(text) == ()


def test_reading_grade__under_twelve_words__says_nothing():
    assert reading_grade("A short line of words.") is None


def test_reading_grade__article_words__are_left_out():
    plain = "Think of one thing that was hard this week. What would you say to a friend?"

    quoted = reading_grade(
        plain + " “Institutional intersectionality notwithstanding considerable organisational barriers.”"
    )

    assert quoted is not None
    assert quoted < MAX_GRADE


def test_reading_grade__built_in_pack__is_at_most_eight(pack):
    texts = [prompt.text for prompt in pack.prompts.values()]
    texts += [step.text for practice in pack.practices.values() for step in practice.steps]

    assert max(grade for grade in map(reading_grade, texts) if grade is not None) <= MAX_GRADE

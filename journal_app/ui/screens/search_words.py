"""What the search says: what could not be read, how many were found, and how to ask for more."""

from PySide6.QtCore import QCoreApplication

from journal_app.journal.query import Field, Has, Is, Problem, ProblemKind
from journal_app.journal.query_dates import DateWord


def problem_words(problem: Problem) -> str:
    """Return one gentle sentence about a part of a search that was not taken as it was perhaps meant."""
    sentences = {
        ProblemKind.UNKNOWN_OPERATOR: _tr("“%1:” is no filter, so it was searched for as a word."),
        ProblemKind.NO_VALUE: _tr("“%1:” has nothing after it yet, so it was left out."),
        ProblemKind.UNKNOWN_VALUE: _tr(
            "“%1:%2” isn't known, so it was left out. The filter menu shows those that are."
        ),
        ProblemKind.NOT_A_DATE: _tr(
            "“%2” isn't a date, so it was left out. A date looks like 2026, 2026-05 or 2026-05-14."
        ),
        ProblemKind.OPEN_QUOTE: _tr("A closing quotation mark is missing, so all after the first was taken together."),
        ProblemKind.TOO_LONG: _tr("This search is long; only its beginning was used."),
        ProblemKind.NO_SUCH_NAME: _no_such_name(problem.operator),
    }
    return sentences[problem.kind].replace("%1", problem.operator).replace("%2", problem.text)


def field_name(of: Field) -> str:
    """Return what a filter is called in the menu."""
    names = {
        Field.TAG: _tr("Tag"),
        Field.THEME: _tr("Theme"),
        Field.STRAND: _tr("Strand"),
        Field.PRACTICE: _tr("Practice"),
        Field.ARTICLE: _tr("Article"),
        Field.PASSAGE: _tr("Passage"),
        Field.BEFORE: _tr("Before a day…"),
        Field.AFTER: _tr("After a day…"),
        Field.ON: _tr("On a day…"),
        Field.HAS: _tr("Has"),
        Field.IS: _tr("Is"),
    }
    return names[of]


def has_name(what: Has) -> str:
    """Return in words what a page can have."""
    names = {
        Has.ATTACHMENT: _tr("a file or picture"),
        Has.PICTURE: _tr("a picture"),
        Has.LINK: _tr("a link to another entry"),
        Has.PASSAGE: _tr("a passage linked by hand"),
        Has.PROMPT: _tr("a prompt"),
        Has.TAG: _tr("a tag"),
        Has.VERSION: _tr("earlier versions"),
    }
    return names[what]


def is_name(what: Is) -> str:
    """Return in words what a page can be."""
    names = {
        Is.STARRED: _tr("starred"),
        Is.EDITED: _tr("edited since it was kept"),
        Is.IMPORTED: _tr("brought in from elsewhere"),
        Is.PROMPTED: _tr("written to a prompt"),
        Is.FREE: _tr("written without a prompt"),
        Is.LEFT_OUT: _tr("left out of On this day"),
    }
    return names[what]


def date_name(word: DateWord) -> str:
    """Return in words the days that a word stands for."""
    names = {
        DateWord.TODAY: _tr("Today"),
        DateWord.YESTERDAY: _tr("Yesterday"),
        DateWord.THIS_WEEK: _tr("This week"),
        DateWord.LAST_WEEK: _tr("Last week"),
        DateWord.THIS_MONTH: _tr("This month"),
        DateWord.LAST_MONTH: _tr("Last month"),
        DateWord.THIS_YEAR: _tr("This year"),
        DateWord.LAST_YEAR: _tr("Last year"),
    }
    return names[word]


def help_lines() -> tuple[tuple[str, str], ...]:
    """Return what can be typed, each with what it finds."""
    return (
        (_tr("kettle"), _tr("Pages with this word. Accents and capitals don't matter.")),
        (_tr("kett*"), _tr("Words that begin so. The word you are typing is taken so too, until a space ends it.")),
        (_tr('"green door"'), _tr("These words, side by side.")),
        (_tr("-kettle"), _tr("Pages without it. A minus stands before any filter, too.")),
        ("tag:home", _tr("Pages with a tag, or one below it such as home/garden.")),
        (
            'theme:"Self-kindness"  strand:voice',
            _tr("What a prompt was about. A name or how it begins; quotation marks where it has spaces."),
        ),
        ("practice:  article:", _tr("What was written in a practice, or to an article or a passage of it.")),
        (
            'passage:"Collective resilience"',
            _tr("What was written to one passage, or linked to it: how its words begin. The filter menu has them all."),
        ),
        (
            "on:2026-05  before:2026  after:2026-05-14",
            _tr(
                "A year, a month or a day; before and after leave it out. Also today, yesterday, "
                "this-week (from Monday), last-week, this-month, last-month, this-year, last-year."
            ),
        ),
        (
            "has:picture",
            _tr(
                "Also attachment, link (to an entry), passage (linked by hand), prompt, tag, version (an earlier one)."
            ),
        ),
        (
            "is:starred",
            _tr("Also edited, imported, prompted (to a prompt), free (without one), left-out (of On this day)."),
        ),
        ("京都  ภาษา", _tr("In scripts written without spaces, any piece of what you wrote, from one character on.")),
    )


def _no_such_name(operator: str) -> str:
    names = {
        Field.TAG: _tr("No page has a tag called “%2”."),
        Field.THEME: _tr("No theme is called “%2”."),
        Field.PRACTICE: _tr("No practice is called “%2”."),
        Field.PASSAGE: _tr("No passage begins with “%2”."),
    }
    return names.get(Field(operator), _tr("No article is called “%2”.")) if operator in set(Field) else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("search", text)

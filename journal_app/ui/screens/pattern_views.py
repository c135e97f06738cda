"""What the pictures of Patterns and their tables show, made from what was read: names, columns, rows, all in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from journal_app.content.model import ArticleId, Pack, Scale, Strand, ThemeId
from journal_app.journal.check_ins import Moment
from journal_app.journal.day_steps import months_on
from journal_app.journal.patterns import About, LookedBack, ToldDay, Visited
from journal_app.ui.models.day_model import pages_words
from journal_app.ui.models.timeline_rows import spoken_day, year_words
from journal_app.ui.pattern_view import PatternView
from journal_app.ui.screens.readings import strand_name
from journal_app.ui.widgets.grid_picture import GridColumn
from journal_app.ui.widgets.strand_lines import PlainLine, mean_words

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A picture of rows and columns."""

    names: tuple[str, ...] = ()
    columns: tuple[GridColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that says the same as a picture."""

    heads: Row = ()
    rows: tuple[Row, ...] = ()


def told_grid(scale: Scale, days: Sequence[ToldDay]) -> Grid:
    """Return a row for each item that was ever answered, and a column for each check-in."""
    items = _items(scale, days)
    columns: list[GridColumn] = []
    moments = {moment: _moment_words(moment) for moment in Moment}
    year: int | None = None
    for one in days:
        moment = moments[one.moment]
        under = moment or (year_words(one.on.year) if one.on.year != year else "")
        year = one.on.year
        cells = tuple(one.words.get(item, "") for item in items)
        spoken = f"{spoken_day(one.on)}, {moment}" if moment else spoken_day(one.on)
        columns.append(GridColumn(_day(one.on), under, spoken, cells))
    return Grid(tuple(items.values()), tuple(columns))


def told_table(scale: Scale, days: Sequence[ToldDay]) -> Table:
    """Return a row for each check-in, the newest first."""
    items = _items(scale, days)
    moments = {moment: _moment_words(moment) for moment in Moment}
    rows = [
        (
            ", ".join(filter(None, (spoken_day(one.on), moments[one.moment]))),
            *(one.words.get(item, "") for item in items),
        )
        for one in reversed(days)
    ]
    return Table((_tr("Day"), *items.values()), tuple(rows))


def visited_grid(pack: Pack, about: About, found: Sequence[Visited]) -> Grid:
    """Return a row for each strand, theme or article visited, and a column for each month between."""
    if not found:
        return Grid()
    month, last = min(one.months[0] for one in found), max(one.months[-1] for one in found)
    sets = [frozenset(one.months) for one in found]
    columns: list[GridColumn] = []
    while month <= last:
        name = QLocale().standaloneMonthName(month.month, QLocale.FormatType.ShortFormat)
        under = year_words(month.year) if month.month == 1 or not columns else ""
        cells = tuple("•" if month in months else "" for months in sets)
        columns.append(GridColumn(name, under, _month(month), cells))
        if (month.year, month.month) == (date.max.year, date.max.month):
            break
        month = months_on(month, 1)
    return Grid(tuple(_name(pack, about, one) for one in found), tuple(columns))


def visited_table(pack: Pack, about: About, found: Sequence[Visited]) -> Table:
    """Return a row for each strand, theme or article visited, with its months by year."""
    rows = []
    for one in found:
        years = []
        for year, months in groupby(reversed(one.months), key=lambda month: month.year):
            names = [QLocale().standaloneMonthName(month.month) for month in months]
            years.append(f"{year_words(year)}: {', '.join(reversed(names))}")
        rows.append((_name(pack, about, one), "; ".join(years)))
    return Table((_about_words(about), _tr("Months with a page about it")), tuple(rows))


def year_table(counts: Mapping[date, int]) -> Table:
    """Return a row for each day that has pages, the newest first."""
    rows = [(spoken_day(day), pages_words(counts[day])) for day in sorted(counts, reverse=True)]
    return Table((_tr("Day"), _tr("Pages")), tuple(rows))


def strand_lines(found: Sequence[LookedBack]) -> tuple[PlainLine, ...]:
    """Return a line for each strand that had answers enough at least once."""
    lines = [
        PlainLine(strand_name(strand), tuple((one.on, one.means[strand]) for one in found if strand in one.means))
        for strand in Strand
    ]
    return tuple(line for line in lines if line.points)


def looked_back_table(scale: Scale, found: Sequence[LookedBack]) -> Table:
    """Return a row for each look-back, the newest first: its means, then its words."""
    items = {item.id: item.text for item in scale.items}
    rows = []
    for one in reversed(found):
        means = (mean_words(one.means[strand]) if strand in one.means else "" for strand in Strand)
        rows.append((spoken_day(one.on), *means, *(one.words.get(item, "") for item in items)))
    return Table((_tr("Day"), *map(strand_name, Strand), *items.values()), tuple(rows))


def view_words(view: PatternView) -> str:
    """Return what a view is called."""
    return {
        PatternView.TOLD: _tr("In your words"),
        PatternView.YEAR: _tr("Your year"),
        PatternView.WRITTEN: _tr("What you wrote about"),
        PatternView.LOOKED: _tr("Looking back"),
    }[view]


def empty_words(view: PatternView) -> str:
    """Say what will be in a view that has nothing yet."""
    return {
        PatternView.TOLD: _tr("The words of your check-ins will be here. They are on Today, if you like."),
        PatternView.YEAR: _tr("The days with pages will be here."),
        PatternView.WRITTEN: _tr("What your pages were about will be here, once you wrote to a prompt."),
        PatternView.LOOKED: _tr("Your look-backs will be here. There is one a week at most, and only if you open it."),
    }[view]


def about_choices() -> tuple[tuple[str, About], ...]:
    """Return what pages can be looked at by, with the words for it."""
    return tuple((_about_words(about), about) for about in About)


def _items(scale: Scale, days: Sequence[ToldDay]) -> dict[str, str]:
    """Return the items that were answered, in the scale's order, those it has no more at the end under their id."""
    told = {item for one in days for item in one.words}
    known = {item.id: item.text for item in scale.items}
    return {item: text for item, text in known.items() if item in told} | {
        item: item for item in sorted(told - known.keys())
    }


def _name(pack: Pack, about: About, one: Visited) -> str:
    if about is About.STRANDS:
        return strand_name(Strand(one.key)) if one.key in set(Strand) else one.key
    if about is About.THEMES:
        theme = pack.themes.get(ThemeId(one.key))
        return theme.name if theme is not None else one.key
    article = pack.articles.get(ArticleId(one.key))
    return article.short_title if article is not None else one.name


def _about_words(about: About) -> str:
    names = {About.STRANDS: _tr("Strands"), About.THEMES: _tr("Themes"), About.ARTICLES: _tr("Articles")}
    return names[about]


def _moment_words(moment: Moment) -> str:
    words = {Moment.BEFORE: _tr("before a practice"), Moment.AFTER: _tr("after a practice")}
    return words.get(moment, "")


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), _tr("d MMM"))


def _month(month: date) -> str:
    return f"{QLocale().standaloneMonthName(month.month)} {year_words(month.year)}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("patterns", words)

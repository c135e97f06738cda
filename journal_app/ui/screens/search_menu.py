"""The menu of filters: what each kind can be, to be chosen instead of typed; what is chosen is text in the field."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from journal_app.content.model import Pack, Strand
from journal_app.journal.query import Field, Filter, Has, Is
from journal_app.journal.query_dates import DateWord
from journal_app.ui.screens.readings import strand_name
from journal_app.ui.screens.search_words import date_name, field_name, has_name, is_name

MOST_TAGS = 20
"""Tags in the menu, those on most pages first; any other can be typed."""

LONGEST_NAME = 60

Choice = tuple[str, str]
"""A value, and what it is called."""


class SearchMenu(QMenu):
    """Offers every filter.

    Signals:
        filter_chosen(Filter): this one is wanted.
        day_wanted(Field): a day is to be picked for on, before or after.
        name_wanted(Field): a value is to be typed.
    """

    filter_chosen = Signal(object)
    day_wanted = Signal(object)
    name_wanted = Signal(object)

    def __init__(self, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._build()

    def show_tags(self, names: Iterable[str]) -> None:
        """Offer these tags, in this order."""
        self._tags.clear()
        self._fill(self._tags, Field.TAG, [(name, f"#{name}") for name in list(names)[:MOST_TAGS]])
        if not self._tags.isEmpty():
            self._tags.addSeparator()
        self._tags.addAction(self.tr("Type a tag…"), partial(self.name_wanted.emit, Field.TAG))

    def _build(self) -> None:
        pack = self._pack
        self._tags = self.addMenu(field_name(Field.TAG))
        self.show_tags(())
        self._add_by_strand(Field.THEME, [(theme.strand, theme.name) for theme in pack.themes.values()])
        self._add(Field.STRAND, [(strand.value, strand_name(strand)) for strand in Strand])
        self._add_by_strand(Field.PRACTICE, [(each.strand, each.title) for each in pack.practices.values()])
        self._add(Field.ARTICLE, [(each.short_title, each.short_title) for each in pack.articles.values()])
        if pack.passages:
            self._passages = self.addMenu(field_name(Field.PASSAGE))
            self.aboutToShow.connect(self._fill_passages)
        self.addSeparator()
        days = self.addMenu(self.tr("Date"))
        self._fill(days, Field.ON, [(word.value, date_name(word)) for word in DateWord])
        days.addSeparator()
        for of in (Field.ON, Field.BEFORE, Field.AFTER):
            days.addAction(field_name(of), partial(self.day_wanted.emit, of))
        self._add(Field.HAS, [(what.value, has_name(what)) for what in Has])
        self._add(Field.IS, [(what.value, is_name(what)) for what in Is])

    def _fill_passages(self) -> None:
        """Offer the passages of each article, from the first look at the menu on: there are many."""
        if not self._passages.isEmpty():
            return
        for article in self._pack.articles.values():
            inside = [one for one in self._pack.passages.values() if one.article == article.id]
            inside.sort(key=lambda one: one.position.start)
            choices = [(str(one.id), " ".join(one.quote.exact.split())) for one in inside]
            if choices:
                self._fill(self._passages.addMenu(_shown(article.short_title)), Field.PASSAGE, choices)

    def _add(self, of: Field, choices: list[Choice]) -> None:
        if choices:
            self._fill(self.addMenu(field_name(of)), of, choices)

    def _add_by_strand(self, of: Field, names: list[tuple[Strand, str]]) -> None:
        """Offer many names in a menu for each strand: one alone would be as high as the screen."""
        if not names:
            return
        menu = self.addMenu(field_name(of))
        for strand in Strand:
            choices = [(name, name) for own, name in names if own is strand]
            if choices:
                self._fill(menu.addMenu(strand_name(strand)), of, choices)

    def _fill(self, menu: QMenu, of: Field, choices: list[Choice]) -> None:
        for value, name in choices:
            menu.addAction(_shown(name), partial(self.filter_chosen.emit, Filter(of, value)))


def _shown(name: str) -> str:
    """Return a name as a menu shows it: `&` as itself, a long one cut."""
    cut = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME].rstrip()}…"
    return cut.replace("&", "&&")

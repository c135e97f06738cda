"""The search field of the Journal, its filters as chips below it, and what is to be said about the search.

The text is all there is: a chip is a piece of it, the menu writes into it, and taking a chip out takes its text out.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from journal_app.journal.query import Field, Filter, Problem, Query, parse_while_typing, with_term, without_term
from journal_app.journal.search import MOST_BEST, Order, is_enough
from journal_app.settings.clock import today
from journal_app.ui.desk import Desk
from journal_app.ui.screens.search_dates import days_named, typed_date
from journal_app.ui.screens.search_menu import SearchMenu
from journal_app.ui.screens.search_words import field_name, problem_words
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import icon_button, menu_button, quiet_button
from journal_app.ui.widgets.day_picker import DayPicker
from journal_app.ui.widgets.filter_chips import FilterChips
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.labels import caption_label

SEARCH_MS = 150
"""How long after the last letter a search starts (performance.md)."""

PROBLEM_MS = 1000
"""How long after the last letter something is said about what can't be read: half a date is no mistake."""


FEW_FOUND = 3
"""Pages up to which words that are a date have found little."""


class SearchBar(HandsOnFocus):
    """Takes what is searched for.

    Signals:
        search_requested(Query, Order): look for this; the one before is not wanted any more.
        search_left(): nothing is looked for, or not enough.
        list_requested(): the keyboard is to go to what was found.
        help_requested(): show how to search.
        menu_opened(): the filters are about to be offered; `show_tags` tells the tags there are.
    """

    search_requested = Signal(object, object)
    search_left = Signal()
    list_requested = Signal()
    help_requested = Signal()
    menu_opened = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._order = Order.NEWEST
        self._query = Query()
        self._problems: tuple[Problem, ...] = ()
        self._is_active = False
        self._day_of = Field.ON
        self._offered: str | None = None
        self._build()
        self._connect()
        self._retranslate()

    @property
    def is_active(self) -> bool:
        """Whether something is looked for."""
        return self._is_active

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._field.text()

    @property
    def order(self) -> Order:
        """How results are ordered."""
        return self._order

    def set_text(self, text: str) -> None:
        """Search for something as if it had been typed, at once."""
        self._field.setText(text)
        self._on_search_wait_timeout()

    def clear(self) -> None:
        """Look for nothing."""
        self._field.clear()

    def search_again(self) -> None:
        """Ask anew for what is looked for: the journal changed."""
        if self._is_active:
            self.search_requested.emit(self._query, self._order)

    def focus_field(self) -> None:
        """Put the keyboard on the field, all of its text selected."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def has_field_focus(self) -> bool:
        """Return whether the keyboard is on the field itself."""
        return self._field.hasFocus()

    def show_tags(self, names: Iterable[str]) -> None:
        """Offer these tags in the menu."""
        self._menu.show_tags(names)

    def show_found(self, count: int, *, has_more: bool, problems: Sequence[Problem]) -> None:
        """Say how many pages were found, and which names nothing goes by."""
        self._problems = (*self._query.problems, *problems)
        if not self._problem_wait.isActive():
            self._say_problem()
        words = self._found_words(count, has_more)
        self._found.setText(words)
        self._found.setVisible(count > 0)
        said = (words if count else self.tr("Nothing found"), self._offer_days(count))
        announce(self._field, ". ".join(part for part in said if part))

    def _offer_days(self, count: int) -> str:
        """Where words that are a date find little, offer the pages of those days instead; return the offer's words."""
        self._offered = typed_date(self.text) if count <= FEW_FOUND and not self._query.filters else None
        if self._offered is not None:
            days = days_named(self._offered, today(self._desk.clock))
            self._days_offer.setText(self.tr("Pages from %1").replace("%1", days))
        self._days_offer.setVisible(self._offered is not None)
        return self._days_offer.text() if self._offered is not None else ""

    def _found_words(self, count: int, has_more: bool) -> str:
        if self._order is Order.BEST and self._query.words and count == MOST_BEST:
            return self.tr("The %n best matches", "", count)
        if has_more:
            return self.tr("The newest %n pages found", "", count)
        return self.tr("One page found") if count == 1 else self.tr("%n pages found", "", count)

    def _build(self) -> None:
        self._field = QLineEdit(self)
        self._field.setClearButtonEnabled(False)
        self._clear = icon_button("x", "", self)
        self._clear.hide()
        self._menu = SearchMenu(self._desk.pack, self)
        self._filter = menu_button("", "list-filter", self._menu, self)
        self._sort = menu_button("", "", self._build_sort_menu(), self)
        self._sort.hide()
        self._help = icon_button("circle-question-mark", "", self)
        self._chips = FilterChips(self)
        self._days = DayPicker(self)
        self._problem = caption_label(self)
        self._problem.hide()
        self._found = caption_label(self)
        self._found.hide()
        self._days_offer = quiet_button("", "calendar", self)
        self._days_offer.hide()
        self._search_wait = self._timer(SEARCH_MS)
        self._problem_wait = self._timer(PROBLEM_MS)
        self._lay_out()
        self.set_first_control(self._field)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._field, 1)
        top.addWidget(self._clear)
        self._row = QWidget(self)
        row = FlowLayout(self._row, gap=2)
        for button in (self._filter, self._sort, self._help):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        for widget in (self._row, self._chips, self._days, self._problem, self._found):
            layout.addWidget(widget)
        layout.addWidget(self._days_offer, 0, Qt.AlignmentFlag.AlignLeading)

    def _build_sort_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._sorts: dict[Order, QAction] = {}
        for order in Order:
            action = menu.addAction("", partial(self._set_order, order))
            action.setCheckable(True)
            group.addAction(action)
            self._sorts[order] = action
        return menu

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        return timer

    def _connect(self) -> None:
        self._field.textChanged.connect(self._on_field_text_changed)
        self._field.returnPressed.connect(self._on_field_return_pressed)
        self._clear.clicked.connect(self._on_clear_clicked)
        self._help.clicked.connect(self.help_requested)
        self._search_wait.timeout.connect(self._on_search_wait_timeout)
        self._problem_wait.timeout.connect(self._say_problem)
        self._menu.aboutToShow.connect(self.menu_opened)
        self._menu.filter_chosen.connect(self._put_in)
        self._menu.name_wanted.connect(self._on_menu_name_wanted)
        self._menu.day_wanted.connect(self._on_menu_day_wanted)
        self._chips.removed.connect(self._on_chips_removed)
        self._chips.left.connect(self._focus_end)
        self._days.picked.connect(self._on_days_picked)
        self._days.closed.connect(self._focus_end)
        self._days_offer.clicked.connect(self._on_days_offer_clicked)

    def _retranslate(self) -> None:
        self._field.setPlaceholderText(self.tr("Search your journal"))
        self._field.setAccessibleName(self.tr("Search your journal"))
        self._filter.setText(self.tr("Filter"))
        for button, name in ((self._clear, self.tr("Clear the search")), (self._help, self.tr("How to search"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._sorts[Order.NEWEST].setText(self.tr("Newest first"))
        self._sorts[Order.BEST].setText(self.tr("Best match first"))
        self._show_order()

    def _show_order(self) -> None:
        self._sorts[self._order].setChecked(True)
        self._sort.setText(self._sorts[self._order].text())
        self._sort.setAccessibleDescription(self.tr("The order of what is found"))

    def _read(self) -> None:
        """Read the text, and show its filters as chips."""
        self._query = parse_while_typing(self._field.text())
        self._chips.show_chips([self.text[term.start : term.end] for term in self._query.filters])

    def _say_problem(self) -> None:
        """Say the first thing that could not be read, in one line."""
        words = problem_words(self._problems[0]) if self._problems else ""
        if words == self._problem.text() and self._problem.isVisible():
            return
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        announce(self._field, words)

    def _leave(self) -> None:
        self._is_active = False
        self._found.hide()
        self._days_offer.hide()
        self._sort.hide()
        self.search_left.emit()

    def _put_in(self, term: Filter) -> None:
        self.set_text(with_term(self.text, term))
        self._focus_end()

    def _focus_end(self) -> None:
        """Put the keyboard behind the text, so that it can be gone on with."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.end(False)

    def _set_order(self, order: Order) -> None:
        self._order = order
        self._show_order()
        self.search_again()

    def _on_field_text_changed(self, text: str) -> None:
        self._read()
        self._clear.setVisible(bool(text))
        self._problem.hide()
        self._days_offer.hide()
        self._problems = self._query.problems
        self._search_wait.start()
        self._problem_wait.start()
        if not is_enough(self._query):
            self._search_wait.stop()
            self._leave()

    def _on_search_wait_timeout(self) -> None:
        self._search_wait.stop()
        if is_enough(self._query):
            self._is_active = True
            self._sort.setVisible(bool(self._query.words))
            self.search_requested.emit(self._query, self._order)

    def _on_field_return_pressed(self) -> None:
        if self._search_wait.isActive():
            self._on_search_wait_timeout()
        self._problem_wait.stop()
        self._say_problem()
        self.list_requested.emit()

    def _on_clear_clicked(self, _is_checked: bool = False) -> None:
        self.clear()
        self._focus_end()

    def _on_menu_name_wanted(self, of: Field) -> None:
        self._field.setText(f"{self.text.rstrip()} {of}:".lstrip())
        self._focus_end()

    def _on_menu_day_wanted(self, of: Field) -> None:
        self._day_of = of
        self._days.ask(field_name(of).rstrip("…"), today(self._desk.clock))

    def _on_days_picked(self, day: date) -> None:
        self._put_in(Filter(self._day_of, day.isoformat()))

    def _on_days_offer_clicked(self, _is_checked: bool = False) -> None:
        if self._offered is not None:
            self.set_text(with_term("", Filter(Field.ON, self._offered)))
            self._focus_end()

    def _on_chips_removed(self, number: int) -> None:
        self.set_text(without_term(self.text, self._query.filters[number]))

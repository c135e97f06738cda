"""Which days to look at: some usual spans back from today, all, or from one day to another."""

from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from journal_app.journal.calendar import Span
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.labels import caption_label


class Back(StrEnum):
    """How far back to look."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"
    CHOSEN = "chosen"


_DAYS = {Back.MONTH: 30, Back.QUARTER: 91, Back.YEAR: 365}


class RangeChoice(QWidget):
    """A list of spans, and two days for another one.

    Signals:
        changed(): other days were chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._list.activated.connect(self._on_list_activated)
        for edit in (self._first, self._last):
            edit.dateChanged.connect(self.changed)

    def span(self, today: date) -> Span | None:
        """Return the days chosen, None for all there are."""
        back = Back(self._list.currentData())
        if back is Back.ALL:
            return None
        if back is Back.CHOSEN:
            days = sorted(_python_day(edit.date()) for edit in (self._first, self._last))
            return Span(*days)
        return Span(today - timedelta(days=_DAYS[back]), today)

    def start_from(self, today: date) -> None:
        """Begin the two days of another span with the last month."""
        for edit, day in ((self._first, today - timedelta(days=_DAYS[Back.MONTH])), (self._last, today)):
            edit.blockSignals(True)
            edit.setDate(QDate(day.year, day.month, day.day))
            edit.blockSignals(False)

    def _build(self) -> None:
        self._list = FoldedList(self)
        self._list.setAccessibleName(self.tr("Which days"))
        for words, back in (
            (self.tr("The last month"), Back.MONTH),
            (self.tr("The last three months"), Back.QUARTER),
            (self.tr("The last year"), Back.YEAR),
            (self.tr("All of it"), Back.ALL),
            (self.tr("From one day to another"), Back.CHOSEN),
        ):
            self._list.addItem(words, back)
        self._list.setCurrentIndex(1)
        self._first, self._last = QDateEdit(self), QDateEdit(self)
        self._dash = caption_label(self, "–")
        self._dash.setWordWrap(False)
        row = FlowLayout(self, gap=8)
        for widget in (self._list, self._first, self._dash, self._last):
            row.addWidget(widget)
        for edit, name in ((self._first, self.tr("From")), (self._last, self.tr("To"))):
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setDateRange(QDate(1, 1, 1), QDate(9999, 12, 31))
            edit.setMinimumHeight(scaled(scale().size["target"]))
            edit.setAccessibleName(name)
        self._show_days()

    def _show_days(self) -> None:
        for widget in (self._first, self._dash, self._last):
            widget.setVisible(self._list.currentData() == Back.CHOSEN)

    def _on_list_activated(self, _at: int) -> None:
        self._show_days()
        self.changed.emit()


def _python_day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())

"""All days, or those from one day to another: a box to tick, and two dates that it shows."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QVBoxLayout, QWidget

from journal_app.journal.everything import ALL_DAYS, DaySpan
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import Label


class DaySpanChoice(QWidget):
    """Asks which days are meant; the last day never lies before the first.

    Signals:
        changed(): other days are meant now.
    """

    changed = Signal()

    def __init__(self, words: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._some = TickBox(words, self)
        self._days = QWidget(self)
        self._first = self._date_edit(QDate(today.year, 1, 1))
        self._last = self._date_edit(QDate(today.year, today.month, today.day))
        self._build()
        self._some.toggled.connect(self._on_some_toggled)
        self._first.dateChanged.connect(self._on_first_date_changed)
        self._last.dateChanged.connect(self.changed)

    @property
    def span(self) -> DaySpan:
        """The days that are meant."""
        return DaySpan(_day(self._first), _day(self._last)) if self._some.isChecked() else ALL_DAYS

    def _build(self) -> None:
        row = FlowLayout(self._days, gap=10, row_gap=8)
        row.setContentsMargins(scaled(32), 0, 0, 0)
        for words, field in ((self.tr("From"), self._first), (self.tr("to, with that day"), self._last)):
            label = Label(words, parent=self._days)
            label.setWordWrap(False)
            label.setBuddy(field)
            field.setAccessibleName(words)
            row.addWidget(label)
            row.addWidget(field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._some)
        layout.addWidget(self._days)
        self._days.hide()

    def _date_edit(self, day: QDate) -> QDateEdit:
        edit = QDateEdit(day, self._days)
        edit.setDisplayFormat("yyyy-MM-dd")
        edit.setDateRange(QDate(1, 1, 1), QDate(9999, 12, 31))
        edit.setMinimumHeight(scaled(scale().size["target"]))
        return edit

    def _on_some_toggled(self, is_some: bool) -> None:
        self._days.setVisible(is_some)
        self.changed.emit()

    def _on_first_date_changed(self, day: QDate) -> None:
        self._last.setMinimumDate(day)
        self.changed.emit()


def _day(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())

"""When and where a page was written, put right on the page itself: a day, a time and a time zone, no box in front."""

from datetime import date, datetime, time

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from journal_app.journal.dating import comes_twice
from journal_app.journal.entries import Entry
from journal_app.journal.errors import JournalError
from journal_app.journal.moments import local_time
from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import Label, caption_label
from journal_app.ui.widgets.notice import Notice

_LETTERS = {"day": 12, "time": 8, "zone": 24}


class DateForm(QWidget):
    """Shows where an entry stands in time, and says what the person makes of it.

    Signals:
        dated(datetime, str, bool): the clock on the wall, the zone, and whether the second of two such times is meant.
        closed(): the form is done with.
        zones_requested(): `complete_with` the time zones there are.
    """

    dated = Signal(object, str, bool)
    closed = Signal()
    zones_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = datetime.min  # noqa: DTZ901 - wall-clock time has no zone
        self._build()
        self._connect()

    def begin(self, entry: Entry) -> None:
        """Show where an entry stands, the keyboard on its day."""
        self._before = local_time(entry.written_at, entry.zone)
        self._day.setText(self._before.date().isoformat())
        self._time.setText(f"{self._before:%H:%M}")
        self._zone.setText(entry.zone)
        self._second.setChecked(_is_second(entry))
        self._problem.hide()
        self._show_second()
        self.show()
        self._day.setFocus(Qt.FocusReason.OtherFocusReason)
        self._day.selectAll()
        self.zones_requested.emit()

    def complete_with(self, zones: tuple[str, ...]) -> None:
        """Offer these time zones while one is typed."""
        completer = QCompleter(list(zones), self._zone)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._zone.setCompleter(completer)

    def show_failure(self, words: str) -> None:
        """Say why the date could not be taken."""
        self._problem.show_failure(words)

    def _build(self) -> None:
        self._day, self._time, self._zone = (QLineEdit(self) for _ in range(3))
        self._second = TickBox(self.tr("The second time that hour came, after the clocks went back"), self)
        self._problem = Notice(self)
        self._problem.hide()
        self._take = plain_button(self.tr("Move it there"), "check", self)
        self._leave = quiet_button(self.tr("Leave it as it is"), "x", self)
        fields = FlowLayout(gap=12)
        names = {
            "day": (self.tr("Day, as 2026-05-31"), self._day),
            "time": (self.tr("Time, as 18:30"), self._time),
            "zone": (self.tr("Time zone, as Europe/London"), self._zone),
        }
        for key, (words, field) in names.items():
            fields.addWidget(self._labelled(words, field, _LETTERS[key]))
        buttons = FlowLayout()
        buttons.addWidget(self._take)
        buttons.addWidget(self._leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        hint = self.tr("What the clock on the wall showed, and where. The page moves to that place in your journal.")
        layout.addWidget(caption_label(self, hint))
        layout.addLayout(fields)
        layout.addWidget(self._second)
        layout.addWidget(self._problem)
        layout.addLayout(buttons)

    def _labelled(self, words: str, field: QLineEdit, letters: int) -> QWidget:
        box = QWidget(self)
        label = Label(words, Type.SMALL, "ink2", box)
        label.setWordWrap(False)
        label.setBuddy(field)
        set_type(field, Type.CONTROL)
        field.setAccessibleName(words)
        field.setMaxLength(100)
        field.setMinimumWidth(field.fontMetrics().averageCharWidth() * letters)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(label)
        inside.addWidget(field)
        return box

    def _connect(self) -> None:
        for field in (self._day, self._time, self._zone):
            field.textChanged.connect(self._show_second)
            field.returnPressed.connect(self._on_take_clicked)
        self._take.clicked.connect(self._on_take_clicked)
        self._leave.clicked.connect(self.closed)

    def _read(self) -> datetime | None:
        """Return what the fields say, to the second the page had if day or time of it stay; None for no date."""
        day, at = read_day(self._day.text()), read_time(self._time.text())
        if day is None or at is None:
            return None
        if (at.hour, at.minute) == (self._before.hour, self._before.minute):
            at = self._before.time()
        return datetime.combine(day, at)

    def _show_second(self) -> None:
        local = self._read()
        try:
            is_twice = local is not None and comes_twice(local, self._zone.text().strip())
        except (JournalError, OverflowError):
            is_twice = False
        self._second.setVisible(is_twice)

    def _on_take_clicked(self) -> None:
        local = self._read()
        if local is None:
            self.show_failure(self.tr("Please write the day as 2026-05-31 and the time as 18:30."))
            return
        is_second = not self._second.isHidden() and self._second.isChecked()
        self.dated.emit(local, self._zone.text().strip(), is_second)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the date as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def read_day(text: str) -> date | None:
    """Return a day written as 2026-05-31, or as the window's language writes it short; None for neither."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        day = QLocale().toDate(text.strip(), QLocale.FormatType.ShortFormat)
        return date(day.year(), day.month(), day.day()) if day.isValid() and 1 <= day.year() <= 9999 else None


def read_time(text: str) -> time | None:
    """Return a time written as 18:30 or 6:30, or as the window's language writes it short; None for neither."""
    words = text.strip().replace(".", ":")
    try:
        return time.fromisoformat(words.rjust(5, "0") if len(words) == 4 else words).replace(tzinfo=None)
    except ValueError:
        at = QLocale().toTime(text.strip(), QLocale.FormatType.ShortFormat)
        return time(at.hour(), at.minute()) if at.isValid() else None


def _is_second(entry: Entry) -> bool:
    """Return whether an entry stands in the second of two hours that the clocks showed alike."""
    from zoneinfo import ZoneInfo

    return entry.written_at.astimezone(ZoneInfo(entry.zone)).fold == 1

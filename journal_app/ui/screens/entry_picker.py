"""Choose one of one's own pages: found by its words as one types, the newest first; Enter or a click takes it.

The keyboard stays in the field while the arrow keys go through the list, and each row one comes to is read out.
"""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from journal_app.journal.entries import EntryId
from journal_app.journal.links import Linkable, find_linkable
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.reading import Reading, begin_reading
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import ListRow
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.rows_model import RowsModel
from journal_app.ui.models.timeline_rows import TimelineItem, ranked_row
from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.labels import Label, caption_label

WAIT_MS = 150
"""How long after the last letter the journal is searched (performance.md)."""

ROWS_IN_SIGHT = 4


class EntryPicker(QWidget):
    """Asks which page, in the place where it is wanted.

    Signals:
        chosen(Linkable): this one.
        closed(): none.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._but: EntryId | None = None
        self._found: tuple[Linkable, ...] = ()
        self._reading: Reading[tuple[Linkable, ...]] | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._build()
        self._connect()
        self.hide()

    def begin(self, question: str, *, but: EntryId | None = None) -> None:
        """Ask, the keyboard in the field; `but` is the page that is never offered."""
        self._but = but
        self._label.setText(question)
        self._field.setAccessibleName(question)
        self._field.setText("")  # not clear(), which could be undone
        self._show_found((), "")
        self.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search()

    def close_picker(self) -> None:
        """Put it away; what was typed and found goes with it."""
        self._wait.stop()
        if self._reading is not None:
            self._reading.drop()
        self.hide()
        self._field.setText("")
        self._wait.stop()
        self._show_found((), "")

    def _build(self) -> None:
        self._label = Label("", Type.CONTROL, "ink", self)
        self._field = QLineEdit(self)
        set_type(self._field, Type.CONTROL)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoAutoUppercase
        self._field.setInputMethodHints(hints)  # so that no keyboard learns the words
        self._field.setPlaceholderText(self.tr("Words of the page, or its tag as tag:garden"))
        self._field.setAccessibleDescription(self.tr("Arrow keys go through the list, Enter chooses, Esc closes."))
        self._label.setBuddy(self._field)
        self._said = caption_label(self)
        self._model = RowsModel(self)
        self._list = _FewRows(self._model, detail_lines=1, parent=self)
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._list.setAccessibleName(self.tr("Pages found, newest first"))
        self._leave = quiet_button(self.tr("Link none"), "x", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._label, self._field, self._said, self._list):
            layout.addWidget(widget)
        layout.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addStretch(1)  # where there is more room than this needs

    def _connect(self) -> None:
        self._field.textChanged.connect(self._wait.start)
        self._field.returnPressed.connect(self._on_field_return_pressed)
        self._wait.timeout.connect(self._search)
        self._list.row_clicked.connect(self._on_list_row_taken)
        self._list.row_entered.connect(self._on_list_row_taken)
        self._leave.clicked.connect(self.closed)

    def _search(self) -> None:
        """Search for what is in the field; an older search is let go."""
        if self._reading is not None:
            self._reading.drop()
        words = self._field.text().strip()
        self._reading = begin_reading(
            self._desk.jobs,
            partial(fetch_linkable, words=words, but=self._but),
            owner=self,
            done=partial(self._on_jobs_found, words),
            failed=self._on_jobs_failed,
        )

    def _show_found(self, found: tuple[Linkable, ...], said: str) -> None:
        self._found = found
        self._model.replace_rows([_row(one) for one in found])
        self._list.choose(self._model.first_index())
        self._list.scrollToTop()
        self._list.setVisible(bool(found))
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._list.updateGeometry()

    def _step(self, rows: int) -> None:
        """Go some rows on, and say where one is."""
        count = len(self._found)
        if count:
            at = min(max(self._list.currentIndex().row() + rows, 0), count - 1)
            index = self._model.index(at)
            self._list.choose(index)
            self._list.scrollTo(index)
            place = self.tr("%1 of %2").replace("%1", str(at + 1)).replace("%2", str(count))
            announce(self._field, f"{self._model.rows[at].spoken}. {place}", is_urgent=True)

    def _take(self, at: int) -> None:
        if 0 <= at < len(self._found):
            self.chosen.emit(self._found[at])

    def _on_field_return_pressed(self) -> None:
        """Take the chosen row; while the newest letters are still to be searched for, search first."""
        if self._wait.isActive():
            self._wait.stop()
            self._search()
        else:
            self._take(self._list.currentIndex().row())

    def _on_list_row_taken(self, row: ListRow) -> None:
        self._take([str(one.hit.entry.id) for one in self._found].index(row.key))

    def _on_jobs_found(self, words: str, found: tuple[Linkable, ...]) -> None:
        said = "" if found else self.tr("No page has these words.") if words else self.tr("There is no other page yet.")
        self._show_found(found, said)
        if words:
            one = self.tr("One page") if len(found) == 1 else self.tr("%n pages", "", len(found))
            announce(self._field, said or f"{one}: {self._model.rows[0].spoken}")

    def _on_jobs_failed(self, failure: Failure) -> None:
        words = sentence(failure.code, **failure.fields)
        self._show_found((), words)
        announce(self._field, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc chooses none, the arrow keys go through the list."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in steps and self._field.hasFocus():
            self._step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def fetch_linkable(journal: OpenJournal, *, words: str, but: EntryId | None) -> tuple[Linkable, ...]:
    """Return the pages that can be linked to and meet a search."""
    return find_linkable(journal.vault, words, pack=journal.pack, today=today(journal.clock), but=but)


def _row(one: Linkable) -> ListRow:
    marks, title_marks = ([(each.start, each.end) for each in hits] for hits in (one.hit.hits, one.hit.title_hits))
    return ranked_row(TimelineItem(one.hit.entry, one.hit.snippet, tuple(marks), tuple(title_marks)))


class _FewRows(RowList):
    """A list as high as the few rows that are in sight at once."""

    def sizeHint(self) -> QSize:
        rows = min(max(self.model().rowCount(), 1), ROWS_IN_SIGHT)
        return QSize(super().sizeHint().width(), rows * self.row_px() + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as the rows of the new text size."""
        super().changeEvent(event)
        self.updateGeometry()

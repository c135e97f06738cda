"""The command palette: type a few letters of what you want, anywhere, and press Enter.

It is made anew each time and thrown away when it closes, so nothing that was typed is kept. The keyboard stays in the
field while the arrow keys go through the list; a screen reader is told the row one comes to, and how many were found.
"""

from functools import cache, partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QLineEdit, QVBoxLayout, QWidget

from journal_app.journal.entries import EntrySummary
from journal_app.journal.search import FEWEST_LETTERS
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.reading import Reading, begin_reading
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.rows_model import RowsModel
from journal_app.ui.screens.palette_choices import (
    Choice,
    Openers,
    entry_choices,
    fetch_choices,
    fetch_entries,
    fitting,
)
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.labels import caption_label

WAIT_MS = 150
"""How long after the last letter the journal is searched (performance.md)."""

MOST_ROWS = 60
PAGE_ROWS = 6
CARD_PX = (640, 560)
_AIR_PX = 20
_SCRIM_ALPHA = 170


class CommandPalette(QWidget):
    """Lies over a window; a click beside it, Esc or a choice closes it.

    Signals:
        chosen(Choice): this was chosen; the palette has closed.
        closed(): it is gone from the screen, whatever was chosen.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, commands: list[Choice], openers: Openers, parent: QWidget | None = None) -> None:
        _install_role()
        super().__init__(parent)
        self._desk = desk
        self._openers = openers
        self._commands = commands
        self._kept: list[Choice] = []
        self._entries: list[Choice] = []
        self._shown: list[Choice] = []
        self._reading: Reading[tuple[EntrySummary, ...]] | None = None
        self._is_closed = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._build()
        self._connect()
        self._retranslate()
        self._render()

    def begin(self) -> None:
        """Show it over all of its parent, the keyboard in the field, and fetch what may be offered."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            parent.installEventFilter(self)
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        job = partial(fetch_choices, openers=self._openers)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_choices_fetched)

    def type_words(self, words: str) -> None:
        """Put words into the field as if they were typed; for the pictures."""
        self._field.insert(words)

    def close_now(self) -> None:
        """Take it off the screen; what was typed goes with it."""
        if not self._is_closed:
            self._is_closed = True
            self._wait.stop()
            self._drop_reading()
            self._field.setText("")  # not clear(), which could be undone
            self.hide()
            self.closed.emit()

    def _build(self) -> None:
        self._card = Card(self)
        self._field = QLineEdit(self._card)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoAutoUppercase
        self._field.setInputMethodHints(hints)  # so that no keyboard learns the words
        self._found = caption_label(self._card)
        self._model = RowsModel(self)
        self._list = RowList(self._model, detail_lines=1, parent=self._card)
        layout = QVBoxLayout(self._card)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(8)
        layout.addWidget(self._field)
        layout.addWidget(self._found)
        layout.addWidget(self._list, 1)
        self._place_card()

    def _connect(self) -> None:
        self._field.textChanged.connect(self._on_field_text_changed)
        self._field.returnPressed.connect(self._choose_current)
        self._list.row_clicked.connect(self._on_list_row_taken)
        self._list.row_entered.connect(self._on_list_row_taken)
        self._wait.timeout.connect(self._on_wait_timeout)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Go somewhere or do something"))
        words = self.tr("Where to, or what to do")
        self._field.setPlaceholderText(words)
        self._field.setAccessibleName(words)
        self._field.setAccessibleDescription(self.tr("Arrow keys go through the list, Enter chooses, Esc closes."))
        self._list.setAccessibleName(self.tr("What was found"))

    def _typed(self) -> str:
        return self._field.text().strip()

    def _wants_entries(self) -> bool:
        return len(self._typed()) >= FEWEST_LETTERS

    def _render(self, *, keeps_row: bool = False) -> None:
        """List what fits, the first row chosen; entries that were found stand below, so that no row moves away."""
        typed = self._typed()
        offered = self._commands if not typed else [*self._commands, *self._kept]
        found = [*fitting(typed, offered)[:MOST_ROWS], *(self._entries if self._wants_entries() else ())]
        before = self._current_choice()
        self._shown = found
        self._model.replace_rows([_row(number, choice) for number, choice in enumerate(found)])
        kept = found.index(before) if keeps_row and before is not None and before in found else 0
        self._list.choose(self._model.index(kept))
        self._found.setText(self._found_words())

    def _found_words(self) -> str:
        if self._shown:
            return self.tr("%n to choose from", "", len(self._shown))
        return self.tr("Nothing of that name here.")

    def _current_choice(self) -> Choice | None:
        at = self._list.currentIndex().row()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def _choose_current(self) -> None:
        if (choice := self._current_choice()) is not None:
            self._take(choice)

    def _take(self, choice: Choice) -> None:
        self.close_now()
        self.chosen.emit(choice)

    def _step(self, rows: int) -> None:
        """Go some rows on, round at the ends for one row, and say where one is."""
        count = len(self._shown)
        if not count:
            return
        at = self._list.currentIndex().row() + rows
        at = at % count if abs(rows) == 1 else min(max(at, 0), count - 1)
        index = self._model.index(at)
        self._list.choose(index)
        self._list.scrollTo(index)
        place = self.tr("%1 of %2").replace("%1", str(at + 1)).replace("%2", str(count))
        announce(self._field, f"{_spoken(self._shown[at])}. {place}", is_urgent=True)

    def _search(self) -> None:
        self._reading = begin_reading(
            self._desk.jobs,
            partial(fetch_entries, words=self._typed()),
            owner=self,
            done=self._on_jobs_entries_fetched,
            failed=self._on_jobs_search_failed,
        )

    def _drop_reading(self) -> None:
        """Let go of a search that goes on: another letter came, or the palette closes."""
        if self._reading is not None:
            self._reading.drop()
            self._reading = None

    def _say_found(self) -> None:
        first = _spoken(self._shown[0]) if self._shown else ""
        announce(self._field, ": ".join(part for part in (self._found_words(), first) if part))

    def _place_card(self) -> None:
        """Stand in the upper middle, as large as reads well and fits."""
        air = scaled(_AIR_PX)
        width = min(scaled(CARD_PX[0]), self.width() - 2 * air)
        height = min(scaled(CARD_PX[1]), self.height() - 2 * air)
        top = max(air, (self.height() - height) // 4)
        self._card.setGeometry(QRect((self.width() - width) // 2, top, max(width, 1), max(height, 1)))

    def _on_field_text_changed(self, _text: str) -> None:
        if not self._is_closed:
            self._drop_reading()
            self._entries = []
            self._render()
            self._list.scrollToTop()
            self._wait.start()

    def _on_wait_timeout(self) -> None:
        if self._wants_entries():
            self._search()
        else:
            self._say_found()

    def _on_jobs_choices_fetched(self, choices: list[Choice]) -> None:
        self._kept = choices
        if self._typed():
            self._render(keeps_row=True)

    def _on_jobs_entries_fetched(self, entries: tuple[EntrySummary, ...]) -> None:
        self._reading = None
        self._entries = entry_choices(entries, self._openers)
        self._render(keeps_row=True)
        self._say_found()

    def _on_jobs_search_failed(self, failure: Failure) -> None:
        self._reading = None
        words = sentence(failure.code, **failure.fields)
        self._found.setText(words)
        announce(self._field, words)

    def _on_list_row_taken(self, row: ListRow) -> None:
        self._take(self._shown[int(row.key)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """Keep Tab between the field and the list: what lies below is out of reach until this closes."""
        if self._field.hasFocus():
            self._list.focus_row()
        else:
            self._field.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, the arrow keys go through the list."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PAGE_ROWS,
            Qt.Key.Key_PageUp: -PAGE_ROWS,
        }
        if event.key() == Qt.Key.Key_Escape:
            self.close_now()
        elif event.key() in steps and self._field.hasFocus():
            self._step(steps[Qt.Key(event.key())])
        event.accept()  # none of its keys are for the page below

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes; one on it does nothing."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_now()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_card()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close for good when something else takes the window: Support, a lock, a hiding."""
        super().hideEvent(event)
        if not event.spontaneous() and self.parentWidget() is not None:
            self.close_now()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Let what lies below fade into the paper."""
        shade = QColor(colour(self, "canvas"))
        shade.setAlpha(_SCRIM_ALPHA)
        QPainter(self).fillRect(self.rect(), shade)


def _row(number: int, choice: Choice) -> ListRow:
    return ListRow(RowKind.CHOICE, str(number), choice.title, choice.about, spoken=_spoken(choice))


def _spoken(choice: Choice) -> str:
    about = choice.about.replace("  ·  ", ", ")
    return ". ".join(part for part in (choice.title, about) if part)


def _palette_interface(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """Answer Qt's question which interface a thing has; None leaves it to Qt."""
    return QAccessibleWidget(thing, QAccessible.Role.Dialog) if isinstance(thing, CommandPalette) else None


@cache
def _install_role() -> None:
    """Have a screen reader meet the palette as a dialog, not as a part of the page below it; once a process."""
    QAccessible.installFactory(_palette_interface)

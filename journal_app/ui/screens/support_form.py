"""The form on which entries of the Support page are added, changed, put in order and checked: one's own, or Here's.

Who can read what is written stands above it. Each change is handed on whole and at once.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from journal_app.content.model import SupportEntry
from journal_app.ui.screens.support_words import check_words
from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.buttons import plain_button, primary_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label, body_label, caption_label
from journal_app.ui.widgets.notice import Notice, NoticeKind

LONGEST = 500
MOST_ENTRIES = 50
_FIELDS = ("name", "how", "hours", "languages", "cost", "privacy", "checked_by")
_NEW = -1


class SupportForm(QWidget):
    """Shows some entries to change.

    Signals:
        changed(tuple[SupportEntry, ...]): they should be these from now on.
        closed(): back to the Support page.
    """

    changed = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[SupportEntry, ...] = ()
        self._kind = ""
        self._today = date.min
        self._max_age_days = 0
        self._at = _NEW
        self._cards: list[QWidget] = []
        self._build()
        self._connect()

    def begin(self, title: str, about: str, kind: str, *, max_age_days: int, today: date) -> None:
        """Open the form under a title, with who can read what is written; `kind` is what new entries are."""
        self._title.setText(title)
        self._who.show_notice(NoticeKind.CAUTION, about)
        self._kind, self._max_age_days, self._today = kind, max_age_days, today
        self._problem.hide()
        self._fields_card.hide()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_entries(self, entries: Sequence[SupportEntry]) -> None:
        """Show the entries as they are kept."""
        self._entries = tuple(entries)
        self._problem.hide()
        self._render()

    def show_failure(self, words: str) -> None:
        """Say why a change could not be kept; what was typed stays."""
        self._problem.show_failure(words)

    def _build(self) -> None:
        self._back = quiet_button(self.tr("Support"), "chevron-left", self)
        self._title = Heading(1, "", self)
        self._who = Notice(self)
        self._problem = Notice(self)
        self._problem.hide()
        self._add = plain_button(self.tr("Add someone or somewhere"), "plus", self)
        self._fields_card = self._build_fields()
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        page = PageScroll(self)
        page.setAccessibleName(self.tr("Support"))
        column = page.column_layout
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self._title, self._who, self._problem):
            column.addWidget(widget)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._fields_card)
        column.addLayout(self._list)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def _build_fields(self) -> Card:
        card = Card(self)
        labels = (
            self.tr("Name"),
            self.tr("How to reach them"),
            self.tr("Hours"),
            self.tr("Languages, with commas between"),
            self.tr("Cost"),
            self.tr("What it may show, such as on a phone bill"),
            self.tr("Checked by"),
        )
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        self._lines: dict[str, QLineEdit] = {}
        for row, (name, words) in enumerate(zip(_FIELDS, labels, strict=True)):
            label, line = Label(words, Type.LABEL, "ink", card), QLineEdit(card)
            line.setMaxLength(LONGEST)
            line.setAccessibleName(words)
            set_type(line, Type.CONTROL)
            line.returnPressed.connect(self._on_keep_clicked)
            label.setBuddy(line)
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(line, 2 * row + 1, 0)
            self._lines[name] = line
        self._keep = primary_button(self.tr("Keep it"), "check", card)
        self._leave = quiet_button(self.tr("Leave it as it is"), "", card)
        row_of = FlowLayout()
        row_of.addWidget(self._keep)
        row_of.addWidget(self._leave)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 14, 20, 14)
        inside.setSpacing(10)
        inside.addLayout(grid)
        inside.addLayout(row_of)
        card.hide()
        return card

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._add.clicked.connect(partial(self._open_fields, _NEW))
        self._keep.clicked.connect(self._on_keep_clicked)
        self._leave.clicked.connect(self._close_fields)

    def _render(self) -> None:
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(number, entry) for number, entry in enumerate(self._entries)]
        for card in self._cards:
            self._list.addWidget(card)
            card.show()  # at once: a layout would show it with the next turn of the loop
        self._add.setEnabled(len(self._entries) < MOST_ENTRIES)

    def _card(self, number: int, entry: SupportEntry) -> Card:
        card = Card(self, fill_with="canvas")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 14, 20, 14)
        inside.setSpacing(6)
        inside.addWidget(Heading(3, entry.name, card))
        inside.addWidget(body_label(card, entry.how))
        if checked := check_words(entry, self._max_age_days, self._today):
            inside.addWidget(caption_label(card, checked))
        row = FlowLayout()
        for words, icon, do, is_shown in (
            (self.tr("I checked it today"), "check", partial(self._check, number), True),
            (self.tr("Change"), "square-pen", partial(self._open_fields, number), True),
            (self.tr("Move up"), "chevron-up", partial(self._move, number, number - 1), number > 0),
            (self.tr("Move down"), "chevron-down", partial(self._move, number, number + 1), True),
            (self.tr("Take away"), "x", partial(self._remove, number), True),
        ):
            if is_shown and not (words == self.tr("Move down") and number == len(self._entries) - 1):
                button = quiet_button(words, icon, card)
                button.setAccessibleDescription(entry.name)
                button.clicked.connect(do)
                row.addWidget(button)
        inside.addLayout(row)
        return card

    def _open_fields(self, at: int, _is_checked: bool = False) -> None:
        self._at = at
        entry = self._entries[at] if at != _NEW else SupportEntry(self._kind, "", "")
        for name, line in self._lines.items():
            value = getattr(entry, name)
            line.setText(", ".join(value) if name == "languages" else value)
        self._fields_card.show()
        self._lines["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_fields(self, _is_checked: bool = False) -> None:
        self._fields_card.hide()
        self._problem.hide()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep_clicked(self, _is_checked: bool = False) -> None:
        texts = {name: " ".join(line.text().split()) for name, line in self._lines.items()}
        if not texts["name"] or not texts["how"]:
            self._problem.show_failure(self.tr("It needs a name and a way to reach them. All else can stay empty."))
            self._lines["how" if texts["name"] else "name"].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        before = self._entries[self._at] if self._at != _NEW else SupportEntry(self._kind, "", "")
        entry = replace(
            before,
            name=texts["name"],
            how=texts["how"],
            hours=texts["hours"],
            languages=tuple(words for one in texts["languages"].split(",") if (words := one.strip())),
            cost=texts["cost"],
            privacy=texts["privacy"],
            checked_by=texts["checked_by"],
        )
        if (entry.name, entry.how) != (before.name, before.how):
            entry = replace(entry, checked_on=None)  # it was another number that was checked
        entries = list(self._entries)
        if self._at == _NEW:
            entries.append(entry)
        else:
            entries[self._at] = entry
        self._fields_card.hide()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(tuple(entries))

    def _check(self, number: int, _is_checked: bool = False) -> None:
        entries = list(self._entries)
        entries[number] = replace(entries[number], checked_on=self._today)
        self._hand_on(entries)

    def _move(self, number: int, to: int, _is_checked: bool = False) -> None:
        entries = list(self._entries)
        entries.insert(to, entries.pop(number))
        self._hand_on(entries)

    def _remove(self, number: int, _is_checked: bool = False) -> None:
        self._hand_on([*self._entries[:number], *self._entries[number + 1 :]])

    def _hand_on(self, entries: list[SupportEntry]) -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(tuple(entries))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the fields, or goes back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._fields_card.isHidden():
            self.closed.emit()
        else:
            self._close_fields()


def here_about() -> str:
    """Return who can read what is written for this computer."""
    return QCoreApplication.translate(
        "SupportForm",
        "Everyone who uses this computer can read what you write here, before any journal is open. It lies in a plain "
        "file. Put nothing here that is about you.",
    )


def own_about() -> str:
    """Return who can read what is written for oneself."""
    return QCoreApplication.translate(
        "SupportForm", "Kept inside your journal, encrypted. It is shown only while your journal is open."
    )

"""Backups: what there is, make one now, go back to one, a second folder for copies, and a reminder if one likes."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal_app.ui.models.timeline_rows import spoken_day
from journal_app.ui.widgets.buttons import Button, plain_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.icon_label import IconLabel
from journal_app.ui.widgets.labels import Label, body_label, caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.proof import Proof

SHOWN_AT_ONCE = 5
REMINDERS = (0, 7, 31, 92)


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup as the list shows it; `made_at` is in the person's own zone, `entries` None where unknown."""

    path: Path
    made_at: datetime
    entries: int | None
    is_verified: bool
    reason: str


class BackupsPart(QWidget):
    """The part of “Your journal” about backups.

    Signals:
        back_up_requested(): make one now.
        restore_requested(Path, str): go back to this backup; with the passphrase as proof.
        folder_requested(): choose a second folder for copies.
        folder_dropped(): make no more copies in a second folder.
        reminder_chosen(int): say so when the last copy is this many days old; 0 for never.
    """

    back_up_requested = Signal()
    restore_requested = Signal(object, str)
    folder_requested = Signal()
    folder_dropped = Signal()
    reminder_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: BackupRow | None = None
        self._opened_from: Button | None = None
        self._build()
        self._connect()

    def show_backups(self, rows: tuple[BackupRow, ...]) -> None:
        """List the backups, newest first."""
        for layout in (self._newest, self._older.content_layout):
            _empty(layout)
        for number, row in enumerate(rows):
            (self._newest if number < SHOWN_AT_ONCE else self._older.content_layout).addWidget(self._row(row))
        older = len(rows) - SHOWN_AT_ONCE
        self._older.setVisible(older > 0)
        self._older.set_title(self.tr("One older backup") if older == 1 else self.tr("%n older backups", "", older))
        self._none.setVisible(not rows)

    def show_copies(self, folder: str, copied_on: str, reminder_days: int) -> None:
        """Show where copies go, when the last one was made, and when the person wishes to be told."""
        if folder:
            words = self.tr("A copy of each backup goes to %1.").replace("%1", folder)
            last = (
                self.tr("The last one was made on %1.").replace("%1", spoken_day(date.fromisoformat(copied_on)))
                if (copied_on)
                else self.tr("None has been made yet.")
            )
            words = f"{words} {last}"
        else:
            words = self.tr("All backups lie beside the journal, so a lost or broken disk would take both.")
        self._copies_words.setText(words)
        self._choose.setText(self.tr("Choose another folder…") if folder else self.tr("Choose a second folder…"))
        self._drop.setVisible(bool(folder))
        self._reminder.blockSignals(True)
        self._reminder.setCurrentIndex(REMINDERS.index(reminder_days) if reminder_days in REMINDERS else 0)
        self._reminder.blockSignals(False)

    def show_busy(self, is_busy: bool) -> None:
        """Say that a backup is being made."""
        self._now.setText(self.tr("Backing up…") if is_busy else self.tr("Back up now"))
        self._now.setEnabled(not is_busy)

    def show_message(self, words: str) -> None:
        """Say that something was done."""
        self.show_busy(False)
        self._notice.show_message(words)

    def show_failure(self, sentence: str) -> None:
        """Say why something could not be done, where it was asked for."""
        self.show_busy(False)
        if self._proof.isHidden():
            self._notice.show_failure(sentence)
        else:
            self._proof.show_failure(sentence)

    def _build(self) -> None:
        self._notice = Notice(self)
        self._notice.hide()
        self._now = plain_button("", "", self)
        self._none = body_label(self, self.tr("There is no backup yet. The first one is made when you lock or close."))
        self._newest = QVBoxLayout()
        self._newest.setSpacing(2)
        self._older = Fold("", self)
        self._proof = Proof(self)
        self._copies_words = body_label(self)
        self._choose = plain_button("", "", self)
        self._drop = quiet_button(self.tr("Make no more copies there"), "x", self)
        self._reminder = FoldedList(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        about = self.tr(
            "A backup is made when you lock or close and something has changed. Each is encrypted as the journal is "
            "and checked when it is made. Old ones thin out by themselves."
        )
        layout.addWidget(caption_label(self, about))
        layout.addWidget(self._notice)
        layout.addLayout(_flow(self._now))
        layout.addWidget(self._none)
        layout.addLayout(self._newest)
        layout.addWidget(self._older)
        layout.addWidget(self._proof)
        layout.addSpacing(4)
        layout.addWidget(Heading(3, self.tr("Copies in another place"), self))
        layout.addWidget(self._copies_words)
        layout.addLayout(_flow(self._choose, self._drop))
        layout.addLayout(self._build_reminder())
        self.show_busy(False)

    def _build_reminder(self) -> QHBoxLayout:
        label = Label(self.tr("Say so when the last copy is older than"), parent=self)
        label.setBuddy(self._reminder)
        self._reminder.setAccessibleName(label.text())
        names = (self.tr("Never"), self.tr("A week"), self.tr("A month"), self.tr("Three months"))
        for days, words in zip(REMINDERS, names, strict=True):
            self._reminder.addItem(words, days)
        row = QHBoxLayout()
        row.addWidget(label, 1)
        row.addWidget(self._reminder)
        return row

    def _connect(self) -> None:
        self._now.clicked.connect(self._on_now_clicked)
        self._choose.clicked.connect(self.folder_requested)
        self._drop.clicked.connect(self.folder_dropped)
        self._reminder.currentIndexChanged.connect(self._on_reminder_index_changed)
        self._proof.given.connect(self._on_proof_given)
        self._proof.cancelled.connect(self._on_proof_cancelled)

    def _row(self, row: BackupRow) -> QWidget:
        line = QWidget(self)
        mark = IconLabel(
            "check" if row.is_verified else "triangle-alert", "accent" if row.is_verified else "danger", 16, line
        )
        words = Label(backup_words(row), parent=line)
        restore = quiet_button(self.tr("Go back to this…"), "", line)
        restore.setAccessibleName(self.tr("Go back to the backup of %1").replace("%1", moment_words(row.made_at)))
        restore.setVisible(row.is_verified)
        restore.clicked.connect(partial(self._ask, row, restore))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(mark)
        layout.addWidget(words, 1)
        layout.addWidget(restore)
        return line

    def _ask(self, row: BackupRow, button: Button) -> None:
        self._wanted, self._opened_from = row, button
        self._notice.hide()
        words = self.tr(
            "The journal becomes what it was on %1. First a backup of how it is now is made, so you can come back. "
            "Then the window locks, and you open the journal as usual."
        ).replace("%1", moment_words(row.made_at))
        self._proof.ask(words, self.tr("Go back to this backup"))

    def _on_now_clicked(self) -> None:
        self._notice.hide()
        self.show_busy(True)
        self.back_up_requested.emit()

    def _on_proof_given(self, passphrase: str) -> None:
        if self._wanted is not None:
            self._proof.show_busy(True)
            self.restore_requested.emit(self._wanted.path, passphrase)

    def _on_proof_cancelled(self) -> None:
        if self._opened_from is not None:
            self._opened_from.setFocus()

    def _on_reminder_index_changed(self, index: int) -> None:
        if index >= 0:
            self.reminder_chosen.emit(REMINDERS[index])


def backup_words(row: BackupRow) -> str:
    """Return one line about a backup: when, how much, and whether it was found whole."""
    parts = [moment_words(row.made_at)]
    if row.entries is not None:
        parts.append(_tr("One entry") if row.entries == 1 else _tr("%n entries", row.entries))
    if row.reason == "restoring":
        parts.append(_tr("before going back to another"))
    parts.append(_tr("checked and whole") if row.is_verified else _tr("damaged, left as it is"))
    return "  ·  ".join(parts)


def _tr(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("BackupsPart", words, None, count)


def moment_words(moment: datetime) -> str:
    """Return a day in words, with the time on the person's own clock."""
    time = QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
    return f"{spoken_day(moment.date())}, {time}"


def _flow(*buttons: QWidget) -> FlowLayout:
    row = FlowLayout(gap=10, row_gap=8)
    for button in buttons:
        row.addWidget(button)
    return row


def _empty(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        if (widget := item.widget()) is not None:
            widget.deleteLater()

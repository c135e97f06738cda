"""Earlier wordings of a page: choose one, see what changed since, take it up again, or delete them all for good."""

from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.attachments import PageKey, list_attachments
from journal_app.journal.difference import Row, compare
from journal_app.journal.entries import Entry, EntryId, load_entry
from journal_app.journal.history import (
    VersionId,
    VersionSummary,
    list_versions,
    load_version,
    restore_version,
)
from journal_app.journal.markup import words_to_read
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.timeline_rows import spoken_day
from journal_app.ui.reading_words import read_out
from journal_app.ui.screens.deleted_entry import Deleted, deleted_words, erase_versions, purge_backups
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.difference_view import DifferenceView
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label, body_label, caption_label
from journal_app.ui.widgets.notice import Notice, NoticeKind


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an earlier wording differs from the present one, title and body."""

    version_id: VersionId
    earlier_title: str
    title: str
    rows: tuple[Row, ...]


class HistoryPanel(QWidget):
    """Shows the history of one entry.

    Signals:
        close_requested(): back to the page.
    """

    close_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entry_id: EntryId | None = None
        self._versions: tuple[VersionSummary, ...] = ()
        self._wanted: VersionId | None = None
        self._deleted: Deleted | None = None
        self._build()
        self._connect()

    def show_history(self, entry: Entry) -> None:
        """Show the earlier wordings of an entry, the newest of them against the present one."""
        self._entry_id = entry.id
        self._deleted = None
        self._notice.hide()
        self.refresh()
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the wordings again."""
        if self._entry_id is not None:
            job = partial(_list, entry_id=self._entry_id)
            self._desk.jobs.run(job, owner=self, done=self._on_jobs_listed, failed=self._on_jobs_failed)

    def _build(self) -> None:
        self._back = quiet_button(self.tr("Back to the page"), "chevron-left", self)
        self._title = Heading(2, self.tr("Earlier wordings"), self)
        self._none = body_label(self, self.tr("No earlier wording is kept. Each Done that changes a page keeps one."))
        self._label = Label(self.tr("The page as it stood"), parent=self)
        self._choice = FoldedList(self)
        self._label.setBuddy(self._choice)
        self._choice.setAccessibleName(self._label.text())
        self._titles = caption_label(self)
        self._sides = caption_label(self)
        self._difference = DifferenceView(self)
        self._notice = Notice(self)
        self._notice.hide()
        self._restore = plain_button(self.tr("Take this wording up again"), "undo-2", self)
        self._delete = quiet_button("", "trash", self)
        actions = FlowLayout()
        actions.addWidget(self._restore)
        actions.addWidget(self._delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self._title, self._none, self._label, self._choice, self._titles, self._sides):
            layout.addWidget(widget)
        layout.addWidget(self._difference, 1)
        layout.addWidget(self._notice)
        layout.addLayout(actions)
        self._spare = QWidget(self)
        layout.addWidget(self._spare, 1)
        self._say_delete()

    def _connect(self) -> None:
        self._back.clicked.connect(self.close_requested)
        self._choice.currentIndexChanged.connect(self._on_choice_current_index_changed)
        self._restore.clicked.connect(self._on_restore_clicked)
        self._delete.clicked.connect(self._on_delete_clicked)
        self._notice.action_requested.connect(self._on_notice_action_requested)

    def _show_versions(self, versions: tuple[VersionSummary, ...]) -> None:
        self._versions = versions
        zone = self._desk.clock.zone()
        self._choice.blockSignals(True)
        self._choice.clear()
        for version in versions:
            self._choice.addItem(version_words(version, zone))
        self._choice.blockSignals(False)
        has_any = bool(versions)
        self._none.setVisible(not has_any)
        self._spare.setVisible(not has_any)
        for widget in (self._label, self._choice, self._sides, self._difference, self._restore, self._delete):
            widget.setVisible(has_any)
        self._titles.hide()
        if has_any:
            self._compare(versions[0].id)

    def _compare(self, version_id: VersionId) -> None:
        self._wanted = version_id
        job = partial(_compare, version_id=version_id)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_compared, failed=self._on_jobs_failed)

    def _say_delete(self) -> None:
        """The button that asked the question also takes it back."""
        words = self.tr("Keep the earlier wordings") if self._is_asking() else self.tr("Delete earlier wordings…")
        self._delete.setText(words)

    def _is_asking(self) -> bool:
        return not self._notice.isHidden() and self._notice.kind is NoticeKind.CAUTION

    def _on_choice_current_index_changed(self, place: int) -> None:
        if 0 <= place < len(self._versions):
            self._compare(self._versions[place].id)

    def _on_jobs_listed(self, versions: tuple[VersionSummary, ...]) -> None:
        self._show_versions(versions)

    def _on_jobs_compared(self, found: Comparison) -> None:
        if found.version_id != self._wanted:
            return
        has_title_changed = found.earlier_title != found.title
        words = self.tr("The title was “%1” and is “%2” now.")
        self._titles.setText(words.replace("%1", found.earlier_title).replace("%2", found.title))
        self._titles.setVisible(has_title_changed)
        if all(row.is_same for row in found.rows):
            self._sides.setText(self.tr("The words are the same as now."))
        else:
            self._sides.setText(self.tr("What stood then comes first, what stands now after or beside it."))
        self._difference.show_rows(found.rows)

    def _on_restore_clicked(self) -> None:
        if self._wanted is not None:
            job = partial(_restore, version_id=self._wanted)
            changes = frozenset({Kind.ENTRIES})
            self._desk.jobs.run(
                job, owner=self, done=self._on_jobs_restored, failed=self._on_jobs_failed, changes=changes
            )

    def _on_jobs_restored(self, has_changed: bool) -> None:
        self.refresh()
        if has_changed:
            words = self.tr("The page has these words again. Those it had a moment ago are kept here.")
        else:
            words = self.tr("The page has these words already.")
        self._notice.show_message(words)
        self._say_delete()

    def _on_delete_clicked(self) -> None:
        if self._is_asking():
            self._notice.hide()
        else:
            words = self.tr(
                "Delete all earlier wordings of this page for good? The page stays as it is now. "
                "Backups that hold them go too, and they can't be brought back."
            )
            self._notice.show_question(words, self.tr("Delete for good"))
        self._say_delete()

    def _on_notice_action_requested(self) -> None:
        was_question = self._is_asking()
        self._notice.hide()
        self._say_delete()
        if was_question and self._entry_id is not None:
            job = partial(erase_versions, entry_id=self._entry_id)
            self._desk.jobs.run(job, owner=self, done=self._on_jobs_deleted, failed=self._on_jobs_failed)
        elif self._deleted is not None:
            again = partial(purge_backups, deleted=self._deleted)
            self._desk.jobs.run(again, owner=self, done=self._on_jobs_deleted, failed=self._on_jobs_failed)

    def _on_jobs_deleted(self, deleted: Deleted | None) -> None:
        self._deleted = deleted
        self.refresh()
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        if deleted is None:
            return
        gone = self.tr("The earlier wordings are deleted for good.")
        words = deleted_words(deleted, self._desk.clock.zone(), gone)
        if deleted.failure is None:
            self._notice.show_message(words)
        else:
            self._notice.show_failure(words, self.tr("Try again"))
        self._say_delete()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._notice.show_failure(sentence(failure.code, **failure.fields))
        self._say_delete()


def version_words(version: VersionSummary, zone: ZoneInfo) -> str:
    """Say until when a wording stood, and how long it is, in words."""
    until = version.replaced_at.astimezone(zone)
    time = QLocale().toString(QTime(until.hour, until.minute), QLocale.FormatType.ShortFormat)
    return (
        QCoreApplication.translate("HistoryPanel", "until %1, %2")
        .replace("%1", spoken_day(until.date()))
        .replace("%2", time)
    )


def _list(journal: OpenJournal, *, entry_id: EntryId) -> tuple[VersionSummary, ...]:
    return list_versions(journal.vault, entry_id)


def _compare(journal: OpenJournal, *, version_id: VersionId) -> Comparison:
    version = load_version(journal.vault, version_id)
    entry = load_entry(journal.vault, version.entry_id)
    known = {one.uid: one for one in list_attachments(journal.vault, PageKey(version.entry_id))}
    earlier, now = (read_out(body, known, is_all_known=True)[0] for body in (version.body, entry.body))
    if earlier == now and version.body != entry.body:  # only where a link leads, or which picture it is, is another
        earlier, now = version.body, entry.body
    earlier_title, title = words_to_read(version.title), words_to_read(entry.title)
    return Comparison(version_id, earlier_title, title, compare(earlier, now))


def _restore(journal: OpenJournal, *, version_id: VersionId) -> bool:
    return restore_version(journal.vault, journal.clock, version_id)

"""Earlier versions of the circle, by date: to look at, never to change; and gone for good when the person says so."""

from PySide6.QtCore import QDate, QLocale, QTime
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.circle import Circle, CircleVersion, keep_circle_version, list_circle_versions
from journal_app.journal.deletion import delete_earlier_circles_for_good
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.circle.model import CircleModel
from journal_app.ui.circle.rows import circle_rows
from journal_app.ui.circle.view import CircleView
from journal_app.ui.desk import Desk
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.rows_model import RowsModel
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.choice_notice import ChoiceNotice
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.labels import caption_label


class EarlierCircles(QWidget):
    """Shows one version at a time, as a picture or as a list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._versions: tuple[CircleVersion, ...] = ()
        self._model = CircleModel(self)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the versions again."""
        self._desk.jobs.run(_list, owner=self, done=self._on_jobs_listed, failed=self._on_jobs_failed)

    def _build(self) -> None:
        self._about = caption_label(self)
        self._dates = FoldedList(self)
        self._dates.setAccessibleName(self.tr("Day of the version"))
        self._as_list = quiet_button(self.tr("As a list"), "list", self)
        self._as_list.setCheckable(True)
        self._keep = quiet_button(self.tr("Keep this as a version now"), "plus", self)
        self._keep.setAccessibleDescription(self.tr("The circle as it stands, to look at later"))
        self._delete = quiet_button(self.tr("Delete earlier versions for good"), "trash", self)
        self._question = ChoiceNotice(self)
        self._view = CircleView(self._model, self, can_change=False)
        self._rows = RowsModel(self)
        self._list = RowList(self._rows, detail_lines=2, parent=self)
        self._list.setAccessibleName(self.tr("What stood on the circle"))
        self._list.hide()
        row = FlowLayout()
        for widget in (self._keep, self._dates, self._as_list, self._delete):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._about)
        layout.addLayout(row)
        layout.addWidget(self._question)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._list, 1)
        layout.addStretch(0)

    def _connect(self) -> None:
        self._dates.activated.connect(self._show_version)
        self._as_list.toggled.connect(self._on_as_list_toggled)
        self._keep.clicked.connect(self._on_keep_clicked)
        self._delete.clicked.connect(self._on_delete_clicked)

    def _show_version(self, at: int) -> None:
        circle = self._versions[at].circle if 0 <= at < len(self._versions) else Circle()
        self._model.choose(None)
        self._model.show_circle(circle)
        self._rows.replace_rows(list(circle_rows(circle)))

    def _on_as_list_toggled(self, is_list: bool) -> None:
        self._view.setVisible(not is_list)
        self._list.setVisible(is_list)

    def _on_jobs_listed(self, versions: tuple[CircleVersion, ...]) -> None:
        self._versions = versions[1:]
        self._dates.clear()
        for version in self._versions:
            self._dates.addItem(_days(self._desk, version))
        has_any = bool(self._versions)
        for widget in (self._dates, self._as_list, self._delete):
            widget.setVisible(has_any)
        self._view.setVisible(has_any and not self._as_list.isChecked())
        self._list.setVisible(has_any and self._as_list.isChecked())
        self._about.setText(
            self.tr("To look at only. The circle itself stays as it is.")
            if has_any
            else self.tr(
                "When you change the circle on another day, or keep a version now, how it stood is here to look at."
            )
        )
        self._show_version(0)

    def _on_keep_clicked(self) -> None:
        self._desk.jobs.run(_keep, owner=self, done=self._on_jobs_kept, failed=self._on_jobs_failed)

    def _on_jobs_kept(self, is_new: bool) -> None:
        self.refresh()
        kept = self.tr("Kept. You can look at it here when the circle has changed.")
        self._question.say(kept if is_new else self.tr("Nothing has changed since the version kept last."))

    def _on_delete_clicked(self) -> None:
        words = self.tr("Delete all earlier versions for good? The present circle stays. This can't be undone.")
        self._question.ask(words, self.tr("Delete them for good"), self._delete_now, self.tr("Keep them"))

    def _delete_now(self) -> None:
        job = _delete_earlier
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_deleted, failed=self._on_jobs_failed)

    def _on_jobs_deleted(self, _purged: object) -> None:
        self.refresh()
        self._question.say(self.tr("The earlier versions are gone for good."))

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._question.say_failure(sentence(failure.code, **failure.fields))


def _days(desk: Desk, version: CircleVersion) -> str:
    """Return the days a version stood on the wall, or its day and time."""
    zone, locale, style = desk.clock.zone(), QLocale(), QLocale.FormatType.LongFormat
    first, last = (moment.astimezone(zone).date() for moment in (version.begun_at, version.saved_at))
    words = [locale.toString(QDate(day.year, day.month, day.day), style) for day in (first, last)]
    if first != last:
        return f"{words[0]} \N{EN DASH} {words[1]}"
    wall = version.saved_at.astimezone(zone)  # a day can have several, kept when the person said so
    return f"{words[0]}, {locale.toString(QTime(wall.hour, wall.minute), QLocale.FormatType.ShortFormat)}"


def _list(journal: OpenJournal) -> tuple[CircleVersion, ...]:
    return list_circle_versions(journal.vault)


def _keep(journal: OpenJournal) -> bool:
    return keep_circle_version(journal.vault, journal.clock)


def _delete_earlier(journal: OpenJournal) -> object:
    return delete_earlier_circles_for_good(journal.vault, journal.clock)

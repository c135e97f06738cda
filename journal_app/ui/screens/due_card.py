"""One quiet card on Today: a letter or plan whose day has come, to be read, left for another week, or never offered."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QWidget

from journal_app.journal.moments import local_time
from journal_app.journal.set_aside import SetAside, SetAsideId, Waiting, due_today, looked_at, offer_again_on
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.quiet_card import QuietCard

NOT_NOW_DAYS = 7


class DueCard(QuietCard):
    """Fetches and shows what is due by itself; takes no room while nothing is.

    Signals:
        read_requested(SetAsideId): it is looked at; show its words.
    """

    read_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._thing: SetAside | None = None
        self._build()
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """Read again whether something is due."""
        self._desk.jobs.run(fetch_due, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)

    def _build(self) -> None:
        self._what = Heading(3, "", self.card)
        self._from = caption_label(self.card)
        self._read = plain_button("", "feather", self.card)
        self._not_now = quiet_button("", "", self.card)
        self._never = quiet_button("", "", self.card)
        self.fill((self._what, self._from), (self._read, self._not_now, self._never))

    def _connect(self) -> None:
        self._read.clicked.connect(self._on_read_clicked)
        self._not_now.clicked.connect(self._on_not_now_clicked)
        self._never.clicked.connect(self._on_never_clicked)
        self._desk.hub.changed.connect(self._on_hub_changed)

    def _retranslate(self) -> None:
        self._read.setText(self.tr("Read it"))
        self._not_now.setText(self.tr("Not now"))
        self._not_now.setAccessibleDescription(self.tr("Leaves it for another week."))
        self._never.setText(self.tr("Never"))
        self._never.setAccessibleDescription(self.tr("It stays among your letters and plans, and is not offered."))

    def _on_jobs_fetched(self, thing: SetAside | None) -> None:
        self._thing = thing
        self.show_card(thing is not None)
        if thing is not None:
            self._what.setText(self._words(thing))
            self._from.setText(thing.title)

    def _words(self, thing: SetAside) -> str:
        made_on, now = local_time(thing.made_at, self._desk.clock.zone().key).date(), today(self._desk.clock)
        form = "MMMM" if made_on.year == now.year else "MMMM yyyy"
        month = QLocale().toString(QDate(made_on.year, made_on.month, made_on.day), form)
        is_plan = thing.kind is Waiting.PLAN
        words = self.tr("A plan you made in %1") if is_plan else self.tr("A letter you put away in %1")
        return words.replace("%1", month)

    def _change(self, job: Callable[..., None], done: Callable[[object], None]) -> None:
        if self._thing is not None:
            self._desk.jobs.run(
                partial(_change_and_fetch, job, set_aside_id=self._thing.id),
                owner=self,
                done=done,
                failed=self._on_jobs_failed,
                changes=frozenset({Kind.PRACTICES}),
            )

    def _on_read_clicked(self, _is_checked: bool = False) -> None:
        if self._thing is not None:
            self._change(_look, partial(self._on_jobs_looked_at, self._thing.id))

    def _on_not_now_clicked(self, _is_checked: bool = False) -> None:
        on = today(self._desk.clock) + timedelta(days=NOT_NOW_DAYS)
        self._change(partial(_put_off, on=on), self._on_jobs_put_off)

    def _on_never_clicked(self, _is_checked: bool = False) -> None:
        self._change(partial(_put_off, on=None), self._on_jobs_let_be)

    def _on_jobs_looked_at(self, set_aside_id: SetAsideId, thing: SetAside | None) -> None:
        self._on_jobs_fetched(thing)
        self.read_requested.emit(set_aside_id)

    def _on_jobs_put_off(self, thing: object) -> None:
        self.told.show_message(self.tr("Thank you. It waits for another week."))
        self._on_jobs_fetched(thing)  # type: ignore[arg-type]  # what _change_and_fetch returns

    def _on_jobs_let_be(self, thing: object) -> None:
        self.told.show_message(self.tr("Thank you. It stays among your letters and plans, and is not offered again."))
        self._on_jobs_fetched(thing)  # type: ignore[arg-type]  # as above

    def _on_jobs_failed(self, failure: Failure) -> None:
        self.show_failure(sentence(failure.code, **failure.fields))

    def _on_hub_changed(self, kinds: frozenset[Kind], initiator: object) -> None:
        if initiator is not self and Kind.PRACTICES in kinds and self._page_is_shown():
            self.refresh()

    def _page_is_shown(self) -> bool:
        page = self.parentWidget()
        return page is not None and page.isVisible()


def fetch_due(journal: OpenJournal) -> SetAside | None:
    """Return the letter or plan to offer today, None when there is none."""
    due = due_today(journal.vault, journal.clock)
    return due[0] if due else None


def _change_and_fetch(job: Callable[..., None], journal: OpenJournal, *, set_aside_id: SetAsideId) -> SetAside | None:
    job(journal, set_aside_id)
    return fetch_due(journal)


def _look(journal: OpenJournal, set_aside_id: SetAsideId) -> None:
    looked_at(journal.vault, journal.clock, set_aside_id)


def _put_off(journal: OpenJournal, set_aside_id: SetAsideId, *, on: date | None) -> None:
    offer_again_on(journal.vault, set_aside_id, on)

"""Letters and plans: what was put away in practices, to be read again, offered on a day, or marked in own words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.set_aside import SetAside, SetAsideId, list_set_aside
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.freshness import Freshness
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.screens.waiting_card import WaitingCard
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label
from journal_app.ui.widgets.notice import Notice


class LettersScreen(HandsOnFocus):
    """Lists them, newest first.

    Signals:
        back_requested(): back to Practices.
        entry_requested(EntryId): read the page one is on.
    """

    back_requested = Signal()
    entry_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cards: dict[SetAsideId, WaitingCard] = {}
        self._wanted: SetAsideId | None = None
        self._freshness = Freshness(self, desk.hub, Kind.PRACTICES, Kind.ENTRIES)
        self._build()
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """Read again what waits."""
        self._freshness.renew()
        self._desk.jobs.run(fetch_letters, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)

    def read(self, set_aside_id: SetAsideId) -> None:
        """Show one with its words unfolded."""
        self._wanted = set_aside_id
        self.refresh()

    def _build(self) -> None:
        self._back = quiet_button("", "chevron-left", self)
        self._title = Heading(1, "", self)
        self._about = body_label(self)
        self._problem = Notice(self)
        self._problem.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        self._page = PageScroll(self)
        column = self._page.column_layout
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self._title, self._about, self._problem):
            column.addWidget(widget)
        column.addLayout(self._list)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self.set_first_control(self._back)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._problem.action_requested.connect(self.refresh)
        self._freshness.refresh_wanted.connect(self.refresh)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("Practices"))
        self._title.setText(self.tr("Letters and plans"))
        self._page.setAccessibleName(self.tr("Letters and plans"))

    def _on_jobs_fetched(self, things: tuple[SetAside, ...]) -> None:
        self._problem.hide()
        if things:
            about = self.tr("Put away by you. Each is offered again only if you say when.")
        else:
            about = self.tr("A letter or plan from a practice will wait here, to be read again when you like.")
        self._about.setText(about)
        for gone in self._cards.keys() - {one.id for one in things}:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        for number, thing in enumerate(things):
            if (known := self._cards.get(thing.id)) is not None and known.thing == thing:
                continue
            if known is not None:
                known.hide()
                known.deleteLater()
            card = self._cards[thing.id] = WaitingCard(self._desk, thing, self)
            card.entry_requested.connect(self.entry_requested)
            self._list.insertWidget(number, card)
            card.show()
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted in self._cards:
            self._cards[wanted].read()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields), self.tr("Try again"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)


def fetch_letters(journal: OpenJournal) -> tuple[SetAside, ...]:
    """Return what waits, newest first."""
    return list_set_aside(journal.vault)

"""Take your journal with you: write it out, bring pages in, take an import out again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.bringing_in import ImportBatch
from journal_app.settings.sentences import sentence
from journal_app.ui import moving_jobs
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.screens.moving_in import MovingInPart
from journal_app.ui.screens.moving_out import MovingOutPart
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.notice import Notice

BROUGHT_IN = frozenset({Kind.ENTRIES, Kind.DRAFTS, Kind.WISHES, Kind.PRACTICES, Kind.CHECK_INS, Kind.CIRCLE})


class MovingScreen(QWidget):
    """One page in two parts; while one of them works, the other waits.

    Signals:
        back_requested(): go back to Settings.
    """

    back_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._build()
        self._connect()

    @property
    def out(self) -> MovingOutPart:
        """The part that writes out."""
        return self._out

    @property
    def bring(self) -> MovingInPart:
        """The part that brings in."""
        return self._in

    def refresh(self) -> None:
        """Fetch how much there is, and what was brought in."""
        self._out.refresh_amount()
        self._desk.jobs.run(
            moving_jobs.fetch_batches, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed
        )

    def _build(self) -> None:
        page = PageScroll(self)
        page.setAccessibleName(self.tr("Take your journal with you"))
        self._back = quiet_button(self.tr("Settings"), "chevron-left", self)
        self._problem = Notice(self)
        self._problem.hide()
        self._out = MovingOutPart(self._desk, self)
        self._in = MovingInPart(self._desk, self)
        row = FlowLayout()
        row.addWidget(self._back)
        column = page.column_layout
        column.addLayout(row)
        column.addWidget(Heading(1, self.tr("Take your journal with you"), self))
        column.addWidget(self._problem)
        column.addWidget(Heading(2, self.tr("Write it out"), self))
        column.addWidget(self._out)
        column.addSpacing(12)
        column.addWidget(Heading(2, self.tr("Bring pages in"), self))
        column.addWidget(self._in)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._out.busy_changed.connect(self._on_part_busy_changed)
        self._in.busy_changed.connect(self._on_part_busy_changed)
        self._in.journal_changed.connect(self._on_in_journal_changed)

    def _on_jobs_fetched(self, batches: tuple[ImportBatch, ...]) -> None:
        self._problem.hide()
        self._in.show_batches(batches)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields))

    def _on_part_busy_changed(self, is_busy: bool) -> None:
        self._out.set_available(not is_busy)
        self._in.set_available(not is_busy)

    def _on_in_journal_changed(self) -> None:
        self._desk.hub.announce(BROUGHT_IN, self)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Fetch what there is to show."""
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

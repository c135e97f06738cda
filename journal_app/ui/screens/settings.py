"""Settings: what is offered, how things look, and where the journal lies."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.settings.paths import data_dir
from journal_app.settings.sentences import sentence
from journal_app.ui.desk import Desk
from journal_app.ui.screens.anchors_form import AnchorsForm
from journal_app.ui.screens.settings_form import SettingsForm
from journal_app.ui.screens.spelling_form import SpellingForm
from journal_app.ui.screens.wishes_form import WishesForm
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label
from journal_app.ui.widgets.notice import Notice


class SettingsScreen(QWidget):
    """One long page; every change is in force at once.

    Signals:
        about_requested(): show About.
        journal_requested(): show what is done to the journal as a whole.
        moving_requested(): show where a journal is written out and pages are brought in.
        promises_requested(): show what this protects, and what it can't.
        shortcuts_requested(): show what can be done by keys.
        tags_requested(): show all tags.
    """

    about_requested = Signal()
    journal_requested = Signal()
    moving_requested = Signal()
    promises_requested = Signal()
    shortcuts_requested = Signal()
    tags_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._build()
        self._connect()

    def _build(self) -> None:
        page = PageScroll(self)
        page.setAccessibleName(self.tr("Settings"))
        column = page.column_layout
        inside = page.inside
        column.addWidget(Heading(1, self.tr("Settings"), inside))
        self._problem = Notice(inside)
        self._problem.hide()
        self._journal = plain_button(self.tr("Passphrase, backups, erasing"), "lock", inside)
        self._journal.setVisible(not self._desk.is_guest)
        top = FlowLayout()
        top.addWidget(self._journal)
        self._moving = plain_button(self.tr("Take your journal with you"), "", inside)
        top.addWidget(self._moving)
        self._tags = plain_button(self.tr("Your tags"), "", inside)
        top.addWidget(self._tags)
        column.addLayout(top)
        self._wishes = WishesForm(self._desk, inside)
        self._form = SettingsForm(self._desk.preferences, inside)
        self._spelling = SpellingForm(self._desk, inside)
        self._anchors = AnchorsForm(self._desk, inside)
        for widget in (self._problem, self._wishes, self._anchors, self._form, self._spelling):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(Heading(2, self.tr("Where things are"), inside))
        column.addWidget(body_label(inside, self.tr("Your data folder: %1").replace("%1", str(data_dir()))))
        self._about = quiet_button(self.tr("About, and others’ terms"), "info", inside)
        self._promises = quiet_button(self.tr("What this protects, and what it can't"), "info", inside)
        row = FlowLayout()
        row.addWidget(self._about)
        row.addWidget(self._promises)
        self._shortcuts = quiet_button(self.tr("Keyboard shortcuts"), "list", inside)
        row.addWidget(self._shortcuts)
        column.addLayout(row)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def _connect(self) -> None:
        self._about.clicked.connect(self.about_requested)
        self._journal.clicked.connect(self.journal_requested)
        self._moving.clicked.connect(self.moving_requested)
        self._tags.clicked.connect(self.tags_requested)
        self._promises.clicked.connect(self.promises_requested)
        self._shortcuts.clicked.connect(self.shortcuts_requested)
        self._desk.preferences.not_written.connect(self._on_preferences_not_written)

    def _on_preferences_not_written(self, code: str) -> None:
        self._problem.show_failure(sentence(code))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wishes.refresh()
        self._spelling.refresh()
        self._anchors.refresh()

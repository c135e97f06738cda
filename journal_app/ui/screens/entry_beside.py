"""What stands beside a page's words while it is read: its star, tags and themes, its date to put right, its links.

It lives inside an `EntryPage`: the star among the actions, tags below them, the rest folded, links below the words.
"""

from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import PassageId
from journal_app.journal.asked import PassageSnapshot
from journal_app.journal.entries import Entry
from journal_app.journal.tags import known_tags
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.commands import add_command
from journal_app.ui.desk import Desk
from journal_app.ui.screens.date_form import DateForm
from journal_app.ui.screens.entry_actions import EntryActions
from journal_app.ui.screens.entry_page import EntryPage
from journal_app.ui.screens.page_links import PageLinks
from journal_app.ui.screens.passage_picker import PassagePicker
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.tag_chips import TagChips


class EntryBeside(QWidget):
    """Shows it for the entry the page shows, and does what is asked for.

    Signals:
        search_requested(str): look for this in the journal, as it is typed into its search.
        history_requested(Entry): look at the earlier wordings of this entry.
        entry_requested(EntryId): read another entry.
        trash_requested(): look into the trash, where a linked page is.
    """

    search_requested = Signal(str)
    history_requested = Signal(object)
    entry_requested = Signal(object)
    trash_requested = Signal()

    def __init__(self, desk: Desk, page: EntryPage) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._entry: Entry | None = None
        self._actions = EntryActions(desk, self)
        self._build()
        self._connect()

    def ask_tag(self) -> None:
        """Ask for a tag to put beside the page."""
        self._chips.open_field()

    def ask_date(self) -> None:
        """Ask when and where the page was written."""
        if self._entry is not None:
            self._more.set_open(True)
            self._picker.hide()
            self._form.begin(self._entry)

    def show_history(self) -> None:
        """Look at the earlier wordings of the page."""
        if self._entry is not None:
            self.history_requested.emit(self._entry)

    def ask_passage(self) -> None:
        """Ask for a passage to stand beside the page."""
        self._more.set_open(True)
        self._form.hide()
        self._picker.begin()

    def _build(self) -> None:
        self._star = quiet_button(self.tr("Star"), "star", self)
        self._star.setCheckable(True)
        self._chips = TagChips(self)
        self._problem = Notice(self)
        self._problem.hide()
        self._more = Fold(self.tr("More about this page"), self)
        self._redate = quiet_button(self.tr("Put the date right"), "calendar", self._more)
        self._history = quiet_button(self.tr("Earlier wordings"), "history", self._more)
        self._link = quiet_button(self.tr("Link a passage"), "library", self._more)
        self._left_out = quiet_button(self.tr("Leave out of On this day"), "eye-off", self._more)
        self._left_out.setCheckable(True)
        row = FlowLayout()
        for button in (self._redate, self._history, self._link, self._left_out):
            row.addWidget(button)
        self._more.content_layout.addLayout(row)
        self._form = DateForm(self)
        self._picker = PassagePicker(self._desk.pack, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._chips, self._problem, self._more, self._form, self._picker):
            layout.addWidget(widget)
        self._form.hide()
        self._picker.hide()
        self._links = PageLinks(self._desk, self._page)
        self._page.add_beside(self, self._star, row, self._links)

    def _connect(self) -> None:
        self._page.entry_shown.connect(self._on_page_entry_shown)
        self._page.link_requested.connect(self._links.follow)
        self._page.unlink_requested.connect(self._on_page_unlink_requested)
        self._star.clicked.connect(self._on_star_clicked)
        add_command(self, self.tr("Star this page, or take its star off"), self._star.click, "Ctrl+D")
        add_command(self, self.tr("Add a tag to this page"), self.ask_tag)
        add_command(self, self.tr("Put this page's date right"), self.ask_date)
        add_command(self, self.tr("Earlier wordings of this page"), self.show_history)
        add_command(self, self.tr("Link a passage to this page"), self.ask_passage)
        self._chips.added.connect(self._on_chips_added)
        self._chips.taken_off.connect(self._on_chips_taken_off)
        self._chips.names_requested.connect(self._on_chips_names_requested)
        self._chips.tag_requested.connect(self._on_chips_tag_requested)
        self._chips.theme_requested.connect(self._on_chips_theme_requested)
        self._redate.clicked.connect(self.ask_date)
        self._left_out.clicked.connect(self._on_left_out_clicked)
        self._history.clicked.connect(self.show_history)
        self._link.clicked.connect(self.ask_passage)
        self._form.dated.connect(self._on_form_dated)
        self._form.closed.connect(self._close_form)
        self._form.zones_requested.connect(self._on_form_zones_requested)
        self._picker.chosen.connect(self._on_picker_chosen)
        self._picker.closed.connect(self._close_picker)
        self._actions.done.connect(self._on_actions_done)
        self._actions.failed.connect(self._on_actions_failed)
        self._links.entry_requested.connect(self.entry_requested)
        self._links.trash_requested.connect(self.trash_requested)
        self._links.failed.connect(self._on_actions_failed)

    def _on_page_entry_shown(self, entry: Entry) -> None:
        if self._entry is None or entry.id != self._entry.id:
            self._close_all()
        self._entry = entry
        self._star.setChecked(entry.is_starred)
        self._star.setText(self.tr("Starred") if entry.is_starred else self.tr("Star"))
        self._left_out.setChecked(entry.is_left_out)
        themes = () if entry.asked is None else entry.asked.theme_ids
        titles = [theme.name for theme_id in themes if (theme := self._desk.pack.themes.get(theme_id))]
        self._chips.show_tags(entry.tags, titles)
        self._links.show_links(entry)

    def _close_all(self) -> None:
        self._chips.close_field()
        self._more.set_open(False)
        for widget in (self._problem, self._form, self._picker):
            widget.hide()

    def _close_form(self) -> None:
        self._redate.setFocus(Qt.FocusReason.OtherFocusReason)  # first: else the words take it, and scroll the page
        self._form.hide()

    def _close_picker(self) -> None:
        self._link.setFocus(Qt.FocusReason.OtherFocusReason)  # first, as above
        self._picker.hide()

    def _on_star_clicked(self, is_starred: bool) -> None:
        if self._entry is not None:
            self._actions.star(self._entry.id, is_starred)

    def _on_left_out_clicked(self, is_left_out: bool) -> None:
        if self._entry is not None:
            self._actions.leave_out(self._entry.id, is_left_out)

    def _on_chips_added(self, words: str) -> None:
        if self._entry is not None:
            self._actions.put_tag(self._entry.id, words)

    def _on_chips_taken_off(self, name: str) -> None:
        if self._entry is not None:
            self._actions.take_tag_off(self._entry.id, name)

    def _on_chips_names_requested(self) -> None:
        self._desk.jobs.run(_known_tags, owner=self, done=self._chips.complete_with)

    def _on_chips_tag_requested(self, name: str) -> None:
        self.search_requested.emit(f"tag:{name}")

    def _on_chips_theme_requested(self, title: str) -> None:
        self.search_requested.emit(f'theme:"{title}"')

    def _on_form_zones_requested(self) -> None:
        self._desk.jobs.run(_zones, owner=self, done=self._form.complete_with)

    def _on_form_dated(self, local: object, zone: str, is_second: bool) -> None:
        from datetime import datetime

        if self._entry is not None and isinstance(local, datetime):
            self._actions.redate(self._entry.id, local, zone, is_second)

    def _on_picker_chosen(self, passage: PassageSnapshot) -> None:
        if self._entry is not None:
            self._actions.link(self._entry.id, passage)

    def _on_page_unlink_requested(self, passage_id: PassageId) -> None:
        if self._entry is not None:
            self._actions.unlink(self._entry.id, passage_id)

    def _on_actions_done(self) -> None:
        self._problem.hide()
        if not self._form.isHidden():
            self._close_form()
        if not self._picker.isHidden():
            self._close_picker()

    def _on_actions_failed(self, words: str) -> None:
        if self._entry is not None:
            self._star.setChecked(self._entry.is_starred)
            self._left_out.setChecked(self._entry.is_left_out)
        if self._form.isHidden():
            self._problem.show_failure(words)
        else:
            self._form.show_failure(words)


def _known_tags(journal: OpenJournal) -> tuple[str, ...]:
    return known_tags(journal.vault)


def _zones(_journal: OpenJournal) -> tuple[str, ...]:
    """Return the time zones by place; read from files, so in a job."""
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")))

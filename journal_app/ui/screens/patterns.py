"""Patterns: what was said and written, seen over time in pictures and in tables that say the same.

Nothing here is added up, compared or judged, and nothing is said of days without a word or a page. The one figure is
the look-back's own mean of a strand (content.md), as a plain line.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.content.model import Scale
from journal_app.journal.check_ins import CHECK_IN, LOOK_BACK, AsItWas, CheckIn, CheckInId
from journal_app.journal.patterns import About, LookedBack, ToldDay
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.freshness import Freshness
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import ask_where_to_save
from journal_app.ui.models.timeline_rows import spoken_day
from journal_app.ui.pattern_jobs import (
    PatternsState,
    fetch_patterns,
    put_look_back_back,
    read_look_back,
    save_picture,
    take_check_in_away,
)
from journal_app.ui.pattern_view import PatternView
from journal_app.ui.screens import pattern_views as views
from journal_app.ui.screens.look_back_form import LookBackForm
from journal_app.ui.screens.year_pane import YearPane
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.choice_notice import ChoiceNotice
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.grid_picture import GridPicture
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.range_choice import RangeChoice
from journal_app.ui.widgets.scrolled import StackWithRoom, scrolled, see_through
from journal_app.ui.widgets.strand_lines import StrandLines
from journal_app.ui.widgets.view_choice import ViewChoice
from journal_app.ui.widgets.words_table import WordsTable

PICTURE_LEAST_PX = 190
"""A picture or table keeps this height; in a lower window the whole page scrolls instead."""


class PatternsScreen(HandsOnFocus):
    """The views and what there is to choose for them.

    Signals:
        day_requested(date): show this day and its pages.
    """

    day_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told_scale: Scale | None = desk.pack.scales.get(CHECK_IN)
        self._looked_scale: Scale | None = desk.pack.scales.get(LOOK_BACK)
        self._state = PatternsState(PatternView.TOLD)
        self._freshness = Freshness(self, desk.hub, Kind.CHECK_INS, Kind.ENTRIES)
        self._form: LookBackForm | None = None
        self._year: YearPane | None = None
        self._wants_form = False
        self._build()
        self._connect()
        self._retranslate()

    @property
    def _view(self) -> PatternView:
        return PatternView(self._tabs.view)

    def refresh(self) -> None:
        """Read again what the view shows."""
        self._freshness.renew()
        job = partial(
            fetch_patterns,
            view=self._view,
            about=About(self._about.currentData()),
            span=self._range.span(today(self._desk.clock)),
        )
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)
        if self._view is PatternView.YEAR:
            self._refresh_year()

    def show_view(self, view: PatternView) -> None:
        """Show one of the views."""
        self._tabs.show_view(view)

    def show_as_table(self, is_table: bool) -> None:
        """Show the view as a table, or as a picture again."""
        self._as_table.setChecked(is_table)

    def look_back(self) -> None:
        """Open the questions of a look-back, with no answer yet."""
        self._open_form(None)

    def look_back_if_due(self) -> None:
        """Show the look-backs, and the questions of a new one when one can be made; else it is said when.

        Questions that are open stay as they are answered.
        """
        if self._is_looking and self._form is not None:
            self._form.focus_first()
            return
        self.show_view(PatternView.LOOKED)
        self._tabs.setFocus()
        self._wants_form = True
        self.refresh()

    @property
    def _is_looking(self) -> bool:
        return self._form is not None and self._pages.currentWidget() is self._form

    def _build(self) -> None:
        """Make each part in what it stands in: to be moved there later takes as long as half of making it."""
        self._pages = QStackedWidget(self)
        inside = QWidget(self._pages)
        self._views = scrolled(inside)
        self._pages.addWidget(self._views)
        self._title = Heading(1, "", inside)
        self._tabs = ViewChoice(self.tr("Ways to look"), [views.view_words(view) for view in PatternView], inside)
        self._range = RangeChoice(inside)
        self._range.start_from(today(self._desk.clock))
        self._about = FoldedList(inside)
        for words, about in views.about_choices():
            self._about.addItem(words, about)
        self._about.setCurrentIndex(self._about.findData(About.THEMES))
        self._as_table = TickBox("", inside)
        self._save = quiet_button("", "image", inside)
        self._look_back = plain_button("", "history", inside)
        self._change = quiet_button("", "square-pen", inside)
        self._take_away = quiet_button("", "trash", inside)
        self._notice = ChoiceNotice(inside)
        self._note = caption_label(inside)
        self._stack = StackWithRoom(PICTURE_LEAST_PX, inside)
        self._told = GridPicture(parent=self._stack)
        self._year_area = scrolled(QWidget(self._stack))
        self._written = GridPicture(draws_dots=True, parent=self._stack)
        self._looked = StrandLines(self._stack)
        self._table = WordsTable(self._stack)
        self._empty = EmptyState("", "waves", self._stack)
        for widget in (self._told, self._year_area, self._written, self._looked, self._table, self._empty):
            self._stack.addWidget(widget)
        row = FlowLayout(gap=10, row_gap=6)
        for control in (self._range, self._about, self._as_table, self._save, self._look_back):
            row.addWidget(control)
        for control in (self._change, self._take_away):
            row.addWidget(control)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(32, 32, 32, 20)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._tabs)
        layout.addLayout(row)
        layout.addWidget(self._notice)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._note)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.set_first_control(self._tabs)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_choice_changed)
        self._range.changed.connect(self._on_choice_changed)
        self._about.activated.connect(self._on_choice_changed)
        self._as_table.toggled.connect(self._on_as_table_toggled)
        self._save.clicked.connect(self._on_save_clicked)
        self._look_back.clicked.connect(self.look_back)
        self._change.clicked.connect(self._on_change_clicked)
        self._take_away.clicked.connect(self._on_take_away_clicked)
        self._freshness.refresh_wanted.connect(self.refresh)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Patterns"))
        self._about.setAccessibleName(self.tr("Pages by"))
        self._as_table.setText(self.tr("As a table"))
        self._save.setText(self.tr("Save as picture…"))
        self._look_back.setText(self.tr("Look back over a week"))
        self._change.setText(self.tr("Change the chosen one"))
        self._take_away.setText(self.tr("Take the chosen one away"))
        self._told.setAccessibleName(self.tr("Your words over time. The table says the same."))
        self._written.setAccessibleName(self.tr("What you wrote about, by month. The table says the same."))
        self._looked.setAccessibleName(self.tr("Your look-backs as lines. The table says the same."))

    def _render(self, state: PatternsState) -> None:
        """Show what was read, as a picture or as a table, or say what will be here."""
        self._state = state
        view = state.view
        self._about.setVisible(view is PatternView.WRITTEN)
        self._range.setVisible(view is not PatternView.YEAR or self._as_table.isChecked())
        self._look_back.setVisible(view is PatternView.LOOKED and self._looked_scale is not None)
        self._look_back.setEnabled(state.opens_on is not None and state.opens_on <= today(self._desk.clock))
        self._note.setText(self._note_words(state))
        self._note.setVisible(bool(self._note.text()))
        has_rows = bool(state.told or state.counts or state.visited or state.looked)
        is_empty = not has_rows and (view is not PatternView.YEAR or self._as_table.isChecked())
        for control in (self._save, self._as_table):
            control.setVisible(has_rows or view is PatternView.YEAR)
        is_table = has_rows and self._as_table.isChecked()
        self._change.setVisible(is_table and view is PatternView.LOOKED)
        self._take_away.setVisible(is_table and view in (PatternView.TOLD, PatternView.LOOKED))
        if is_empty:
            self._empty.set_text(views.empty_words(view))
            self._stack.setCurrentWidget(self._empty)
        elif is_table:
            table = self._table_of(state)
            self._table.show_rows(table.heads, table.rows)
            self._table.setAccessibleName(self._tabs.words)
            self._stack.setCurrentWidget(self._table)
        else:
            self._show_picture(state)
            self._stack.setCurrentIndex(view)

    def _show_picture(self, state: PatternsState) -> None:
        """Fill the view's picture; that of the year fills itself."""
        if state.view is PatternView.TOLD and self._told_scale is not None:
            grid = views.told_grid(self._told_scale, state.told)
            self._told.show_grid(grid.names, grid.columns)
        elif state.view is PatternView.WRITTEN:
            grid = views.visited_grid(self._desk.pack, state.about, state.visited)
            self._written.show_grid(grid.names, grid.columns)
        elif state.view is PatternView.LOOKED and self._looked_scale is not None:
            options = self._looked_scale.items[0].options
            self._looked.show_lines(views.strand_lines(state.looked), (options[0], options[-1]), len(options) - 1)

    def _table_of(self, state: PatternsState) -> views.Table:
        """Return the table that says the same as the picture: made where it is looked at, ten years of it take time."""
        if state.view is PatternView.TOLD and self._told_scale is not None:
            return views.told_table(self._told_scale, state.told)
        if state.view is PatternView.YEAR:
            return views.year_table(state.counts or {})
        if state.view is PatternView.WRITTEN:
            return views.visited_table(self._desk.pack, state.about, state.visited)
        if state.view is PatternView.LOOKED and self._looked_scale is not None:
            return views.looked_back_table(self._looked_scale, state.looked)
        return views.Table()

    def _refresh_year(self) -> None:
        """Read the year again; its view has a cell for every day, and is made when it is first looked at."""
        if self._year is None:
            self._year = YearPane(self._desk, self._year_area.viewport())
            self._year.day_opened.connect(self.day_requested)
            self._year_area.setWidget(self._year)
            see_through(self._year_area)
            self._year.show()
        self._year.refresh()

    def _note_words(self, state: PatternsState) -> str:
        if state.view is PatternView.TOLD and state.told:
            return self.tr("Each word as you chose it, at its day. Nothing is added up.")
        if state.view is PatternView.WRITTEN and state.visited:
            return self.tr("A dot stands for a month with a page about it. What was there last stands first.")
        if state.view is not PatternView.LOOKED or self._looked_scale is None:
            return ""
        words = [self._looked_scale.note]
        if state.opens_on is not None and state.opens_on > today(self._desk.clock):
            words.append(self.tr("The next one can be made from %1 on.").replace("%1", spoken_day(state.opens_on)))
        return " ".join(words)

    def _on_choice_changed(self) -> None:
        self._notice.clear()
        self._leave_form()
        self.refresh()

    def _on_as_table_toggled(self, _is_on: bool) -> None:
        self._notice.clear()
        self._leave_form()
        self._render(self._state)

    def _on_save_clicked(self) -> None:
        words = self.tr(
            "What is shown here now becomes a picture outside the journal. Anyone who can open the file can see it."
        )
        self._notice.ask(words, self.tr("Choose where"), self._ask_where, self.tr("Leave it here"))

    def _ask_where(self) -> None:
        name = f"picture-{today(self._desk.clock).isoformat()}.png"
        shown = self._stack.currentWidget() or self
        save = partial(self._save_to, shown.grab().toImage())
        ask_where_to_save(self, self.tr("Where should the picture go?"), save, suffix="png", name=name)

    def _save_to(self, image: QImage, path: Path) -> None:
        job = partial(save_picture, image=image, path=path)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_saved, failed=self._on_jobs_failed)

    def _on_jobs_saved(self, path: Path) -> None:
        words = self.tr("Saved as %1, for anyone to see who can open it.")
        self._notice.say(words.replace("%1", str(path)))

    def _chosen(self) -> ToldDay | LookedBack | None:
        """Return the check-in or look-back of the chosen row."""
        shown = (self._state.told or self._state.looked)[::-1]
        row = self._table.chosen_row
        return shown[row] if 0 <= row < len(shown) else None

    def _on_change_clicked(self) -> None:
        if (chosen := self._chosen()) is not None:
            job = partial(read_look_back, check_in_id=chosen.id)
            self._desk.jobs.run(job, owner=self, done=self._open_form, failed=self._on_jobs_failed)

    def _on_take_away_clicked(self) -> None:
        """Ask before the check-in or look-back of the chosen row goes."""
        if (chosen := self._chosen()) is not None:
            words = self.tr("Take away what you said on %1? Nothing is kept of it.")
            yes = partial(self._delete, chosen.id)
            words = words.replace("%1", spoken_day(chosen.on))
            self._notice.ask(words, self.tr("Take it away"), yes, self.tr("Leave it"), self._table.setFocus)

    def _delete(self, check_in_id: CheckInId) -> None:
        self._desk.jobs.run(
            partial(take_check_in_away, check_in_id=check_in_id),
            owner=self,
            done=self._on_jobs_deleted,
            failed=self._on_jobs_failed,
            changes=frozenset({Kind.CHECK_INS}),
        )

    def _on_jobs_deleted(self, _result: object) -> None:
        self._tabs.setFocus()
        self._notice.say(self.tr("It is gone. Nothing is kept of it."))

    def _open_form(self, changed: CheckIn | None) -> None:
        """Show the questions, empty or with the answers of a look-back that is to be changed."""
        if self._looked_scale is None:
            return
        self._notice.clear()
        if self._form is None:
            self._form = LookBackForm(self._desk, self._looked_scale, self)
            self._form.kept.connect(self._on_form_kept)
            self._form.changed.connect(self._on_form_changed)
            self._form.left.connect(self._on_form_left)
            self._pages.addWidget(self._form)
        self._pages.setCurrentWidget(self._form)
        self._form.begin(changed)

    def _leave_form(self) -> None:
        self._pages.setCurrentWidget(self._views)

    def _on_form_left(self) -> None:
        self._leave_form()
        (self._look_back if self._form is not None and self._form.is_new else self._tabs).setFocus()

    def _on_form_kept(self, is_kept: bool) -> None:
        self._leave_form()
        if is_kept:
            self._notice.say(self.tr("It is kept. Up is not good and down is not bad."))
        else:
            self._notice.say(self.tr("Nothing was answered, so nothing is kept. That is fine."))
        self._tabs.setFocus()
        self.refresh()

    def _on_form_changed(self, before: AsItWas, is_left: bool) -> None:
        self._leave_form()
        self._tabs.setFocus()
        self.refresh()
        if is_left:
            words = self.tr("What you changed is kept. Its day is the same.")
        else:
            words = self.tr("No answer is left in it, so it is gone.")
        back = partial(self._put_back, before)
        self._notice.ask(words, self.tr("Put it back as it was"), back, self.tr("Leave it so"), self._tabs.setFocus)

    def _put_back(self, before: AsItWas) -> None:
        self._desk.jobs.run(
            partial(put_look_back_back, before=before),
            owner=self,
            done=self._on_jobs_put_back,
            failed=self._on_jobs_failed,
            changes=frozenset({Kind.CHECK_INS}),
        )

    def _on_jobs_put_back(self, _result: object) -> None:
        self._tabs.setFocus()
        self._notice.say(self.tr("It is as it was."))

    def _on_jobs_fetched(self, state: PatternsState) -> None:
        if state.view is self._view:
            self._render(state)
            wants_form, self._wants_form = self._wants_form, False
            if wants_form and self._look_back.isEnabled():
                self.look_back()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._wants_form = False
        self._notice.say_failure(sentence(failure.code, **failure.fields))

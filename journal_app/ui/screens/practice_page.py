"""One practice to look at before it is begun: what it is, asks for and rests on, and what stands before it.

What may stir says first what it touches on, and is then a choice (content.md, R6). A practice that is off by default is
switched on here, and a deep one that should wait says why; both can be done all the same (R1, R4).
"""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import Intensity, Pack, Practice
from journal_app.journal.practice_offers import Gate
from journal_app.journal.practice_run import RunSummary
from journal_app.ui.screens.quoted_passages import QuotedPassages
from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label, question_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.step_actions import leaving_words


class PracticePage(QWidget):
    """Shows a practice.

    Signals:
        begin_requested(str): begin it.
        resume_requested(RunId): go on with the one under way.
        switch_requested(str, bool): let it be used, or switch it off again.
        passage_requested(str): read a passage in its article.
        back_requested(): back to the list, where there is no room for both.
    """

    begin_requested = Signal(str)
    resume_requested = Signal(object)
    switch_requested = Signal(str, bool)
    passage_requested = Signal(str)
    back_requested = Signal()

    def __init__(self, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._practice: Practice | None = None
        self._run: RunSummary | None = None
        self._gate = Gate.OPEN
        self._build()
        self._connect()
        self._retranslate()

    @property
    def practice(self) -> Practice | None:
        """The practice shown."""
        return self._practice

    def show_practice(self, practice: Practice, gate: Gate, run: RunSummary | None) -> None:
        """Show a practice, what stands before it now, and the run of it that is under way, if any."""
        is_another = self._practice is None or self._practice.id != practice.id
        self._practice, self._gate, self._run = practice, gate, run
        self._about.setText(about_practice(practice))
        self._title.setText(practice.title)
        self._summary.setText(practice.summary)
        self._note.setText(self.tr("This practice touches on: %1").replace("%1", practice.content_note))
        self._note.setVisible(bool(practice.content_note))
        self._cautions.setText("\n".join(f"•  {one}" for one in practice.cautions))
        self._cautions.setVisible(bool(practice.cautions))
        self._basis.setText(_basis_words(practice))
        self._switch.setVisible(practice.off_by_default and gate is not Gate.OFF)
        self._begin.setText(self._begin_words())
        self._anew.setVisible(run is not None)
        self._show_gate()
        if is_another:
            self._passages.show_passages(practice.passages)
            self._page.verticalScrollBar().setValue(0)

    def set_can_go_back(self, can: bool) -> None:
        """Offer the way back to the list, or not where it stands beside this."""
        self._back.setVisible(can)

    def focus_first(self) -> None:
        """Put the keyboard on what one most likely does next; Begin, while hidden, would take it when it is shown."""
        if self._begin.isHidden():
            self._waiting.focus_action()
        else:
            self._begin.setFocus(Qt.FocusReason.TabFocusReason)

    def add_below(self, widget: QWidget) -> None:
        """Put something of the practice's below its actions."""
        self._column.insertWidget(self._column.indexOf(self._ways_out), widget)

    def _build(self) -> None:
        self._back = quiet_button("", "chevron-left", self)
        self._back.hide()
        self._about = caption_label(self)
        self._about.be_small_heading()
        self._title = Heading(1, "", self)
        self._summary = question_label(self)
        self._note = body_label(self)
        self._cautions = body_label(self)
        self._waiting = Notice(self)
        self._waiting.hide()
        self._ways_out = caption_label(self)
        self._begin = primary_button("", "route", self)
        self._anew = quiet_button("", "", self)
        self._switch = quiet_button("", "ban", self)
        self._rests = Fold("", self)
        self._basis = body_label(self)
        self._rests.content_layout.addWidget(self._basis)
        self._passages = QuotedPassages(self._pack, self)
        self._page = PageScroll(self)
        actions = FlowLayout()
        for button in (self._begin, self._anew, self._switch):
            actions.addWidget(button)
        self._column = self._page.column_layout
        self._column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self._about, self._title, self._summary, self._note, self._cautions, self._waiting):
            self._column.addWidget(widget)
        self._column.addLayout(actions)
        for below in (self._ways_out, self._passages, self._rests):
            self._column.addWidget(below)
        self._column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._passages.read_requested.connect(self.passage_requested)
        self._begin.clicked.connect(self._on_begin_clicked)
        self._anew.clicked.connect(self._on_anew_clicked)
        self._switch.clicked.connect(self._on_switch_clicked)
        self._waiting.action_requested.connect(self._on_waiting_action_requested)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("All practices"))
        self._anew.setText(self.tr("Begin anew"))
        self._switch.setText(self.tr("Switch this practice off again"))
        self._rests.set_title(self.tr("What this rests on"))
        self._ways_out.setText(leaving_words())
        self._page.setAccessibleName(self.tr("The practice"))

    def _begin_words(self) -> str:
        if self._run is None:
            return self.tr("Begin")
        return self.tr("Go on where you left off")

    def _show_gate(self) -> None:
        """Say what stands before the practice, and offer to pass it by."""
        self._begin.setVisible(self._gate is Gate.OPEN or self._run is not None)
        words = {
            Gate.OFF: (
                self.tr("This one may stir a lot, so it is off until you switch it on. Take your time to decide."),
                self.tr("Switch it on"),
            ),
            Gate.NOT_STEADY: (
                self.tr("You said you feel shaky today. A gentler page may be kinder; this one keeps."),
                self.tr("Begin all the same"),
            ),
            Gate.ONE_DEEP_A_DAY: (
                self.tr("There was something deep within a day. It is usually kinder to let that settle first."),
                self.tr("Begin all the same"),
            ),
        }
        if self._run is None and self._gate in words:
            self._waiting.show_message(*words[self._gate])
        else:
            self._waiting.hide()

    def _on_begin_clicked(self) -> None:
        if self._run is not None:
            self.resume_requested.emit(self._run.id)
        elif self._practice is not None:
            self.begin_requested.emit(self._practice.id)

    def _on_anew_clicked(self) -> None:
        if self._practice is not None:
            self.begin_requested.emit(self._practice.id)

    def _on_switch_clicked(self) -> None:
        if self._practice is not None:
            self.switch_requested.emit(self._practice.id, False)

    def _on_waiting_action_requested(self) -> None:
        if self._practice is None:
            return
        if self._gate is Gate.OFF:
            self.switch_requested.emit(self._practice.id, True)
        else:
            self.begin_requested.emit(self._practice.id)


def about_practice(practice: Practice) -> str:
    """Say in one line how long a practice may take, in how many sittings, and how much it may stir."""
    translate = QCoreApplication.translate
    stirs = {
        Intensity.GENTLE: translate("practices", "gentle"),
        Intensity.MODERATE: translate("practices", "may stir a little"),
        Intensity.DEEP: translate("practices", "may stir a lot"),
    }
    least, most = (str(minutes) for minutes in practice.minutes)
    words = translate("practices", "%1 to %2 minutes").replace("%1", least).replace("%2", most)
    if practice.sittings > 1:
        words = translate("practices", "%n sittings of %1", "", practice.sittings).replace("%1", words)
    return f"{words}  ·  {stirs[practice.intensity]}"


def _basis_words(practice: Practice) -> str:
    basis = practice.basis
    return "\n\n".join(words for words in (basis.form, basis.source, basis.strength) if words)

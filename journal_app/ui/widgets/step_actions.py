"""The ways out of a step of a practice, the same on every page, with what is true of its answer."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal_app.content.model import StepType
from journal_app.journal.practice_run import Run
from journal_app.ui.save_loop import SaveState
from journal_app.ui.widgets.buttons import Button, primary_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.status import StatusLine


class StepActions(QWidget):
    """Next or Finish; Back, Skip, Steady me, Save and stop, Stop and keep nothing; and the passage.

    Signals:
        next_requested(): on to the next step, answered or skipped.
        back_requested(): back to the step before.
        rest_requested(): end this sitting; the next is for another day.
        finish_requested(): make a page of the practice.
        steady_requested(): show ways to steady oneself.
        stop_requested(): put it down and keep it.
        discard_requested(): stop and keep nothing.
        origin_toggled(): show the passage, or fold it away.
    """

    next_requested = Signal()
    back_requested = Signal()
    rest_requested = Signal()
    finish_requested = Signal()
    steady_requested = Signal()
    stop_requested = Signal()
    discard_requested = Signal()
    origin_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()
        self._retranslate()

    @property
    def shows_origin(self) -> bool:
        """Whether the passage is wished for."""
        return self._origin.isChecked()

    def show_step(self, run: Run) -> None:
        """Offer what can be done at the step a run stands at."""
        is_last = run.step.type is StepType.CLOSE
        self._next.setVisible(not is_last)
        self._skip.setVisible(not is_last)
        self._rest.setVisible(is_last and run.has_more_sittings)
        self._finish.setVisible(is_last)
        self._back.setVisible(run.can_go_back)
        self._finish.setText(self.tr("Finish here") if run.has_more_sittings else self.tr("Finish"))

    def say_state(self, state: SaveState, *, is_guest: bool) -> None:
        """Say what is true of the answer."""
        kept = self.tr("Not kept") if is_guest else self.tr("Saved and encrypted")
        words = {
            SaveState.EMPTY: ("", ""),
            SaveState.UNSAVED: (self.tr("Writing…"), ""),
            SaveState.SAVED: (kept, "" if is_guest else "check"),
            SaveState.FAILED: (self.tr("Not saved yet"), "triangle-alert"),
        }
        self._status.say(*words[state])

    def show_origin(self, is_shown: bool) -> None:
        """Show the passage, or fold it away."""
        self._origin.setChecked(is_shown)

    def press_main(self) -> None:
        """Do what the main button does."""
        self._main().click()

    def press_way_back(self) -> None:
        """Go a step back; at the first step put it down and keep it."""
        (self._stop if self._back.isHidden() else self._back).click()

    def focus_main(self) -> None:
        """Put the keyboard on the main button."""
        self._main().setFocus(Qt.FocusReason.OtherFocusReason)

    def _main(self) -> Button:
        return next(button for button in (self._next, self._rest, self._finish) if not button.isHidden())

    def _build(self) -> None:
        self._status = StatusLine(self)
        self._next = primary_button("", "", self)
        self._rest = primary_button("", "", self)
        self._finish = primary_button("", "", self)
        self._back = quiet_button("", "chevron-left", self)
        self._skip = quiet_button("", "chevron-right", self)
        self._steady = quiet_button("", "anchor", self)
        self._origin = quiet_button("", "book-open", self)
        self._origin.setCheckable(True)
        self._origin.setChecked(True)
        self._stop = quiet_button("", "check", self)
        self._discard = quiet_button("", "x", self)
        said = QHBoxLayout()
        said.setSpacing(16)
        said.addWidget(self._status, 1)
        for button in (self._rest, self._finish, self._next):
            said.addWidget(button)
        row = FlowLayout()
        for button in (self._back, self._skip, self._steady, self._origin, self._stop, self._discard):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(said)
        layout.addLayout(row)

    def _connect(self) -> None:
        self._next.clicked.connect(self.next_requested)
        self._skip.clicked.connect(self.next_requested)
        self._rest.clicked.connect(self.rest_requested)
        self._finish.clicked.connect(self.finish_requested)
        self._back.clicked.connect(self.back_requested)
        self._steady.clicked.connect(self.steady_requested)
        self._stop.clicked.connect(self.stop_requested)
        self._discard.clicked.connect(self.discard_requested)
        self._origin.toggled.connect(self.origin_toggled)

    def _retranslate(self) -> None:
        self._next.setText(self.tr("Next"))
        self._next.setToolTip(self.tr("On to the next step (Ctrl+Enter)"))
        self._rest.setText(self.tr("Rest until another day"))
        self._back.setText(self.tr("Back"))
        self._skip.setText(self.tr("Skip"))
        self._steady.setText(self.tr("Steady me"))
        self._origin.setText(self.tr("Where this comes from"))
        self._stop.setText(self.tr("Save and stop"))
        self._discard.setText(self.tr("Stop, keep nothing"))


def leaving_words() -> str:
    """Return the sentence said to a person before they begin: how one gets out at any time."""
    return QCoreApplication.translate(
        "StepActions", "You can go back, skip, steady yourself or stop at every step. Nothing asks you to finish."
    )

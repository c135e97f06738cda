"""The one place that says what was just done to a page and takes it back: a quiet bar below every place."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.undo import Done
from journal_app.ui.widgets.action_bar import ActionBar


class UndoBar(ActionBar):
    """Shows the newest thing done until it is closed or a page is written on; several go back one after another.

    Signals:
        closed(): the person put it away, or pressed what it no longer offers.
    """

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_busy = False
        self._undo = self.add_action("", "undo-2")
        self._close = self.add_close()
        self._undo.clicked.connect(self._on_undo_clicked)
        self._close.clicked.connect(self._on_close_clicked)
        desk.undo.pushed.connect(self._on_undo_pushed)
        desk.undo.forgotten.connect(self._on_undo_forgotten)
        self.hide()

    def undo(self) -> None:
        """Take back the newest thing done, if there is one and none is on its way back."""
        if self._is_busy:
            return
        done = self._desk.undo.pop()
        if done is None:
            return
        self._is_busy = True
        self._desk.jobs.run(
            done.undo,
            owner=self,
            done=partial(self._on_jobs_undone, done),
            failed=self._on_jobs_failed,
            changes=done.changes,
        )

    def _tell(self, words: str, icon_name: str = "info") -> None:
        newest = self._desk.undo.newest
        self._undo.setVisible(newest is not None)
        if newest is not None:
            self._undo.setText(self.tr("Undo one more"))
            self._undo.setAccessibleDescription(newest.words)
        self.say(words, icon_name)
        self.show()

    def _on_undo_pushed(self, done: Done) -> None:
        self._tell(done.words, "check")
        self._undo.setText(done.action or self.tr("Undo"))

    def _on_jobs_undone(self, done: Done, _result: object) -> None:
        self._is_busy = False
        had_keyboard = self._undo.hasFocus()
        self._tell(done.undone_words, "undo-2")
        if had_keyboard and not self._undo.isVisible():
            self._close.setFocus()
        self._desk.undo.undone.emit(done)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._is_busy = False
        self._tell(sentence(failure.code, **failure.fields), "triangle-alert")

    def _on_undo_forgotten(self) -> None:
        if self._desk.undo.newest is None:
            self.hide()
        else:
            self._undo.setText(self.tr("Undo one more"))

    def _on_undo_clicked(self) -> None:
        self.undo()

    def _on_close_clicked(self) -> None:
        self.hide()
        self.closed.emit()

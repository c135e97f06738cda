"""Tell the window of a fault of ours, calmly and once a place; standard error gets the type and our own lines alone.

PySide6 hands an exception in a slot or an event to `sys.excepthook` and goes on, so the page stays open and can still
be saved.
"""

import shiboken6
from PySide6.QtCore import QObject, Signal

from journal_app.settings.faults import keep_faults_quiet, say_fault
from journal_app.ui.bridge.vault_thread import Failure


class FaultTeller(QObject):
    """Takes the place of Python's own hooks for this process.

    Signals:
        fault_met(Failure): something of ours failed that nobody caught; told once for each place, since a fault in
            painting would come back with every picture that tells of it.
    """

    fault_met = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: set[tuple[str, str]] = set()
        keep_faults_quiet(self._on_fault)

    def _on_fault(self, kind: str, places: str) -> None:
        """Called in whatever thread met the fault; the signal brings it to the window's."""
        if (kind, places) in self._told:
            return
        self._told.add((kind, places))
        say_fault(kind, places)
        if shiboken6.isValid(self):
            self.fault_met.emit(Failure("unexpected", {"kind": kind}, is_bug=True))

"""Warm up behind the gate and behind the first page: import what comes next in the vault's thread, so no wish waits."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from journal_app.ui import opening
from journal_app.ui.bridge.vault_thread import VaultThread

PLACES_AFTER_MS = 100
"""How long the first page has the processor for itself, to be drawn."""


class Warming(QObject):
    """Imports what the first page needs, then what the other places need.

    Signals:
        pack_loaded(Pack): all that the first page needs is there.
        pack_failed(Failure): it is, but for the pack.
        places_warmed(): the other places are imported too.
    """

    pack_loaded = Signal(object)
    pack_failed = Signal(object)
    places_warmed = Signal()

    def __init__(self, jobs: VaultThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._are_places_begun = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PLACES_AFTER_MS)
        self._wait.timeout.connect(self._warm_places)

    def begin(self) -> None:
        """Import what the first page needs; call it once, when the window is painted."""
        self._jobs.call(opening.warm_up, owner=self, done=self.pack_loaded.emit, failed=self.pack_failed.emit)

    def begin_places(self) -> None:
        """Import the other places a little later; each first page after the first finds them there."""
        if not self._are_places_begun:
            self._are_places_begun = True
            self._wait.start()

    def stop(self) -> None:
        """Begin nothing more."""
        self._wait.stop()

    def _warm_places(self) -> None:
        """Import them, a job each, so that no wish waits for all."""
        *first, last = opening.PLACE_MODULES
        for name in first:
            self._jobs.call(partial(opening.warm_place, name), owner=self)
        self._jobs.call(partial(opening.warm_place, last), owner=self, done=self._on_jobs_places_warm)

    def _on_jobs_places_warm(self, _told: None) -> None:
        self.places_warmed.emit()

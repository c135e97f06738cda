"""When a view reads again what it shows: at once where that changed in sight, else when it is next shown."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from journal_app.ui.bridge.change_hub import ChangeHub, Kind


class Freshness(QObject):
    """Watches over what one view shows; stale until it is read for the first time.

    Signals:
        refresh_wanted(): read it again now.
    """

    refresh_wanted = Signal()

    def __init__(self, view: QWidget, hub: ChangeHub, *kinds: Kind, but_own: bool = False) -> None:
        """`but_own`: what the view itself changes is shown already."""
        super().__init__(view)
        self._kinds = frozenset(kinds)
        self._but_own = but_own
        self._is_stale = True
        hub.changed.connect(self._on_hub_changed)
        view.installEventFilter(self)

    def renew(self) -> None:
        """Note that everything is being read now."""
        self._is_stale = False

    def _on_hub_changed(self, kinds: frozenset[Kind], initiator: object) -> None:
        view = self.parent()  # asked for, not kept: a view and what it holds would be gone only with a collection
        if kinds & self._kinds and not (self._but_own and initiator is view):
            self._is_stale = True
            if isinstance(view, QWidget) and view.isVisible():
                self.refresh_wanted.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Ask when the view is shown."""
        if event.type() == QEvent.Type.Show and self._is_stale:
            self.refresh_wanted.emit()
        return False

"""One broadcast of what changed; each view refetches only what it shows, and not what it changed itself."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class Kind(StrEnum):
    """The kinds of thing that can change."""

    ENTRIES = "entries"
    DRAFTS = "drafts"
    OFFER = "offer"
    WISHES = "wishes"
    PRACTICES = "practices"
    CHECK_INS = "check-ins"
    CIRCLE = "circle"
    SPELLING = "spelling"


class ChangeHub(QObject):
    """Tells every view what kinds of thing changed.

    Signals:
        changed(frozenset[Kind], QObject): the kinds, and who changed them.
    """

    changed = Signal(object, object)

    def announce(self, kinds: frozenset[Kind], initiator: QObject) -> None:
        """Broadcast that these kinds changed."""
        self.changed.emit(kinds, initiator)

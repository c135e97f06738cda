"""The circle being worked on: every change can be taken back and done again, for as long as the window is open."""

import uuid
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from journal_app.journal.circle import (
    MOST_ITEMS,
    Circle,
    CircleItem,
    ItemId,
    ItemKind,
    Ring,
    consent_at_first,
    freest_turn,
)

MOST_UNDO = 200
RINGS = tuple(Ring)
TURN_STEP = 1 / 36


class CircleModel(QObject):
    """Holds the circle, what it was before each change, and which item is chosen.

    Signals:
        changed(): the circle is another one.
        edited(): the person changed it, so it should be saved.
        chosen_changed(): another item is chosen, or none.
    """

    changed = Signal()
    edited = Signal()
    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._circle = Circle()
        self._before: list[Circle] = []
        self._after: list[Circle] = []
        self._chosen: ItemId | None = None
        self._last = ""

    @property
    def circle(self) -> Circle:
        """The circle as it stands."""
        return self._circle

    @property
    def chosen(self) -> CircleItem | None:
        """The item that is chosen."""
        return None if self._chosen is None else self._circle.item(self._chosen)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return bool(self._after)

    @property
    def is_full(self) -> bool:
        """Whether no more fits."""
        return len(self._circle.items) >= MOST_ITEMS

    def show_circle(self, circle: Circle) -> None:
        """Take a circle as it is in the vault; nothing to undo."""
        self._before, self._after, self._last = [], [], ""
        self._take(circle)

    def change(self, circle: Circle, *, as_one: str = "") -> None:
        """Make it another one; the one before can be had back. Changes in a row that are named alike go back as one."""
        if circle != self._circle:
            if not as_one or as_one != self._last:
                self._before = [*self._before, self._circle][-MOST_UNDO:]
            self._after, self._last = [], as_one
            self._take(circle)
            self.edited.emit()

    def undo(self) -> bool:
        """Take the last change back; False where there is none."""
        return self._step(self._before, self._after)

    def redo(self) -> bool:
        """Do the change again that was taken back; False where there is none."""
        return self._step(self._after, self._before)

    def choose(self, item_id: ItemId | None) -> None:
        """Choose an item, or none."""
        if item_id != self._chosen:
            self._chosen = item_id
            self.chosen_changed.emit()

    def add(self, alias: str, ring: Ring = Ring.NEAR, kind: ItemKind = ItemKind.PERSON) -> CircleItem | None:
        """Put something on the circle where its ring has most room, and choose it; None where no more fits."""
        if self.is_full:
            return None
        turn, consent = freest_turn(self._circle, ring), consent_at_first(kind)
        item = CircleItem(ItemId(uuid.uuid4().hex), alias, kind, ring, turn, consent=consent)
        self.change(self._circle.with_item(item))
        self.choose(item.id)
        return item

    def change_chosen(self, *, as_one: str = "", **fields: object) -> None:
        """Change something about the chosen item; for what is typed `as_one` names the field."""
        if (item := self.chosen) is not None:
            changed = replace(item, **fields)  # type: ignore[arg-type]  # checked as it runs
            self.change(self._circle.with_item(changed), as_one=f"{as_one} {item.id}" if as_one else "")

    def remove_chosen(self) -> None:
        """Take the chosen item off, with the lines to it; the one after it in order is chosen then."""
        if (item := self.chosen) is None:
            return
        order = in_order(self._circle)
        at = next(number for number, one in enumerate(order) if one.id == item.id)
        rest = order[:at] + order[at + 1 :]
        self.change(self._circle.without(item.id))
        self.choose(rest[min(at, len(rest) - 1)].id if rest else None)

    def step_chosen(self, step: int) -> None:
        """Choose the next item in order, ring by ring and round each, or the one before."""
        order = in_order(self._circle)
        if not order:
            return
        here = next((number for number, one in enumerate(order) if one.id == self._chosen), -1 if step > 0 else 0)
        self.choose(order[(here + step) % len(order)].id)

    def turn_chosen(self, steps: int) -> None:
        """Move the chosen item along its ring, clockwise for more than nought."""
        if (item := self.chosen) is not None:
            self.change_chosen(turn=(item.turn + steps * TURN_STEP) % 1.0)

    def move_chosen_out(self, steps: int) -> None:
        """Move the chosen item a ring outwards, or inwards for less than nought; at the last one it stays."""
        if (item := self.chosen) is not None:
            at = RINGS.index(item.ring) + steps
            self.change_chosen(ring=RINGS[min(max(at, 0), len(RINGS) - 1)])

    def _step(self, source: list[Circle], other: list[Circle]) -> bool:
        if not source:
            return False
        other.append(self._circle)
        self._last = ""
        self._take(source.pop())
        self.edited.emit()
        return True

    def _take(self, circle: Circle) -> None:
        self._circle = circle
        self.changed.emit()
        if self._chosen is not None and circle.item(self._chosen) is None:
            self.choose(None)


def in_order(circle: Circle) -> list[CircleItem]:
    """Return the items ring by ring from the middle out, and round each from the top, clockwise."""
    return sorted(circle.items, key=lambda item: (RINGS.index(item.ring), item.turn))

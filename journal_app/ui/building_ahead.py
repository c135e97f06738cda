"""Build what was not visited yet behind the page, a step a turn, while nobody touches anything.

A step is a place, or a part of one that need not be there at its first sight; each holds the main thread for as long
as it takes, so each is small, and a hand on the keys puts them all off.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

Step = Callable[[], object]

BETWEEN_MS = 30
"""Room between two steps for whatever else there is to do."""

QUIET_MS = 1000
"""How long nobody must have touched anything before it goes on."""


@runtime_checkable
class BuiltInSteps(Protocol):
    """A place with parts that are made later, or ahead of being needed."""

    def building_steps(self) -> tuple[Step, ...]:
        """Return what makes each of them; a step whose part is there does nothing."""
        ...


def unbuilt(
    names: Iterable[str],
    built: Mapping[str, QWidget],
    build: Callable[[str], QWidget],
    *,
    draw: Callable[[QWidget], None] | None = None,
) -> Iterator[Step]:
    """Give the steps that build places, and that draw each once: then its styles, layouts and letters are there too.

    `built` has the places that are there by name, also those visited while these steps are taken.
    """
    for name in names:
        if name not in built:
            yield partial(build, name)
            place = built[name]
            if isinstance(place, BuiltInSteps):
                yield from place.building_steps()
            if draw is not None:
                yield partial(draw, place)


class BuildingAhead(QObject):
    """Takes steps, each in a turn of its own.

    Signals:
        stepped(): one was taken.
    """

    stepped = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.unwatched: Callable[[], AbstractContextManager[None]] = nullcontext
        """What each step is done in."""
        self._steps: Iterator[Step] = iter(())
        self._is_urgent = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._on_wait_timeout)

    @property
    def is_under_way(self) -> bool:
        """Whether there are steps to take, now or after a pause."""
        return self._wait.isActive()

    def begin(self, steps: Iterator[Step], *, is_urgent: bool = False) -> None:
        """Take these steps instead of what is left of others; without a pause where someone waits for them.

        What someone waits for is not left for what nobody does.
        """
        if self._is_urgent and self._wait.isActive() and not is_urgent:
            return
        self._steps, self._is_urgent = steps, is_urgent
        self._go_on()

    def put_off(self) -> None:
        """Wait: someone is doing something."""
        if self._wait.isActive() and not self._is_urgent:
            self._wait.start(QUIET_MS)

    def stop(self) -> None:
        """Take no more steps."""
        self._steps = iter(())
        self._wait.stop()

    def _go_on(self) -> None:
        self._wait.start(0 if self._is_urgent else BETWEEN_MS)

    def _on_wait_timeout(self) -> None:
        step = next(self._steps, None)
        if step is not None:
            with self.unwatched():
                step()
            self._go_on()
            self.stepped.emit()

"""A view reads again what changed: at once in sight, else when it is next shown, and never for what it knows."""

import gc
import weakref

import pytest
from PySide6.QtWidgets import QWidget

from journal_app.ui.bridge.change_hub import ChangeHub, Kind
from journal_app.ui.bridge.freshness import Freshness

ENTRIES = frozenset({Kind.ENTRIES})


class _View(QWidget):
    """Counts how often it is read."""

    def __init__(self, hub: ChangeHub, *, but_own: bool = False) -> None:
        super().__init__()
        self.times_read = 0
        self._freshness = Freshness(self, hub, Kind.ENTRIES, Kind.DRAFTS, but_own=but_own)
        self._freshness.refresh_wanted.connect(self.refresh)

    def refresh(self) -> None:
        self._freshness.renew()
        self.times_read += 1


@pytest.fixture
def hub() -> ChangeHub:
    return ChangeHub()


def test_freshness__shown_again_unchanged__is_read_once(qtbot, hub: ChangeHub) -> None:
    view = _View(hub)
    qtbot.addWidget(view)

    view.show()
    view.hide()
    view.show()

    assert view.times_read == 1


def test_freshness__changed_in_sight__is_read_at_once(qtbot, hub: ChangeHub) -> None:
    view = _View(hub)
    qtbot.addWidget(view)
    view.show()

    hub.announce(ENTRIES, hub)
    hub.announce(frozenset({Kind.CIRCLE}), hub)

    assert view.times_read == 2


def test_freshness__changed_twice_out_of_sight__is_read_once_when_shown(qtbot, hub: ChangeHub) -> None:
    view = _View(hub)
    qtbot.addWidget(view)
    view.show()
    view.hide()

    hub.announce(ENTRIES, hub)
    hub.announce(ENTRIES, hub)
    assert view.times_read == 1
    view.show()

    assert view.times_read == 2


@pytest.mark.parametrize(("but_own", "times"), [(True, 1), (False, 2)])
def test_freshness__changed_by_the_view_itself__is_read_unless_it_knows(
    qtbot, hub: ChangeHub, but_own: bool, times: int
) -> None:
    view = _View(hub, but_own=but_own)
    qtbot.addWidget(view)
    view.show()

    hub.announce(ENTRIES, view)

    assert view.times_read == times


def test_freshness__view_let_go__is_gone_at_once_and_not_in_the_midst_of_a_paint(hub: ChangeHub) -> None:
    gc.disable()
    try:
        view = _View(hub)
        kept = weakref.ref(view)
        view.show()
        hub.announce(ENTRIES, hub)

        del view

        assert kept() is None
    finally:
        gc.enable()

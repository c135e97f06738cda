"""The time of a guest session: warned before it ends, extended when wished, and never ended by a wrong PIN."""

import pytest
from pytestqt.qtbot import QtBot

from journal_app.ui.guest_session import GuestSession, GuestTerms


class Seconds:
    """A clock in the test's hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def session(qtbot: QtBot, seconds: Seconds) -> GuestSession:
    made = GuestSession(GuestTerms("2468", 30), now=seconds)
    yield made
    made.stop()


@pytest.fixture
def heard(session: GuestSession) -> list[object]:
    told: list[object] = []
    session.warned.connect(told.append)
    session.ran_out.connect(lambda: told.append("over"))
    return told


def test_session__time_passes__warns_twice_and_then_ends(
    session: GuestSession, seconds: Seconds, heard: list[object]
) -> None:
    for seconds.now in (0, 24 * 60, 25 * 60, 25 * 60 + 1, 29 * 60, 29 * 60 + 30, 30 * 60):
        session.look()

    assert heard == [5, 1, "over"]


def test_session__machine_slept_past_the_end__is_over_at_the_first_look(
    session: GuestSession, seconds: Seconds, heard: list[object]
) -> None:
    seconds.now = 9 * 3600
    session.look()

    assert heard == ["over"]


def test_session__extended__goes_on_half_an_hour_longer_and_warns_again(
    session: GuestSession, seconds: Seconds, heard: list[object]
) -> None:
    seconds.now = 29 * 60
    session.look()
    session.extend()
    session.look()
    assert session.seconds_left() == 31 * 60

    seconds.now = 56 * 60
    session.look()
    assert heard == [1, 5]


def test_session__pin__is_that_one_and_no_other(session: GuestSession) -> None:
    assert session.is_pin("2468")
    assert not any(session.is_pin(wrong) for wrong in ("", "246", "24680", "２４６８"))

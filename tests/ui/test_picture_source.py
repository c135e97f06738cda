"""Pictures are decoded one at a time, a few are remembered and no more, and nobody is called who is gone."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage

from journal_app.journal.attachments import Attachment, AttachmentId
from journal_app.ui import picture_source
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.picture_source import PictureSource

ROOM = QSize(10, 10)


class Jobs:
    """Holds each job back until the test lets it go on."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[Any], None], Callable[[Failure], None]]] = []
        self.started = 0

    def run(self, _job: Any, *, owner: QObject, done: Any, failed: Any, changes: Any = frozenset()) -> None:
        self.started += 1
        self.waiting.append((done, failed))

    def answer(self, edge: int = 10) -> None:
        self.waiting.pop(0)[0](QImage(edge, edge, QImage.Format.Format_RGB32))

    def fail(self) -> None:
        self.waiting.pop(0)[1](Failure("attachment_damaged", {}))


def attachment(uid: str) -> Attachment:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Attachment(AttachmentId(1), uid, "x.png", "image/png", 1, "", 1, 1, at)


def test_ask__several__one_is_decoded_at_a_time(qapp: object) -> None:
    jobs, got, owner = Jobs(), [], QObject()
    source = PictureSource(jobs)
    for uid in "abc":
        source.ask(attachment(uid), ROOM, owner, got.append)
    assert jobs.started == 1
    jobs.answer()
    jobs.fail()
    assert jobs.started == 3
    jobs.answer()
    assert [image is None for image in got] == [False, True, False]


def test_ask__again__is_remembered(qapp: object) -> None:
    jobs, got, owner = Jobs(), [], QObject()
    source = PictureSource(jobs)
    source.ask(attachment("a"), ROOM, owner, got.append)
    jobs.answer()
    source.ask(attachment("a"), ROOM, owner, got.append)
    source.ask(attachment("a"), ROOM * 2, owner, got.append)
    assert (jobs.started, len(got)) == (2, 2)


def test_ask__more_than_is_remembered__the_oldest_go(qapp: object, monkeypatch: Any) -> None:
    monkeypatch.setattr(picture_source, "MOST_BYTES", 1000)
    jobs, owner = Jobs(), QObject()
    source = PictureSource(jobs)
    for uid in "abcde":
        source.ask(attachment(uid), ROOM, owner, lambda _image: None)
        jobs.answer()
    assert source.remembered_bytes == 800
    source.ask(attachment("a"), ROOM, owner, lambda _image: None)
    jobs.answer(100)
    assert source.remembered_bytes == 40_000


def test_ask__owner_gone_meanwhile__is_not_called_and_the_next_is(qapp: object) -> None:
    jobs, got, first, second = Jobs(), [], QObject(), QObject()
    source = PictureSource(jobs)
    source.ask(attachment("a"), ROOM, first, got.append)
    source.ask(attachment("b"), ROOM, first, got.append)
    source.ask(attachment("c"), ROOM, second, got.append)
    shiboken6.delete(first)
    jobs.answer()
    jobs.answer()
    assert (jobs.started, len(got)) == (2, 1)

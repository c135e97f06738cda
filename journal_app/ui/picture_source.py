"""Hand out a page's pictures as pixels: decoded in the vault's thread, and a few of them remembered, in memory only.

One is decoded at a time, and the next is asked for when it is there: so a page with many pictures never keeps a save
waiting for longer than one of them takes.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage

from journal_app.journal.attachments import Attachment
from journal_app.ui.attachment_jobs import picture_of
from journal_app.ui.bridge.vault_thread import Failure, JobRunner

MOST_BYTES = 48 * 1024 * 1024
"""What is remembered of decoded pictures; the one asked for longest ago goes first."""

Done = Callable[[QImage | None], None]
_Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Wish:
    attachment: Attachment
    room: QSize
    owner: QObject
    done: Done

    @property
    def key(self) -> _Key:
        return self.attachment.uid, self.room.width(), self.room.height()


class PictureSource(QObject):
    """Answers with a picture no larger than there is room for; None says that it can't be shown."""

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._known: OrderedDict[_Key, QImage] = OrderedDict()
        self._waiting: deque[_Wish] = deque()
        self._is_busy = False

    @property
    def remembered_bytes(self) -> int:
        """How much memory the remembered pictures take."""
        return sum(image.sizeInBytes() for image in self._known.values())

    def ask(self, attachment: Attachment, room: QSize, owner: QObject, done: Done) -> None:
        """Call `done` with the picture, at once when it is remembered, unless `owner` is gone by then."""
        wish = _Wish(attachment, room, owner, done)
        if (known := self._known.get(wish.key)) is not None:
            self._known.move_to_end(wish.key)
            done(known)
            return
        self._waiting.append(wish)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._is_busy:
            wish = self._waiting.popleft()
            if not shiboken6.isValid(wish.owner):
                continue
            self._is_busy = True
            self._jobs.run(
                partial(picture_of, attachment=wish.attachment, room=wish.room),
                owner=self,
                done=partial(self._on_jobs_decoded, wish),
                failed=partial(self._on_jobs_failed, wish),
            )

    def _on_jobs_decoded(self, wish: _Wish, image: QImage | None) -> None:
        if image is not None:
            self._known[wish.key] = image
            while self.remembered_bytes > MOST_BYTES and len(self._known) > 1:
                self._known.popitem(last=False)
        self._answer(wish, image)

    def _on_jobs_failed(self, wish: _Wish, _failure: Failure) -> None:
        """A picture whose bytes are damaged or gone is one that can't be shown; saving a copy says why."""
        self._answer(wish, None)

    def _answer(self, wish: _Wish, image: QImage | None) -> None:
        self._is_busy = False
        if shiboken6.isValid(wish.owner):
            wish.done(image)
        self._go_on()

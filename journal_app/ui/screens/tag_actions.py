"""What can be done to tags as such: each is a job, told below the page, and can be undone."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from journal_app.journal.beside import TagId
from journal_app.journal.tags import TagChange, TagCount, merge_tags, remove_tag, rename_tag, undo_tags
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.undo import Done

T = TypeVar("T")


class TagActions(QObject):
    """Does it, and puts it on the session's undo.

    Signals:
        done(TagId): what was asked for is done; the tag that is left of it, or that was.
        failed(str): it is not; why, in a sentence.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def rename(self, tag: TagCount, words: str) -> None:
        """Give a tag another name."""
        self._run(partial(_rename, tag_id=tag.id, words=words), partial(self._renamed, tag))

    def merge(self, tags: Sequence[TagCount], into: TagCount) -> None:
        """Make one of several tags, under the name of one of them."""
        ids = tuple(tag.id for tag in tags)
        self._run(partial(_merge, tag_ids=ids, into=into.id), partial(self._merged, into))

    def remove(self, tags: Sequence[TagCount]) -> None:
        """Take tags off the pages they were put beside."""
        ids = tuple(tag.id for tag in tags)
        self._run(partial(_remove, tag_ids=ids), partial(self._removed, tuple(tags)))

    def _run(self, job: Callable[[OpenJournal], T], done: Callable[[T], None]) -> None:
        changes = frozenset({Kind.ENTRIES})
        self._desk.jobs.run(job, owner=self, done=done, failed=self._on_jobs_failed, changes=changes)

    def _push(self, tag_id: TagId, words: str, changes: tuple[TagChange, ...], undone: str) -> None:
        self._desk.undo.push(Done(words, partial(_undo, changes=changes), undone))
        self.done.emit(tag_id)

    def _renamed(self, tag: TagCount, change: TagChange) -> None:
        new = change.after.tags[0][1]
        words = self.tr("#%1 is called #%2 now.").replace("%2", new).replace("%1", tag.name)
        self._push(tag.id, words, (change,), self.tr("The tag is called #%1 again.").replace("%1", tag.name))

    def _merged(self, into: TagCount, change: TagChange) -> None:
        words = self.tr("They are one tag now, #%1.").replace("%1", into.name)
        self._push(into.id, words, (change,), self.tr("The tags are apart again."))

    def _removed(self, tags: tuple[TagCount, ...], changes: tuple[TagChange, ...]) -> None:
        names = ", ".join(f"#{tag.name}" for tag in tags)
        typed = len({row[1] for change in changes for row in change.after.entries})
        has_changed = any(change.before != change.after for change in changes)
        if not has_changed:
            words = self.tr("Put beside no page: %1. Pages that say it in their own words keep it.")
            self.failed.emit(words.replace("%1", names))
        elif typed:
            words = self.tr("Taken off pages: %1. Where a page's own words say it, it stays.")
            self._push(tags[0].id, words.replace("%1", names), changes, self._put_back_words(names))
        else:
            words = self.tr("Taken off all pages: %1.").replace("%1", names)
            self._push(tags[0].id, words, changes, self._put_back_words(names))

    def _put_back_words(self, names: str) -> str:
        return self.tr("Back beside the pages: %1.").replace("%1", names)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self.failed.emit(sentence(failure.code, **failure.fields))


def _rename(journal: OpenJournal, *, tag_id: TagId, words: str) -> TagChange:
    return rename_tag(journal.vault, tag_id, words)


def _merge(journal: OpenJournal, *, tag_ids: tuple[TagId, ...], into: TagId) -> TagChange:
    return merge_tags(journal.vault, tag_ids, into)


def _remove(journal: OpenJournal, *, tag_ids: tuple[TagId, ...]) -> tuple[TagChange, ...]:
    return tuple(remove_tag(journal.vault, tag_id) for tag_id in tag_ids)


def _undo(journal: OpenJournal, *, changes: tuple[TagChange, ...]) -> None:
    for change in reversed(changes):
        undo_tags(journal.vault, change)

"""What a practice under way asks of the journal, each done in the vault's thread."""

from collections.abc import Callable

from journal_app.content.model import GroundingAnchor, PracticeId, StoryKind
from journal_app.journal import practice_run
from journal_app.journal.anchors import arranged
from journal_app.journal.around_practice import put_before
from journal_app.journal.entries import EntryId
from journal_app.journal.own_story import StoryLine, list_story
from journal_app.journal.practice_run import Moved, Run, RunId
from journal_app.journal.private_preferences import load_private_preferences
from journal_app.ui.bridge.vault_thread import OpenJournal


def begin(journal: OpenJournal, *, practice_id: PracticeId) -> Run:
    """Begin a practice at its first step, with what was said before it."""
    run = practice_run.begin_practice(journal.vault, journal.clock, journal.pack, practice_id)
    put_before(journal.vault, journal.clock, run.id)
    return run


def load(journal: OpenJournal, *, run_id: RunId) -> Run:
    """Return a run where it was left."""
    return practice_run.load_run(journal.vault, run_id)


def on_run(job: Callable[[OpenJournal, RunId], object], run_id: RunId, journal: OpenJournal) -> object:
    """Do a job on a run."""
    return job(journal, run_id)


def go_on(journal: OpenJournal, run_id: RunId) -> Moved:
    """Go on to the next step."""
    return practice_run.go_on(journal.vault, journal.clock, run_id)


def go_back(journal: OpenJournal, run_id: RunId) -> Run:
    """Go back to the step before."""
    return practice_run.go_back(journal.vault, journal.clock, run_id)


def rest(journal: OpenJournal, run_id: RunId) -> Run:
    """End a sitting."""
    return practice_run.rest_until_next_sitting(journal.vault, journal.clock, run_id)


def finish(journal: OpenJournal, run_id: RunId) -> EntryId | None:
    """Make a page of a run."""
    return practice_run.finish_run(journal.vault, journal.clock, run_id)


def look(_journal: OpenJournal, run_id: RunId) -> RunId:
    """Leave a run as it is."""
    return run_id


def discard_run(journal: OpenJournal, run_id: RunId) -> object:
    """Stop and keep nothing."""
    return practice_run.discard_run(journal.vault, journal.clock, run_id)


def anchors(journal: OpenJournal) -> tuple[GroundingAnchor, ...]:
    """Return the ways to steady oneself, as the person likes them."""
    return arranged(journal.pack.anchors, load_private_preferences(journal.vault))


def recall(journal: OpenJournal, *, kinds: tuple[StoryKind, ...]) -> tuple[StoryLine, ...]:
    """Return the person's own lines of earlier practices; not those of one that is under way, this one above all."""
    return tuple(line for line in list_story(journal.vault, kinds) if line.entry_id or not line.is_from_practice)

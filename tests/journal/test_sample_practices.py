"""The practices of the demo's invented person."""

from journal_app.content.model import Pack, StoryKind
from journal_app.journal.own_story import list_story
from journal_app.journal.sample_practices import fill_with_practices
from journal_app.journal.set_aside import Waiting, due_today, list_set_aside
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault


def test_sample_practices__filled__leave_a_letter_due_a_marked_plan_and_threads(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    assert fill_with_practices(vault, pack, clock) == 2
    assert [one.kind for one in due_today(vault, clock)] == [Waiting.LETTER]
    assert [one.mark for one in list_set_aside(vault, Waiting.PLAN)] == ["Another way"]
    lines = list_story(vault)
    assert {one.kind for one in lines} == set(StoryKind)
    assert {one.kind for one in lines if one.thread_id is not None} >= {StoryKind.EXCEPTION, StoryKind.MEANING}

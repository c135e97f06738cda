"""Which prompts a person wishes to meet: the same rule wherever prompts are listed (content.md, R1 and R15)."""

from collections.abc import Iterable
from dataclasses import dataclass

from journal_app.content.model import Intensity, Place, Prompt, PromptId
from journal_app.journal.offers import prompts_set_aside
from journal_app.journal.private_preferences import load_private_preferences
from journal_app.ui.bridge.vault_thread import OpenJournal

_ORDER = (Intensity.GENTLE, Intensity.MODERATE, Intensity.DEEP)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much a prompt may stir, whether others may see the screen, and the prompts not to be offered again."""

    cap: Intensity = Intensity.GENTLE
    shared_room: bool = True
    set_aside: frozenset[PromptId] = frozenset()

    def allows(self, prompt: Prompt) -> bool:
        """Whether a prompt may be listed; one set aside may, for it was set aside by hand."""
        is_within = _ORDER.index(prompt.intensity) <= _ORDER.index(self.cap)
        is_fit = not (self.shared_room and prompt.place is Place.PRIVATE)
        return is_within and is_fit and not prompt.retired

    def pick(self, prompts: Iterable[Prompt]) -> tuple[Prompt, ...]:
        """Return those that may be listed, in the same order."""
        return tuple(prompt for prompt in prompts if self.allows(prompt))


def fetch_allowance(journal: OpenJournal) -> Allowance:
    """Return what the person wishes, as the vault keeps it."""
    preferences = load_private_preferences(journal.vault)
    return Allowance(preferences.cap, preferences.shared_room, frozenset(prompts_set_aside(journal.vault)))

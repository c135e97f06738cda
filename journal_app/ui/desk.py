"""What every screen after unlock is handed: a way to run jobs, news of changes, the pack, the clock, the looks."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import JobRunner
from journal_app.ui.undo import UndoStack

if TYPE_CHECKING:
    from journal_app.content.model import Pack
    from journal_app.settings.clock import Clock
    from journal_app.ui.preferences_store import PreferencesStore
    from journal_app.ui.theme.theme import ThemeController


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools a screen works with; one for the whole window."""

    jobs: JobRunner
    hub: ChangeHub
    pack: "Pack"
    clock: "Clock"
    theme: "ThemeController"
    preferences: "PreferencesStore"
    is_guest: bool = False
    """Whether this is a guest session, of which nothing is kept."""
    undo: UndoStack = field(default_factory=UndoStack)
    """What was done to pages in this session and can be taken back."""

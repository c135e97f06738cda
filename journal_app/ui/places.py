"""The places of the shell: their names, and how each is built and tied to the others.

All but Today are imported at their first visit. Whatever a place wishes goes to the shell's own methods and signals.
"""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from journal_app.ui.screens.today import TodayScreen
from journal_app.ui.widgets.nav_rail import RailItem

if TYPE_CHECKING:  # imported at the first visit
    from journal_app.ui.screens.about import AboutScreen
    from journal_app.ui.screens.change_answers import ChangeAnswers
    from journal_app.ui.screens.circle import CircleScreen
    from journal_app.ui.screens.journal import JournalScreen
    from journal_app.ui.screens.letters import LettersScreen
    from journal_app.ui.screens.moving import MovingScreen
    from journal_app.ui.screens.patterns import PatternsScreen
    from journal_app.ui.screens.practice_runner import PracticeRunner
    from journal_app.ui.screens.practices import PracticesScreen
    from journal_app.ui.screens.promises import PromisesScreen
    from journal_app.ui.screens.prompts import PromptsScreen
    from journal_app.ui.screens.readings import ReadingsScreen
    from journal_app.ui.screens.settings import SettingsScreen
    from journal_app.ui.screens.shortcut_sheet import ShortcutSheet
    from journal_app.ui.screens.tags import TagsScreen
    from journal_app.ui.screens.threads import ThreadsScreen
    from journal_app.ui.screens.vault_life import VaultLifeScreen
    from journal_app.ui.screens.write import WriteScreen
    from journal_app.ui.shell import Shell

TODAY, WRITE, JOURNAL, READINGS, PROMPTS = "today", "write", "journal", "readings", "prompts"
PRACTICES, RUNNER, CIRCLE, PATTERNS = "practices", "practice", "circle", "patterns"
LETTERS, ANSWERS, THREADS = "letters", "answers", "threads"
SUPPORT, SETTINGS, ABOUT, LOCK = "support", "settings", "about", "lock"
VAULT_LIFE, PROMISES, SHORTCUTS, MOVING = "your-journal", "promises", "shortcuts", "moving"
TAGS = "tags"
LIKELIEST = (JOURNAL, WRITE)
"""What is built before it is visited; each other place takes 30 ms of the main thread once, and memory for good."""

IN_SETTINGS = frozenset({ABOUT, VAULT_LIFE, PROMISES, MOVING})
"""Places that are reached from Settings, which the rail marks for them."""

ASIDE = frozenset({PROMISES, SHORTCUTS, TAGS})
"""Places to look something up in; they lead back to where one was."""


def rail_items() -> tuple[list[RailItem], list[RailItem]]:
    """Return what stands on the rail: the places above, and what is always in reach below."""
    above = [
        RailItem(TODAY, _tr("Today"), "sun"),
        RailItem(JOURNAL, _tr("Journal"), "notebook-pen"),
        RailItem(READINGS, _tr("Readings"), "library"),
        RailItem(PROMPTS, _tr("Prompts"), "list"),
        RailItem(PRACTICES, _tr("Practices"), "route"),
        RailItem(CIRCLE, _tr("Circle"), "orbit"),
        RailItem(PATTERNS, _tr("Patterns"), "waves"),
    ]
    below = [
        RailItem(SUPPORT, _tr("Support"), "life-buoy"),
        RailItem(SETTINGS, _tr("Settings"), "settings"),
        RailItem(LOCK, _tr("Lock"), "lock"),
    ]
    return above, below


def on_rail(name: str) -> str:
    """Return the place that the rail marks for a place it does not name."""
    kept = {LETTERS: PRACTICES, ANSWERS: JOURNAL, THREADS: PRACTICES, TAGS: JOURNAL}
    return {WRITE: JOURNAL, RUNNER: PRACTICES, **kept}.get(name, SETTINGS if name in IN_SETTINGS else name)


def words_of(name: str) -> str:
    """Return what a place's own commands stand under on the shortcut sheet."""
    return {
        TODAY: _tr("Today"),
        WRITE: _tr("On the page you write"),
        JOURNAL: _tr("In the Journal"),
        READINGS: _tr("In Readings"),
        PROMPTS: _tr("In Prompts"),
        PRACTICES: _tr("In Practices"),
        RUNNER: _tr("In a practice"),
        LETTERS: _tr("In letters and plans"),
        ANSWERS: _tr("Where answers are changed"),
        THREADS: _tr("In your own threads"),
        TAGS: _tr("In Tags"),
        CIRCLE: _tr("In the Circle"),
        PATTERNS: _tr("In Patterns"),
    }.get(name, _tr("In Settings"))


def build_today(shell: "Shell") -> TodayScreen:
    """Build Today."""
    screen = TodayScreen(shell.desk, shell.pages)
    screen.write_requested.connect(shell.open_page)
    screen.draft_requested.connect(shell.open_draft)
    screen.passage_requested.connect(shell.open_passage)
    screen.entry_requested.connect(shell.open_entry)
    screen.letter_requested.connect(shell.practices.read_letter)
    screen.prompts_requested.connect(partial(shell.open_place, PROMPTS))
    screen.steady_requested.connect(shell.steady_requested)
    screen.practice_requested.connect(shell.practices.look_at)
    screen.resume_requested.connect(shell.practices.resume)
    screen.shown.connect(shell.ready)
    return screen


def build_write(shell: "Shell") -> "WriteScreen":
    """Build the page one writes on."""
    from journal_app.ui.screens.write import WriteScreen

    screen = WriteScreen(shell.desk, shell.pages)
    screen.kept.connect(shell.open_entry)
    screen.kept.connect(shell.practices.offer_next)
    screen.left.connect(partial(shell.open_place, TODAY))
    screen.steady_requested.connect(shell.steady_requested)
    screen.passage_requested.connect(shell.open_passage)
    return screen


def build_journal(shell: "Shell") -> "JournalScreen":
    """Build the Journal."""
    from journal_app.ui.screens.journal import JournalScreen

    screen = JournalScreen(shell.desk, shell.pages)
    screen.edit_requested.connect(shell.edit_entry)
    screen.draft_requested.connect(shell.open_draft)
    screen.passage_requested.connect(shell.open_passage)
    screen.write_requested.connect(partial(shell.open_page, None))
    screen.answers_requested.connect(shell.practices.change_answers)
    screen.tags_requested.connect(partial(shell.open_place, TAGS))
    screen.drawings_made.connect(shell.hold)
    return screen


def build_readings(shell: "Shell") -> "ReadingsScreen":
    """Build Readings."""
    from journal_app.ui.screens.readings import ReadingsScreen

    screen = ReadingsScreen(shell.desk, shell.pages)
    screen.write_requested.connect(shell.open_prompt)
    screen.entry_requested.connect(shell.open_entry)
    screen.read_requested.connect(shell.read_entries)
    return screen


def build_prompts(shell: "Shell") -> "PromptsScreen":
    """Build Prompts."""
    from journal_app.ui.screens.prompts import PromptsScreen

    screen = PromptsScreen(shell.desk, shell.pages)
    screen.write_requested.connect(shell.open_prompt)
    screen.passage_requested.connect(shell.open_passage)
    return screen


def build_practices(shell: "Shell") -> "PracticesScreen":
    """Build Practices."""
    from journal_app.ui.screens.practices import PracticesScreen

    screen = PracticesScreen(shell.desk, shell.pages)
    screen.begin_requested.connect(shell.practices.begin)
    screen.resume_requested.connect(shell.practices.resume)
    screen.letters_requested.connect(partial(shell.open_place, LETTERS))
    screen.threads_requested.connect(partial(shell.open_place, THREADS))
    screen.passage_requested.connect(shell.open_passage)
    return screen


def build_circle(shell: "Shell") -> "CircleScreen":
    """Build the Circle."""
    from journal_app.ui.screens.circle import CircleScreen

    screen = CircleScreen(shell.desk, shell.pages)
    screen.practice_requested.connect(shell.practices.begin)
    shell.hold(screen)
    return screen


def build_runner(shell: "Shell") -> "PracticeRunner":
    """Build the page that a practice is done on."""
    from journal_app.ui.screens.practice_runner import PracticeRunner

    screen = PracticeRunner(shell.desk, shell.pages)
    screen.finished.connect(shell.open_entry)
    screen.finished.connect(shell.practices.offer_next)
    screen.left.connect(shell.practices.put_down)
    screen.practice_requested.connect(shell.practices.look_at)
    screen.steady_requested.connect(shell.steady_requested)
    screen.passage_requested.connect(shell.open_passage)
    return screen


def build_letters(shell: "Shell") -> "LettersScreen":
    """Build the letters and plans that wait."""
    from journal_app.ui.screens.letters import LettersScreen

    screen = LettersScreen(shell.desk, shell.pages)
    screen.back_requested.connect(partial(shell.open_place, PRACTICES))
    screen.entry_requested.connect(shell.open_entry)
    return screen


def build_threads(shell: "Shell") -> "ThreadsScreen":
    """Build the person's own threads."""
    from journal_app.ui.screens.threads import ThreadsScreen

    screen = ThreadsScreen(shell.desk, shell.pages)
    screen.back_requested.connect(partial(shell.open_place, PRACTICES))
    screen.entry_requested.connect(shell.open_entry)
    return screen


def build_answers(shell: "Shell") -> "ChangeAnswers":
    """Build where the answers behind a page are changed."""
    from journal_app.ui.screens.change_answers import ChangeAnswers

    screen = ChangeAnswers(shell.desk, shell.pages)
    screen.done.connect(shell.open_entry)
    screen.steady_requested.connect(shell.steady_requested)
    return screen


def build_patterns(shell: "Shell") -> "PatternsScreen":
    """Build Patterns."""
    from journal_app.ui.screens.patterns import PatternsScreen

    screen = PatternsScreen(shell.desk, shell.pages)
    screen.day_requested.connect(partial(_search_day, shell))
    return screen


def build_settings(shell: "Shell") -> "SettingsScreen":
    """Build Settings."""
    from journal_app.ui.screens.settings import SettingsScreen

    screen = SettingsScreen(shell.desk, shell.pages)
    screen.about_requested.connect(partial(shell.open_place, ABOUT))
    screen.journal_requested.connect(partial(shell.open_place, VAULT_LIFE))
    screen.moving_requested.connect(partial(shell.open_place, MOVING))
    screen.promises_requested.connect(partial(shell.open_place, PROMISES))
    screen.shortcuts_requested.connect(partial(shell.open_place, SHORTCUTS))
    screen.tags_requested.connect(partial(shell.open_place, TAGS))
    return screen


def build_about(shell: "Shell") -> "AboutScreen":
    """Build About."""
    from journal_app.ui.screens.about import AboutScreen

    screen = AboutScreen(shell.desk, shell.pages)
    screen.back_requested.connect(partial(shell.open_place, SETTINGS))
    screen.promises_requested.connect(partial(shell.open_place, PROMISES))
    return screen


def build_vault_life(shell: "Shell") -> "VaultLifeScreen":
    """Build what is done to the journal as a whole."""
    from journal_app.ui.screens.vault_life import VaultLifeScreen

    screen = VaultLifeScreen(shell.desk, shell.pages)
    screen.back_requested.connect(partial(shell.open_place, SETTINGS))
    screen.promises_requested.connect(partial(shell.open_place, PROMISES))
    screen.relaunch_requested.connect(shell.relaunch_requested)
    screen.erased.connect(shell.erased)
    screen.name_changed.connect(shell.show_name)
    return screen


def build_moving(shell: "Shell") -> "MovingScreen":
    """Build where a journal is written out and pages are brought in."""
    from journal_app.ui.screens.moving import MovingScreen

    screen = MovingScreen(shell.desk, shell.pages)
    screen.back_requested.connect(partial(shell.open_place, SETTINGS))
    return screen


def build_promises(shell: "Shell") -> "PromisesScreen":
    """Build what this protects, and what it can't."""
    from journal_app.ui.screens.promises import PromisesScreen

    screen = PromisesScreen(shell.pages)
    screen.back_requested.connect(partial(shell.leave_place, PROMISES))
    return screen


def build_shortcuts(shell: "Shell") -> "ShortcutSheet":
    """Build the shortcut sheet."""
    from journal_app.ui.screens.shortcut_sheet import ShortcutSheet

    screen = ShortcutSheet(shell.desk.preferences, shell.pages)
    screen.back_requested.connect(partial(shell.leave_place, SHORTCUTS))
    shell.ahead.stepped.connect(screen.refresh_in_sight)
    return screen


def build_tags(shell: "Shell") -> "TagsScreen":
    """Build the list of tags."""
    from journal_app.ui.screens.tags import TagsScreen

    screen = TagsScreen(shell.desk, shell.pages)
    screen.back_requested.connect(partial(shell.leave_place, TAGS))
    screen.search_requested.connect(shell.search_for)
    return screen


def _search_day(shell: "Shell", day: date) -> None:
    shell.search_for(f"on:{day.isoformat()}")


def _tr(words: str) -> str:
    return QCoreApplication.translate("places", words)

"""Draw every screen in every theme to PNG, from invented entries; the README's pictures and the eyes' own test."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from journal_app.content.model import PracticeId, StepType, SupportEntry
from journal_app.content.support_here import with_here
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.drafts import discard_draft, list_drafts
from journal_app.journal.drawings import Owner, save_drawing
from journal_app.journal.entries import EntryId, delete_entry, list_entries
from journal_app.journal.practice_answer import Answer, Placed
from journal_app.journal.practice_offers import leads_to
from journal_app.journal.practice_run import RunId, begin_practice, discard_run, go_on, save_answer
from journal_app.journal.set_aside import list_set_aside
from journal_app.journal.trash import move_to_trash, put_back
from journal_app.settings.clock import today
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.commands import commands_of
from journal_app.ui.desk import Desk
from journal_app.ui.journal_view import JournalView
from journal_app.ui.pattern_view import PatternView
from journal_app.ui.pictures_beside import beside_states
from journal_app.ui.places import (
    ABOUT,
    CIRCLE,
    JOURNAL,
    LETTERS,
    MOVING,
    PATTERNS,
    PRACTICES,
    PROMISES,
    PROMPTS,
    READINGS,
    SETTINGS,
    SHORTCUTS,
    TAGS,
    THREADS,
    TODAY,
    VAULT_LIFE,
)
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.sample_files import PICTURED, add_garden_page, invented_drawing
from journal_app.ui.screens.command_palette import CommandPalette
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.screens.palette_choices import Openers, command_choices
from journal_app.ui.screens.patterns import PatternsScreen
from journal_app.ui.screens.steady import SteadyScreen
from journal_app.ui.screens.support import SupportScreen
from journal_app.ui.screens.unlock import UnlockScreen
from journal_app.ui.screens.welcome import WelcomeScreen
from journal_app.ui.screens.write import WriteScreen
from journal_app.ui.shell import Shell
from journal_app.ui.theme.theme import Look, ThemeChoice, ThemeController
from journal_app.ui.widgets.page_frame import PageFrame
from journal_app.ui.widgets.picture_figure import PictureFigure

SIZE = QSize(1280, 820)
LOOKS = {
    "light": Look(ThemeChoice.LIGHT, less_motion=True),
    "dark": Look(ThemeChoice.DARK, less_motion=True),
    "contrast": Look(ThemeChoice.CONTRAST, less_motion=True),
    "text200": Look(ThemeChoice.LIGHT, text_percent=200, less_motion=True),
}
WORDS = (
    "The woman at the library desk remembered my name today. I had not told her it was a hard week, and she did not "
    "ask. She said the window seat was free.\n\nI sat there for an hour. I would tell a friend that an hour in a warm "
    "place counts."
)


def draw_pictures(app: QApplication, journal: OpenJournal, folder: Path) -> int:
    """Draw every screen × look into the folder, plus Today from right to left; return how many pictures were made."""
    theme = ThemeController(app)
    count = 0
    with TemporaryDirectory(prefix="n-") as home:
        for name, look in LOOKS.items():
            theme.set_look(look)
            count += _draw_look(name, theme, journal, folder, Path(home))
        theme.set_look(LOOKS["light"])
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        count += _draw_look("rtl", theme, journal, folder, Path(home))
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return count


def _draw_look(name: str, theme: ThemeController, journal: OpenJournal, folder: Path, home: Path) -> int:
    count = 0
    for screen, widget in screens(theme, journal, home):
        _show(widget)
        QApplication.sendPostedEvents()
        picture = widget.grab()
        if not picture.save(str(folder / f"{screen}-{name}.png")):
            raise OSError(0, "it can't be written to")
        widget.close()
        widget.deleteLater()
        count += 1
    return count


def screens(theme: ThemeController, journal: OpenJournal, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield each screen under its picture's name, filled and ready to be drawn."""
    yield "unlock", UnlockScreen()
    yield "welcome", WelcomeScreen()
    support = SupportScreen()
    if journal.pack.support is not None:
        support.show_content(journal.pack.support, journal.pack.anchors, "", today(journal.clock))
    yield "support", support
    yield "steady", _steady(journal)
    yield from _support_filled(journal)
    for place in (
        TODAY,
        JOURNAL,
        READINGS,
        PROMPTS,
        PRACTICES,
        CIRCLE,
        SETTINGS,
        ABOUT,
        VAULT_LIFE,
        MOVING,
        PROMISES,
        SHORTCUTS,
        TAGS,
    ):
        yield place, _shell(theme, journal, home, partial(_open_place, place))
    for place in (LETTERS, THREADS):
        yield place, _shell(theme, journal, home, partial(_open_place, place))
    for entry_id in [one.entry_id for one in list_set_aside(journal.vault) if one.entry_id is not None][:1]:
        yield "answers", _shell(theme, journal, home, partial(_change_answers, entry_id))
        yield "entry-practice", _shell(theme, journal, home, partial(_open_entry, entry_id))
    yield from _patterns(theme, journal, home)
    for view in (JournalView.CALENDAR, JournalView.YEAR, JournalView.READ):
        yield view.value, _shell(theme, journal, home, partial(_open_view, view))
    yield "search", _shell(theme, journal, home, partial(_search, "biscuit has:prompt -is:starred mood:glad"))
    yield "search-nothing", _shell(theme, journal, home, partial(_search, 'theme:"Self-kindness" on:2019 has:version'))
    yield "search-help", _shell(theme, journal, home, _show_search_help)
    yield "entry", _shell(theme, journal, home, partial(_open_newest, journal))
    yield from _next_practice(theme, journal, home)
    yield "passage", _shell(theme, journal, home, partial(_open_passage, journal))
    yield "write", _shell(theme, journal, home, partial(_open_page, journal))
    yield "practice-page", _shell(theme, journal, home, _look_at_practice)
    yield from _practice(theme, journal, home)
    yield "palette", _palette(theme, journal, home)
    yield "write-find", _shell(theme, journal, home, partial(_open_find, journal))
    yield from _attached(theme, journal, home)
    yield from beside_states(journal, partial(_shell, theme, journal, home))
    yield from _trash(theme, journal, home)
    for draft in list_drafts(journal.vault):
        discard_draft(journal.vault, draft.id)


def _support_filled(journal: OpenJournal) -> Iterator[tuple[str, QWidget]]:
    """Yield the Support page with entries of the computer's and of one's own, and the form they are changed on."""
    pack, day = journal.pack.support, today(journal.clock)
    if pack is None:
        return
    here = (SupportEntry("local", "The front desk", "Knock, or ring 5", "day and night", checked_on=day),)
    own = (SupportEntry("own", "Rosa", "Ring twice, she is up late"),)
    for name in ("support-filled", "support-form"):
        support = SupportScreen()
        support.show_content(with_here(pack, here, ""), journal.pack.anchors, "", day, own=own, here=here)
        _show(support)
        if name == "support-form":
            support.open_here()
        yield name, support


def _steady(journal: OpenJournal) -> SteadyScreen:
    """Return a way to steady oneself at its first step, with all that can be wished for there."""
    steady = SteadyScreen(_stands_still)
    steady.show_anchors(journal.pack.anchors, can_wish=True)
    _show(steady)
    steady.open_first()
    return steady


def _stands_still() -> bool:
    return False


def _attached(theme: ThemeController, journal: OpenJournal, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield a page with a picture, the picture by itself, and the page being written; gone from the journal after."""
    entry_id = add_garden_page(journal, PICTURED)
    yield "entry-picture", _shell(theme, journal, home, partial(_open_entry, entry_id))
    yield "picture", _shell(theme, journal, home, partial(_open_picture, entry_id))
    yield "write-files", _shell(theme, journal, home, partial(_edit_entry, entry_id))
    delete_entry(journal.vault, entry_id)


def _patterns(theme: ThemeController, journal: OpenJournal, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield the views of Patterns, one of them as a table, and the questions of a look-back."""
    for name, view in zip(("words", "year", "written", "lines"), PatternView, strict=True):
        yield f"patterns-{name}", _shell(theme, journal, home, partial(_open_pattern, view))
    yield "patterns-table", _shell(theme, journal, home, partial(_open_pattern, PatternView.TOLD, as_table=True))
    yield (
        "patterns-looking-back",
        _shell(theme, journal, home, partial(_open_pattern, PatternView.LOOKED, looks_back=True)),
    )


def _open_pattern(view: PatternView, shell: Shell, *, as_table: bool = False, looks_back: bool = False) -> None:
    shell.open_place(PATTERNS)
    for screen in shell.findChildren(PatternsScreen):
        screen.show_view(view)
        screen.show_as_table(as_table)
        if looks_back:
            screen.look_back()


def _trash(theme: ThemeController, journal: OpenJournal, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield the trash with a few pages in it, which are back in the journal afterwards."""
    some = list_entries(journal.vault, limit=9).items[::3]
    trashed = [move_to_trash(journal.vault, journal.clock, entry.id) for entry in some]
    yield "trash", _shell(theme, journal, home, _open_trash)
    for entry_id in trashed:
        put_back(journal.vault, entry_id)


def _practice(theme: ThemeController, journal: OpenJournal, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield a practice at its third step, which is gone afterwards."""
    run = begin_practice(journal.vault, journal.clock, journal.pack, PracticeId("after-a-remark"))
    for _ in range(2):
        go_on(journal.vault, journal.clock, run.id)
    yield "practice", _shell(theme, journal, home, partial(_resume_practice, run.id))
    discard_run(journal.vault, journal.clock, run.id)
    run = begin_practice(journal.vault, journal.clock, journal.pack, PracticeId("colour-first"))
    while run.step.type is not StepType.DRAW:
        run = go_on(journal.vault, journal.clock, run.id).run
    uid = save_drawing(journal.vault, journal.clock, Owner(run_id=run.id), invented_drawing())
    save_answer(journal.vault, journal.clock, run.id, run.step_id, Answer(drawing=uid))
    yield "practice-draw", _shell(theme, journal, home, partial(_resume_practice, run.id))
    discard_run(journal.vault, journal.clock, run.id)
    run = begin_practice(journal.vault, journal.clock, journal.pack, PracticeId("support-map"))
    while run.step.type is not StepType.MAP:
        run = go_on(journal.vault, journal.clock, run.id).run
    placed = (("Me", "me"), ("Mira", "near"), ("Sunil", "maybe"), ("Choir", "maybe"), ("Library desk", "around"))
    answer = Answer(placed=tuple(Placed(name, ring) for name, ring in placed))
    save_answer(journal.vault, journal.clock, run.id, run.step_id, answer)
    yield "practice-map", _shell(theme, journal, home, partial(_resume_practice, run.id))
    discard_run(journal.vault, journal.clock, run.id)


def _next_practice(theme: ThemeController, journal: OpenJournal, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield a page whose prompt leads to a practice, as it stands after it was kept."""
    for summary in list_entries(journal.vault, limit=50).items:
        if leads_to(journal.vault, journal.pack, journal.clock, summary.id) is not None:
            yield "entry-next", _shell(theme, journal, home, partial(_offer_next, summary.id))
            return


def _offer_next(entry_id: EntryId, shell: Shell) -> None:
    shell.open_entry(entry_id)
    shell.practices.offer_next(entry_id)


def _look_at_practice(shell: Shell) -> None:
    shell.practices.look_at(PracticeId("re-authoring"))


def _resume_practice(run_id: RunId, shell: Shell) -> None:
    shell.practices.resume(run_id)


def _shell(theme: ThemeController, journal: OpenJournal, home: Path, go: Callable[[Shell], None]) -> Shell:
    hub = ChangeHub()
    jobs = InlineRunner(journal, hub)
    desk = Desk(jobs, hub, journal.pack, journal.clock, theme, PreferencesStore(home / "prefs.json"))
    shell = Shell(desk)
    for owned in (hub, jobs, desk.preferences):
        owned.setParent(shell)
    _show(shell)
    go(shell)
    return shell


def _palette(theme: ThemeController, journal: OpenJournal, home: Path) -> QWidget:
    """Return the palette by itself, over paper; what lies below it in a window is out of reach while it is open."""
    shell = _shell(theme, journal, home, partial(_open_place, TODAY))
    openers = Openers(
        shell.open_entry,
        shell.look_at_prompt,
        shell.open_article,
        shell.search_for,
        shell.practices.look_at,
        shell.open_draft,
    )
    palette = CommandPalette(shell.desk, command_choices(commands_of(shell)), openers)
    palette.destroyed.connect(shell.deleteLater)
    _show(palette)
    palette.begin()
    palette.type_words("read")
    return palette


def _go_on(_is_kept: bool) -> None:
    """Nothing follows: the picture shows what the page says of itself."""


def _show(widget: QWidget) -> None:
    """Lay a widget out at the pictures' size as if it were shown, with no window of its own."""
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(SIZE)
    widget.show()
    for timer in widget.findChildren(QTimer):
        if timer.isActive() and timer.interval() == 0:  # what the next turn of the loop would fill in
            timer.stop()
            timer.timeout.emit()


def _open_place(place: str, shell: Shell) -> None:
    shell.open_place(place)


def _open_view(view: JournalView, shell: Shell) -> None:
    shell.open_place(JOURNAL)
    for screen in shell.findChildren(JournalScreen):
        screen.show_view(view)


def _open_trash(shell: Shell) -> None:
    shell.open_place(JOURNAL)
    for screen in shell.findChildren(JournalScreen):
        screen.show_trash()


def _search(text: str, shell: Shell) -> None:
    shell.open_place(JOURNAL)
    for screen in shell.findChildren(JournalScreen):
        screen.search_for(text)


def _show_search_help(shell: Shell) -> None:
    shell.open_place(JOURNAL)
    for screen in shell.findChildren(JournalScreen):
        screen.show_search_help()


def _open_newest(journal: OpenJournal, shell: Shell) -> None:
    page = list_entries(journal.vault, limit=1)
    if page.items:
        shell.open_entry(page.items[0].id)


def _open_entry(entry_id: EntryId, shell: Shell) -> None:
    shell.open_entry(entry_id)


def _change_answers(entry_id: EntryId, shell: Shell) -> None:
    shell.practices.change_answers(entry_id)


def _open_picture(entry_id: EntryId, shell: Shell) -> None:
    shell.open_entry(entry_id)
    next(figure for figure in shell.findChildren(PictureFigure) if figure.isVisible()).click()


def _edit_entry(entry_id: EntryId, shell: Shell) -> None:
    shell.edit_entry(entry_id)


def _open_passage(journal: OpenJournal, shell: Shell) -> None:
    shell.open_passage(next(iter(journal.pack.prompts.values())).passages[0])


def _open_page(journal: OpenJournal, shell: Shell) -> None:
    prompt = next(iter(journal.pack.prompts.values()))
    shell.open_page(asked_from_prompt(journal.pack, prompt))
    for page in shell.findChildren(WriteScreen):
        page.type_words(WORDS)
    shell.flush(_go_on)


def _open_find(journal: OpenJournal, shell: Shell) -> None:
    _open_page(journal, shell)
    for frame in shell.findChildren(PageFrame):
        frame.find_and_replace()

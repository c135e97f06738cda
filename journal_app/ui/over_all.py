"""What lies over every other screen, one key away: Support, and ways to steady oneself; before unlock too.

Until a journal is open both show all that the pack has; from then on, what the person likes best comes first.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from journal_app.settings.clock import Clock
from journal_app.settings.paths import SUPPORT_HERE_NAME
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.commands import add_command
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.theme.theme import ThemeController

if TYPE_CHECKING:
    from journal_app.content.model import Pack, SupportEntry
    from journal_app.journal.anchors import AnchorWish
    from journal_app.journal.private_preferences import PrivatePreferences
    from journal_app.ui.desk import Desk
    from journal_app.ui.screens.steady import SteadyScreen
    from journal_app.ui.screens.support import SupportScreen


class OverAll(QObject):
    """Builds both at their first showing, fills them, and goes back to what `leave` puts in front."""

    def __init__(
        self,
        window: QMainWindow,
        stack: QStackedWidget,
        theme: ThemeController,
        preferences: PreferencesStore,
        clock: Clock,
        leave: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._theme = theme
        self._preferences = preferences
        self._clock = clock
        self._leave = leave
        self._pack: Pack | None = None
        self._desk: Desk | None = None
        self._wishes: PrivatePreferences | None = None
        self._own: tuple[SupportEntry, ...] | None = None
        self._here: tuple[SupportEntry, ...] | None = None
        self._support: SupportScreen | None = None
        self._steady: SteadyScreen | None = None
        add_command(window, self.tr("Support"), self.toggle_support, "F1", also=self.tr("help, emergency, phone"))
        add_command(window, self.tr("Steady yourself"), self.toggle_steady, "F6")

    def show_pack(self, pack: "Pack") -> None:
        """Fill both from a pack, as soon as there is one."""
        self._pack = pack
        self._fill()

    def open_journal(self, desk: "Desk") -> None:
        """Go by what is liked best in the journal that is open now."""
        self._desk = desk
        desk.hub.changed.connect(self._on_hub_changed)
        self._fetch()

    def open_support(self) -> None:
        """Show Support over whatever is on screen."""
        if self._support is None:
            self._support = self._build_support()
        self._stack.setCurrentWidget(self._support)

    def toggle_support(self) -> None:
        """Show Support, or go back from it."""
        if self._is_front(self._support):
            self._leave()
        else:
            self.open_support()

    def open_steady(self) -> None:
        """Show ways to steady oneself over whatever is on screen."""
        if self._steady is None:
            self._steady = self._build_steady()
        self._stack.setCurrentWidget(self._steady)

    def toggle_steady(self) -> None:
        """Show them, or go back from them."""
        if self._is_front(self._steady):
            self._leave()
        else:
            self.open_steady()

    def _is_front(self, screen: QWidget | None) -> bool:
        return screen is not None and self._stack.currentWidget() is screen

    def _build_support(self) -> "SupportScreen":
        from journal_app.ui.screens.support import SupportScreen

        screen = self._support = SupportScreen(self._window, may_move=self._theme.may_move)
        screen.back_requested.connect(self.toggle_support)
        screen.region_chosen.connect(self._on_region_chosen)
        screen.checked.connect(self._on_support_checked)
        screen.own_changed.connect(self._keep_own)
        screen.here_changed.connect(self._on_support_here_changed)
        screen.print_requested.connect(self._on_support_print_requested)
        self._stack.addWidget(screen)
        self._fill()
        return screen

    def _build_steady(self) -> "SteadyScreen":
        from journal_app.ui.screens.steady import SteadyScreen

        screen = self._steady = SteadyScreen(self._theme.may_move, self._window)
        screen.back_requested.connect(self.toggle_steady)
        screen.favoured.connect(self._on_steady_favoured)
        screen.banned.connect(self._on_steady_banned)
        self._stack.addWidget(screen)
        self._fill()
        return screen

    def _fill(self) -> None:
        if self._pack is None:
            return
        anchors, wishes = self._pack.anchors, self._wishes
        if wishes is not None:
            from journal_app.journal.anchors import arranged

            anchors = arranged(anchors, wishes)
        if self._support is not None and self._pack.support is not None:
            from journal_app.content.support_here import with_here
            from journal_app.settings.clock import today

            region, here = self._preferences.preferences.support_region, self._read_here()
            can_change_here = self._desk is None or not self._desk.is_guest
            self._support.show_content(
                with_here(self._pack.support, here, self.tr("Near you, filled in on this computer")),
                anchors,
                region,
                today(self._clock),
                own=self._own,
                here=here if can_change_here else None,
            )
        if self._steady is not None:
            favourites = () if wishes is None else wishes.favourite_anchors
            self._steady.show_anchors(anchors, favourites=favourites, can_wish=wishes is not None)

    def _read_here(self) -> "tuple[SupportEntry, ...]":
        """Return what was filled in for this computer; a small file, read once and after each change."""
        if self._here is None:
            from journal_app.content.support_here import read_here

            self._here, problem = read_here(self._preferences.beside(SUPPORT_HERE_NAME))
            if problem is not None and self._support is not None:
                self._support.show_failure(sentence(problem))
        return self._here

    def _fetch(self) -> None:
        if self._desk is not None:
            self._desk.jobs.run(fetch_wishes, owner=self, done=self._on_jobs_fetched)
            self._desk.jobs.run(fetch_own, owner=self, done=self._on_jobs_own_kept)

    def _keep_own(self, entries: "tuple[SupportEntry, ...]") -> None:
        if self._desk is not None:
            self._desk.jobs.run(
                partial(keep_own, entries=entries),
                owner=self,
                done=self._on_jobs_own_kept,
                failed=self._on_jobs_own_failed,
            )

    def _on_jobs_own_kept(self, entries: "tuple[SupportEntry, ...]") -> None:
        self._own = entries
        self._fill()

    def _on_jobs_own_failed(self, failure: Failure) -> None:
        if self._support is not None:
            self._support.show_failure(sentence(failure.code, **failure.fields))

    def _on_support_checked(self, entry: "SupportEntry") -> None:
        """Keep that it was checked inside the journal, never on the computer: it tells what a person looked up."""
        from journal_app.settings.clock import today

        checked = replace(entry, checked_on=today(self._clock), checked_by="")
        others = [one for one in self._own or () if (one.name, one.how) != (entry.name, entry.how)]
        self._keep_own((*others, checked))
        if self._support is not None:
            self._support.say(self.tr("Kept among your own entries, inside your journal."))

    def _on_support_here_changed(self, entries: "tuple[SupportEntry, ...]") -> None:
        from journal_app.content.support_here import HereError, write_here

        try:
            write_here(self._preferences.beside(SUPPORT_HERE_NAME), entries)
        except HereError as error:
            if self._support is not None:
                self._support.show_failure(sentence(error.code))
            return
        self._here = None
        self._fill()

    def _on_support_print_requested(self, sections: "tuple[tuple[str, tuple[SupportEntry, ...]], ...]") -> None:
        from journal_app.settings.clock import today
        from journal_app.ui.print import printing
        from journal_app.ui.print.support_document import support_document

        if self._pack is not None and self._pack.support is not None:
            page = support_document(self.tr("Support"), self._pack.support, sections, today(self._clock))
            printing.ask_to_print(self._window, partial(printing.print_document, page))

    def _on_jobs_fetched(self, wishes: "PrivatePreferences") -> None:
        self._wishes = wishes
        self._fill()

    def _on_steady_favoured(self, anchor_id: str, is_favourite: bool) -> None:
        from journal_app.journal.anchors import AnchorWish

        self._wish(anchor_id, AnchorWish.FIRST if is_favourite else AnchorWish.AS_IT_COMES, self._on_jobs_fetched)

    def _on_steady_banned(self, anchor_id: str) -> None:
        from journal_app.journal.anchors import AnchorWish

        self._wish(anchor_id, AnchorWish.NEVER, self._on_jobs_banned)

    def _wish(self, anchor_id: str, wish: "AnchorWish", done: "Callable[[PrivatePreferences], None]") -> None:
        if self._desk is not None:
            self._desk.jobs.run(
                partial(wish_for_anchor, anchor_id=anchor_id, wish=wish),
                owner=self,
                done=done,
                failed=self._on_jobs_wish_failed,
                changes=frozenset({Kind.WISHES}),
            )

    def _on_jobs_banned(self, wishes: "PrivatePreferences") -> None:
        self._on_jobs_fetched(wishes)
        if self._steady is not None:
            self._steady.say_banned()

    def _on_jobs_wish_failed(self, failure: Failure) -> None:
        self._fill()  # what was wished for is not so: it is shown as it is
        if self._steady is not None:
            self._steady.show_failure(sentence(failure.code, **failure.fields))

    def _on_region_chosen(self, region: str) -> None:
        self._preferences.change(support_region=region)

    def _on_hub_changed(self, kinds: frozenset[Kind], initiator: object) -> None:
        if initiator is not self and Kind.WISHES in kinds:
            self._fetch()


def fetch_wishes(journal: OpenJournal) -> "PrivatePreferences":
    """Return what the person wishes, in the vault's thread."""
    from journal_app.journal.private_preferences import load_private_preferences

    return load_private_preferences(journal.vault)


def fetch_own(journal: OpenJournal) -> "tuple[SupportEntry, ...]":
    """Return the person's own entries of the Support page, in the vault's thread."""
    from journal_app.journal.own_support import load_own_support

    return load_own_support(journal.vault)


def keep_own(journal: OpenJournal, *, entries: "tuple[SupportEntry, ...]") -> "tuple[SupportEntry, ...]":
    """Keep these entries instead of those before, in the vault's thread."""
    from journal_app.journal.own_support import save_own_support

    return save_own_support(journal.vault, entries)


def wish_for_anchor(journal: OpenJournal, *, anchor_id: str, wish: "AnchorWish") -> "PrivatePreferences":
    """Keep what is wished for an anchor, in the vault's thread."""
    from journal_app.journal.anchors import wish_anchor

    return wish_anchor(journal.vault, anchor_id, wish)

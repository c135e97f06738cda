"""On an entry's page, and on the page being written, Tab goes from top to bottom as seen, and Shift+Tab back."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack
from journal_app.journal.asked import asked_from_prompt, snapshot_of
from journal_app.journal.attachments import NewAttachment, PageKey, add_attachment
from journal_app.journal.drawings import Owner, Stroke, save_drawing
from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.incoming import incoming
from journal_app.journal.linked_passages import link_passage
from journal_app.journal.markup import Target, write_reference
from journal_app.journal.tags import put_chip
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.picture_decoding import encode_png
from journal_app.ui.screens.entry_beside import EntryBeside
from journal_app.ui.screens.entry_page import EntryPage
from journal_app.ui.screens.write import WriteScreen
from journal_app.ui.shell import Shell
from journal_app.ui.tab_order import stops_as_read
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.tag_chips import TagChips
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
UID = "0123456789abcdef" * 2
LINE = Stroke(1, 0.01, ((0.1, 0.2), (0.3, 0.4)))
MOST_TABS = 120


@pytest.fixture
def full(vault: Vault, clock: FixedClock, pack: Pack, write: Callable[..., EntryId]) -> EntryId:
    """An entry with all there is: asked, linked, with tags, a picture in its words, a file and a drawing."""
    other = load_entry(vault, write("Another page."))
    prompt = next(iter(pack.prompts))
    link = write_reference(Target.ENTRY, other.uid, "the other page")
    body = f"Rain. #garden {link}\n\n![The gate](attachment:{UID})\n\nMore words."
    entry_id = write(body, asked=asked_from_prompt(pack, pack.prompts[prompt]))
    write(write_reference(Target.ENTRY, load_entry(vault, entry_id).uid, "back"))
    drawn = QImage(40, 30, QImage.Format.Format_RGB32)
    for name, content, uid in (("gate.png", encode_png(drawn), UID), ("list.txt", b"peas", None)):
        new = incoming(name, content).new
        new = NewAttachment(name, new.media_type, new.content, new.width_px, new.height_px, uid)
        add_attachment(vault, clock, PageKey(entry_id), new)
    save_drawing(vault, clock, Owner(entry_id=entry_id), (LINE,))
    for name in ("home", "rain"):
        put_chip(vault, entry_id, name)
    for passage in list(pack.passages.values())[:2]:
        link_passage(vault, clock, entry_id, snapshot_of(pack, passage))
    return entry_id


def tabbed(qtbot: QtBot, page: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Press Tab once all the way round the window; return where it stopped on the page, from first to last."""
    start = QApplication.focusWidget()
    assert start is not None
    assert not page.isAncestorOf(start), "begin outside of the page"
    met: list[QWidget] = []
    for _ in range(MOST_TABS):
        here = QApplication.focusWidget()
        qtbot.keyClick(here, key)
        here = QApplication.focusWidget()
        if here is start:
            return [one for one in met if page.isAncestorOf(one)]
        assert here not in met, "went in a circle"
        met.append(here)
    raise AssertionError("never came round")


def out_of_order(page: QWidget, stops: list[QWidget]) -> list[tuple[str, str]]:
    """Return the neighbours of which the later one is seen first."""

    def seen(one: QWidget) -> QRect:
        return QRect(one.mapTo(page, QPoint(0, 0)), one.size())

    def is_after(one: QRect, other: QRect) -> bool:
        is_one_row = other.top() < one.bottom() and one.top() < other.bottom()
        return other.left() > one.left() if is_one_row else other.top() >= one.bottom()

    return [
        (name(one), name(other)) for one, other in itertools.pairwise(stops) if not is_after(seen(one), seen(other))
    ]


def name(one: QWidget) -> str:
    return one.accessibleName() or str(getattr(one, "text", str)())[:40] or type(one).__name__


def reachable(page: QWidget) -> set[QWidget]:
    return {
        one
        for one in page.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusProxy() is None
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


def focus_rail(shell: Shell) -> None:
    """Go to the first control of the window, once what came or went has its place."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QTest.qWait(0)
    next(stops_as_read(shell._rail)).setFocus()


@pytest.fixture
def page(desk: Desk, person: Person, full: EntryId) -> tuple[Shell, EntryPage]:
    shell = person.sits_at(Shell(desk), 1280, 900)
    shell.open_entry(full)
    found = shell.findChild(EntryPage)
    return shell, found


def test_entry__tab__goes_as_seen_and_meets_all(qtbot: QtBot, page: tuple[Shell, EntryPage]) -> None:
    shell, entry_page = page
    for fold in entry_page.findChildren(Fold):
        fold.set_open(True)
    focus_rail(shell)

    stops = tabbed(qtbot, entry_page)

    assert out_of_order(entry_page, stops) == []
    assert set(stops) == reachable(entry_page)
    assert len(stops) > 20


def test_entry__shift_tab__is_the_reverse(qtbot: QtBot, page: tuple[Shell, EntryPage]) -> None:
    shell, entry_page = page
    focus_rail(shell)

    stops = tabbed(qtbot, entry_page)
    back = tabbed(qtbot, entry_page, Qt.Key.Key_Backtab)

    assert back == stops[::-1]


@pytest.mark.parametrize("change", ["tag", "field", "date", "passage", "other", "delete"])
def test_entry__after_something_came_or_went__tab_still_goes_as_seen(
    qtbot: QtBot,
    page: tuple[Shell, EntryPage],
    vault: Vault,
    full: EntryId,
    write: Callable[..., EntryId],
    person: Person,
    change: str,
) -> None:
    shell, entry_page = page
    beside = shell.findChild(EntryBeside)
    if change == "tag":
        shell.findChild(TagChips).added.emit("later")
    elif change == "field":
        beside.ask_tag()
    elif change == "date":
        beside.ask_date()
    elif change == "passage":
        beside.ask_passage()
    elif change == "other":
        shell.open_entry(write("Plain."))
        shell.open_entry(full)
    else:
        person.press_button(entry_page, "More about this page")
        person.press_button(entry_page, "Delete for good…")
    focus_rail(shell)

    stops = tabbed(qtbot, entry_page)

    assert out_of_order(entry_page, stops) == []
    assert set(stops) == reachable(entry_page)


def test_write__tab__goes_as_seen_and_meets_all(qtbot: QtBot, desk: Desk, person: Person, full: EntryId) -> None:
    shell = person.sits_at(Shell(desk), 1280, 900)
    shell.edit_entry(full)
    screen = shell.findChild(WriteScreen)
    focus_rail(shell)

    stops = tabbed(qtbot, screen._sheet)

    assert out_of_order(screen._sheet, stops) == []
    assert set(stops) == reachable(screen._sheet)

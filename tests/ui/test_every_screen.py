"""Every screen in every look: named for a screen reader, reached by Tab, large enough to hit, no word cut off."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from journal_app.content.load import load_pack
from journal_app.journal.sample import fill_with_sample
from journal_app.journal.sample_practices import fill_with_practices
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.leaving import Reason
from journal_app.ui.pictures import screens
from journal_app.ui.screens.unlock import UnlockScreen
from journal_app.ui.screens.welcome import WelcomeScreen
from journal_app.ui.text_guard import loose_labels, loose_tool_tips
from journal_app.ui.theme.fonts import FACES
from journal_app.ui.theme.theme import Look, ThemeChoice, ThemeController
from journal_app.ui.unsaved_page import UnsavedPage
from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.page_text import PageText
from journal_app.ui.window import LEAST_SIZE
from journal_app.vault.vault import create_with_data_key

CLOCK = FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC))
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
LOOKS = {
    "light": (ThemeChoice.LIGHT, 100, LTR),
    "dark": (ThemeChoice.DARK, 100, LTR),
    "contrast": (ThemeChoice.CONTRAST, 100, LTR),
    "light-200": (ThemeChoice.LIGHT, 200, LTR),
    "light-rtl": (ThemeChoice.LIGHT, 100, RTL),
    "dark-200-rtl": (ThemeChoice.DARK, 200, RTL),
}
"""Colours change no size, so not every theme is met at every size; tests/ui/theme measures their contrast."""

SIZES = (QSize(1280, 820), QSize(*LEAST_SIZE))
LEAST_TARGET_PX = 24
MOST_TABS = 200
TURNS = 12
"""Turns of the loop in which layouts settle: the shortcut sheet has a place built in each, and grows."""

Findings = dict[str, list[str]]
W = TypeVar("W", bound=QWidget)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenJournal]:
    """Two years of invented entries, made once; the screens only read them."""
    vault = create_with_data_key(tmp_path_factory.mktemp("every-screen") / "s", bytes(range(32)))
    pack = load_pack(seeds_dir())
    fill_with_sample(vault, pack, CLOCK)
    fill_with_practices(vault, pack, CLOCK)
    yield OpenJournal(vault, pack, CLOCK)
    vault.close()


@pytest.fixture(scope="module", params=LOOKS)
def findings(
    request: pytest.FixtureRequest,
    theme: ThemeController,
    journal: OpenJournal,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Findings]:
    """Build every screen once in one look and note all that is wrong with it, by check."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    choice, percent, direction = LOOKS[request.param]
    theme.set_look(Look(choice, text_percent=percent, less_motion=True))
    app.setLayoutDirection(direction)
    found: Findings = defaultdict(list)
    for name, widget in every_screen(theme, journal, tmp_path_factory.mktemp("home")):
        window = show(widget)
        for size in SIZES:
            lay_out(window, size)
            at = f"{name} {size.width()}×{size.height()}"
            met = tab_round(widget)
            if any(unreached(widget, met)):
                met = tab_round(widget)  # the first round itself enabled something, by choosing
            for check in CHECKS:
                found[check.__name__] += [f"{at}: {words}" for words in check(widget)]
            for by_tab in (unreached, out_of_order):
                found[by_tab.__name__] += [f"{at}: {words}" for words in by_tab(widget, met)]
        window.hide()
        window.deleteLater()
    yield found
    app.setLayoutDirection(LTR)
    theme.set_look(Look())


def test_every_screen__what_takes_the_keyboard__has_a_name(findings: Findings) -> None:
    assert not findings["unnamed"], "\n".join(findings["unnamed"])


def test_every_screen__labels_and_tool_tips__never_show_rich_text(findings: Findings) -> None:
    assert not findings["rich"], "\n".join(findings["rich"])


def test_every_screen__tab__reaches_all_and_never_traps(findings: Findings) -> None:
    assert not findings["unreached"], "\n".join(findings["unreached"])


def test_every_screen__tab_along_a_row__goes_as_one_reads(findings: Findings) -> None:
    assert not findings["out_of_order"], "\n".join(findings["out_of_order"])


def test_every_screen__targets__are_large_enough(findings: Findings) -> None:
    assert not findings["too_small"], "\n".join(findings["too_small"])


def test_every_screen__words__are_not_cut_off(findings: Findings) -> None:
    assert not findings["cut_off"], "\n".join(findings["cut_off"])


def test_every_screen__words_and_controls__do_not_lie_on_each_other(findings: Findings) -> None:
    assert not findings["overlapping"], "\n".join(findings["overlapping"])


def test_every_screen__letters__are_the_bundled_ones(findings: Findings) -> None:
    assert not findings["other_letters"], "\n".join(findings["other_letters"])


def every_screen(theme: ThemeController, journal: OpenJournal, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield the screens of the pictures, and the states that no picture shows."""
    yield from screens(theme, journal, home)
    welcome = WelcomeScreen()
    welcome.show_words("velvet tractor onion muffin seance crab")
    yield "welcome passphrase", turned(welcome, 1)
    yield "welcome gentle", turned(WelcomeScreen(can_go_back=True), 2)
    recovery = WelcomeScreen()
    recovery.show_recovery_code("ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345")
    yield "welcome recovery", recovery
    refused = UnlockScreen()
    refused.show_failure("That isn't the passphrase of this journal. Capitals and spaces count; please try again.")
    yield "unlock refused", refused
    parent = QWidget()
    unsaved = UnsavedPage(Reason.LOCK, "Words.", parent)
    unsaved.destroyed.connect(parent.deleteLater)
    yield "unsaved", unsaved


def turned(welcome: WelcomeScreen, number: int) -> WelcomeScreen:
    welcome._turn_to(welcome._pages[number])
    return welcome


def show(widget: QWidget) -> QMainWindow | QWidget:
    """Show a screen as the program does, in a window of at least the least size; a dialog stands alone."""
    widget.hide()
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    window = widget
    if not isinstance(widget, QDialog):
        window = QMainWindow()
        window.setMinimumSize(*LEAST_SIZE)
        window.setCentralWidget(widget)
    widget.show()
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window


def lay_out(window: QWidget, size: QSize) -> None:
    """Give a window a size and let its layouts settle: some turn round at a width, and then lay out once more."""
    if not isinstance(window, QDialog):
        window.resize(size)
    for _ in range(TURNS):
        QApplication.sendPostedEvents()
        QTest.qWait(0)


def unnamed(root: QWidget) -> Iterator[str]:
    """Walk the tree that assistive technology sees; name what can have the keyboard, or be pressed, without a name."""
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        here = waiting.pop()
        if here is None or not here.isValid() or here.state().invisible:
            continue
        is_control = here.state().focusable or here.role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox)
        if is_control and not here.text(QAccessible.Text.Name).strip() and here.object() is not root:
            yield describe(here)
        waiting += [here.child(number) for number in range(min(here.childCount(), 200))]


def describe(here: QAccessibleInterface) -> str:
    return f"{type(here.object()).__name__} {here.role()} {here.rect().getRect()}"


def rich(root: QWidget) -> Iterator[str]:
    yield from (f"label “{one.text()[:40]}”" for one in loose_labels(root) if not is_of_qt(one))
    yield from (f"tool tip “{one.toolTip()[:40]}”" for one in loose_tool_tips(root))


def is_of_qt(label: QLabel) -> bool:
    """Tell whether Qt made this label for itself (inside a combo box or a file dialog) and never shows text of ours."""
    return not label.text()


def tab_round(root: QWidget) -> list[QWidget]:
    """Walk with Tab from where the keyboard is, until all that should be met was met; return what was, each once."""
    wanted = {one for one in visible(root, QWidget) if takes_tab(one)}
    here = root.focusWidget() or root
    met: dict[QWidget, None] = {}
    for _ in range(MOST_TABS):
        if wanted <= met.keys():
            break
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = root.focusWidget() or root
        met[here] = None
    return list(met)


def unreached(root: QWidget, met: list[QWidget]) -> Iterator[str]:
    """Say what Tab never met."""
    wanted = {one for one in visible(root, QWidget) if takes_tab(one)}
    yield from (f"{type(one).__name__} “{one.accessibleName() or words_of(one)}”" for one in wanted.difference(met))


def out_of_order(root: QWidget, met: list[QWidget]) -> Iterator[str]:
    """Name the rows of buttons that Tab goes through in another order than the one they stand in.

    The round may begin in the middle of a row: then its end comes first.
    """
    for row in root.findChildren(FlowLayout):
        buttons = [item.widget() for place in range(row.count()) if (item := row.itemAt(place)) is not None]
        tabbed = [one for one in buttons if one is not None and one.isVisible() and takes_tab(one)]
        places = [met.index(one) for one in tabbed if one in met]
        first = places.index(min(places)) if places and met[0] in tabbed else 0
        if places[first:] + places[:first] != sorted(places):
            yield " | ".join(words_of(one) for one in sorted(set(tabbed).intersection(met), key=met.index))


def takes_tab(widget: QWidget) -> bool:
    """Tell whether Tab should stop here: of a group of radio buttons only at the one that is chosen."""
    is_other_choice = isinstance(widget, QRadioButton) and not widget.isChecked()
    has_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return has_tab and widget.isEnabled() and not is_other_choice


def too_small(root: QWidget) -> Iterator[str]:
    for one in visible(root, QWidget):
        if takes_tab(one) and min(one.width(), one.height()) < LEAST_TARGET_PX:
            yield f"{type(one).__name__} “{words_of(one)}” is {one.width()}×{one.height()}"


def cut_off(root: QWidget) -> Iterator[str]:
    """Say which labels and buttons lack room for their words, and which pages are wider than what shows them."""
    for label in visible(root, QLabel):
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        is_wide_enough = label.wordWrap() or label.sizeHint().width() <= label.width()
        if label.text() and (needed > label.height() + 1 or not is_wide_enough):
            yield f"label “{label.text()[:40]}” {label.width()}×{label.height()} needs {needed} px, {label.sizeHint()}"
    for button in visible(root, Button):
        if button.sizeHint().width() > button.width() or button.sizeHint().height() > button.height():
            yield f"button “{words_of(button)}” {button.size().toTuple()} needs {button.sizeHint().toTuple()}"
    for area in visible(root, QScrollArea):
        inside = area.widget()
        if inside is not None and inside.width() > area.viewport().width():
            yield f"{type(area).__name__} shows {area.viewport().width()} of {inside.width()} px"


def overlapping(root: QWidget) -> Iterator[str]:
    """Say which words and controls of one parent lie on each other."""
    leaves = [one for one in visible(root, QWidget) if isinstance(one, QLabel | QAbstractButton | QLineEdit | PageText)]
    by_parent: dict[QWidget, list[QWidget]] = defaultdict(list)
    for one in leaves:
        by_parent[one.parentWidget()].append(one)
    for group in by_parent.values():
        for number, one in enumerate(group):
            for other in group[number + 1 :]:
                if one.geometry().adjusted(1, 1, -1, -1).intersects(other.geometry().adjusted(1, 1, -1, -1)):
                    yield f"“{words_of(one)}” and “{words_of(other)}”"


def other_letters(root: QWidget) -> Iterator[str]:
    bundled = {face.family for face in FACES}
    for one in visible(root, QWidget):
        if isinstance(one, QLabel | QAbstractButton | QLineEdit | PageText):
            family = QFontInfo(one.font()).family()
            if family not in bundled:
                yield f"{type(one).__name__} “{words_of(one)}” is in {family}"


def visible(root: QWidget, kind: type[W]) -> list[W]:
    return [one for one in root.findChildren(kind) if one.isVisible()]


def words_of(widget: QWidget) -> str:
    text = getattr(widget, "text", str)
    return str(text())[:40] if callable(text) else ""


CHECKS: tuple[Callable[[QWidget], Iterator[str]], ...] = (
    unnamed,
    rich,
    too_small,
    cut_off,
    overlapping,
    other_letters,
)

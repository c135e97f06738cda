"""What the plain widgets promise: keyboard, screen reader, mirrored windows, large text."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.theme import ThemeChoice, ThemeController
from journal_app.ui.widgets.buttons import Button, Kind, icon_button, primary_button, quiet_button
from journal_app.ui.widgets.column import PageScroll, WritingColumn
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label, body_label
from journal_app.ui.widgets.nav_rail import NavRail, RailItem
from journal_app.ui.widgets.notice import Notice, NoticeKind
from journal_app.ui.widgets.painting import leading_bar, wants_ring
from journal_app.ui.widgets.passage_quote import PassageQuote
from journal_app.ui.widgets.status import StatusLine

PLACES = [RailItem("today", "Today", "sun"), RailItem("journal", "Journal", "notebook-pen")]
AT_HAND = [RailItem("support", "Support", "life-buoy"), RailItem("lock", "Lock", "lock")]
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def _role(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.role()


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def _pictured(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def _has_colour(image: QImage, area: QRect, name: str) -> bool:
    columns, rows = range(area.left(), area.right() + 1), range(area.top(), area.bottom() + 1)
    return any(image.pixelColor(x, y).name() == name for x in columns for y in rows)


@pytest.fixture
def rail(dressed: ThemeController, qtbot) -> NavRail:
    made = NavRail("Kindroot")
    qtbot.addWidget(made)
    made.set_places(PLACES, AT_HAND)
    made.select("today")
    made.resize(300, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    for module in ("notice", "status"):
        monkeypatch.setattr(
            f"journal_app.ui.widgets.{module}.announce", lambda _widget, text, is_urgent=False: said.append(text)
        )
    return said


def test_rail__screen_reader__hears_lists_with_a_selected_place(rail: NavRail) -> None:
    interface = QAccessible.queryAccessibleInterface(rail._places)

    assert interface.role() == QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Places"
    assert interface.child(0).text(QAccessible.Text.Name) == "Today"
    assert interface.child(0).state().selected
    assert not interface.child(1).state().selected


def test_rail__arrows__move_without_going_anywhere(rail: NavRail, qtbot) -> None:
    with qtbot.assertNotEmitted(rail.place_requested):
        qtbot.keyClick(rail._places, Qt.Key.Key_Down)

    assert rail._places.currentIndex().data() == "Journal"
    assert rail._places.selectedIndexes()[0].data() == "Today"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_rail__enter_or_space__asks_for_the_place(rail: NavRail, qtbot, key: Qt.Key) -> None:
    qtbot.keyClick(rail._places, Qt.Key.Key_End)

    with qtbot.waitSignal(rail.place_requested) as asked:
        qtbot.keyClick(rail._places, key)

    assert asked.args == ["journal"]


def test_rail__first_letter__finds_the_place(rail: NavRail, qtbot) -> None:
    qtbot.keyClick(rail._places, "j")

    assert rail._places.currentIndex().data() == "Journal"


def test_rail__click_on_lock__asks_for_it_and_selects_nothing(rail: NavRail, qtbot) -> None:
    spot = rail._at_hand.visualRect(rail._at_hand.model().index(1, 0)).center()

    with qtbot.waitSignal(rail.place_requested) as asked:
        qtbot.mouseClick(rail._at_hand.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert asked.args == ["lock"]
    assert not rail._at_hand.selectedIndexes()


def test_rail__place_below__takes_the_selection_from_above(rail: NavRail) -> None:
    rail.select("support")

    assert not rail._places.selectedIndexes()
    assert rail._at_hand.selectedIndexes()[0].data() == "Support"


def test_rail__200_percent__no_name_is_cut(rail: NavRail, dressed: ThemeController) -> None:
    dressed.change_look(text_percent=200)

    assert rail._places.width() >= rail._places.words_width()
    assert rail._at_hand.height() == rail._at_hand.sizeHint().height()


@pytest.mark.parametrize("direction", [LTR, RTL])
def test_rail__selected_place__has_its_bar_on_the_leading_side(rail: NavRail, direction: Qt.LayoutDirection) -> None:
    rail.setLayoutDirection(direction)
    rail.select("journal")
    row = rail._places.visualRect(rail._places.model().index(1, 0))
    strip = QRect(row.left() if direction == LTR else row.right() - 9, row.top(), 10, row.height())
    corner = rail._places.viewport().mapTo(rail, QPoint(0, 0))

    assert _has_colour(_pictured(rail), strip.translated(corner), colour(rail, "accent").name())


def test_leading_bar__mirrored__stands_on_the_right() -> None:
    area = QRect(0, 0, 100, 20)

    assert leading_bar(area, LTR, 3) == QRect(0, 0, 3, 20)
    assert leading_bar(area, RTL, 3) == QRect(97, 0, 3, 20)


@pytest.mark.parametrize(
    ("reason", "had", "wanted"),
    [
        (Qt.FocusReason.TabFocusReason, False, True),
        (Qt.FocusReason.ShortcutFocusReason, False, True),
        (Qt.FocusReason.OtherFocusReason, False, True),
        (Qt.FocusReason.MouseFocusReason, True, False),
        (Qt.FocusReason.ActiveWindowFocusReason, True, True),
        (Qt.FocusReason.ActiveWindowFocusReason, False, False),
    ],
)
def test_wants_ring__reason__shows_it_for_the_keyboard(reason: Qt.FocusReason, had: bool, wanted: bool) -> None:
    assert wants_ring(reason, had) is wanted


@pytest.mark.parametrize("kind", list(Kind))
def test_button__focus_from_the_keyboard__shows_the_ring(dressed: ThemeController, qtbot, kind: Kind) -> None:
    button = Button(kind, "Write", "feather")
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    qtbot.waitUntil(button.isActiveWindow)
    button.clearFocus()
    ring, middle = colour(button, "focus").name(), button.height() // 2
    edge = QRect(0, middle, 2, 1)
    assert not _has_colour(_pictured(button), edge, ring)

    button.setFocus(Qt.FocusReason.TabFocusReason)

    assert _has_colour(_pictured(button), edge, ring)


@pytest.mark.parametrize("percent", [100, 200])
def test_button__any_text_size__is_a_target_with_room_for_its_words(dressed: ThemeController, percent: int) -> None:
    dressed.change_look(text_percent=percent)
    button = quiet_button("Why this prompt", "info")

    assert button.sizeHint().height() >= 32
    assert button.sizeHint().width() > button.fontMetrics().horizontalAdvance("Why this prompt")


def test_icon_button__no_words__has_a_name(dressed: ThemeController) -> None:
    button = icon_button("x", "Close")

    assert _name(button) == "Close"
    assert _role(button) == QAccessible.Role.Button


def test_heading__screen_reader__hears_a_heading_and_its_words(dressed: ThemeController) -> None:
    heading = Heading(1, "Saturday, 21 November")
    heading.setText("Sunday, 22 November")

    assert _role(heading) == QAccessible.Role.Heading
    assert _name(heading) == "Sunday, 22 November"
    assert _role(body_label(None, "not a heading")) == QAccessible.Role.StaticText


def test_label__markup__is_shown_as_it_stands(dressed: ThemeController) -> None:
    assert Label("<b>&amp;").textFormat() == Qt.TextFormat.PlainText
    quote = PassageQuote()
    quote.show_quote("<i>exact</i>", "An article")
    assert quote._words.text() == "“<i>exact</i>”"
    assert quote._words.textFormat() == Qt.TextFormat.PlainText


def test_label__mirrored_window__begins_on_the_right_but_a_quote_keeps_its_side(dressed: ThemeController) -> None:
    quote = PassageQuote()
    quote.setLayoutDirection(RTL)

    assert quote._source.alignment() & Qt.AlignmentFlag.AlignRight
    assert quote._words.alignment() & Qt.AlignmentFlag.AlignLeft


def test_notice__failure__is_seen_named_and_said(dressed: ThemeController, spoken: list[str], qtbot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)

    notice.show_failure("Kindroot could not save yet.", "Try again now")

    assert (notice.kind, notice.text) == (NoticeKind.ERROR, "Kindroot could not save yet.")
    assert notice.accessibleName() == "Kindroot could not save yet."
    assert spoken == ["Kindroot could not save yet."]
    with qtbot.waitSignal(notice.action_requested):
        notice._action.click()


def test_notice__message_without_action__shows_no_button(dressed: ThemeController, qtbot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.show_failure("One", "Two")
    notice.show_message("Three")

    assert notice._action.isHidden()


@pytest.mark.parametrize(("width", "is_beside"), [(700, True), (260, False)])
def test_notice__width__decides_where_the_action_stands(
    dressed: ThemeController, qtbot, width: int, is_beside: bool
) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.resize(width, 100)
    notice.show_message("You have a page that is not finished.", "Go on writing")
    qtbot.waitExposed(notice)
    notice.resize(width, 100)
    notice.layout().activate()

    assert (notice._action.y() < notice._words.geometry().bottom()) is is_beside


def test_status__same_words_again__is_said_once(dressed: ThemeController, spoken: list[str]) -> None:
    status = StatusLine()
    for _time in range(3):
        status.say("Saved and encrypted", "check")

    assert spoken == ["Saved and encrypted"]
    assert status.text == "Saved and encrypted"


def test_empty_state__any__says_its_sentence(dressed: ThemeController) -> None:
    state = EmptyState("Entries you keep will be here.")
    state.set_text("Nothing found.")

    assert state._words.text() == "Nothing found."


@pytest.mark.parametrize("percent", [100, 200])
def test_column__wide_window__is_a_measure_wide_and_in_the_middle(
    dressed: ThemeController, qtbot, percent: int
) -> None:
    dressed.change_look(text_percent=percent)
    column = WritingColumn()
    qtbot.addWidget(column)
    column.resize(2400, 600)
    column.layout().activate()
    inner = column.inside.geometry()

    assert inner.width() == column.inside.maximumWidth()
    assert abs(inner.center().x() - column.rect().center().x()) <= 2
    column.set_measure(60)
    assert column.inside.maximumWidth() < inner.width()


def test_column__theme_or_letters_change_while_shown__holds_as_many_characters_as_a_new_one(
    dressed: ThemeController, qtbot
) -> None:
    column = WritingColumn()
    qtbot.addWidget(column)
    column.show()
    for change in ({"choice": ThemeChoice.CONTRAST}, {"choice": ThemeChoice.DARK, "text_percent": 200}):
        dressed.change_look(**change)
        fresh = WritingColumn()
        qtbot.addWidget(fresh)

        assert column.inside.maximumWidth() == fresh.inside.maximumWidth()


def test_page_scroll__focus_moves_below__follows_it(dressed: ThemeController, qtbot) -> None:
    page = PageScroll()
    qtbot.addWidget(page)
    buttons = [primary_button(f"Number {number}") for number in range(30)]
    for button in buttons:
        page.column_layout.addWidget(button)
    page.resize(600, 300)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)

    buttons[-1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_in_sight() -> bool:
        spot = buttons[-1].mapTo(page.viewport(), QPoint(0, 0)).y()
        return 0 <= spot <= page.viewport().height() - buttons[-1].height()

    qtbot.waitUntil(is_in_sight)
    assert buttons[-1].hasFocus()


def test_page_scroll__narrow_window__never_scrolls_sideways(dressed: ThemeController, qtbot) -> None:
    dressed.change_look(text_percent=200)
    page = PageScroll()
    qtbot.addWidget(page)
    page.column_layout.addWidget(body_label(None, "Some plain words that wrap where the window ends. " * 5))
    page.resize(420, 400)
    page.show()
    qtbot.waitExposed(page)

    assert page.widget().width() <= page.viewport().width()


def test_widgets__dressed_anew__still_draw(dressed: ThemeController, qtbot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    for widget in (Heading(2, "A part"), quiet_button("Another", "shuffle"), PassageQuote()):
        layout.addWidget(widget)
    holder.resize(400, 300)
    before = _pictured(holder)

    dressed.change_look(choice=ThemeChoice.DARK)

    assert _pictured(holder) != before

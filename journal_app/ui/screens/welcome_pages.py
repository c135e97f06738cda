"""The quiet pages of the first run: what this is and is not, gentle settings, and the recovery code.

Each says one thing, and has the way on, the way back and Support in the same place.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from journal_app.settings.product import DISPLAY_NAME
from journal_app.ui.opening import GentleChoices
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.choices import RadioMark, TickBox
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.icon_label import IconLabel
from journal_app.ui.widgets.labels import Label, body_label, caption_label, question_label
from journal_app.ui.widgets.notice import Notice

_CHARACTERS = 60
_GROUPS_A_ROW = 4


class WelcomePage(QWidget):
    """One page of the first run; a subclass fills `column` and says when it may be left.

    Signals:
        next_requested(): the page is done.
        back_requested(): go to the page before.
        support_requested(): show Support.
    """

    next_requested = Signal()
    back_requested = Signal()
    support_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = caption_label(self)
        self.heading = Heading(1, "", self)
        self.notice = Notice(self)
        self.next = primary_button("", "", self)
        self.back = quiet_button(self.tr("Back"), "", self)
        self.support = quiet_button(self.tr("Support (F1)"), "life-buoy", self)
        self.ways = FlowLayout(gap=10)
        self.column = QVBoxLayout()
        self._page = PageScroll(self, characters=_CHARACTERS)

    def set_place(self, place: str) -> None:
        """Say which page this is; empty where that means nothing."""
        self.place.setText(place)
        self.place.setVisible(bool(place))

    def whats_missing(self) -> str:
        """Return what still stands in the way of going on, in one sentence; empty when nothing does."""
        return ""

    def begin(self) -> None:
        """Put the keyboard where the page begins, and say which page this is."""
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, " ".join(words for words in (self.place.text(), self.heading.text()) if words))

    def first(self) -> QWidget:
        """Return what the keyboard begins on: the page itself, to be read and scrolled; Enter goes on."""
        return self._page

    def go_on(self) -> None:
        """Go on if nothing is missing; say what is otherwise."""
        if missing := self.whats_missing():
            self.notice.show_message(missing)
            return
        self.notice.hide()
        self.next_requested.emit()

    def _lay_out(self) -> None:
        """Set the parts below each other once the subclass has filled its column; Tab follows the same order."""
        self.column.setSpacing(14)
        outer = self._page.column_layout
        outer.addStretch(1)
        for widget in (self.place, self.heading):
            outer.addWidget(widget)
        outer.addLayout(self.column)
        outer.addWidget(self.notice)
        outer.addSpacing(6)
        outer.addLayout(self.ways)
        outer.addStretch(2)
        for button in (self.next, self.back, self.support):
            self.ways.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self.notice.hide()
        self.next.clicked.connect(self._on_next_clicked)
        self.back.clicked.connect(self.back_requested)
        self.support.clicked.connect(self.support_requested)
        for earlier, later in ((self.next, self.back), (self.back, self.support)):
            QWidget.setTabOrder(earlier, later)

    def _on_next_clicked(self) -> None:
        self.go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on while the page itself has the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._page.hasFocus():
            self.go_on()
        else:
            super().keyPressEvent(event)


class AboutPage(WelcomePage):
    """What this is and is not, in four short points.

    Signals:
        open_folder_requested(): open a journal that lies in another folder.
        guest_requested(): write as a guest.
        promises_requested(): show what this protects, and what it can't.
    """

    open_folder_requested = Signal()
    guest_requested = Signal()
    promises_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = question_label(self)
        self._points = [Label("", Type.BODY, "ink", self) for _icon in self._ICONS]
        self.column.addWidget(self._lead)
        self.column.addSpacing(4)
        for icon_name, words in zip(self._ICONS, self._points, strict=True):
            self.column.addLayout(beside_icon(icon_name, words, self))
        self._lay_out()
        self.guest = quiet_button("", "", self)
        self.folder = quiet_button("", "", self)
        self.promises = quiet_button("", "", self)
        for button in (self.guest, self.folder, self.promises):
            self.ways.addWidget(button)
        self.folder.clicked.connect(self.open_folder_requested)
        self.guest.clicked.connect(self.guest_requested)
        self.promises.clicked.connect(self.promises_requested)
        self._retranslate()

    _ICONS = ("lock", "notebook", "circle-alert", "life-buoy")

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("A quiet place to write"))
        self._page.setAccessibleName(self.heading.text())
        self._lead.setText(
            self.tr(
                "%1 offers small prompts drawn from short articles on being kind to yourself, on belonging, "
                "and on having a voice. You answer in your own words, or not at all."
            ).replace("%1", DISPLAY_NAME)
        )
        points = (
            self.tr("What you write stays on this computer, in one encrypted file. Nothing is sent anywhere."),
            self.tr("This is a journal, not care. Nobody reads what you write, and nobody answers."),
            self.tr(
                "A shared or watched computer keeps traces: that this program is here, and when it was used. "
                "Removing it can be noticed too. If that could put you at risk, a safer device may be better."
            ),
            self.tr("Support is one key away at any time: F1. It needs no connection and no passphrase."),
        )
        for label, words in zip(self._points, points, strict=True):
            label.setText(words)
        self.next.setText(self.tr("Begin"))
        self.folder.setText(self.tr("Open a journal from a folder…"))
        self.guest.setText(self.tr("Write as a guest"))
        self.promises.setText(self.tr("What this protects, and what it can't"))


class GentlePage(WelcomePage):
    """How much a prompt may stir, and whether others can see the screen; both as they are unless changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = body_label(self)
        self._question = Heading(3, "", self)
        self._gentle = RadioMark("", self)
        self._moderate = RadioMark("", self)
        self._moderate.setChecked(True)
        self._is_busy = False
        self._stir = QButtonGroup(self)
        self._room = Heading(3, "", self)
        self._shared = TickBox("", self)
        self._build()
        self._lay_out()
        self._retranslate()

    def choices(self) -> GentleChoices:
        """Return what was chosen."""
        return GentleChoices(is_gentle_only=self._gentle.isChecked(), is_shared_room=self._shared.isChecked())

    def show_busy(self, is_busy: bool) -> None:
        """Say that the journal is being made, and take no second wish meanwhile."""
        self._is_busy = is_busy
        for widget in (self.back, self._gentle, self._moderate, self._shared):
            widget.setEnabled(not is_busy)
        self.next.setText(self.tr("Making your journal…") if is_busy else self.tr("Make my journal"))
        if is_busy:
            self.notice.hide()
            announce(self, self.tr("Making your journal. This takes a second or two."))

    def go_on(self) -> None:
        """Go on once: while the journal is being made the button keeps the keyboard, and does nothing."""
        if not self._is_busy:
            super().go_on()

    def first(self) -> QWidget:
        """Begin on the choice that stands."""
        return self._gentle if self._gentle.isChecked() else self._moderate

    def _build(self) -> None:
        for button in (self._gentle, self._moderate):
            self._stir.addButton(button)
        card = Card(self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(26, 20, 26, 20)
        inside.setSpacing(6)
        for widget in (self._question, self._gentle, self._moderate):
            inside.addWidget(widget)
        inside.addSpacing(10)
        inside.addWidget(self._room)
        inside.addWidget(self._shared)
        self.column.addWidget(self._lead)
        self.column.addWidget(card)

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Gentle settings"))
        self._page.setAccessibleName(self.heading.text())
        self._lead.setText(self.tr("You can leave these as they are, and change them at any time in Settings."))
        self._question.setText(self.tr("How much may a prompt stir?"))
        self._gentle.setText(self.tr("Only a little"))
        self._gentle.set_about(self.tr("Small, everyday things."))
        self._moderate.setText(self.tr("A little, and sometimes more"))
        self._moderate.set_about(self.tr("Some prompts touch on harder things. Those say so before they open."))
        self._room.setText(self.tr("Who else is near?"))
        self._shared.setText(self.tr("Other people may see this screen"))
        self._shared.set_about(self.tr("Leaves out prompts that are better answered in private, and locks sooner."))
        self.show_busy(False)


class RecoveryPage(WelcomePage):
    """The recovery code, shown this once, to be written down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = body_label(self)
        self._code = Label("", Type.HEADING2, "ink", self)
        self._signs = caption_label(self)
        self._written = TickBox("", self)
        card = Card(self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 24, 28, 24)
        inside.addWidget(self._code)
        inside.addWidget(self._signs)
        for widget in (self._lead, card, self._written):
            self.column.addWidget(widget)
        self._lay_out()
        self.back.hide()
        self._written.toggled.connect(self.notice.hide)
        self._retranslate()

    def show_code(self, code: str) -> None:
        """Show a code in two rows, so that it can be copied by hand without losing one's place."""
        groups = code.split("-")
        rows = (groups[:_GROUPS_A_ROW], groups[_GROUPS_A_ROW:])
        self._code.setText("\n".join("-".join(row) for row in rows if row))
        self._code.setAccessibleName(self.tr("Recovery code: %1").replace("%1", code.replace("-", ", ")))
        self._written.setChecked(False)

    def forget_code(self) -> None:
        """Take the code off the page for good."""
        self._code.setText("")
        self._code.setAccessibleName("")

    def whats_missing(self) -> str:
        """Return the one thing that is needed: it can't be shown again."""
        if self._written.isChecked():
            return ""
        return self.tr("Please tick the box once the code is written down. It can't be shown again.")

    def begin(self) -> None:
        """Say the code too: it is what this page is for."""
        super().begin()
        announce(self, self._code.accessibleName())

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Your recovery code"))
        self._page.setAccessibleName(self.heading.text())
        self._lead.setText(
            self.tr(
                "It opens your journal if you forget the passphrase. It is shown only now and kept nowhere: "
                "please write it on paper, and keep the paper where only you will look."
            )
        )
        self._signs.setText(self.tr("It has no letter O, I or L: what looks like one is a nought or a one."))
        self._written.setText(self.tr("I have written it down"))
        self.next.setText(self.tr("Open my journal"))


def beside_icon(icon_name: str, words: Label, parent: QWidget) -> QHBoxLayout:
    """Return a row of a quiet picture and the words it stands for."""
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addWidget(IconLabel(icon_name, "accent", 20, parent), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row

"""One way to steady oneself, a step at a time: at one's own pace, nothing to finish, and a way out on every page.

An anchor says which sense it uses and how to swap it, so that nobody is led into noticing what does not help
(content.md, R16).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label, question_label
from journal_app.ui.widgets.soft_circle import SoftCircle

if TYPE_CHECKING:
    from journal_app.content.model import GroundingAnchor

_CHARACTERS = 56
PACE_MS, PACE_MS_A_WORD = 12_000, 500
_STEP_LEAST_PX = 150
"""The card keeps this height for short steps, so that the buttons stay under the pointer."""


class GroundingPage(QWidget):
    """Shows one anchor's steps one by one, at the person's own pace.

    Signals:
        closed(): the person has had enough, wherever they were.
        favoured(str, bool): this anchor should come first, or not any more.
        banned(str): this anchor should never be offered again.
    """

    closed = Signal()
    favoured = Signal(str, bool)
    banned = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, may_move: Callable[[], bool] | None = None) -> None:
        super().__init__(parent)
        self._may_move = may_move or _stands_still
        self._anchor: GroundingAnchor | None = None
        self._favourites: Sequence[str] = ()
        self._at = 0
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._build()
        self._connect()
        self._retranslate()

    def show_anchor(self, anchor: "GroundingAnchor") -> None:
        """Start an anchor at its first step, with the keyboard on the way on."""
        self._anchor = anchor
        self._name.setText(anchor.name)
        self._about.setText(about_anchor(anchor))
        self._swap.setText(anchor.swap)
        self._card.setMinimumHeight(scaled(_STEP_LEAST_PX))
        self._favourite.setChecked(anchor.id in self._favourites)
        self._go_to(0)

    def set_favourites(self, anchor_ids: Sequence[str], *, can_wish: bool) -> None:
        """Say which anchors come first; `can_wish`: an open journal keeps what is said of one here."""
        self._favourites = anchor_ids
        for button in (self._favourite, self._ban):
            button.setVisible(can_wish)
        if self._anchor is not None:
            self._favourite.setChecked(self._anchor.id in anchor_ids)

    def _build(self) -> None:
        self._name = Heading(1, "", self)
        self._about = caption_label(self)
        self._count = caption_label(self)
        self._step = question_label(self)
        self._swap = body_label(self)
        self._next = primary_button("", "", self)
        self._back = quiet_button("", "", self)
        self._close = quiet_button("", "", self)
        self._by_itself = quiet_button("", "", self)
        self._by_itself.setCheckable(True)
        self._circle_wish = quiet_button("", "", self)
        self._circle_wish.setCheckable(True)
        self._circle = SoftCircle(self._may_move, self)
        self._circle.hide()
        self._favourite = quiet_button("", "star", self)
        self._favourite.setCheckable(True)
        self._ban = quiet_button("", "ban", self)
        for button in (self._favourite, self._ban):
            button.hide()
        self._page = PageScroll(self, characters=_CHARACTERS)
        column = self._page.column_layout
        column.addStretch(2)
        column.addWidget(self._name)
        column.addWidget(self._about)
        column.addWidget(self._build_card())
        column.addLayout(self._build_actions())
        column.addWidget(self._swap)
        column.addWidget(self._circle)
        column.addLayout(self._build_wishes())
        column.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)

    def _build_card(self) -> Card:
        card = self._card = Card(self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 22, 28, 26)
        inside.setSpacing(12)
        inside.addWidget(self._count)
        inside.addWidget(self._step)
        inside.addStretch(1)
        return card

    def _build_actions(self) -> FlowLayout:
        row = FlowLayout()
        for button in (self._next, self._back, self._close):
            row.addWidget(button)
        return row

    def _build_wishes(self) -> FlowLayout:
        row = FlowLayout()
        for button in (self._by_itself, self._circle_wish, self._favourite, self._ban):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._by_itself.toggled.connect(self._set_pace)
        self._circle_wish.toggled.connect(self._circle.setVisible)
        self._favourite.clicked.connect(self._on_favourite_clicked)
        self._ban.clicked.connect(self._on_ban_clicked)
        self._pace.timeout.connect(self._on_pace_timeout)
        self._next.clicked.connect(self._on_next_clicked)
        self._back.clicked.connect(self._on_back_clicked)
        self._close.clicked.connect(self.closed)

    def _retranslate(self) -> None:
        self._next.setText(self.tr("Next"))
        self._back.setText(self.tr("Back a step"))
        self._close.setText(self.tr("Close"))
        self._by_itself.setText(self.tr("Go on by itself, slowly"))
        self._circle_wish.setText(self.tr("A soft circle to look at"))
        self._favourite.setText(self.tr("A favourite"))
        self._favourite.setToolTip(self.tr("Comes first from now on, in practices too"))
        self._ban.setText(self.tr("Not this one, for good"))

    def _go_to(self, at: int) -> None:
        """Show a step, put the keyboard where it is likely to go on, and say the step."""
        if self._anchor is None:
            return
        steps = self._anchor.steps
        self._at = at
        is_last = at == len(steps) - 1
        self._count.setText(self.tr("Step %1 of %2").replace("%1", str(at + 1)).replace("%2", str(len(steps))))
        self._step.setText(steps[at])
        self._back.setVisible(at > 0)
        self._next.setVisible(not is_last)
        (self._close if is_last else self._next).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._step, f"{self._count.text()}. {steps[at]}")
        self._set_pace()

    def _set_pace(self) -> None:
        """Wait for the next step where that is wished for, the longer the more there is to read; nothing counts down.

        It ends at the last step and when the page is left.
        """
        self._pace.stop()
        if self._anchor is not None and self._by_itself.isChecked() and not self._next.isHidden():
            self._pace.start(PACE_MS + PACE_MS_A_WORD * len(self._step.text().split()))

    def _on_pace_timeout(self) -> None:
        if self.isVisible():
            self._go_to(self._at + 1)

    def _on_favourite_clicked(self, is_favourite: bool) -> None:
        if self._anchor is not None:
            self.favoured.emit(self._anchor.id, is_favourite)

    def _on_ban_clicked(self, _is_checked: bool = False) -> None:
        if self._anchor is not None:
            self._pace.stop()
            self.banned.emit(self._anchor.id)

    def _on_next_clicked(self) -> None:
        self._go_to(self._at + 1)

    def _on_back_clicked(self) -> None:
        self._go_to(self._at - 1)

    def hideEvent(self, event: QHideEvent) -> None:
        """Go on no further by itself."""
        super().hideEvent(event)
        self._pace.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc close it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _stands_still() -> bool:
    return False


def about_anchor(anchor: "GroundingAnchor") -> str:
    """Return which senses an anchor uses and about how long it takes, as one line."""
    senses = ", ".join(_sense(code) for code in anchor.uses)
    uses = QCoreApplication.translate("Grounding", "Uses %1").replace("%1", senses)
    if anchor.minutes <= 1:
        minutes = QCoreApplication.translate("Grounding", "about a minute")
    else:
        minutes = QCoreApplication.translate("Grounding", "about %n minutes", "", anchor.minutes)
    return f"{uses}  ·  {minutes}"


def _sense(code: str) -> str:
    """Return a sense in words; one that a pack made up is shown as it stands."""
    words = {
        "sight": QCoreApplication.translate("Grounding", "sight"),
        "body": QCoreApplication.translate("Grounding", "your body"),
        "hearing": QCoreApplication.translate("Grounding", "hearing"),
        "touch": QCoreApplication.translate("Grounding", "touch"),
        "words": QCoreApplication.translate("Grounding", "words"),
        "breath": QCoreApplication.translate("Grounding", "breath"),
        "movement": QCoreApplication.translate("Grounding", "movement"),
    }
    return words.get(code, code)

"""The half of Support that names people to reach: one region at a time, each entry with when it was last checked."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.screens.support_words import detail_words
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label, body_label, caption_label

if TYPE_CHECKING:
    from journal_app.content.model import Support, SupportEntry, SupportRegion


class SupportEntries(QWidget):
    """Shows the entries of the region a person chose.

    Signals:
        region_chosen(str): another region was chosen by hand.
        checked(SupportEntry): the person checked this one today; a journal is open that can keep it.
    """

    region_chosen = Signal(str)
    checked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._support: Support | None = None
        self._today = date.min
        self._can_fill_in = False
        self._own: Sequence[SupportEntry] | None = None
        self._cards: list[QWidget] = []
        self._build()
        self._list.activated.connect(self._on_list_activated)
        self._retranslate()

    @property
    def sections(self) -> "tuple[tuple[str, Sequence[SupportEntry]], ...]":
        """What is shown: each part with its name and its entries."""
        region = self._region()
        own = ((self._own_heading.text(), self._own),) if self._own else ()
        return (*own, *(((region.name, region.entries),) if region is not None else ()))

    def show_support(
        self,
        support: "Support",
        region_id: str,
        today: date,
        own: "Sequence[SupportEntry] | None" = None,
        *,
        can_fill_in: bool = False,
    ) -> None:
        """Show a pack's regions with one chosen: `region_id`, else the first if someone filled it in, else none.

        `own` are the person's own entries, which come first; None while no journal is open. `can_fill_in` says whether
        those for everyone on this computer can be added to.
        """
        self._support = support
        self._own = own
        self._can_fill_in = can_fill_in
        self._today = today
        self._list.clear()
        for region in support.regions:
            self._list.addItem(region.name, region.id)
        at = self._list.findData(region_id) if region_id else -1
        if at < 0 and support.regions and support.regions[0].entries:
            at = 0
        self._list.setCurrentIndex(at)
        self._render()

    def _build(self) -> None:
        self._heading = Heading(2, "", self)
        self._own_heading = Heading(3, "", self)
        self._own_heading.hide()
        self._where = Label("", Type.LABEL, "ink", self)
        self._list = FoldedList(self)
        self._where.setBuddy(self._list)
        self._nothing = body_label(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        for widget in (self._heading, self._own_heading, self._where, self._list, self._nothing):
            self._layout.addWidget(widget)

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Reach a person"))
        self._own_heading.setText(self.tr("Put here by you"))
        self._where.setText(self.tr("Where you are"))
        self._list.setAccessibleName(self.tr("Where you are"))
        self._list.setPlaceholderText(self.tr("Choose a place"))

    def _render(self) -> None:
        region = self._region()
        for card in self._cards:
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._build_card(entry) for entry in region.entries] if region is not None else []
        own = [self._build_card(entry) for entry in self._own or ()]
        for number, card in enumerate(own):
            self._layout.insertWidget(self._layout.indexOf(self._where) + number, card)
        for card in self._cards:
            self._layout.addWidget(card)
        self._own_heading.setVisible(bool(own))
        if region is None:
            self._nothing.setText(
                self.tr("Choose a place to see whom you could reach. Nothing here looks up where you are.")
            )
        else:
            words = self.tr("Nobody has filled this in yet. Another place in the list may help.")
            if self._can_fill_in:
                words += " " + self.tr("‘For everyone on this computer’, below, adds someone.")
            self._nothing.setText(words)
        self._nothing.setVisible(not self._cards)
        self._cards += own
        for card in self._cards:
            card.show()  # at once: a layout would show it with the next turn of the loop

    def _region(self) -> "SupportRegion | None":
        """Return the region chosen, None before there is one."""
        at = self._list.currentIndex()
        return self._support.regions[at] if self._support is not None and at >= 0 else None

    def _build_card(self, entry: "SupportEntry") -> Card:
        card = Card(self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(22, 16, 22, 16)
        inside.setSpacing(6)
        inside.addWidget(Heading(3, entry.name, card))
        inside.addWidget(body_label(card, entry.how))
        age = 0 if self._support is None else self._support.max_age_days
        for line in detail_words(entry, age, self._today):
            inside.addWidget(caption_label(card, line))
        if self._own is not None:
            checked = quiet_button(self.tr("I checked it today"), "check", card)
            checked.setAccessibleDescription(entry.name)
            checked.clicked.connect(partial(self._on_checked_clicked, entry))
            inside.addWidget(checked, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _on_checked_clicked(self, entry: "SupportEntry", _is_checked: bool = False) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.checked.emit(entry)

    def _on_list_activated(self) -> None:
        region = self._region()
        self._render()
        if region is not None:
            names = ". ".join(entry.name for entry in region.entries)
            announce(self, f"{region.name}. {names or self._nothing.text()}")
            self.region_chosen.emit(region.id)

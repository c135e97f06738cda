"""The half of Support that names people to reach: one region at a time, each entry with when it was last checked."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.announce import announce
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
    """

    region_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._support: Support | None = None
        self._today = date.min
        self._cards: list[QWidget] = []
        self._build()
        self._list.activated.connect(self._on_list_activated)
        self._retranslate()

    def show_support(self, support: "Support", region_id: str, today: date) -> None:
        """Show a pack's regions with one chosen: `region_id`, else the first if someone filled it in, else none."""
        self._support = support
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
        self._where = Label("", Type.LABEL, "ink", self)
        self._list = FoldedList(self)
        self._where.setBuddy(self._list)
        self._nothing = body_label(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        for widget in (self._heading, self._where, self._list, self._nothing):
            self._layout.addWidget(widget)

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Reach a person"))
        self._where.setText(self.tr("Where you are"))
        self._list.setAccessibleName(self.tr("Where you are"))
        self._list.setPlaceholderText(self.tr("Choose a place"))

    def _render(self) -> None:
        region = self._region()
        for card in self._cards:
            self._layout.removeWidget(card)
            card.deleteLater()
        self._cards = [self._build_card(entry) for entry in region.entries] if region is not None else []
        for card in self._cards:
            self._layout.addWidget(card)
        if region is None:
            self._nothing.setText(
                self.tr("Choose a place to see whom you could reach. Nothing here looks up where you are.")
            )
        else:
            self._nothing.setText(self.tr("Nothing has been filled in here yet. Another place in the list may help."))
        self._nothing.setVisible(not self._cards)

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
        for line in self._details(entry):
            inside.addWidget(caption_label(card, line))
        return card

    def _details(self, entry: "SupportEntry") -> tuple[str, ...]:
        """Return an entry's small print, line by line, ending in whether it was checked."""
        facts = (
            (self.tr("Hours: %1"), entry.hours),
            (self.tr("Languages: %1"), ", ".join(entry.languages)),
            (self.tr("Cost: %1"), entry.cost),
            (self.tr("Privacy: %1"), entry.privacy),
        )
        lines = [words.replace("%1", value) for words, value in facts if value]
        return (*lines, self._check_line(entry))

    def _check_line(self, entry: "SupportEntry") -> str:
        if self._support is None or not is_fresh(entry, self._support.max_age_days, self._today):
            return self.tr("Not checked here yet. Please verify.")
        on = entry.checked_on or self._today
        day = QLocale().toString(QDate(on.year, on.month, on.day), "d MMMM yyyy")
        if entry.checked_by:
            return self.tr("Checked on %1 by %2.").replace("%1", day).replace("%2", entry.checked_by)
        return self.tr("Checked on %1.").replace("%1", day)

    def _on_list_activated(self) -> None:
        region = self._region()
        self._render()
        if region is not None:
            names = ". ".join(entry.name for entry in region.entries)
            announce(self, f"{region.name}. {names or self._nothing.text()}")
            self.region_chosen.emit(region.id)


def is_fresh(entry: "SupportEntry", max_age_days: int, today: date) -> bool:
    """Return whether an entry was checked, not longer ago than the pack allows, and not in the future."""
    return entry.checked_on is not None and 0 <= (today - entry.checked_on).days <= max_age_days

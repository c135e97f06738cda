"""What can be done with several pages at once; below the list, and only while several are chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.entries import EntryId
from journal_app.ui.models.row_list import RowList
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import Button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import caption_label


class SelectionBar(QWidget):
    """Lets several rows be chosen in some lists, of which one is in sight, and says how many are.

    Signals:
        read_requested(tuple[EntryId]): read those chosen as one page.
    """

    read_requested = Signal(object)

    def __init__(self, lists: Sequence[RowList], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists = lists
        self._words = caption_label(self)
        self._row = FlowLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 6, 12, 6)
        layout.setSpacing(2)
        layout.addWidget(self._words)
        layout.addLayout(self._row)
        self.add_action(self.tr("Read as one page"), "book-open").clicked.connect(self._on_read_clicked)
        for one in lists:
            one.let_choose_several()
            one.selection_changed.connect(self.refresh)
        self.hide()

    @property
    def chosen(self) -> tuple[EntryId, ...]:
        """The entries chosen in the list in sight, in its order: one, or several with Shift or Ctrl."""
        return tuple(EntryId(int(key)) for one in self._seen() for key in one.chosen_keys())

    def add_action(self, words: str, icon_name: str = "") -> Button:
        """Return a new button for what else can be done with the pages chosen."""
        button = quiet_button(words, icon_name, self)
        self._row.addWidget(button)
        return button

    def refresh(self) -> None:
        """Show how many are chosen in the list in sight, and no bar for one or none."""
        count = sum(one.chosen_count() for one in self._seen())
        self.setVisible(count > 1)
        if count > 1:
            words = self.tr("%n pages chosen", "", count)
            self._words.setText(words)
            announce(self, words)

    def _seen(self) -> list[RowList]:
        return [one for one in self._lists if not one.isHidden()]

    def _on_read_clicked(self, _is_checked: bool = False) -> None:
        self.read_requested.emit(self.chosen)

"""The ways to steady oneself, each with the senses it uses, as a list to choose from."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journal_app.ui.screens.grounding import about_anchor
from journal_app.ui.widgets.buttons import Button, plain_button
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label

if TYPE_CHECKING:
    from journal_app.content.model import GroundingAnchor


class AnchorList(QWidget):
    """Lists them in the order given.

    Signals:
        chosen(GroundingAnchor): this one.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, level: int = 2) -> None:
        super().__init__(parent)
        self._buttons: dict[str, Button] = {}
        self._chosen = ""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(Heading(level, self.tr("Steady yourself"), self))
        self._about = body_label(self, self.tr("Pick whichever seems easiest. Any of them can be left half-way."))
        self._none = body_label(self, self.tr("You set all of these aside. Settings can bring each of them back."))
        self._none.hide()
        inside.addWidget(self._about)
        inside.addWidget(self._none)
        inside.addLayout(self._grid)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The button of each, in their order."""
        return tuple(self._buttons.values())

    def show_anchors(self, anchors: "Sequence[GroundingAnchor]") -> None:
        """List these; the keyboard stays where it was among them."""
        had_focus = next((key for key, button in self._buttons.items() if button.hasFocus()), "")
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._buttons.clear()
        self._about.setVisible(bool(anchors))
        self._none.setVisible(not anchors)
        for row, anchor in enumerate(anchors):
            button = plain_button(anchor.name, "", self)
            button.setAccessibleDescription(about_anchor(anchor))
            button.clicked.connect(partial(self._on_button_clicked, anchor))
            about = caption_label(self, about_anchor(anchor))
            for column, widget in enumerate((button, about)):
                self._grid.addWidget(widget, row, column)
                widget.show()  # at once: a layout would show it with the next turn of the loop
            self._buttons[anchor.id] = button
        if had_focus:
            self.focus(had_focus)

    def focus_chosen(self) -> None:
        """Put the keyboard on the one that was chosen last, the first where it is there no more."""
        self.focus(self._chosen)

    def focus(self, anchor_id: str = "") -> None:
        """Put the keyboard on one of them, the first by default."""
        button = self._buttons.get(anchor_id) or next(iter(self._buttons.values()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_first(self) -> None:
        """Choose the first of them."""
        if self._buttons:
            next(iter(self._buttons.values())).click()

    def _on_button_clicked(self, anchor: "GroundingAnchor", _is_checked: bool = False) -> None:
        self._chosen = anchor.id
        self.chosen.emit(anchor)

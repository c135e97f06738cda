"""What is not suggested any more, folded; each with the way to have it suggested again."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal_app.ui.widgets.buttons import Button, quiet_button
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.labels import Label, caption_label


class SetAsideList(Fold):
    """A fold with a line for each thing.

    Signals:
        back_requested(str): suggest this one again, by its id.
    """

    back_requested = Signal(str)

    def __init__(self, if_none: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._if_none = if_none
        self._buttons: list[Button] = []
        self._rows: list[QWidget] = []

    def show_things(self, title: str, things: Sequence[tuple[str, str]]) -> None:
        """List things by id and name, in the order given; the keyboard stays near the line it was on."""
        at = next((number for number, button in enumerate(self._buttons) if button.hasFocus()), None)
        self.set_title(title)
        if at is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        while self._rows:
            gone = self._rows.pop()
            gone.hide()
            gone.deleteLater()
        self._buttons = []
        for thing_id, name in things:
            self._add(self._row(thing_id, name))
        if not things:
            self._add(caption_label(self, self._if_none))
        elif at is not None:
            self._buttons[min(at, len(self._buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, row: QWidget) -> None:
        self.content_layout.addWidget(row)
        row.show()  # at once: a layout would show it with the next turn of the loop
        self._rows.append(row)

    def _row(self, thing_id: str, name: str) -> QWidget:
        row = QWidget(self)
        again = quiet_button(self.tr("Suggest again"), "", row)
        again.setAccessibleDescription(name)
        again.clicked.connect(partial(self._on_again_clicked, thing_id))
        self._buttons.append(again)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Label(name, parent=row), 1)
        layout.addWidget(again)
        return row

    def _on_again_clicked(self, thing_id: str, _is_checked: bool = False) -> None:
        self.back_requested.emit(thing_id)

"""A row to pick a day in: a date to step through by keys, or to type, and what to do with it."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.buttons import icon_button, plain_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import caption_label


class DayPicker(QWidget):
    """Asks for one day.

    Signals:
        picked(date): this day.
        closed(): the row is gone, with a day picked or without.
    """

    picked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._add.clicked.connect(self._on_add_clicked)
        self._cancel.clicked.connect(self._close)
        self.hide()

    def ask(self, label: str, day: date, action: str = "") -> None:
        """Ask under a label, beginning with a day; `action` is what the button says, "Add" where nothing is given."""
        self._add.setText(action or self.tr("Add"))
        self._label.setText(label)
        self._edit.setAccessibleName(label)
        self._edit.setDate(QDate(day.year, day.month, day.day))
        self.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.setSelectedSection(QDateEdit.Section.DaySection)

    def _build(self) -> None:
        self._label = caption_label(self)
        self._label.setWordWrap(False)
        self._edit = QDateEdit(self)
        self._edit.setDisplayFormat("yyyy-MM-dd")
        self._edit.setDateRange(QDate(1, 1, 1), QDate(9999, 12, 31))
        self._edit.setMinimumHeight(scaled(scale().size["target"]))
        self._label.setBuddy(self._edit)
        self._add = plain_button(self.tr("Add"), "", self)
        self._cancel = icon_button("x", self.tr("Pick no day"), self)
        row = FlowLayout(self)
        for widget in (self._label, self._edit, self._add, self._cancel):
            row.addWidget(widget)

    def _on_add_clicked(self, _is_checked: bool = False) -> None:
        day = self._edit.date()
        self._close()
        self.picked.emit(date(day.year(), day.month(), day.day()))

    def _close(self, _is_checked: bool = False) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the day, Esc leaves it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add_clicked()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

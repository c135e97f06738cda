"""A sheet with what one draws with above it, and words of equal rank below."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from journal_app.journal.drawings import Stroke
from journal_app.ui.drawing.sheet import WIDTHS, DrawingSheet
from journal_app.ui.theme.palette import colour, ink_colours
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.choices import RadioMark, choose_in
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.small_field import SmallField


class DrawingPad(QWidget):
    """Holds one drawing and its words.

    Signals:
        edited(): the person changed either.
        lifted(): what is on the sheet is another drawing now, told after `edited`; the time to save it.
    """

    edited = Signal()
    lifted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """What is on the sheet."""
        return self.sheet.strokes

    @property
    def words(self) -> str:
        """What is said of it."""
        return self.field.text()

    def show_drawing(self, strokes: tuple[Stroke, ...], words: str) -> None:
        """Show a drawing and its words; no edit."""
        self.sheet.show_strokes(strokes)
        self.field.set_text(words)
        self._show_steps()

    def _build(self) -> None:
        self._inks = QButtonGroup(self)
        inks = FlowLayout()
        for number, name in enumerate(ink_names()):
            mark = InkMark(number, name, self)
            self._inks.addButton(mark, number)
            inks.addWidget(mark)
        choose_in(self._inks, 0)
        self._widths = QButtonGroup(self)
        tools = FlowLayout()
        for number, name in enumerate((self.tr("Fine"), self.tr("Middle"), self.tr("Broad"))):
            width = RadioMark(name, self)
            width.setAccessibleDescription(self.tr("Width of the pen"))
            self._widths.addButton(width, number)
            tools.addWidget(width)
        choose_in(self._widths, 1)
        self._eraser = quiet_button(self.tr("Eraser"), "eraser", self)
        self._eraser.setCheckable(True)
        self._undo = quiet_button(self.tr("Undo"), "undo-2", self)
        self._redo = quiet_button(self.tr("Redo"), "redo-2", self)
        self._clear = quiet_button(self.tr("Empty the sheet"), "x", self)
        for button in (self._eraser, self._undo, self._redo, self._clear):
            tools.addWidget(button)
        self.sheet = DrawingSheet(self)
        self._said = caption_label(self)
        self._said.hide()
        words = self.tr("In words, with the drawing or in its place")
        self.field = SmallField(words, "", least_lines=2, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(inks)
        layout.addLayout(tools)
        layout.addWidget(self.sheet)
        layout.addWidget(self._said)
        layout.addWidget(self.field)
        self._show_steps()

    def _connect(self) -> None:
        self._inks.idClicked.connect(self._on_inks_id_clicked)
        self._widths.idClicked.connect(self._on_widths_id_clicked)
        self._eraser.toggled.connect(self._on_eraser_toggled)
        self._undo.clicked.connect(partial(self._step, -1))
        self._redo.clicked.connect(partial(self._step, 1))
        self._clear.clicked.connect(self.sheet.clear)
        self.sheet.edited.connect(self._on_sheet_edited)
        self.sheet.full.connect(self._on_sheet_full)
        self.field.edited.connect(self.edited)

    def _show_steps(self) -> None:
        self._undo.setEnabled(self.sheet.can_undo)
        self._redo.setEnabled(self.sheet.can_redo)
        self._clear.setEnabled(bool(self.sheet.strokes))

    def _step(self, direction: int, _is_checked: bool = False) -> None:
        done = self.sheet.undo() if direction < 0 else self.sheet.redo()
        if done:
            announce(self, self.tr("Taken back.") if direction < 0 else self.tr("Done again."))

    def _on_inks_id_clicked(self, number: int) -> None:
        self.sheet.ink = number
        self._eraser.setChecked(False)

    def _on_widths_id_clicked(self, number: int) -> None:
        self.sheet.pen_width = WIDTHS[number]
        self._eraser.setChecked(False)

    def _on_eraser_toggled(self, is_on: bool) -> None:
        self.sheet.is_erasing = is_on

    def _on_sheet_edited(self) -> None:
        self._said.hide()
        self._show_steps()
        self.edited.emit()
        self.lifted.emit()

    def _on_sheet_full(self) -> None:
        self._said.setText(self.tr("There is no more room on this sheet, so the last stroke was left out."))
        self._said.show()
        announce(self, self._said.text())

    def event(self, event: QEvent) -> bool:
        """Take undo and redo before the window does, which has its own for pages; fields of words come first."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _wish(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo."""
        if wish := _wish(event):
            self._step(wish)
        else:
            super().keyPressEvent(event)


class InkMark(RadioMark):
    """One of the inks: its name, and a drop of it."""

    def __init__(self, number: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._number = number
        self.setAccessibleDescription(self.tr("Ink"))

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(colour(self, "ink" if self.isChecked() else "line_strong"), 2.0 if self.isChecked() else 1.0)
        )
        painter.setBrush(colour(self, "surface"))
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink_colours(self)[self._number])
        radius = mark.width() * (0.32 if self.isChecked() else 0.38)
        painter.drawEllipse(mark.center(), radius, radius)


def ink_names() -> tuple[str, ...]:
    """Return what the inks are called, in the order that drawings count them."""
    return (_tr("Ink"), _tr("Moss green"), _tr("Brick red"), _tr("Lake blue"), _tr("Ochre"), _tr("Plum"))


def _wish(event: QKeyEvent) -> int:
    """Return -1 for undo, 1 for redo, 0 for neither."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return -1
    return 1 if event.matches(QKeySequence.StandardKey.Redo) else 0


def _tr(words: str) -> str:
    return QCoreApplication.translate("DrawingPad", words)

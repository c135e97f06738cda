"""Take the circle out of the journal as a picture or on paper: what that means first, and no names unless wished."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QKeyEvent, QPaintDevice, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.exchange.saved_copy import save_bytes
from journal_app.journal.circle import Circle, LineKind
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.circle.model import CircleModel
from journal_app.ui.circle.scene import CircleScene, Dress
from journal_app.ui.circle.strokes import draw_line
from journal_app.ui.circle.words import line_words
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import ask_where_to_save
from journal_app.ui.picture_decoding import encode_png
from journal_app.ui.theme.palette import ROLES
from journal_app.ui.theme.tokens import load_colours
from journal_app.ui.theme.typography import Type, text_factor, type_font
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label
from journal_app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_EDGE_PX, TURN_S = 3000, 0.008
_SAMPLE_PX, _GAP_PX = 40, 26


class CircleShare(Card):
    """Opens in the page, below the button that asked for it.

    Signals:
        closed(): it was put away.
    """

    closed = Signal()

    def __init__(self, desk: Desk, model: CircleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, fill_with="sunken")
        self._desk = desk
        self._model = model
        self._build()
        self._connect()
        self.hide()

    def open(self) -> None:
        """Show it, names left out."""
        self._names.setChecked(False)
        self._notice.hide()
        self.show()
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Close it."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _build(self) -> None:
        words = self.tr(
            "Outside the journal anyone who can open a file can look at the picture, and a printer's queue may keep "
            "what is printed. Letters stand in place of the names, and the notes are never on it."
        )
        self._names = TickBox(self.tr("Write the names on it all the same"), self)
        self._save = plain_button(self.tr("Save as a picture…"), "", self)
        self._print = plain_button(self.tr("Print…"), "", self)
        self._close = quiet_button(self.tr("Close"), "x", self)
        self._notice = Notice(self)
        self._notice.hide()
        row = FlowLayout(gap=10, row_gap=8)
        for button in (self._save, self._print, self._close):
            row.addWidget(button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(22, 16, 22, 16)
        inside.setSpacing(10)
        inside.addWidget(Heading(3, self.tr("Save or print the picture"), self))
        inside.addWidget(body_label(self, words))
        inside.addWidget(self._names)
        inside.addLayout(row)
        inside.addWidget(self._notice)

    def _connect(self) -> None:
        self._save.clicked.connect(self._on_save_clicked)
        self._print.clicked.connect(self._on_print_clicked)
        self._close.clicked.connect(self.put_away)

    def _picture(self) -> "CirclePicture":
        return CirclePicture(self._model.circle, self.tr("Me"), has_names=self._names.isChecked())

    def _on_save_clicked(self) -> None:
        name = f"picture-{today(self._desk.clock).isoformat()}.png"
        ask_where_to_save(self, self.tr("Where should the file go?"), self._save_to, suffix="png", name=name)

    def _save_to(self, path: Path) -> None:
        picture = self._picture()
        image = picture.new_image()
        self._go_on(CircleDrawing(picture, image, image.rect().toRectF()), partial(self._save_image, image, path))

    def _go_on(self, drawing: "CircleDrawing", then: Callable[[], None]) -> None:
        """Draw some of the picture a turn, then go on with it."""
        if drawing.draw_some():
            QTimer.singleShot(0, self, partial(self._go_on, drawing, then))
        else:
            then()

    def _save_image(self, image: QImage, path: Path) -> None:
        job = partial(_save, image=image, path=path)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_saved, failed=self._on_jobs_failed)

    def _on_print_clicked(self) -> None:
        from journal_app.ui.print.printing import ask_to_print

        ask_to_print(self, self._print_with)

    def _print_with(self, printer: "QPrinter") -> None:
        page = QRectF(printer.pageRect(printer.Unit.DevicePixel))
        margin = page.width() / 12
        room = QRectF(0, 0, page.width(), page.height()).adjusted(margin, margin, -margin, -margin)
        self._go_on(CircleDrawing(self._picture(), printer, room), self._on_printed)

    def _on_printed(self) -> None:
        self._notice.show_message(self.tr("It is with the printer."))

    def _on_jobs_saved(self, path: Path) -> None:
        words = self.tr("Saved as %1, for anyone to look at who can open it.").replace("%1", str(path))
        self._notice.show_message(words)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._notice.show_failure(sentence(failure.code, **failure.fields))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc close the sheet, and nothing below it."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)


class CirclePicture:
    """A circle on white paper with what its lines mean below it; in letters' stead names only where wished."""

    def __init__(self, circle: Circle, me: str, *, has_names: bool = False) -> None:
        paper = load_colours("contrast")
        colours = {token: QColor(getattr(paper, token)) for token in ROLES}
        self._dress = Dress(colours, text_factor(), has_names, me)
        self._scene = CircleScene(self._dress)
        self._scene.show_circle(circle, None)
        self._legend_height = 36.0 * text_factor()

    def image(self) -> QImage:
        """Return it as a picture, drawn at once."""
        image = self.new_image()
        drawing = CircleDrawing(self, image, image.rect().toRectF())
        while drawing.draw_some():
            pass
        return image

    def new_image(self) -> QImage:
        """Return empty paper for it, twice as fine as on the screen where that is not too large."""
        whole = self._scene.sceneRect()
        fine = min(2.0, MOST_EDGE_PX / max(whole.width(), whole.height()))
        size = QSize(round(whole.width() * fine), round((whole.height() + self._legend_height) * fine))
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(self._dress.colours["canvas"])
        return image

    def pieces(self, room: QRectF) -> Iterator[Callable[[QPainter], None]]:
        """Give what draws one piece of it after the other into a room, as large as it fits."""
        whole = self._scene.sceneRect()
        fit = min(room.width() / whole.width(), room.height() / (whole.height() + self._legend_height))
        for piece in self._scene.pieces():
            yield partial(_draw_at, room.topLeft(), fit, whole.topLeft(), piece)
        legend = QRectF(0, whole.height(), whole.width(), self._legend_height)
        yield partial(_draw_at, room.topLeft(), fit, QPointF(), partial(self._paint_legend, room=legend))

    def _paint_legend(self, painter: QPainter, room: QRectF) -> None:
        dress, factor = self._dress, text_factor()
        painter.setFont(type_font(Type.SMALL))
        metrics = QFontMetricsF(painter.font())
        at = QPointF(room.left() + 12, room.center().y())
        for kind in LineKind:
            end = at + QPointF(_SAMPLE_PX * factor, 0)
            draw_line(painter, QLineF(at, end), kind, dress.colours["ink2"], factor)
            words = line_words(kind)
            painter.setPen(dress.colours["ink"])
            painter.drawText(end + QPointF(8, metrics.ascent() / 2 - 2), words)
            at = end + QPointF(8 + metrics.horizontalAdvance(words) + _GAP_PX * factor, 0)


class CircleDrawing:
    """Draws a picture of a circle on paper of any kind, piece by piece, some of them a turn."""

    def __init__(self, picture: CirclePicture, paper: QPaintDevice, room: QRectF) -> None:
        self._painter = QPainter(paper)  # goes before the paper, should this not come to its end
        self._paper, self._pieces = paper, picture.pieces(room)

    def draw_some(self) -> bool:
        """Draw on for a turn; False once all of it is there."""
        deadline = perf_counter() + TURN_S
        for draw in self._pieces:
            draw(self._painter)
            if perf_counter() > deadline:
                return True
        self._painter.end()
        return False


def _draw_at(to: QPointF, fit: float, start: QPointF, draw: Callable[[QPainter], None], painter: QPainter) -> None:
    """Draw something so much larger, so that what stands at `start` comes to stand at `to`."""
    painter.save()
    painter.translate(to)
    painter.scale(fit, fit)
    painter.translate(-start)
    draw(painter)
    painter.restore()


def _save(_journal: OpenJournal, *, image: QImage, path: Path) -> Path:
    save_bytes(encode_png(image), path)
    return path

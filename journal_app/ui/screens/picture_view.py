"""A picture on its own, in place of the page it belongs to: larger, with a zoom, and the way back by Esc."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal_app.journal.attachments import Attachment
from journal_app.ui.picture_decoding import MOST_ROOM
from journal_app.ui.picture_source import PictureSource
from journal_app.ui.widgets.buttons import icon_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.picture_canvas import STEP, PictureCanvas


class PictureView(QWidget):
    """Shows one picture of a page.

    Signals:
        closed(): back to the page.
        copy_requested(Attachment): save a copy of it outside the vault.
        removal_requested(Attachment): remove it from the page.
    """

    closed = Signal()
    copy_requested = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, source: PictureSource, parent: QWidget | None = None, *, can_remove: bool = True) -> None:
        super().__init__(parent)
        self._can_remove = can_remove
        self._source = source
        self._attachment: Attachment | None = None
        self._build()
        self._connect()
        self._retranslate()

    @property
    def zoom(self) -> float:
        """How large the picture is shown."""
        return self._canvas.zoom

    def show_picture(self, attachment: Attachment, words: str) -> None:
        """Show a picture with what the page says of it; the keyboard is on it."""
        self._attachment = attachment
        self._words.setText(words or attachment.name)
        self._canvas.setAccessibleName(self.tr("Picture: %1").replace("%1", words or attachment.name))
        self._canvas.show_image(QImage())
        self._canvas.setFocus()
        self._source.ask(attachment, MOST_ROOM, self, partial(self._on_source_decoded, attachment))

    def _build(self) -> None:
        self._back = quiet_button("", "chevron-left", self)
        self._smaller = icon_button("zoom-out", "", self)
        self._larger = icon_button("zoom-in", "", self)
        self._fit = quiet_button("", "", self)
        self._copy = quiet_button("", "file-down", self)
        self._remove = quiet_button("", "trash", self)
        self._percent = caption_label(self)
        self._words = caption_label(self)
        self._canvas = PictureCanvas(self)
        actions = FlowLayout()
        for button in (self._back, self._smaller, self._larger, self._fit, self._copy, self._remove):
            actions.addWidget(button)
        self._remove.setVisible(self._can_remove)
        below = QHBoxLayout()
        below.addWidget(self._words, 1)
        below.addWidget(self._percent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(actions)
        layout.addWidget(self._canvas, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._smaller.clicked.connect(self._on_smaller_clicked)
        self._larger.clicked.connect(self._on_larger_clicked)
        self._fit.clicked.connect(self._canvas.fit)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._canvas.zoom_changed.connect(self._on_canvas_zoom_changed)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("Back to the page"))
        self._fit.setText(self.tr("All of it"))
        self._copy.setText(self.tr("Save a copy…"))
        self._remove.setText(self.tr("Remove…"))
        for button, words in ((self._smaller, self.tr("Smaller")), (self._larger, self.tr("Larger"))):
            button.setAccessibleName(words)
            button.setToolTip(words)

    def _on_source_decoded(self, attachment: Attachment, image: QImage | None) -> None:
        if attachment is not self._attachment:
            return
        if image is None:
            self._words.setText(self.tr("This picture can't be shown: its data are damaged or not complete."))
        else:
            self._canvas.show_image(image)

    def _on_smaller_clicked(self) -> None:
        self._canvas.zoom_by(1 / STEP)

    def _on_larger_clicked(self) -> None:
        self._canvas.zoom_by(STEP)

    def _on_copy_clicked(self) -> None:
        if self._attachment is not None:
            self.copy_requested.emit(self._attachment)

    def _on_remove_clicked(self) -> None:
        if self._attachment is not None:
            self.removal_requested.emit(self._attachment)

    def _on_canvas_zoom_changed(self, zoom: float) -> None:
        self._percent.setText(self.tr("%1 %").replace("%1", str(round(zoom * 100))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Esc, wherever in the view the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

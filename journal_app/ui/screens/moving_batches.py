"""The imports that can be taken out again, newest first."""

from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal_app.journal.bringing_in import ImportBatch, ItemKind
from journal_app.ui.screens import vault_backups
from journal_app.ui.screens.kept_amounts import KeptAmounts
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label


class BatchList(QWidget):
    """A line an import; nothing is shown while there is none.

    Signals:
        chosen(ImportBatch): take this one out again.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(Heading(3, self.tr("What was brought in"), self))
        layout.addLayout(self._rows)
        self.hide()

    def show_batches(self, batches: tuple[ImportBatch, ...], zone: ZoneInfo) -> None:
        """List the imports."""
        while item := self._rows.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for batch in batches:
            self._rows.addWidget(self._row(batch, zone))
        self.setVisible(bool(batches))

    def _row(self, batch: ImportBatch, zone: ZoneInfo) -> QWidget:
        line = QWidget(self)
        parts = [moment_words(batch, zone), self._amount_words(batch)]
        if not batch.is_finished:
            parts.append(self.tr("cut short: bring the same in again to go on, or take it out"))
        button = quiet_button(self.tr("Take it out again…"), "", line)
        button.setAccessibleName(self.tr("Take out again what came in on %1").replace("%1", parts[0]))
        button.clicked.connect(partial(self.chosen.emit, batch))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Label("  ·  ".join(parts), parent=line), 1)
        layout.addWidget(button)
        return line

    def _amount_words(self, batch: ImportBatch) -> str:
        """Return in words all that came in, in the order of what a person would miss first."""
        parts = []
        if batch.pages:
            parts.append(self.tr("one page") if batch.pages == 1 else self.tr("%n pages", "", batch.pages))
        if batch.files:
            one = self.tr("one picture or file")
            parts.append(one if batch.files == 1 else self.tr("%n pictures and files", "", batch.files))
        parts += KeptAmounts(self).words(batch.kept)
        if words := batch.counts.get(ItemKind.WORD, 0):
            one = self.tr("one word for the spelling")
            parts.append(one if words == 1 else self.tr("%n words for the spelling", "", words))
        if any(kind in batch.counts for kind in (ItemKind.WISH, ItemKind.SET_ASIDE, ItemKind.PRACTICE_NEVER)):
            parts.append(self.tr("your wishes"))
        return ", ".join(parts)


def moment_words(batch: ImportBatch, zone: ZoneInfo) -> str:
    """Return when an import was made, in the person's own zone."""
    return vault_backups.moment_words(batch.begun_at.astimezone(zone))

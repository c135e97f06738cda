"""Take one page, or some, out of the journal as plain text: what that means first, then the ways."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.entries import EntryId
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui import share_jobs
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import ask_where_to_save
from journal_app.ui.share_jobs import MOST_PAGES, SharedForm
from journal_app.ui.widgets.buttons import Button, plain_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.print_preview import PrintPreview

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from journal_app.ui.print.preview import Preview


class ShareSheet(Card):
    """Opens in the page, below the button that asked for it; `open_for` takes any entries.

    Signals:
        closed(): it was put away.
    """

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, fill_with="sunken")
        self._desk = desk
        self._entry_ids: tuple[EntryId, ...] = ()
        self._build()
        self._connect()
        self.hide()

    def open_for(self, entry_ids: Sequence[EntryId]) -> None:
        """Open for some entries, the first few hundred of them."""
        self._entry_ids = tuple(entry_ids[:MOST_PAGES])
        count = len(self._entry_ids)
        self._title.setText(
            self.tr("Copy, print or save this page")
            if count == 1
            else self.tr("Copy, print or save %n pages", "", count)
        )
        self._notice.hide()
        self._preview.put_away()
        self._save_picture.hide()
        job = partial(share_jobs.has_drawings, entry_ids=self._entry_ids)
        self._desk.jobs.run(job, owner=self, done=self._save_picture.setVisible, failed=self._on_jobs_failed)
        self.show()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Close it."""
        self._entry_ids = ()
        self._preview.put_away()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _build(self) -> None:
        self._title = Heading(3, "", self)
        words = self.tr(
            "Outside the journal it is plain text. Other programs can read what is copied, a printer's queue may keep "
            "what is printed, and anyone who can open a file can read it. What you copy is taken back after half a "
            "minute."
        )
        self._text = plain_button(self.tr("Copy as text"), "", self)
        self._markdown = plain_button(self.tr("Copy as Markdown"), "", self)
        self._look = plain_button(self.tr("See it on paper first"), "", self)
        self._print = plain_button(self.tr("Print…"), "", self)
        self._save_pdf = plain_button(self.tr("Save as PDF…"), "", self)
        self._save_markdown = plain_button(self.tr("Save as Markdown…"), "", self)
        self._save_picture = plain_button(self.tr("Save what is drawn as a picture…"), "", self)
        self._close = quiet_button(self.tr("Close"), "x", self)
        self._notice = Notice(self)
        self._notice.hide()
        row = FlowLayout(gap=10, row_gap=8)
        for button in (*self._ways(), self._close):
            row.addWidget(button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(22, 16, 22, 16)
        inside.setSpacing(10)
        inside.addWidget(self._title)
        inside.addWidget(body_label(self, words))
        inside.addLayout(row)
        inside.addWidget(self._notice)
        self._preview = PrintPreview(self)
        inside.addWidget(self._preview)

    def _ways(self) -> tuple[Button, ...]:
        return (
            self._text,
            self._markdown,
            self._look,
            self._print,
            self._save_pdf,
            self._save_markdown,
            self._save_picture,
        )

    def _connect(self) -> None:
        self._text.clicked.connect(partial(self._copy, SharedForm.TEXT))
        self._markdown.clicked.connect(partial(self._copy, SharedForm.MARKDOWN))
        self._look.clicked.connect(self._on_look_clicked)
        self._preview.print_requested.connect(self._on_print_clicked)
        self._preview.closed.connect(self._on_preview_closed)
        self._print.clicked.connect(self._on_print_clicked)
        self._save_pdf.clicked.connect(partial(self._ask_where, SharedForm.PDF))
        self._save_markdown.clicked.connect(partial(self._ask_where, SharedForm.MARKDOWN))
        self._save_picture.clicked.connect(partial(self._ask_where, SharedForm.PICTURE))
        self._close.clicked.connect(self.put_away)

    def _copy(self, form: SharedForm) -> None:
        job = partial(share_jobs.text_of, entry_ids=self._entry_ids, form=form)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_text_made, failed=self._on_jobs_failed)

    def _ask_where(self, form: SharedForm) -> None:
        name = f"page-{today(self._desk.clock).isoformat()}.{form}"
        save = partial(self._save_to, form)
        ask_where_to_save(self, self.tr("Where should the file go?"), save, suffix=str(form), name=name)

    def _save_to(self, form: SharedForm, path: Path) -> None:
        job = partial(share_jobs.save, entry_ids=self._entry_ids, form=form, path=path)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_saved, failed=self._on_jobs_failed)

    def _print_with(self, printer: "QPrinter") -> None:
        job = partial(share_jobs.print_on, entry_ids=self._entry_ids, printer=printer)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_printed, failed=self._on_jobs_failed)

    def _on_look_clicked(self, _is_checked: bool = False) -> None:
        job = partial(share_jobs.preview, entry_ids=self._entry_ids)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_painted, failed=self._on_jobs_failed)

    def _on_jobs_painted(self, painted: "Preview") -> None:
        if self._entry_ids and self.isVisible():
            self._notice.hide()
            self._preview.show_pages(painted.pages, painted.count)

    def _on_preview_closed(self) -> None:
        self._look.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_print_clicked(self) -> None:
        from journal_app.ui.print.printing import ask_to_print

        ask_to_print(self, self._print_with)

    def _on_jobs_text_made(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._notice.show_message(
            self.tr("Copied. In half a minute it is taken back, unless you copied something else.")
        )

    def _on_jobs_saved(self, path: Path) -> None:
        words = self.tr("Saved as %1, for anyone to read who can open it.").replace("%1", str(path))
        self._notice.show_message(words)

    def _on_jobs_printed(self, _nothing: None) -> None:
        self._notice.show_message(self.tr("It is with the printer."))

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._notice.show_failure(sentence(failure.code, **failure.fields))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc close the sheet, and nothing below it."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

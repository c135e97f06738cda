"""Put pages on paper through the system's own dialog, or into a PDF; nothing of them is told to the printer's queue.

The queue and the file's own fields get neutral words: they outlive the paper, and others see them.
"""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from journal_app.ui.file_dialog import close_settings
from journal_app.ui.text_guard import force_plain_labels

JOB_NAME = "Document"
DOTS_AN_INCH = 600


def ask_to_print(parent: QWidget, chosen: Callable[[QPrinter], None]) -> QPrintDialog:
    """Ask for a printer; `chosen` is called with it, ready, unless the person thinks better of it."""
    close_settings()  # the dialog asks for a file's place by one of Qt's that remembers it
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB_NAME)
    printer.setCreator("")
    printer.setFullPage(True)  # Qt leaves two centimetres round a document by itself
    dialog = QPrintDialog(printer, parent)
    force_plain_labels(dialog)

    def on_dialog_finished(result: int) -> None:
        dialog.deleteLater()
        if result == QPrintDialog.DialogCode.Accepted:
            chosen(printer)

    dialog.finished.connect(on_dialog_finished)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def print_document(document: QTextDocument, printer: QPrinter) -> None:
    """Paint a document on paper."""
    document.print_(printer)


def pdf_bytes(document: QTextDocument) -> bytes:
    """Return a document as a PDF with no fields that tell of it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("")
    writer.setCreator("")
    writer.setResolution(DOTS_AN_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    document.print_(writer)
    return bytes(buffer.data().data())

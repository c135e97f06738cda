"""The printer's dialog: neutral words for the queue, nothing remembered, and a printer only if one was chosen."""

import pytest
from PySide6.QtCore import QSettings  # noqa: TID251 - asks where Qt's own would go
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journal_app.ui.file_dialog import NO_PLACE
from journal_app.ui.print.printing import JOB_NAME, ask_to_print


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """What the dialog belongs to."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_ask_to_print__chosen__gives_a_printer_whose_queue_learns_nothing(page: QWidget) -> None:
    chosen: list[QPrinter] = []
    dialog = ask_to_print(page, chosen.append)

    dialog.done(QPrintDialog.DialogCode.Accepted)

    [printer] = chosen
    assert (printer.docName(), printer.creator()) == (JOB_NAME, "")
    assert QSettings("QtProject").fileName().startswith(NO_PLACE)


def test_ask_to_print__cancelled__gives_none(page: QWidget) -> None:
    chosen: list[QPrinter] = []
    dialog = ask_to_print(page, chosen.append)

    dialog.reject()

    assert chosen == []

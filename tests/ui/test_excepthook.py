"""T9 in the window: an exception in a slot, an event, a job or a thread says one calm sentence, and no word of mine."""

import logging
import sys
import threading
import warnings

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import VaultThread
from journal_app.ui.excepthook import FaultTeller

CANARY = "Zwölf Briefe an Ñandú"


class Fails(QWidget):
    """Fails in each way a widget can, with a person's words in the message and in the locals."""

    asked = Signal()

    def __init__(self):
        super().__init__()
        self.words = CANARY
        self.asked.connect(self.fail)

    def fail(self):
        words = self.words
        raise ValueError(words)

    def paintEvent(self, event):
        self.fail()


@pytest.fixture
def teller(monkeypatch):
    """The hooks of this process, put back as they were afterwards."""
    for owner, name in (
        (sys, "excepthook"),
        (sys, "unraisablehook"),
        (threading, "excepthook"),
        (warnings, "showwarning"),
        (logging, "lastResort"),
        (logging, "raiseExceptions"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    parent = QObject()
    yield FaultTeller(parent)
    parent.deleteLater()


@pytest.fixture
def told(teller):
    failures = []
    teller.fault_met.connect(failures.append)
    return failures


def in_a_slot(qtbot, widget):
    widget.asked.emit()


def in_a_timer(qtbot, widget):
    QTimer.singleShot(0, widget.fail)


def in_painting(qtbot, widget):
    widget.show()
    widget.repaint()
    widget.repaint()


def in_a_thread(qtbot, widget):
    threading.Thread(target=widget.fail).start()


@pytest.mark.no_qt_log
@pytest.mark.parametrize("way", [in_a_slot, in_a_timer, in_painting, in_a_thread])
def test_fault__anywhere_in_the_window__is_told_once_and_without_words(qtbot, capfd, told, way):
    widget = Fails()
    qtbot.addWidget(widget)

    way(qtbot, widget)

    qtbot.waitUntil(lambda: bool(told))
    output = "".join(capfd.readouterr())
    assert [(failure.code, failure.fields) for failure in told] == [("unexpected", {"kind": "ValueError"})]
    assert "ValueError" in output
    assert "Briefe" not in output
    assert "Briefe" not in sentence(told[0].code, **told[0].fields)


def test_fault__in_a_job__is_told_by_its_type_alone(qtbot, capfd, told):
    jobs = VaultThread(ChangeHub())
    failures = []
    jobs.job_failed.connect(failures.append)

    def fail():
        words = CANARY
        raise ValueError(words)

    jobs.call(fail, owner=jobs)
    qtbot.waitUntil(lambda: bool(failures))
    jobs.stop()

    assert "Briefe" not in repr(failures) + "".join(capfd.readouterr())
    assert sentence(failures[0].code, **failures[0].fields) == sentence("unexpected")

"""A person at the real window, in a process of its own: unlock, title, write, keep, search, copy, begin a page, lock.

Reads one line of JSON on standard input (what is typed; with `pin`, as a guest), and then a line for each thing to do:
`break`, `lock`, `end` (a guest's session) or `leave`. Everything typed goes to the widget with the keyboard, as key
events. Not a test: `conftest.py` starts it.
"""

import json
import os
import sys
import threading

from journal_app.settings.faults import keep_faults_quiet
from journal_app.settings.hardening import harden_process

harden_process()
keep_faults_quiet()

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, QUrl, Signal  # noqa: E402  as the program does: hardened first
from PySide6.QtGui import QImage, QKeyEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit  # noqa: E402

from journal_app.app import run_window  # noqa: E402
from journal_app.ui.widgets.attachment_tile import AttachmentTile  # noqa: E402
from journal_app.ui.widgets.editor import PageEditor  # noqa: E402
from journal_app.ui.widgets.reading_text import ReadingText  # noqa: E402
from journal_app.ui.widgets.title_field import TitleField  # noqa: E402
from journal_app.vault.unlocked import Vault  # noqa: E402

CONTROL = Qt.KeyboardModifier.ControlModifier
TURN_MS = 15
MOST_TURNS = 60_000 // TURN_MS


class Person(QObject):
    """Does one step after another, each as soon as what it waits for is there."""

    told = Signal(str)

    def __init__(self, window, typed):
        super().__init__(window)
        self.window, self.typed = window, typed
        self.warm = self.unlocked = False
        self.word = ""
        self.turns = 0
        self.steps = self.live()
        self.awaited = next(self.steps)
        window.warmed_up.connect(lambda: setattr(self, "warm", True))
        window.unlocked.connect(lambda: setattr(self, "unlocked", True))
        self.told.connect(lambda word: setattr(self, "word", word))
        threading.Thread(target=self.listen, daemon=True).start()
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.turn)
        self.timer.start(TURN_MS)

    def live(self):
        yield lambda: self.warm and self.has_keyboard(QLineEdit)
        if "pin" in self.typed:
            yield from self.begin_as_guest()
        else:
            self.type(self.typed["passphrase"])
            self.press(Qt.Key.Key_Return)
        yield lambda: self.unlocked
        self.press(Qt.Key.Key_N, CONTROL)
        yield lambda: self.has_keyboard(PageEditor)
        self.type(self.typed["body"])
        self.find(TitleField).setFocus()
        self.type(self.typed["title"])
        yield lambda: self.sees("Not kept" if "pin" in self.typed else "Saved and encrypted")
        self.press(Qt.Key.Key_Return, CONTROL)
        yield lambda: self.find(ReadingText) is not None
        self.find(ReadingText).setFocus()
        self.press(Qt.Key.Key_A, CONTROL)
        self.press(Qt.Key.Key_C, CONTROL)
        self.press(Qt.Key.Key_F, CONTROL)
        yield lambda: self.has_keyboard(QLineEdit)
        self.type(self.typed["search"])
        self.settle = 40
        yield self.is_settled
        self.press(Qt.Key.Key_N, CONTROL)
        yield lambda: self.has_keyboard(PageEditor)
        self.type(self.typed["draft"])
        self.settle = 5
        yield self.is_settled
        if "file" in self.typed:
            yield from self.add_a_file_and_a_picture()
        print("ready", flush=True)
        yield lambda: self.word
        if self.word == "break":
            yield from self.meet_faults()
        if self.word == "lock":
            self.press(Qt.Key.Key_L, CONTROL)
        elif self.word == "end":
            self.click("End the session…")
            yield lambda: self.button("End, keep nothing") is not None
            self.click("End, keep nothing")
        else:
            self.window.close()
        yield lambda: False

    def add_a_file_and_a_picture(self):
        """Paste a file and then a picture onto the page, and look at the picture by itself."""
        for offered in (self.offered_file, self.offered_picture):
            before = len(self.tiles())
            self.find(PageEditor).insertFromMimeData(offered())
            yield lambda before=before: len(self.tiles()) > before
        self.settle = 20
        yield self.is_settled
        self.tiles()[-1].menu().actions()[0].trigger()
        self.settle = 20
        yield self.is_settled
        self.press(Qt.Key.Key_Escape)
        yield lambda: self.has_keyboard(PageEditor)

    def offered_file(self):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self.typed["file"])])
        return data

    def offered_picture(self):
        picture = QImage(400, 300, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.darkGreen)
        picture.setText("Comment", self.typed["kept"])
        data = QMimeData()
        data.setImageData(picture)
        return data

    def tiles(self):
        return [one for one in self.window.findChildren(AttachmentTile) if one.isVisible()]

    def begin_as_guest(self):
        """Choose a PIN, twice, and begin."""
        self.click("Write as a guest")
        yield lambda: self.button("Begin") is not None and self.has_keyboard(QLineEdit)
        for _ in range(2):
            self.type(self.typed["pin"])
            QApplication.focusWidget().window().focusNextChild()
            while not self.has_keyboard(QLineEdit) and not self.button("Begin").hasFocus():
                QApplication.focusWidget().window().focusNextChild()
        yield lambda: self.button("Begin").isEnabled()
        self.click("Begin")

    def button(self, words):
        found = (one for one in self.window.findChildren(QAbstractButton) if one.isVisible())
        return next((one for one in found if one.text() == words), None)

    def click(self, words):
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)

    def meet_faults(self):
        """Let every use of the vault, a slot and a thread fail with what was typed in the words and the locals."""
        self.word = ""
        Vault.read = Vault.write = lambda _vault: self.fail()
        self.type(self.typed["body"])
        QTimer.singleShot(0, self.fail)
        threading.Thread(target=self.fail).start()
        self.settle = 60
        yield self.is_settled
        self.press(Qt.Key.Key_2, CONTROL)
        self.press(Qt.Key.Key_F, CONTROL)
        self.settle = 60
        yield self.is_settled
        print("broken", flush=True)
        yield lambda: self.word

    def fail(self):
        words = " ".join(self.typed.values())
        try:
            {}[words]
        except KeyError as error:
            raise ValueError(words) from error

    def turn(self):
        self.turns += 1
        if self.turns > MOST_TURNS:
            print("stuck", self.steps.gi_frame.f_lineno, type(QApplication.focusWidget()).__name__, flush=True)
            os._exit(3)
        if QApplication.activeWindow() is None and self.turns % 20 == 0:
            self.window.activateWindow()  # a screen without a window manager gives nobody the keyboard
        if self.awaited():
            self.awaited = next(self.steps)

    def listen(self):
        for line in iter(sys.stdin.readline, ""):
            self.told.emit(line.strip())

    def is_settled(self):
        self.settle -= 1
        return self.settle <= 0

    def type(self, words):
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def has_keyboard(self, kind):
        return isinstance(QApplication.focusWidget(), kind)

    def find(self, kind):
        return next((one for one in self.window.findChildren(kind) if one.isVisible()), None)

    def sees(self, words):
        return any(words in label.text() for label in self.window.findChildren(QLabel) if label.isVisible())


if __name__ == "__main__":
    typed = json.loads(sys.stdin.readline())
    sys.exit(run_window(None, watch=lambda window: Person(window, typed)))

"""The first run: what this is and is not, a passphrase, leaving in a hurry, gentle settings. Under two minutes.

Nothing here makes or judges a passphrase: that happens in the vault's thread, and this screen asks for it by signals.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.ui.screens.welcome_leaving import LeavingPage
from journal_app.ui.screens.welcome_pages import AboutPage, GentlePage, RecoveryPage, WelcomePage
from journal_app.ui.screens.welcome_passphrase import PassphrasePage


class WelcomeScreen(QWidget):
    """Leads a new person to a journal of their own.

    Signals:
        create_requested(str, bool, GentleChoices): make a journal with this passphrase, with a recovery code or not.
        words_requested(): make six words and hand them to `show_words`.
        judge_requested(str): judge a passphrase and hand the verdict to `show_judgement`, in the order asked.
        open_folder_requested(): open a journal that lies in another folder.
        guest_requested(): write as a guest.
        promises_requested(): show what this protects, and what it can't.
        support_requested(): show Support.
        back_requested(): leave the first run again; only offered where there is somewhere to go back to.
        finished(): the recovery code is written down; open the journal.
    """

    create_requested = Signal(str, bool, object)
    words_requested = Signal()
    judge_requested = Signal(str)
    open_folder_requested = Signal()
    guest_requested = Signal()
    promises_requested = Signal()
    support_requested = Signal()
    back_requested = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None, *, can_go_back: bool = False) -> None:
        super().__init__(parent)
        self._can_go_back = can_go_back
        self._is_busy = False
        self._build()
        self._connect()
        self._retranslate()

    def show_words(self, words: str) -> None:
        """Offer six words that were made just now."""
        self._passphrase.show_words(words)

    def show_judgement(self, code: str, is_enough: bool) -> None:
        """Show the verdict on the passphrase that was asked about first and is not answered yet."""
        self._passphrase.show_judgement(code, is_enough)

    def show_busy(self, is_busy: bool) -> None:
        """Say that the journal is being made, and take no second wish meanwhile."""
        self._is_busy = is_busy
        self._gentle.show_busy(is_busy)

    def show_failure(self, sentence: str) -> None:
        """Say on the page in front why something could not be done; all that was typed stays."""
        self.show_busy(False)
        self._passphrase.forget_questions()
        self._page.notice.show_failure(sentence)

    def show_recovery_code(self, code: str) -> None:
        """Show the recovery code, this once; `finished` follows when it has been written down."""
        self._recovery.show_code(code)
        self._turn_to(self._recovery)

    @property
    def _page(self) -> WelcomePage:
        return self._pages[self._stack.currentIndex()]

    def _build(self) -> None:
        self._about = AboutPage(self)
        self._passphrase = PassphrasePage(self)
        self._leaving = LeavingPage(self)
        self._gentle = GentlePage(self)
        self._recovery = RecoveryPage(self)
        self._pages: tuple[WelcomePage, ...] = (
            self._about, self._passphrase, self._leaving, self._gentle, self._recovery,
        )  # fmt: skip
        self._about.back.setVisible(self._can_go_back)
        self._stack = QStackedWidget(self)
        for page in self._pages:
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        for page in self._pages:
            page.next_requested.connect(self._on_page_next_requested)
            page.back_requested.connect(self._on_page_back_requested)
            page.support_requested.connect(self.support_requested)
        self._about.open_folder_requested.connect(self.open_folder_requested)
        self._about.guest_requested.connect(self.guest_requested)
        self._about.promises_requested.connect(self.promises_requested)
        self._passphrase.words_requested.connect(self.words_requested)
        self._passphrase.judge_requested.connect(self.judge_requested)

    def _retranslate(self) -> None:
        for number, page in enumerate((self._about, self._passphrase, self._leaving, self._gentle), start=1):
            page.set_place(self.tr("%1 of 4").replace("%1", str(number)))
        self._recovery.set_place("")

    def _turn_to(self, page: WelcomePage) -> None:
        self._stack.setCurrentWidget(page)
        page.begin()

    def _create(self) -> None:
        page = self._passphrase
        self.create_requested.emit(page.passphrase, page.wants_recovery_code, self._gentle.choices())

    def _on_page_next_requested(self) -> None:
        if self._page is self._recovery:
            self._recovery.forget_code()
            self.finished.emit()
        elif self._page is self._gentle:
            self._create()
        else:
            self._turn_to(self._pages[self._stack.currentIndex() + 1])

    def _on_page_back_requested(self) -> None:
        if self._page is self._about:
            self.back_requested.emit()
        else:
            self._turn_to(self._pages[self._stack.currentIndex() - 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back a page, where there is a page to go back to."""
        if event.key() == Qt.Key.Key_Escape and self._page.back.isVisible() and not self._is_busy:
            self._on_page_back_requested()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on the page in front."""
        super().showEvent(event)
        self._page.first().setFocus(Qt.FocusReason.OtherFocusReason)

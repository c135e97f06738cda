"""The cover: an unlock window over a journal that can't be closed yet, because its last words could not be saved.

It is the same process, so the words are still in it; only the passphrase shows them again. Saving is tried every five
seconds, and once it works the window is left as it should have been.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import Failure, VaultThread
from journal_app.ui.leaving import Flush, Reason
from journal_app.ui.screens.unlock import UnlockScreen
from journal_app.vault.passphrase import wait_after_wrong_tries
from journal_app.vault.secret_check import SecretCheck

RETRY_MS = 5000


class Cover(QObject):
    """Stands in front of the pages until the passphrase is given or the words are saved.

    Signals:
        lifted(): the passphrase was right; the pages may be shown.
        kept(Reason): the words are saved now; leave for the reason there was.
        support_requested(): show Support.
    """

    lifted = Signal()
    kept = Signal(object)
    support_requested = Signal()

    def __init__(
        self, stack: QStackedWidget, reason: Reason, secrets: SecretCheck, flush: Flush, parent: QObject | None = None
    ) -> None:
        """`flush` saves what is not saved and tells whether all is kept; it is asked every five seconds."""
        super().__init__(parent)
        self._stack = stack
        self._reason = reason
        self._secrets = secrets
        self._flush = flush
        self._wrong_tries = 0
        self._is_asking = False
        self.screen = UnlockScreen(stack, is_cover=True)
        # Its own thread: the vault's may be the very one that hangs.
        self._hub = ChangeHub(self)
        self._jobs = VaultThread(self._hub, self)
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._connect()

    def raise_up(self) -> None:
        """Stand in front, and begin to try."""
        self._stack.addWidget(self.screen)
        self._stack.setCurrentWidget(self.screen)
        self._retry.start()

    def take_away(self) -> None:
        """Stop trying and go."""
        self._retry.stop()
        self._jobs.stop()
        self._stack.removeWidget(self.screen)
        self.screen.deleteLater()
        self.deleteLater()

    def _connect(self) -> None:
        self.screen.unlock_requested.connect(self._on_screen_unlock_requested)
        self.screen.support_requested.connect(self.support_requested)
        self._retry.timeout.connect(self._on_retry_timeout)

    def _on_screen_unlock_requested(self, secret: str, is_recovery_code: bool) -> None:
        self.screen.show_busy(True)
        work: Callable[[], None] = partial(self._secrets.check, secret, is_recovery_code=is_recovery_code)
        self._jobs.call(work, owner=self, done=self._on_jobs_checked, failed=self._on_jobs_refused)

    def _on_jobs_checked(self, _nothing: None) -> None:
        self.lifted.emit()

    def _on_jobs_refused(self, failure: Failure) -> None:
        self.screen.show_failure(sentence(failure.code, **failure.fields))
        if failure.code in ("wrong_passphrase", "wrong_recovery_code"):
            self._wrong_tries += 1
            self.screen.wait(wait_after_wrong_tries(self._wrong_tries))

    def _on_retry_timeout(self) -> None:
        if not self._is_asking:
            self._is_asking = True
            self._flush(self._on_page_flushed)

    def _on_page_flushed(self, is_kept: bool) -> None:
        """Leave at last; but not under the hands of someone who is just typing the passphrase."""
        self._is_asking = False
        if is_kept and self._retry.isActive() and not self.screen.is_in_use:
            self._retry.stop()
            self.kept.emit(self._reason)

"""A notice that waits for an answer: one button that does it, and one that leaves things as they are."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.notice import Notice

Answer = Callable[[], None]

_INDENT_PX = 40


class ChoiceNotice(QWidget):
    """Tells something, or asks and calls the answer that was given; a new message takes an open question back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._yes: Answer | None = None
        self._no: Answer | None = None
        self._build()
        self._notice.action_requested.connect(self._on_notice_action_requested)
        self._leave.clicked.connect(self._on_leave_clicked)
        self.hide()

    @property
    def text(self) -> str:
        """The words now shown."""
        return "" if self.isHidden() else self._notice.text

    @property
    def is_asking(self) -> bool:
        """Whether an answer is waited for."""
        return self._yes is not None

    def say(self, words: str) -> None:
        """Tell something good to know."""
        self._forget()
        self._notice.show_message(words)
        self.show()

    def say_failure(self, words: str) -> None:
        """Tell what could not be done."""
        self._forget()
        self._notice.show_failure(words)
        self.show()

    def ask(self, words: str, action: str, yes: Answer, leave: str, no: Answer | None = None) -> None:
        """Ask before something that matters; the keyboard goes to the answer that leaves things as they are."""
        self._forget()
        self._yes, self._no = yes, no
        self._leave.setText(leave)
        self._leave.show()
        self._notice.show_question(words, action)
        self.show()
        self._leave.setFocus()

    def clear(self) -> None:
        """Show nothing; a question that was open is not answered."""
        self._forget()
        self.hide()

    def _build(self) -> None:
        self._notice = Notice(self)
        self._leave = quiet_button("", "", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        below = QHBoxLayout()
        below.addSpacing(_INDENT_PX)  # below the other answer, on whichever side that is
        below.addWidget(self._leave)
        below.addStretch(1)
        layout.addWidget(self._notice)
        layout.addLayout(below)

    def _forget(self) -> None:
        self._yes = self._no = None
        self._leave.hide()

    def _on_notice_action_requested(self) -> None:
        yes = self._yes
        self.clear()
        if yes is not None:
            yes()

    def _on_leave_clicked(self) -> None:
        no = self._no
        self.clear()
        if no is not None:
            no()

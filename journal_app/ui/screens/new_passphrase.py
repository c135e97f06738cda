"""A new passphrase for a journal that is open: the page of the first run, with proof of the old secret above it."""

from PySide6.QtWidgets import QWidget

from journal_app.ui.screens.welcome_passphrase import PassphrasePage
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.secret_field import SecretField


class NewPassphrasePage(PassphrasePage):
    """Asks for the present passphrase (or the recovery code, for one that was forgotten) and for the new one.

    Its `next_requested` means: both are there. Its `back_requested` means: leave all as it is.
    """

    def __init__(self, parent: QWidget | None = None, *, has_old: bool = True) -> None:
        super().__init__(parent)
        self._has_old = has_old
        self._is_recovery_code = False
        self._is_busy = False
        self._action = ""
        self._old = SecretField(self)
        self._other_way = quiet_button("", "", self)
        self._add_old()
        self.support.hide()
        self.set_place("")
        self._name_old()

    @property
    def old_secret(self) -> str:
        """What was typed as proof."""
        return self._old.text

    @property
    def is_recovery_code(self) -> bool:
        """Whether the proof is a recovery code."""
        return self._is_recovery_code

    def ask(
        self, heading: str, lead: str, action: str, *, can_use_code: bool, offers_code: bool, by_code: bool = False
    ) -> None:
        """Begin afresh, `by_code` with the recovery code as proof; `offers_code` offers one with the new passphrase."""
        self._action = action
        self.heading.setText(heading)
        self._page.setAccessibleName(heading)
        self._lead.setText(lead)
        self._is_recovery_code = by_code
        self._name_old()
        self._old.show_text(by_code)
        for field in (self._old, self._own, self._again):
            field.clear()
        self._say_rule()
        self._made.setChecked(True)
        self._words = ""
        self._words_label.setText("")
        self._kept.setChecked(False)
        self._old.setVisible(self._has_old)
        self._other_way.setVisible(self._has_old and can_use_code)
        self._recovery.setChecked(False)
        self._recovery.setVisible(offers_code)
        self.notice.hide()
        self.show_busy(False)
        self.begin()

    def show_busy(self, is_busy: bool) -> None:
        """Say that it is being done, and take no second wish meanwhile."""
        self._is_busy = is_busy
        self.back.setEnabled(not is_busy)
        self.next.setText(self.tr("A moment…") if is_busy else self._action)

    def show_failure(self, sentence: str) -> None:
        """Say why it could not be done; all that was typed stays."""
        self.show_busy(False)
        self.forget_questions()
        self.notice.show_failure(sentence)

    def forget(self) -> None:
        """Forget every secret on the page."""
        for field in (self._old, self._own, self._again):
            field.clear()
        self._words = ""
        self._words_label.setText("")

    def whats_missing(self) -> str:
        """Return what still stands in the way, the proof first."""
        if self._has_old and not self._old.text:
            code = self.tr("Please type the recovery code.")
            return code if self._is_recovery_code else self.tr("Please type your present passphrase.")
        return super().whats_missing()

    def go_on(self) -> None:
        """Go on once."""
        if not self._is_busy:
            super().go_on()

    def first(self) -> QWidget:
        """Begin with the proof."""
        return self._old if self._has_old else super().first()

    def _add_old(self) -> None:
        row = FlowLayout()
        row.addWidget(self._other_way)
        self.column.insertWidget(1, self._old)
        self.column.insertLayout(2, row)
        QWidget.setTabOrder(self._old, self._other_way)
        QWidget.setTabOrder(self._other_way, self._made)
        self._old.edited.connect(self.notice.hide)
        self._other_way.clicked.connect(self._on_other_way_clicked)

    def _name_old(self) -> None:
        if self._is_recovery_code:
            self._old.set_words(self.tr("Recovery code"), self.tr("Show what I type"))
            self._other_way.setText(self.tr("Use the present passphrase"))
        else:
            self._old.set_words(self.tr("Present passphrase"), self.tr("Show what I type"))
            self._other_way.setText(self.tr("Forgotten? Use the recovery code"))

    def _on_other_way_clicked(self) -> None:
        self._is_recovery_code = not self._is_recovery_code
        self._old.clear()
        self._old.show_text(self._is_recovery_code)
        self._name_old()
        self._old.focus()

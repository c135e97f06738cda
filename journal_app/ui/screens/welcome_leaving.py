"""The first run's page about leaving in a hurry: how to hide everything, what happens then, and what it can't do."""

from PySide6.QtWidgets import QWidget

from journal_app.ui.screens.welcome_pages import WelcomePage, beside_icon
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.labels import Label, question_label

_ICONS = ("eye-off", "lock", "circle-alert")


class LeavingPage(WelcomePage):
    """Three short points; nothing is asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = question_label(self)
        self._points = [Label("", Type.BODY, "ink", self) for _icon in _ICONS]
        self.column.addWidget(self._lead)
        self.column.addSpacing(4)
        for icon_name, words in zip(_ICONS, self._points, strict=True):
            self.column.addLayout(beside_icon(icon_name, words, self))
        self._lay_out()
        self._retranslate()

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Leaving in a hurry"))
        self._page.setAccessibleName(self.heading.text())
        self._lead.setText(self.tr("If someone walks in, everything can be off the screen in a moment."))
        points = (
            self.tr(
                "Press Shift three times within five seconds, or choose ‘Hide now’ at the end of the list of places. "
                "Your page is kept, every window goes, and none comes back by itself."
            ),
            self.tr(
                "After three minutes with nobody there, and whenever the computer is locked or goes to sleep, the "
                "window locks. Only your passphrase opens it again."
            ),
            self.tr(
                "It can't take back what was seen already, nor hide from a camera, a spying program or someone who "
                "controls this computer. That a program was open may still be noticed."
            ),
        )
        for label, words in zip(self._points, points, strict=True):
            label.setText(words)
        self.next.setText(self.tr("Continue"))

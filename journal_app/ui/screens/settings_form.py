"""The form of the app-wide settings, built from their one table: the rule of a setting chooses its control."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from journal_app.settings.preferences import Preferences
from journal_app.settings.rules import Between, OneOf, ShortText, YesNo
from journal_app.settings.settings_table import Scope, Setting, settings_table
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label, caption_label

ELSEWHERE = frozenset({"language", "support_region", "spelling_shown"})
"""Settings without a row here: one language so far, the region is chosen on the Support page itself, and spelling has a
form of its own."""


class SettingsForm(QWidget):
    """One group a scope; every change is in force at once and written at once."""

    def __init__(self, store: PreferencesStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._controls: dict[str, QWidget] = {}
        self._build()
        store.preferences_changed.connect(self._on_store_preferences_changed)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for scope in Scope:
            rows = [setting for setting in settings_table() if setting.scope is scope and setting.name not in ELSEWHERE]
            if rows:
                layout.addSpacing(8)
                layout.addWidget(Heading(2, self._scope_words(scope), self))
                layout.addLayout(self._group(rows))
                if scope is Scope.LEAVING:
                    layout.addWidget(caption_label(self, self._leaving_words()))

    def _scope_words(self, scope: Scope) -> str:
        return {
            Scope.LOOK: self.tr("How it looks"),
            Scope.PAGE: self.tr("The page you write on"),
            Scope.WINDOW: self.tr("The window"),
            Scope.LEAVING: self.tr("Leaving"),
            Scope.COMPUTER: self.tr("This computer"),
        }[scope]

    def _leaving_words(self) -> str:
        return self.tr(
            "Locking and hiding keep your page and end the program, so that nothing of it stays in memory. They can't "
            "take back what was seen already, nor hide from a camera, a spying program or someone who controls this "
            "computer."
        )

    def _group(self, settings: list[Setting]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        for setting in settings:
            self._add_row(grid, setting)
        return grid

    def _add_row(self, grid: QGridLayout, setting: Setting) -> None:
        row = grid.rowCount()
        control = self._controls[setting.name] = self._control(setting)
        if isinstance(control, TickBox):
            grid.addWidget(control, row, 0, 1, 2)
        else:
            label = Label(translated(setting.label), parent=self)
            label.setBuddy(control)
            control.setAccessibleName(label.text())
            grid.addWidget(label, row, 0)
            grid.addWidget(control, row, 1)
        if setting.note and isinstance(control, TickBox):
            control.set_about(translated(setting.note))
        elif setting.note:
            note = caption_label(self, translated(setting.note))
            control.setAccessibleDescription(note.text())
            grid.addWidget(note, row + 1, 0, 1, 2)

    def _control(self, setting: Setting) -> QWidget:
        value = getattr(self._store.preferences, setting.name)
        change = partial(self._on_control_changed, setting)
        match setting.rule:
            case OneOf(choices=choices):
                return self._list([(stored, translated(words)) for stored, words in choices], value, change)
            case Between(low=low, high=high, step=step, unit=unit):
                numbers = sorted({*range(low, high + 1, step), value})
                return self._list([(number, f"{number} {unit}".strip()) for number in numbers], value, change)
            case YesNo():
                box = TickBox(translated(setting.label), self)
                box.setChecked(value)
                box.toggled.connect(change)
                return box
            case ShortText(longest=longest):
                line = QLineEdit(value, self)
                line.setMaxLength(longest)
                line.editingFinished.connect(lambda field=line: change(field.text().strip()))
                return line
        raise TypeError(type(setting.rule).__name__)

    def _list(self, rows: list[tuple[object, str]], value: object, change: Callable[[object], None]) -> FoldedList:
        folded = FoldedList(self)
        for stored, words in rows:
            folded.addItem(words, stored)
        folded.setCurrentIndex([stored for stored, _ in rows].index(value))
        folded.currentIndexChanged.connect(lambda index: change(rows[index][0]))
        return folded

    def _on_control_changed(self, setting: Setting, value: object) -> None:
        if setting.rule.accepts(value):
            self._store.change(**{setting.name: type(setting.default)(value)})  # type: ignore[call-arg]  # enum or plain

    def _on_store_preferences_changed(self, preferences: Preferences) -> None:
        """Show what was chosen elsewhere: by a key on the page, by a command."""
        for name, control in self._controls.items():
            value = getattr(preferences, name)
            if isinstance(control, TickBox):
                control.setChecked(value)
            elif isinstance(control, FoldedList):
                control.setCurrentIndex(control.findData(value))


def translated(words: str) -> str:
    """Return words of the settings table in the person's language."""
    return QCoreApplication.translate("Preferences", words)

"""The tags of a page as chips: each leads to the pages that have it; those put beside the page come off again."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from journal_app.journal.beside import EntryTag
from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.buttons import Button, icon_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout

FIELD_LETTERS = 18


class TagChips(QWidget):
    """Shows tags and themes in one row that wraps, with a field to add a tag that opens on demand.

    Signals:
        tag_requested(str): see the pages with this tag.
        theme_requested(str): see the pages with this theme, by its title.
        added(str): put this tag beside the page, as it was typed.
        taken_off(str): take this tag off.
        names_requested(): the field was opened; `complete_with` what tags there are.
    """

    tag_requested = Signal(str)
    theme_requested = Signal(str)
    added = Signal(str)
    taken_off = Signal(str)
    names_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[QWidget] = []
        self._tags: tuple[EntryTag, ...] = ()
        self._themes: tuple[str, ...] = ()
        self._build()

    def show_tags(self, tags: Sequence[EntryTag], themes: Sequence[str]) -> None:
        """Show these tags and themes; nothing moves when they are those shown already."""
        if (tuple(tags), tuple(themes)) == (self._tags, self._themes):
            return
        had_keyboard = any(chip.hasFocus() or chip.isAncestorOf(self._focused()) for chip in self._chips)
        self._tags, self._themes = tuple(tags), tuple(themes)
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._tag_chip(tag) for tag in tags] + [self._theme_chip(theme) for theme in themes]
        for widget in (self._add, self._entering):
            self._row.removeWidget(widget)
        for widget in (*self._chips, self._add, self._entering):
            self._row.addWidget(widget)
        if had_keyboard:
            self._add.setFocus(Qt.FocusReason.TabFocusReason)

    def complete_with(self, names: Sequence[str]) -> None:
        """Offer these names while a tag is typed."""
        completer = QCompleter(list(names), self._field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._field.setCompleter(completer)

    def open_field(self) -> None:
        """Open the field for a new tag, the keyboard in it."""
        self._field.clear()
        self._entering.show()
        self._add.hide()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.names_requested.emit()

    def close_field(self) -> None:
        """Close the field again."""
        had_keyboard = self._field.hasFocus()
        self._entering.hide()
        self._add.show()
        if had_keyboard:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._row = FlowLayout(gap=4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._row)
        self._add = quiet_button(self.tr("Add a tag"), "plus", self)
        self._add.clicked.connect(self.open_field)
        self._entering = QWidget(self)
        self._field = QLineEdit(self._entering)
        set_type(self._field, Type.CONTROL)
        self._field.setPlaceholderText(self.tr("A tag, then Enter"))
        self._field.setAccessibleName(self.tr("A tag to add"))
        self._field.setMaxLength(200)
        self._field.setMinimumWidth(self._field.fontMetrics().averageCharWidth() * FIELD_LETTERS)
        self._field.returnPressed.connect(self._on_field_return_pressed)
        inside = QVBoxLayout(self._entering)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._field)
        self._entering.hide()
        for widget in (self._add, self._entering):
            self._row.addWidget(widget)

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self

    def _tag_chip(self, tag: EntryTag) -> QWidget:
        chip = QWidget(self)
        row = FlowLayout(chip, gap=0)
        name = quiet_button(f"#{tag.name}".replace("&", "&&"), "", chip)
        name.setAccessibleName(self.tr("Tag %1, see its pages").replace("%1", tag.name))
        if tag.is_typed:
            name.setAccessibleDescription(self.tr("typed on the page"))
        name.clicked.connect(partial(self._on_name_clicked, tag.name))
        row.addWidget(name)
        if tag.is_chip:
            off = icon_button("x", self.tr("Take the tag %1 off").replace("%1", tag.name), chip)
            off.clicked.connect(partial(self._on_off_clicked, tag.name))
            row.addWidget(off)
        chip.show()
        return chip

    def _theme_chip(self, title: str) -> Button:
        chip = quiet_button(title.replace("&", "&&"), "feather", self)
        chip.setAccessibleName(self.tr("Theme %1, see its pages").replace("%1", title))
        chip.clicked.connect(partial(self._on_theme_clicked, title))
        chip.show()
        return chip

    def _on_name_clicked(self, name: str, _is_checked: bool = False) -> None:
        self.tag_requested.emit(name)

    def _on_theme_clicked(self, title: str, _is_checked: bool = False) -> None:
        self.theme_requested.emit(title)

    def _on_off_clicked(self, name: str, _is_checked: bool = False) -> None:
        self.taken_off.emit(name)

    def _on_field_return_pressed(self) -> None:
        words = self._field.text().strip()
        if words.strip("#"):
            self.added.emit(words)
            self._field.clear()
        else:
            self.close_field()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the field."""
        if event.key() == Qt.Key.Key_Escape and not self._entering.isHidden():
            self.close_field()
        else:
            super().keyPressEvent(event)

"""One thing on the circle, whole: its name, ring, line, what it holds, consent, a note, and what it is tied to."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal_app.journal.circle import (
    LONGEST_ALIAS,
    LONGEST_NOTE,
    CircleItem,
    CircleTie,
    Consent,
    Holds,
    ItemId,
    ItemKind,
    LineKind,
    Ring,
    consent_at_first,
)
from journal_app.ui.circle.fields import Choice, TextLine
from journal_app.ui.circle.model import CircleModel
from journal_app.ui.circle.words import consent_words, holds_words, kind_words, line_words, ring_words, ties_of
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.buttons import Button, icon_button, plain_button, quiet_button
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.small_field import SmallField

_LONGEST_TAGS = 400


class CircleDetail(PageScroll):
    """Shows the chosen item and takes every change to it.

    Signals:
        back_requested(): back to the picture or list.
        check_requested(): the person asks whether this circle is good for them.
    """

    back_requested = Signal()
    check_requested = Signal()

    def __init__(self, model: CircleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: ItemId | None = None
        self._ties: list[QWidget] = []
        self._has_fields = False
        self._build_detail()
        self._connect_detail()
        self._render()

    def set_can_go_back(self, can_go_back: bool) -> None:
        """Call the way out by what it does: it goes back, or closes what stands beside the picture."""
        self._back.setText(self.tr("Back") if can_go_back else self.tr("Close"))
        self._back.set_icon_name("chevron-left" if can_go_back else "x")

    def focus_name(self) -> None:
        """Put the keyboard on the name, all of it chosen."""
        self._alias.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._alias.line.selectAll()

    def _build_detail(self) -> None:
        inside = self.inside
        self._back = quiet_button(self.tr("Back"), "chevron-left", inside)
        self._hint = EmptyState(
            self.tr("Choose one on the circle to see and change what you noted of it."), "orbit", inside
        )
        self._all = QWidget(inside)
        self.column_layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self.column_layout.addWidget(self._hint)
        self.column_layout.addWidget(self._all)
        self.column_layout.addStretch(1)

    def _build_fields(self) -> None:
        """Make what shows an item, when the first is chosen: most visits are to look."""
        self._has_fields = True
        self._title = Heading(2, "", self._all)
        hint = self.tr("Initials, a nickname or a sign only you know will do.")
        self._alias = TextLine(self.tr("Name"), hint, LONGEST_ALIAS, self._all)
        self._kind = Choice(self.tr("What it is"), list(ItemKind), kind_words, self._all)
        self._ring = Choice(self.tr("Ring"), list(Ring), ring_words, self._all)
        self._line = Choice(self.tr("Your line to it"), [None, *LineKind], line_words, self._all)
        self._holds = {one: TickBox(holds_words(one), self._all) for one in Holds}
        self._tags = TextLine(
            self.tr("Your own words for it"), self.tr("With commas between them."), _LONGEST_TAGS, self._all
        )
        self._consent = Choice(self.tr("Do they know you count on them?"), list(Consent), consent_words, self._all)
        self._note = SmallField(self.tr("A note"), "", least_lines=2, parent=self._all)
        ties = self._build_ties()
        self._check = plain_button(self.tr("Is this circle good for me?"), "circle-question-mark", self._all)
        self._remove = quiet_button(self.tr("Take off the circle"), "x", self._all)
        inside = QVBoxLayout(self._all)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self._title)
        for field in (self._alias, self._kind, self._ring, self._line):
            inside.addWidget(field)
        inside.addWidget(Label(self.tr("What it holds"), Type.CONTROL, "ink2", self._all))
        holds = QVBoxLayout()
        holds.setSpacing(0)
        for box in self._holds.values():
            holds.addWidget(box)
        inside.addLayout(holds)
        for below in (self._tags, self._consent, self._note):
            inside.addWidget(below)
        inside.addWidget(ties)
        actions = FlowLayout()
        actions.addWidget(self._check)
        actions.addWidget(self._remove)
        inside.addLayout(actions)

    def _build_ties(self) -> QWidget:
        part = QWidget(self._all)
        self._ties_layout = QVBoxLayout()
        self._ties_layout.setSpacing(2)
        self._other = FoldedList(part)
        self._other.setAccessibleName(self.tr("Tie to"))
        self._tie_kind = FoldedList(part)
        self._tie_kind.setAccessibleName(self.tr("Kind of line"))
        for kind in LineKind:
            self._tie_kind.addItem(line_words(kind), kind)
        self._tie = plain_button(self.tr("Draw the line"), "", part)
        row = FlowLayout()
        for widget in (self._other, self._tie_kind, self._tie):
            row.addWidget(widget)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Label(self.tr("Lines to others on the circle"), Type.CONTROL, "ink2", part))
        layout.addLayout(self._ties_layout)
        layout.addLayout(row)
        return part

    def _connect_detail(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._model.changed.connect(self._render)
        self._model.chosen_changed.connect(self._render)

    def _connect_fields(self) -> None:
        self._check.clicked.connect(self.check_requested)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._alias.edited.connect(self._on_alias_edited)
        self._tags.edited.connect(self._on_tags_edited)
        self._note.edited.connect(self._on_note_edited)
        for choice, field in (
            (self._kind, "kind"),
            (self._ring, "ring"),
            (self._line, "line"),
            (self._consent, "consent"),
        ):
            choice.chosen.connect(partial(self._on_choice_chosen, field))
        for box in self._holds.values():
            box.clicked.connect(self._on_holds_clicked)
        self._tie.clicked.connect(self._on_tie_clicked)

    def _render(self) -> None:
        item = self._model.chosen
        self._hint.setVisible(item is None)
        self._all.setVisible(item is not None)
        if item is None:
            self._shown = None
            return
        if not self._has_fields:
            self._build_fields()
            self._connect_fields()
        is_same, self._shown = item.id == self._shown, item.id
        self._title.setText(item.alias)
        if not (is_same and self._alias.line.hasFocus()):
            self._alias.line.setText(item.alias)
        if not (is_same and self._tags.line.hasFocus()):
            self._tags.line.setText(", ".join(item.own_tags))
        if self._note.text() != item.note and not (is_same and self._note.editor.hasFocus()):
            self._note.set_text(item.note)
        for choice, value in ((self._kind, item.kind), (self._ring, item.ring), (self._line, item.line)):
            choice.show_value(value)
        self._consent.show_value(item.consent)
        for one, box in self._holds.items():
            box.setChecked(one in item.holds)
        self._show_ties(item)

    def _show_ties(self, item: CircleItem) -> None:
        had_focus = any(one.isAncestorOf(self.focusWidget()) for one in self._ties if self.focusWidget() is not None)
        while self._ties:
            row = self._ties.pop()
            self._ties_layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        for other, kind in ties_of(self._model.circle, item.id):
            row = self._tie_row(other, kind)
            self._ties_layout.addWidget(row)
            self._ties.append(row)
        if had_focus:
            self._other.setFocus()
        others = [(one.alias, one.id) for one in self._model.circle.items if one.id != item.id]
        if others != [(self._other.itemText(at), self._other.itemData(at)) for at in range(self._other.count())]:
            self._other.clear()
            for alias, item_id in others:
                self._other.addItem(alias, item_id)
        for widget in (self._other, self._tie_kind, self._tie):
            widget.setVisible(bool(others))

    def _tie_row(self, other: CircleItem, kind: LineKind) -> QWidget:
        row = QWidget(self._all)
        words = Label(f"{other.alias}: {line_words(kind)}", Type.CONTROL, "ink", row)
        off: Button = icon_button("x", self.tr("Take the line to %1 off").replace("%1", other.alias), row)
        off.clicked.connect(partial(self._on_untie_clicked, other.id))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words, 1)
        layout.addWidget(off)
        return row

    def _on_alias_edited(self, text: str) -> None:
        if words := " ".join(text.split()):
            self._model.change_chosen(as_one="alias", alias=words)

    def _on_tags_edited(self, text: str) -> None:
        tags = tuple(
            dict.fromkeys(words for one in text.split(",") if (words := " ".join(one.split())[:LONGEST_ALIAS]))
        )
        self._model.change_chosen(as_one="tags", own_tags=tags)

    def _on_note_edited(self) -> None:
        self._model.change_chosen(as_one="note", note=self._note.text()[:LONGEST_NOTE])

    def _on_choice_chosen(self, field: str, value: object) -> None:
        if (item := self._model.chosen) is not None:
            if field == "kind" and item.consent in (Consent.NOT_ASKED, Consent.NO_NEED):
                item = replace(item, consent=consent_at_first(ItemKind(str(value))))
            changed = replace(item, **{field: value})  # type: ignore[arg-type]  # the field's own kind
            self._model.change(self._model.circle.with_item(changed))

    def _on_holds_clicked(self) -> None:
        self._model.change_chosen(holds=tuple(one for one, box in self._holds.items() if box.isChecked()))

    def _on_tie_clicked(self) -> None:
        item, other = self._model.chosen, self._other.currentData()
        if item is not None and other:
            kind = LineKind(self._tie_kind.currentData())
            self._model.change(self._model.circle.with_tie(CircleTie(item.id, ItemId(other), kind)))

    def _on_untie_clicked(self, other: ItemId) -> None:
        if (item := self._model.chosen) is not None:
            self._model.change(self._model.circle.without_tie(item.id, other))

    def _on_remove_clicked(self) -> None:
        self._model.remove_chosen()
        self.back_requested.emit()

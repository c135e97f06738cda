"""The page with what belongs to it: tools and find above it, what stays dark, and a sentence where one is called for.

A screen puts this where the words go, and asks it for the few buttons of its own row.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.settings.preferences import FocusMode, Preferences
from journal_app.ui.commands import add_command, keys_text
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import Button, quiet_button
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.find_bar import FindBar
from journal_app.ui.widgets.focus_mode import FocusOnWords, TypewriterScroll
from journal_app.ui.widgets.kept_pages import KeptPages
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.page_actions import PageActions, PageCommand
from journal_app.ui.widgets.page_tools import PageTools

_NEXT_MODE = {
    FocusMode.OFF: FocusMode.SENTENCE,
    FocusMode.SENTENCE: FocusMode.PARAGRAPH,
    FocusMode.PARAGRAPH: FocusMode.OFF,
}


class PageFrame(QWidget):
    """Holds one editor; `tools_button` folds the row of tools away, and is the screen's to place.

    Signals:
        entry_link_requested(): link to another page where the caret is.
    """

    entry_link_requested = Signal()

    def __init__(self, store: PreferencesStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._pages = KeptPages()
        self._build()
        self._connect()
        self._apply(store.preferences)

    def open_page(self, name: str, body: str) -> bool:
        """Put words on the page; say whether it is as it was left in this session, undo and place and all."""
        kept = self._pages.take(name, body)
        if kept is None:
            self.editor.set_text(body)
        else:
            self.editor.put_page(kept)
        self._show_plain()
        return kept is not None

    def put_away(self, name: str) -> None:
        """Take the page off, and keep it by its name for the time that it is opened again; without one it is let go."""
        if self._find_bar.isVisible():
            self._find_bar.close_bar()
        self._pages.keep(name, self.editor.take_page())

    def find_words(self) -> None:
        """Look for words in the page."""
        self._find_bar.open()

    def find_and_replace(self) -> None:
        """Look for words in the page and put others in their place."""
        self._find_bar.open(with_replace=not self.editor.isReadOnly())

    def _build(self) -> None:
        self.editor = PageEditor(self)
        self._focus = FocusOnWords(self.editor)
        self._typewriter = TypewriterScroll(self.editor)
        self._plain = caption_label(self, self.tr("This page is very long: its marks are shown as plain letters."))
        self._plain.hide()
        self.actions_of_page = PageActions(self.editor)
        self._tools = PageTools(self.editor, (*self.actions_of_page.commands, *self._own_commands()), self)
        self._find_bar = FindBar(self.editor, self)
        self._long = Notice(self)
        self._long.hide()
        self.tools_button: Button = quiet_button(self.tr("Marks"), "pilcrow", self)
        self.tools_button.setCheckable(True)
        self.tools_button.setToolTip(self.tr("Show or fold away the row of marks above the page"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (self._tools, self._find_bar, self._long, self._plain):
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        self.setTabOrder(self._long, self.editor)  # it was made first, but stands below them
        self.setTabOrder(self.editor, self.tools_button)

    def _own_commands(self) -> tuple[PageCommand, ...]:
        """Make the commands about the whole page; Ctrl+F is the window's, which hands it to the place one is in."""
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self._link_page = add_command(
            self, self.tr("Link to another page"), self.entry_link_requested.emit, "Ctrl+Shift+P", context=inside
        )
        find = add_command(self, self.tr("Find in the page"), self.find_words)
        add_command(self, self.tr("Find and replace in the page"), self.find_and_replace, "Ctrl+H", context=inside)
        add_command(self, self.tr("Next place found"), self._on_next, "F3", context=inside)
        add_command(self, self.tr("Place found before"), self._on_previous, "Shift+F3", context=inside)
        self._step_focus = add_command(
            self, self.tr("Focus on the sentence, the paragraph, all"), self._on_step_focus, "F8", context=inside
        )
        self._middle = add_command(self, self.tr("Keep the line in the middle"), self._on_middle, "F9", context=inside)
        for switch in (self._step_focus, self._middle):
            switch.setCheckable(True)
        return (
            PageCommand(self._link_page, "notebook"),
            PageCommand(find, "search", keys_text(QKeySequence.keyBindings(QKeySequence.StandardKey.Find))),
            PageCommand(self._step_focus, "focus"),
            PageCommand(self._middle, "align-vertical-justify-center"),
        )

    def _connect(self) -> None:
        self._find_bar.closed.connect(self.editor.setFocus)
        self.tools_button.toggled.connect(self._on_tools_button_toggled)
        self.editor.held_changed.connect(self._on_editor_held_changed)
        self.editor.paste_refused.connect(self._on_editor_paste_refused)
        self.editor.edited.connect(self._show_plain)
        self.editor.filled.connect(self._show_plain)
        self._long.action_requested.connect(self._on_long_action_requested)
        self._store.preferences_changed.connect(self._apply)

    def _apply(self, preferences: Preferences) -> None:
        self._tools.setVisible(preferences.page_tools_shown)
        self.tools_button.setChecked(preferences.page_tools_shown)
        self._focus.set_mode(preferences.focus_mode)
        self._step_focus.setChecked(preferences.focus_mode is not FocusMode.OFF)
        self._typewriter.set_on(preferences.typewriter)
        self._middle.setChecked(preferences.typewriter)

    def _set_focus_mode(self, mode: FocusMode) -> None:
        self._store.change(focus_mode=mode)
        self._step_focus.setChecked(mode is not FocusMode.OFF)  # the action has turned itself round meanwhile
        words = {
            FocusMode.OFF: self.tr("All of the page"),
            FocusMode.SENTENCE: self.tr("The sentence you are in"),
            FocusMode.PARAGRAPH: self.tr("The paragraph you are in"),
        }
        announce(self, words[mode])

    def _show_plain(self) -> None:
        if self._plain.isHidden() == self.editor.is_plain:
            self._plain.setVisible(self.editor.is_plain)

    def _on_next(self) -> None:
        self._find_bar.find_next()

    def _on_previous(self) -> None:
        self._find_bar.find_previous()

    def _on_step_focus(self) -> None:
        self._set_focus_mode(_NEXT_MODE[self._store.preferences.focus_mode])

    def _on_middle(self) -> None:
        is_on = not self._store.preferences.typewriter
        self._store.change(typewriter=is_on)
        announce(self, self.tr("The line stays in the middle") if is_on else self.tr("The line moves down the page"))

    def _on_tools_button_toggled(self, is_on: bool) -> None:
        self._store.change(page_tools_shown=is_on)

    def _on_editor_held_changed(self, is_held: bool) -> None:
        self._link_page.setDisabled(is_held)
        if is_held:
            words = self.tr("A paragraph of this page is too long to write in. All of it is kept, and you can read it.")
            self._long.show_message(words, self.tr("Break it into shorter paragraphs"))
        else:
            self._long.hide()

    def _on_editor_paste_refused(self) -> None:
        words = self.tr("A paragraph of what you pasted is too long to write in, so it is not on the page yet.")
        self._long.show_message(words, self.tr("Paste it in shorter paragraphs"))

    def _on_long_action_requested(self) -> None:
        self._long.hide()
        if self.editor.is_held:
            self.editor.break_up()
        else:
            self.editor.insert_refused()
        self.editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave what is on: first the find bar, then the focus, then the line in the middle."""
        preferences = self._store.preferences
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._find_bar.isVisible():
            self._find_bar.close_bar()
        elif preferences.focus_mode is not FocusMode.OFF or preferences.typewriter:
            self._store.change(typewriter=False)
            self._set_focus_mode(FocusMode.OFF)
        else:
            super().keyPressEvent(event)

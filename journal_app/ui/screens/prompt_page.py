"""One prompt to look at before writing to it: its words, a smaller version, and the passages it was made from."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import Intensity, Pack, Prompt
from journal_app.ui.screens.quoted_passages import QuotedPassages
from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label, question_label
from journal_app.ui.widgets.notice import Notice


class PromptPage(QWidget):
    """Shows a prompt; one that may stir more says first what it touches on, and is then a choice (content.md, R6).

    Signals:
        write_requested(str): write to this prompt.
        passage_requested(str): read a passage in its article.
        allow_requested(str): let a prompt that was set aside be offered again.
        back_requested(): back to the list, where there is no room for both.
    """

    write_requested = Signal(str)
    passage_requested = Signal(str)
    allow_requested = Signal(str)
    back_requested = Signal()

    def __init__(self, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._prompt: Prompt | None = None
        self._is_open = True
        self._is_smaller = False
        self._build()
        self._connect()
        self._retranslate()

    @property
    def prompt(self) -> Prompt | None:
        """The prompt shown."""
        return self._prompt

    def show_prompt(self, prompt: Prompt, *, is_set_aside: bool) -> None:
        """Show a prompt; folded at first when it carries a content note and may stir."""
        is_another = self._prompt is None or self._prompt.id != prompt.id
        self._prompt = prompt
        self._about.setText(about_prompt(self._pack, prompt))
        self._title.setText(prompt.title)
        self._note.setText(self.tr("This page touches on: %1").replace("%1", prompt.content_note))
        self._note.setVisible(bool(prompt.content_note))
        if is_set_aside:
            self._aside.show_message(
                self.tr("You asked not to be offered this one. You can still write to it."), self.tr("Offer it again")
            )
        else:
            self._aside.hide()
        if is_another:
            self._is_open = prompt.intensity is Intensity.GENTLE or not prompt.content_note
            self._is_smaller = False
            self._passages.show_passages(prompt.passages)
            self._page.verticalScrollBar().setValue(0)
        self._render()

    def set_can_go_back(self, can: bool) -> None:
        """Offer the way back to the list, or not where it stands beside this."""
        self._back.setVisible(can)

    def focus_first(self) -> None:
        """Put the keyboard on what one most likely does next."""
        (self._write if self._is_open else self._open).setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        self._back = quiet_button("", "chevron-left", self)
        self._back.hide()
        self._about = caption_label(self)
        self._about.be_small_heading()
        self._title = Heading(1, "", self)
        self._note = body_label(self)
        self._aside = Notice(self)
        self._aside.hide()
        self._text = question_label(self)
        self._open = primary_button("", "book-open", self)
        self._write = primary_button("", "feather", self)
        self._size = quiet_button("", "minimize", self)
        self._passages = QuotedPassages(self._pack, self)
        self._page = PageScroll(self)
        actions = FlowLayout()
        for button in (self._open, self._write, self._size):
            actions.addWidget(button)
        self._column = self._page.column_layout
        self._column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self._about, self._title, self._aside, self._note, self._text):
            self._column.addWidget(widget)
        self._column.addLayout(actions)
        self._column.addSpacing(12)
        self._column.addWidget(self._passages)
        self._column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._passages.read_requested.connect(self.passage_requested)
        self._open.clicked.connect(self._on_open_clicked)
        self._write.clicked.connect(self._on_write_clicked)
        self._size.clicked.connect(self._on_size_clicked)
        self._aside.action_requested.connect(self._on_aside_action_requested)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("All prompts"))
        self._open.setText(self.tr("Show this one"))
        self._write.setText(self.tr("Write"))
        self._page.setAccessibleName(self.tr("The prompt"))

    def _render(self) -> None:
        if self._prompt is None:
            return
        self._text.setText(self._prompt.smaller if self._is_smaller else self._prompt.asked_text)
        self._size.setText(self.tr("The whole prompt") if self._is_smaller else self.tr("Smaller version"))
        for widget in (self._text, self._write, self._passages):
            widget.setVisible(self._is_open)
        self._open.setVisible(not self._is_open)

    def _on_open_clicked(self) -> None:
        self._is_open = True
        self._render()
        self._write.setFocus()

    def _on_write_clicked(self) -> None:
        if self._prompt is not None:
            self.write_requested.emit(self._prompt.id)

    def _on_size_clicked(self) -> None:
        self._is_smaller = not self._is_smaller
        self._is_open = True
        self._render()

    def _on_aside_action_requested(self) -> None:
        if self._prompt is not None:
            self.allow_requested.emit(self._prompt.id)


def about_prompt(pack: Pack, prompt: Prompt) -> str:
    """Say in one line what a prompt is on, how long it may take, and how much it may stir."""
    return f"{pack.themes[prompt.themes[0]].name}  ·  {asks_of(prompt)}"


def asks_of(prompt: Prompt) -> str:
    """Say how long a prompt may take and how much it may stir."""
    translate = QCoreApplication.translate
    stirs = {
        Intensity.GENTLE: translate("prompts", "gentle"),
        Intensity.MODERATE: translate("prompts", "may stir a little"),
        Intensity.DEEP: translate("prompts", "may stir a lot"),
    }
    return f"{minutes_words(prompt.minutes)}  ·  {stirs[prompt.intensity]}"


def minutes_words(minutes: int) -> str:
    """Say about how long something may take."""
    if minutes == 1:
        return QCoreApplication.translate("prompts", "about a minute")
    return QCoreApplication.translate("prompts", "about %n minutes", "", minutes)

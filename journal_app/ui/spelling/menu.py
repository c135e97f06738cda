"""The page's menu, and its title's: what may be meant by a doubtful word, what such a menu has, then the language."""

from functools import partial

from PySide6.QtCore import QLocale, QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget


class SpellingMenu(QMenu):
    """Opens once at a point of the screen, and is gone when it closes; `usual` is what the widget's own menu has.

    Signals:
        replacement_chosen(str): put this in place of the word.
        word_added(str): take this word as right from now on.
        word_ignored(str): pass this word over on this page.
        language_chosen(str): check the page in this language.
    """

    replacement_chosen = Signal(str)
    word_added = Signal(str)
    word_ignored = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, widget: QWidget, usual: QMenu | None, at: QPoint) -> None:
        super().__init__(widget)
        self._at = at
        self._first: QAction | None = None
        self._usual = usual
        if self._usual is not None:
            self._usual.setParent(self, self._usual.windowFlags())  # its actions are shown here, and go with it
        self.aboutToHide.connect(self.deleteLater)

    def offer(self, word: str, suggestions: tuple[str, ...]) -> None:
        """Offer what may be meant by a word, and ways to leave it as it is."""
        if not suggestions:
            none = self.addAction(self.tr("No suggestion for “%1”").replace("%1", _shown(word)))
            none.setEnabled(False)
        for suggestion in suggestions:
            action = self.addAction(_shown(suggestion))
            action.triggered.connect(partial(self.replacement_chosen.emit, suggestion))
            self._first = self._first or action
        self.addSeparator()
        add = self.addAction(self.tr("Add to my words"))
        add.triggered.connect(partial(self.word_added.emit, word))
        ignore = self.addAction(self.tr("Ignore on this page"))
        ignore.triggered.connect(partial(self.word_ignored.emit, word))
        self._first = self._first or add
        self.addSeparator()

    def offer_languages(self, codes: tuple[str, ...], present: str, problem: str) -> None:
        """Add what every page's menu has, and the languages below it, or the sentence that says why there are none."""
        if self._usual is not None:
            self.addActions(self._usual.actions())
        self.addSeparator()
        if problem:
            self.addAction(problem).setEnabled(False)
            return
        languages = self.addMenu(self.tr("Language of this page"))
        group = QActionGroup(languages)
        for code in codes:
            action = languages.addAction(language_name(code))
            action.setCheckable(True)
            action.setChecked(code == present)
            action.triggered.connect(partial(self.language_chosen.emit, code))
            group.addAction(action)

    def open(self) -> None:
        """Show it; the keyboard is on the first suggestion, if there is one."""
        if self._first is not None:
            self.setActiveAction(self._first)
        self.popup(self._at, self._first)


def language_name(code: str) -> str:
    """Return what a language calls itself, with its country where that says more; its code where Qt knows none."""
    locale = QLocale(code)
    if locale.language() is QLocale.Language.C:
        return code
    language = locale.nativeLanguageName() or QLocale.languageToString(locale.language())
    country = locale.nativeTerritoryName() if "_" in code and " " not in language else ""  # not: British English (…)
    return f"{language} ({country})" if country else language


def _shown(word: str) -> str:
    return word.replace("&", "&&")

"""About: what Kindroot is and is not, who has read its content, whose work it is made with, and their terms."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from journal_app import __version__
from journal_app.content.model import ReviewStatus
from journal_app.journal.private_preferences import load_private_preferences
from journal_app.settings.licences import Licence, licences
from journal_app.settings.product import DISPLAY_NAME
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label, body_label, caption_label

TERMS_LINES = 16


class AboutScreen(QWidget):
    """One page of plain facts.

    Signals:
        back_requested(): go back to Settings.
        promises_requested(): show what this protects, and what it can't.
    """

    back_requested = Signal()
    promises_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pack = desk.pack
        self._licences: tuple[Licence, ...] = ()
        self._build()
        self._connect()
        desk.jobs.run(read_licences, owner=self, done=self._on_jobs_licences_read)

    def _build(self) -> None:
        page = PageScroll(self)
        page.setAccessibleName(self.tr("About"))
        self._back = quiet_button(self.tr("Settings"), "chevron-left", self)
        column = page.column_layout
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addStretch(1)
        column.addLayout(top)
        column.addWidget(Heading(1, self.tr("About %1").replace("%1", DISPLAY_NAME), self))
        for heading, text in self._sections():
            column.addSpacing(8)
            column.addWidget(Heading(2, heading, self))
            column.addWidget(body_label(self, text))
        self._promises = quiet_button(self.tr("What this protects, and what it can't"), "info", self)
        ways = QHBoxLayout()
        ways.addWidget(self._promises)
        ways.addStretch(1)
        column.addLayout(ways)
        column.addSpacing(8)
        column.addWidget(Heading(2, self.tr("Made with the work of others"), self))
        label = Label(self.tr("&Terms of"), parent=self)
        self._works = FoldedList(self)
        label.setBuddy(self._works)
        self._terms = QPlainTextEdit(self)
        self._terms.setReadOnly(True)
        self._terms.setTabChangesFocus(True)
        self._terms.setAccessibleName(self.tr("Licence text"))
        self._terms.setMinimumHeight(self.fontMetrics().lineSpacing() * TERMS_LINES)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self._works, 1)
        column.addLayout(row)
        column.addWidget(self._terms)
        self._details = Fold(self.tr("Technical details"), self)
        self._seed = caption_label(self._details)
        self._details.content_layout.addWidget(self._seed)
        column.addWidget(self._details)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._promises.clicked.connect(self.promises_requested)
        self._details.first_opened.connect(self._on_details_first_opened)
        self._works.currentIndexChanged.connect(self._on_works_index_changed)

    def _sections(self) -> tuple[tuple[str, str], ...]:
        pack = self._pack
        return (
            (
                self.tr("What this is, and is not"),
                self.tr("%1 %2. A private journal for this computer. It has no account, no network and no telemetry.")
                .replace("%1", DISPLAY_NAME)
                .replace("%2", __version__)
                + "\n\n"
                + pack.not_care,
            ),
            (self.tr("Who has read its prompts"), self._review_words()),
            (
                self.tr("Where its prompts come from"),
                "\n".join((pack.summary, "", *self._article_lines(), "", pack.license_articles)),
            ),
            (
                self.tr("Where your words are kept"),
                self.tr(
                    "In one encrypted file in your own data folder. Only your passphrase or your recovery code opens "
                    "it. Nobody can reset a forgotten passphrase."
                ),
            ),
        )

    def _review_words(self) -> str:
        pack = self._pack
        if pack.status is ReviewStatus.UNREVIEWED:
            return self.tr(
                "No practitioner and no person with lived experience has reviewed these prompts yet. "
                "They are offered all the same, and you can pass any of them by."
            )
        return self.tr("Reviewed by: %1").replace("%1", "; ".join((*pack.reviewed_by, *pack.lived_experience_review)))

    def _article_lines(self) -> tuple[str, ...]:
        return tuple(
            f"•  {article.title}" + (f" ({article.publisher})" if article.publisher else "")
            for article in self._pack.articles.values()
        )

    def _on_jobs_licences_read(self, read: tuple[Licence, ...]) -> None:
        self._licences = read
        for licence in self._licences:
            name = " ".join(part for part in (licence.name, licence.version) if part)
            self._works.addItem(f"{name} – {licence.summary}" if licence.summary else name)
        self._on_works_index_changed(0)

    def _on_works_index_changed(self, index: int) -> None:
        if 0 <= index < len(self._licences):
            self._terms.setPlainText(self._licences[index].text)

    def _on_details_first_opened(self) -> None:
        self._desk.jobs.run(read_seed, owner=self, done=self._on_jobs_seed_read)

    def _on_jobs_seed_read(self, seed: str) -> None:
        words = self.tr(
            "When two prompts fit equally well, a number drawn by lot when your journal was made settles which comes "
            "first. It says nothing about you: %1"
        )
        self._seed.setText(words.replace("%1", seed))

    def keyPressEvent(self, event: object) -> None:
        if event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # a QKeyEvent, by Qt's contract
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


def read_seed(journal: OpenJournal) -> str:
    """Return the number that settles ties between prompts."""
    return load_private_preferences(journal.vault).seed


def read_licences(_journal: OpenJournal) -> tuple[Licence, ...]:
    """Return all licences; they stand in some thirty files, so in a job."""
    return licences()

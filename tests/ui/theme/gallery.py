"""Draw the plain widgets in every theme, large and mirrored too: `python tests/ui/theme/gallery.py DIR`.

No test: a picture says what no assertion can (clipped words, a weak selection, a ring that is missing). Look at them.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from journal_app.ui.pyside_refs import keep_singletons_alive
from journal_app.ui.theme.theme import Look, ThemeChoice, ThemeController
from journal_app.ui.theme.tokens import THEMES
from journal_app.ui.widgets.buttons import danger_button, icon_button, plain_button, primary_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label, question_label
from journal_app.ui.widgets.nav_rail import NavRail, RailItem
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.passage_quote import PassageQuote
from journal_app.ui.widgets.status import StatusLine

QUOTE = "Exploration led by interest in one's natural surroundings may be key to flourishing."
VARIANTS = ((100, False), (200, False), (100, True))


def _rail() -> NavRail:
    rail = NavRail("Kindroot")
    places = [RailItem("today", "Today", "sun"), RailItem("journal", "Journal", "notebook-pen")]
    at_hand = [RailItem("settings", "Settings", "settings"), RailItem("lock", "Lock", "lock")]
    rail.set_places(places, at_hand)
    rail.select("today")
    return rail


def _card() -> Card:
    card = Card()
    flow = FlowLayout()
    for button in (primary_button("Write", "feather"), quiet_button("Another", "shuffle"), icon_button("x", "Close")):
        flow.addWidget(button)
    quote = PassageQuote()
    quote.show_quote(QUOTE, "An article  ·  The article says this may be so")
    about = caption_label(None, "Self-kindness  ·  about 5 minutes")
    about.be_small_heading()
    page = QVBoxLayout(card)
    page.setContentsMargins(28, 24, 28, 20)
    page.setSpacing(10)
    for widget in (about, Heading(2, "A kinder voice"), question_label(None, "What would you say to a friend?"), quote):
        page.addWidget(widget)
    page.addLayout(flow)
    return card


def _fields() -> list[QWidget]:
    line, spin, combo = QLineEdit("A plain field"), QSpinBox(), QComboBox()
    combo.addItems(["As the system", "Light", "Dark"])
    return [line, spin, combo]


def build() -> tuple[QWidget, QWidget]:
    """Return a window of everything, and the button that should have the ring."""
    window, page = QWidget(), PageScroll()
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(_rail())
    row.addWidget(page, 1)
    told, failed, status = Notice(), Notice(), StatusLine()
    kinds = FlowLayout()
    ringed = primary_button("Done")
    for button in (ringed, plain_button("Save and stop"), danger_button("Delete for good", "trash")):
        kinds.addWidget(button)
    for widget in (Heading(1, "Saturday, 21 November"), told, _card()):
        page.column_layout.addWidget(widget)
    page.column_layout.addLayout(kinds)
    for widget in (status, failed, *_fields()):
        page.column_layout.addWidget(widget)
    page.column_layout.addStretch(1)
    told.show_message("You have a page that is not finished.", "Go on writing")
    failed.show_failure("The page could not be saved yet. Your words are still here.", "Try again now")
    status.say("Saved and encrypted", "check")
    window.resize(1280, 900)
    return window, ringed


def main(folder: Path) -> None:
    """Draw every theme in every variant."""
    keep_singletons_alive()
    app = QApplication([])
    theme = ThemeController(app)
    folder.mkdir(parents=True, exist_ok=True)
    for name in THEMES:
        for percent, is_mirrored in VARIANTS:
            theme.set_look(Look(ThemeChoice(name), percent))
            app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight)
            window, ringed = build()
            window.show()
            app.processEvents()
            ringed.setFocus(Qt.FocusReason.TabFocusReason)
            app.processEvents()
            window.grab().save(str(folder / f"{name}-{percent}{'-rtl' if is_mirrored else ''}.png"))
            window.close()
            window.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

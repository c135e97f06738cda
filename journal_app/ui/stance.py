"""How firmly an article says a thing, in the plain words that stand beside its quote (content.md, "Passage").

One table for every screen, so that a claim is never dressed up as a finding anywhere.
"""

from PySide6.QtCore import QCoreApplication

from journal_app.content.model import Stance


def stance_label(stance: Stance) -> str:
    """Return the words for a stance, in the language of the window."""
    translate = QCoreApplication.translate
    labels = {
        Stance.DEFINITION: translate("stance", "The article defines it so"),
        Stance.CLAIM: translate("stance", "The article's own claim"),
        Stance.HEDGED: translate("stance", "The article says this may be so"),
        Stance.RESEARCH_UNCITED: translate("stance", "No study is named"),
        Stance.EXAMPLE: translate("stance", "An example the article gives"),
        Stance.RECOMMENDATION: translate("stance", "Something the article suggests"),
        Stance.CAUTION: translate("stance", "A caution the article gives"),
        Stance.BELIEF: translate("stance", "Something the article believes"),
    }
    return labels[stance]

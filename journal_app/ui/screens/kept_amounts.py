"""How many of each kind of what is kept beside the pages, in words for a sentence."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from journal_app.journal.kept_records import KeptKind


class KeptAmounts(QObject):
    """Words for what is kept beside the pages."""

    def words(self, kept: Mapping[KeptKind, int]) -> list[str]:
        """Return a part of a sentence for each kind that there is any of."""
        return [self._words(kind, kept[kind]) for kind in KeptKind if kept.get(kind)]

    def _words(self, kind: KeptKind, count: int) -> str:
        one = count == 1
        match kind:
            case KeptKind.PRACTICE:
                return self.tr("one practice") if one else self.tr("%n practices", "", count)
            case KeptKind.DRAWING:
                return self.tr("one drawing") if one else self.tr("%n drawings", "", count)
            case KeptKind.STORY:
                return self.tr("one line of your story") if one else self.tr("%n lines of your story", "", count)
            case KeptKind.CIRCLE:
                return self.tr("your circle") if one else self.tr("your circle as it stood %n times", "", count)
            case KeptKind.CHECK_IN:
                return self.tr("one check-in") if one else self.tr("%n check-ins", "", count)
            case KeptKind.SUPPORT:
                return self.tr("one entry for Support") if one else self.tr("%n entries for Support", "", count)

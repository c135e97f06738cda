"""What a rescue kept and what is missing, kind by kind, in plain words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal_app.vault.refill import KeptTable

ALWAYS = frozenset({"entry", "draft"})
"""Said even where there are none."""

ONLY_LOST = frozenset({"attachment_chunk", "entry_mark", "entry_passage", "practice_answer", "preference", "set_aside"})
"""Parts of other things, and small ones: said only where any is missing."""


class RescueWords(QObject):
    """Sentences about the tables of a rescue report."""

    def lines(self, tables: "Iterable[KeptTable]") -> list[str]:
        """Return a line for each kind that there is any of, or that any is missing of."""
        by_name = {table.name: table for table in tables}
        kinds = self._kinds()
        lines = [
            " ".join((self._count(by_name[name], one, many), *self.about(by_name[name])))
            for name, one, many in kinds
            if name in by_name and _is_told(by_name[name])
        ]
        if "check_in_answer" in by_name and by_name["check_in_answer"].lost != 0:
            lines.append(self.tr("Some answers of check-ins are missing."))
        known = {"check_in_answer", *(name for name, _one, _many in kinds)}
        if any(table.lost != 0 for name, table in by_name.items() if name not in known):
            lines.append(self.tr("Some things the program noted for itself are missing, such as earlier offers."))
        return lines

    def about(self, table: "KeptTable") -> list[str]:
        """Return what there is to say of a kind beyond how many are kept."""
        words = []
        if table.from_snapshot:
            words.append(self.tr("Taken from the newest backup: %n.", "", table.from_snapshot))
        if table.lost is None:
            words.append(self.tr("Some may be missing; nothing is left that would say how many."))
        elif table.lost:
            words.append(self.tr("Missing: %n.", "", table.lost))
        return words

    def _count(self, table: "KeptTable", one: str, many: str) -> str:
        return one if table.kept == 1 else self.tr(many, "", table.kept)

    def _kinds(self) -> tuple[tuple[str, str, str], ...]:
        """Return the tables whose rows a person would miss, and the sentences for one row and for several."""
        return (
            ("entry", self.tr("One entry is kept."), "%n entries are kept."),
            ("draft", self.tr("One unfinished page is kept."), "%n unfinished pages are kept."),
            ("trashed_entry", self.tr("One page in the trash is kept."), "%n pages in the trash are kept."),
            ("entry_version", self.tr("One earlier wording is kept."), "%n earlier wordings are kept."),
            ("attachment", self.tr("One picture or file is kept."), "%n pictures and files are kept."),
            ("attachment_chunk", self.tr("One part of a file is kept."), "%n parts of pictures and files are kept."),
            ("tag", self.tr("One tag is kept."), "%n tags are kept."),
            ("entry_mark", self.tr("One page's star or mark is kept."), "The stars and marks of %n pages are kept."),
            ("entry_passage", self.tr("One passage linked by hand is kept."), "%n passages linked by hand are kept."),
            ("practice_run", self.tr("One practice is kept."), "%n practices are kept."),
            ("practice_answer", self.tr("One answer in a practice is kept."), "%n answers in practices are kept."),
            (
                "set_aside",
                self.tr("One letter or plan that waits is kept."),
                "%n letters and plans that wait are kept.",
            ),
            ("own_story", self.tr("One line of your story is kept."), "%n lines of your story are kept."),
            ("drawing", self.tr("One drawing is kept."), "%n drawings are kept."),
            ("circle_version", self.tr("Your circle is kept."), "Your circle is kept, as it stood %n times."),
            ("check_in", self.tr("One check-in is kept."), "%n check-ins are kept."),
            (
                "support_entry",
                self.tr("One Support entry of yours is kept."),
                "%n Support entries of yours are kept.",
            ),
            (
                "own_word",
                self.tr("One word you taught the spelling is kept."),
                "%n words you taught the spelling are kept.",
            ),
            ("preference", self.tr("One of your wishes is kept."), "%n of your wishes are kept."),
        )


def _is_told(table: "KeptTable") -> bool:
    if table.lost != 0 or table.from_snapshot or table.name in ALWAYS:
        return True
    return table.kept > 0 and table.name not in ONLY_LOST

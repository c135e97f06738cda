"""Read a whole pack into rows: every file that `pack.toml` names, and the articles' texts."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from journal_app.content.files import PACK_FILE, PackFiles, UnfitFileError
from journal_app.content.findings import FindingCode
from journal_app.content.rows import (
    AnchoringRow,
    AnchorRow,
    ArticleRow,
    BasisRow,
    FilesRow,
    PackRow,
    PassageRow,
    PracticeRow,
    PromptRow,
    ReviewRow,
    ScaleItemRow,
    ScaleRow,
    StepRow,
    SupportRegionRow,
    SupportRow,
    ThemeRow,
)
from journal_app.content.tables import Ledger, Row, ids_written, many, only_keys, single, unique

FORMAT = 1
"""The pack format this program reads; an older one would still be read, a newer one is refused by name."""

_Table = dict[str, Any]  # Any: what tomllib returns


@dataclass(frozen=True, slots=True)
class PracticeSource:
    """One practice file."""

    file: str
    practice: Row[PracticeRow]
    basis: Row[BasisRow] | None
    steps: list[Row[StepRow]]
    is_whole: bool
    """False where a step could not be read, so that what follows from its absence is not noted as well."""


@dataclass(frozen=True, slots=True)
class ScaleSource:
    """One file of `scales`."""

    scale: Row[ScaleRow]
    items: list[Row[ScaleItemRow]]


@dataclass(frozen=True, slots=True)
class SupportSource:
    """One file of `resources`."""

    support: Row[SupportRow]
    regions: list[Row[SupportRegionRow]]


@dataclass(slots=True)
class PackSource:
    """A pack as it is written. Mappings keep the order of the files; `written_ids` has those of faulty rows too."""

    pack: Row[PackRow]
    anchoring: AnchoringRow
    review: Row[ReviewRow]
    texts: dict[str, str] = field(default_factory=dict)
    articles: dict[str, Row[ArticleRow]] = field(default_factory=dict)
    themes: dict[str, Row[ThemeRow]] = field(default_factory=dict)
    passages: dict[str, Row[PassageRow]] = field(default_factory=dict)
    prompts: dict[str, Row[PromptRow]] = field(default_factory=dict)
    practices: dict[str, PracticeSource] = field(default_factory=dict)
    anchors: dict[str, Row[AnchorRow]] = field(default_factory=dict)
    scales: list[ScaleSource] = field(default_factory=list)
    supports: list[SupportSource] = field(default_factory=list)
    lexicon: dict[str, object] = field(default_factory=dict)
    written_ids: dict[str, set[str]] = field(default_factory=dict)


def read_source(files: PackFiles, ledger: Ledger, *, with_lexicon: bool) -> PackSource | None:
    """Return the rows of a pack, or None where there is no telling what it is; everything amiss is noted.

    The lexicon serves authors only, so a pack that is loaded for writing goes without.
    """
    if not files.folder.is_dir():
        ledger.error(FindingCode.NOT_A_FOLDER, "")
        return None
    table = ledger.table(PACK_FILE)
    if table is None:
        return None
    only_keys(ledger, PACK_FILE, table, "pack", "files", "anchoring", "review")
    named = single(ledger, PACK_FILE, table, "files", FilesRow)
    anchoring = single(ledger, PACK_FILE, {"anchoring": {}} | table, "anchoring", AnchoringRow)
    review = single(ledger, PACK_FILE, {"review": {}} | table, "review", ReviewRow)
    pack = single(ledger, PACK_FILE, table, "pack", PackRow)
    if pack is not None and pack.value.format > FORMAT:
        ledger.error_at(pack, FindingCode.NEWER_FORMAT, "format", format=pack.value.format, known=FORMAT)
        return None
    if pack is None or named is None or anchoring is None or review is None:
        return None
    source = PackSource(pack, anchoring.value, review)
    reader = _Reader(files, ledger, named, source)
    reader.read_parts()
    if with_lexicon:
        reader.read_lexicon()
    return source


@dataclass(frozen=True, slots=True)
class _Reader:
    files: PackFiles
    ledger: Ledger
    named: Row[FilesRow]
    source: PackSource

    def read_parts(self) -> None:
        source = self.source
        source.articles = self._rows("articles", "article", ArticleRow)
        source.themes = self._rows("themes", "theme", ThemeRow)
        source.passages = self._rows("passages", "passage", PassageRow)
        source.prompts = self._rows("prompts", "prompt", PromptRow)
        source.anchors = self._rows("grounding", "anchor", AnchorRow)
        self._read_texts()
        self._read_practices()
        self._read_scales()
        self._read_supports()

    def read_lexicon(self) -> None:
        for file, table in self._tables("lexicon"):
            only_keys(self.ledger, file, table, "signals", "theme")
            themes = table.get("theme", {})
            if isinstance(themes, dict):
                self.source.lexicon |= themes
            else:
                self.ledger.error(FindingCode.WRONG_TYPE, file, "theme", expected="a table", got="something else")

    def _tables(self, part: str) -> Iterator[tuple[str, _Table]]:
        """Yield the files of a part of the pack that can be read; a part that isn't named has none."""
        pattern: str = getattr(self.named.value, part)
        if not pattern:
            return
        try:
            names = self.files.matching(pattern)
        except UnfitFileError as error:
            self.ledger.error_at(self.named, error.code, part, **error.fields)
            return
        for name in names:
            if (table := self.ledger.table(name)) is not None:
                yield name, table
            elif self.ledger.findings[-1].code in {FindingCode.TOO_MANY_FILES, FindingCode.TOO_LARGE}:
                return  # each file that follows would say the same

    def _rows(self, part: str, name: str, row_type: type[Any]) -> dict[str, Row[Any]]:
        rows: list[Row[Any]] = []
        written = self.source.written_ids.setdefault(name, set())
        for file, table in self._tables(part):
            only_keys(self.ledger, file, table, name)
            rows += many(self.ledger, file, table, name, row_type)
            written.update(ids_written(table, name))
        return unique(self.ledger, rows)

    def _read_texts(self) -> None:
        for row in self.source.articles.values():
            article: ArticleRow = row.value
            try:
                raw = self.files.raw(article.file)
                if hashlib.sha256(raw).hexdigest() != article.sha256:
                    self.ledger.error_at(row, FindingCode.ARTICLE_CHANGED, "sha256", name=article.file)
                self.source.texts[article.id] = self.files.text(article.file)
            except UnfitFileError as error:
                self.ledger.error_at(row, error.code, "file", **error.fields)

    def _read_practices(self) -> None:
        written = self.source.written_ids.setdefault("practice", set())
        found = []
        for file, table in self._tables("practices"):
            written.add(PurePosixPath(file).stem)
            only_keys(self.ledger, file, table, "practice", "basis", "step")
            practice = single(self.ledger, file, table, "practice", PracticeRow)
            basis = single(self.ledger, file, table, "basis", BasisRow)
            steps = many(self.ledger, file, table, "step", StepRow)
            if practice is not None:
                is_whole = len(steps) == len(table.get("step", []))
                found.append(PracticeSource(file, practice, basis, steps, is_whole))
        by_id = unique(self.ledger, (source.practice for source in found))
        self.source.practices = {
            source.practice.value.id: source for source in found if by_id[source.practice.value.id] is source.practice
        }
        written.update(by_id)

    def _read_scales(self) -> None:
        for file, table in self._tables("scales"):
            only_keys(self.ledger, file, table, "scale", "item")
            scale = single(self.ledger, file, table, "scale", ScaleRow)
            items = many(self.ledger, file, table, "item", ScaleItemRow)
            unique(self.ledger, items)
            if scale is not None:
                self.source.scales.append(ScaleSource(scale, items))
        unique(self.ledger, (source.scale for source in self.source.scales))

    def _read_supports(self) -> None:
        for file, table in self._tables("resources"):
            only_keys(self.ledger, file, table, "support", "region")
            support = single(self.ledger, file, table, "support", SupportRow)
            regions = many(self.ledger, file, table, "region", SupportRegionRow)
            unique(self.ledger, regions)
            if support is not None:
                self.source.supports.append(SupportSource(support, regions))

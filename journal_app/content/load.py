"""Load a pack for the program, or check one for its authors: the same reading and the same rules.

`load_pack` is strict and quick, since it runs while a person unlocks; `check_pack` also looks at the lexicon, the
wording and the reading grade, and never raises for what a pack contains.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from journal_app.content.build import build_pack
from journal_app.content.files import PackFiles
from journal_app.content.findings import Finding, FindingCode, PackError, PackReport, Severity
from journal_app.content.model import Pack
from journal_app.content.practice_rules import check_practice, step_texts
from journal_app.content.rules import check_parts, prompt_texts
from journal_app.content.source import PackSource, read_source
from journal_app.content.style import MAX_GRADE, banned_words, reading_grade
from journal_app.content.tables import Ledger, Row

__all__ = ["Finding", "FindingCode", "PackError", "PackReport", "Severity", "check_pack", "load_pack"]

FEWEST_PROMPTS = 60
FEWEST_PROMPTS_FOR_ARTICLE = 10
FEWEST_PRACTICES = 14
"""What the built-in pack promises (`check_pack.py`); a facilitator's pack may be as small as it likes."""


def load_pack(folder: Path) -> Pack:
    """Return the pack in a folder.

    Raises:
        PackError: anything in it is wrong; it has every error found.
    """
    ledger = Ledger(PackFiles(folder))
    source = read_source(ledger.files, ledger, with_lexicon=False)
    if source is not None:
        _check(source, ledger)
    if source is None or ledger.has_errors:
        raise PackError(_sorted(finding for finding in ledger.findings if finding.severity is Severity.ERROR))
    return build_pack(source)


def check_pack(folder: Path, *, built_in: bool = False) -> PackReport:
    """Return everything there is to say about a folder's pack; `built_in` also asks for what that one pack promises."""
    ledger = Ledger(PackFiles(folder))
    source = read_source(ledger.files, ledger, with_lexicon=True)
    if source is None:
        return PackReport(None, _sorted(ledger.findings), {})
    _check(source, ledger)
    _check_style(source, ledger)
    if built_in:
        _check_promises(source, ledger)
    pack = None if ledger.has_errors else build_pack(source)
    return PackReport(pack, _sorted(ledger.findings), _counts(source))


def _check(source: PackSource, ledger: Ledger) -> None:
    check_parts(source, ledger)
    for practice in source.practices.values():
        check_practice(source, ledger, practice)


def _check_style(source: PackSource, ledger: Ledger) -> None:
    for prompt in source.prompts.values():
        _check_wording(ledger, prompt, prompt_texts(prompt.value), prompt.value.text)
    for practice in source.practices.values():
        for step in practice.steps:
            _check_wording(ledger, step, list(step_texts(step.value)), step.value.text)


def _check_wording(ledger: Ledger, row: Row[Any], texts: list[tuple[str, str]], main_text: str) -> None:
    for key, text in texts:
        for words in banned_words(text):
            ledger.warning_at(row, FindingCode.WORDING, key, words=words)
    grade = reading_grade(main_text)
    if grade is not None and grade > MAX_GRADE:
        ledger.warning_at(row, FindingCode.GRADE, "text", grade=round(grade, 1), most=MAX_GRADE)


def _check_promises(source: PackSource, ledger: Ledger) -> None:
    pack = source.pack
    if len(source.prompts) < FEWEST_PROMPTS:
        ledger.error_at(pack, FindingCode.FEW_PROMPTS, count=len(source.prompts), fewest=FEWEST_PROMPTS)
    if len(source.practices) < FEWEST_PRACTICES:
        ledger.error_at(pack, FindingCode.FEW_PRACTICES, count=len(source.practices), fewest=FEWEST_PRACTICES)
    for name, count in _prompts_per_article(source).items():
        if count < FEWEST_PROMPTS_FOR_ARTICLE:
            ledger.error_at(
                source.articles[name],
                FindingCode.FEW_PROMPTS_FOR_ARTICLE,
                id=name,
                count=count,
                fewest=FEWEST_PROMPTS_FOR_ARTICLE,
            )
    used = {theme for row in source.prompts.values() for theme in row.value.themes}
    used |= {theme for each in source.practices.values() for theme in each.practice.value.themes}
    for name, theme in source.themes.items():
        if name not in source.lexicon:
            ledger.error_at(theme, FindingCode.THEME_WITHOUT_LEXICON, id=name)
        if name not in used:
            ledger.error_at(theme, FindingCode.THEME_UNUSED, id=name)


def _prompts_per_article(source: PackSource) -> dict[str, int]:
    """Count the prompts that link to each article, through any of their passages."""
    counts: Counter[str] = Counter()
    for prompt in source.prompts.values():
        linked = (source.passages[name].value.article for name in prompt.value.passages if name in source.passages)
        counts.update(set(linked))
    return {name: counts[name] for name in source.articles}


def _counts(source: PackSource) -> dict[str, int]:
    """Count the parts, and the prompts and steps that have no passage (a step may show its practice's)."""
    steps = [(practice, step) for practice in source.practices.values() for step in practice.steps]
    linked = {name for row in source.prompts.values() for name in row.value.passages}
    linked |= {name for each in source.practices.values() for name in each.practice.value.passages}
    return {
        "articles": len(source.articles),
        "themes": len(source.themes),
        "passages": len(source.passages),
        "passages_used": len(linked & set(source.passages)),
        "prompts": len(source.prompts),
        "practices": len(source.practices),
        "steps": len(steps),
        "without_passage": sum(not _has_passage(source, row.value.passages) for row in source.prompts.values())
        + sum(
            not _has_passage(source, (step.value.passage,) if step.value.passage else practice.practice.value.passages)
            for practice, step in steps
        ),
    }


def _has_passage(source: PackSource, names: tuple[str, ...]) -> bool:
    return any(name in source.passages for name in names)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))

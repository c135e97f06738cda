"""What a check of a pack found: a severity, a code, the place, and the fields of its sentence.

Codes only; the sentences stand in `settings/sentences.py`, so that the window and the command line say the same words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from journal_app.content.model import Pack


class Severity(StrEnum):
    """An error keeps the pack from being used; a warning is for its authors."""

    ERROR = "error"
    WARNING = "warning"


class FindingCode(StrEnum):
    """Everything a check can find, in the order in which a pack is read."""

    NOT_A_FOLDER = "pack_not_a_folder"
    FILE_MISSING = "pack_file_missing"
    FILE_OUTSIDE = "pack_file_outside"
    FILE_UNREADABLE = "pack_file_unreadable"
    FILE_TOO_LARGE = "pack_file_too_large"
    TOO_LARGE = "pack_too_large"
    TOO_MANY_FILES = "pack_too_many_files"
    NOT_UTF8 = "pack_not_utf8"
    HAS_BOM = "pack_has_bom"
    HAS_NUL = "pack_has_nul"
    TOML_BROKEN = "pack_toml_broken"
    TOML_TOO_DEEP = "pack_toml_too_deep"
    CONTROL_CHARACTER = "pack_control_character"

    NEWER_FORMAT = "pack_newer_format"
    UNKNOWN_KEY = "pack_unknown_key"
    MISSING_KEY = "pack_missing_key"
    WRONG_TYPE = "pack_wrong_type"
    BAD_VALUE = "pack_bad_value"
    UNKNOWN_STEP_TYPE = "pack_unknown_step_type"
    BAD_ID = "pack_bad_id"
    EMPTY_TEXT = "pack_empty_text"
    DUPLICATE_ID = "pack_duplicate_id"
    REVIEW_UNSIGNED = "pack_review_unsigned"

    ARTICLE_CHANGED = "pack_article_changed"
    FURNITURE_MISSING = "pack_furniture_missing"
    UNKNOWN_ARTICLE = "pack_unknown_article"
    UNKNOWN_THEME = "pack_unknown_theme"
    UNKNOWN_PASSAGE = "pack_unknown_passage"
    UNKNOWN_PRACTICE = "pack_unknown_practice"
    QUOTE_NOT_FOUND = "pack_quote_not_found"
    QUOTE_NOT_UNIQUE = "pack_quote_not_unique"
    OFFSETS_DIFFER = "pack_offsets_differ"
    PREFIX_DIFFERS = "pack_prefix_differs"
    SUFFIX_DIFFERS = "pack_suffix_differs"
    PASSAGE_HIDDEN = "pack_passage_hidden"

    NO_PASSAGE = "pack_no_passage"
    NO_THEME = "pack_no_theme"
    QUOTED_WORDS_NOT_IN_PASSAGE = "pack_quoted_words_not_in_passage"
    DEEP_NOT_PRIVATE = "pack_deep_not_private"
    DEEP_WITHOUT_NOTE = "pack_deep_without_note"

    PRACTICE_FILE_NAME = "pack_practice_file_name"
    PRACTICE_TOO_SHORT = "pack_practice_too_short"
    PRACTICE_WITHOUT_READING = "pack_practice_without_reading"
    PRACTICE_WITHOUT_CLOSE = "pack_practice_without_close"
    PRACTICE_WITHOUT_NOTE = "pack_practice_without_note"
    DEEP_NOT_OFF = "pack_deep_not_off"
    DEEP_NOT_STEADIED = "pack_deep_not_steadied"
    DEEP_WITHOUT_STOP = "pack_deep_without_stop"
    SITTINGS_DIFFER = "pack_sittings_differ"
    STEP_LEADS_NOWHERE = "pack_step_leads_nowhere"
    STEP_UNREACHABLE = "pack_step_unreachable"
    STEP_NEVER_CLOSES = "pack_step_never_closes"
    SKIP_UNSAID = "pack_skip_unsaid"
    READ_STEP_WITHOUT_PASSAGE = "pack_read_step_without_passage"
    STEP_PASSAGE_NOT_LISTED = "pack_step_passage_not_listed"
    STEP_WITHOUT_WORDS = "pack_step_without_words"

    SCALE_LENGTHS_DIFFER = "pack_scale_lengths_differ"
    BAD_DATE = "pack_bad_date"
    TWO_SUPPORT_PAGES = "pack_two_support_pages"

    WORDING = "pack_wording"
    GRADE = "pack_grade"

    FEW_PROMPTS = "pack_few_prompts"
    FEW_PROMPTS_FOR_ARTICLE = "pack_few_prompts_for_article"
    FEW_PRACTICES = "pack_few_practices"
    THEME_WITHOUT_LEXICON = "pack_theme_without_lexicon"
    THEME_UNUSED = "pack_theme_unused"

    NOT_USABLE = "pack_not_usable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `file` is relative to the pack, "" for the pack itself; `line` counts from 1."""

    severity: Severity
    code: FindingCode
    file: str
    line: int | None
    key: str
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The place as people read it: "prompts/a000.toml:12 prompt[3].themes[0]"."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return " ".join(part for part in (where, self.key) if part) or "."

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """File, line, key, code: the order findings are listed in."""
        return self.file, self.line or 0, self.key, self.code.value


@dataclass(frozen=True, slots=True)
class PackReport:
    """The outcome of a check: the pack if it has no errors, every finding in order of place, and what was counted."""

    pack: Pack | None
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the pack from being used."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings for the pack's authors."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)


class PackError(Exception):
    """A pack can't be used as it stands; `findings` has every error, `fields` the first one's place and their count."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(FindingCode.NOT_USABLE.value)
        self.code = FindingCode.NOT_USABLE
        self.findings = findings
        self.fields: dict[str, object] = {
            "place": findings[0].place if findings else ".",
            "count": len(findings),
            "reason": findings[0].code.value if findings else "",
        }

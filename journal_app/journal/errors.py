"""What the journal can refuse, by code; never any of the person's words."""

from enum import StrEnum


class JournalProblem(StrEnum):
    """The codes; each has its sentence in `settings/sentences.py`."""

    TEXT_HAS_NUL = "text_has_nul"
    TEXT_HAS_BROKEN_CHARACTER = "text_has_broken_character"
    DRAFT_EMPTY = "draft_empty"
    DRAFT_NOT_FOUND = "draft_not_found"
    ENTRY_NOT_FOUND = "entry_not_found"
    ALREADY_IMPORTED = "already_imported"
    MOMENT_OUT_OF_RANGE = "moment_out_of_range"
    MOMENT_SKIPPED = "moment_skipped"
    ZONE_UNKNOWN = "zone_unknown"
    TAG_NOT_VALID = "tag_not_valid"
    TAG_NOT_FOUND = "tag_not_found"
    TAG_NAME_TAKEN = "tag_name_taken"
    VERSION_NOT_FOUND = "version_not_found"
    FILE_OF_ANOTHER_PAGE = "file_of_another_page"
    PREFERENCE_NOT_VALID = "preference_not_valid"
    PRACTICE_NOT_FOUND = "practice_not_found"
    RUN_NOT_FOUND = "run_not_found"
    RUN_FINISHED = "run_finished"
    RUN_DAMAGED = "run_damaged"
    ANSWER_DAMAGED = "answer_damaged"
    NO_MORE_SITTINGS = "no_more_sittings"
    TOO_MANY_ITEMS = "too_many_items"
    CIRCLE_DAMAGED = "circle_damaged"
    CIRCLE_NOT_VALID = "circle_not_valid"
    DRAWING_NOT_FOUND = "drawing_not_found"
    DRAWING_NOT_VALID = "drawing_not_valid"
    DRAWING_DAMAGED = "drawing_damaged"
    STORY_LINE_EMPTY = "story_line_empty"
    STORY_LINE_NOT_FOUND = "story_line_not_found"
    SUPPORT_ENTRY_NOT_VALID = "support_entry_not_valid"
    SET_ASIDE_NOT_FOUND = "set_aside_not_found"
    CHECK_IN_NOT_FOUND = "check_in_not_found"
    ANSWER_NOT_AMONG_OPTIONS = "answer_not_among_options"
    ATTACHMENT_TOO_LARGE = "attachment_too_large"
    ATTACHMENT_EMPTY = "attachment_empty"
    ATTACHMENT_NOT_FOUND = "attachment_not_found"
    ATTACHMENT_DAMAGED = "attachment_damaged"
    FILE_NOT_READABLE = "file_not_readable"
    FILE_IS_FOLDER = "file_is_folder"
    FILE_NOT_PLAIN = "file_not_plain"
    FILE_ELSEWHERE = "file_elsewhere"
    PICTURE_NOT_READABLE = "picture_not_readable"


class JournalError(Exception):
    """A use case could not be done, and nothing was changed; `code` says why, `fields` fill its sentence."""

    def __init__(self, code: JournalProblem, **fields: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.fields: dict[str, object] = fields

    def __str__(self) -> str:
        return self.code.value

"""What bringing in or taking out can refuse as a whole, by code; what ails one file stands in the report instead."""

from enum import StrEnum


class ExchangeProblem(StrEnum):
    """The codes; each has its sentence in `settings/sentences.py`."""

    SOURCE_MISSING = "import_source_missing"
    SOURCE_NOT_A_FOLDER = "import_source_not_a_folder"
    SOURCE_NOT_READABLE = "import_source_not_readable"
    SOURCE_NEWER = "import_source_newer"
    TOO_MANY_FILES = "import_too_many_files"
    SOURCE_CHANGED = "import_source_changed"
    NO_SUCH_BATCH = "import_no_such_batch"
    OUT_NOT_A_FOLDER = "export_out_not_a_folder"
    OUT_NOT_EMPTY = "export_out_not_empty"
    OUT_PARENT_MISSING = "export_out_parent_missing"
    OUT_IN_VAULT = "export_out_in_vault"
    OUT_PARTIAL_LEFT = "export_out_partial_left"
    OUT_NOT_WRITTEN = "export_out_not_written"
    COPY_NOT_WRITTEN = "copy_not_written"


class ExchangeError(Exception):
    """An import or export could not be done, and nothing was changed; `code` says why, `fields` fill its sentence."""

    def __init__(self, code: ExchangeProblem, **fields: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.fields: dict[str, object] = fields

    def __str__(self) -> str:
        return self.code.value

"""What bringing in or taking out can refuse as a whole, by code; what ails one file stands in the report instead."""

from enum import StrEnum


class ExchangeProblem(StrEnum):
    """The codes; each has its sentence in `settings/sentences.py`."""

    SOURCE_MISSING = "import_source_missing"
    SOURCE_NOT_A_FOLDER = "import_source_not_a_folder"
    SOURCE_NOT_READABLE = "import_source_not_readable"
    TOO_MANY_FILES = "import_too_many_files"


class ExchangeError(Exception):
    """An import could not be done, and nothing was changed; `code` says why, `fields` fill its sentence."""

    def __init__(self, code: ExchangeProblem, **fields: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.fields: dict[str, object] = fields

    def __str__(self) -> str:
        return self.code.value

"""The app-wide settings: one table of typed fields, kept in prefs.json, readable before any journal is unlocked.

The file lies open to whoever shares the computer, so it holds how the window looks and nothing about what is in a
journal: only the names below are ever written, no path, history or last vault among them. What is private lives in the
vault.

Checked by hand rather than by msgspec, because the window needs its theme before its first paint and that import would
be a tenth of the time until then; for the same reason a named tuple, and what is not needed for it imported in place.
"""

import contextlib
import os
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from journal_app.settings.product import NEUTRAL_TITLE

LARGEST_FILE_BYTES = 64 * 1024
"""Every setting at its longest is under 1 KiB; a larger file is not ours."""


class SettingsProblem(StrEnum):
    """What can be wrong with prefs.json; `sentences.py` says it in words."""

    DAMAGED = "settings_damaged"
    VALUE_IGNORED = "settings_value_ignored"
    NAME_UNKNOWN = "settings_name_unknown"
    NOT_SAVED = "settings_not_saved"


class SettingsError(Exception):
    """The settings could not be written; `code` is a SettingsProblem."""

    def __init__(self, code: SettingsProblem, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


class Theme(StrEnum):
    """The colours of the window; SYSTEM follows the desktop, live."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class PageFont(StrEnum):
    """The letters of the page one writes on."""

    LITERATA = "literata"
    ATKINSON = "atkinson"
    SYSTEM = "system"


class FocusMode(StrEnum):
    """What stays dark on the page while the rest steps back."""

    OFF = "off"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class ReduceMotion(StrEnum):
    """Whether fades are left out; SYSTEM follows the desktop."""

    SYSTEM = "system"
    ALWAYS = "always"


class Preferences(NamedTuple):
    """Every app-wide setting with its default; what each may be stands in `settings_table`."""

    language: str = "system"
    theme: Theme = Theme.SYSTEM
    text_scale: int = 100
    reduce_motion: ReduceMotion = ReduceMotion.SYSTEM
    page_font: PageFont = PageFont.LITERATA
    page_size: int = 19
    measure: int = 66
    line_height: int = 160
    focus_mode: FocusMode = FocusMode.OFF
    typewriter: bool = False
    page_tools_shown: bool = True
    word_count_shown: bool = False
    spelling_shown: bool = True
    window_title: str = NEUTRAL_TITLE
    lock_after_minutes: int = 3
    hide_on_shift: bool = True
    support_region: str = ""
    shared_room_default: bool = False


def load_preferences(path: Path) -> tuple[Preferences, tuple[str, ...]]:
    """Read prefs.json; return the settings and the codes of what was passed over.

    Never raises for what the file holds: a missing file is the defaults, a damaged one is the defaults and a warning, a
    wrong value or unknown name costs that value alone. Nothing precious is in it, so the next change writes over it.
    """
    try:
        stored = _read(path)
    except FileNotFoundError:
        return Preferences(), ()
    except (OSError, ValueError, RecursionError):
        return Preferences(), (SettingsProblem.DAMAGED,)
    from journal_app.settings.settings_table import settings_table  # only where there is a file

    rows = {row.name: row for row in settings_table()}
    kept = {name: value for name, value in stored.items() if name in rows and rows[name].rule.accepts(value)}
    warnings: list[str] = []
    if stored.keys() - rows.keys():
        warnings.append(SettingsProblem.NAME_UNKNOWN)
    if stored.keys() & rows.keys() - kept.keys():
        warnings.append(SettingsProblem.VALUE_IGNORED)
    values = {name: _as_type_of(rows[name].default, value) for name, value in kept.items()}
    # The rules above have checked each value against its field's type, which mypy can't follow through a mapping.
    return Preferences(**values), tuple(warnings)  # type: ignore[arg-type]


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write prefs.json whole or not at all, readable by its owner only; raises SettingsError where the disk won't."""
    import json

    text = json.dumps(preferences._asdict(), indent=1, ensure_ascii=False, sort_keys=True)
    beside = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise SettingsError(SettingsProblem.NOT_SAVED) from error


def _read(path: Path) -> dict[str, object]:
    """Return the file's object; OSError or ValueError where it is not a small JSON object in a plain file."""
    if path.exists() and not path.is_file():  # opening a pipe that someone left in its place would wait for ever
        raise ValueError(path.name)
    with path.open("rb") as file:
        raw = file.read(LARGEST_FILE_BYTES + 1)
    if len(raw) > LARGEST_FILE_BYTES:
        raise ValueError(path.name)
    import json

    stored = json.loads(raw.decode("utf-8"))
    if not isinstance(stored, dict):
        raise ValueError(path.name)
    return stored


def _as_type_of(default: object, value: object) -> object:
    """Turn a stored word into the enum member it names; everything else is what it should be already."""
    return type(default)(str(value)) if isinstance(default, StrEnum) else value

"""The app-wide settings: one table of typed fields, kept in prefs.json, readable before any journal is unlocked.

The file lies open to whoever shares the computer, so it holds how the window looks and nothing about what is in a
journal: only the names below are ever written, no path, history or last vault among them. What is private lives in the
vault.

Checked by hand rather than by msgspec, because the window needs its theme before its first paint and that import would
be a tenth of the time until then.
"""

import contextlib
import dataclasses
import json
import os
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from journal_app.settings.product import NEUTRAL_TITLE
from journal_app.settings.rules import Between, OneOf, Rule, ShortText, YesNo

T = TypeVar("T")

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


class Scope(StrEnum):
    """What a setting is about; the settings form shows one group a scope, in this order."""

    LOOK = "look"
    PAGE = "page"
    WINDOW = "window"
    LEAVING = "leaving"
    COMPUTER = "computer"


def _setting(default: T, rule: Rule, label: str, scope: Scope, note: str = "") -> T:
    return field(default=default, metadata={"rule": rule, "label": label, "scope": scope, "note": note})


@dataclass(frozen=True, slots=True)
class Preferences:
    """Every app-wide setting with its default; the table the settings form and prefs.json are both made from."""

    language: str = _setting("system", OneOf((("system", "As the system"), ("en", "English"))), "Language", Scope.LOOK)
    theme: Theme = _setting(
        Theme.SYSTEM,
        OneOf(
            (
                (Theme.SYSTEM, "As the system"),
                (Theme.LIGHT, "Light"),
                (Theme.DARK, "Dark"),
                (Theme.CONTRAST, "High contrast"),
            )
        ),
        "Colours",
        Scope.LOOK,
    )
    text_scale: int = _setting(100, Between(100, 200, 10, "%"), "Size of everything", Scope.LOOK)
    reduce_motion: ReduceMotion = _setting(
        ReduceMotion.SYSTEM,
        OneOf(((ReduceMotion.SYSTEM, "As the system"), (ReduceMotion.ALWAYS, "Never move"))),
        "Movement",
        Scope.LOOK,
    )
    page_font: PageFont = _setting(
        PageFont.LITERATA,
        OneOf(
            (
                (PageFont.LITERATA, "Literata"),
                (PageFont.ATKINSON, "Atkinson Hyperlegible"),
                (PageFont.SYSTEM, "As the system"),
            )
        ),
        "Letters of the page",
        Scope.PAGE,
    )
    page_size: int = _setting(19, Between(14, 40, 1, "px"), "Size of the page's letters", Scope.PAGE)
    measure: int = _setting(
        66,
        OneOf(((60, "Narrow"), (66, "Middle"), (75, "Wide"))),
        "Width of the page",
        Scope.PAGE,
        "In letters on a line.",
    )
    line_height: int = _setting(
        160, OneOf(((140, "Close"), (160, "Middle"), (180, "Open"))), "Space between the page's lines", Scope.PAGE
    )
    focus_mode: FocusMode = _setting(
        FocusMode.OFF,
        OneOf(
            (
                (FocusMode.OFF, "All of the page"),
                (FocusMode.SENTENCE, "The sentence you are in"),
                (FocusMode.PARAGRAPH, "The paragraph you are in"),
            )
        ),
        "What stays dark while you write",
        Scope.PAGE,
        "The rest of the page steps back. F8 changes it, Esc shows all again.",
    )
    typewriter: bool = _setting(False, YesNo(), "Keep the line you write in the middle (F9)", Scope.PAGE)
    page_tools_shown: bool = _setting(True, YesNo(), "Show the row of marks above the page", Scope.PAGE)
    word_count_shown: bool = _setting(False, YesNo(), "Show how many words are on the page", Scope.PAGE)
    spelling_shown: bool = _setting(
        True, YesNo(), "Underline words that may not be spelt as meant", Scope.PAGE, "Looked up on this computer only."
    )
    window_title: str = _setting(
        NEUTRAL_TITLE,
        ShortText(40),
        "Name in the title bar",
        Scope.WINDOW,
        "What others see when you switch windows. A plain word tells them nothing.",
    )
    lock_after_minutes: int = _setting(
        3,
        OneOf(((1, "1 minute"), (3, "3 minutes"), (5, "5 minutes"), (10, "10 minutes"))),
        "Lock when nobody is there for",
        Scope.LEAVING,
        "At most a minute and a half where others are near or see the screen, and while the window is minimised.",
    )
    hide_on_shift: bool = _setting(
        True,
        YesNo(),
        "Shift pressed three times hides everything",
        Scope.LEAVING,
        "Within five seconds, with no other key in between. ‘Hide now’ at the bottom of the list does the same.",
    )
    support_region: str = _setting(
        "",
        ShortText(20, may_be_empty=True),
        "Where support should be",
        Scope.COMPUTER,
        "Chooses whose numbers come first.",
    )
    shared_room_default: bool = _setting(
        False,
        YesNo(),
        "Others use this computer, or can see its screen",
        Scope.COMPUTER,
        "Every journal on it locks itself when nobody is there for a minute and a half.",
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table, as the settings form reads it; `label` and `note` are translated when shown."""

    name: str
    default: object
    rule: Rule
    label: str
    scope: Scope
    note: str


def settings_table() -> tuple[Setting, ...]:
    """Return every setting in the order of the form."""
    return tuple(
        Setting(
            row.name,
            row.default,
            row.metadata["rule"],
            row.metadata["label"],
            row.metadata["scope"],
            row.metadata["note"],
        )
        for row in dataclasses.fields(Preferences)
    )


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
    text = json.dumps(dataclasses.asdict(preferences), indent=1, ensure_ascii=False, sort_keys=True)
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
    stored = json.loads(raw.decode("utf-8"))
    if not isinstance(stored, dict):
        raise ValueError(path.name)
    return stored


def _as_type_of(default: object, value: object) -> object:
    """Turn a stored word into the enum member it names; everything else is what it should be already."""
    return type(default)(str(value)) if isinstance(default, StrEnum) else value

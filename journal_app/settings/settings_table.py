"""What each app-wide setting may be and what the settings form calls it: the one table that both are made from."""

from enum import StrEnum
from typing import NamedTuple

from journal_app.settings.preferences import FocusMode, PageFont, Preferences, ReduceMotion, Theme
from journal_app.settings.rules import Between, OneOf, Rule, ShortText, YesNo


class Scope(StrEnum):
    """What a setting is about; the settings form shows one group a scope, in this order."""

    LOOK = "look"
    PAGE = "page"
    WINDOW = "window"
    LEAVING = "leaving"
    COMPUTER = "computer"


class Setting(NamedTuple):
    """One row of the table, as the settings form reads it; `label` and `note` are translated when shown."""

    name: str
    rule: Rule
    label: str
    scope: Scope
    note: str = ""

    @property
    def default(self) -> object:
        """The value that holds until another is chosen."""
        return Preferences._field_defaults[self.name]


_SETTINGS = (
    Setting("language", OneOf((("system", "As the system"), ("en", "English"))), "Language", Scope.LOOK),
    Setting(
        "theme",
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
    ),
    Setting("text_scale", Between(100, 200, 10, "%"), "Size of everything", Scope.LOOK),
    Setting(
        "reduce_motion",
        OneOf(((ReduceMotion.SYSTEM, "As the system"), (ReduceMotion.ALWAYS, "Never move"))),
        "Movement",
        Scope.LOOK,
    ),
    Setting(
        "page_font",
        OneOf(
            (
                (PageFont.LITERATA, "Literata"),
                (PageFont.ATKINSON, "Atkinson Hyperlegible"),
                (PageFont.SYSTEM, "As the system"),
            )
        ),
        "Letters of the page",
        Scope.PAGE,
    ),
    Setting("page_size", Between(14, 40, 1, "px"), "Size of the page's letters", Scope.PAGE),
    Setting(
        "measure",
        OneOf(((60, "Narrow"), (66, "Middle"), (75, "Wide"))),
        "Width of the page",
        Scope.PAGE,
        "In letters on a line.",
    ),
    Setting(
        "line_height",
        OneOf(((140, "Close"), (160, "Middle"), (180, "Open"))),
        "Space between the page's lines",
        Scope.PAGE,
    ),
    Setting(
        "focus_mode",
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
    ),
    Setting("typewriter", YesNo(), "Keep the line you write in the middle (F9)", Scope.PAGE),
    Setting("page_tools_shown", YesNo(), "Show the row of marks above the page", Scope.PAGE),
    Setting("word_count_shown", YesNo(), "Show how many words are on the page", Scope.PAGE),
    Setting(
        "spelling_shown",
        YesNo(),
        "Underline words that may not be spelt as meant",
        Scope.PAGE,
        "Looked up on this computer only.",
    ),
    Setting(
        "window_title",
        ShortText(40),
        "Name in the title bar",
        Scope.WINDOW,
        "What others see when you switch windows. A plain word tells them nothing.",
    ),
    Setting(
        "lock_after_minutes",
        OneOf(((1, "1 minute"), (3, "3 minutes"), (5, "5 minutes"), (10, "10 minutes"))),
        "Lock when nobody is there for",
        Scope.LEAVING,
        "At most a minute and a half where others are near or see the screen, and while the window is minimised.",
    ),
    Setting(
        "hide_on_shift",
        YesNo(),
        "Shift pressed three times hides everything",
        Scope.LEAVING,
        "Within five seconds, with no other key in between. ‘Hide now’ at the bottom of the list does the same.",
    ),
    Setting(
        "support_region",
        ShortText(20, may_be_empty=True),
        "Where support should be",
        Scope.COMPUTER,
        "Chooses whose numbers come first.",
    ),
    Setting(
        "shared_room_default",
        YesNo(),
        "Others use this computer, or can see its screen",
        Scope.COMPUTER,
        "Every journal on it locks itself when nobody is there for a minute and a half.",
    ),
)


def settings_table() -> tuple[Setting, ...]:
    """Return every setting in the order of the form."""
    return _SETTINGS

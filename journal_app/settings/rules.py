"""What a setting may be: the same few rules check prefs.json and choose the control the settings form shows."""

from typing import NamedTuple, Protocol


class Rule(Protocol):
    """What a setting may be; the form chooses its control by the rule's class."""

    def accepts(self, value: object) -> bool:
        """Tell whether a value, as JSON or the form gives it, is allowed."""
        ...


class OneOf(NamedTuple):
    """One of a few words or numbers, each with what the form calls it."""

    choices: tuple[tuple[str | int, str], ...]

    def accepts(self, value: object) -> bool:
        """Tell whether the value is among them."""
        if not isinstance(value, str | int) or isinstance(value, bool):  # 60.0 and True would equal 60 and 1
            return False
        return any(value == choice for choice, _ in self.choices)


class Between(NamedTuple):
    """A whole number from `low` to `high`, both included; the form moves by `step`."""

    low: int
    high: int
    step: int = 1
    unit: str = ""

    def accepts(self, value: object) -> bool:
        """Tell whether the value is a whole number in the range."""
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high


class YesNo:
    """On or off."""

    def accepts(self, value: object) -> bool:
        """Tell whether the value is true or false."""
        return isinstance(value, bool)


class ShortText(NamedTuple):
    """One line of free text: letters and signs that can be seen, none that control or turn the line around."""

    longest: int
    may_be_empty: bool = False

    def accepts(self, value: object) -> bool:
        """Tell whether the value is such a line."""
        if not isinstance(value, str) or len(value) > self.longest or not value.isprintable():
            return False
        return bool(value.strip()) or (self.may_be_empty and not value)

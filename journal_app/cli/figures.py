"""What a measurement is told in: medians with their spread, and ratios of two things measured in turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some runs, and the least and most of them."""

    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a report: ours, what it is measured against, and their ratio, pair by pair.

    `base` and `ratio` are None for what is only told; `at_most` is the goal of performance.md for the ratio.
    """

    goal: str
    name: str
    unit: str
    ours: Spread
    base_name: str = ""
    base: Spread | None = None
    ratio: Spread | None = None
    at_most: float | None = None
    entries: int | None = None
    """The size of the journal it was measured on, where a report has several."""

    @property
    def is_reached(self) -> bool | None:
        """Whether the median ratio is within the goal; None where there is none."""
        if self.ratio is None or self.at_most is None:
            return None
        return self.ratio.median <= self.at_most


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of at least one value."""
    return Spread(median(values), min(values), max(values))


def compare(
    goal: str,
    name: str,
    unit: str,
    ours: Sequence[float],
    base_name: str,
    base: Sequence[float],
    at_most: float | None,
    entries: int | None = None,
) -> Figure:
    """Return the figure of two things measured in turn, as many times each."""
    ratios = [one / other for one, other in zip(ours, base, strict=True)]
    return Figure(goal, name, unit, spread(ours), base_name, spread(base), spread(ratios), at_most, entries)


def figure_line(figure: Figure) -> str:
    """Return a figure as one line of a table."""
    start = f"{figure.goal:<4}{figure.name:<26}{_amount(figure.ours, figure.unit):>26}"
    if figure.base is None or figure.ratio is None:
        return start
    ratio = f"{_ratio(figure.ratio.median)} ({_ratio(figure.ratio.least)}–{_ratio(figure.ratio.most)})"
    goal = f"goal ≤ {_ratio(figure.at_most)}: {'reached' if figure.is_reached else 'not yet'}" if figure.at_most else ""
    return f"{start}  {figure.base_name:>10} {_amount(figure.base, figure.unit):<24} × {ratio:<18} {goal}".rstrip()


def _ratio(value: float) -> str:
    """Return a ratio with enough figures to tell it from its goal, where ours is many times less."""
    return f"{value:.2f}" if value >= 0.1 else f"{value:.4f}"


def _amount(values: Spread, unit: str) -> str:
    return f"{values.median:,.0f} {unit} ({values.least:,.0f}–{values.most:,.0f})"

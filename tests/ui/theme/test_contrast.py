"""WCAG 2.2: 4.5:1 for words (1.4.3), 3:1 for what isn't words but has to be seen (1.4.11)."""

import pytest

from journal_app.ui.theme.tokens import INKS, THEMES, load_colours, load_inks

GROUNDS = ("canvas", "sidebar", "surface", "sunken")
WORDS = [(word, ground, 4.5) for word in ("ink", "ink2", "ink3", "accent", "danger") for ground in GROUNDS]
ON_COLOUR = [
    ("on_accent", "accent", 4.5),
    ("ink", "accent_soft", 4.5),
    ("accent", "accent_soft", 4.5),
    ("ink", "selection", 4.5),
]
EDGES = [(edge, ground, 3.0) for edge in ("line_strong", "focus") for ground in ("canvas", "sidebar", "surface")]
PAIRS = WORDS + ON_COLOUR + EDGES


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(first: str, second: str) -> float:
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_ratio__black_on_white__is_21() -> None:
    assert _ratio("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize("theme_name", THEMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_theme__pair_that_meets_on_screen__is_told_apart(
    theme_name: str, front: str, ground: str, least: float
) -> None:
    colours = load_colours(theme_name)

    assert _ratio(getattr(colours, front), getattr(colours, ground)) >= least


@pytest.mark.parametrize("theme_name", THEMES)
@pytest.mark.parametrize("ink", INKS)
def test_theme__each_ink_on_the_sheet__is_told_apart(theme_name: str, ink: str) -> None:
    assert _ratio(load_inks(theme_name)[ink], load_colours(theme_name).surface) >= 4.5

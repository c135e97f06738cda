"""Carry the fifteen colours in the one thing every widget already has: its palette.

A widget that draws itself asks `colour(self, "accent")`. Qt hands the palette down, tells widgets when it changes and
knows a disabled group, so no widget has to be given a theme, and a change of theme repaints everything by itself.
"""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from journal_app.ui.theme.tokens import INKS, THEMES, Colours, TokenError, load_colours, load_inks

_Role = QPalette.ColorRole

ROLES: dict[str, QPalette.ColorRole] = {
    "canvas": _Role.Window,
    "sidebar": _Role.Midlight,
    "surface": _Role.Base,
    "sunken": _Role.AlternateBase,
    "ink": _Role.WindowText,
    "ink2": _Role.ToolTipText,
    "ink3": _Role.PlaceholderText,
    "line": _Role.Mid,
    "line_strong": _Role.Dark,
    "accent": _Role.Accent,
    "on_accent": _Role.BrightText,
    "accent_soft": _Role.Light,
    "focus": _Role.Shadow,
    "danger": _Role.LinkVisited,
    "selection": _Role.Highlight,
}
"""One palette role a token; a token with no role of its own has one that Fusion leaves alone in what we show."""

_ALSO = {
    "ink": (_Role.Text, _Role.ButtonText, _Role.HighlightedText),
    "surface": (_Role.Button, _Role.ToolTipBase),
    "accent": (_Role.Link,),
}
_FADED = (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.ToolTipText, _Role.PlaceholderText)
_DISABLED = QPalette.ColorGroup.Disabled


def build_palette(colours: Colours) -> QPalette:
    """Return the palette of a theme; disabled words stand half-way between ink and page."""
    palette = QPalette()
    for token, value in colours._asdict().items():
        for role in (ROLES[token], *_ALSO.get(token, ())):
            palette.setColor(role, QColor(value))
    faded = mix(QColor(colours.ink), QColor(colours.canvas), 0.5)
    for role in _FADED:
        palette.setColor(_DISABLED, role, faded)
    return palette


def colour(widget: QWidget, token: str) -> QColor:
    """Return a token's colour as the widget should draw it now.

    Raises:
        TokenError: no token has this name.
    """
    return widget.palette().color(role_of(token))


def ink_colours(widget: QWidget) -> tuple[QColor, ...]:
    """Return the colours one draws with in the theme that a widget wears, which its palette tells."""
    worn, group = widget.palette(), QPalette.ColorGroup.Active  # one that can't be pressed wears the theme too
    for name in THEMES:
        colours = load_colours(name)
        if all(
            worn.color(group, ROLES[token]) == QColor(getattr(colours, token)) for token in ("canvas", "ink", "accent")
        ):
            return tuple(map(QColor, load_inks(name).values()))
    return (worn.color(ROLES["ink"]),) * len(INKS)


def role_of(token: str) -> QPalette.ColorRole:
    """Return the palette role that carries a token; for `setForegroundRole` and the like."""
    try:
        return ROLES[token]
    except KeyError:
        raise TokenError(f"no colour token is called {token!r}") from None


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """Return the colour that has `share` (0 to 1) of the second in the first."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        first.redF() * keep + second.redF() * share,
        first.greenF() * keep + second.greenF() * share,
        first.blueF() * keep + second.blueF() * share,
    )

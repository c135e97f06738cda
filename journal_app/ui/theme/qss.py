"""Fill the style sheet templates with a theme's tokens.

Qt parses and matches style sheets slowly, so they hold only what the palette and our own painting can't do: scroll
bars, menus, tool tips, and Qt's plain widgets where a dialog shows one.
"""

from pathlib import Path

from journal_app.settings.paths import resources_dir
from journal_app.ui.theme.tokens import Colours, Scale, TokenError

_NAME_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"


def style_sheet(colours: Colours, sizes: Scale, factor: float) -> str:
    """Return the whole style sheet at a text scale (1.0 = 100 %)."""
    values = placeholders(colours, sizes, factor)
    return "\n".join(fill(path, values) for path in sorted((resources_dir() / "qss").iterdir()))


def placeholders(colours: Colours, sizes: Scale, factor: float) -> dict[str, str]:
    """Return what a template may name: each colour; space_*, radius_*, size_* and type_* in px."""
    values = colours._asdict()
    values |= {f"space_{name}": f"{px}px" for name, px in sizes.space.items()}
    values |= {f"radius_{name}": f"{px}px" for name, px in sizes.radius.items()}
    values |= {f"size_{name}": f"{round(px * factor)}px" for name, px in sizes.size.items()}
    values |= {f"type_{name}": f"{round(step.px * factor)}px" for name, step in sizes.type.items()}
    return values


def fill(path: Path, values: dict[str, str]) -> str:
    """Fill one template.

    Raises:
        TokenError: it names a token that does not exist.
    """
    first, *parts = path.read_text(encoding="utf-8").split("$")
    names = [part[: len(part) - len(part.lstrip(_NAME_LETTERS))] for part in parts]
    try:
        return first + "".join(values[name] + part[len(name) :] for name, part in zip(names, parts, strict=True))
    except KeyError as error:
        raise TokenError(f"{path.name}: no token is called {error.args[0]!r}") from None

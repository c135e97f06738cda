"""The token that tells journals apart before they are open: a shape and a colour, drawn from the vault's random id.

A name would tell something to whoever looks at the window; a green circle tells only the one who knows it (vault.md).
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from journal_app.settings.paths import resources_dir
from journal_app.ui.theme.plain_toml import read_tables
from journal_app.vault.errors import VaultError
from journal_app.vault.header_files import load_headers


class Shape(StrEnum):
    """The shapes, plain ones that mean nothing; never re-ordered, or every token would change."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    RING = "ring"
    HEXAGON = "hexagon"
    DROP = "drop"
    ARCH = "arch"


class Tint(StrEnum):
    """The colours, as `resources/themes/vault_tokens.toml` names them; never re-ordered either."""

    RED = "red"
    ORANGE = "orange"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"
    GREY = "grey"


class VaultToken(NamedTuple):
    """One journal's token; `number` is 1 unless another journal here has the same shape and colour."""

    shape: Shape
    tint: Tint
    number: int = 1
    is_older_copy: bool = False
    """Whether a later state of the very same journal is here too: most often the one that a rescue was made from."""


class VaultChoice(NamedTuple):
    """A journal as the gate offers it; `token` is None where its key file can't be read."""

    folder: Path
    token: VaultToken | None


def token_of(vault_id: str) -> VaultToken:
    """Return a vault's token: always the same for the same id, and telling nothing of the id."""
    digest = hashlib.sha256(b"vault-token/1:" + vault_id.encode("ascii", "replace")).digest()
    shapes, tints = tuple(Shape), tuple(Tint)
    return VaultToken(shapes[digest[0] % len(shapes)], tints[digest[1] % len(tints)])


def vault_choices(folders: Sequence[Path]) -> tuple[VaultChoice, ...]:
    """Return the journals in these folders in the order given, no two with the same token.

    Those come last that are damaged, or that stand here in a later state too: a rescue keeps the id and counts on.
    """
    states = {folder: _stored_state(folder) for folder in folders}
    newest: dict[str, int] = {}
    for state in states.values():
        if state is not None:
            newest[state[0]] = max(state[1], newest.get(state[0], 0))
    seen: Counter[VaultToken] = Counter()
    choices: list[VaultChoice] = []
    for folder, state in states.items():
        token: VaultToken | None = None
        if state is not None:
            token = token_of(state[0])._replace(is_older_copy=state[1] < newest[state[0]])
            seen[token] += 1
            token = token._replace(number=seen[token])
        choices.append(VaultChoice(folder, token))
    return tuple(sorted(choices, key=lambda choice: choice.token is None or choice.token.is_older_copy))


@cache
def tint_colours() -> dict[Tint, str]:
    """Return each tint as #RRGGBB, the same in every theme."""
    table = read_tables(resources_dir() / "themes" / "vault_tokens.toml")
    return {tint: str(table["colours"][tint]) for tint in Tint}


def _stored_state(folder: Path) -> tuple[str, int] | None:
    """Return a vault's id and generation; None where its key file can't be read."""
    try:
        header = load_headers(folder).candidates[0]
    except VaultError:
        return None
    return header.vault_id, header.generation

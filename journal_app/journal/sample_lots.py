"""What the invented journal draws by lot: the same every time, so that two demos and two pictures are alike."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

_Thing = TypeVar("_Thing")


def choose(things: Sequence[_Thing], what: str, number: int) -> _Thing:
    """Return one of some things; `what` and `number` name the lot."""
    return things[number_of(what, number) % len(things)]


def number_of(what: str, number: int) -> int:
    """Return a number that looks drawn by lot and is the same every time."""
    return int.from_bytes(hashlib.sha256(f"{what}:{number}".encode()).digest()[:4])

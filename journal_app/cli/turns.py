"""Let several pieces of work take turns, so that a machine that slows down slows all of them alike."""

import time
from collections.abc import Callable
from typing import TypeVar

WARM_UPS = 2
"""Rounds that do not count: they fill the page cache and compile the statements."""

K = TypeVar("K")
Work = Callable[[int], float]
"""Does its share of a round, told the round's number, and returns how long one time of it took, in its own unit."""


def take_turns(rounds: int, works: dict[K, Work], *, warm_ups: int = WARM_UPS) -> dict[K, list[float]]:
    """Return what each piece of work took in each round that counts; every other round goes the other way about."""
    taken: dict[K, list[float]] = {key: [] for key in works}
    for number in range(warm_ups + rounds):
        for key in reversed(works) if number % 2 else works:
            result = works[key](number)
            if number >= warm_ups:
                taken[key].append(result)
    return taken


def seconds_each(count: int, work: Callable[[int], object]) -> float:
    """Do something `count` times over, told which time it is, and return the seconds of one."""
    started = time.perf_counter()
    for number in range(count):
        work(number)
    return (time.perf_counter() - started) / count

"""Where everything on the picture stands: rings as wide as what is on them needs, so that no name lies on another.

Lengths are in device-independent pixels at 100 % text. A ring holds one or more lanes, ellipses half as wide again as
they are high; on a lane everything keeps its direction as far as its neighbours leave it room.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from journal_app.journal.circle import Circle, CircleItem, ItemId, Ring

ASPECT = 1.5
LANE, LEAST_RING, INNER = 66.0, 80.0, 40.0
SLOT = 10.4
"""A name's room on a lane, in radii to be divided by: 98 px along the flat side, 65 px along the steep one."""

_PASSES = 60
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placing:
    """The edge of each ring (half its height) from the middle out, and the place of each item; the middle is (0, 0)."""

    edges: dict[Ring, float]
    places: dict[ItemId, Point]

    @property
    def reach(self) -> float:
        """Half the height of it all."""
        return max(self.edges.values())


def place_circle(circle: Circle) -> Placing:
    """Return where everything stands."""
    edge = INNER
    edges: dict[Ring, float] = {}
    places: dict[ItemId, Point] = {}
    for ring in Ring:
        items = sorted((item for item in circle.items if item.ring is ring), key=lambda item: item.turn)
        lanes = _lanes(edge, len(items))
        width = _width(len(lanes))
        for radius, on_lane in zip(lanes, _deal(items, [_room(radius) for radius in lanes]), strict=True):
            for item, turn in _spread(on_lane, SLOT / radius):
                places[item.id] = point_at(radius, turn)
        edge = edges[ring] = edge + width
    return Placing(edges, places)


def point_at(radius: float, turn: float) -> Point:
    """Return the point of an ellipse in a direction: 0 is the top, clockwise."""
    angle = turn * math.tau
    return ASPECT * radius * math.sin(angle), -radius * math.cos(angle)


def direction_of(x: float, y: float) -> tuple[float, float]:
    """Return the half height of the ellipse through a point, and its direction."""
    return math.hypot(x / ASPECT, y), (math.atan2(x / ASPECT, -y) / math.tau) % 1.0


def ring_at(placing: Placing, radius: float) -> Ring:
    """Return the ring that a point this far out belongs to; beyond the last it is the last."""
    return next((ring for ring in Ring if radius <= placing.edges[ring]), Ring.AROUND)


def _width(lanes: int) -> float:
    return max(LEAST_RING, lanes * LANE + 12)


def _room(radius: float) -> int:
    """Return how many names a lane has room for."""
    return math.floor(radius / SLOT)


def _lanes(edge: float, count: int) -> list[float]:
    """Return the radii of the fewest lanes from an edge outwards that hold so many names."""
    number = 1
    while True:
        first = edge + (_width(number) - (number - 1) * LANE) / 2
        radii = [first + lane * LANE for lane in range(number)]
        if sum(map(_room, radii)) >= count:
            return radii
        number += 1


def _deal(items: Sequence[CircleItem], rooms: Sequence[int]) -> list[list[CircleItem]]:
    """Return the items dealt out to lanes in their order, to each by its share of the room."""
    lanes: list[list[CircleItem]] = [[] for _ in rooms]
    for dealt, item in enumerate(items, start=1):
        owed = [dealt * room / sum(rooms) - len(lane) for lane, room in zip(lanes, rooms, strict=True)]
        free = [at for at, lane in enumerate(lanes) if len(lane) < rooms[at]]
        lanes[max(free, key=owed.__getitem__)].append(item)
    return lanes


def _spread(items: Sequence[CircleItem], gap: float) -> list[tuple[CircleItem, float]]:
    """Return each item's direction on one lane, neighbours at least a gap apart and as near their own as may be."""
    count = len(items)
    if count * gap >= 1.0:
        return [(item, number / count) for number, item in enumerate(items)]
    turns = [item.turn for item in items]
    for _ in range(_PASSES if count > 1 else 0):
        is_settled = True
        for number in range(count):
            other = (number + 1) % count
            apart = (turns[other] - turns[number]) + (1.0 if other == 0 else 0.0)
            if apart < gap - 1e-9:
                is_settled = False
                turns[number] -= (gap - apart) / 2
                turns[other] += (gap - apart) / 2
        if is_settled:
            break
    return list(zip(items, turns, strict=True))

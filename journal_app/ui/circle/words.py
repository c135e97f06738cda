"""What the parts of the circle are called, and an item in one sentence: for the picture, the list and voices."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from journal_app.journal.circle import Circle, CircleItem, Consent, Holds, ItemId, ItemKind, LineKind, Ring

HOLDS_ICONS: Mapping[Holds, str] = {
    Holds.LISTENS: "ear",
    Holds.PRACTICAL: "hand-helping",
    Holds.SAME_ROAD: "footprints",
    Holds.LAUGHS: "laugh",
    Holds.KNOWS_HOW: "compass",
    Holds.BELIEVES: "shield-check",
}
OWN_TAG_ICON = "tag"


def kind_words(kind: ItemKind) -> str:
    """Return what a kind of item is called."""
    return {
        ItemKind.PERSON: _tr("A person"),
        ItemKind.GROUP: _tr("A group"),
        ItemKind.PLACE: _tr("A place"),
        ItemKind.SERVICE: _tr("A service"),
        ItemKind.OTHER: _tr("Something else: an animal, faith, music"),
    }[kind]


def ring_words(ring: Ring) -> str:
    """Return what a ring is called."""
    return {
        Ring.NEAR: _tr("I could turn to them now"),
        Ring.MAYBE: _tr("Could come nearer, with time"),
        Ring.AROUND: _tr("Groups, places and services around me"),
    }[ring]


def line_words(line: LineKind | None) -> str:
    """Return what a kind of line is called."""
    if line is None:
        return _tr("No line")
    return {
        LineKind.STEADY: _tr("Steady"),
        LineKind.THIN: _tr("Thin"),
        LineKind.BOTH_WAYS: _tr("Goes both ways"),
        LineKind.DRAINS: _tr("Takes more than it gives"),
        LineKind.UNSURE: _tr("Not sure"),
    }[line]


def holds_words(holds: Holds) -> str:
    """Return what one can hold, in the practice's own words."""
    return {
        Holds.LISTENS: _tr("Listens"),
        Holds.PRACTICAL: _tr("Helps with daily things"),
        Holds.SAME_ROAD: _tr("Knows this from their own life"),
        Holds.LAUGHS: _tr("Makes me laugh"),
        Holds.KNOWS_HOW: _tr("Knows how the system works"),
        Holds.BELIEVES: _tr("Believes me"),
    }[holds]


def consent_words(consent: Consent) -> str:
    """Return what is noted of being counted on."""
    return {
        Consent.NOT_ASKED: _tr("Not asked yet"),
        Consent.SAID_YES: _tr("Said yes"),
        Consent.SAID_NO: _tr("Said no"),
        Consent.NO_NEED: _tr("No need to ask"),
    }[consent]


def ties_of(circle: Circle, item_id: ItemId) -> list[tuple[CircleItem, LineKind]]:
    """Return what an item is tied to, with the kind of line, in the circle's order."""
    lines = {
        tie.other if tie.one == item_id else tie.one: tie.kind for tie in circle.ties if item_id in (tie.one, tie.other)
    }
    return [(item, lines[item.id]) for item in circle.items if item.id in lines]


def detail_words(circle: Circle, item: CircleItem) -> str:
    """Return what is noted of an item besides its name and ring, for a row of the list."""
    parts = [kind_words(item.kind).split(":")[0]]
    if item.line is not None:
        parts.append(_tr("line: %1").replace("%1", line_words(item.line)))
    parts += [holds_words(one) for one in item.holds]
    parts += item.own_tags
    if item.consent is not Consent.NOT_ASKED:
        parts.append(consent_words(item.consent))
    for other, kind in ties_of(circle, item.id):
        parts.append(_tr("tied to %1: %2").replace("%2", line_words(kind)).replace("%1", other.alias))
    return "  ·  ".join(parts)


def spoken_words(circle: Circle, item: CircleItem) -> str:
    """Return all of an item as a voice says it: name, ring, the rest."""
    return f"{item.alias}. {ring_words(item.ring)}. {detail_words(circle, item).replace('  ·  ', ', ')}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("circle", words)

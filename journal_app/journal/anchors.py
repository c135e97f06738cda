"""Which ways to steady oneself a person likes best, and which they never want to be offered (content.md, R16)."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from journal_app.content.model import GroundingAnchor
from journal_app.journal.private_preferences import (
    PrivatePreferences,
    load_private_preferences,
    save_private_preferences,
)
from journal_app.vault.vault import Vault


class AnchorWish(StrEnum):
    """What a person wishes for one anchor."""

    AS_IT_COMES = "as-it-comes"
    FIRST = "first"
    NEVER = "never"


def wish_for(preferences: PrivatePreferences, anchor_id: str) -> AnchorWish:
    """Return what is wished for an anchor."""
    if anchor_id in preferences.banned_anchors:
        return AnchorWish.NEVER
    return AnchorWish.FIRST if anchor_id in preferences.favourite_anchors else AnchorWish.AS_IT_COMES


def arranged(anchors: Iterable[GroundingAnchor], preferences: PrivatePreferences) -> tuple[GroundingAnchor, ...]:
    """Return the anchors to offer, favourites first and none that was banned; else in the pack's order."""
    offered = [one for one in anchors if one.id not in preferences.banned_anchors]
    return tuple(sorted(offered, key=lambda one: one.id not in preferences.favourite_anchors))


def wish_anchor(vault: Vault, anchor_id: str, wish: AnchorWish) -> PrivatePreferences:
    """Keep what is wished for an anchor, and return all wishes."""
    before = load_private_preferences(vault)
    favourites = tuple(one for one in before.favourite_anchors if one != anchor_id)
    banned = tuple(one for one in before.banned_anchors if one != anchor_id)
    after = replace(
        before,
        favourite_anchors=(*favourites, anchor_id) if wish is AnchorWish.FIRST else favourites,
        banned_anchors=(*banned, anchor_id) if wish is AnchorWish.NEVER else banned,
    )
    save_private_preferences(vault, after)
    return after

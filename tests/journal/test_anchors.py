"""Ways to steady oneself: favourites first, what was banned never, in the pack's order else."""

import pytest

from journal_app.content.model import Pack
from journal_app.journal.anchors import AnchorWish, arranged, wish_anchor, wish_for
from journal_app.journal.private_preferences import PrivatePreferences, load_private_preferences
from journal_app.vault.vault import Vault


def test_arranged__no_wishes__is_the_packs_order(pack: Pack) -> None:
    assert arranged(pack.anchors, PrivatePreferences()) == pack.anchors
    assert len(pack.anchors) == 7


def test_arranged__a_favourite_and_a_ban__come_first_and_never(vault: Vault, pack: Pack) -> None:
    wish_anchor(vault, "sounds", AnchorWish.FIRST)
    wish_anchor(vault, "long-out-breath", AnchorWish.NEVER)
    ids = [one.id for one in arranged(pack.anchors, load_private_preferences(vault))]
    assert ids[0] == "sounds"
    assert "long-out-breath" not in ids
    assert ids[1:] == [one.id for one in pack.anchors if one.id not in ("sounds", "long-out-breath")]


@pytest.mark.parametrize("last", AnchorWish)
def test_wish__changed_again__only_the_last_holds(vault: Vault, last: AnchorWish) -> None:
    for wish in (*AnchorWish, last):
        wish_anchor(vault, "sounds", wish)
    assert wish_for(load_private_preferences(vault), "sounds") is last


def test_pack__every_anchor__names_its_sense_and_a_way_round_it(pack: Pack) -> None:
    assert all(one.uses and one.swap for one in pack.anchors)
    assert len({one.uses for one in pack.anchors}) == len(pack.anchors)

"""Tokens: the same for the same journal, never two alike, seen on every ground, and always said in words too."""

from pathlib import Path

import pytest

from journal_app.ui.theme.tokens import THEMES, load_colours
from journal_app.ui.vault_token import Shape, Tint, VaultToken, tint_colours, token_of, vault_choices
from journal_app.ui.widgets.token_picture import token_words
from journal_app.vault.folders import COPY_NAME, HEADER_NAME
from journal_app.vault.rescue import rescue_with_data_key
from journal_app.vault.vault import create_with_data_key

KNOWN = ["red drop", "purple circle", "orange circle"]
GROUNDS = ("canvas", "surface", "sunken", "accent_soft")


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_token__same_id__is_the_same_and_tells_nothing_of_the_id() -> None:
    assert token_of("ab" * 16) == token_of("ab" * 16)
    assert {token_of(f"{n:032x}").shape for n in range(200)} == set(Shape)
    assert {token_of(f"{n:032x}").tint for n in range(200)} == set(Tint)


def test_token__stored_ids__keep_the_tokens_people_know() -> None:
    assert [token_words(token_of(f"{n:032x}")) for n in range(3)] == KNOWN


def test_choices__many_journals__no_two_have_the_same_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journal_app.ui.vault_token._stored_state", lambda folder: (str(int(folder.name) % 3), 1))

    choices = vault_choices([tmp_path / str(n) for n in range(9)])

    assert len({token_words(choice.token) for choice in choices}) == 9
    assert token_words(VaultToken(Shape.ARCH, Tint.RED, 2)) == "red arch 2"


def test_choices__key_file_damaged__is_offered_without_a_token(tmp_path: Path) -> None:
    folder = tmp_path / "s" / "one"
    create_with_data_key(folder, bytes(32)).close()
    for name in (HEADER_NAME, COPY_NAME):
        (folder / name).write_bytes(b"{")

    (choice,) = vault_choices([folder])

    assert (choice.folder, choice.token) == (folder, None)
    assert token_words(None) == "key file damaged"


def test_choices__rescued_and_damaged_journal__are_told_apart_and_the_damaged_one_is_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = iter(range(2))  # a red drop and a purple circle: two random ones are now and then alike, and then numbered
    monkeypatch.setattr("journal_app.vault.vault.new_vault_id", lambda: (f"{next(ids):032x}", bytes(16)))
    damaged, other, rescued = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    create_with_data_key(damaged, bytes(32)).close()
    create_with_data_key(other, bytes(32)).close()
    rescue_with_data_key(damaged, bytes(32), into=rescued)

    choices = vault_choices([damaged, other, rescued])

    words = [token_words(choice.token) for choice in choices]
    assert [choice.folder for choice in choices] == [other, rescued, damaged]
    assert words[2] == f"{words[1]}, damaged or older copy"


def test_choices__only_the_damaged_journal_is_here__is_as_it_was(tmp_path: Path) -> None:
    create_with_data_key(tmp_path / "a", bytes(32)).close()
    (choice,) = vault_choices([tmp_path / "a"])
    assert choice.token is not None
    assert not choice.token.is_older_copy


def test_choices__two_rescues_of_one_journal__no_two_have_the_same_words(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "abc"]
    create_with_data_key(folders[0], bytes(32)).close()
    for into in folders[1:]:
        rescue_with_data_key(folders[0], bytes(32), into=into)
    assert len({token_words(choice.token) for choice in vault_choices(folders)}) == 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tint", list(Tint))
def test_tint__on_every_ground__stands_out_three_to_one(theme: str, tint: Tint) -> None:
    for ground in GROUNDS:
        high, low = sorted((luminance(tint_colours()[tint]), luminance(getattr(load_colours(theme), ground))))[::-1]
        assert (high + 0.05) / (low + 0.05) >= 3.0, (ground, theme)

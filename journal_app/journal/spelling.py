"""What the spell checker keeps in the vault: the person's own words (names, mostly), and the language written in."""

import unicodedata
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from journal_app.journal.beside import NO_MARKS, read_marks
from journal_app.journal.entries import EntryId
from journal_app.journal.private_preferences import read_private_preferences
from journal_app.vault import schema
from journal_app.vault.vault import Vault

LONGEST_OWN_WORD = 100


@dataclass(frozen=True, slots=True)
class SpellingWishes:
    """The own words by the alphabet, the language usually written in, and the one of an entry; "" for none."""

    own_words: tuple[str, ...]
    usual_language: str
    entry_language: str


def load_spelling_wishes(vault: Vault, entry_id: EntryId | None) -> SpellingWishes:
    """Return what the person wishes of the spell checker; `entry_id` names the entry that is being written, if any."""
    with vault.read() as connection:
        marks = read_marks(connection, [] if entry_id is None else [entry_id])
        language = marks[entry_id].language if entry_id in marks else NO_MARKS.language
        return SpellingWishes(
            _read_own_words(connection), read_private_preferences(connection).spelling_language, language
        )


def list_own_words(vault: Vault) -> tuple[str, ...]:
    """Return all own words, in the order of the alphabet."""
    with vault.read() as connection:
        return _read_own_words(connection)


def add_own_word(vault: Vault, word: str) -> tuple[str, ...]:
    """Keep a word as right from now on, without the ’s of an owner; return all own words.

    What is no word, or too long for one, is passed over.
    """
    plain = own_form(word).removesuffix("'s")
    if plain and len(plain) <= LONGEST_OWN_WORD and not any(map(_is_unfit, plain)):
        with vault.write() as connection:
            connection.execute(insert(schema.own_word).values(word=plain).on_conflict_do_nothing())
    return list_own_words(vault)


def remove_own_word(vault: Vault, word: str) -> tuple[str, ...]:
    """Take a word back; return the own words that are left."""
    with vault.write() as connection:
        connection.execute(delete(schema.own_word).where(schema.own_word.c.word == word))
    return list_own_words(vault)


def own_form(word: str) -> str:
    """Return a word as it is kept and compared: composed, its apostrophes straight."""
    return unicodedata.normalize("NFC", word.strip()).replace("’", "'")


def _read_own_words(connection: Connection) -> tuple[str, ...]:
    words = [str(word) for word in connection.scalars(select(schema.own_word.c.word))]
    return tuple(sorted(words, key=lambda word: (word.casefold(), word)))


def _is_unfit(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cs")

"""Offer a passphrase, and judge one's own: by its length and by how soon it would be guessed.

No composition rules, no expiry, no hint (NIST SP 800-63B, 5.1.1.2). The verdict is a code; the words for it are the
window's.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from journal_app.vault.errors import VaultError, VaultProblem

WORDS = 6
"""Six of 7,776 words are about 77 bits."""

SHORTEST = 15
_JUDGED = 72
"""zxcvbn raises above this length."""

_LONGEST_WAIT_SECONDS = 30.0
_UNIT_REPEATED = 5
"""A unit of up to this many characters, repeated, is one unit to a guesser."""

_BLOCKED = frozenset(
    {
        "abcdefghijklmnopqrstuvwxyz",
        "correcthorsebatterystaple",
        "dearjournaldearjournal",
        "iloveyouforever",
        "kindrootkindroot",
        "letmeinletmein",
        "loremipsumdolorsitamet",
        "maytheforcebewithyou",
        "mykindrootjournal",
        "mysecretpassphrase",
        "mysecretpassword",
        "onceuponatimeinafarawayland",
        "passphrasepassphrase",
        "passwordpassword",
        "qwertyuiopasdfghjkl",
        "qwertyuiopasdfghjklzxcvbnm",
        "thequickbrownfoxjumpsoverthelazydog",
        "thisismypassphrase",
        "thisismypassword",
        "tobeornottobethatisthequestion",
        "1qaz2wsx3edc4rfv5tgb",
    }
)
"""Whole passphrases that many people think of, letters and digits only; zxcvbn's lists hold single words."""


class Verdict(StrEnum):
    """How a passphrase was judged."""

    TOO_SHORT = "too_short"
    TOO_COMMON = "too_common"
    COULD_BE_LONGER = "could_be_longer"
    GOOD = "good"
    VERY_GOOD = "very_good"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a passphrase, and whether a vault may be made with it."""

    verdict: Verdict

    @property
    def is_enough(self) -> bool:
        """Whether it may be used; "could be longer" is advice, not a refusal."""
        return self.verdict not in (Verdict.TOO_SHORT, Verdict.TOO_COMMON)


def generate_passphrase(words_file: Path, count: int = WORDS) -> str:
    """Return `count` words of the list (one a line), chosen by the system's random source, with spaces between them."""
    words = words_file.read_text(encoding="utf-8").split()
    return " ".join(secrets.choice(words) for _ in range(count))


def judge_passphrase(text: str) -> Judgement:
    """Judge a passphrase as the vault would read it (NFC); the first call imports zxcvbn (tens of milliseconds)."""
    text = unicodedata.normalize("NFC", text)
    if len(text) < SHORTEST:
        return Judgement(Verdict.TOO_SHORT)
    if _is_blocked(text):
        return Judgement(Verdict.TOO_COMMON)
    from zxcvbn import zxcvbn

    guesses = float(zxcvbn(text[:_JUDGED], user_inputs=["kindroot", "journal", "passphrase", "vault"])["guesses_log10"])
    if guesses < 8:
        return Judgement(Verdict.TOO_COMMON)
    if guesses < 10:
        return Judgement(Verdict.COULD_BE_LONGER)
    return Judgement(Verdict.GOOD if guesses < 14 else Verdict.VERY_GOOD)


def require_enough(text: str) -> None:
    """Raise PASSPHRASE_TOO_WEAK for a passphrase that no vault may be sealed with."""
    judgement = judge_passphrase(text)
    if not judgement.is_enough:
        raise VaultError(VaultProblem.PASSPHRASE_TOO_WEAK, verdict=judgement.verdict.value)


def wait_after_wrong_tries(count: int) -> float:
    """Return the seconds to wait after this many wrong tries in a row: 0, 1, 2, 4 … 30; the KDF is the defence."""
    if count <= 0:
        return 0.0
    return min(2.0 ** min(count - 1, 10), _LONGEST_WAIT_SECONDS)


def _is_blocked(text: str) -> bool:
    plain = "".join(character for character in text.casefold() if character.isalnum())
    if plain.rstrip("0123456789") in _BLOCKED or plain in _BLOCKED:
        return True
    folded = text.casefold()
    return any(folded == (folded[:unit] * len(folded))[: len(folded)] for unit in range(1, _UNIT_REPEATED + 1))

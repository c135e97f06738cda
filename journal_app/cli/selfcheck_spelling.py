"""The line of `selfcheck` about spelling: the process that looks words up is asked, as the window asks it.

The library is optional, so a machine without it is well; one whose library does not know right from wrong is not.
"""

import json
import subprocess

from journal_app.cli.check_line import NotSoError
from journal_app.settings.dictionaries import HOME_LANGUAGE, can_check_spelling, find_dictionaries
from journal_app.settings.own_process import fresh_environment, own_command

SECONDS = 30
RIGHT, WRONG = "colour", "wether"


def spelling() -> str:
    """Return how many dictionaries there are, once a right and a wrong word are told apart; raises NotSoError."""
    if not can_check_spelling():
        return "the optional part, chunspell, is not installed; pages are written without it"
    dictionaries = find_dictionaries()
    if HOME_LANGUAGE not in dictionaries:
        raise NotSoError("the British dictionary that ships with the program is missing")
    unknown = _ask(str(dictionaries[HOME_LANGUAGE].folder), HOME_LANGUAGE)
    if unknown != [WRONG]:
        raise NotSoError("the dictionary does not tell a right word from a wrong one")
    count = len(dictionaries)
    return f"{'one dictionary' if count == 1 else f'{count} dictionaries'}, a right and a wrong word told apart"


def _ask(folder: str, code: str) -> list[str]:
    """Return which of the two words the dictionary does not have."""
    requests = ({"id": 1, "open": [folder, code]}, {"id": 2, "check": [RIGHT, WRONG]})
    asked = b"".join(json.dumps(request).encode("ascii") + b"\n" for request in requests)
    try:
        done = subprocess.run(
            [*own_command(), "spelling-worker"],
            input=asked,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=fresh_environment(),
        )
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        return [str(word) for word in answers[1]["unknown"]]
    except (OSError, ValueError, LookupError, TypeError, subprocess.TimeoutExpired):
        raise NotSoError("the process that looks words up does not answer") from None

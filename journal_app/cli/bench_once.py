"""One whole process of ours for `bench journal`: open a journal with its data key, do one thing, end.

The key comes on standard input as hexadecimal, so no derivation is waited for: the other journals that `rivals` runs
beside it are not encrypted at all.
"""

import sys
from pathlib import Path

PAGE_ROWS = 50


def run_once(work: str, folder: Path, argument: str) -> int:
    """Search for a word, save a page of these words, or import a corpus file into a new journal; return 0.

    Raises VaultError.
    """
    from journal_app.settings.clock import SystemClock
    from journal_app.vault.vault import create_with_data_key, open_with_data_key

    key = bytes.fromhex(sys.stdin.readline())
    vault = create_with_data_key(folder, key) if work == "import" else open_with_data_key(folder, key)
    try:
        if work == "search":
            from journal_app.journal.search import search_entries

            print(len(search_entries(vault, argument, limit=PAGE_ROWS).items))
        elif work == "save":
            from journal_app.journal.drafts import start_draft

            print(start_draft(vault, SystemClock(), body=argument).id)
        else:
            from journal_app.cli.corpus import read_corpus
            from journal_app.journal.adding import add_entries

            print(add_entries(vault, SystemClock(), read_corpus(Path(argument))))
    finally:
        vault.close()
    return 0

"""A vault of every released schema still opens, climbs to the newest, and holds every word it held.

The stored vaults were made by the program of their time and are never made again; `expected.json` beside each has its
secrets and its rows. A copied folder opening here is also what moving to another computer is.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from journal_app.vault import ladder
from journal_app.vault.engine import raw
from journal_app.vault.header import SlotKind
from journal_app.vault.rescue import rescue_with_data_key
from journal_app.vault.vault import Vault, open_vault, open_with_data_key
from journal_app.vault.verify import verify_open_vault

STORED = Path(__file__).parents[1] / "fixtures" / "vaults"
VERSIONS = sorted(folder.name for folder in STORED.iterdir() if folder.is_dir())


@pytest.fixture(params=VERSIONS)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of one stored vault, as if moved to another computer."""
    return shutil.copytree(STORED / request.param, tmp_path / "moved")


def expected(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "expected.json").read_text(encoding="utf-8")))


def rows(vault: Vault, table: str, columns: list[str]) -> list[dict[str, object]]:
    names = ", ".join(f'"{column}"' for column in columns)
    with vault.read() as connection:
        found = connection.execute(text(f'SELECT {names} FROM "{table}"')).mappings()
        return sorted(({name: plain(value) for name, value in row.items()} for row in found), key=str)


def plain(value: object) -> object:
    """Return a value as `expected.json` holds it: bytes in hex."""
    return value.hex() if isinstance(value, bytes) else value


def assert_holds(vault: Vault, wanted: dict[str, Any]) -> None:
    assert verify_open_vault(vault).is_sound
    for table, stored in wanted["tables"].items():
        if stored:
            assert rows(vault, table, list(stored[0])) == sorted(stored, key=str), table
    search = wanted["search"]
    with vault.read() as connection:
        query = text("SELECT count(*) FROM entry_words WHERE entry_words MATCH :words")
        assert connection.execute(query, {"words": search["words"]}).scalar_one() == search["entries"]


def test_stored_vaults__counted__are_one_for_each_released_schema() -> None:
    assert [f"schema-{step.version}" for step in ladder.steps()] == VERSIONS


def test_open__stored_vault__climbs_to_the_newest_and_holds_every_row(golden: Path) -> None:
    wanted = expected(golden)
    vault = open_with_data_key(golden, bytes.fromhex(wanted["data_key"]))
    with vault.engine.connect() as connection:
        assert ladder.version_of(raw(connection)) == ladder.steps()[-1].version
    assert_holds(vault, wanted)
    vault.close()


def test_open__stored_vault__opens_with_the_secrets_of_its_time(golden: Path) -> None:
    wanted = expected(golden)
    open_vault(golden, wanted["passphrase"]).close()
    open_vault(golden, wanted["recovery_code"], kind=SlotKind.RECOVERY).close()


def test_rescue__stored_vault_without_its_first_page__holds_every_row(golden: Path, tmp_path: Path) -> None:
    wanted = expected(golden)
    key = bytes.fromhex(wanted["data_key"])
    database = golden / "store-1.db"
    database.write_bytes(bytes(4096) + database.read_bytes()[4096:])
    rescue_with_data_key(golden, key, into=tmp_path / "rescued")
    vault = open_with_data_key(tmp_path / "rescued", key)
    assert_holds(vault, wanted)
    vault.close()

"""The schema ladder: one transaction a rung, nothing for a rung that fails, no way down."""

from pathlib import Path

import pytest

from journal_app.vault import migrations
from journal_app.vault.engine import DriverConnection, raw
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.ladder import Step, climb, refuse_newer, steps, version_of
from journal_app.vault.vault import Vault


@pytest.fixture
def driver(vault: Vault) -> DriverConnection:
    """The driver's connection of a vault at the newest version."""
    with vault.engine.connect() as connection:
        return raw(connection)


def test_steps__as_shipped__count_up_from_one() -> None:
    assert [step.version for step in steps()] == list(range(1, len(steps()) + 1))
    assert all(step.statements for step in steps())


def test_steps__modules_in_the_folder__are_all_named() -> None:
    names = [file.stem for file in Path(migrations.__path__[0]).glob("m*.py")]
    assert len(names) == len(steps())
    assert [int(name[1:5]) for name in sorted(names)] == [step.version for step in steps()]


def test_climb__new_rungs__are_applied_once_and_in_order(driver: DriverConnection) -> None:
    top = version_of(driver)
    rungs = (Step(top + 1, ("CREATE TABLE a (x)",)), Step(top + 2, ("ALTER TABLE a ADD COLUMN y",)))
    assert climb(driver, (*steps(), *rungs)) == top + 2
    assert climb(driver, (*steps(), *rungs)) == top + 2
    assert [row[1] for row in driver.execute("PRAGMA table_info(a)").fetchall()] == ["x", "y"]


def test_climb__a_rung_fails__leaves_the_one_below(driver: DriverConnection) -> None:
    top = version_of(driver)
    rungs = (Step(top + 1, ("CREATE TABLE a (x)",)), Step(top + 2, ("CREATE TABLE b (x)", "CREATE TABLE a (canary)")))
    with pytest.raises(VaultError) as caught:
        climb(driver, rungs)
    assert caught.value.problem is VaultProblem.UNEXPECTED
    assert version_of(driver) == top + 1
    assert not driver.in_transaction
    assert driver.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('a', 'b')").fetchone() == (1,)


def test_refuse_newer__above_the_top__names_both_versions(driver: DriverConnection) -> None:
    driver.execute("PRAGMA user_version = 40")
    with pytest.raises(VaultError) as caught:
        refuse_newer(driver, (Step(39, ()),))
    assert caught.value.problem is VaultProblem.NEWER_VERSION
    assert caught.value.fields == {"found": 40, "known": 39}

"""Fixtures that more than one room's tests use."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import HealthCheck, settings

from journal_app.vault import keys
from journal_app.vault.vault import Vault, create_vault, create_with_data_key

DATA_KEY = bytes(range(32))
LONGEST_WAIT_MS = 60_000
PAGE, RESERVED, SALT, IV = 4096, 80, 16, 16
"""SQLCipher 4: AES-256-CBC a page; the last 80 bytes hold IV and HMAC, the first page begins with the salt."""

PASSPHRASE = "velvet tractor onion muffin séance crab"

# No test asserts the clock, hypothesis included; CI looks at the same examples every time, a developer at new ones.
settings.register_profile(
    "kindroot", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("kindroot")


def pytest_configure() -> None:
    """Let a wait for something take a minute before it counts as in vain, so that a busy computer fails no test.

    What is waited for ends the wait at once; pytest-qt's own limit of five seconds is too short on two loaded cores.
    """
    try:
        from pytestqt.qtbot import QtBot
    except ImportError:  # a check without the window's libraries
        return
    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive, QtBot.waitExposed):
        assert wait.__kwdefaults__ is not None
        wait.__kwdefaults__["timeout"] = LONGEST_WAIT_MS


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--full`: with `-m thorough`, the counts that are run once before a release in place of those that fit."""
    parser.addoption("--full", action="store_true", help="thorough fault tests with their full counts")


@pytest.fixture(scope="session")
def full_counts(pytestconfig: pytest.Config) -> bool:
    """Whether `--full` was given."""
    return bool(pytestconfig.getoption("--full"))


@pytest.fixture
def data_key() -> bytes:
    """A data key to inject, so that no test weakens or waits for the key derivation."""
    return DATA_KEY


@pytest.fixture
def vault(tmp_path: Path, data_key: bytes) -> Iterator[Vault]:
    """A fresh open vault with the newest schema, closed afterwards."""
    fresh = create_with_data_key(tmp_path / "s" / "vault", data_key)
    yield fresh
    fresh.close()


@pytest.fixture
def decrypted(data_key: bytes) -> Callable[[Vault], bytes]:
    """Give every page of a vault's database file, decrypted, free pages included; its log must be empty."""

    def read(vault: Vault) -> bytes:
        [database] = vault.folder.glob("*.db")
        assert all(log.stat().st_size == 0 for log in vault.folder.glob("*.db-wal"))
        key, data, plain = algorithms.AES256(bytes(keys.database_key(data_key))), database.read_bytes(), b""
        for start in range(0, len(data), PAGE):
            page = data[start + (SALT if start == 0 else 0) : start + PAGE]
            opening = Cipher(key, modes.CBC(page[-RESERVED : IV - RESERVED])).decryptor()
            plain += opening.update(page[:-RESERVED]) + opening.finalize()
        return plain

    return read


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys at the floor of their cost, for tests that make or seal vaults with a passphrase."""
    monkeypatch.setattr(keys, "CALIBRATION_KIB", keys.CALIBRATION_KIB[:1])


@pytest.fixture(scope="session")
def passphrase() -> str:
    """The passphrase of `passphrase_vault`."""
    return PASSPHRASE


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One vault with real slots at the floor of the key derivation, and its recovery code."""
    folder = tmp_path_factory.mktemp("template") / "vault"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "CALIBRATION_KIB", keys.CALIBRATION_KIB[:1])
        vault, code = create_vault(folder, PASSPHRASE, with_recovery_code=True)
    vault.close()
    assert code is not None
    return folder, code


@pytest.fixture
def passphrase_vault(_made_once: tuple[Path, str], tmp_path: Path) -> Path:
    """The folder of a closed vault that `passphrase` and `recovery_code` open, with the real key derivation."""
    folder = tmp_path / "with-passphrase"
    shutil.copytree(_made_once[0], folder)
    return folder


@pytest.fixture
def recovery_code(_made_once: tuple[Path, str]) -> str:
    """The recovery code of `passphrase_vault`."""
    return _made_once[1]

"""Make `.venv` and keep it equal to a lock file, so that nobody has to know what is inside it."""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "kindroot-stamp.json"
RUN_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"

NO_VENV = "Python can't make a virtual environment here. {how}"
NO_LIBRARIES = """The libraries could not be installed; pip's own words are above.
If a download failed, please check the connection and run this again."""

_UNWANTED_VARIABLES = frozenset(
    {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__"}
)


class SetUpError(Exception):
    """What is missing and what to do about it, as sentences for the person at the terminal."""


def prepare(lock_name: str) -> Path:
    """Return the virtual environment's Python, with everything in the lock and Kindroot itself (editable) installed."""
    wanted = _fingerprint(lock_name)
    stamp = _read_stamp()
    python = _venv_python()
    if stamp.get("place") != _place() or not python.exists():
        _make_venv()
        stamp = {"place": _place()}
    if stamp.get(lock_name) != wanted and not _is_held_by_test_lock(lock_name, stamp):
        _install(python, lock_name)
        stamp[lock_name] = wanted
        STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    return python


def _is_held_by_test_lock(lock_name: str, stamp: dict[str, str]) -> bool:
    """Tell whether the test lock, which holds the whole run lock, is installed: `run` after `test` adds nothing."""
    return lock_name == RUN_LOCK and stamp.get(DEV_LOCK) == _fingerprint(DEV_LOCK)


def script(name: str) -> Path:
    """Return the path of a command installed in the virtual environment."""
    return _venv_python().parent / (f"{name}.exe" if os.name == "nt" else name)


def call(command: list[str | Path], *, folder: Path | None = ROOT, extra: dict[str, str] | None = None) -> int:
    """Run a command in the clean environment, its words going straight to the terminal; folder None: here."""
    return subprocess.run(
        [str(part) for part in command], cwd=folder, env=clean_environment(extra), check=False
    ).returncode


def clean_environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """Return the environment without what would lead pip or Python out of `.venv`."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED_VARIABLES}
    return kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"} | (extra or {})


def _place() -> str:
    """Name what a virtual environment can't survive a change of: its folder and the Python it was made with."""
    return f"{VENV} {sys.version_info[0]}.{sys.version_info[1]} {sys.platform}"


def _fingerprint(lock_name: str) -> str:
    parts = (ROOT / "packaging" / lock_name, ROOT / "pyproject.toml")
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _make_venv() -> None:
    print("Making a virtual environment in .venv …", flush=True)
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        _bring_venv_module()
    if call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        raise SetUpError(NO_VENV.format(how="Its own words are above; is there room on the disk?"))


def _bring_venv_module() -> None:
    """Debian ships Python without ensurepip; its package has the version's name (python3-venv is the default's)."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not system_packages.install([package]):
        how = f"On Debian or Ubuntu: {system_packages.apt_line([package])}   Elsewhere, install Python's venv module."
        raise SetUpError(NO_VENV.format(how=how))


def _install(python: Path, lock_name: str) -> None:
    print(
        f"Installing the libraries named in packaging/{lock_name}; the first time this takes a minute or two …",
        flush=True,
    )
    pip: list[str | Path] = [python, "-m", "pip", "--quiet", "install"]
    if call([*pip, "--require-hashes", "-r", ROOT / "packaging" / lock_name]) != 0:
        raise SetUpError(NO_LIBRARIES)
    if call([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT]) != 0:
        raise SetUpError("Kindroot itself could not be installed into .venv; pip's own words are above.")

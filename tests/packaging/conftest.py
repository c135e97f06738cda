"""The built wheel, made once; and the modules of packaging/, which are run as files and so stand in no package."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The wheel as a packager builds it: from the tree, without a network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture
def packaging_module(monkeypatch):
    """Return a function that imports a fresh copy of packaging/NAME.py."""
    names = ("dev", "bundle", "bundle_parts", "checks", "environment", "system_packages")
    for name in names:
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    yield importlib.import_module
    for name in names:
        sys.modules.pop(name, None)

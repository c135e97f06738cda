"""The source files, read and parsed once, for the tests that hold the house rules."""

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """One Python file: its path below the project, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    def imported(self) -> list[str]:
        """Return the full names of everything it imports, at any depth; `from a import b` gives a.b."""
        names = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names += [f"{node.module}.{alias.name}" for alias in node.names]
        return names


def read(folder: str) -> list[Source]:
    sources = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        sources.append(Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text)))
    return sources


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def program() -> list[Source]:
    """Every file of journal_app."""
    return read("journal_app")


@pytest.fixture(scope="session")
def everything(program: list[Source]) -> list[Source]:
    """Every Python file of the project."""
    return program + read("packaging") + read("tests")

"""What the project's own files promise: one version, locked hashes, no address of any registry."""

import re
import tomllib

import pytest

import journal_app

LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-bundle.lock"]


@pytest.fixture
def project(project_root):
    return tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(params=LOCKS)
def lock(request, project_root):
    return (project_root / "packaging" / request.param).read_text(encoding="utf-8")


def locked_names(lock):
    return {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}


def names_of(requirements):
    return {re.match(r"[A-Za-z0-9._-]+", requirement).group().lower() for requirement in requirements}


def test_version__in_code_and_project_file__is_the_same(project):
    assert project["version"] == journal_app.__version__


def test_lock__whole_file__names_no_address(lock):
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", lock)


def test_lock__every_requirement__has_hashes_and_one_version(lock):
    requirements = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)[1:]

    assert len(requirements) >= 15
    assert not [text.split()[0] for text in requirements if "--hash=sha256:" not in text or "==" not in text]


def test_lock__dependencies_and_build_tool__are_all_there(lock, project):
    assert names_of(project["dependencies"]) | {"hatchling"} <= locked_names(lock)


def test_locks__shared_libraries__have_the_same_versions(project_root):
    run, test, bundle = (set(re.findall(r"^\S+==\S+", text, re.MULTILINE)) for text in read_locks(project_root))

    assert run <= test
    assert run <= bundle
    assert len({line.split("==")[0] for line in test | bundle}) == len(test | bundle)


def test_project_files__written_by_people__name_no_registry_host(project_root):
    files = [project_root / "pyproject.toml", project_root / ".ci" / "run", *(project_root / "packaging").rglob("*.py")]

    assert not [file.name for file in files if "index-url" in file.read_text(encoding="utf-8")]


def read_locks(project_root):
    return [(project_root / "packaging" / name).read_text(encoding="utf-8") for name in LOCKS]

import importlib.metadata
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile

import pytest

SHOW_PLACES = """
from journal_app.settings import paths, licences
print(paths.__file__)
print(paths.seeds_dir())
print(paths.resources_dir())
print([licence.name for licence in licences.licences() if licence.kind == "program" and "MIT License" in licence.text])
"""


@pytest.fixture
def names(wheel):
    return zipfile.ZipFile(wheel).namelist()


def places_of(python_path, folder):
    """Import the program from one place, standing in a folder that has nothing of it; return what it found."""
    variables = os.environ | {"PYTHONPATH": str(python_path)}
    done = subprocess.run(
        [sys.executable, "-c", SHOW_PLACES], cwd=folder, env=variables, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_wheel__top_level__has_one_package(names, wheel):
    metadata = f"kindroot-{wheel.name.split('-')[1]}.dist-info"

    assert {name.partition("/")[0] for name in names} == {"journal_app", metadata}


def test_wheel__shipped_folders__are_whole(names, project_root):
    for folder in ("seeds", "resources"):
        files = [path for path in (project_root / folder).rglob("*") if path.is_file()]
        expected = {f"journal_app/{path.relative_to(project_root).as_posix()}" for path in files}

        assert expected <= set(names)


def test_wheel__articles__are_byte_for_byte_the_projects(wheel, project_root):
    packed = zipfile.ZipFile(wheel)
    articles = sorted((project_root / "seeds" / "articles").iterdir())

    assert len(articles) == 5
    assert all(packed.read(f"journal_app/seeds/articles/{path.name}") == path.read_bytes() for path in articles)


def test_wheel__nothing_of_the_workshop__is_inside(names):
    assert not [name for name in names if "test" in name.lower() or "__pycache__" in name or name.endswith(".lock")]


def test_wheel__metadata__has_command_and_licence_files(names, wheel, project_root):
    packed = zipfile.ZipFile(wheel)
    [entry_points] = [name for name in names if name.endswith("entry_points.txt")]
    inside = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    beside = {path.relative_to(project_root).as_posix() for path in (project_root / "resources").rglob("LICENSE*")}

    assert beside
    assert "kindroot = journal_app.__main__:main" in packed.read(entry_points).decode()
    assert {"LICENSE", "seeds/README.md"} | beside <= inside


def test_installed_wheel__from_another_folder__finds_what_ships_inside_it(wheel, tmp_path):
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    variables = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run([*install, "--target", str(target), str(wheel)], check=True, env=variables)

    module, seeds, resources, program = places_of(target, tmp_path)

    assert module.startswith(str(target))
    assert seeds == str(target / "journal_app" / "seeds")
    assert resources == str(target / "journal_app" / "resources")
    assert program == "['Kindroot']"


def test_source_tree__from_another_folder__finds_what_lies_beside_it(project_root, tmp_path):
    _, seeds, resources, program = places_of(project_root, tmp_path)

    assert seeds == str(project_root / "seeds")
    assert resources == str(project_root / "resources")
    assert program == "['Kindroot']"


def test_editable_install__as_dev_py_makes_it__finds_the_projects_folders(project_root, tmp_path):
    origin = json.loads(importlib.metadata.distribution("kindroot").read_text("direct_url.json"))

    _, seeds, *_ = places_of("", tmp_path)

    assert origin["dir_info"]["editable"] is True
    assert seeds == str(project_root / "seeds")


@pytest.mark.thorough
def test_source_archive__built_and_installed_in_a_fresh_environment__its_command_checks_the_pack(
    wheel, tmp_path, project_root
):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=project_root, check=True, capture_output=True)
    [archive] = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # 3.11.4 and newer
        packed.extractall(tmp_path / "source", **safely)
    [source] = (tmp_path / "source").iterdir()
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "again")]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    [rebuilt] = (tmp_path / "again").glob("*.whl")
    assert sorted(zipfile.ZipFile(rebuilt).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())

    venv.create(tmp_path / "fresh", with_pip=True, symlinks=os.name != "nt")
    scripts = tmp_path / "fresh" / ("Scripts" if os.name == "nt" else "bin")
    site = subprocess.run(
        [scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    # The libraries come from the environment the tests run in, listed after the fresh one's own folder.
    (tmp_path / "fresh" / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (tmp_path / "fresh" / "libraries.pth").rename(f"{site.stdout.strip()}/libraries.pth")
    subprocess.run(
        [
            scripts / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--force-reinstall",
            rebuilt,
        ],
        check=True,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    done = subprocess.run(
        [scripts / "kindroot", "packs", "check", project_root / "seeds"], cwd=tmp_path, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_project_file__without_the_lock__still_says_what_to_install(project_root):
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["build-system"]["requires"] == ["hatchling>=1.27"]
    assert "PySide6-Essentials>=6.10" in project["project"]["dependencies"]

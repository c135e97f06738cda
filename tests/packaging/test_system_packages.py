import sys

import pytest


@pytest.fixture
def system(packaging_module, monkeypatch):
    """A Debian where everything may be installed; what would be started is kept in `system.started`."""
    module = packaging_module("system_packages")
    module.started = []
    module.answers = []

    def quietly(command):
        module.started.append(command)
        return module.answers.pop(0) if module.answers else True

    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setattr(module, "_quietly", quietly)
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(module.os, "geteuid", lambda: 0, raising=False)
    return module


@pytest.fixture
def absent(system):
    return (system.Need("/nowhere/one", "package-one"), system.Need("libnowhere.so.99", "package-two"))


def test_bring__all_there__starts_nothing(system):
    assert system.bring((system.Need("/", "base-files"),)) == ()
    assert system.started == []


def test_bring__missing_and_allowed__installs_only_those(system, absent):
    still = system.bring((system.Need("/", "base-files"), *absent))

    [command] = system.started
    assert command[-2:] == ["package-one", "package-two"]
    assert "base-files" not in command
    assert still == absent


def test_bring__package_lists_are_old__fetches_them_and_tries_again(system, absent):
    system.answers = [False, True, True]

    system.bring(absent)

    assert ["install" in command for command in system.started] == [True, False, True]
    assert "update" in system.started[1]


def test_bring__neither_root_nor_sudo__installs_nothing(system, absent, monkeypatch):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000, raising=False)
    system.answers = [False]

    assert system.bring(absent) == absent
    assert system.started == [["sudo", "-n", "true"]]


def test_bring__sudo_without_a_password__is_used(system, absent, monkeypatch):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000, raising=False)

    system.bring(absent)

    assert system.started[1][:2] == ["sudo", "-n"]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_bring__other_systems__need_nothing(system, absent, monkeypatch, platform):
    monkeypatch.setattr(system.sys, "platform", platform)

    assert system.bring(absent) == ()


def test_how_to_install__on_debian__is_one_line_with_every_package(system, absent):
    assert system.how_to_install(absent).splitlines()[-1] == "sudo apt install package-one package-two"


def test_how_to_install__elsewhere__names_the_libraries(system, absent, monkeypatch):
    monkeypatch.setattr(system.shutil, "which", lambda name: None)

    assert "libnowhere.so.99" in system.how_to_install(absent)


@pytest.mark.parametrize(
    ("library", "is_there", "packages"),
    [
        ("libpython3.11.a", False, []),
        ("libpython3.11.so.1.0", True, []),
        ("libpython3.11.so.1.0", False, [f"libpython{sys.version_info[0]}.{sys.version_info[1]}"]),
    ],
)
def test_python_library__of_its_own_package__is_asked_for_where_it_is_missing(
    system, monkeypatch, tmp_path, library, is_there, packages
):
    told = {"INSTSONAME": library, "LIBDIR": str(tmp_path)}
    monkeypatch.setattr(system.sysconfig, "get_config_var", told.get)
    if is_there:
        (tmp_path / library).touch()

    assert [need.package for need in system.python_library()] == packages

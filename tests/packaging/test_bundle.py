"""The bundle, made once: what is in it, that it works where there is no Python, and that it locks by leaving."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="not run: the bundle is only tested on Linux so far"),
    pytest.mark.skipif(
        importlib.util.find_spec("PyInstaller") is None,
        reason="not run: PyInstaller is not installed; `python3 packaging/dev.py test --thorough` brings it",
    ),
]

PASSPHRASE = "only for a bundle that is tried"
FROM_THE_SYSTEM = re.compile(
    r"(ld-linux.*|lib(c|m|dl|pthread|rt|z|GL|GLX|GLdispatch|EGL|xcb|wayland-client|wayland-cursor|cups)\.so\..*)"
)
"""The C library, OpenGL's, and those that speak with display and printers: a bundle must take the system's own."""

SHOW_LICENCES = """
import json, sys
sys._MEIPASS, source = sys.argv[1:]
sys.path.insert(0, sys._MEIPASS)
sys.path.append(source)
from journal_app.settings.licences import licences
print(json.dumps([[licence.name, licence.text] for licence in licences()]))
"""


@pytest.fixture(scope="module")
def maker(project_root):
    """packaging/bundle.py, its neighbours found."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("bundle", "environment", "system_packages"):
            patch.delitem(sys.modules, name, raising=False)
        patch.syspath_prepend(str(project_root / "packaging"))
        import bundle

        yield bundle


@pytest.fixture(scope="module")
def program(maker, tmp_path_factory) -> Path:
    """The bundle's program; made in about half a minute."""
    return maker.build(Path(sys.executable), tmp_path_factory.mktemp("bundle"))


@pytest.fixture(scope="module")
def inside(program) -> Path:
    return program.parent / "_internal"


@pytest.fixture(scope="module")
def modules(program):
    """Names of all Python modules in the bundle, each with a function that returns its code."""
    from PyInstaller.archive.readers import CArchiveReader

    archive = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz")
    return {name: lambda name=name: archive.extract(name) for name in archive.toc}


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home" / "s").mkdir(parents=True)
    return tmp_path / "home"


def run(program, *words, **variables):
    """Run the program with these variables and no other."""
    command = [str(program), *map(str, words)]
    return subprocess.run(command, env=variables, cwd="/", capture_output=True, encoding="utf-8", timeout=120)


# --- what is in it ----------------------------------------------------------------------------------------------------


def test_bundle__size__is_well_below_what_pyinstaller_makes_by_itself(maker, program, tmp_path):
    default = maker.build_default(Path(sys.executable), tmp_path)

    limit = max(maker.SIZE_AT_MOST * maker.size(default.parent), maker.LEAN_MIB * maker.MIB)
    assert maker.size(program.parent) <= limit


def test_bundle__modules__are_ours_all_and_no_tool_or_network(modules, project_root):
    ours = {
        ".".join(path.relative_to(project_root).with_suffix("").parts).removesuffix(".__init__")
        for path in (project_root / "journal_app").rglob("*.py")
    }

    assert ours - {"journal_app.__main__"} <= set(modules)
    tops = {name.partition(".")[0] for name in modules}
    assert not tops & {"pytest", "hypothesis", "mypy", "setuptools", "pip", "hatchling", "unittest", "ssl", "sqlite3"}


def test_bundle__shared_libraries__have_nothing_that_is_not_needed(inside):
    names = {path.name for path in inside.rglob("*.so*")}

    assert {"libqxcb.so", "libqwayland.so", "libqoffscreen.so", "libqsvgicon.so"} <= names
    assert not [name for name in names if re.match(r"lib(gtk|ssl|crypto|Qt6(Network|Qml|Quick|OpenGL|Sql))", name)]


def test_bundle__links__lead_to_a_file_in_it(inside):
    links = [path for path in inside.rglob("*") if path.is_symlink()]

    assert links
    assert all(link.resolve().is_file() and link.resolve().is_relative_to(inside) for link in links)


def test_bundle__seeds_and_resources__are_the_projects_byte_for_byte(inside, project_root):
    for folder in ("seeds", "resources"):
        files = [path for path in (project_root / folder).rglob("*") if path.is_file()]
        for path in files:
            assert (inside / path.relative_to(project_root)).read_bytes() == path.read_bytes()


def test_bundle__licences__are_those_that_the_program_shows_from_source(inside, project_root):
    from journal_app.settings.licences import licences

    command = [sys.executable, "-I", "-S", "-c", SHOW_LICENCES, str(inside), str(project_root)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    shown = dict(json.loads(done.stdout))

    assert {licence.name: licence.text for licence in licences()} == shown
    assert all(shown.values())


def test_bundle__its_files__do_not_name_the_folder_they_were_made_in(program, modules, project_root):
    for path in program.parent.rglob("*"):
        if path.is_file():
            assert os.fsencode(project_root) + b"/" not in path.read_bytes(), path.name
    ours = [code() for name, code in modules.items() if name.startswith("journal_app")]
    assert not [code.co_filename for code in ours if code and Path(code.co_filename).is_absolute()]


# --- on a machine without Python --------------------------------------------------------------------------------------


@pytest.fixture
def bare_machine(program, tmp_path):
    """A root folder with the bundle and the few shared libraries it takes from the system; not even a shell."""
    root = tmp_path / "root"
    (root / "tmp").mkdir(parents=True)
    shutil.copytree(program.parent, root / "opt" / "kindroot", symlinks=True)
    for library in linked_outside(program):
        target = root / library.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(library, target)
    return root


def linked_outside(program):
    """Return the shared libraries of the system that the bundle links to."""
    inside = program.parent / "_internal"
    modules = [path for path in inside.rglob("*.so*") if not path.is_symlink()]
    told = ldd([program], {}) + ldd(modules, {"LD_LIBRARY_PATH": str(inside)})
    assert "not found" not in told
    paths = {Path(path) for path in re.findall(r"(?:=>|^)\s+(/\S+) \(", told, re.MULTILINE)}
    return sorted(path for path in paths if not path.is_relative_to(inside))


def ldd(files, variables):
    command = ["ldd", *map(str, files)]
    return subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=False).stdout


def test_bundle__libraries_of_the_system__are_only_those_every_desktop_has(inside):
    modules = [path for path in inside.rglob("*.so*") if not path.is_symlink()]
    told = subprocess.run(["objdump", "-p", *map(str, modules)], capture_output=True, text=True, check=True).stdout
    needed = set(re.findall(r"^\s+NEEDED\s+(\S+)", told, re.MULTILINE))

    outside = needed - {path.name for path in inside.rglob("*.so*")}

    assert not [name for name in outside if not FROM_THE_SYSTEM.fullmatch(name)]


def test_selfcheck__where_there_is_no_python_nor_anything_else__every_check_holds(bare_machine):
    entered = ["unshare", "--map-root-user", f"--root={bare_machine}"]
    if shutil.which("unshare") is None or subprocess.run([*entered, "/opt/none"], capture_output=True).returncode == 1:
        pytest.skip("not run: this system lets nobody make a bare machine with unshare (util-linux)")

    done = subprocess.run(
        [*entered, "/opt/kindroot/kindroot", "selfcheck", "--json"],
        env={},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )

    report = json.loads(done.stdout)
    assert [check for check in report["checks"] if not check["ok"]] == []
    assert {"reopen → entry → passage → search", "unlock window", "fonts"} <= {one["name"] for one in report["checks"]}
    assert done.returncode == 0
    assert list((bare_machine / "tmp").iterdir()) == []


def test_command_line__bare_environment_and_other_folder__works(program, inside):
    done = run(program, "packs", "check", inside / "seeds", "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)


# --- locking is leaving -----------------------------------------------------------------------------------------------


class Desk:
    """A display of its own with the bundle's window on it."""

    def __init__(self, display, variables):
        self.variables = variables | {"DISPLAY": display}
        self.process = None

    def start(self, *command):
        self.process = subprocess.Popen([*map(str, command)], env=self.variables, cwd="/")
        return self.window()

    def xdotool(self, *words):
        done = subprocess.run(["xdotool", *words], env=self.variables, capture_output=True, text=True, check=False)
        return done.stdout.split()

    def window(self):
        """Wait for a window of the process, give it the keyboard, return its id."""
        wait_until(self.windows)
        [found, *_] = self.windows()
        self.xdotool("windowfocus", "--sync", found)
        return found

    def windows(self):
        return self.xdotool("search", "--onlyvisible", "--pid", str(self.process.pid), "--name", ".")

    def starters_variables(self):
        """Return what PyInstaller's starter put into the environment; None where only root may know (hardening)."""
        told = self._read("environ")
        if told is None:
            return None
        variables = dict(pair.partition("=")[::2] for pair in told.decode().rstrip("\0").split("\0"))
        return {name: value for name, value in variables.items() if re.match("_PYI_|LD_LIBRARY_PATH|PYINST", name)}

    def address_space(self):
        """Return where the kernel has put this run of the program, new at each exec; None where only root may know."""
        return self._read("auxv")

    def _read(self, name):
        try:
            return Path(f"/proc/{self.process.pid}/{name}").read_bytes()
        except PermissionError:
            return None


@pytest.fixture
def desk(program, home, tmp_path):
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            pytest.skip(f"not run: {tool} is not here; `python3 packaging/dev.py test --thorough` brings it")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x820x24", "-noreset", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    variables = {"HOME": str(tmp_path), "KINDROOT_HOME": str(home), "PATH": os.environ["PATH"]}
    desk = Desk(display, variables | {"QT_QPA_PLATFORM": "xcb", "LD_LIBRARY_PATH": "/nowhere/lib"})
    yield desk
    for process in (desk.process, server):
        if process is not None:
            process.kill()
            process.wait(10)


def wait_until(is_so, seconds=30):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_lock__in_the_bundle__ends_in_a_fresh_unlock_window_that_opens_again(program, home, desk, tmp_path):
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    vault = home / "s" / "abcdefgh"
    made = run(program, "vault", "create", vault, "--passphrase-file", secret, KINDROOT_HOME=str(home))
    assert made.returncode == 0, made.stderr

    def unlock():
        desk.xdotool("type", "--delay", "12", PASSPHRASE)
        desk.xdotool("key", "Return")
        wait_until(lambda: list(vault.glob("*-wal")))  # the database is open

    desk.start(program)
    pid, variables, space = desk.process.pid, desk.starters_variables(), desk.address_space()
    unlock()
    desk.xdotool("key", "--delay", "40", "ctrl+l")
    wait_until(lambda: not desk.windows())  # hidden at once; the fresh window may have the same id
    desk.window()

    assert not list(vault.glob("*-wal"))
    assert desk.process.poll() is None
    assert desk.process.pid == pid
    assert desk.starters_variables() == variables
    assert space is None or desk.address_space() != space
    unlock()  # the successor finds its libraries, and the journal is free

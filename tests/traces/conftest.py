"""A machine that nobody has used yet, a person who writes on it, and a sweep for what they wrote."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TYPED = {
    "title": "Frühlingsgrüße3žq",
    "body": "Zwölfkäßñandú7qřš",
    "search": "zwölfkäßñandú7",
    "draft": "Ångströmblüte9ťx",
    "kept": "Äpfelkörbchen5žw",
}
PASSPHRASE_PART = "onion muffin séance"
LONG_S = 60
WATCHED = (
    "write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg,open,openat,openat2,creat,mkdir,mkdirat,rename,"
    "renameat,renameat2,link,linkat,symlink,symlinkat,mknod,mknodat,unlink,unlinkat,setxattr,memfd_create,socket,execve,prctl"
)


def load(name):
    """Load a module that lies beside the tests, by its path: nothing here is a package."""
    spec = importlib.util.spec_from_file_location(f"traces_{name}", HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@dataclass
class Machine:
    """A home in which nothing was ever written, and one run of the program in it."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None
    log: Path | None = None

    @classmethod
    def new(cls, root):
        places = {
            "HOME": "home",
            "TMPDIR": "tmp",
            "XDG_CONFIG_HOME": "home/.config",
            "XDG_CACHE_HOME": "home/.cache",
            "XDG_DATA_HOME": "home/.local/share",
            "XDG_STATE_HOME": "home/.local/state",
            "XDG_RUNTIME_DIR": "run",
        }
        for place in places.values():
            (root / place).mkdir(parents=True, mode=0o700)
        variables = {name: str(root / place) for name, place in places.items()}
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        return cls(root, {**kept, **variables, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"})

    @property
    def data(self):
        return self.root / "home" / ".local" / "share" / "kindroot"

    @property
    def pid(self):
        """The program's own, which is strace's only child where it is watched."""
        if self.log is None:
            return self.process.pid
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0])

    def start(self, typed, *, before=(), log=None):
        """Start the person, wait until everything is typed."""
        self.log = log
        self.process = subprocess.Popen(
            [*before, sys.executable, str(HERE / "person.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.variables,
            cwd=self.root / "home",
        )
        self.tell(json.dumps(typed))
        words = self.process.stdout.readline()
        assert words == b"ready\n", words + self.process.stderr.read()

    def tell(self, word):
        self.process.stdin.write(word.encode() + b"\n")
        self.process.stdin.flush()

    def lock(self):
        """Press Lock and wait until the fresh process shows its unlock window and has nothing more to do."""
        self.leave_for_a_fresh_window("lock")

    def end_guest(self):
        """End the guest session, keep nothing, and wait as after a lock."""
        self.leave_for_a_fresh_window("end")

    def leave_for_a_fresh_window(self, word):
        self.tell(word)
        command = Path(f"/proc/{self.pid}/cmdline")
        wait(lambda: b"journal_app\0" in command.read_bytes())
        stat, busy = Path(f"/proc/{self.pid}/stat"), [None]

        def is_idle():
            ticks = stat.read_text().rsplit(") ", 1)[1].split()[11:13]
            before, busy[0] = busy[0], ticks
            return before == ticks and ticks != ["0", "0"]

        wait(is_idle, every=0.4)

    def stop(self):
        """End everything; return what it said on standard output and error."""
        if self.process is None or self.process.returncode is not None:
            return b""
        try:
            os.kill(self.pid, 15)
        except (IndexError, ProcessLookupError):
            self.process.kill()
        return b"".join(self.process.communicate(timeout=LONG_S))


def wait(is_so, every=0.02):
    """Wait until something is so in another process, which has no other way to say it."""
    end = time.monotonic() + LONG_S
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(every)


@pytest.fixture(scope="session")
def sweeping():
    """The module that looks for words."""
    return load("sweep")


@pytest.fixture(scope="session")
def typed():
    """What the person types, by where it goes; each word is found nowhere else."""
    return TYPED


@pytest.fixture(scope="session")
def sweep(sweeping):
    """A sweep for everything the person types, the passphrase too."""
    return sweeping.Sweep([*TYPED.values(), PASSPHRASE_PART])


@pytest.fixture
def given(tmp_path):
    """A text that somebody has outside the machine that is looked at, its name and its words to be found nowhere."""
    path = tmp_path / "given" / f"{TYPED['kept']}.txt"
    path.parent.mkdir()
    path.write_text(f"{TYPED['kept']}\n" * 30_000, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def watch():
    """Return the words that start a program under strace, noting every write, every name made and every socket."""
    if shutil.which("strace") is None:
        pytest.skip("not run: strace is missing")

    def before(log):
        options = ["-f", "-yy", "-xx", "-s", "1000000", "-qq", "--seccomp-bpf", "-e", f"trace={WATCHED}"]
        return ["strace", *options, "-o", str(log)]

    return before


@pytest.fixture
def display():
    """Start X servers when asked to; each call returns the name of a fresh one's display."""
    running = []

    def start():
        if shutil.which("Xvfb") is None:
            pytest.skip("not run: Xvfb is missing")
        reads, writes = os.pipe()
        command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
        running.append(subprocess.Popen(command, pass_fds=[writes], stderr=subprocess.DEVNULL))
        os.close(writes)
        with os.fdopen(reads) as number:
            return f":{number.readline().strip()}"

    yield start
    for server in running:
        server.terminate()
        server.wait()


@pytest.fixture
def machine(tmp_path, passphrase_vault):
    """A fresh machine with a closed journal of real keys on it."""
    fresh = Machine.new(tmp_path / "machine")
    (fresh.data / "s").mkdir(parents=True, mode=0o700)
    shutil.copytree(passphrase_vault, fresh.data / "s" / "abcdefgh")
    yield fresh
    fresh.stop()

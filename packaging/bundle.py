"""Make the bundle with PyInstaller (`dev.py bundle`), and measure it beside what it is judged by.

Two ratios, of performance.md's G12 and G1: its size beside the bundle PyInstaller makes of the same program when told
nothing; and its first paint beside that of a bare Qt window in a bundle of its own, made by the same rules.
"""

import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import environment
from environment import SetUpError

LOCK = "requirements-bundle.lock"
SPEC = environment.ROOT / "packaging" / "kindroot.spec"
WORK = environment.ROOT / "build" / "bundle"
SIZE_AT_MOST, PAINT_AT_MOST = 0.65, 1.1
LEAN_MIB = 140
"""Small enough also where PyInstaller's own is not much larger: no GTK on the machine, its Python stripped already."""
RUNS, WARM_UPS = 11, 2
RUN_SECONDS = 60
PASSPHRASE = "only for a throwaway journal that is measured"
MIB = 1024 * 1024

NO_BUNDLE = "The bundle could not be made; PyInstaller's own words are above."
NO_FIGURES = "{name} did not come up here, so nothing could be measured. `{program} selfcheck` may say why."


@dataclass(frozen=True)
class Pair:
    """What is measured of ours, and of what it is compared with; in turn, so that a slow minute slows both."""

    name: str
    ours: list[float]
    base_name: str
    base: list[float]
    unit: str
    at_most: float

    @property
    def ratio(self) -> float:
        """The median of the ratios, pair by pair."""
        return median(one / other for one, other in zip(self.ours, self.base, strict=True))

    def line(self) -> str:
        """Return the pair as one line, the ratio last."""
        verdict = "reached" if self.ratio <= self.at_most else "not yet"
        amounts = f"{median(self.ours):,.0f} {self.unit}, {self.base_name} {median(self.base):,.0f} {self.unit}"
        return f"{self.name}: {amounts}: × {self.ratio:.2f}  (goal ≤ {self.at_most:.2f}: {verdict})"


def build(python: Path, output: Path) -> Path:
    """Make the bundle in a folder and return its program's path."""
    _pyinstaller(python, output, [SPEC])
    return _program(output, "kindroot")


def build_floor(python: Path, output: Path) -> Path:
    """Make a bundle of the bare Qt window by the same rules, and return its program's path."""
    _pyinstaller(python, output, [SPEC, "--", "--floor"])
    return _program(output, "floor")


def build_default(python: Path, output: Path) -> Path:
    """Make the bundle that PyInstaller makes when it is told no more than what to find."""
    root = environment.ROOT
    found = ["--collect-submodules", "journal_app", "--paths", root]
    data = [word for folder in ("seeds", "resources") for word in ("--add-data", f"{root / folder}:{folder}")]
    start = root / "journal_app" / "__main__.py"
    _pyinstaller(python, output, ["--onedir", "--name", "default", "--specpath", WORK, *found, *data, start])
    return _program(output, "default")


def size(folder: Path) -> int:
    """Return the bytes of all files below a folder; links are not counted twice."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def measure(python: Path, program: Path) -> list[Pair]:
    """Make the two bundles to compare with and return both pairs of figures."""
    floor = build_floor(python, WORK / "compared")
    default = build_default(python, WORK / "compared")
    sizes = [size(one.parent) / MIB for one in (program, default)]
    return [
        Pair("size", sizes[:1], "PyInstaller's default", sizes[1:], "MiB", SIZE_AT_MOST),
        _first_paints(program, floor),
    ]


def _first_paints(program: Path, floor: Path) -> Pair:
    ours, base = [], []
    with tempfile.TemporaryDirectory(prefix="n-", ignore_cleanup_errors=True) as folder:
        variables = _variables(Path(folder))
        _make_journal(program, Path(folder), variables)
        for number in range(WARM_UPS + RUNS):
            pair = _painted([floor], variables), _painted([program, "bench-window"], variables)
            if number >= WARM_UPS:
                base.append(pair[0])
                ours.append(pair[1])
    return Pair("first paint", ours, "bare Qt window", base, "ms", PAINT_AT_MOST)


def _painted(command: list[str | Path], variables: dict[str, str]) -> float:
    """Start a window, return the milliseconds to its first paint, and wait until it has closed itself."""
    started = time.monotonic_ns()
    done = subprocess.run(
        [str(word) for word in command],
        input=PASSPHRASE + "\n",
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        timeout=RUN_SECONDS,
        check=False,
    )
    try:
        return float(json.loads(done.stdout)["painted"] - started) / 1e6
    except (ValueError, KeyError) as problem:
        raise SetUpError(NO_FIGURES.format(name=command[0], program=command[0])) from problem


def _make_journal(program: Path, home: Path, variables: dict[str, str]) -> None:
    """Make the journal whose unlock window is measured; by the bundle itself."""
    secret = home / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    (home / "s").mkdir()
    command = [program, "vault", "create", home / "s" / "measured", "--passphrase-file", secret]
    done = subprocess.run([str(word) for word in command], env=variables, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SetUpError(NO_FIGURES.format(name="A throwaway journal", program=program))


def _variables(home: Path) -> dict[str, str]:
    """Return the environment of both: a data folder of their own, and no display where there is none."""
    variables = environment.clean_environment({"KINDROOT_HOME": str(home)})
    if os.name == "posix" and not (variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY")):
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    return variables


def _pyinstaller(python: Path, output: Path, words: list[str | Path]) -> None:
    """Run PyInstaller with its cache in our own folder, and with sets in the same order each time."""
    command: list[str | Path] = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", output, "--workpath", WORK / "work"]
    extra = {"PYINSTALLER_CONFIG_DIR": str(WORK / "cache"), "PYTHONHASHSEED": "0"}
    if environment.call([*command, *words], extra=extra) != 0:
        raise SetUpError(NO_BUNDLE)


def _program(output: Path, name: str) -> Path:
    return output / name / (f"{name}.exe" if os.name == "nt" else name)

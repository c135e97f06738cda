"""The shared libraries and tools that pip can't bring: see which are missing, bring them where apt-get may."""

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """A thing the system must have (a shared library, a command or a file), and the Debian package that has it."""

    name: str
    package: str

    def is_met(self) -> bool:
        """Tell whether it is there, by loading or finding it."""
        if self.name.startswith("lib"):
            return _can_load(self.name)
        if self.name.startswith("/"):
            return Path(self.name).exists()
        return shutil.which(self.name) is not None


OFFSCREEN = (
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libGL.so.1", "libgl1"),
    Need("libEGL.so.1", "libegl1"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
)
"""What Qt's widgets link to, even when nothing is shown."""

X11 = (
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
"""What a window on X11 needs besides; Qt's own message names only the first."""

WAYLAND = (
    Need("libwayland-client.so.0", "libwayland-client0"),
    Need("libwayland-cursor.so.0", "libwayland-cursor0"),
)
"""What a window on Wayland needs besides; a bundle takes them from the system, so they are there where one is made."""

TEST_TOOLS = (
    Need("strace", "strace"),
    Need("Xvfb", "xvfb"),
    Need("xauth", "xauth"),
    Need("xdotool", "xdotool"),
    Need("openbox", "openbox"),
    Need("dbus-run-session", "dbus-daemon"),
    Need("pdftotext", "poppler-utils"),
    Need("/usr/libexec/at-spi-bus-launcher", "at-spi2-core"),
    Need("/usr/lib/python3/dist-packages/pyatspi", "python3-pyatspi"),
)
"""What the tests in a real window, and those that watch the system calls, start."""


def python_library() -> tuple[Need, ...]:
    """Return Python's own shared library, where this Python has one and its package came without it (Debian's)."""
    name, folder = (str(sysconfig.get_config_var(one) or "") for one in ("INSTSONAME", "LIBDIR"))
    if ".so" not in name or (Path(folder) / name).exists():
        return ()
    return (Need(name, f"libpython{sys.version_info[0]}.{sys.version_info[1]}"),)


BUILD_TOOLS = (Need("objdump", "binutils"), Need("strip", "binutils"), *python_library())
"""What PyInstaller reads and shortens shared libraries with, and the one it packs first."""


def bring(needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """Install what is missing where that is allowed; return what still is. Other systems than Linux need nothing."""
    if sys.platform != "linux":
        return ()
    missing = tuple(need for need in needs if not need.is_met())
    if missing and install([need.package for need in missing]):
        missing = tuple(need for need in missing if not need.is_met())
    return missing


def install(packages: list[str]) -> bool:
    """Install Debian packages without asking anything; return whether apt-get was there, allowed, and succeeded."""
    rights = _rights()
    if shutil.which("apt-get") is None or rights is None:
        return False
    print(f"Installing with apt-get: {' '.join(packages)} …", flush=True)
    apt = [
        *rights,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-y",
        "--no-install-recommends",
        "install",
        *packages,
    ]
    if _quietly(apt):
        return True
    return _quietly([*rights, "apt-get", "-qq", "update"]) and _quietly(apt)


def apt_line(packages: list[str]) -> str:
    """Return the one line a person can copy."""
    return f"sudo apt install {' '.join(packages)}"


def how_to_install(missing: tuple[Need, ...]) -> str:
    """Say what is missing and how to get it, for Debian and for everyone else."""
    names = ", ".join(need.name for need in missing)
    if shutil.which("apt-get"):
        line = apt_line([need.package for need in missing])
        return f"Qt needs some libraries that are not here yet ({names}). Please install them:\n{line}"
    return f"Qt needs libraries that are not here yet. Please install them with this system's package tool:\n{names}"


def _can_load(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _rights() -> list[str] | None:
    """Return what to put before a command to run it as root without a question; None when that isn't allowed."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _quietly(command: list[str]) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0

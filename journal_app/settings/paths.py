"""Find the data folder, and the content and looks that ship with the program, however it was installed."""

import os
import sys
from pathlib import Path

from journal_app.settings.product import FOLDER_NAME

SUPPORT_HERE_NAME = "support.toml"
HOME_VARIABLE = "KINDROOT_HOME"


def data_dir() -> Path:
    """Return the folder of vaults and prefs.json; not created here. KINDROOT_HOME overrides it."""
    if override := os.environ.get(HOME_VARIABLE):
        return Path(override).expanduser()
    from platformdirs import user_data_path

    return user_data_path(FOLDER_NAME, appauthor=False)


def vaults_dir() -> Path:
    """Return the folder that holds one folder a vault."""
    return data_dir() / "s"


def preferences_file() -> Path:
    """Return the file of app-wide settings."""
    return data_dir() / "prefs.json"


def sealed_page_dirs() -> tuple[Path, ...]:
    """Return where a page that could not be saved is kept sealed: the run-time folder, then the data folder.

    The run-time folder counts only where it is this account's own and closed to others; none of them is created here.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folders = [Path(runtime) / FOLDER_NAME] if runtime and _is_private(Path(runtime)) else []
    return (*folders, data_dir() / "r")


def _is_private(folder: Path) -> bool:
    try:
        state = folder.stat()
    except OSError:
        return False
    return not hasattr(os, "getuid") or (state.st_uid == os.getuid() and not state.st_mode & 0o077)


def seeds_dir() -> Path:
    """Return the built-in content pack's folder."""
    return _shipped("seeds")


def resources_dir() -> Path:
    """Return the folder of themes, fonts, icons and word lists."""
    return _shipped("resources")


def _shipped(name: str) -> Path:
    """Find a shipped folder: in a bundle, inside the installed package, or beside it in a source tree."""
    package = Path(__file__).resolve().parent.parent
    bundle = getattr(sys, "_MEIPASS", None)
    places = [Path(bundle) / name] if bundle else []
    places += [package / name, package.parent / name]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"The folder '{name}' that ships with the program is missing. Please install it again.")

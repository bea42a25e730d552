"""Where things are: bundled, the user's own, the cache."""

import os
import sys
from functools import lru_cache
from pathlib import Path

from mobility_timer.words import kept

APP = "mobility-timer"

_XDG = {
    "data": ("XDG_DATA_HOME", ".local/share", ""),
    "config": ("XDG_CONFIG_HOME", ".config", ""),
    "cache": ("XDG_CACHE_HOME", ".cache", ""),
    "log": ("XDG_STATE_HOME", ".local/state", "log"),
}
"""By what it holds: what says where, where it is without that, and the folder inside ours."""


def assets() -> Path:
    """The bundled folder of motions, icons and fonts."""
    return _bundled("assets")


def routines() -> Path:
    """The bundled folder of routines; its subfolder `drills` holds the drills they use."""
    return _bundled("routines")


def user_routines() -> Path:
    """The user's own routines; its subfolder `drills` holds their drills. It need not exist."""
    return _user("data") / "routines"


def user_motions() -> Path:
    """The user's own motions. The folder need not exist."""
    return _user("data") / "motions"


def user_tones() -> Path:
    """The user's own tones, each a file named by what it tells. The folder need not exist."""
    return _user("data") / "tones"


def config_file() -> Path:
    """The file of what the user chose."""
    return _user("config") / "settings.yaml"


def state_file(name: str) -> Path:
    """A file called `name` that the program keeps for the user and would miss if it were lost."""
    return _user("data") / name


def versions() -> Path:
    """The folder of what the user's files said before. It need not exist."""
    return state_file("versions")


def drafts() -> Path:
    """The folder of what is being written and not saved yet. It need not exist."""
    return state_file("drafts")


def cache(name: str) -> Path:
    """A folder called `name` for what can be made again. It need not exist."""
    return _user("cache") / name


def log_file() -> Path:
    """The file that unexpected errors are written to."""
    return _user("log") / f"{APP}.log"


def user_folders() -> dict[str, Path]:
    """Every folder that the program writes to by itself, by what it holds. They need not exist."""
    return {
        kept.SETTINGS: config_file().parent,
        kept.YOUR_OWN: _user("data"),
        kept.MADE_AGAIN: _user("cache"),
        kept.LOG: log_file().parent,
    }


def _bundled(name: str) -> Path:
    return _bundled_in() / name


@lru_cache(maxsize=1)
def _bundled_in() -> Path:
    package = Path(__file__).resolve().parents[1]
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent


def _user(kind: str) -> Path:
    if sys.platform == "linux" and (folder := _by_xdg(kind)):
        return folder
    import platformdirs

    elsewhere: Path = getattr(platformdirs, f"user_{kind}_path")(APP, appauthor=False)
    return elsewhere


def _by_xdg(kind: str) -> Path | None:
    """As platformdirs has it, whose import takes a hundredth of the start; None without a home."""
    variable, usual, inside = _XDG[kind]
    base, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if not os.path.isabs(base):
        if not os.path.isabs(home):
            return None
        base = os.path.join(home, usual)
    return Path(base, APP, inside)

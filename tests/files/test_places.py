"""Where things are, in a checkout and in an installed wheel."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import platformdirs
import pytest

from mobility_timer import files

CHECKOUT = Path(__file__).resolve().parents[2]
WHERE = (
    "from mobility_timer import files; print(files.assets(), files.routines(), files.__file__, "
    "sep='\\n')"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    return tmp_path


def test_a_checkout_finds_its_own_assets_and_routines() -> None:
    assert files.assets() == CHECKOUT / "assets"
    assert files.routines() == CHECKOUT / "routines"


def test_every_font_the_window_wants_is_there_with_its_licence() -> None:
    names = {path.name for path in (files.assets() / "fonts").iterdir()}
    assert names == {
        "Inter-Regular.ttf",
        "Inter-Medium.ttf",
        "Inter-SemiBold.ttf",
        "Inter-Bold.ttf",
        "InterDisplay-SemiBold.ttf",
        "InterDisplay-Bold.ttf",
        "OFL.txt",
    }


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of the XDG standard")
def test_the_users_folders_follow_the_xdg_standard(home: Path) -> None:
    assert files.user_routines() == home / "data/mobility-timer/routines"
    assert files.user_motions() == home / "data/mobility-timer/motions"
    assert files.state_file("history.db") == home / "data/mobility-timer/history.db"
    assert files.config_file() == home / "config/mobility-timer/settings.yaml"
    assert files.cache("clips") == home / "cache/mobility-timer/clips"
    assert files.log_file() == home / "state/mobility-timer/log/mobility-timer.log"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is asked itself")
@pytest.mark.parametrize("home", ["/home/someone", "/home/someone/", "not/absolute", None])
@pytest.mark.parametrize("base", ["/a/base", "/a/base/", "not/absolute", "~/base", " ", "", None])
def test_the_users_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, home: str | None, base: str | None
) -> None:
    names = {f"XDG_{kind}_HOME": base for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    for name, value in {**names, "HOME": home}.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    mine = platformdirs.PlatformDirs("mobility-timer", appauthor=False)
    assert [*files.user_folders().values()] == [
        mine.user_config_path,
        mine.user_data_path,
        mine.user_cache_path,
        mine.user_log_path,
    ]


def test_asking_where_something_is_makes_nothing(home: Path) -> None:
    files.user_routines(), files.config_file(), files.cache("clips"), files.log_file()
    assert list(home.iterdir()) == []


@pytest.mark.slow
def test_an_installed_wheel_carries_assets_and_routines(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")

    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(_output([str(python), "-c", ask], tmp_path)[0])
    zipfile.ZipFile(wheel).extractall(site)
    (site / "borrowed.pth").write_text(str(Path(platformdirs.__file__).parent.parent))

    assets, routines, module = map(Path, _output([str(python), "-c", WHERE], tmp_path))
    assert module.is_relative_to(site)
    assert _contents(assets) == _contents(CHECKOUT / "assets")
    assert _contents(routines) == _contents(CHECKOUT / "routines")
    assert assets.is_relative_to(site)


def _output(command: list[str], folder: Path) -> list[str]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def _contents(folder: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }

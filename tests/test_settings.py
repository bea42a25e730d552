import subprocess
import sys

from mobility_timer.settings import Settings


def test_the_last_routine_of_an_occasion_replaces_the_one_before() -> None:
    settings = Settings().after("rest-day", "a").after("before-run", "b").after("rest-day", "c")
    assert settings.last_routines == {"rest-day": "c", "before-run": "b"}


def test_importing_the_settings_brings_neither_yaml_nor_qt() -> None:
    ask = "import sys, mobility_timer.settings; print({'yaml', 'PySide6'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"

import subprocess
import sys


def test_importing_the_settings_brings_neither_yaml_nor_qt() -> None:
    ask = "import sys, mobility_timer.settings; print({'yaml', 'PySide6'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"

from .shell.context import Context as Context
from .shell.main_window import MainWindow as MainWindow
from .shell.settings_store import SettingsStore as SettingsStore
from .shell.theme import less_motion as less_motion
from .snapshot import home_picture as home_picture
from .snapshot import player_picture as player_picture
from .snapshot import preview_picture as preview_picture

from .drill_files import Broken as Broken
from .faults import FileFaults as FileFaults
from .faults import nearest as nearest
from .library import Library as Library
from .motion.files import read_motion_file as read_motion_file
from .opening import installed as installed
from .settings_file import load_settings as load_settings
from .settings_file import save_settings as save_settings

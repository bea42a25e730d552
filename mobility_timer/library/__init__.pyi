from .faults import RoutineFaults as RoutineFaults
from .faults import nearest as nearest
from .library import Broken as Broken
from .library import Library as Library
from .library import installed as installed
from .motion_reader import MotionFaults as MotionFaults
from .motion_reader import read_motion as read_motion

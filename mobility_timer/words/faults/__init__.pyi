from . import drill_faults as drill_faults
from . import file_faults as file_faults
from . import findings as findings
from . import motion_faults as motion_faults
from . import value_faults as value_faults

from .adjustments_store import AdjustmentsStore as AdjustmentsStore
from .effective import effective as effective
from .effective import effective_routine as effective_routine
from .effective import waits as waits
from .person import Person as Person
from .person import load_person as load_person

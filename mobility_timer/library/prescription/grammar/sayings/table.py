"""All of them, in the order in which they are tried."""

from __future__ import annotations

import re
from typing import Final

from mobility_timer.library.prescription.grammar.sayings.needs import needs, pain
from mobility_timer.library.prescription.grammar.sayings.notes import notes
from mobility_timer.library.prescription.grammar.sayings.rests import rest_as_work, rests_on_foot
from mobility_timer.library.prescription.grammar.sayings.sides import orders, sides

SAYINGS: Final = tuple(
    (re.compile(form, re.IGNORECASE), say)
    for group in (pain, needs, orders, sides, rests_on_foot, rest_as_work, notes)
    for form, say in group()
)

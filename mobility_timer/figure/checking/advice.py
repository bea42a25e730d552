"""What to change in a motion when one of its checks fails."""

from __future__ import annotations

import re
from typing import Final

from mobility_timer.figure.checking.finding import Finding
from mobility_timer.words import findings as words

_OVER: Final = re.compile(r"\d+ over")


def advice(finding: Finding) -> str:
    """What to change so that a finding that fails comes to hold."""
    name = finding.name.rpartition(": ")[2]
    if _OVER.fullmatch(finding.limit):
        return words.less(finding.limit.split()[0])
    return next(
        (said for form, said in words.ADVICE if re.fullmatch(form, name)), words.LOOK_AT_SHEET
    )

"""What a pattern of the text found, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from mobility_timer.library.prescription.grammar.patterns import Saying

Found: TypeAlias = re.Match[str]
Say: TypeAlias = Callable[[Found], Saying | None]

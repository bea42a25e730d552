"""Who uses the program, for a command in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

from mobility_timer.log_file import keep_out_of_terminal
from mobility_timer.personal import Person, load_person


@contextmanager
def told_person() -> Iterator[Person]:
    """What of theirs cannot be read is told at the end, each once."""
    keep_out_of_terminal()
    with closing(load_person()) as person:
        yield person
        for trouble in dict.fromkeys((*person.troubles, *filter(None, person.kept_troubles))):
            print(trouble, file=sys.stderr)

"""One line of a prescription as it was understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Range = tuple[int, int]


@dataclass(frozen=True)
class PrescribedBlock:
    """Drills done one after the other, so many rounds; `rest_s` is between two rounds.

    The lines of one block hold the same object.
    """

    rounds: int
    rest_s: int = 0


@dataclass(frozen=True)
class PrescriptionLine:
    """One line as it was understood. `unknown` are the words that were not understood and may
    change the dose; `strays` are those that cannot, which stand in the notes too.

    Of reps there may be a number or a list, one a set (`pyramid`), or one a side (`by_side`). A
    hold in seconds (`hold_s`, by side `hold_by_side_s`) stands instead of reps; `rep_hold_s` is a
    hold within each rep, at the end of it that `hold_at` names (top, bottom, end); `lift_s` and
    `lower_s` are the time up and down.
    `rest_s` is after each set, `then_rest_s` before the next drill.
    `phases` are the parts of a rep by their names, each with its seconds. `until_you_stop` needs
    no number; with `within_s` it is as many as one can in that time. Of sets there are `most_sets`
    at most, where a range is said. `together` is with both limbs at once, `one_limb` with one of
    them, where it is not said of which side or how many sides; it is `on_one_side` where only the
    person knows on which, such as the sore one. `starts` is the side that comes
    first, where it is said. `position` is one of the format's; empty where none is said. It `lies`
    where it is not said how. `variants` are the ways of doing it, one after the other, as
    `each_way` is both directions. `notes` and `pain` are for the person to read.
    """

    text: str
    name: str = ""
    sets: int | None = None
    most_sets: int | None = None
    reps: Range | None = None
    pyramid: tuple[int, ...] = ()
    by_side: Range | None = None
    hold_s: Range | None = None
    hold_by_side_s: Range | None = None
    rep_hold_s: float | None = None
    hold_at: str = ""
    lift_s: float | None = None
    lower_s: float | None = None
    phases: tuple[tuple[str, int], ...] = ()
    until_you_stop: bool = False
    within_s: int | None = None
    steps: bool = False
    breaths: bool = False
    metres: int | None = None
    rest_s: Range | None = None
    then_rest_s: Range | None = None
    each_side: bool = False
    one_limb: bool = False
    on_one_side: bool = False
    together: bool = False
    each_way: bool = False
    variants: tuple[str, ...] = ()
    alternates: bool = False
    side: str = ""
    starts: str = ""
    position: str = ""
    lies: bool = False
    tempo: str = ""
    per_day: Range | None = None
    per_week: Range | None = None
    needs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pain: str = ""
    block: PrescribedBlock | None = None
    unknown: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()

    @property
    def has_dose(self) -> bool:
        amounts = (self.reps, self.pyramid, self.by_side, self.hold_s, self.hold_by_side_s)
        return self.until_you_stop or self.metres is not None or any(amounts)

    @property
    def is_held(self) -> bool:
        """Whether seconds are its amount."""
        return self.hold_s is not None or self.hold_by_side_s is not None

    @property
    def has_phases(self) -> bool:
        """Whether it is done rep by rep, each with its phases."""
        return not self.is_held and self.metres is None and self.within_s is None

    @property
    def is_a_rest(self) -> bool:
        """Whether nothing but a rest is said."""
        is_plain = not (self.name or self.has_dose or self.unknown or self.sets or self.block)
        return is_plain and bool(self.then_rest_s or self.rest_s)

    @property
    def is_sure(self) -> bool:
        """Whether it gives an entry of a routine."""
        return bool(self.name and not self.unknown and self.has_dose)


Lines: TypeAlias = tuple[PrescriptionLine, ...]
Read: TypeAlias = Callable[[str, str], Lines]
"""Reads a text that is shown as another."""

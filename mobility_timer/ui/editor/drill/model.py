"""A drill of one's own as it is being written: its file's keys, what was before, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mobility_timer import editing
from mobility_timer.editing import DraftStep, UnsavedDraft, text_on_disk, with_key
from mobility_timer.library import FileFaults, Library, read_plain, rendered, rewritten
from mobility_timer.routine import Drill, Routine
from mobility_timer.words import drill_page as words
from mobility_timer.words import prescription as prescription_words

DRILL_KEYS = (
    *("name", "short", "spoken", "targets", "muscles", "position", "needs", "sides", "order"),
    *("side_means", "side_says", "switch", "dose", "sets", "tempo", "variants", "gaps"),
    *("stance", "setup", "feel", "watch", "cues", "coaching", "grows", "motion", "pictures"),
    *("rounds", "rest", "notes", "pain", "source"),
)
_WITH_SIDES = ("order", "side_means", "side_says", "switch")
_MOVES_LIKE = (
    "position",
    "sides",
    "side_means",
    "side_says",
    "switch",
    "tempo",
    "variants",
    "needs",
)


class NotRead(Exception):
    """A drill's file that cannot be read, with one line that says so."""


def read_keys(path: Path) -> tuple[str, dict[str, Any]]:
    """What a drill's file says, as text and as keys. Raises NotRead."""
    try:
        text = text_on_disk(path)
    except OSError as error:
        raise NotRead(words.cannot_be_read(path, error.strerror or "")) from None
    keys = None if text is None else read_plain(text)
    if text is None or not isinstance(keys, dict):
        raise NotRead(words.cannot_be_read(path, ""))
    return text, keys


@dataclass(frozen=True)
class DrillDraft:
    """Every change gives another one. `drill` is None while `fault` says what is missing; `amount`
    is then the last that was known.

    `text` is that of its file when it was opened, `on_disk` as it was last seen there, `saved` are
    the keys that it had then.
    """

    library: Library = field(repr=False, compare=False)
    path: Path
    keys: Mapping[str, Any]
    text: str = ""
    on_disk: str | None = None
    saved: Mapping[str, Any] | None = None
    done: tuple[Mapping[str, Any], ...] = ()
    undone: tuple[Mapping[str, Any], ...] = ()
    drill: Drill | None = field(default=None, compare=False)
    fault: str = field(default="", compare=False)
    amount: int | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        return str(self.keys.get("name", words.MY_DRILL))

    @property
    def is_changed(self) -> bool:
        """Whether there is something in it that is not saved."""
        return self.keys != self.saved and bool(self.done)

    @property
    def is_sound(self) -> bool:
        return self.drill is not None

    def at(self, path: Path) -> DrillDraft:
        """The same for another file."""
        return replace(self, path=path)

    def seen(self, on_disk: str) -> DrillDraft:
        """The same beside what the file now says."""
        return replace(self, on_disk=on_disk)

    def was_saved(self, text: str) -> DrillDraft:
        """As it is once this text stands in its file."""
        return replace(self, on_disk=text, saved=self.keys)

    def reopened(self, text: str) -> DrillDraft:
        """Begun again with what the file now says. Raises FileFaults."""
        self.library.read_drill_text(text, self.path)
        return opened_drill(self.library, self.path, text)

    def written(self) -> str:
        """What its file would say."""
        return rewritten(self.text, self.keys) if self.text else rendered(self.keys)

    def with_key(self, key: str, value: Any) -> DrillDraft:
        """Another value of a key; without it for None or nothing."""
        said = None if value in ("", [], {}) else value
        return self.with_keys(with_key(self.keys, key, said, DRILL_KEYS))

    def with_keys(self, keys: Mapping[str, Any]) -> DrillDraft:
        """Other keys; what was before can be brought back."""
        if keys == self.keys:
            return self
        return replace(self, keys=keys, done=(*self.done, self.keys), undone=()).read()

    def with_sides(self, sides: str) -> DrillDraft:
        """Done with one side and the other; which limb is meant may be said better later."""
        keys = {**with_key(self.keys, "sides", None if sides == "both" else sides, DRILL_KEYS)}
        if sides == "both":
            keys = {key: value for key, value in keys.items() if key not in _WITH_SIDES}
        elif "side_means" not in keys:
            keys = {**with_key(keys, "side_means", prescription_words.WORKING_SIDE, DRILL_KEYS)}
        return self.with_keys(keys)

    @property
    def unit(self) -> str:
        """What is counted: reps, or hold for seconds."""
        if self.drill is not None:
            return "hold" if self.drill.is_hold else "reps"
        dose = self.keys.get("dose")
        return "hold" if isinstance(dose, Mapping) and "hold" in dose else "reps"

    def with_dose(self, unit: str, amount: int) -> DrillDraft:
        """So many reps or seconds; a hold needs no phases, reps do."""
        if self.drill is not None and unit == self.unit:
            step = DraftStep(0, self.keys, bare=False)
            return self.with_keys(editing.with_amount(step, self.drill, amount).keys)
        dose = self.keys.get("dose")
        kept = {"sets": dose["sets"]} if isinstance(dose, Mapping) and "sets" in dose else {}
        if isinstance(dose, str) and self.drill is not None and self.drill.rounds > 1:
            kept = {"sets": str(self.drill.rounds)}
        keys = with_key(self.keys, "dose", {unit: str(amount), **kept}, DRILL_KEYS)
        if unit == "reps" and "tempo" not in keys:
            keys = with_key(keys, "tempo", {"lift": "1", "lower": "1"}, DRILL_KEYS)
        return replace(self, amount=amount).with_keys(keys)

    def with_phases(self, phases: Sequence[tuple[str, str, str]]) -> DrillDraft:
        """Names, seconds and breaths, empty for none."""
        said = {
            name: {"seconds": seconds, "breath": breath} if breath else seconds
            for name, seconds, breath in phases
            if name
        }
        return self.with_key("tempo", said)

    def moving_like(self, other: Drill | None, keys: Mapping[str, Any]) -> DrillDraft:
        """With the figure of a drill of the catalogue, and all that has to agree with it."""
        if other is None or other.motion is None:
            return self.with_key("motion", None)
        made = dict(self.keys)
        for key in _MOVES_LIKE:
            made = with_key(made, key, keys.get(key), DRILL_KEYS)
        return self.with_keys(with_key(made, "motion", other.motion, DRILL_KEYS))

    def undo(self) -> DrillDraft:
        if not self.done:
            return self
        undone = (*self.undone, self.keys)
        return replace(self, keys=self.done[-1], done=self.done[:-1], undone=undone).read()

    def redo(self) -> DrillDraft:
        if not self.undone:
            return self
        done = (*self.done, self.keys)
        return replace(self, keys=self.undone[-1], undone=self.undone[:-1], done=done).read()

    def read(self) -> DrillDraft:
        """The same, read as the reader of files will."""
        try:
            drill = self.library.read_drill_text(self.written(), self.path)
        except FileFaults as faults:
            return replace(self, drill=None, fault=faults.faults[0].message)
        return replace(self, drill=drill, fault="", amount=drill.dose.amount)

    @property
    def alone(self) -> Routine | None:
        """A routine of this drill alone, to be played or listened to."""
        if self.drill is None:
            return None
        return Routine(id=self.drill.id, name=self.drill.name, drills=(self.drill,))


def opened_drill(library: Library, path: Path, text: str) -> DrillDraft:
    """The draft of what a drill's file says."""
    keys = read_plain(text)
    keys = keys if isinstance(keys, dict) else {}
    return DrillDraft(library, path, keys, text, text, keys).read()


def recovered_drill(library: Library, left: UnsavedDraft) -> DrillDraft:
    """The draft as it was left."""
    now = opened_drill(library, left.path, left.text)
    before = read_plain(left.on_disk or "")
    saved = before if isinstance(before, dict) else None
    return replace(now, on_disk=left.on_disk, saved=saved, done=(saved or {},))

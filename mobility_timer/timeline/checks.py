"""What an author should know of a compiled routine: lines that nobody will hear."""

from __future__ import annotations

from dataclasses import dataclass

from mobility_timer.routine.model import Drill
from mobility_timer.timeline.cues import Coaches, CountsRep
from mobility_timer.timeline.phrases import speaking_ms
from mobility_timer.timeline.timeline import Timeline


@dataclass(frozen=True)
class Unheard:
    """A line of a drill that finds no room, and why."""

    drill: Drill
    line: str
    reason: str

    def __str__(self) -> str:
        return f"{self.drill.name}: “{self.line}” {self.reason}"


def unheard(timeline: Timeline) -> tuple[Unheard, ...]:
    """Form cues that no set says, and reps too quick to be counted aloud."""
    said = {c.meaning.text for c in timeline.cues if isinstance(c.meaning, Coaches) and c.line}
    found = []
    for drill in timeline.routine.drills:
        for text in drill.coaching:
            if text not in said:
                needs = f"{speaking_ms(text) / 1000:.1f} s"
                found.append(
                    Unheard(
                        drill,
                        text,
                        f"is never said: it takes {needs} and no rep or hold leaves room for it.",
                    )
                )
    return tuple(found) + _uncounted(timeline)


def _uncounted(timeline: Timeline) -> tuple[Unheard, ...]:
    quick = {
        timeline.segment_at(cue.at).set: cue
        for cue in timeline.cues
        if isinstance(cue.meaning, CountsRep) and not cue.line
    }
    drills = dict.fromkeys(timeline.drill_of(timeline.sets[index]) for index in quick)
    return tuple(
        Unheard(drill, "two, three, four", "cannot be counted aloud: the reps are too quick.")
        for drill in drills
        if drill.rep_ms < 900
    )

"""What the editor shows of a session, and what its controls make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mobility_timer import editing
from mobility_timer.editing import DraftBlock, DraftStep, EditSession, RoutineDraft
from mobility_timer.library import time_ms
from mobility_timer.routine import (
    LONGEST_REST_S,
    MOST_ROUNDS,
    QUICKEST_PHASE_MS,
    SLOWEST_PHASE_MS,
    Drill,
    Routine,
    Side,
    Sides,
    check_routine,
)
from mobility_timer.settings import LONGEST_GET_READY_S, SHORTEST_GET_READY_S
from mobility_timer.timeline import Timeline, check_lines, compile_routine

REST_STEP_MS = 5_000
_PHASE_STEP_MS = 500
_READY_STEP_MS = 1_000
_FIRST_REST_S = 30


@dataclass(frozen=True)
class StepView:
    """A step as it is shown. `drill` is None for a rest, `own` for a drill that is written out.

    `lot` are the drills that it is drawn from, the first of which it shows.
    """

    step: DraftStep
    drill: Drill | None
    own: Drill | None
    block: int | None
    length_ms: int
    lot: tuple[StepView, ...] = ()

    @property
    def rest_ms(self) -> int:
        return (time_ms(str(self.step.keys["rest"])) or 0) if self.step.is_rest else 0


@dataclass(frozen=True)
class EditorModel:
    """A session with the drills of the catalogue. Every change gives another one, or raises
    `editing.Refused`."""

    session: EditSession
    drills: Mapping[str, Drill]

    @property
    def draft(self) -> RoutineDraft:
        return self.session.draft

    @property
    def routine(self) -> Routine | None:
        return self.session.routine

    @property
    def get_ready_ms(self) -> int:
        """Also where there is no drill yet, and so no routine."""
        if self.routine:
            return self.routine.get_ready_ms
        return time_ms(str(self.draft.keys.get("get_ready"))) or 1000 * SHORTEST_GET_READY_S

    @property
    def waits(self) -> bool:
        if self.routine:
            return self.routine.wait_for_me
        return self.draft.keys.get("wait_for_me") == "true"

    @cached_property
    def timeline(self) -> Timeline | None:
        return None if self.routine is None else compile_routine(self.routine)

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What `check` says of it."""
        if self.routine is None or self.timeline is None:
            return ()
        of_doses = (remark.text for remark in check_routine(self.routine))
        return (*of_doses, *map(str, check_lines(self.timeline)))

    @cached_property
    def rows(self) -> tuple[StepView | DraftBlock, ...]:
        """The steps and blocks from top to bottom, a block before its steps."""
        rows: list[StepView | DraftBlock] = []
        for part in self.draft.parts:
            if isinstance(part, DraftBlock):
                rows.append(part)
                rows += (self._view(step, part.number) for step in part.steps)
            else:
                rows.append(self._view(part, None))
        return tuple(rows)

    @property
    def drill_ids(self) -> frozenset[str]:
        """The ids of all drills in it, those to draw from too."""
        return frozenset(drill.id for drill in self._drills.values())

    def drill_of(self, number: int) -> Drill:
        return self._drills[number]

    def starts_ms(self, number: int) -> int:
        """Where a step begins in the timeline."""
        place = [step.number for step in self.draft.drill_steps()].index(number)
        spans = self.timeline.spans if self.timeline else ()
        return next((span.start for span in spans if span.drill == place), 0)

    def added(self, drill: Drill, after: int | None, *, as_written: bool = False) -> EditorModel:
        """A drill of the catalogue with the dose of the step before it, or with its own."""
        before = None if as_written else self._drills.get(self._step_before(after))
        return self._with(editing.add(self.draft, editing.taking_over(drill, before), after))

    def with_rest_entry(self, after: int | None) -> EditorModel:
        return self._with(editing.add(self.draft, {"rest": str(_FIRST_REST_S)}, after))

    def dosed(self, number: int, by: int) -> EditorModel:
        drill = self.drill_of(number)
        return self.with_amount(number, drill.dose.amount + by * drill.dose_step)

    def with_amount(self, number: int, amount: int) -> EditorModel:
        return self._step(number, "dose", lambda s, d, _: editing.with_amount(s, d, amount))

    def with_side_amount(self, number: int, side: Side, amount: int) -> EditorModel:
        drill = self.drill_of(number)
        both = {one: drill.amount_of(0, one) for one in Side} | {side: amount}
        return self._step(
            number,
            f"dose {side.value}",
            lambda s, d, _: editing.with_side_amounts(s, d, both[Side.LEFT], both[Side.RIGHT]),
        )

    def with_typed(self, number: int, text: str) -> EditorModel:
        """The dose, or that of each set, as a person typed it."""
        return self._step(number, "", lambda s, d, _: editing.with_typed(s, d, text))

    def with_sets(self, number: int, sets: int) -> EditorModel:
        return self._step(number, "sets", lambda s, d, own: editing.with_sets(s, d, sets, own))

    def with_rest(self, number: int, rest_ms: int) -> EditorModel:
        rest = _within(rest_ms, 0, 1000 * LONGEST_REST_S)
        step = self.draft.step(number)
        if step.is_rest:
            changed = step.with_key("rest", f"{rest / 1000:g}")
            return self._with(self.draft.with_step(changed), f"rest {number}")
        return self._step(number, "rest", lambda s, _, own: editing.with_rest(s, rest, own))

    def with_sides(self, number: int, sides: Sides, order: Sequence[Side]) -> EditorModel:
        def change(step: DraftStep, _drill: Drill, own: Drill | None) -> DraftStep:
            return editing.with_order(editing.with_sides(step, sides, own), order, own)

        return self._step(number, "", change)

    def with_pace(self, number: int, pace: str) -> EditorModel:
        own = self._own(self.draft.step(number))
        if own is None:
            return self
        return self._step(number, "", lambda s, d, _: editing.with_pace(s, d, pace, own))

    def with_phase(self, number: int, phase: str, ms: int) -> EditorModel:
        tempo = {phase: _within(ms, QUICKEST_PHASE_MS, SLOWEST_PHASE_MS)}
        return self._step(
            number, f"phase {phase}", lambda s, d, own: editing.with_tempo(s, d, tempo, own)
        )

    def phase_stepped(self, number: int, phase: str, by: int) -> EditorModel:
        now = next(one.ms for one in self.drill_of(number).tempo if one.name == phase)
        return self.with_phase(number, phase, now + by * _PHASE_STEP_MS)

    def with_variants(self, number: int, ids: Sequence[str]) -> EditorModel:
        """The ways of doing a drill, in this order; at least one."""
        own = self._own(self.draft.step(number))
        if own is None or not ids:
            return self
        return self._step(number, "", lambda s, _d, _o: editing.with_variants(s, ids, own))

    def drawn_also(self, number: int, drill: Drill, *, as_written: bool = False) -> EditorModel:
        """One drill more to draw from in a step's place, with the dose of the step."""
        before = None if as_written else self._drills.get(number)
        return self._with(editing.draw_also(self.draft, number, editing.taking_over(drill, before)))

    def drawn_no_more(self, number: int) -> EditorModel:
        return self._with(editing.draw_no_more(self.draft, number))

    def drawn_first(self, number: int) -> EditorModel:
        return self._with(editing.draw_first(self.draft, number))

    def with_block(self, number: int, key: str, value: str | None) -> EditorModel:
        return self._with(editing.set_block(self.draft, number, key, value), f"{key} {number}")

    def removed(self, number: int) -> EditorModel:
        return self._with(editing.remove(self.draft, number))

    def duplicated(self, number: int) -> EditorModel:
        return self._with(editing.duplicate(self.draft, number))

    def shifted(self, number: int, by: int) -> EditorModel:
        return self._with(editing.shift(self.draft, number, by))

    def moved(self, number: int, before: int | None, block: int | None) -> EditorModel:
        return self._with(editing.move(self.draft, number, before, block))

    def grouped(self, number: int) -> EditorModel:
        return self._with(editing.group(self.draft, number))

    def ungrouped(self, number: int) -> EditorModel:
        return self._with(editing.ungroup(self.draft, number))

    def with_text(self, key: str, text: str) -> EditorModel:
        """A name or a summary; without one where it is empty."""
        said = " ".join(text.split())
        if key == "name" and not said:
            return self
        return self._with(self.draft.with_key(key, said or None))

    def with_occasion(self, occasion: str, on: bool) -> EditorModel:
        now = self.draft.keys.get("for", ())
        chosen = [*now, occasion] if on else [one for one in now if one != occasion]
        return self._with(self.draft.with_key("for", chosen or None))

    def with_rounds(self, rounds: int) -> EditorModel:
        within = _within(rounds, 1, MOST_ROUNDS)
        return self._with(
            self.draft.with_key("rounds", None if within == 1 else str(within)), "rounds"
        )

    def with_rest_between(self, rest_ms: int) -> EditorModel:
        rest = _within(rest_ms, 0, 1000 * LONGEST_REST_S)
        return self._with(self.draft.with_key("rest", f"{rest / 1000:g}" if rest else None), "rest")

    def with_get_ready(self, ms: int) -> EditorModel:
        ready = _within(ms, 1000 * SHORTEST_GET_READY_S, 1000 * LONGEST_GET_READY_S)
        said = None if ready == 1000 * SHORTEST_GET_READY_S else f"{ready / 1000:g}"
        return self._with(self.draft.with_key("get_ready", said), "ready")

    def get_ready_stepped(self, by: int) -> EditorModel:
        return self.with_get_ready(self.get_ready_ms + by * _READY_STEP_MS)

    def with_waiting(self, waits: bool) -> EditorModel:
        return self._with(self.draft.with_key("wait_for_me", "true" if waits else None))

    def undone(self) -> EditorModel:
        return replace(self, session=self.session.undo())

    def redone(self) -> EditorModel:
        return replace(self, session=self.session.redo())

    @cached_property
    def _drills(self) -> Mapping[int, Drill]:
        drills = self.routine.drills if self.routine else ()
        steps = self.draft.drill_steps() if self.routine else ()
        found = {}
        for step, drill in zip(steps, drills, strict=True):
            found[step.number] = drill
            if step.lot:
                numbers = (one.number for one in step.lot)
                found |= dict(zip(numbers, drill.drawn_from, strict=True))
        return found

    @cached_property
    def _lengths(self) -> Counter[int]:
        """The time of each step with the gaps before it, in ms."""
        spent: Counter[int] = Counter()
        numbers = [step.number for step in self.draft.drill_steps()]
        for span in self.timeline.spans if self.timeline else ():
            spent[numbers[span.drill]] += span.end - span.start
        return spent

    def _view(self, step: DraftStep, block: int | None) -> StepView:
        drill = self._drills.get(step.number)
        lot = tuple(self._view(one, block) for one in step.lot)
        return StepView(step, drill, self._own(step), block, self._lengths[step.number], lot)

    def _own(self, step: DraftStep) -> Drill | None:
        return self.drills.get(step.drill or "")

    def _step_before(self, after: int | None) -> int:
        steps = self.draft.drill_steps()
        if after in self._drills:
            return int(after or 0)
        return steps[-1].number if steps else -1

    def _step(
        self,
        number: int,
        merging: str,
        change: Callable[[DraftStep, Drill, Drill | None], DraftStep],
    ) -> EditorModel:
        step = self.draft.step(number)
        new = change(step, self.drill_of(number), self._own(step))
        return self._with(self.draft.with_step(new), f"{merging} {number}" if merging else "")

    def _with(self, draft: RoutineDraft, merging: str = "") -> EditorModel:
        return replace(self, session=self.session.changed(draft, merging))


def _within(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))

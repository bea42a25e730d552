"""What is to be told in the line of the window: what of it now, and what waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import field

from mobility_timer.frozen import changed, frozen
from mobility_timer.words import window

_MOST_ENTRIES = 8
_LINES_TOGETHER = 4
"""So many lines are told as one: all of them can be read in the smallest window."""

Offer = Callable[[], object]


@frozen
class Message:
    """A line, or several that are told together, and what is known of them."""

    lines: tuple[str, ...] = ()
    offer: Offer | None = None
    """What a press on it will do."""
    passes: bool = False
    """It goes by itself."""
    is_held: bool = False
    """It stands until it is taken back, over a part of the page too."""
    has_faults: bool = False
    waits: bool = False
    """It has stepped aside until the next page."""
    read: frozenset[str] = frozenset()
    """Those of its lines that stood there for long enough."""

    def without(self, lines: Set[str]) -> Message:
        return changed(self, lines=tuple(line for line in self.lines if line not in lines))


@frozen
class Messages:
    """All that is to be told, the latest last, and where that is.

    Over a part of the page, where a routine plays, what takes several lines is shortened to one,
    and what is offered waits: nobody can press it there.
    """

    kept: tuple[Message, ...] = ()
    pressed: Message = field(default_factory=Message)
    """What was taken away last: the same is not told again."""
    refused: tuple[Offer, ...] = ()
    """What was offered and taken away without a press: it is not offered again."""
    over_part: bool = False

    @property
    def shown(self) -> tuple[Message, ...]:
        """The latest, and where that passes by itself the offer that it would cover."""
        ready = [one for one in self.kept if not (one.waits or (self.over_part and one.offer))]
        latest = ready[-1:]
        if latest and latest[0].passes:
            latest += [one for one in ready[:-1] if one.offer][-1:]
        return tuple(latest)

    @property
    def text(self) -> str:
        """All that is shown."""
        faults = sum(len(one.lines) for one in self.kept if one.has_faults)
        return " ".join(
            window.told_later(faults) if self._is_shortened(one) else "\n".join(one.lines)
            for one in self.shown
        )

    @property
    def goes(self) -> bool:
        """Whether what is shown goes by itself."""
        if len(self.shown) != 1:
            return False
        return self.shown[0].passes or (self.over_part and not self.shown[0].is_held)

    @property
    def is_shortened(self) -> bool:
        """Whether there is more to be read than is shown."""
        return any(map(self._is_shortened, self.shown))

    def _is_shortened(self, message: Message) -> bool:
        return self.over_part and len(message.lines) > 1

    def said(self, line: str, *, offer: Offer | None = None, is_held: bool = False) -> Messages:
        """With the line above the others. One that stands there stays in its place, and gets what
        is offered now; one that was taken away comes back only with an offer."""
        if offer in self.refused:
            return self
        if self._has(line):
            return self._changed(
                lambda one: line in one.lines,
                lambda one: changed(one, offer=offer or one.offer, is_held=is_held or one.is_held),
            )
        kept = self if offer is None or line not in self.pressed.lines else self._none_pressed()
        return kept._put(Message((line,), offer, is_held=is_held))

    def told(self, line: str) -> Messages:
        """With a line that passes by itself, unless it stands there already."""
        return self if self._has(line) else self._put(Message((line,), passes=True))

    def faults_said(self, lines: Sequence[str]) -> Messages:
        """With several lines as one, and with the faults that stand there where all of it can be
        read; where there are too many for that, the others when the first have been pressed away.
        """
        new = tuple(line for line in dict.fromkeys(lines) if self._is_new(line))
        if not new:
            return self
        latest = self.kept[-1] if self.kept else Message()
        fits = len(latest.lines) + len(new) <= _LINES_TOGETHER
        if fits and latest.has_faults and not latest.waits:
            joined = changed(latest, lines=(*latest.lines, *new))
            return changed(self, kept=(*self.kept[:-1], joined))
        starts = range(0, len(new), _LINES_TOGETHER)
        parts = [new[start : start + _LINES_TOGETHER] for start in starts]
        return self._put(*(Message(part, has_faults=True) for part in reversed(parts)))

    def _is_new(self, line: str) -> bool:
        return bool(line) and line not in self.pressed.lines and not self._has(line)

    def _has(self, line: str) -> bool:
        return any(line in one.lines for one in self.kept)

    def _put(self, *messages: Message) -> Messages:
        new = [one for one in messages if all(map(self._is_new, one.lines))]
        return changed(self, kept=(*self.kept, *new)[-_MOST_ENTRIES:])

    def _none_pressed(self) -> Messages:
        return changed(self, pressed=Message())

    def _changed(
        self, which: Callable[[Message], bool], change: Callable[[Message], Message]
    ) -> Messages:
        return changed(self, kept=tuple(change(one) if which(one) else one for one in self.kept))

    def taken_back(self, lines: Set[str]) -> Messages:
        """Without the lines, which may come again."""
        left = (one.without(lines) for one in self.kept)
        return changed(
            self,
            kept=tuple(one for one in left if one.lines),
            pressed=self.pressed.without(lines),
        )

    def passed(self) -> Messages:
        """Without what passes by itself."""
        passing = (one.lines for one in (*self.kept, self.pressed) if one.passes)
        return self.taken_back({line for lines in passing for line in lines})

    def pressed_away(self) -> Messages:
        """Without what is shown."""
        shown = self.shown
        left = tuple(one for one in self.kept if one not in shown)
        return changed(self, kept=left, pressed=shown[-1] if shown else Message())

    def dismissed(self) -> Messages:
        """Without what is shown, and what is offered with it is refused."""
        refused = tuple(one.offer for one in self.shown if one.offer is not None)
        return changed(self.pressed_away(), refused=(*self.refused, *refused))

    def read_now(self) -> Messages:
        """What is shown stood there for long enough: over a part of the page it steps aside, but
        for what is held."""
        shown = self.shown
        if self.over_part:
            return self.stepped_aside(tuple(one for one in shown if not one.is_held))
        return self._changed(
            lambda one: one in shown, lambda one: changed(one, read=frozenset(one.lines))
        )

    def stepped_aside(self, messages: Sequence[Message]) -> Messages:
        """They wait for the next page; with what was shortened all faults, which it counted."""
        all_faults = any(map(self._is_shortened, messages))
        return self._changed(
            lambda one: one in messages or (all_faults and one.has_faults),
            lambda one: changed(one, waits=True),
        )

    def on_next_page(self, *, over_part: bool) -> Messages:
        """What stood there for long enough does not follow to the next page; an offer does."""
        read = (one.read for one in (*self.kept, self.pressed) if one.offer is None)
        left = self.taken_back(frozenset().union(*read))
        back = left._changed(
            lambda _: True, lambda one: changed(one, waits=False, read=frozenset())
        )
        return changed(back, over_part=over_part)

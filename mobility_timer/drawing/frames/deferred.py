"""A frame source that is made when it is first needed: Home's first look does without."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mobility_timer.drawing.frames.source import FrameSource


class DeferredFrameSource:
    """Imports nothing that draws before the source is asked for."""

    def __init__(self, *, reduced: bool, executor: Executor) -> None:
        self._reduced = reduced
        self._executor = executor
        self._source: FrameSource | None = None

    def made(self) -> FrameSource:
        """The one source, with what was chosen meanwhile."""
        if self._source is None:
            from mobility_timer.drawing.frames.source import FrameSource

            self._source = FrameSource(reduced=self._reduced, executor=self._executor)
        return self._source

    def set_reduced(self, reduced: bool) -> None:
        self._reduced = reduced
        if self._source is not None:
            self._source.set_reduced(reduced)

    def close(self) -> None:
        if self._source is not None:
            self._source.close()

"""What one means to do: how many sessions a week, and when to be reminded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mobility_timer.settings import FEWEST_A_WEEK, MOST_A_WEEK, Settings
from mobility_timer.ui.widgets.stepper import Stepper
from mobility_timer.words import progress
from mobility_timer.words import settings_page as words


class HabitSettings:
    """The controls, in the order in which they stand; `change` is told each setting."""

    def __init__(self, change: Callable[..., None]) -> None:
        self._change = change
        self._chosen = Settings()
        self.goal = Stepper(words.SESSIONS_A_WEEK, filled=False)
        self.goal.stepped.connect(self._step_goal)

    @property
    def rows(self) -> list[tuple[str | QWidget, QWidget]]:
        return [(words.SESSIONS_A_WEEK, self.goal)]

    def show_chosen(self, chosen: Settings) -> None:
        self._chosen = chosen
        self.goal.show_value(progress.goal(chosen.weekly_goal).lower())
        self.goal.set_ends(
            can_fall=chosen.weekly_goal > FEWEST_A_WEEK, can_rise=chosen.weekly_goal < MOST_A_WEEK
        )

    def _step_goal(self, steps: int) -> None:
        wanted = self._chosen.weekly_goal + steps
        self._change(weekly_goal=min(max(wanted, FEWEST_A_WEEK), MOST_A_WEEK))

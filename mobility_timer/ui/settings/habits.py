"""What one means to do: how many sessions a week, and when to be reminded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSystemTrayIcon, QWidget

from mobility_timer.settings import DAYS, FEWEST_A_WEEK, MOST_A_WEEK, Settings
from mobility_timer.ui.widgets.controls.buttons import Chip, PillButton, Toggle, Weight
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words import progress, reminders
from mobility_timer.words import settings_page as words

_USUAL_TIME = "07:30"
_STEP_MINUTES = 15
_DAY_MINUTES = 24 * 60


class DayChips(QWidget):
    """The days of the week; a press chooses one and switches it on, a second one off."""

    def __init__(self, pressed: Callable[[str], None]) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.chips = {day: Chip(reminders.SHORT_DAYS[day], framed=True) for day in DAYS}
        for day, chip in self.chips.items():
            chip.setAccessibleName(day.capitalize())
            chip.clicked.connect(lambda _on, day=day: pressed(day))
            self._row.addWidget(chip)

    def show_times(self, times: dict[str, str]) -> None:
        for day, chip in self.chips.items():
            chip.setChecked(day in times)
            told = f"{day.capitalize()}, {times[day]}" if day in times else day.capitalize()
            chip.setAccessibleName(told)

    def rescale(self, scale: float) -> None:
        self._row.setSpacing(round(4 * scale))


class HabitSettings:
    """The controls, in the order in which they stand; `change` is told each setting."""

    def __init__(self, change: Callable[..., None]) -> None:
        self._change = change
        self._chosen = Settings()
        self._day = DAYS[0]
        self.goal = Stepper(words.SESSIONS_A_WEEK, filled=False)
        self.days = DayChips(self._press_day)
        self.time_name = Label("")
        self.time = Stepper(words.TIME, filled=False)
        self.desk = Toggle(words.AT_THE_DESK)
        self.tray = Toggle(words.IN_THE_TRAY)
        self.calendar = PillButton(words.SAVE_CALENDAR, weight=Weight.QUIET)
        self.goal.stepped.connect(self._step_goal)
        self.time.stepped.connect(self._step_time)
        self.desk.clicked.connect(lambda on: change(desk_reminder=on))
        self.tray.clicked.connect(lambda on: change(tray=on))

    @property
    def rows(self) -> list[tuple[str | QWidget, QWidget]]:
        return [(words.SESSIONS_A_WEEK, self.goal)]

    @property
    def reminder_rows(self) -> list[tuple[str | QWidget, QWidget]]:
        return [
            (words.ON_DAYS, self.days),
            (self.time_name, self.time),
            (words.AT_THE_DESK, self.desk),
            (words.IN_THE_TRAY, self.tray),
            (words.CALENDAR, self.calendar),
        ]

    def show_chosen(self, chosen: Settings) -> None:
        self._chosen = chosen
        self.goal.show_value(progress.goal(chosen.weekly_goal).lower())
        self.goal.set_ends(
            can_fall=chosen.weekly_goal > FEWEST_A_WEEK, can_rise=chosen.weekly_goal < MOST_A_WEEK
        )
        times = dict(chosen.reminders)
        if self._day not in times and times:
            self._day = next(day for day in DAYS if day in times)
        self.days.show_times(times)
        self.time_name.setText(reminders.time_of(self._day) if times else words.TIME)
        self.time.show_value(times.get(self._day, _USUAL_TIME))
        self.time.setEnabled(bool(times))
        self.calendar.setEnabled(bool(times))
        self.desk.setChecked(chosen.desk_reminder)
        self.tray.setChecked(chosen.tray)
        self.tray.setEnabled(chosen.tray or QSystemTrayIcon.isSystemTrayAvailable())

    def _press_day(self, day: str) -> None:
        times = dict(self._chosen.reminders)
        if day not in times:
            times[day] = times.get(self._day, _USUAL_TIME)
        elif day == self._day:
            del times[day]
        self._day = day
        self._change(reminders=_in_order(times))

    def _step_goal(self, steps: int) -> None:
        wanted = self._chosen.weekly_goal + steps
        self._change(weekly_goal=min(max(wanted, FEWEST_A_WEEK), MOST_A_WEEK))

    def _step_time(self, steps: int) -> None:
        times = dict(self._chosen.reminders)
        if self._day in times:
            times[self._day] = _moved(times[self._day], steps)
            self._change(reminders=times)


def _in_order(times: dict[str, str]) -> dict[str, str]:
    return {day: times[day] for day in DAYS if day in times}


def _moved(time: str, steps: int) -> str:
    """On to the next quarter of an hour, round the clock."""
    hour, minute = map(int, time.split(":"))
    now = hour * 60 + minute
    step = now // _STEP_MINUTES + steps if steps > 0 else -(-now // _STEP_MINUTES) + steps
    minutes = step * _STEP_MINUTES % _DAY_MINUTES
    return f"{minutes // 60:02}:{minutes % 60:02}"

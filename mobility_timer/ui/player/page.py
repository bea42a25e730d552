"""The player: follows a session and shows it, and turns keys and clicks into its commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from mobility_timer.playback import Changed, Follower, Link, Player, State, Tally, Update, set_key
from mobility_timer.settings import LinesBy
from mobility_timer.ui.player.controls import Controls
from mobility_timer.ui.player.figure.presenter import FigurePresenter
from mobility_timer.ui.player.figure.view import FigureView
from mobility_timer.ui.player.header import CaptionPart, HeaderPart
from mobility_timer.ui.player.keys_overlay import KeysOverlay
from mobility_timer.ui.player.layout import lay_out
from mobility_timer.ui.player.parts import CountPart, LinesPart, PromptPart, needs_room
from mobility_timer.ui.player.progress.beats import BeatsPart
from mobility_timer.ui.player.progress.drill_bar import DrillBar
from mobility_timer.ui.player.undo_line import UndoLine
from mobility_timer.ui.player.view_model import (
    Screen,
    beats_of,
    dose,
    goes_on,
    header_of,
    reads_on,
    screen_of,
    steady_until,
    where_am_i,
)
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.keyboard import keys
from mobility_timer.ui.shell.keyboard.layouts import command_key, control_key
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import less_motion
from mobility_timer.ui.widgets.accessible import announce
from mobility_timer.ui.widgets.controls.buttons import FlatButton, IconButton
from mobility_timer.words import buttons, spoken
from mobility_timer.words import player as words

SKIP_MS = 10_000
MOVED_PX = 3
FILLS_EVERY_MS = 70  # every other picture
ANSWER_STANDS_MS = 4_000


class PlayerPage(Page):
    """Shows a session through its `followers` and steers `player`, which it does not own."""

    def __init__(self, context: Context, pages: Pages, player: Player, tally: Tally) -> None:
        super().__init__()
        self._context = context
        self._pages = pages
        self._player = player
        self.title = player.timeline.routine.name
        self._tally = tally
        self._update: Update | None = None
        self._screen: Screen | None = None
        self._steady_until = self._beats_at = 0
        self._state: State | None = None
        self._notice = self._interrupted = ""
        self._pointer: QPointF | None = None
        self._answer_stands = QTimer(self)
        self._answer_stands.setSingleShot(True)
        self._answer_stands.setInterval(ANSWER_STANDS_MS)
        self._build()
        self._shortcuts = keys.bind(self, self._commands())

    @property
    def followers(self) -> tuple[Follower, ...]:
        """What is to follow the player: the page, and apart from it the figure, which may fail."""
        shows, seen = self.presenter, self.figure_view.is_seen
        figure = Link(shows.show, shows.show_frame, ahead=shows, is_seen=seen)
        return Link(self.show_update, self.show_frame, FILLS_EVERY_MS, is_seen=seen), figure

    def _build(self) -> None:
        self.figure_view = FigureView(self._context.frames.made(), self)
        self.presenter = FigurePresenter(self._context, self.figure_view, self._pages.say)
        self.header = HeaderPart(self, self.figure_view)
        self.under_notices = self.header.notices
        self.leave = IconButton("back", buttons.BACK, size=34, parent=self)
        self.count = CountPart(self)
        self.beats = BeatsPart(self)
        self.prompt = PromptPart(self)
        self.lines = LinesPart(self)
        self.undo_line = UndoLine(self, lambda: self._context.history.lacks_some)
        self.bar = DrillBar(self)
        self.caption = CaptionPart(self)
        self.controls = Controls(self)
        self.overlay = KeysOverlay(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        player, controls = self._player, self.controls
        presses: tuple[tuple[FlatButton, Callable[[], object]], ...] = (
            (self.leave, self._pages.back),
            (controls.previous, player.previous_set),
            (controls.play, player.toggle),
            (controls.next, player.next_set),
            (controls.fewer, player.fewer),
            (controls.more, player.more),
            (controls.wait, self._toggle_wait),
            (controls.sound, self._toggle_sound),
            (controls.screen_size, self._pages.toggle_full_screen),
            (controls.keys, self.overlay.open),
        )
        for button, command in presses:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Space stays the pause after a click
            button.clicked.connect(lambda _checked=False, do=command: do())
        for button in controls.findChildren(FlatButton):
            button.installEventFilter(self)
        controls.installEventFilter(self)
        controls.fade.group.finished.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self.figure_view.seen_again.connect(player.tell_again, Qt.ConnectionType.QueuedConnection)
        self.undo_line.clicked.connect(self._press_undo)
        self.undo_line.over.connect(self._undo_is_over)
        self.undo_line.covers.connect(self.lines.set_covered)
        self.bar.chosen.connect(player.go_to_drill)
        self.overlay.covers.connect(self.covered)

    def _commands(self) -> dict[str, Callable[[str], object]]:
        player = self._player
        return {
            "toggle": self._toggle,
            "end_set": lambda _key: self._end_set(),
            "next_set": lambda _key: player.next_set(),
            "previous_set": lambda _key: player.previous_set(),
            "next_drill": lambda _key: player.next_drill(),
            "previous_drill": lambda _key: player.previous_drill(),
            "go_to_drill": self._go_to_drill,
            "skip_back": lambda _key: player.skip(-SKIP_MS),
            "skip_on": lambda _key: player.skip(SKIP_MS),
            "more": lambda _key: player.more(),
            "fewer": lambda _key: player.fewer(),
            "slower": lambda _key: player.slower(),
            "quicker": lambda _key: player.quicker(),
            "drop_side": lambda _key: player.drop_side(),
            "hurts": lambda _key: self._hurts(),
            "undo": lambda _key: self._undo(),
            "wait": lambda _key: self._toggle_wait(),
            "mute": lambda _key: self._toggle_sound(),
            "voice": lambda _key: self._toggle_voice(),
            "full_screen": lambda _key: self._pages.toggle_full_screen(),
            "where": lambda _key: self._say_where(),
            "keys": lambda _key: self.overlay.toggle(),
        }

    def _end_set(self) -> None:
        """Who is told to press a key presses this one too."""
        waits = self._player.transport.state is State.WAITING
        self._player.play() if waits else self._player.end_set()

    def opened(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def closing(self) -> None:
        self.undo_line.clear()
        for line in filter(None, (self._interrupted, self._notice)):
            self._pages.take_back(line)

    def window_changed(self) -> None:
        self._show_controls(self._player.look())

    def show_kept(self) -> None:
        self.undo_line.show_kept()

    def close_open(self) -> bool:
        if is_open := self.overlay.isVisible():
            self.overlay.close_sheet()
        return is_open

    def back(self) -> bool:
        """Pause, and show the end page, from which the session can go on; False where nothing was
        done, so that the window leaves this page."""
        self._player.pause()
        if (done := self._tally.done).nothing:
            return False
        self._pages.show_end(self._player.timeline.routine, done, self._player.play)
        return True

    def show_update(self, update: Update) -> None:
        """Show where the session is."""
        if update.interruption:
            self._interrupted = words.INTERRUPTED[update.interruption.value]
            self._pages.hold(self._interrupted)
        elif self._interrupted and update.state is State.PLAYING:
            self._pages.take_back(self._interrupted)
            self._interrupted = ""
        before, self._update = self._update, update
        if not reads_on(before, update, self._steady_until):
            self._steady_until = steady_until(update)
            self._show_screen(screen_of(update), update)
        if not goes_on(before, update):
            self._beats_at = update.at
            self.beats.show_value(beats_of(update))
            self.bar.show_at(update.timeline, update.at)
            self.header.show_value(header_of(update))
        self.show_frame(update.at)
        self.undo_line.show_update(update)
        self._say(update)
        if update.state is State.DONE:
            self._pages.show_end(update.timeline.routine, self._tally.done, None)

    def show_frame(self, at: int) -> bool:
        """Show how far the session is in the same segment: nothing moves by itself."""
        self.beats.show_later(at - self._beats_at)
        self.bar.show_frame(at)
        self.header.show_at(at)
        return False

    def _show_screen(self, screen: Screen, update: Update) -> None:
        """Show what is to be read."""
        before, self._screen = self._screen, screen
        if before is None or screen.drill is not before.drill:
            self.figure_view.setAccessibleName(words.figure_of(screen.drill.name))
            self._arrange()
        if before is None or screen.work != before.work:
            side = f", {spoken.SIDES[screen.prompt.side.value]}" if screen.prompt.side else ""
            asked = dose(screen.drill, screen.work.variant, screen.work.amount)
            self.setAccessibleDescription(f"{screen.drill.name}{side}, {asked}")
        self.count.show_value(screen.count)
        still = less_motion(self._context.settings.value.reduced_motion)
        self.controls.fade.set_sudden(still)
        self.beats.set_stepwise(still)
        self.prompt.show_value(screen.prompt)
        self.lines.show_value(screen.lines)
        changed = before is None or before.mood is not screen.mood
        if changed or update.state is not self._state or update.jumped:
            self._state = update.state
            self._show_controls(update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self._update is not None:
            self._player.tell_again()
        self.overlay.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no shortcut knew: on another alphabet's keyboard, the key by its place."""
        name = chr(command_key(event)) if command_key(event) != event.key() else ""
        command = keys.command_of(control_key(event) or name)
        if command:
            self._commands()[command](name)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt also tells of a move when something moves under a pointer that rests."""
        place, before = event.globalPosition(), self._pointer
        if before is None or (place - before).manhattanLength() >= MOVED_PX:
            self._pointer = place
            self._hand_is_here()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the figure pauses; the second one of a double click takes that back."""
        on_figure = self.figure_view.geometry().contains(event.position().toPoint())
        if on_figure and event.button() is Qt.MouseButton.LeftButton:
            self._player.toggle()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._pages.toggle_full_screen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.controls and kind is QEvent.Type.Enter:
            self.controls.fade.stay()
        elif kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Leave):
            self._hand_is_here()
        return False

    def _arrange(self) -> None:
        if self._screen is None or self.width() < 1:
            return
        places = lay_out(self.width(), self.height(), dense=False)
        if needs_room(self._screen.drill, places):
            places = lay_out(self.width(), self.height(), dense=True)
        self.places = places
        s = places.scale
        self.figure_view.set_place(places.figure_view, s)
        self.leave.rescale(s)
        self.leave.resize(self.leave.sizeHint())
        self.leave.move(round(places.header.left()), round(places.header.top() + 2 * s))
        self.header.set_places(places, places.header.adjusted(38 * s, 0, 0, 0))
        self.count.set_places(places, places.count)
        self.beats.set_places(places, places.beats)
        self.prompt.set_places(places, places.prompt)
        self.lines.set_places(places, places.lines)
        self.undo_line.set_places(places)
        self.bar.set_place(places.bar, s)
        self.controls.set_place(places.controls, s)
        room = QRectF(places.caption)
        room.setWidth(self.controls.middle - 32 * s)
        self.caption.set_places(places, room)
        self.caption.raise_()

    def _say(self, update: Update) -> None:
        lines = [cue.line for cue in update.cues if cue.line]
        if lines:
            if not self._answer_stands.isActive():
                self.caption.show_value(lines[-1])
            if self._reader_speaks():
                announce(self, lines[-1])
        elif update.jumped:
            self.caption.show_value("")
        if (notice := self._context.coach.notice or "") != self._notice:
            self._pages.take_back(self._notice)
            self._notice = notice
            if notice:
                self._pages.tell(notice)

    def _reader_speaks(self) -> bool:
        """Whether a screen reader says the coach's lines: also where no voice can be heard."""
        chosen = self._context.settings.value
        unheard = chosen.lines_by is LinesBy.AUTO and not self._context.coach.speaks
        return chosen.reader_speaks or unheard

    def _show_controls(self, update: Update) -> None:
        settings = self._context.settings.value
        self.controls.show_dose(update.moment.drill, update.moment.set.amount)
        self.controls.show_state(
            playing=update.state is State.PLAYING,
            waits=update.waits,
            muted=settings.muted,
            full=self.window().isFullScreen(),
        )
        self._hand_is_here()

    def _hand_is_here(self) -> None:
        """Controls show; they fade later only while something plays and none has the focus."""
        self.unsetCursor()
        focused = QApplication.focusWidget()
        in_use = self.controls.underMouse() or (focused and self.controls.isAncestorOf(focused))
        if self._state is State.PLAYING and not in_use:
            self.controls.fade.leave_later()
        else:
            self.controls.fade.stay()

    def _toggle(self, key: str) -> None:
        focused = QApplication.focusWidget()
        if key == "Space" and isinstance(focused, FlatButton) and self.isAncestorOf(focused):
            focused.click()
        else:
            self._player.press()

    def _say_where(self) -> None:
        line = where_am_i(self._player.look())
        self.caption.show_value(line)
        self._answer_stands.start()
        announce(self, line)

    def _go_to_drill(self, key: str) -> None:
        if int(key) <= len(self._player.timeline.spans):
            self._player.go_to_drill(int(key) - 1)

    def _hurts(self) -> None:
        """Note that this set hurts and go on to the next one."""
        if (noted := self._context.history.note_hurt()) is not None:
            here = self._screen is not None and noted == set_key(self._screen.work)
            self._player.break_off(stay=not here)

    def _undo(self) -> None:
        if (change := self._player.look().change) and change.what is Changed.BROKEN_OFF:
            self._context.history.take_hurt_back()
        self._player.undo()

    def _press_undo(self) -> None:
        commands = {
            words.WAITS_KEY: self._toggle_wait,
            words.SOUND_KEY: self._toggle_sound,
            words.VOICE_KEY: self._toggle_voice,
        }
        commands.get(self.undo_line.key, self._undo)()

    def _undo_is_over(self) -> None:
        self.undo_line.clear()
        self._player.tell_again()

    def _toggle_wait(self) -> None:
        update = self._player.set_waiting(not self._player.waits)
        self._show_controls(update)
        self.undo_line.say(words.WAITS if update.waits else words.WAITS_NO_MORE, words.WAITS_KEY)

    def _toggle_sound(self) -> None:
        muted = not self._context.settings.value.muted
        self._context.settings.change(muted=muted)
        self._context.coach.set_muted(muted)
        self.undo_line.say(words.SOUND_OFF if muted else words.SOUND_ON, words.SOUND_KEY)
        self._show_controls(self._player.tell_again())

    def _toggle_voice(self) -> None:
        settings = self._context.settings
        speaks = not settings.value.speak
        settings.change(speak=speaks)
        self._context.coach.set_voice(settings.value)
        self.undo_line.say(words.VOICE_ON if speaks else words.VOICE_OFF, words.VOICE_KEY)

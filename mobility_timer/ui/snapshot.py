"""Pages as pictures: drawn off screen as the user would see them, with the figure in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from mobility_timer.drawing import (
    PALETTES,
    MotionOf,
    SceneSpec,
    Theme,
    Transition,
    own_picture,
    render,
    thumbnail,
    transition_still,
)
from mobility_timer.library import Library
from mobility_timer.playback import Player, Tally
from mobility_timer.routine import Drill, Routine, Sides
from mobility_timer.settings import CoachFigure, Settings
from mobility_timer.timeline import compile_routine
from mobility_timer.ui.home.lengths import Lengths
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.preview.page import PreviewPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.latest import Latest
from mobility_timer.ui.shell.nulls import (
    NullAdjustments,
    NullClock,
    NullCoach,
    NullFrames,
    NullHistory,
    NullPages,
    NullSettings,
)
from mobility_timer.ui.shell.pages import Page
from mobility_timer.ui.shell.theme import DARK, LIGHT, palette

PicturesOf: TypeAlias = Callable[[Drill], tuple[Path, ...]]
PAUSED_VEIL_OPACITY = 0.45


class SynchronousFrames(NullFrames):
    """Draws each picture of the figure when it is painted: slow, and never too late."""

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        spec: SceneSpec | Transition,
        phase: float,
        *,
        paused: bool = False,
        arc: bool = True,
    ) -> bool:
        ratio = painter.device().devicePixelRatioF()
        if isinstance(spec, Transition):
            after = replace(spec.after, dpr=ratio)
            way = replace(spec, before=replace(spec.before, dpr=ratio), after=after)
            picture = transition_still(way, phase)
        else:
            after = replace(spec, dpr=ratio)
            picture = render(after, phase, arc=arc)
        painter.drawImage(rect, picture)
        if paused:
            veil = QColor(PALETTES[after.theme].background)
            veil.setAlphaF(PAUSED_VEIL_OPACITY)
            painter.fillRect(rect, veil)
        return True


class SynchronousThumbnails:
    """Draws each thumbnail when it is asked for."""

    def __init__(self, motion_of: MotionOf, pictures_of: PicturesOf, coach: CoachFigure) -> None:
        self.coach = coach
        self._motion_of = motion_of
        self._pictures_of = pictures_of

    def picture(
        self,
        drill: Drill,
        width: int,
        height: int,
        ratio: float,
        theme: Theme,
        _then: Callable[[], None],
    ) -> QImage | None:
        motion = self._motion_of(drill)
        if drill.motion is None and (own := self._pictures_of(drill)):
            return own_picture(own[0], (width, height), ratio)
        if motion is None:
            return None
        side = drill.order[0] if drill.sides is not Sides.BOTH else None
        return thumbnail(motion, side, (width, height), ratio, theme, coach=self.coach)


def player_picture(
    routine: Routine,
    at_ms: int,
    size: tuple[int, int],
    theme: Theme,
    *,
    motion_of: MotionOf = lambda _drill: None,
    pictures_of: PicturesOf = lambda _drill: (),
    coach: CoachFigure = CoachFigure.MAYA,
    dpr: float = 1.0,
) -> QImage:
    """The player at `at_ms`, `size` in logical pixels. Needs a QApplication."""
    page = _player_page(routine, motion_of, pictures_of, coach)
    _seek(page, at_ms)
    return picture_of(page.shown, size, theme, dpr)


def player_stills(
    routine: Routine,
    times: Sequence[int],
    size: tuple[int, int],
    theme: Theme,
    *,
    figure_only: bool = False,
    motion_of: MotionOf = lambda _drill: None,
    pictures_of: PicturesOf = lambda _drill: (),
    coach: CoachFigure = CoachFigure.MAYA,
) -> Iterator[QImage]:
    """The player, or only its figure, at each of the times in ms, `size` in logical pixels for
    the whole page. Needs a QApplication."""
    page = _player_page(routine, motion_of, pictures_of, coach)
    with _holding(page.shown, size, theme):
        for at_ms in times:
            _seek(page, at_ms)
            image = _settled(page.shown, 1.0)
            yield image.copy(page.shown.figure_view.geometry()) if figure_only else image


@dataclass(frozen=True)
class _PlayerPicture:
    shown: PlayerPage
    player: Player


def _player_page(
    routine: Routine, motion_of: MotionOf, pictures_of: PicturesOf, coach: CoachFigure
) -> _PlayerPicture:
    player = Player(compile_routine(routine), NullClock())
    context = _context(Library({}, {routine.id: routine}), motion_of, pictures_of, coach)
    page = PlayerPage(context, NullPages(), player, Tally())
    for follower in page.followers:
        player.follow(follower)
    player.play()
    return _PlayerPicture(page, player)


def _seek(page: _PlayerPicture, at_ms: int) -> None:
    timeline = page.player.timeline
    page.player.seek(min(max(at_ms, 0), timeline.length))
    page.shown.undo_line.clear()
    said = timeline.cues_between(0, at_ms + 1)
    page.shown.caption.show_value(next((cue.line for cue in reversed(said) if cue.line), ""))


def home_picture(
    library: Library,
    size: tuple[int, int],
    theme: Theme,
    *,
    motion_of: MotionOf = lambda _drill: None,
    pictures_of: PicturesOf = lambda _drill: (),
    coach: CoachFigure = CoachFigure.MAYA,
    dpr: float = 1.0,
) -> QImage:
    """Home with this library."""
    return picture_of(
        HomePage(_context(library, motion_of, pictures_of, coach), NullPages()), size, theme, dpr
    )


def preview_picture(
    library: Library,
    routine: Routine,
    size: tuple[int, int],
    theme: Theme,
    *,
    motion_of: MotionOf = lambda _drill: None,
    pictures_of: PicturesOf = lambda _drill: (),
    coach: CoachFigure = CoachFigure.MAYA,
    dpr: float = 1.0,
) -> QImage:
    """The preview of a routine."""
    page = PreviewPage(_context(library, motion_of, pictures_of, coach), NullPages(), routine)
    return picture_of(page, size, theme, dpr)


def picture_of(page: Page, size: tuple[int, int], theme: Theme, dpr: float = 1.0) -> QImage:
    """A page in a theme, drawn without a window once all that it works out is there."""
    with _holding(page, size, theme):
        return _settled(page, dpr)


@contextmanager
def _holding(page: Page, size: tuple[int, int], theme: Theme) -> Iterator[None]:
    """A page laid out and shown to nobody."""
    holder = QWidget()
    holder.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    holder.setPalette(palette(DARK if theme == "dark" else LIGHT))
    holder.resize(*size)
    page.setParent(holder)
    page.resize(*size)
    holder.show()
    for latest in page.findChildren(Latest):
        latest.wait()
    for lengths in page.findChildren(Lengths):
        lengths.begin()
    yield
    holder.hide()
    page.closing()
    holder.deleteLater()


def _settled(page: Page, dpr: float) -> QImage:
    image, before = _drawn(page, dpr), None
    while image != before or any(lengths.busy for lengths in page.findChildren(Lengths)):
        QApplication.processEvents()
        image, before = _drawn(page, dpr), image
    return image


def _drawn(page: Page, dpr: float) -> QImage:
    pixels = page.size() * dpr
    image = QImage(pixels, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    page.render(image)
    return image


def _context(
    library: Library, motion_of: MotionOf, pictures_of: PicturesOf, coach: CoachFigure
) -> Context:
    return Context(
        settings=NullSettings(Settings(coach=coach)),
        library=library,
        adjustments=NullAdjustments(),
        history=NullHistory(),
        open_session=lambda routine, _view, _start=None: Player(
            compile_routine(routine), NullClock()
        ),
        coach=NullCoach(),
        thumbnails=SynchronousThumbnails(motion_of, pictures_of, coach),
        frames=SynchronousFrames(),
        motion_of=motion_of,
        pictures_of=pictures_of,
    )

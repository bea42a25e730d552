"""A file of the user's as a page works on it: what goes wrong is said in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mobility_timer import editing, files
from mobility_timer.editing import NotSaved, Version
from mobility_timer.library import LARGEST_PICTURE_BYTES, FileFaults, Library
from mobility_timer.routine import Drill, Routine
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Pages


@dataclass(frozen=True)
class OwnFile:
    """It holds a drill or a routine, a motion or a picture, by where it lies."""

    context: Context
    pages: Pages
    path: Path

    @property
    def is_drill(self) -> bool:
        return self.kind == "drill"

    @property
    def kind(self) -> str:
        """What it holds: a routine, a drill, a motion or a picture."""
        if self.path.suffix in files.PICTURE_ENDINGS:
            return "picture"
        if self.path.parent == files.user_motions():
            return "motion"
        return "drill" if self.path.parent.name == "drills" else "routine"

    def read_again(self) -> tuple[Library, Drill | Routine] | None:
        """The library with what the file now says, and that; None where it cannot be read."""
        library, path = self.context.library, self.path
        try:
            text = editing.text_on_disk(path) or ""
            if self.is_drill:
                drill = library.read_drill_text(text, path)
                return library.with_drill(drill, path), drill
            routine = library.read_text(text, path)
            return library.with_routine(routine, path), routine
        except FileFaults as error:
            self.pages.say(str(error.faults[0]))
        except OSError as error:
            self.pages.say(str(error))
        return None

    def write(self, text: str, on_disk: str | None) -> bool:
        """Let it say `text` where it still says `on_disk`; whether it could be written."""
        try:
            self.context.user_files().write(self.path, text, on_disk)
        except NotSaved as error:
            self.pages.say(str(error))
            return False
        return True

    def bring_back(self, version: Version, on_disk: str | None) -> bool:
        """Let it be as that version of it, where it still says `on_disk`; whether it is."""
        if version.is_text:
            return self.write(version.text, on_disk)
        try:
            self.context.user_files().write_data(
                self.path, version.data, most_bytes=LARGEST_PICTURE_BYTES
            )
        except NotSaved as error:
            self.pages.say(str(error))
            return False
        return True

    def delete(self, told: str, gone: Callable[[], object], back: Callable[[], object]) -> None:
        """Delete it, and offer with `told` to bring it back. `gone` is called once it is deleted,
        `back` once it is there again."""
        try:
            text = self.context.user_files().delete(self.path)
        except NotSaved as error:
            self.pages.say(str(error))
            return
        gone()

        def bring_back() -> None:
            if self.write(text, None):
                back()

        self.pages.say(told, bring_back)


def beside(library: Library, drills: Iterable[Drill], path: Path) -> tuple[Path, ...]:
    """The user's own pictures and motions of drills that stand in a file, each once."""
    found: list[Path] = []
    for drill in drills:
        motion = library.motion_file(drill, path)
        found += library.picture_files(drill, path)
        found += [motion] if motion and not motion.is_relative_to(files.assets()) else []
    return tuple(dict.fromkeys(found))

"""What an earlier import kept beside the user's own, and is not needed once that is replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from mobility_timer import files
from mobility_timer.editing import UserFiles, text_on_disk
from mobility_timer.sharing.contents import Contents, new_names, place_of


def copies_of(contents: Contents, user: UserFiles) -> tuple[Path, ...]:
    """The very same as in the package under other names, that nothing else of the user's means.

    They are found before the package is added. Raises OSError.
    """
    written = new_names(contents, user, replace_taken=True)
    kept = {place_of(written.get(name, name), user) for name in contents.package.files}
    names = new_names(contents, user, replace_taken=False).values()
    copies = [path for path in (place_of(name, user) for name in names) if path.exists()]
    found = [path for path in copies if path not in kept]
    texts = {path: text_on_disk(path) or "" for path in _texts(user)}
    while True:
        others = [text for path, text in texts.items() if path not in found]
        going = [path for path in found if _is_routine(path, user) or not _means(others, path)]
        if going == found:
            return tuple(found)
        found = going


def _texts(user: UserFiles) -> Iterable[Path]:
    every = (path for path in user.folder.rglob("*") if path.is_file())
    return [path for path in every if path.suffix.lower() in files.YAML_ENDINGS]


def _is_routine(path: Path, user: UserFiles) -> bool:
    return path.parent == user.folder


def _means(texts: Iterable[str], path: Path) -> bool:
    name = path.name if path.suffix in files.PICTURE_ENDINGS else path.stem
    named = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    return any(named.search(text) for text in texts)

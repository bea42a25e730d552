"""The way to what the user deleted, below their own routines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.words import home

if TYPE_CHECKING:
    from mobility_timer.editing import UserFiles


class DeletedButton(PillButton):
    """Shown beside what is the user's, where something of theirs was deleted."""

    def __init__(self, user_files: Callable[[], UserFiles]) -> None:
        super().__init__(home.DELETED, weight=Weight.BARE, icon="undo")
        self._user_files = user_files
        self.hide()

    def show_beside(self, *, yours: bool) -> None:
        self.setVisible(yours and self._user_files().versions.has_deleted())

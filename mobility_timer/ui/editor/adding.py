"""Drills added from the catalogue: after a row, or to the lot that a row is drawn from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from mobility_timer.routine import Drill
from mobility_timer.ui.editor.catalogue import Catalogue
from mobility_timer.ui.editor.view_model import EditorModel
from mobility_timer.ui.widgets.scaled import rescale_whole

Change = Callable[[EditorModel], EditorModel]


class Adding(QObject):
    """Covers a page with the catalogue. `closed` gives the number of the row to go back to, -1 for
    none; `own` asks for a drill of one's own, `edited` for the page of one."""

    closed = Signal(int)
    own = Signal()
    edited = Signal(object)

    def __init__(
        self,
        page: QWidget,
        picture: Callable[[Drill, int, int], QImage | None],
        present: Callable[[], EditorModel],
        change: Callable[[Change], object],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._picture = picture
        self._present = present
        self._change = change
        self._after: int | None = None
        self._beside: int | None = None
        self._added = 0
        self.catalogue: Catalogue | None = None

    def open(self, after: int | None, beside: int | None, scale: float) -> None:
        """Show it; what is added comes after a row, or where `beside` is given is drawn in turn
        with that step."""
        self._after, self._beside, self._added = after, beside, 0
        catalogue = Catalogue(self._present().drills.values(), self._picture, self._page)
        catalogue.added.connect(self.add)
        catalogue.own.connect(self.own)
        catalogue.edited.connect(self._edit)
        catalogue.closed.connect(self.close)
        catalogue.setGeometry(self._page.rect())
        rescale_whole(catalogue, scale)
        catalogue.show()
        self.catalogue = catalogue
        self.take_focus()

    def take_focus(self) -> None:
        if self.catalogue is not None:
            self.catalogue.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, drill: Drill, *, as_written: bool = False) -> None:
        """Add a drill with the dose of the step before it, or as it is written."""
        after, beside, before = self._after, self._beside, self._present()
        if beside is None:
            self._change(lambda model: model.added(drill, after, as_written=as_written))
        else:
            self._change(lambda model: model.drawn_also(beside, drill, as_written=as_written))
        now = self._present()
        if now is not before and self.catalogue is not None:
            self._added += 1
            if beside is None:
                self._after = now.draft.next_number - 1
            self.catalogue.show_count(self._added)

    def _edit(self, drill: Drill) -> None:
        self.close()
        self.edited.emit(drill)

    def close(self) -> None:
        if self.catalogue is None:
            return
        self.catalogue.deleteLater()
        self.catalogue = None
        lot = None if self._beside is None else self._present().draft.lot_of(self._beside)
        row = self._after if self._beside is None else lot.number if lot else self._beside
        self.closed.emit(-1 if row is None else row)

    def fit(self) -> None:
        """The page has another size."""
        if self.catalogue is not None:
            self.catalogue.setGeometry(self._page.rect())

    def repaint(self) -> None:
        """Pictures came."""
        if self.catalogue is not None:
            for card in self.catalogue.cards:
                card.update()

"""A page being written with a panel beside it: the page has the room its lines need, the panel the rest."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.column import PageWithFoot

_PANEL_LEAST_PX = 320
_PAGE_LEAST_PX = 480
_HANDLE_PX = 8
_PANEL_MOST = 0.4
"""Of the whole width: a panel beside a page stays the smaller of the two."""


class PageAndPanel(QSplitter):
    """Stands two parts side by side; in a narrow window the panel takes the page's place. Fill it by `hold`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._page: PageWithFoot | None = None
        self._panel: QWidget | None = None
        self._is_dragged = False
        self.setHandleWidth(_HANDLE_PX)
        self.splitterMoved.connect(self._on_splitter_moved)

    @staticmethod
    def fits(width_px: int) -> bool:
        """Say whether a width has room for both beside each other."""
        return width_px >= scaled(_PANEL_LEAST_PX + _PAGE_LEAST_PX)

    def hold(self, page: PageWithFoot, panel: QWidget) -> None:
        """Take the two parts; the panel is hidden until it is wanted."""
        self._page, self._panel = page, panel
        for part in (page, panel):
            self.addWidget(part)
        self.setChildrenCollapsible(False)
        panel.hide()

    def show_panel(self, is_wanted: bool) -> None:
        """Show the panel or not, the page beside it where there is room."""
        if self._page is None or self._panel is None:
            return
        is_wide = self.fits(self.width())
        self._panel.setVisible(is_wanted)
        self._page.setVisible(not is_wanted or is_wide)
        if is_wanted and is_wide and not self._is_dragged:
            spare = self.width() - _HANDLE_PX - self._page.full_width()
            panel = max(min(spare, round(self.width() * _PANEL_MOST)), scaled(_PANEL_LEAST_PX))
            self.setSizes([self.width() - _HANDLE_PX - panel, panel])

    def _on_splitter_moved(self, _place: int, _handle: int) -> None:
        self._is_dragged = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width, unless the person has shared it already."""
        super().resizeEvent(event)
        if self._panel is not None:
            self.show_panel(not self._panel.isHidden())

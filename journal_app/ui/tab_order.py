"""Tab as one reads: through what is on the screen in the order in which the layouts put it there.

Qt goes in the order in which controls were made, which is another one as soon as a chip is added or a page is filled
later. Here the order is looked up at each press, from what is there just then, so that nothing has to keep it right.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLayout, QSplitter, QWidget


def step_as_read(window: QWidget, *, is_next: bool) -> bool:
    """Give the keyboard to the next control of a window, or the one before; return whether there is another."""
    here = window.focusWidget()
    stops = list(stops_as_read(window, here))
    place = next((at for at, one in enumerate(stops) if one is here), -1 if is_next else len(stops))
    there = stops[(place + (1 if is_next else -1)) % len(stops)] if stops else here
    if there is None or there is here:
        return False
    there.setFocus(Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason)
    return True


def stops_as_read(widget: QWidget, here: QWidget | None = None) -> Iterator[QWidget]:
    """Yield where Tab stops in a widget, in the order one reads; and `here`, even if it is being hidden just now."""
    is_seen = widget.isVisible()
    if not is_seen and widget is not here and (here is None or not widget.isAncestorOf(here)):
        return
    if widget is here or (is_seen and _takes_tab(widget)):
        yield widget
    for child in _children_as_read(widget):
        yield from stops_as_read(child, here)


def _takes_tab(widget: QWidget) -> bool:
    """Tell whether Tab stops here, by Qt's own rule: on some systems it goes to fields and lists only."""
    goes_to_all = QGuiApplication.styleHints().tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls
    wanted = Qt.FocusPolicy.TabFocus if goes_to_all else Qt.FocusPolicy.StrongFocus
    return widget.focusPolicy() & wanted == wanted and widget.isEnabled() and widget.focusProxy() is None


def _children_as_read(widget: QWidget) -> list[QWidget]:
    """Return what a widget holds: as its layout has it, then what stands in none, as it was made."""
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    if isinstance(widget, QSplitter):
        placed = [one for at in range(widget.count()) if (one := widget.widget(at)) is not None]
    known = set(placed)
    made = (one for one in widget.children() if isinstance(one, QWidget) and not one.isWindow())
    return [*placed, *(one for one in made if one not in known)]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for item in (layout.itemAt(at) for at in _places(layout)):
        if item is None:
            continue
        inside = item.layout()
        if inside is not None:
            yield from _placed(inside)
        elif (widget := item.widget()) is not None:
            yield widget


def _places(layout: QLayout) -> list[int]:
    """Return the numbers of a layout's items as one reads: a grid's by row and column, others as they were put in."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda at: tuple(layout.getItemPosition(at))[:2])  # type: ignore[arg-type]  # typed as one int
    return places

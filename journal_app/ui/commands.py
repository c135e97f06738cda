"""What can be done by name or by key: one registry, read from the window's own actions.

The command palette and the shortcut sheet keep no list of their own: they walk the window (`commands_of`). So to
register a command, give a widget an action with a text, by `add_command` or with any `QAction` of your own that is
added to a widget (`QWidget.addAction`); a button with a shortcut counts too. Nothing else is needed:

- every command with a key stands on the sheet, under the name of the screen that its widget is part of;
- every command that is enabled, whose widget is on the screen, can be chosen in the palette. It runs with the keyboard
  back where it was before the palette was opened, so a command of the editor works on the editor's selection.

A bare `QShortcut` has no text and can't be listed; tests/ui/test_commands.py refuses one. Two commands may share keys
only where they are never on the screen together.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDialog, QMenu, QWidget

Keys = str | QKeySequence | QKeySequence.StandardKey
Context = Qt.ShortcutContext

PLACE_PROPERTY = "commandPlace"
"""Set on a screen: what it is called on the sheet. Commands of a widget outside any such screen work everywhere."""

_ALSO_PROPERTY = "commandAlso"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done; `place` is the screen it belongs to, "" for everywhere, and `keys` may be none.

    `also` are words that others may call it by; the palette finds it by them.
    """

    text: str
    keys: tuple[QKeySequence, ...]
    place: str
    owner: QWidget
    source: QAction | QAbstractButton
    also: str = ""

    @property
    def is_at_hand(self) -> bool:
        """Whether it could be done now: enabled, and its widget is on the screen."""
        if isinstance(self.source, QAction) and not self.source.isVisible():
            return False
        return self.source.isEnabled() and self.owner.isVisible() and self.owner.isEnabled()

    @property
    def is_on(self) -> bool | None:
        """Whether what can be switched is on; None for what is no switch."""
        return self.source.isChecked() if self.source.isCheckable() else None

    def run(self) -> None:
        """Do it."""
        if isinstance(self.source, QAction):
            self.source.trigger()
        else:
            self.source.click()


def add_command(
    owner: QWidget,
    text: str,
    do: Callable[[], object],
    *keys: Keys,
    context: Context = Context.WindowShortcut,
    also: str = "",
) -> QAction:
    """Give a widget something that can be done by name, and by keys where there are any; return the action.

    The keys work while the widget is on the screen; with `WidgetWithChildrenShortcut` while the keyboard is in it.
    """
    action = QAction(text, owner)
    action.setShortcuts([QKeySequence(one) for one in keys])
    action.setShortcutContext(context)
    action.setProperty(_ALSO_PROPERTY, also)
    action.triggered.connect(do)
    owner.addAction(action)
    return action


def hand_on_keys(dialog: QDialog) -> None:
    """Let the keys of the window below work over a dialog, which they put aside: Support is one key away there too."""
    below = dialog.parentWidget()
    for action in below.window().actions() if below is not None else ():
        if keys := action.shortcuts():
            own = QAction(dialog)
            own.setShortcuts(keys)
            own.triggered.connect(partial(_put_aside, dialog, action))
            dialog.addAction(own)


def _put_aside(dialog: QDialog, action: QAction, _is_checked: bool = False) -> None:
    dialog.reject()
    action.trigger()


def commands_of(root: QWidget) -> tuple[Command, ...]:
    """Return all that can be done in a window, everywhere first, then in the order the widgets were made."""
    found = [*_of_actions(root), *_of_buttons(root)]
    return tuple(sorted(found, key=lambda command: bool(command.place)))


def keys_text(keys: Sequence[QKeySequence]) -> str:
    """Return keys as this computer writes them, the first where several do the same."""
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def clashes(commands: Sequence[Command]) -> Iterator[tuple[Command, Command]]:
    """Give the pairs of commands that share keys and can be on the screen together."""
    for number, one in enumerate(commands):
        for other in commands[number + 1 :]:
            is_together = one.place == other.place or "" in (one.place, other.place)
            if is_together and set(_portable(one)) & set(_portable(other)):
                yield one, other


def _portable(command: Command) -> list[str]:
    return [keys.toString(QKeySequence.SequenceFormat.PortableText) for keys in command.keys]


def _of_actions(root: QWidget) -> Iterator[Command]:
    for action in root.findChildren(QAction):
        owner = _widget_of(action)
        if action.text() and owner is not None:
            keys = tuple(one for one in action.shortcuts() if not one.isEmpty())
            also = str(action.property(_ALSO_PROPERTY) or "")
            yield Command(_plain(action.text()), keys, place_of(owner), owner, action, also)


def _of_buttons(root: QWidget) -> Iterator[Command]:
    for button in root.findChildren(QAbstractButton):
        if not button.shortcut().isEmpty():
            words = _plain(button.text()) or button.accessibleName()
            yield Command(words, (button.shortcut(),), place_of(button), button, button)


def _widget_of(action: QAction) -> QWidget | None:
    """Return the widget an action belongs to; one that is only in a menu that opens somewhere has none."""
    for owner in action.associatedObjects():
        if isinstance(owner, QWidget) and not isinstance(owner, QMenu):
            return owner
    return None


def place_of(widget: QWidget) -> str:
    """Return what the screen is called that a widget is part of; "" outside of any."""
    here: QObject | None = widget
    while here is not None:
        if place := here.property(PLACE_PROPERTY):
            return str(place)
        here = here.parent()
    return ""


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")

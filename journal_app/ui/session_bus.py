"""Linux: logind and the desktop's screen saver, over D-Bus; a local socket, no network.

Lock, suspend and a switch of users come from logind (org.freedesktop.login1) on the system's bus, a lock of the screen
also from the desktop's own screen saver on the session's bus. A bus is asked only where its address is a UNIX socket
that is there: D-Bus can also speak over TCP, and a missing bus would be started by libdbus itself.
"""

import os
import secrets
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusError,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from journal_app.settings.product import NEUTRAL_TITLE
from journal_app.ui.session_watch import SessionSource, Sign

LOGIN1 = "org.freedesktop.login1"
LOGIN1_PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
SYSTEM_SOCKET = Path("/run/dbus/system_bus_socket")


class SessionBus(SessionSource):
    """Listens on both buses, and asks logind to wait with a sleep until the window has been left."""

    def __init__(self) -> None:
        super().__init__()
        self._connections: list[str] = []
        self._system: QDBusConnection | None = None
        self._session_path = ""
        self._hold: QDBusUnixFileDescriptor | None = None

    def start(self) -> None:
        """Listen from now on; what is not there is passed over."""
        if (session := self._connect_to(session_address())) is not None:
            for name in SCREEN_SAVERS:
                session.connect("", "", name, "ActiveChanged", self, _slot("on_screen_saver_active_changed(bool)"))
        self._system = self._connect_to(system_address())
        if self._system is not None:
            slot = _slot("on_login1_prepare_for_sleep(bool)")
            self._system.connect(LOGIN1, LOGIN1_PATH, MANAGER, "PrepareForSleep", self, slot)
            number = os.environ.get("XDG_SESSION_ID", "auto")
            self._ask(LOGIN1_PATH, MANAGER, "GetSession", [number], "on_session_found(QDBusObjectPath)")
            self._hold_up_sleep()

    def stop(self) -> None:
        """Listen no more, and let the machine sleep."""
        self.let_sleep()
        self._system = None
        for name in self._connections:
            QDBusConnection.disconnectFromBus(name)
        self._connections.clear()

    def let_sleep(self) -> None:
        """Hold up a sleep no longer."""
        self._hold = None

    def _connect_to(self, address: str) -> QDBusConnection | None:
        if not address:
            return None
        name = secrets.token_hex(8)
        connection = QDBusConnection.connectToBus(address, name)
        self._connections.append(name)
        return connection if connection.isConnected() else None

    def _ask(self, path: str, interface: str, member: str, arguments: list[object], slot: str) -> None:
        if self._system is None:
            return
        message = QDBusMessage.createMethodCall(LOGIN1, path, interface, member)
        message.setArguments(arguments)
        self._system.callWithCallback(message, self, _slot(slot), _slot("on_login1_refused(QDBusError)"))

    def _hold_up_sleep(self) -> None:
        """Ask for the moment that a page takes to be saved; whoever lists the holds reads a neutral name."""
        arguments: list[object] = ["sleep", NEUTRAL_TITLE, NEUTRAL_TITLE, "delay"]
        self._ask(LOGIN1_PATH, MANAGER, "Inhibit", arguments, "on_hold_given(QDBusUnixFileDescriptor)")

    @Slot("QDBusObjectPath")
    def on_session_found(self, path: QDBusObjectPath) -> None:
        """Listen to the session that this window belongs to, and to no other person's."""
        if self._system is None:
            return
        self._session_path = path.path()
        self._system.connect(LOGIN1, path.path(), SESSION, "Lock", self, _slot("on_session_lock()"))
        slot = _slot("on_session_properties_changed(QDBusMessage)")
        self._system.connect(LOGIN1, path.path(), PROPERTIES, "PropertiesChanged", self, slot)

    @Slot("QDBusUnixFileDescriptor")
    def on_hold_given(self, descriptor: QDBusUnixFileDescriptor) -> None:
        """Keep the descriptor: closing it is what lets the machine sleep."""
        self._hold = descriptor

    @Slot("QDBusError")
    def on_login1_refused(self, _error: QDBusError) -> None:
        """Go on without: a container or an old system may have no session or allow no hold."""

    @Slot()
    def on_session_lock(self) -> None:
        """Lock as the session does."""
        self.told.emit(Sign.LOCKED)

    @Slot("QDBusMessage")
    def on_session_properties_changed(self, _message: QDBusMessage) -> None:
        """Ask how things stand now."""
        for name, slot in (("Active", "on_active_told(QDBusVariant)"), ("LockedHint", "on_locked_told(QDBusVariant)")):
            self._ask(self._session_path, PROPERTIES, "Get", [SESSION, name], slot)

    @Slot("QDBusVariant")
    def on_active_told(self, is_active: QDBusVariant) -> None:
        """Lock when another session came forward."""
        if is_active.variant() is False:
            self.told.emit(Sign.SWITCHED)

    @Slot("QDBusVariant")
    def on_locked_told(self, is_locked: QDBusVariant) -> None:
        """Lock when the screen is."""
        if is_locked.variant() is True:
            self.told.emit(Sign.LOCKED)

    @Slot(bool)
    def on_login1_prepare_for_sleep(self, is_going_to_sleep: bool) -> None:
        """Lock before the machine sleeps; hold up the next sleep once it is awake again."""
        if is_going_to_sleep:
            self.told.emit(Sign.SLEEP)
        else:
            self._hold_up_sleep()

    @Slot(bool)
    def on_screen_saver_active_changed(self, is_active: bool) -> None:
        """Lock with the screen."""
        if is_active:
            self.told.emit(Sign.LOCKED)


def _slot(signature: str) -> Any:
    # Any: the stubs of PySide6 6.12 ask for bytes where only the text that SLOT makes is taken.
    return SLOT(signature)


def session_address() -> str:
    """Return the address of the session's bus, "" where there is none on a UNIX socket."""
    given = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if given:
        return given if _is_local(given) else ""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    socket = Path(runtime) / "bus"
    return f"unix:path={socket}" if runtime and socket.is_socket() else ""


def system_address() -> str:
    """Return the address of the system's bus, "" where there is none on a UNIX socket."""
    given = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "")
    if given:
        return given if _is_local(given) else ""
    return f"unix:path={SYSTEM_SOCKET}" if SYSTEM_SOCKET.is_socket() else ""


def _is_local(address: str) -> bool:
    return all(part.startswith("unix:") for part in address.split(";") if part)

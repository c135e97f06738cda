"""Windows: the session's and the power's messages, which arrive as native events of our own window.

WM_WTSSESSION_CHANGE (lock, and a switch of users) comes only to a window that asked for it with
WTSRegisterSessionNotification; WM_POWERBROADCAST comes to every top-level window. Source: Microsoft's reference of
Windows messages.
"""

import ctypes
import sys
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from journal_app.ui.session_watch import SessionSource, Sign

WM_POWERBROADCAST = 0x0218
PBT_APMSUSPEND = 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
SIGNS = {
    (WM_WTSSESSION_CHANGE, 0x2): Sign.SWITCHED,  # WTS_CONSOLE_DISCONNECT
    (WM_WTSSESSION_CHANGE, 0x4): Sign.SWITCHED,  # WTS_REMOTE_DISCONNECT
    (WM_WTSSESSION_CHANGE, 0x7): Sign.LOCKED,  # WTS_SESSION_LOCK
    (WM_POWERBROADCAST, PBT_APMSUSPEND): Sign.SLEEP,
}
NOTIFY_FOR_THIS_SESSION = 0


class _Message(ctypes.Structure):
    """The beginning of the MSG structure of <winuser.h>."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("first", ctypes.c_size_t),
        ("second", ctypes.c_ssize_t),
    )


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, source: "SessionMessages") -> None:
        super().__init__()
        self._source = source

    def nativeEventFilter(self, _kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        # Any: Qt's stub asks for object, its C++ for a pair of bool and long.
        found = _Message.from_address(int(message))
        self._source.take(found.message, found.first)
        return False, 0


class SessionMessages(SessionSource):
    """A window that is never shown, to which the session's messages come."""

    def __init__(self) -> None:
        super().__init__()
        self._ear: QWidget | None = None
        self._filter: _Filter | None = None

    def start(self) -> None:
        """Listen from now on; where Windows refuses, the idle time still locks."""
        app = QCoreApplication.instance()
        if app is None:
            return
        self._ear = QWidget()
        self._filter = _Filter(self)
        app.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(int(self._ear.winId()), NOTIFY_FOR_THIS_SESSION)

    def stop(self) -> None:
        """Listen no more."""
        app = QCoreApplication.instance()
        if self._filter is not None and app is not None:
            app.removeNativeEventFilter(self._filter)
        if self._ear is not None and sys.platform == "win32":
            ctypes.WinDLL("wtsapi32").WTSUnRegisterSessionNotification(int(self._ear.winId()))
        self._ear, self._filter = None, None

    def take(self, message: int, first: int) -> None:
        """Understand one native message."""
        if (sign := SIGNS.get((message, first))) is not None:
            self.told.emit(sign)

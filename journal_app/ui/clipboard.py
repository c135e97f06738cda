"""Take back what was copied from the window: half a minute after, on a lock and on the way out, if it is still ours.

Copied words leave the vault: other programs read them, and clipboard histories keep them. So what is copied is also
marked as a secret, in the words that histories know (KDE's on Linux, which others heed too; Windows' own). The X11
selection, which every word marked with the mouse goes to, is treated the same. A history that ignores the marks keeps
its copy.
"""

import sys
from functools import partial

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS = 30_000

NOT_SHARED = frozenset({"offscreen", "minimal"})
"""Platforms whose clipboard no other program sees; it says of itself that nobody owns it."""

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
SENSITIVE_MARKS: dict[str, bytes] = (
    {
        _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\1",
        _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
        _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
    }
    if sys.platform == "win32"
    else {"x-kde-passwordManagerHint": b"secret"}
)
"""The formats that tell a clipboard history to pass over what lies beside them."""


class ClipboardKeeper(QObject):
    """Watches one clipboard for what this program puts there; text only, as nothing else can be copied."""

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None, *, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._is_shared = QGuiApplication.platformName() not in NOT_SHARED
        self._timers = {mode: self._timer(mode, kept_ms) for mode in self._modes()}
        clipboard.changed.connect(self._on_clipboard_changed)

    def clear(self) -> None:
        """Take back now what is still ours.

        WORKAROUND: PySide6 6.12 crashes at the very end of a process whose clipboard holds a QMimeData made in Python;
        cleared, it does not. Remove this note when it no longer does.
        """
        for mode in self._timers:
            self._clear(mode)

    def _modes(self) -> tuple[QClipboard.Mode, ...]:
        if self._clipboard.supportsSelection():
            return QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
        return (QClipboard.Mode.Clipboard,)

    def _timer(self, mode: QClipboard.Mode, kept_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(kept_ms)
        timer.timeout.connect(partial(self._clear, mode))
        return timer

    def _clear(self, mode: QClipboard.Mode) -> None:
        self._timers[mode].stop()
        if self._owns(mode):
            self._clipboard.clear(mode)

    def _owns(self, mode: QClipboard.Mode) -> bool:
        if not self._is_shared:
            return True
        if mode is QClipboard.Mode.Selection:
            return self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()

    def _on_clipboard_changed(self, mode: QClipboard.Mode) -> None:
        """Mark what was just copied here, and start counting; what another program copied is none of our business."""
        if mode not in self._timers:
            return
        if not self._owns(mode):
            self._timers[mode].stop()
            return
        data = self._clipboard.mimeData(mode)
        if data is None or not data.hasText() or not data.text():
            return
        if not all(data.hasFormat(name) for name in SENSITIVE_MARKS):
            self._clipboard.setMimeData(_marked(data), mode)  # comes back here, marked
            return
        self._timers[mode].start()


def _marked(data: QMimeData) -> QMimeData:
    marked = QMimeData()
    marked.setText(data.text())
    for name, value in SENSITIVE_MARKS.items():
        marked.setData(name, value)
    return marked

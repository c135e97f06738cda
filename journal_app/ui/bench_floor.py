"""The floor that `bench start` measures against: the least window PySide6 can show, with nothing of ours in it.

Run as a file by the same interpreter, so that not even this package is imported. Prints one JSON object: `painted`
(monotonic nanoseconds), `painted_cpu` (nanoseconds of processor time until then), `memory` and `platform`.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

SIZE = (1280, 820)
SETTLING_MS = 300
"""How long the window stands before its memory is read; the same for ours."""


class FloorWindow(QMainWindow):
    """A main window with a text field, which tells when it has been drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.painted_ns = 0
        self.painted_cpu_ns = 0
        self._has_painted = False
        self.setCentralWidget(QPlainTextEdit(self))
        self.resize(*SIZE)

    def _note_paint(self) -> None:
        self.painted_ns = time.monotonic_ns()
        self.painted_cpu_ns = time.process_time_ns()
        QTimer.singleShot(SETTLING_MS, self.close)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self._note_paint)  # once the children are drawn and the picture is handed over


def main() -> int:
    """Show the window until it has been drawn and has settled; print what was measured."""
    app = QApplication(sys.argv[:1])
    window = FloorWindow()
    window.show()
    code = app.exec()
    told = {"painted": window.painted_ns, "painted_cpu": window.painted_cpu_ns, "memory": memory_bytes()}
    print(json.dumps(told | {"platform": app.platformName()}))
    return code


def memory_bytes() -> dict[str, int]:
    """Return what this process holds now, as Linux counts it: rss, and pss (shared pages by share)."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return {}
    fields = [line.split() for line in lines]
    return {field[0][:-1].lower(): int(field[1]) * 1024 for field in fields if field[0] in ("Rss:", "Pss:")}


if __name__ == "__main__":
    sys.exit(main())

"""Print how soon the page is off the screen after the third Shift, as another program on the display sees it.

python tests/e2e/hide_latency.py [COUNT] [plain|dialog|menu], on an X display of its own (Xvfb with a window manager; a
black root window). Keys come by XTest, three pixels are read over and over; nothing here is asserted.
"""

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(__file__).with_name("half_typed_window.py")
SPOTS = ((640, 400), (100, 300), (900, 600))
SHIFT, CONTROL, LETTER_D, LETTER_M = 0xFFE1, 0xFFE3, 0x64, 0x6D
Z_PIXMAP, ALL_PLANES = 2, 0xFFFFFFFF
LONG_SECONDS = 5.0


class Screen:
    """One connection to the display: presses keys, reads pixels."""

    def __init__(self) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        for name, result in (("XOpenDisplay", ctypes.c_void_p), ("XGetImage", ctypes.c_void_p)):
            getattr(self._x, name).restype = result
        for name in ("XDefaultRootWindow", "XGetPixel"):
            getattr(self._x, name).restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def key(self, symbol: int, *, is_down: bool) -> None:
        code = self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol)) & 0xFF
        self._test.XTestFakeKeyEvent(self._display, code, int(is_down), ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def press(self, *symbols: int) -> None:
        for symbol in symbols:
            self.key(symbol, is_down=True)
        time.sleep(0.02)
        for symbol in reversed(symbols):
            self.key(symbol, is_down=False)

    def is_blank(self) -> bool:
        return not any(self._pixel(x, y) for x, y in SPOTS)

    def _pixel(self, x: int, y: int) -> int:
        planes = ctypes.c_ulong(ALL_PLANES)
        image = ctypes.c_void_p(self._x.XGetImage(self._display, self._root, x, y, 1, 1, planes, Z_PIXMAP))
        value = self._x.XGetPixel(image, 0, 0)
        self._x.XDestroyImage(image)
        return int(value) & 0xFFFFFF


def measure(screen: Screen, above: str) -> float:
    """Hide one fresh window and return the milliseconds from the third Shift to nothing left on the screen."""
    with tempfile.TemporaryDirectory(prefix="n-") as folder:
        command = [sys.executable, str(PROGRAM), str(Path(folder) / "v")]
        program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROGRAM.parents[2])
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(1.0)
        if above != "plain":
            screen.press(CONTROL, LETTER_D if above == "dialog" else LETTER_M)
            time.sleep(0.6)
        for _ in range(2):
            screen.press(SHIFT)
            time.sleep(0.05)
        screen.key(SHIFT, is_down=True)
        time.sleep(0.02)
        began = time.perf_counter()
        screen.key(SHIFT, is_down=False)
        while not screen.is_blank() and time.perf_counter() - began < LONG_SECONDS:
            pass
        took = (time.perf_counter() - began) * 1000
        program.wait(30)
        program.stdout.close()
    return took


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    above = sys.argv[2] if len(sys.argv) > 2 else "plain"
    os.environ.pop("QT_QPA_PLATFORM", None)
    screen = Screen()
    times = sorted(measure(screen, above) for _ in range(count))
    p99 = times[min(count - 1, int(count * 0.99))]
    print(f"{above}, {count} times: median {times[count // 2]:.1f} ms, p99 {p99:.1f} ms, most {times[-1]:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())

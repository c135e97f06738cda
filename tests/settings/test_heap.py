"""Large blocks that are let go leave the process, even where something small stands behind them."""

import subprocess
import sys

import pytest

from journal_app.settings import heap

HELD = """
import ctypes, pathlib, resource, sys
from journal_app.settings.heap import give_large_blocks_back
if sys.argv[1] == "given back":
    give_large_blocks_back()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
def held():
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
before = held()
for _ in range(2):  # the second comes out of the heap, unless it is told otherwise
    block = libc.malloc(16 << 20)
    ctypes.memset(block, 1, 16 << 20)
    libc.malloc(64 << 10)
    libc.free(block)
print((held() - before) >> 20)
"""


def held_mib(how: str) -> int:
    told = subprocess.run([sys.executable, "-c", HELD, how], capture_output=True, text=True, check=True, timeout=60)
    return int(told.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="what is measured here is Linux's")
def test_give_large_blocks_back__freed_twice__nothing_of_them_is_held() -> None:
    """When the first holds nothing either, the C library does so by itself, and `heap.py` can go."""
    assert held_mib("as ever") >= 15
    assert held_mib("given back") <= 1


def test_give_large_blocks_back__another_system__does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("ctypes.CDLL", None)

    heap.give_large_blocks_back()

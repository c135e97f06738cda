"""Look for words in whatever a program left: files and their names, a process's faces and memory, what it wrote.

A program may leave a word in any shape, so each is looked for in every encoding and escape a program of this kind
writes, and inside whatever is compressed. Not a test and imported by none: `conftest.py` loads it by its path.
"""

import base64
import bz2
import json
import lzma
import os
import re
import unicodedata
import urllib.parse
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252")
LEAST_BYTES = 6
CHUNK = 1 << 24
OVERLAP = 1 << 12
MOST_INFLATED = 1 << 22
MOST_DEPTH = 3
WAIT_FOR_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04|BZh[1-9]1AY|\xfd7zXZ\x00")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a word was found, and in what shape."""

    where: str
    shape: str


class Sweep:
    """Looks for some words in every shape."""

    def __init__(self, words: Iterable[str]) -> None:
        self.needles = {needle: shape for word in words for shape, needle in shapes(word)}

    def data(self, where: str, data: bytes, depth: int = 0) -> list[Hit]:
        """Look in bytes, and in what is compressed in them."""
        hits = [Hit(where, shape) for needle, shape in self.needles.items() if needle in data]
        if depth < MOST_DEPTH:
            for what, inner in unpacked(data):
                hits += self.data(f"{where} > {what}", inner, depth + 1)
        return hits

    def tree(self, root: Path) -> list[Hit]:
        """Look in every file below a folder, in its name, its link's target and its extended attributes."""
        hits: list[Hit] = []
        for path in sorted(root.rglob("*")):
            name = str(path.relative_to(root))
            hits += self.data(f"name {name}", os.fsencode(name))
            if path.is_symlink():
                hits += self.data(f"link {name}", os.fsencode(path.readlink()))
            elif path.is_file():
                hits += self.data(name, path.read_bytes())
            with suppress(OSError):
                for attribute in os.listxattr(path, follow_symlinks=False):
                    value = os.getxattr(path, attribute, follow_symlinks=False)
                    hits += self.data(f"attribute {name}", os.fsencode(attribute) + b"\0" + value)
        return hits

    def faces(self, pid: int) -> list[Hit]:
        """Look in what other programs are shown of a process: command line, environment, names, open files."""
        process = Path(f"/proc/{pid}")
        hits: list[Hit] = []
        for path in (process / "cmdline", process / "environ", *process.glob("task/*/comm")):
            hits += self.data(path.name, path.read_bytes())
        for link in (*process.glob("fd/*"), process / "cwd", process / "exe"):
            with suppress(OSError):
                hits += self.data(f"open {link.name}", os.fsencode(link.readlink()))
        return hits

    def memory(self, pid: int, *, first_only: bool = False) -> list[Hit]:
        """Look in every part of a process's memory that it can have written. Needs root."""
        hits: list[Hit] = []
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for start, end, name in writable_regions(pid):
                for at in range(start, end, CHUNK):
                    if first_only and hits:
                        return hits
                    with suppress(OSError):  # a guard page, or gone since
                        memory.seek(at)
                        hits += self.data(name, memory.read(min(CHUNK + OVERLAP, end - at)), MOST_DEPTH)
        return hits

    def writes(self, log: Path) -> list[Hit]:
        """Look in what a process wrote and named, as `strace -f -yy -xx` noted it, stream by stream."""
        streams: dict[str, bytearray] = {}
        for call, arguments in calls(log):
            target = re.match(r"(\d+<[^>]*>+|[^,]*)", arguments)
            key = f"{call} {target[1] if target else ''}"
            streams.setdefault(key, bytearray()).extend(b"".join(strings(arguments)))
        return [hit for key, stream in streams.items() for hit in self.data(key, bytes(stream), MOST_DEPTH)]


def shapes(word: str) -> Iterator[tuple[str, bytes]]:
    """Yield every way a word may be written, with a name for it; what is too short to mean anything is left out."""
    for form, text in forms(word).items():
        for encoding in ENCODINGS:
            with suppress(UnicodeEncodeError):
                yield f"{form} {encoding}", text.encode(encoding)
        raw = text.encode()
        ways: dict[str, Callable[[], str]] = {
            "json": lambda text=text: json.dumps(text)[1:-1],
            "JSON": lambda text=text: re.sub(r"\\u....", lambda m: "\\u" + m[0][2:].upper(), json.dumps(text)[1:-1]),
            "python": lambda raw=raw: repr(raw)[2:-1],
            "ascii": lambda text=text: text.encode("unicode_escape").decode(),
            "all octal": lambda raw=raw: "".join(f"\\{b:o}" for b in raw),
            "octal": lambda raw=raw: "".join(chr(b) if 32 <= b < 127 else f"\\{b:o}" for b in raw),
            "all escaped": lambda raw=raw: "".join(f"\\x{b:02x}" for b in raw),
            "percent": lambda text=text: urllib.parse.quote(text),
            "quoted-printable": lambda raw=raw: "".join(chr(b) if 32 <= b < 127 else f"={b:02X}" for b in raw),
            "xml": lambda text=text: text.encode("ascii", "xmlcharrefreplace").decode(),
            "xml hex": lambda text=text: "".join(c if c.isascii() else f"&#x{ord(c):X};" for c in text),
            "ini": lambda text=text: "".join(c if c.isascii() else f"\\x{ord(c):x}" for c in text),
        }
        for way, write in ways.items():
            yield f"{form} {way}", write().encode()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            coded = text.encode(encoding)
            yield f"{form} {encoding} hex", coded.hex().encode()
            yield f"{form} {encoding} HEX", coded.hex().upper().encode()
            for phase in range(3):
                for alphabet, encode in (("", base64.b64encode), ("url ", base64.urlsafe_b64encode)):
                    yield f"{form} {encoding} {alphabet}base64+{phase}", inner_base64(coded, phase, encode)


def forms(word: str) -> dict[str, str]:
    """Return a word composed, decomposed, in small letters, and as a search index keeps it."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return {
        "NFC": unicodedata.normalize("NFC", word),
        "NFD": unicodedata.normalize("NFD", word),
        "small": unicodedata.normalize("NFC", word).lower(),
        "bare": bare.lower(),
    }


def inner_base64(data: bytes, phase: int, encode: Callable[[bytes], bytes]) -> bytes:
    """Return the letters of base64 that data always gives when it begins `phase` bytes into a group of three."""
    letters = encode(b"\0" * phase + data).rstrip(b"=")
    whole = (phase + len(data)) * 8 // 6
    return letters[-(-phase * 8 // 6) : whole]


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what can be unpacked from bytes, wherever it begins: zlib, gzip, zip, bzip2, xz."""
    for match in WAIT_FOR_ZLIB.finditer(data):
        at, mark = match.start(), match[0]
        with suppress(zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
            if mark.startswith(b"PK"):
                begin = at + 30 + int.from_bytes(data[at + 26 : at + 28], "little")
                begin += int.from_bytes(data[at + 28 : at + 30], "little")
                inner = zlib.decompressobj(-15).decompress(data[begin:], MOST_INFLATED)
            elif mark.startswith(b"BZh"):
                inner = bz2.BZ2Decompressor().decompress(data[at:], MOST_INFLATED)
            elif mark.startswith(b"\xfd7z"):
                inner = lzma.LZMADecompressor().decompress(data[at:], MOST_INFLATED)
            else:
                inner = zlib.decompressobj(47).decompress(data[at:], MOST_INFLATED)
            if len(inner) >= LEAST_BYTES:
                yield f"unpacked at {at}", inner


def writable_regions(pid: int) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a process's memory that it can write to: start, end, name."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, mode, _offset, _device, _inode, *name = line.split(maxsplit=5)
        if mode.startswith("rw"):
            start, end = (int(number, 16) for number in span.split("-"))
            yield start, end, f"memory {name[0] if name else 'anonymous'}"


def calls(log: Path) -> Iterator[tuple[str, str]]:
    """Yield the system calls of a strace log that did not fail: name and arguments."""
    for line in log.read_text(encoding="ascii", errors="replace").splitlines():
        match = re.match(r"(?:\d+ +)?(?:<\.\.\. )?(\w+)(?:\(| resumed>)(.*)", line)
        if match is not None and " = -1 " not in match[2]:
            yield match[1], match[2]


def strings(arguments: str) -> Iterator[bytes]:
    """Yield the byte strings in a call's arguments as `strace -xx` writes them."""
    for text in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', arguments):
        yield bytes.fromhex(text.replace("\\x", ""))

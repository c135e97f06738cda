"""Read a SQLCipher file page by page without SQLite, so that one damaged page costs that page and nothing else.

SQLCipher refuses a whole connection once it has met a damaged page, and without page 1 it opens nothing. Each page
carries its own HMAC, though: whatever passes is exactly as it was written. Files are opened for reading only, so
nothing here can change them; a sector that the disk no longer gives is a damaged page like any other.

Formats: SQLCipher 4 (AES-256-CBC, HMAC-SHA512, 80 bytes reserved a page); SQLite's write-ahead log,
https://www.sqlite.org/fileformat2.html section 4.
"""

import hmac
import os
import struct
from contextlib import ExitStack
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from journal_app.vault.engine import PAGE_BYTES, SALT_BYTES

USABLE_BYTES = PAGE_BYTES - 80
"""What is left of a page for SQLite, behind it stand the IV and the HMAC."""

_MAC_AT = PAGE_BYTES - 64
_MAGIC = b"SQLite format 3\0"
_LOG_HEADER_BYTES = 32
_FRAME_HEADER_BYTES = 24
_LOG_MAGIC = (0x377F0682, 0x377F0683)


class _Place(NamedTuple):
    descriptor: int
    offset: int


class PageReader:
    """The pages of one encrypted database with its write-ahead log, decrypted one at a time, until `close`."""

    def __init__(self, database: Path, key: bytearray, salt: bytes, *, offset: int = 0, length: int | None = None):
        """Open the file, or `length` bytes of it from `offset`; the raw key is copied. Raises OSError."""
        self._key = bytearray(key)
        mac_salt = bytes(byte ^ 0x3A for byte in salt)
        self._mac_key = bytearray(pbkdf2_hmac("sha512", self._key, mac_salt, 2, 32))
        self._files = ExitStack()
        self._descriptor = self._open(database)
        size = os.fstat(self._descriptor).st_size - offset if length is None else length
        self._offset = offset
        self._logged: dict[int, _Place] = {}
        self.page_count = size // PAGE_BYTES
        log = database.with_name(database.name + "-wal")
        if offset == 0 and log.is_file():
            self._read_log(self._open(log))

    def close(self) -> None:
        """Close the files and zero the keys."""
        self._files.close()
        self._key[:] = bytes(len(self._key))
        self._mac_key[:] = bytes(len(self._mac_key))

    def page(self, number: int) -> bytes | None:
        """Return a page's usable bytes; None when it is damaged or not there. Pages count from 1."""
        if not 1 <= number <= self.page_count:
            return None
        place = self._logged.get(number) or _Place(self._descriptor, self._offset + (number - 1) * PAGE_BYTES)
        sealed = _read(place, PAGE_BYTES)
        begin = SALT_BYTES if number == 1 else 0
        mac = hmac.digest(self._mac_key, sealed[begin:_MAC_AT] + struct.pack("<I", number), "sha512")
        if len(sealed) < PAGE_BYTES or not hmac.compare_digest(mac, sealed[_MAC_AT:]):
            return None
        cipher = Cipher(AES(bytes(self._key)), CBC(sealed[USABLE_BYTES : USABLE_BYTES + 16])).decryptor()
        opened = cipher.update(sealed[begin:USABLE_BYTES])
        return _MAGIC + opened if number == 1 else opened

    def count_damaged(self) -> int:
        """Count the pages whose seal is broken; reads the whole file."""
        return sum(self.page(number) is None for number in range(1, self.page_count + 1))

    def _open(self, path: Path) -> int:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._files.callback(os.close, descriptor)
        return descriptor

    def _read_log(self, log: int) -> None:
        """Find the newest committed copy of each page, as SQLite does: up to where the chain of checksums breaks."""
        header = _read(_Place(log, 0), _LOG_HEADER_BYTES)
        if len(header) < _LOG_HEADER_BYTES:
            return
        magic, _version, page_bytes, _sequence, *salts, first, second = struct.unpack(">8I", header)
        order = ">" if magic & 1 else "<"
        chain = _checksum(header[:24], (0, 0), order)
        if magic not in _LOG_MAGIC or page_bytes != PAGE_BYTES or chain != (first, second):
            return
        pending: dict[int, _Place] = {}
        at = _LOG_HEADER_BYTES
        while (
            len(frame := _read(_Place(log, at), _FRAME_HEADER_BYTES + PAGE_BYTES)) == _FRAME_HEADER_BYTES + PAGE_BYTES
        ):
            number, pages, *rest = struct.unpack(">6I", frame[:_FRAME_HEADER_BYTES])
            chain = _checksum(frame[:8] + frame[_FRAME_HEADER_BYTES:], chain, order)
            if rest[:2] != salts or chain != (rest[2], rest[3]):
                return
            pending[number] = _Place(log, at + _FRAME_HEADER_BYTES)
            at += len(frame)
            if pages:  # a commit
                self._logged.update(pending)
                pending.clear()
                self.page_count = pages


def _read(place: _Place, length: int) -> bytes:
    """Return the bytes at a place, fewer where the file ends or the disk doesn't give them."""
    try:
        if hasattr(os, "pread"):
            return os.pread(place.descriptor, length, place.offset)
        os.lseek(place.descriptor, place.offset, os.SEEK_SET)
        return os.read(place.descriptor, length)
    except OSError:
        return b""


def _checksum(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    one, two = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for index in range(0, len(words), 2):
        one = (one + words[index] + two) & 0xFFFFFFFF
        two = (two + words[index + 1] + one) & 0xFFFFFFFF
    return one, two

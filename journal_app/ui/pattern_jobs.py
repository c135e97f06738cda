"""Write a picture of Patterns to a plain file where the person asked for it; in the vault's thread."""

from pathlib import Path

from PySide6.QtGui import QImage

from journal_app.exchange.saved_copy import save_bytes
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.picture_decoding import encode_png


def save_picture(_journal: OpenJournal, *, image: QImage, path: Path) -> Path:
    """Write a PNG, whole or not at all. Raises ExchangeError (COPY_NOT_WRITTEN)."""
    save_bytes(encode_png(image), path)
    return path

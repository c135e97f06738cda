"""What a picture or file is, in words a person uses, and how large."""

from PySide6.QtCore import QCoreApplication, QLocale

from journal_app.journal.attachments import Attachment

PICTURE_ICON, FILE_ICON = "image", "file-text"


def kind_words(media_type: str) -> str:
    """Return what kind of thing a media type stands for."""
    exact = {
        "application/pdf": _tr("PDF document"),
        "image/svg+xml": _tr("Drawing (SVG)"),
        "image/heic": _tr("Picture (HEIC)"),
        "image/avif": _tr("Picture (AVIF)"),
        "image/tiff": _tr("Picture (TIFF)"),
        "text/plain": _tr("Text"),
        "application/rtf": _tr("Text document"),
        "application/vnd.oasis.opendocument.text": _tr("Text document"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _tr("Text document"),
        "application/epub+zip": _tr("Book"),
        "application/zip": _tr("Archive"),
        "application/gzip": _tr("Archive"),
        "application/x-7z-compressed": _tr("Archive"),
        "application/vnd.rar": _tr("Archive"),
    }
    by_family = {"image": _tr("Picture"), "audio": _tr("Sound recording"), "video": _tr("Film")}
    return exact.get(media_type) or by_family.get(media_type.partition("/")[0]) or _tr("File")


def size_words(byte_count: int) -> str:
    """Return a size as the system writes sizes."""
    return QLocale().formattedDataSize(
        byte_count, 1 if byte_count >= 1024 else 0, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def attachment_words(attachment: Attachment) -> str:
    """Return kind and size in one line."""
    return f"{kind_words(attachment.media_type)}  ·  {size_words(attachment.byte_count)}"


def icon_of(attachment: Attachment) -> str:
    """Return the icon that stands for it where it is not shown itself."""
    return PICTURE_ICON if attachment.media_type.startswith("image/") else FILE_ICON


def _tr(words: str) -> str:
    return QCoreApplication.translate("Attachments", words)

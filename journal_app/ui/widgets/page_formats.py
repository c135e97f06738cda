"""How each thing that Markdown says looks on the page: by weight, slope, size and sign first, by colour last."""

from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QTextCharFormat, QTextFormat
from PySide6.QtWidgets import QTextEdit

from journal_app.ui.theme.fonts import FAMILIES, fixed_family, register_family
from journal_app.ui.theme.palette import colour
from journal_app.ui.widgets.page_marks import Style, leans

_SEMIBOLD = QFont.Weight.DemiBold
CODE_FACTOR = 0.92
"""Letters of one width look larger than those of books at the same size."""

ID_FACTOR, LEAST_PX = 0.7, 13
"""A number that stands for a page or picture is nothing to read, and can be all the same (look.md: not below 13 px)."""

_HEADING_FACTOR = {Style.HEADING1: 1.35, Style.HEADING2: 1.2, Style.HEADING3: 1.08}


class PageFormats:
    """The formats of all styles in the font and the colours that a text edit has now."""

    def __init__(self, edit: QTextEdit) -> None:
        if edit.font().family() in FAMILIES.values():
            register_family(edit.font().family())
        self._edit = edit
        self._made: dict[Style, QTextCharFormat] = {}

    def __getitem__(self, style: Style) -> QTextCharFormat:
        """Return a style's format, made when first asked for."""
        if style not in self._made:
            self._made[style] = self._make(style)
        return self._made[style]

    def of(self, style: Style, letters: str) -> QTextCharFormat:
        """Return a style's format for these letters: where they can't lean, emphasis is as heavy as what is strong."""
        if style not in (Style.EMPHASIS, Style.QUOTE) or leans(letters):
            return self[style]
        return self[Style.STRONG] if style is Style.EMPHASIS else QTextCharFormat()

    def _make(self, style: Style) -> QTextCharFormat:
        made = QTextCharFormat()
        match style:
            case Style.HEADING1 | Style.HEADING2 | Style.HEADING3:
                px = QFontInfo(self._edit.font()).pixelSize() * _HEADING_FACTOR[style]
                made.setFontWeight(_SEMIBOLD)
                made.setProperty(QTextFormat.Property.FontPixelSize, round(px))
            case Style.STRONG:
                made.setFontWeight(_SEMIBOLD)
            case Style.EMPHASIS | Style.QUOTE:
                made.setFontItalic(True)
            case Style.STRIKE:
                made.setFontStrikeOut(True)
            case Style.DONE:
                made.setForeground(self._colour("ink2"))
                made.setFontStrikeOut(True)
            case Style.CODE:
                made.setBackground(self._colour("sunken"))
                made.setFontFamilies([fixed_family()])
                made.setProperty(QTextFormat.Property.FontPixelSize, self._code_px())
            case Style.LINK:
                made.setForeground(self._colour("accent"))
                made.setFontUnderline(True)
            case Style.LIST_MARK:
                made.setFontWeight(_SEMIBOLD)
                made.setForeground(self._colour("accent"))
            case Style.TAG:
                made.setForeground(self._colour("accent"))
            case Style.MARK:
                made.setForeground(self._colour("ink3"))
            case Style.ID:
                px = QFontInfo(self._edit.font()).pixelSize()
                made.setForeground(self._colour("ink3"))
                made.setProperty(QTextFormat.Property.FontPixelSize, max(round(px * ID_FACTOR), min(px, LEAST_PX)))
        return made

    def _code_px(self) -> int:
        """Return the size that looks as large as the words about it, and never makes a line of them taller."""
        font, fixed = self._edit.font(), QFont(fixed_family())
        px = QFontInfo(font).pixelSize()
        fixed.setPixelSize(px)
        return int(px * min(CODE_FACTOR, QFontMetricsF(font).height() / QFontMetricsF(fixed).height()))

    def _colour(self, token: str) -> QColor:
        return colour(self._edit, token)

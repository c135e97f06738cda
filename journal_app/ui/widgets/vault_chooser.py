"""Choose a journal by its token: a row of tiles, one of which holds; arrow keys walk through them, as radio marks."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, set_type, type_font
from journal_app.ui.vault_token import VaultChoice, VaultToken
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import Label, caption_label
from journal_app.ui.widgets.painting import draw_ring, draw_surface, wants_ring
from journal_app.ui.widgets.token_picture import TokenPicture, draw_token, token_words

_TOKEN_PX = 34
_PAD_PX = 12
_CHECK_PX = 14


class TokenTile(QRadioButton):
    """One journal as a tile: its token, and the same in words below."""

    def __init__(self, token: VaultToken | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self._has_ring = False
        set_type(self, Type.SMALL)
        self.setText(token_words(token))
        self.setAccessibleName(token_words(token))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the token and its words."""
        metrics = QFontMetrics(type_font(Type.SMALL))
        width = max(metrics.horizontalAdvance(self.text()) + 2 * _PAD_PX, scaled(96))
        return QSize(width, scaled(_TOKEN_PX) + metrics.height() + 2 * _PAD_PX + 8)

    def hitButton(self, at: object) -> bool:
        """Take a click anywhere on the tile."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw surface, token and words; the one that holds has an edge and a tick."""
        painter = QPainter(self)
        rect, radius = QRectF(self.rect()), float(scale().radius["control"])
        if not self.isEnabled():
            painter.setOpacity(0.5)
        fill = "accent_soft" if self.isChecked() else "sunken" if self.underMouse() else "surface"
        draw_surface(painter, rect, radius, colour(self, fill), colour(self, "line"))
        if self.isChecked():
            self._draw_chosen(painter, rect, radius)
        if self._has_ring and self.hasFocus():
            draw_ring(painter, self, rect, radius)
        edge = scaled(_TOKEN_PX)
        draw_token(painter, self, QRectF((self.width() - edge) / 2, _PAD_PX, edge, edge), self._token)
        painter.setFont(type_font(Type.SMALL))
        painter.setPen(colour(self, "ink"))
        words = QRectF(0, _PAD_PX + edge + 8, self.width(), self.height() - edge - _PAD_PX - 8 - 4)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self.text())

    def _draw_chosen(self, painter: QPainter, rect: QRectF, radius: float) -> None:
        painter.setPen(QPen(colour(self, "accent"), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        edge = scaled(_CHECK_PX)
        x = 6 if self.isRightToLeft() else self.width() - edge - 6
        painter.drawPixmap(QPointF(x, 6), pixmap("check", colour(self, "accent"), edge, self.devicePixelRatioF()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a click brought the focus."""
        self._has_ring = wants_ring(event.reason(), self._has_ring)
        super().focusInEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        super().enterEvent(event)
        self.update()


class VaultChooser(QWidget):
    """Asks which of several journals to open; one alone is only shown, quietly.

    Signals:
        choice_changed(): another journal was chosen.
    """

    choice_changed = Signal()

    def __init__(self, choices: tuple[VaultChoice, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._group = QButtonGroup(self)
        self._build_one() if len(choices) == 1 else self._build_several()
        self._group.buttonToggled.connect(self._on_group_button_toggled)

    @property
    def chosen(self) -> VaultChoice:
        """The journal that is to be opened."""
        return self._choices[max(self._group.checkedId(), 0)]

    def _build_one(self) -> None:
        token = self._choices[0].token
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(TokenPicture(token, parent=self))
        row.addWidget(caption_label(self, self.tr("This journal's mark: %1").replace("%1", token_words(token))), 1)

    def _build_several(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Label(self.tr("Which journal?"), Type.LABEL, "ink", self))
        tiles = FlowLayout(gap=8, row_gap=8)
        for number, choice in enumerate(self._choices):
            tile = TokenTile(choice.token, self)
            tile.setAccessibleDescription(self.tr("Journal"))
            self._group.addButton(tile, number)
            tiles.addWidget(tile)
        self._group.button(0).setChecked(True)
        self._let_tab_stop_at_the_chosen()
        layout.addLayout(tiles)

    def _let_tab_stop_at_the_chosen(self) -> None:
        """Tab stops at the one that holds, arrow keys walk from there; Qt alone lets Shift+Tab stop at any."""
        for tile in self._group.buttons():
            policy = Qt.FocusPolicy.StrongFocus if tile.isChecked() else Qt.FocusPolicy.ClickFocus
            tile.setFocusPolicy(policy)

    def _on_group_button_toggled(self, _button: object, is_on: bool) -> None:
        if is_on:
            self._let_tab_stop_at_the_chosen()
            self.choice_changed.emit()

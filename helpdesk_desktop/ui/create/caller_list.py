"""The only place that lists the callers found while typing, and what else can be done."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.ticket import CallerMatch
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.theme import theme

translate = QCoreApplication.translate

_OFFER: Final = Qt.ItemDataRole.UserRole
# More is scrolled; the list must not hide the whole form.
_MOST_SHOWN = 6
_AIR = 6


@dataclass(frozen=True, slots=True)
class CreateOffer:
    """The wish to make a contact of what was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class NumberOffer:
    """The wish to take what was typed as a caller's bare number."""

    text: str


Offer = CallerMatch | CreateOffer | NumberOffer


class CallerList(QListWidget):
    """Offers under the search line; `taken` carries the `Offer` that was chosen.

    It never takes the focus: the line keeps it and forwards the keys.
    """

    taken = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("caller_list")
        self.setAccessibleName(self.tr("Contacts found"))
        self.setProperty("kind", "floating")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setItemDelegate(_OfferPainter(self))
        self.itemClicked.connect(self._on_item_clicked)
        self.hide()

    def show_offers(self, offers: list[Offer]) -> None:
        """List these offers with the first one current."""
        self.clear()
        for offer in offers:
            item = QListWidgetItem(self._says(offer))
            item.setData(_OFFER, offer)
            self.addItem(item)
        self.setCurrentRow(0)
        rows = [self.sizeHintForRow(row) for row in range(min(len(offers), _MOST_SHOWN))]
        self.setFixedHeight(sum(rows) + 2 * self.frameWidth())

    def step(self, rows: int) -> None:
        """Make the offer `rows` rows further the current one, around the ends."""
        if self.count():
            self.setCurrentRow((self.currentRow() + rows) % self.count())

    def take_current(self) -> None:
        """Choose the current offer."""
        item = self.currentItem()
        if item is not None:
            self._on_item_clicked(item)

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self.taken.emit(item.data(_OFFER))

    def _says(self, offer: Offer) -> str:
        match offer:
            case CreateOffer(text):
                return self.tr("Create contact “{text}”").format(text=text)
            case NumberOffer(text):
                return self.tr("Just the number {text}").format(text=text)
            case CallerMatch():
                return " · ".join(filter(None, caller_lines(offer)))


def caller_lines(match: CallerMatch) -> tuple[str, str]:
    """The name, and what else is known; a nameless contact is called by its number."""
    contact = match.contact
    name = contact.name or contact.phone or contact.email or "-"
    rest = [part for part in (contact.phone, contact.email, contact.company) if part]
    return name, " · ".join(part for part in rest if part != name)


class _OfferPainter(QStyledItemDelegate):
    # Two lines a contact, one for the other offers; every text plain.

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = QFontMetrics(option.font).height()
        is_caller = isinstance(index.data(_OFFER), CallerMatch)
        return QSize(100, line * (2 if is_caller else 1) + 2 * _AIR + (2 if is_caller else 0))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = theme().tokens
        area: QRect = option.rect
        font: QFont = option.font
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(area, 5, 5)
        inside = area.adjusted(8, _AIR, -8, -_AIR)
        offer = index.data(_OFFER)
        muted = tokens.muted_on_selection if is_current else tokens.muted
        if isinstance(offer, CallerMatch):
            self._paint_caller(painter, inside, font, offer, muted)
        else:
            self._paint_offer(painter, inside, font, str(index.data()), offer)
        painter.restore()

    def _paint_caller(
        self, painter: QPainter, area: QRect, font: QFont, match: CallerMatch, muted: str
    ) -> None:
        tokens = theme().tokens
        name, rest = caller_lines(match)
        metrics = QFontMetrics(font)
        first = QRect(area.left(), area.top(), area.width(), metrics.height())
        if match.open_tickets:
            says = open_tickets_text(len(match.open_tickets))
            painter.setFont(font)
            painter.setPen(QColor(tokens.warning))
            painter.drawText(first, Qt.AlignmentFlag.AlignRight.value, says)
            first.setWidth(first.width() - metrics.horizontalAdvance(says) - 12)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.text))
        painter.drawText(first, 0, _elided(QFontMetrics(bold), name, first.width()))
        second = QRect(area.left(), first.bottom() + 3, area.width(), metrics.height())
        painter.setFont(font)
        painter.setPen(QColor(muted))
        painter.drawText(second, 0, _elided(metrics, rest, second.width()))

    def _paint_offer(
        self, painter: QPainter, area: QRect, font: QFont, says: str, offer: object
    ) -> None:
        drawing = "user-plus" if isinstance(offer, CreateOffer) else "phone"
        ratio = painter.device().devicePixelRatioF()
        mark = pixmap(drawing, "accent", 16, ratio)
        painter.drawPixmap(area.left(), area.center().y() - 7, mark)
        painter.setFont(font)
        painter.setPen(QColor(theme().tokens.accent))
        text = area.adjusted(24, 0, 0, 0)
        painter.drawText(
            text,
            Qt.AlignmentFlag.AlignVCenter.value,
            _elided(QFontMetrics(font), says, text.width()),
        )


def open_tickets_text(count: int) -> str:
    """`1 open ticket`, `3 open tickets`."""
    if count == 1:
        return translate("Callers", "1 open ticket")
    return translate("Callers", "%Ln open tickets", "", count)


def _elided(metrics: QFontMetrics, text: str, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

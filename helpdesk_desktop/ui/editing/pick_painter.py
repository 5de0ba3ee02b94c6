"""The only place that paints the lines of a pick list: a mark, a name, the tick of what stands."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from helpdesk_desktop.domain.ticket import Priority, Status
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.theme import theme

MARK = Qt.ItemDataRole.UserRole + 1
IS_TICKED = Qt.ItemDataRole.UserRole + 2

Mark = Status | Priority | None

_AIR = 8
_MARK_WIDTH = 24
_TICK = 16


class PickPainter(QStyledItemDelegate):
    """Paints text from data to the letter, on one line."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, QFontMetrics(option.font).height() + 12)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = theme().tokens
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(area, 5, 5)
        inside = area.adjusted(_AIR, 0, -_AIR, 0)
        mark: Mark = index.data(MARK)
        if mark is not None:
            self._paint_mark(painter, inside, mark)
            inside.setLeft(inside.left() + _MARK_WIDTH)
        if index.data(IS_TICKED):
            tick = pixmap("check", "accent", _TICK, painter.device().devicePixelRatioF())
            painter.drawPixmap(
                round(inside.right()) - _TICK, round(inside.center().y()) - _TICK // 2, tick
            )
            inside.setRight(inside.right() - _TICK - 4)
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.text))
        text = QFontMetrics(option.font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(inside.width())
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter.value, text)
        painter.restore()

    @staticmethod
    def _paint_mark(painter: QPainter, area: QRectF, mark: Status | Priority) -> None:
        tokens = theme().tokens
        middle = area.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        if isinstance(mark, Status):
            text, _ground = tokens.status_pair(mark)
            painter.setBrush(QColor(text))
            painter.drawEllipse(QRectF(area.left() + 2, middle - 4.5, 9, 9))
            return
        # As on a badge: four bars of 2.5 px, 1.5 px apart.
        for number in range(4):
            height = 4.0 + 2.0 * number
            lit = tokens.priority_mark(mark) if number <= mark else tokens.control_line
            painter.setBrush(QColor(lit))
            painter.drawRoundedRect(
                QRectF(area.left() + number * 4.0, middle + 5.0 - height, 2.5, height), 1.0, 1.0
            )

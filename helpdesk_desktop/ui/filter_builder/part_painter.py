"""The only place that paints a line of the builder's tree: and/or, the part, how it stands."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from helpdesk_desktop.domain.filtering.filter_edits import is_draft
from helpdesk_desktop.domain.filters import Group, Node, UnknownCondition
from helpdesk_desktop.ui.filters.standing_words import GOOD_STANDING, Standing
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.theme import theme

NODE = Qt.ItemDataRole.UserRole
BETWEEN = Qt.ItemDataRole.UserRole + 1
STANDING = Qt.ItemDataRole.UserRole + 2

_AIR = 7
_MARK = 16
_GAP = 6


class PartPainter(QStyledItemDelegate):
    """Paints text from data to the letter, on one line."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, QFontMetrics(option.font).height() + 2 * _AIR)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = theme().tokens
        node: Node = index.data(NODE)
        area = QRect(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.setPen(QColor(tokens.focus) if _has_focus(option) else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
        quiet = QColor(tokens.muted_on_selection if is_chosen else tokens.muted)
        inside = area.adjusted(_AIR, 0, -_AIR, 0)
        between = str(index.data(BETWEEN) or "")
        if between:
            small = QFont(option.font)
            small.setPointSizeF(small.pointSizeF() * 0.9)
            painter.setFont(small)
            painter.setPen(quiet)
            width = QFontMetrics(small).horizontalAdvance(between)
            painter.drawText(inside, _LEFT, between)
            inside.setLeft(inside.left() + width + _GAP)
        mark = _mark(node, index.data(STANDING) or GOOD_STANDING)
        if mark:
            name, tint = mark
            drawn = pixmap(name, tint, _MARK, painter.device().devicePixelRatioF())
            painter.drawPixmap(inside.left(), inside.center().y() - _MARK // 2 + 1, drawn)
            inside.setLeft(inside.left() + _MARK + _GAP)
        font = QFont(option.font)
        font.setBold(isinstance(node, Group))
        font.setStrikeOut(node.mute)
        font.setItalic(_is_unfinished(node))
        painter.setFont(font)
        is_quiet = node.mute or _is_unfinished(node)
        painter.setPen(quiet if is_quiet else QColor(tokens.text))
        text = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, _LEFT, text)
        painter.restore()


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _has_focus(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_HasFocus)


def _is_unfinished(node: Node) -> bool:
    return not isinstance(node, Group) and is_draft(node)


def _mark(node: Node, standing: Standing) -> tuple[str, str] | None:
    # What a group or a part out of the ordinary is marked by, beside its words.
    if isinstance(node, UnknownCondition):
        return "circle-help", "warning"
    if node.mute:
        return "eye-off", "muted"
    if standing.is_fault:
        return "circle-alert", "warning"
    if standing.sentence:
        return "info", "muted"
    if isinstance(node, Group) and node.scope == "call":
        return "phone", "accent"
    if isinstance(node, Group) and node.scope == "note":
        return "message-square", "accent"
    return None

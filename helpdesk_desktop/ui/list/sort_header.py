"""The only place that shows and asks for the order of the list, in the table's header."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.columns import SORTABLE
from helpdesk_desktop.domain.filters import DEFAULT_SORT, SortKey
from helpdesk_desktop.ui.list.shown_table import Face, ShownTable
from helpdesk_desktop.ui.theme import SMALL, theme
from helpdesk_desktop.ui.tokens import SPACE

HEADER_HEIGHT = 36
# More keys than three say nothing that an eye could still read from the list.
MOST_KEYS = 3
_ARROW_WIDTH = 9
_NUMBER_WIDTH = 9


class SortHeader(QHeaderView):
    """A header whose click sorts; with Ctrl a second and third key are added.

    `sort_chosen` carries a tuple of `SortKey`, `sort_refused` the key of a column that was clicked
    and has no order. `let_go` says that the mouse was released, which may
    have moved or sized a column; `is_held` is true before.
    """

    sort_chosen = Signal(object)
    sort_refused = Signal(str)
    let_go = Signal()

    def __init__(
        self,
        model: ShownTable,
        parent: QWidget,
        *,
        sortable: Collection[str] = SORTABLE,
        usual: tuple[SortKey, ...] = DEFAULT_SORT,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("header")
        self._tickets = model
        self._sortable = sortable
        self._forbidden: frozenset[str] = frozenset()
        self._usual = usual
        self._sort: tuple[SortKey, ...] = ()
        self.is_held = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        # Highlighting would ask the flags of every selected row.
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(24)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFixedHeight(max(HEADER_HEIGHT, self.fontMetrics().height() + 12))
        self.sectionClicked.connect(self._on_section_clicked)

    @property
    def sort(self) -> tuple[SortKey, ...]:
        """The order that the arrows show."""
        return self._sort

    def set_sortable(self, keys: Collection[str]) -> None:
        """A click on these columns sorts from now on."""
        self._sortable = keys

    def set_forbidden(self, keys: frozenset[str]) -> None:
        """Whoever looks may not sort by these columns."""
        self._forbidden = keys

    def show_sort(self, sort: tuple[SortKey, ...]) -> None:
        """Draw the arrows of this order."""
        self._sort = sort
        self.viewport().update()

    def sort_by(self, column: str, *, is_added: bool) -> None:
        """Ask for this column's order, if it has one; once more turns it round."""
        if column not in self._sortable or column in self._forbidden:
            self.sort_refused.emit(column)
            return
        known = next((key for key in self._sort if key.column == column), None)
        if known is not None:
            turned = SortKey(column, is_descending=not known.is_descending)
            if is_added:
                keys = tuple(turned if key is known else key for key in self._sort)
            else:
                keys = (turned,)
        else:
            fresh = SortKey(column, is_descending=column in _NEWEST_FIRST)
            keys = (*self._sort[: MOST_KEYS - 1], fresh) if is_added else (fresh,)
        self.sort_chosen.emit(keys)

    def put_key(self, column: str, *, is_descending: bool | None) -> None:
        """Sort by this column too, in this direction, behind the keys there are; None takes it out.

        A fourth key takes the place of the third.
        """
        known = next((key for key in self._sort if key.column == column), None)
        if is_descending is None:
            keys = tuple(key for key in self._sort if key is not known) or self._usual
        elif known is not None:
            turned = SortKey(column, is_descending=is_descending)
            keys = tuple(turned if key is known else key for key in self._sort)
        elif column in self._sortable and column not in self._forbidden:
            fresh = SortKey(column, is_descending=is_descending)
            keys = (*self._sort[: MOST_KEYS - 1], fresh)
        else:
            self.sort_refused.emit(column)
            return
        if keys != self._sort:
            self.sort_chosen.emit(keys)

    def _on_section_clicked(self, section: int) -> None:
        with_control = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
        self.sort_by(self._tickets.columns[section].key, is_added=with_control)

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        self.is_held = e.button() == Qt.MouseButton.LeftButton
        super().mousePressEvent(e)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        super().mouseReleaseEvent(e)
        self.is_held = False
        self.let_go.emit()

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        column = self._tickets.columns[logicalIndex]
        place = next((n for n, key in enumerate(self._sort) if key.column == column.key), None)
        if place is None:
            return
        is_many = len(self._sort) > 1
        width = _title_metrics(self.font()).horizontalAdvance(column.title())
        room = _ARROW_WIDTH + (_NUMBER_WIDTH if is_many else 0)
        if column.face is Face.NUMBER:  # the title stands at the right edge
            left = max(rect.right() - 2 * SPACE - width - 6 - room, rect.left() + 2)
        else:
            left = min(rect.left() + 2 * SPACE + width + 6, rect.right() - room)
        if width + room + 4 * SPACE > rect.width():
            # The title has no room beside the arrow: it ends before, and not beneath it.
            ground = QRect(left - 3, rect.top() + 4, room + 5, rect.height() - 8)
            painter.fillRect(ground, QColor(theme().tokens.window))
        self._paint_arrow(painter, QPointF(left, rect.center().y()), self._sort[place])
        if is_many:
            self._paint_number(painter, left + _ARROW_WIDTH, rect, place + 1)

    def _paint_arrow(self, painter: QPainter, at: QPointF, key: SortKey) -> None:
        tip = 2.5 if key.is_descending else -2.5
        arrow = QPolygonF(
            [
                at + QPointF(0, -tip),
                at + QPointF(3.5, tip),
                at + QPointF(7, -tip),
            ]
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme().tokens.text), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(arrow)
        painter.restore()

    def _paint_number(self, painter: QPainter, left: int, rect: QRect, number: int) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.8)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(theme().tokens.muted))
        spot = QRect(left, rect.top() - 3, 12, rect.height())
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), str(number))
        painter.restore()


def _title_metrics(font: QFont) -> QFontMetrics:
    # The titles' own looks, which the style sheet gives them and the header does not know.
    title = QFont(font)
    title.setPointSizeF(font.pointSizeF() * SMALL)
    title.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(title)


# Columns whose first click shows the largest first, because that is what people look for.
_NEWEST_FIRST = frozenset(
    {"unread", "serial", "priority", "call", "created", "updated", "closed", "rating", "contacts"}
)

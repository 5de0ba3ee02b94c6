"""The only place that shows the quick filters with their live counts.

Choosing the active one again gives it up: then every ticket is listed. Counts come from outside
(`show_count`); one that is not known yet is blank, never a zero.
"""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.ui.icons import icon
from helpdesk_desktop.ui.theme import theme
from helpdesk_desktop.ui.tokens import RADIUS_CONTROL, SPACE

_ICON = 16
_ROW_AIR = 12
_SECTION_AIR = 14

AnyIndex = QModelIndex | QPersistentModelIndex


class QuickFilterModel(QAbstractListModel):
    """Sections and quick filters as one list; a section is a row that cannot be chosen."""

    FilterRole = Qt.ItemDataRole.UserRole
    CountRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[str | QuickFilter] = []
        self._counts: dict[str, int] = {}

    def show_sections(self, sections: tuple[tuple[str, tuple[QuickFilter, ...]], ...]) -> None:
        """Show these sections; ones without filters are left out."""
        self.beginResetModel()
        self._rows = []
        for title, filters in sections:
            if filters:
                self._rows += [title, *filters]
        self.endResetModel()

    def show_count(self, key: str, count: int) -> None:
        """Show how many tickets a quick filter lists."""
        if self._counts.get(key) == count:
            return
        self._counts[key] = count
        index = self.index_of(key)
        self.dataChanged.emit(index, index)

    def count_of(self, key: str) -> int | None:
        """The count shown for a quick filter, None while it is not known."""
        return self._counts.get(key)

    def index_of(self, key: str) -> QModelIndex:
        """Where a quick filter stands; an invalid index for one that does not."""
        for row, entry in enumerate(self._rows):
            if isinstance(entry, QuickFilter) and entry.key == key:
                return self.index(row)
        return QModelIndex()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], QuickFilter):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        if isinstance(entry, str):
            return entry if role == Qt.ItemDataRole.DisplayRole else None
        count = self._counts.get(entry.key)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.tr(entry.name)
            case self.FilterRole:
                return entry
            case self.CountRole:
                return count
            case Qt.ItemDataRole.AccessibleTextRole if count is not None:
                return self.tr("{0}, {1} tickets").format(self.tr(entry.name), count)
            case _:
                return None


class _RowPainter(QStyledItemDelegate):
    """Draws a section's title, or a filter's icon, name and count."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        height = QFontMetrics(option.font).height()
        is_filter = index.data(QuickFilterModel.FilterRole) is not None
        return QSize(0, height + (_ROW_AIR if is_filter else _SECTION_AIR))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> None:
        tokens = theme().tokens
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font = QFont(option.font)
        entry = index.data(QuickFilterModel.FilterRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry is None:
            font.setPointSizeF(font.pointSizeF() * 0.85)
            font.setWeight(QFont.Weight.DemiBold)
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            painter.setFont(font)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(
                rect.adjusted(3 * SPACE, 0, -2 * SPACE, -SPACE),
                Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft,
                str(index.data()),
            )
            painter.restore()
            return
        is_active = bool(state & QStyle.StateFlag.State_Selected)
        box = rect.adjusted(SPACE, 0, -SPACE, 0)
        if is_active or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection if is_active else tokens.hover))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        if state & QStyle.StateFlag.State_HasFocus and self._is_keyboard_focus():
            painter.setPen(QColor(tokens.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        inside = box.adjusted(2 * SPACE, 0, -2 * SPACE, 0)
        mark = QRect(inside.left(), inside.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        tint = "danger" if entry.key == "overdue" else "accent" if is_active else "muted"
        icon(entry.icon, tint).paint(painter, mark)
        count = index.data(QuickFilterModel.CountRole)
        shown = "" if count is None else self._grouped(count)
        room = QFontMetrics(font).horizontalAdvance(shown)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted_on_selection if is_active else tokens.muted))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        font.setWeight(QFont.Weight.DemiBold if is_active else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        words = inside.adjusted(_ICON + 2 * SPACE, 0, -(room + 2 * SPACE), 0)
        name = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()

    def _is_keyboard_focus(self) -> bool:
        parent = self.parent()
        return isinstance(parent, _FilterList) and parent.moved_by_key

    def _grouped(self, count: int) -> str:
        parent = self.parent()
        assert isinstance(parent, QWidget)  # noqa: S101  # made so, below
        return parent.locale().toString(count)


class _FilterList(QListView):
    """A list whose arrow keys choose at once, and whose chosen row can be given up by a click."""

    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.moved_by_key = False

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.moved_by_key = False
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.selectionModel().isSelected(index):
            self.given_up.emit()
            return
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.moved_by_key = True
        super().keyPressEvent(event)


class QuickFilterDock(QWidget):
    """The quick filters: sections, icons, names, counts; the active one filled.

    `quick_filter_chosen` carries a `QuickFilter`, or None when none is active any more.
    `sections_shown` says that other filters are there to choose from.
    """

    quick_filter_chosen = Signal(object)
    sections_shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quickFilterDock")
        self._model = QuickFilterModel(self)
        self._list = _FilterList(self)
        self._list.setObjectName("quickFilterList")
        self._list.setAccessibleName(self.tr("Quick filters"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_RowPainter(self._list))
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(self._list)
        self.setFocusProxy(self._list)
        self._list.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._list.given_up.connect(self.clear)
        theme().changed.connect(self._on_theme_changed)

    @property
    def active(self) -> QuickFilter | None:
        """The quick filter in force."""
        chosen = self._list.selectionModel().selectedIndexes()
        return chosen[0].data(QuickFilterModel.FilterRole) if chosen else None

    @property
    def counts(self) -> dict[str, int | None]:
        """What is shown beside each quick filter."""
        return {entry.key: self._model.count_of(entry.key) for entry in self.filters}

    @property
    def filters(self) -> tuple[QuickFilter, ...]:
        """All quick filters from top to bottom: Ctrl+1 is the first."""
        entries = (
            self._model.index(row).data(QuickFilterModel.FilterRole)
            for row in range(self._model.rowCount())
        )
        return tuple(entry for entry in entries if entry is not None)

    def show_sections(self, sections: tuple[tuple[str, tuple[QuickFilter, ...]], ...]) -> None:
        """Show these sections, keeping the active filter if it is still there."""
        active = self.active
        self._model.show_sections(sections)
        if active is not None:
            self.choose(active.key)
        self.sections_shown.emit()

    def show_count(self, key: str, count: int) -> None:
        """Show how many tickets a quick filter lists."""
        if self._model.index_of(key).isValid():
            self._model.show_count(key, count)

    def choose(self, key: str) -> None:
        """Make a quick filter the active one; an unknown key changes nothing."""
        index = self._model.index_of(key)
        if index.isValid():
            self._list.setCurrentIndex(index)

    def clear(self) -> None:
        """Have no active quick filter."""
        self._list.selectionModel().clear()

    def _on_selection_changed(self) -> None:
        self.quick_filter_chosen.emit(self.active)

    def _on_theme_changed(self) -> None:
        self._list.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(232, 480)

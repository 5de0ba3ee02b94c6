"""The only place for the rows of the dock: sections, quick filters, their counts and their order.

Saved filters can be dragged within their section, and renamed by who may change them; what the user
does so is told (`renamed`, `moved`), and stored by whoever listens.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.ui.filters.quick_filter_words import hint_of, spoken_state
from helpdesk_desktop.ui.plain_text import tooltip

AnyIndex = QModelIndex | QPersistentModelIndex
Sections = tuple[tuple[str, tuple[QuickFilter, ...]], ...]

_ROOT = QModelIndex()
_MIME = "application/x-helpdesk-quick-filter"


def quick_filter_name(entry: QuickFilter) -> str:
    """What a quick filter is called: a system one in the user's language, others as they are."""
    if entry.saved is not None:
        return entry.name
    return QCoreApplication.translate("QuickFilterModel", entry.name)


class QuickFilterModel(QAbstractListModel):
    """Sections and quick filters as one list; a section is a row that cannot be chosen.

    `renamed` carries a filter's key and its new name, `moved` the keys of one section in their new
    order.
    """

    FilterRole = Qt.ItemDataRole.UserRole
    CountRole = Qt.ItemDataRole.UserRole + 1
    ChangedRole = Qt.ItemDataRole.UserRole + 2

    renamed = Signal(str, str)
    moved = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[str | QuickFilter] = []
        self._counts: dict[str, int] = {}
        self._changed: frozenset[str] = frozenset()

    def show_sections(self, sections: Sections) -> None:
        """Show these sections; ones without filters are left out."""
        self.beginResetModel()
        self._rows = []
        for title, filters in sections:
            if filters:
                self._rows += [title, *filters]
        self.endResetModel()

    def mark_changed(self, keys: frozenset[str]) -> None:
        """Mark these filters: what is on screen differs from what is saved of them."""
        for key in keys ^ self._changed:
            index = self.index_of(key)
            self._changed = (self._changed | {key}) if key in keys else (self._changed - {key})
            if index.isValid():
                self.dataChanged.emit(index, index)

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

    def is_filter(self, row: int) -> bool:
        """Whether a row is a quick filter, and no section."""
        return isinstance(self._rows[row], QuickFilter)

    def filter_at(self, index: AnyIndex) -> QuickFilter | None:
        """The quick filter of a row; None for a section and where there is no row."""
        entry = self._rows[index.row()] if index.isValid() else None
        return entry if isinstance(entry, QuickFilter) else None

    @property
    def own_keys(self) -> tuple[str, ...]:
        """The keys of the agent's own filters, from top to bottom."""
        return tuple(
            entry.key for entry in self._rows if isinstance(entry, QuickFilter) and entry.is_own
        )

    def keys_beside(self, key: str) -> tuple[str, ...]:
        """The keys of the section that a saved filter can be moved in, from top to bottom."""
        entry = self.filter_at(self.index_of(key))
        if entry is None or entry.saved is None:
            return ()
        return tuple(
            one.key
            for one in self._rows
            if isinstance(one, QuickFilter) and one.saved and one.is_own == entry.is_own
        )

    def move_by(self, key: str, step: int) -> bool:
        """Move a filter up (-1) or down (1) within its section; False where it cannot."""
        keys = self.keys_beside(key)
        if key not in keys or not 0 <= keys.index(key) + step < len(keys):
            return False
        self._put(key, keys.index(key) + step)
        return True

    def _put(self, key: str, place: int) -> None:
        keys = self.keys_beside(key)
        first, at = self._first_beside(key), keys.index(key)
        if place == at:
            return
        # Qt counts the place before the row is taken out.
        target = first + place + (1 if place > at else 0)
        self.beginMoveRows(_ROOT, first + at, first + at, _ROOT, target)
        self._rows.insert(first + place, self._rows.pop(first + at))
        self.endMoveRows()
        self.moved.emit(self.keys_beside(key))

    def _first_beside(self, key: str) -> int:
        return self.index_of(self.keys_beside(key)[0]).row()

    def _dragged(self, data: QMimeData) -> str | None:
        key = bytes(data.data(_MIME).data()).decode("utf-8", "replace")
        return key if self.keys_beside(key) else None

    # What Qt asks

    @override
    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        entry = self.filter_at(index)
        if entry is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled
        if entry.is_usable:
            flags |= Qt.ItemFlag.ItemIsSelectable
        if entry.saved is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if entry.may_edit:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        if isinstance(entry, str):
            return entry if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._name(entry)
            case Qt.ItemDataRole.EditRole:
                return entry.name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._hint(entry, is_heard=role != Qt.ItemDataRole.ToolTipRole)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(entry)
            case self.FilterRole:
                return entry
            case self.CountRole:
                return self._counts.get(entry.key) if entry.is_usable else None
            case self.ChangedRole:
                return entry.key in self._changed
            case _:
                return None

    def _name(self, entry: QuickFilter) -> str:
        return quick_filter_name(entry) or self.tr("(no name)")

    def _hint(self, entry: QuickFilter, *, is_heard: bool) -> str | None:
        hint = hint_of(entry, self._name(entry), is_changed=entry.key in self._changed)
        if is_heard:  # behind the name, which is heard already
            return hint.partition("\n")[2] or None
        return tooltip(hint) if hint else None

    def _spoken(self, entry: QuickFilter) -> str | None:
        if not entry.is_usable:
            return self.tr("{0}, cannot be used").format(self._name(entry))
        state = spoken_state(entry, is_changed=entry.key in self._changed)
        count = self._counts.get(entry.key)
        if count is None:
            return ", ".join((self._name(entry), *state)) if state else None
        said = self.tr("{0}, {1} tickets").format(self._name(entry), count)
        return ", ".join((said, *state))

    @override
    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self.filter_at(index)
        if role != Qt.ItemDataRole.EditRole or entry is None or not entry.may_edit:
            return False
        self.renamed.emit(entry.key, str(value))
        return True

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        entry = self.filter_at(indexes[0]) if indexes else None
        if entry is not None and entry.saved is not None:
            data.setData(_MIME, entry.key.encode())
        return data

    @override
    def canDropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,
        parent: AnyIndex,
    ) -> bool:
        key = self._dragged(data)
        if action != Qt.DropAction.MoveAction or key is None:
            return False
        first = self._first_beside(key)
        return not parent.isValid() and first <= row <= first + len(self.keys_beside(key))

    @override
    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,
        parent: AnyIndex,
    ) -> bool:
        key = self._dragged(data)
        if key is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        place = row - self._first_beside(key)
        # The place is counted with the dragged row still in it.
        self._put(key, place - 1 if place > self.keys_beside(key).index(key) else place)
        return True

"""The only place that knows which contacts, or companies, a list shows.

First page, then all ids, then rows in blocks as they come into sight. `data()` looks up and never
reads. What is on screen stays until its successor has come; a late or failed question clears
nothing. Others' changes are read together (`JoinedChanges`); the selection is carried by id.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.services.contracts import BLOCK_ROWS, Desk
from helpdesk_desktop.ui.contacts.entry_columns import EntryColumn
from helpdesk_desktop.ui.list.chosen_rows import place_of
from helpdesk_desktop.ui.list.joined_changes import JoinedChanges
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.list.ticket_model import ListState
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.tasks import TaskRunner

# A list that comes sooner needs no word about loading.
_PATIENCE_MS = 150
# 96 blocks, some 10 MB.
_KEPT_ROWS = 96 * BLOCK_ROWS
_ON_THE_WAY = 2

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class EntryReads(Protocol):
    """What a list of contacts or of companies is read with."""

    def first_page(
        self, spec: ContactSpec, cancel: Cancellation, *, limit: int = ...
    ) -> tuple[Any, ...]:
        """The first rows."""
        ...

    def ids(self, spec: ContactSpec, cancel: Cancellation) -> "array[int]":
        """All ids in order."""
        ...

    def rows(self, ids: Sequence[int], cancel: Cancellation) -> tuple[Any | None, ...]:
        """Rows by id; None where there is none any more."""
        ...


@dataclass(slots=True)
class EntryRow:
    """One row as it is painted; `row` is None where the viewer no longer sees it."""

    id: int
    row: Any
    texts: tuple[str, ...]
    is_stale: bool = False


class EntryModel(QAbstractTableModel):
    """The contacts, or companies, that a `ContactSpec` matches, by exact row number.

    `state_changed` carries a `ListState`, `count_changed` how many match (None: not known yet),
    `failed` the `HelpdeskError` of a question. `about_to_change` and `changed` frame a list whose
    rows may stand elsewhere.
    """

    state_changed = Signal(object)
    count_changed = Signal(object)
    failed = Signal(object)
    about_to_change = Signal()
    changed = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        reads: Callable[[Desk], EntryReads],
        columns: tuple[EntryColumn, ...],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._reads = reads
        self._all_columns = self._columns = columns
        self._desk: Desk | None = None
        self._names: Names | None = None
        self._spec: ContactSpec | None = None
        self._ids: array[int] = array("I")
        self._rows: dict[int, EntryRow] = {}
        self._has_all = False
        self._state = ListState.IDLE
        self._lane = ("entries", id(self))
        self._generation = 0
        self._visible = (0, 0)
        self._missed: set[int] = set()
        self._on_the_way: set[int] = set()
        self.joined = JoinedChanges(self)
        self.joined.due.connect(self._on_changes_due)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_ended)
        self._gather = QTimer(self, singleShot=True, interval=0)
        self._gather.timeout.connect(self._ask_for_missed)

    @property
    def columns(self) -> tuple[EntryColumn, ...]:
        """The shown columns in their order."""
        return self._columns

    @property
    def spec(self) -> ContactSpec | None:
        """What was asked last."""
        return self._spec

    @property
    def state(self) -> ListState:
        """What the place of the list shows."""
        return self._state

    @property
    def matching(self) -> int | None:
        """How many match, None while it is not known."""
        return len(self._ids) if self._has_all else None

    @property
    def ids(self) -> "array[int]":
        """The ids of the known rows, in order."""
        return self._ids

    def row_at(self, row: int) -> EntryRow | None:
        """What is known of a row, to paint it; a miss is noted and asked for."""
        found = self._rows.get(self._ids[row]) if row < len(self._ids) else None
        if found is None or found.is_stale:
            self._missed.add(row // BLOCK_ROWS)
            if not self._gather.isActive():
                self._gather.start()
        return found

    def id_at(self, row: int) -> int | None:
        """What stands in a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, number: int) -> int | None:
        """Where something stands, None when the list does not show it or does not know yet."""
        return place_of(number, self._ids)

    def is_left(self, _row: int) -> bool:
        """What others change is shown at once here."""
        return False

    def is_overdue(self, _row: Any) -> bool:
        """Nothing here is ever due."""
        return False

    def header_at(self, _row: int) -> Any:
        """Nothing is grouped here."""
        return None

    def name_of(self, _header: Any) -> str:
        """Nothing is grouped here."""
        return ""

    # What to show

    def set_desk(self, desk: Desk, names: Names) -> None:
        """Read from this desk; `names` says its people."""
        self._generation += 1
        self._desk, self._names = desk, names
        self._spec = None
        self._rows.clear()

    def set_names(self, names: Names) -> None:
        """Say people with these words from now on."""
        self._names = names
        self._make_stale()

    def set_columns(self, keys: tuple[str, ...]) -> None:
        """Show these columns in this order; unknown keys are left out."""
        by_key = {column.key: column for column in self._all_columns}
        columns = tuple(by_key[key] for key in keys if key in by_key)
        if columns == self._columns:
            return
        self.about_to_change.emit()
        self.beginResetModel()
        self._columns = columns
        self._rows.clear()
        self.endResetModel()
        self.changed.emit()

    def show(self, spec: ContactSpec) -> None:
        """List what the spec matches; the old rows stay until the first page has come."""
        desk, names = self._desk, self._names
        if desk is None or names is None:
            return
        self._spec = spec
        self.joined.begin()
        self.joined.forget()
        self._patience.start()
        reads, columns = self._reads(desk), self._columns

        def work(cancel: Cancellation) -> list[EntryRow]:
            page = reads.first_page(spec, cancel)
            return [_said(row.id, row, columns, names) for row in page]

        self._runner.run(work, self._on_page, failed=self._on_failed, lane=self._lane, owner=self)

    def refresh(self) -> None:
        """Read the list again; selection and scroll stay."""
        if self._spec is not None:
            self._make_stale()
            self._read_ids()

    def take_changes(self, *, is_touched: bool) -> None:
        """Somebody changed something that this list may show."""
        if is_touched and self._spec is not None:
            self._make_stale()
            self.joined.want()

    def set_viewport(self, first: int, last: int) -> None:
        """Tell which rows are on screen."""
        self._visible = (first, last)
        ahead = last + BLOCK_ROWS // 2
        if ahead < len(self._ids) and self._ids[ahead] not in self._rows:
            self._missed.add(ahead // BLOCK_ROWS)
            self._gather.start()

    def stop(self) -> None:
        """Ask nothing more."""
        for timer in (self._patience, self._gather):
            timer.stop()
        self.joined.stop()
        self._generation += 1
        self._desk = None

    # What comes back

    def _on_page(self, page: list[EntryRow]) -> None:
        self._patience.stop()
        self._has_all = len(page) < BLOCK_ROWS
        self._put(array("I", [row.id for row in page]), page)
        self._set_state(ListState.SHOWN if page else ListState.EMPTY)
        self.count_changed.emit(self.matching)
        if self._has_all:
            self.joined.end()
        else:
            self._read_ids()

    def _read_ids(self) -> None:
        desk, spec = self._desk, self._spec
        if desk is None or spec is None:
            return
        self.joined.begin()
        reads = self._reads(desk)
        self._runner.run(
            lambda cancel: reads.ids(spec, cancel),
            self._on_ids,
            failed=self._on_failed,
            lane=self._lane,
            owner=self,
        )

    def _on_ids(self, ids: "array[int]") -> None:
        self.joined.end()
        known = len(self._ids)
        self._has_all = True
        if ids == self._ids:
            self._repaint()
        elif known and ids[:known] == self._ids:
            # The page was the beginning of it: nothing on screen moves.
            self.beginInsertRows(_ROOT, known, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
        else:
            self._put(ids, ())
        self._set_state(ListState.SHOWN if ids else ListState.EMPTY)
        self.count_changed.emit(self.matching)

    def _put(self, ids: "array[int]", page: Sequence[EntryRow]) -> None:
        self.about_to_change.emit()
        self.beginResetModel()
        self._generation += 1
        self._missed.clear()
        self._on_the_way.clear()
        if len(self._rows) > _KEPT_ROWS:
            self._rows.clear()
        self._ids = ids
        self._rows.update((row.id, row) for row in page)
        self.endResetModel()
        self.changed.emit()

    def _ask_for_missed(self) -> None:
        desk, names = self._desk, self._names
        if desk is None or names is None:
            return
        first, last = (row // BLOCK_ROWS for row in self._visible)
        wanted = [block for block in sorted(self._missed) if first - 1 <= block <= last + 1]
        self._missed.clear()
        for block in wanted:
            if block in self._on_the_way:
                continue
            if len(self._on_the_way) >= _ON_THE_WAY:
                self._missed.add(block)
                continue
            ids = self._ids[block * BLOCK_ROWS : (block + 1) * BLOCK_ROWS]
            if ids:
                self._on_the_way.add(block)
                self._read_block(self._reads(desk), names, block, ids)

    def _read_block(self, reads: EntryReads, names: Names, block: int, ids: "array[int]") -> None:
        columns, generation = self._columns, self._generation

        def work(cancel: Cancellation) -> list[EntryRow]:
            rows = reads.rows(ids, cancel)
            return [
                _said(number, row, columns, names) for number, row in zip(ids, rows, strict=True)
            ]

        def land(rows: list[EntryRow]) -> None:
            if generation != self._generation:
                return
            self._on_the_way.discard(block)
            if columns is self._columns:
                self._rows.update((row.id, row) for row in rows)
            self._repaint()
            if self._missed:
                self._gather.start()

        def fail(error: HelpdeskError) -> None:
            if generation == self._generation:
                self._on_the_way.discard(block)
                self.failed.emit(error)

        self._runner.run(work, land, failed=fail, owner=self)

    def _on_failed(self, error: HelpdeskError) -> None:
        self._patience.stop()
        self.joined.end()
        if not self._ids:
            self._set_state(ListState.FAILED)
        self.failed.emit(error)

    def _on_changes_due(self) -> None:
        self._read_ids()

    def _on_patience_ended(self) -> None:
        if not self._ids:
            self._set_state(ListState.LOADING)

    def _make_stale(self) -> None:
        self._generation += 1
        self._on_the_way.clear()
        for row in self._rows.values():
            row.is_stale = True
        self._repaint()

    def _set_state(self, state: ListState) -> None:
        # Told again too: the sentence of an empty list hangs on what was asked.
        if state is not self._state or state is ListState.EMPTY:
            self._state = state
            self.state_changed.emit(state)

    def _repaint(self) -> None:
        last = min(self._visible[1] + 1, len(self._ids) - 1)
        first = min(self._visible[0], last)
        if last >= 0 and self._columns:
            bottom = self.index(last, len(self._columns) - 1)
            self.dataChanged.emit(self.index(max(first, 0), 0), bottom)

    # What Qt asks

    @override
    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        if role not in {_DISPLAY, _TOOLTIP, _SPOKEN}:
            return None
        found = self.row_at(index.row())
        if found is None:
            return None
        text = found.texts[index.column()]
        return tooltip(text) if role == _TOOLTIP else text

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        is_ours = orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._columns)
        if is_ours and role in {_DISPLAY, _TOOLTIP, _SPOKEN}:
            return self._columns[section].title()
        return None


def _said(number: int, row: Any, columns: tuple[EntryColumn, ...], names: Names) -> EntryRow:
    if row is None:
        return EntryRow(number, None, ("",) * len(columns))
    return EntryRow(number, row, tuple(column.text(row, names) for column in columns))

"""The only place that knows which tickets the list shows: first page, then count, then all serials.

- `data()` looks up and never reads (`row_blocks` does, a moment later).
- What is on screen stays until its successor has come: a failed or late question clears nothing.
- Selected rows are carried by serial across every reset (`about_to_reset`, `places_found`).
"""

from array import array
from dataclasses import dataclass
from enum import Enum
from typing import Any

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
from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.ticket import Status, TicketRow
from helpdesk_desktop.services.contracts import BLOCK_ROWS, Desk
from helpdesk_desktop.ui.list.chosen_rows import (
    NOTHING_CHOSEN,
    Chosen,
    Places,
    find_places,
    place_of,
)
from helpdesk_desktop.ui.list.list_rows import ListRow, say
from helpdesk_desktop.ui.list.row_blocks import RowBlocks
from helpdesk_desktop.ui.list.ticket_columns import (
    COLUMN_BY_KEY,
    DEFAULT_COLUMNS,
    Names,
    TicketColumn,
    asks_ccs,
    spoken_title,
)
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.tasks import TaskRunner

# QTableView holds 59.0M rows of 36 px and hangs at 59.7M (2^31 pixels).
MOST_ROWS = 50_000_000
# A list that comes sooner needs no word about loading.
_PATIENCE_MS = 150
_MINUTE_MS = 60_000
_LANE = "list"

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ListState(Enum):
    """What the place of the list shows."""

    IDLE = "idle"  # nothing was asked yet
    LOADING = "loading"  # asked, nothing to show yet, and it takes its time
    SHOWN = "shown"
    EMPTY = "empty"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class _FullList:
    serials: "array[int]"
    chosen: Chosen
    places: Places


class TicketModel(QAbstractTableModel):
    """The tickets that a `FilterSpec` matches, by exact row number.

    `state_changed` carries a `ListState`, `count_changed` the number of matching tickets, None
    while it is not known. `failed` carries the `HelpdeskError` of a list question.
    """

    state_changed = Signal(object)
    count_changed = Signal(object)
    failed = Signal(object)
    about_to_reset = Signal()
    places_found = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._spec: FilterSpec | None = None
        self._columns = tuple(COLUMN_BY_KEY[key] for key in DEFAULT_COLUMNS)
        self._blocks = RowBlocks(runner, self._columns, self)
        self._row_count = 0
        self._matching: int | None = None
        self._has_all_serials = False
        self._state = ListState.IDLE
        self._chosen = NOTHING_CHOSEN
        self._blocks.landed.connect(self._repaint)
        self._blocks.failed.connect(self.failed)
        self._patience = _timer(self, _PATIENCE_MS, self._on_patience_ended)
        self._clock = _timer(self, _MINUTE_MS, self._on_minute_passed, is_single=False)

    # What is shown

    @property
    def columns(self) -> tuple[TicketColumn, ...]:
        """The shown columns in their order."""
        return self._columns

    @property
    def spec(self) -> FilterSpec | None:
        """What was asked last."""
        return self._spec

    @property
    def state(self) -> ListState:
        """What the place of the list shows."""
        return self._state

    @property
    def matching(self) -> int | None:
        """How many tickets match, None while it is not known."""
        return self._matching

    @property
    def is_cut(self) -> bool:
        """Whether more tickets match than a table can hold; the tail is reached by filtering."""
        return self._matching is not None and self._matching > MOST_ROWS

    @property
    def has_all_serials(self) -> bool:
        """Whether every row's serial is known, not only those of the first page."""
        return self._has_all_serials

    def row_at(self, row: int) -> ListRow | None:
        """What is known of a row, to paint it; a miss is noted and asked for."""
        return self._blocks.row_at(row)

    def serial_at(self, row: int) -> int | None:
        """The ticket in a row, None while it is not known."""
        serials = self._blocks.serials
        return serials[row] if 0 <= row < len(serials) else None

    def serials_between(self, first: int, last: int) -> "array[int]":
        """The known tickets of a range of rows, both ends included."""
        return self._blocks.serials[first : last + 1]

    def is_overdue(self, row: TicketRow) -> bool:
        """Whether a row was due before now and is not closed."""
        names = self._blocks.names
        return (
            row.due_us is not None
            and row.status != Status.CLOSED
            and names is not None
            and names.times.is_past(row.due_us)
        )

    def row_of(self, serial: int) -> int | None:
        """Where a ticket stands, None when the list does not show it or does not know yet."""
        return place_of(serial, self._blocks.serials)

    # What to show

    @property
    def has_desk(self) -> bool:
        """Whether there is a database to read from."""
        return self._desk is not None

    def set_desk(self, desk: Desk, names: Names) -> None:
        """Read from this desk; `names` says its people and choices."""
        self._desk = desk
        self._blocks.set_desk(desk, names)
        self._clock.start()

    def set_names(self, names: Names) -> None:
        """Say people, choices and times with these words from now on."""
        self._blocks.set_names(names)
        self._repaint(*self._blocks.visible)

    def set_columns(self, keys: tuple[str, ...]) -> None:
        """Show these columns in this order; unknown keys are left out."""
        columns = tuple(COLUMN_BY_KEY[key] for key in keys if key in COLUMN_BY_KEY)
        if columns == self._columns:
            return
        self.about_to_reset.emit()
        self.beginResetModel()
        self._columns = columns
        self._blocks.set_columns(columns)
        self.endResetModel()
        self._tell_places()

    def choose(self, chosen: Chosen) -> None:
        """Carry this selection over to the next list."""
        self._chosen = chosen

    def show(self, spec: FilterSpec) -> None:
        """List what the spec matches; the old rows stay until the first page has come."""
        names = self._blocks.names
        if self._desk is None or names is None:
            return
        if spec == self._spec and self._has_all_serials:
            self.refresh()
            return
        self._spec = spec
        self._patience.start()
        desk, columns = self._desk, self._columns
        minute = self._blocks.minute

        def read_page(cancel: Cancellation) -> list[ListRow]:
            page = desk.tickets.first_page(spec, cancel, has_ccs=asks_ccs(columns))
            serials = [row.serial for row in page]
            return say(serials, page, columns, names.at(desk.clock.now()), minute)

        def land(page: list[ListRow]) -> None:
            if columns is self._columns:
                self._on_page_landed(page)
            else:
                # Its texts are those of other columns, chosen while it was on its way.
                self._spec = None
                self.show(spec)

        self._runner.run(read_page, land, failed=self._on_list_failed, lane=_LANE, owner=self)

    def refresh(self) -> None:
        """Read the list again; selection and scroll stay, rows change where they did."""
        if self._desk is None or self._spec is None:
            return
        if not self._has_all_serials:
            spec, self._spec = self._spec, None
            self.show(spec)
            return
        self._blocks.mark_stale(None)
        self._read_serials()
        self._repaint(0, self._row_count - 1)

    def take_changes(self, changes: Changes, _initiator: object = None) -> None:
        """Rows that were changed are read again; the list itself may have changed with them."""
        if changes.kinds == frozenset({ChangeKind.READ}):
            self._blocks.mark_stale(changes.tickets)
            self._repaint(*self._blocks.visible)
            return
        if changes.tickets or changes.contacts or changes.is_everything:
            self.refresh()

    def set_viewport(self, first: int, last: int) -> None:
        """Tell which rows are on screen: times there stay fresh, the next block comes early."""
        self._blocks.set_viewport(first, last)

    def stop(self) -> None:
        """Ask nothing more: the window closes."""
        for timer in (self._patience, self._clock):
            timer.stop()
        self._blocks.stop()
        self._desk = None

    # What comes back

    def _on_page_landed(self, page: list[ListRow]) -> None:
        self._patience.stop()
        is_all = len(page) < BLOCK_ROWS
        self.about_to_reset.emit()
        self.beginResetModel()
        self._blocks.mark_stale(None)
        self._blocks.begin_list(_packed([row.serial for row in page]), page)
        self._row_count = len(page)
        self._has_all_serials = is_all
        self._matching = len(page) if is_all else None
        self.endResetModel()
        self._tell_places()
        self._set_state(ListState.SHOWN if page else ListState.EMPTY)
        self.count_changed.emit(self._matching)
        if not is_all:
            self._read_count()

    def _read_count(self) -> None:
        desk, spec = self._desk, self._spec
        if desk is None or spec is None:
            return
        self._runner.run(
            lambda cancel: desk.tickets.count(spec, cancel),
            self._on_count_landed,
            failed=self._on_list_failed,
            lane=_LANE,
            owner=self,
        )

    def _on_count_landed(self, count: int) -> None:
        self._set_row_count(count)
        self._read_serials()

    def _read_serials(self) -> None:
        desk, spec, chosen = self._desk, self._spec, self._chosen
        if desk is None or spec is None:
            return

        def read(cancel: Cancellation) -> _FullList:
            serials = desk.tickets.ids(spec, cancel)
            shown = min(len(serials), MOST_ROWS)
            return _FullList(serials, chosen, find_places(chosen, serials, shown))

        self._runner.run(
            read, self._on_serials_landed, failed=self._on_list_failed, lane=_LANE, owner=self
        )

    def _on_serials_landed(self, full: _FullList) -> None:
        self._patience.stop()
        known = len(self._blocks.serials)
        is_same_start = self._blocks.serials == full.serials[:known]
        if self._has_all_serials and not (is_same_start and known == len(full.serials)):
            # A refresh found another list: one reset, the view puts selection and scroll back.
            self.about_to_reset.emit()
            self.beginResetModel()
            self._take_serials(full.serials)
            self._row_count = min(len(full.serials), MOST_ROWS)
            self.endResetModel()
            self._tell_places()
        else:
            self._take_serials(full.serials)
            self._set_row_count(len(full.serials))
            self._repaint(*self._blocks.visible)
            # The user may have chosen otherwise while the serials were on their way.
            if full.chosen is self._chosen and not full.chosen.is_empty:
                self.places_found.emit(full.places)
        self._matching = len(full.serials)
        self._set_state(ListState.SHOWN if self._row_count else ListState.EMPTY)
        self.count_changed.emit(self._matching)

    def _take_serials(self, serials: "array[int]") -> None:
        self._blocks.begin_list(serials)
        self._has_all_serials = True

    def _tell_places(self) -> None:
        places = find_places(self._chosen, self._blocks.serials, self._row_count)
        self.places_found.emit(places)

    def _set_row_count(self, count: int) -> None:
        shown = max(min(count, MOST_ROWS), 0)
        if shown > self._row_count:
            self.beginInsertRows(_ROOT, self._row_count, shown - 1)
            self._row_count = shown
            self.endInsertRows()
        elif shown < self._row_count:
            self.beginRemoveRows(_ROOT, shown, self._row_count - 1)
            self._row_count = shown
            self.endRemoveRows()
        if count != self._matching:
            self._matching = count
            self.count_changed.emit(count)

    def _on_list_failed(self, error: HelpdeskError) -> None:
        self._patience.stop()
        if self._row_count == 0:
            self._set_state(ListState.FAILED)
        self.failed.emit(error)

    def _on_minute_passed(self) -> None:
        desk = self._desk
        if desk is None or self._state is not ListState.SHOWN:
            return
        self._runner.run(
            lambda _: Names(desk.directory(), desk.clock.now(), desk.clock.zone),
            self.set_names,
            failed=lambda _: None,  # a lost server is told of by the questions that matter
            lane="names",
            owner=self,
        )

    def _on_patience_ended(self) -> None:
        if self._row_count == 0:
            self._set_state(ListState.LOADING)

    def _set_state(self, state: ListState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def _repaint(self, first: int, last: int) -> None:
        last = min(last, self._row_count - 1)
        if 0 <= first <= last and self._columns:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    # What Qt asks

    @override
    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self._row_count

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
        column = index.column()
        if role == _TOOLTIP:
            return self._hint(found, column)
        return found.texts[column]

    def _hint(self, found: ListRow, column: int) -> str:
        hint = self._columns[column].hint
        if found.row is None:
            return tooltip(self.tr("This ticket is no longer visible to you."))
        names = self._blocks.names
        if hint is None or names is None:
            return tooltip(found.texts[column])
        return tooltip(hint(found.row, names))

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == _DISPLAY:
            return self._columns[section].title()
        if role in {_TOOLTIP, _SPOKEN}:
            return spoken_title(self._columns[section])
        return None


def _timer(owner: TicketModel, ms: int, slot: Any, *, is_single: bool = True) -> QTimer:
    made = QTimer(owner)
    made.setSingleShot(is_single)
    made.setInterval(ms)
    made.timeout.connect(slot)
    return made


def _packed(serials: list[int]) -> "array[int]":
    return array("I" if max(serials, default=0) < 2**32 else "Q", serials)

"""The only place that knows which tickets the list shows: first page, then count, then all serials.

- `data()` looks up and never reads (`row_blocks` does, a moment later).
- What is on screen stays until its successor has come: a failed or late question clears nothing.
- Selected rows are carried by serial across every reset (`about_to_reset`, `places_found`).
- What others change moves no row on screen: those rows stay, greyed where they match no more, until
  the user does something (`held_rows`, `settle`). Counts are always those of what matches.

Long because one Qt model answers for page, count, serials and what is held, step by step.
"""

from array import array
from dataclasses import dataclass, replace
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
from helpdesk_desktop.domain.grouping import ListGroup, fitted
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Status, TicketRow
from helpdesk_desktop.services.contracts import BLOCK_ROWS, Desk
from helpdesk_desktop.ui.list.chosen_rows import (
    Chosen,
    Places,
    find_places,
    place_of,
)
from helpdesk_desktop.ui.list.column_set import STANDARD, ColumnSet
from helpdesk_desktop.ui.list.group_names import group_name, grouping_name
from helpdesk_desktop.ui.list.group_rows import GroupHeader, GroupRows
from helpdesk_desktop.ui.list.list_rows import ListRow, say
from helpdesk_desktop.ui.list.rereading import (
    LIST_LANE,
    Reread,
    Rereading,
    asks_for_unread,
    read_list,
)
from helpdesk_desktop.ui.list.row_blocks import RowBlocks
from helpdesk_desktop.ui.list.shown_table import Face
from helpdesk_desktop.ui.list.ticket_columns import (
    COLUMN_BY_KEY,
    DEFAULT_COLUMNS,
    Names,
    TicketColumn,
    asks_ccs,
    custom_keys,
    spoken_title,
)
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.tasks import TaskRunner

# QTableView holds 59.0M rows of 36 px and hangs at 59.7M (2^31 pixels).
MOST_ROWS = 50_000_000
# A list that comes sooner needs no word about loading.
_PATIENCE_MS = 150
_MINUTE_MS = 60_000

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
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
    groups: GroupRows | None


@dataclass(frozen=True, slots=True)
class _FirstPage:
    rows: list[ListRow]
    groups: GroupRows | None


class TicketModel(QAbstractTableModel):
    """The tickets that a `FilterSpec` matches, by exact row number.

    `known_changed` says that there are other columns to show: custom fields came, changed or went.
    `state_changed` carries a `ListState`, `count_changed` the number of matching tickets, None
    while it is not known. `failed` carries the `HelpdeskError` of a list question.
    `selection_asked` wants `choose` to be called; `about_to_hold` and `held` (a `Reread`) frame a
    change that moves no row on screen.
    """

    known_changed = Signal()
    state_changed = Signal(object)
    count_changed = Signal(object)
    failed = Signal(object)
    about_to_reset = Signal()
    selection_asked = Signal()
    about_to_hold = Signal()
    held = Signal(object)
    places_found = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._spec: FilterSpec | None = None
        self._known = STANDARD
        self._columns = tuple(COLUMN_BY_KEY[key] for key in DEFAULT_COLUMNS)
        self._blocks = RowBlocks(runner, self._columns, self)
        self._row_count = 0
        self._viewport = (0, 0)
        # What the groups on screen are groups of; another grouping may be on its way.
        self._grouped_by = ""
        # The row of the table that is looked at.
        self._watched = -1
        # Which groups are folded, of each column that was grouped by.
        self._folded: dict[str, frozenset[int | None]] = {}
        self._matching: int | None = None
        self._has_all_serials = False
        # Whether what is shown answers `_spec`: after a new question the old rows stay a while.
        self._is_answered = False
        self._state = ListState.IDLE
        self._rereading = Rereading(runner, self._blocks, self)
        self._rereading.make_groups = self._make_groups
        self._rereading.selection_asked.connect(self.selection_asked)
        self._rereading.landed.connect(self._on_reread)
        self._rereading.failed.connect(self._on_list_failed)
        self._rereading.joined.due.connect(self._on_changes_due)
        self._blocks.landed.connect(self._on_block_landed)
        self._blocks.failed.connect(self.failed)
        self._patience = _timer(self, _PATIENCE_MS, self._on_patience_ended)
        self._clock = _timer(self, _MINUTE_MS, self._on_minute_passed, is_single=False)

    # What is shown

    @property
    def columns(self) -> tuple[TicketColumn, ...]:
        """The shown columns in their order."""
        return self._columns

    @property
    def names(self) -> Names | None:
        """The words that rows are said with; None without a database."""
        return self._blocks.names

    @property
    def known(self) -> ColumnSet:
        """Every column that can be shown."""
        return self._known

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
        groups = self._blocks.groups
        if groups is None:
            return self._blocks.row_at(row)
        place = groups.list_row(row)
        return None if place is None else self._blocks.row_at(place)

    def serial_at(self, row: int) -> int | None:
        """The ticket in a row, None while it is not known and where a group's header stands."""
        serials, groups = self._blocks.serials, self._blocks.groups
        place = row if groups is None else groups.list_row(row)
        return serials[place] if place is not None and 0 <= place < len(serials) else None

    def serials_between(self, first: int, last: int) -> "array[int]":
        """The known tickets of a range of rows, both ends included."""
        groups = self._blocks.groups
        if groups is None:
            return self._blocks.serials[first : last + 1]
        found = array(self._blocks.serials.typecode)
        for begin, end in groups.list_ranges(first, last):
            found.extend(self._blocks.serials[begin : end + 1])
        return found

    @property
    def all_serials(self) -> "array[int]":
        """The known tickets of the whole list, folded ones too."""
        return self._blocks.serials[:MOST_ROWS]

    def tickets_between(self, first: int, last: int) -> int:
        """How many tickets a range of rows has, both ends included."""
        groups = self._blocks.groups
        if groups is None:
            return last - first + 1
        return sum(end - begin + 1 for begin, end in groups.list_ranges(first, last))

    # Groups

    @property
    def groups(self) -> GroupRows | None:
        """How the rows stand under their headers, None where they are not grouped."""
        return self._blocks.groups

    def header_at(self, row: int) -> GroupHeader | None:
        """The group's header in a row, None where that holds a ticket."""
        groups = self._blocks.groups
        return None if groups is None else groups.header_at(row)

    def title_of(self, header: GroupHeader) -> str:
        """What a group is called, with the column it is a group of."""
        names, column = self._blocks.names, self._grouped_by
        if names is None:
            return ""
        return self.tr("{column}: {group}").format(
            column=grouping_name(column, self._known),
            group=group_name(column, header.group, names),
        )

    def name_of(self, header: GroupHeader) -> str:
        """What a group is called."""
        names = self._blocks.names
        return "" if names is None else group_name(self._grouped_by, header.group, names)

    def toggle_group(self, row: int) -> None:
        """Fold the group of this row away, or show its rows again."""
        groups = self._blocks.groups
        if groups is None or not 0 <= row < self._row_count:
            return
        top = groups.header_row(row)
        header = groups.header_at(top)
        changed = groups.toggled(top)
        count = abs(changed.rows - groups.rows)
        if header is not None and header.is_folded:
            self.beginInsertRows(_ROOT, top + 1, top + count)
            self._put_groups(changed)
            self.endInsertRows()
        else:
            self.beginRemoveRows(_ROOT, top + 1, top + count)
            self._put_groups(changed)
            self.endRemoveRows()
        self._repaint(top, top)

    def fold_groups(self, *, is_folded: bool) -> None:
        """Fold every group away, or show all rows."""
        groups = self._blocks.groups
        if groups is None:
            return
        self.about_to_reset.emit()
        self.beginResetModel()
        self._put_groups(groups.with_all_folded() if is_folded else groups.with_folded(()))
        self.endResetModel()
        self._tell_places()

    def reveal(self, serial: int) -> int | None:
        """The row of a ticket, its group unfolded for it; None when the list does not show it."""
        row = self.row_of(serial)
        groups = self._blocks.groups
        if row is not None or groups is None:
            return row
        place = place_of(serial, self._blocks.serials)
        if place is None or place >= groups.tickets:
            return None
        self.toggle_group(groups.header_row_of(place))
        return self.row_of(serial)

    def ticket_row_from(self, row: int, step: int) -> int | None:
        """The next row that holds a ticket, from this one on up (-1) or down (1)."""
        while 0 <= row < self._row_count:
            if self.header_at(row) is None:
                return row
            row += step
        return None

    def _put_groups(self, groups: GroupRows) -> None:
        self._blocks.groups = groups
        self._row_count = groups.rows
        self._folded[self._grouped_by] = groups.folded

    def _make_groups(self, groups: tuple[ListGroup, ...]) -> GroupRows:
        # On the worker, for there may be many.
        group = None if self._spec is None else self._spec.group
        folded = frozenset() if group is None else self._folded.get(group.column, frozenset())
        return GroupRows(groups, folded, MOST_ROWS)

    def _as_folded(self, groups: GroupRows | None) -> GroupRows | None:
        # The user may have folded something while these were being read.
        folded = self._folded.get(self._grouped_by, frozenset())
        if groups is None or groups.folded == folded:
            return groups
        return groups.with_folded(folded)

    def _mapped(self, places: Places) -> Places:
        groups = self._blocks.groups
        if groups is None:
            return places
        is_all = self._rereading.chosen.is_all
        current = None if places.current is None else groups.table_row(places.current)
        if is_all:
            return Places(((0, groups.rows - 1),) if groups.rows else (), current)
        return Places(groups.table_ranges(places.ranges), current)

    def is_overdue(self, row: TicketRow) -> bool:
        """Whether a row was due before now and is not closed."""
        names = self._blocks.names
        return (
            row.due_us is not None
            and row.status != Status.CLOSED
            and names is not None
            and names.times.is_past(row.due_us)
        )

    def is_left(self, row: int) -> bool:
        """Whether the ticket of a row matches no more and only stays until the next action."""
        if self.is_settled or self._blocks.groups is not None:
            return False
        return self._rereading.is_left(self._blocks.serials[row])

    @property
    def is_settled(self) -> bool:
        """Whether exactly what matches is shown, in its order."""
        return self._rereading.is_settled

    def row_of(self, serial: int) -> int | None:
        """Where a ticket stands, None when the list does not show it or does not know yet."""
        place, groups = place_of(serial, self._blocks.serials), self._blocks.groups
        return place if place is None or groups is None else groups.table_row(place)

    # What to show

    @property
    def has_desk(self) -> bool:
        """Whether there is a database to read from."""
        return self._desk is not None

    def set_desk(self, desk: Desk, names: Names) -> None:
        """Read from this desk; `names` says its people and choices."""
        self._desk = desk
        self._blocks.set_desk(desk, names)
        self.know(names.directory)
        self._clock.start()

    def set_names(self, names: Names) -> None:
        """Say people, choices and times with these words from now on."""
        self._blocks.set_names(names)
        self.know(names.directory)
        self._repaint(*self._viewport)

    def know(self, directory: Directory) -> None:
        """There are the columns of these custom fields from now on."""
        if directory.custom_fields != self._known.directory.custom_fields:
            self._known = ColumnSet(directory, self._known)
            self.known_changed.emit()

    def set_columns(self, keys: tuple[str, ...]) -> None:
        """Show these columns in this order; unknown keys are left out."""
        by_key = self._known.by_key
        columns = tuple(by_key[key] for key in keys if key in by_key)
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
        self._rereading.chosen = chosen

    def show(self, spec: FilterSpec) -> None:
        """List what the spec matches; the old rows stay until the first page has come."""
        names = self._blocks.names
        if self._desk is None or names is None:
            return
        if spec == self._spec and self._has_all_serials:
            self.refresh()
            return
        self._spec = spec
        self._is_answered = False
        self._rereading.give_way()
        self._patience.start()
        desk, columns = self._desk, self._columns
        minute = self._blocks.minute

        def read_page(cancel: Cancellation) -> _FirstPage:
            counted = None if spec.group is None else desk.tickets.groups(spec, cancel)
            page = desk.tickets.first_page(
                spec, cancel, has_ccs=asks_ccs(columns), custom_keys=custom_keys(columns)
            )
            serials = [row.serial for row in page]
            rows = say(serials, page, columns, names.at(desk.clock.now()), minute)
            if counted is None:
                return _FirstPage(rows, None)
            if len(page) < BLOCK_ROWS:
                counted = fitted(counted, len(page))
            return _FirstPage(rows, self._make_groups(counted))

        def land(page: _FirstPage) -> None:
            if columns is self._columns:
                self._on_page_landed(page)
            else:
                # Its texts are those of other columns, chosen while it was on its way.
                self._spec = None
                self.show(spec)

        self._runner.run(read_page, land, failed=self._on_list_failed, lane=LIST_LANE, owner=self)

    def refresh(self) -> None:
        """Read the list again; selection and scroll stay, rows change where they did."""
        if self._desk is None or self._spec is None:
            return
        if not (self._has_all_serials and self._is_answered):
            spec, self._spec = self._spec, None
            self.show(spec)
            return
        self._blocks.mark_stale(None)
        self._rereading.joined.forget()
        self._rereading.read(self._desk, self._spec, is_live=False)
        self._repaint(0, self._row_count - 1)

    def take_changes(self, changes: Changes, _initiator: object = None) -> None:
        """Rows that were changed are read again; no row on screen moves for that."""
        if changes.kinds == frozenset({ChangeKind.READ}):
            self._blocks.mark_stale(changes.tickets)
            self._repaint(*self._viewport)
            if self._spec is not None and asks_for_unread(self._spec):
                self._rereading.joined.want()
            return
        is_wide = bool(changes.contacts or changes.companies) or changes.is_everything
        if not (changes.tickets or is_wide):
            return
        self._blocks.mark_stale(None if is_wide else changes.tickets)
        self._repaint(*self._viewport)
        self._rereading.joined.want()

    def settle(self) -> None:
        """Show exactly what matches: the user did something, so rows may go and move."""
        if self._is_answered:
            self._rereading.settle()

    def settle_soon(self) -> None:
        """The user scrolls: settle when that has come to rest."""
        if self._is_answered:
            self._rereading.settle_soon()

    def set_viewport(self, first: int, last: int, *, is_short: bool = False) -> None:
        """Tell which rows are on screen, and whether they leave a part of it free."""
        self._viewport = (first, last)
        groups = self._blocks.groups
        if groups is None:
            self._blocks.set_viewport(first, last, is_short=is_short)
            return
        # Between two rows on screen a million may be folded away.
        ranges = tuple(groups.list_ranges(first, last)) or ((0, -1),)
        self._blocks.set_viewport(ranges[0][0], ranges[-1][1], is_short=is_short, ranges=ranges)

    def stop(self) -> None:
        """Ask nothing more: the window closes."""
        for timer in (self._patience, self._clock):
            timer.stop()
        self._rereading.stop()
        self._blocks.stop()
        self._desk = None

    # What comes back

    def _on_page_landed(self, first: _FirstPage) -> None:
        self._patience.stop()
        if self._spec is not None and self._spec.group is not None:
            self._grouped_by = self._spec.group.column
        page, groups = first.rows, self._as_folded(first.groups)
        is_all = len(page) < BLOCK_ROWS
        self.about_to_reset.emit()
        self.beginResetModel()
        self._blocks.mark_stale(None)
        self._blocks.begin_list(_packed([row.serial for row in page]), page, groups)
        self._row_count = len(page) if groups is None else groups.rows
        self._has_all_serials, self._is_answered = is_all, True
        self._matching = len(page) if is_all else None
        if groups is not None:
            self._matching = groups.total
        self._rereading.forget()
        self.endResetModel()
        self._tell_places()
        self._set_state(ListState.SHOWN if page else ListState.EMPTY)
        self.count_changed.emit(self._matching)
        if is_all:
            self._rereading.joined.end()
        elif groups is None:
            self._read_count()
        else:
            self._read_serials()

    def _read_count(self) -> None:
        desk, spec = self._desk, self._spec
        if desk is None or spec is None:
            return
        self._runner.run(
            lambda cancel: desk.tickets.count(spec, cancel),
            self._on_count_landed,
            failed=self._on_list_failed,
            lane=LIST_LANE,
            owner=self,
        )

    def _on_count_landed(self, count: int) -> None:
        self._set_row_count(count)
        self._read_serials()

    def _read_serials(self) -> None:
        desk, spec, chosen = self._desk, self._spec, self._rereading.chosen
        if desk is None or spec is None:
            return

        def read(cancel: Cancellation) -> _FullList:
            serials, groups = read_list(desk, spec, cancel, self._make_groups)
            shown = min(len(serials), MOST_ROWS)
            return _FullList(serials, chosen, find_places(chosen, serials, shown), groups)

        self._runner.run(
            read, self._on_serials_landed, failed=self._on_list_failed, lane=LIST_LANE, owner=self
        )

    def _on_serials_landed(self, full: _FullList) -> None:
        self._patience.stop()
        self._rereading.joined.end()
        groups = self._as_folded(full.groups)
        if groups is not None and self._blocks.groups is not None:
            self._begin_grouped(full.serials, groups)
            return
        self._blocks.begin_list(full.serials)
        self._has_all_serials = True
        self._set_row_count(len(full.serials))
        self._repaint(*self._viewport)
        # The user may have chosen otherwise while the serials were on their way.
        if full.chosen is self._rereading.chosen and not full.chosen.is_empty:
            self.places_found.emit(full.places)
        self._tell_matching(len(full.serials))

    def _begin_grouped(self, serials: "array[int]", groups: GroupRows) -> None:
        shown = self._blocks.groups
        is_same = groups.is_like(shown)
        if not is_same:
            # Somebody wrote since the groups were counted for the first page.
            self.about_to_reset.emit()
            self.beginResetModel()
        self._blocks.begin_list(serials, groups=shown if is_same else groups)
        self._has_all_serials = True
        if not is_same:
            self._row_count = groups.rows
            self.endResetModel()
        self._tell_places()
        self._repaint(*self._viewport)
        self._tell_matching(len(serials))

    # What others change

    def _on_changes_due(self) -> None:
        is_whole = self._has_all_serials and self._is_answered
        if self._desk is not None and self._spec is not None and is_whole:
            self._rereading.read(self._desk, self._spec, is_live=True)
        else:
            self.refresh()

    def _on_reread(self, reread: Reread) -> None:
        self._patience.stop()
        groups = self._as_folded(reread.groups)
        if groups is not None:
            self._on_reread_grouped(reread, groups)
        elif not reread.is_same:
            serials = reread.held.serials
            self.about_to_hold.emit()
            self._blocks.begin_list(serials)
            # What is on screen keeps its rows, as Qt sees it: the others come and go around it.
            self._resize(0, reread.delta)
            self._resize(self._row_count, min(len(serials), MOST_ROWS) - self._row_count)
            self.held.emit(reread)
        self._repaint(*self._viewport)
        self._tell_matching(len(reread.held.exact))

    def _on_reread_grouped(self, reread: Reread, groups: GroupRows) -> None:
        shown = self._blocks.groups
        if reread.is_same and groups.is_like(shown):
            return
        shift = 0 if shown is None else self._shift(shown, groups, reread)
        self.about_to_hold.emit()
        self._blocks.begin_list(reread.held.serials, groups=groups)
        self._resize(0, max(shift, -self._row_count))
        self._resize(self._row_count, groups.rows - self._row_count)
        places = self._mapped(reread.places)
        self.held.emit(replace(reread, places=places, shift=shift))

    def watch(self, row: int) -> None:
        """This row is being looked at: in a grouped list it stays on its pixels; -1 for none."""
        groups = self._blocks.groups
        self._watched = row
        self._rereading.watched = None if groups is None else groups.list_row(row)

    def _shift(self, shown: GroupRows, groups: GroupRows, reread: Reread) -> int:
        # By how many rows of the table what stands topmost, or is looked at, has moved.
        is_watched = reread.is_live and self._watched >= 0
        top = self._watched if is_watched else self._viewport[0]
        header = shown.header_at(top)
        if header is None:
            before, after = shown.table_row(reread.first), groups.table_row(reread.held.above)
            return 0 if before is None or after is None else after - before
        row = groups.row_of_value(header.group.value)
        return 0 if row is None else row - top

    def _on_block_landed(self, first: int, last: int) -> None:
        if self._blocks.groups is None:
            self._repaint(first, last)
        else:
            self._repaint(*self._viewport)

    def _resize(self, at: int, rows: int) -> None:
        if rows > 0:
            self.beginInsertRows(_ROOT, at, at + rows - 1)
            self._row_count += rows
            self.endInsertRows()
        elif rows < 0:
            first = at if at == 0 else at + rows
            self.beginRemoveRows(_ROOT, first, first - rows - 1)
            self._row_count += rows
            self.endRemoveRows()

    def _tell_matching(self, matching: int) -> None:
        self._matching = matching
        self._set_state(ListState.SHOWN if self._row_count else ListState.EMPTY)
        self.count_changed.emit(matching)

    def _tell_places(self) -> None:
        places = find_places(self._rereading.chosen, self._blocks.serials, self._row_count)
        self.places_found.emit(self._mapped(places))

    def _set_row_count(self, count: int) -> None:
        self._resize(self._row_count, max(min(count, MOST_ROWS), 0) - self._row_count)
        if count != self._matching:
            self._matching = count
            self.count_changed.emit(count)

    def _on_list_failed(self, error: HelpdeskError) -> None:
        self._patience.stop()
        self._rereading.joined.end()
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
        header = self.header_at(index.row())
        if header is not None:
            return self._header_data(header, index.column(), role)
        found = self.row_at(index.row())
        if found is None:
            return None
        column = index.column()
        if role == _DISPLAY:
            return found.texts[column]
        is_left = self.is_left(index.row())
        if role == _TOOLTIP:
            return self._hint(found, column, is_left=is_left)
        return _spoken(found.texts[column], self._why_left(found) if is_left else "")

    def _header_data(self, header: GroupHeader, column: int, role: int) -> str | None:
        if column:
            return None
        title = self.title_of(header)
        if role != _SPOKEN:
            return title if role == _DISPLAY else tooltip(title)
        count = self.tr("%Ln ticket(s)", "", header.group.count)
        state = self.tr("folded") if header.is_folded else self.tr("unfolded")
        return f"{title}, {count}, {state}"

    def _why_left(self, found: ListRow) -> str:
        if found.row is None:
            return self.tr("This ticket is no longer visible to you.")
        return self.tr("This ticket no longer matches the list; it goes with your next action.")

    def _hint(self, found: ListRow, column: int, *, is_left: bool) -> str:
        hint = self._columns[column].hint
        if found.row is None or is_left:
            return tooltip(self._why_left(found))
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
        if role == _ALIGNMENT and self._columns[section].face is Face.NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _timer(owner: TicketModel, ms: int, slot: Any, *, is_single: bool = True) -> QTimer:
    made = QTimer(owner)
    made.setSingleShot(is_single)
    made.setInterval(ms)
    made.timeout.connect(slot)
    return made


def _spoken(text: str, why: str) -> str:
    return f"{text}. {why}" if text and why else why or text


def _packed(serials: list[int]) -> "array[int]":
    return array("I" if max(serials, default=0) < 2**32 else "Q", serials)

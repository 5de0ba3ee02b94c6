"""The only place that reads rows of the list by serial, in blocks, as they come into sight.

A look-up never reads: what is missing is noted, and a 0 ms timer asks for its block. Only blocks
around what is on screen are asked for, two at a time; rows of an older list are dropped when they
come late. Rows that are stale are shown until their successors are there.
"""

from array import array
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.services.contracts import BLOCK_ROWS, Desk
from helpdesk_desktop.ui.list.group_rows import GroupRows
from helpdesk_desktop.ui.list.list_rows import ListRow, RowStore, say
from helpdesk_desktop.ui.list.ticket_columns import Names, TicketColumn, asks_ccs, custom_keys
from helpdesk_desktop.ui.tasks import TaskRunner

# Two blocks on the way keep a worker busy; more would only delay the one on screen after a jump.
_ON_THE_WAY = 2


class RowBlocks(QObject):
    """The rows of a list of serials.

    `landed` carries the first and last row that were read, `failed` a `HelpdeskError`.
    """

    landed = Signal(int, int)
    failed = Signal(object)

    def __init__(
        self, runner: TaskRunner, columns: tuple[TicketColumn, ...], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._names: Names | None = None
        self._columns = columns
        self._store = RowStore()
        self._serials: array[int] = array("I")
        self._generation = 0
        self._staleness = 0
        self._is_short = False
        self._minute = 0
        self._missed: set[int] = set()
        self._on_the_way: set[int] = set()
        self._visible = (0, 0)
        self._ranges: tuple[tuple[int, int], ...] = ()
        self.groups: GroupRows | None = None
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(0)
        self._gather.timeout.connect(self._ask_for_missed)

    @property
    def serials(self) -> "array[int]":
        """The serials of the known rows, in order."""
        return self._serials

    @property
    def names(self) -> Names | None:
        """The words that rows are said with."""
        return self._names

    @property
    def minute(self) -> int:
        """Which saying of names and times is in force; rows of an older one are said again."""
        return self._minute

    @property
    def visible(self) -> tuple[int, int]:
        """The first and last row on screen."""
        return self._visible

    @property
    def is_short(self) -> bool:
        """Whether the rows leave a part of the screen free."""
        return self._is_short

    # What to read

    def set_desk(self, desk: Desk, names: Names) -> None:
        """Read from this desk."""
        self._generation += 1
        self._desk = desk
        self._names = names

    def set_names(self, names: Names) -> None:
        """Say rows with these words from now on."""
        self._names = names
        self._minute += 1
        self._say_visible_again()

    def set_columns(self, columns: tuple[TicketColumn, ...]) -> None:
        """Say these columns; rows off screen are forgotten, for their texts have the old ones."""
        self._begin_generation()
        is_poorer = (asks_ccs(columns) and not asks_ccs(self._columns)) or not (
            set(custom_keys(columns)) <= set(custom_keys(self._columns))
        )
        self._columns = columns
        serials = (self._serials[row] for row in self.rows_on_screen())
        on_screen = [row for row in map(self._store.get, serials) if row is not None]
        self._store.clear()
        self._store.keep(on_screen)
        if is_poorer:
            self._store.mark_stale(None)
        self._minute += 1
        self._say_visible_again()

    def begin_list(
        self,
        serials: "array[int]",
        page: Iterable[ListRow] = (),
        groups: GroupRows | None = None,
    ) -> None:
        """The rows are these from now on; what is known of a page of them comes along.

        `groups` says how they stand in the table; without it as they are.
        """
        self._begin_generation()
        self.groups = groups
        self._serials = serials
        self._store.keep(page)

    def mark_stale(self, serials: Iterable[int] | None) -> None:
        """These rows, or all, must be read again; they are shown until then."""
        self._staleness += 1
        self._store.mark_stale(serials)

    def set_viewport(
        self,
        first: int,
        last: int,
        *,
        is_short: bool = False,
        ranges: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Tell which rows are on screen: times there stay fresh, the next block comes early.

        `ranges` where not all rows between the first and the last are.
        """
        is_going_down = first >= self._visible[0]
        self._visible = (first, last)
        self._ranges = ranges
        self._is_short = is_short
        self._say_visible_again()
        ahead = last + BLOCK_ROWS // 2 if is_going_down else first - BLOCK_ROWS // 2
        if 0 <= ahead < len(self._serials) and self._store.get(self._serials[ahead]) is None:
            self._note_missing(ahead)

    def rows_on_screen(self) -> Iterator[int]:
        """The known rows on screen, from top to bottom."""
        for first, last in self._ranges or (self._visible,):
            yield from range(first, min(last + 1, len(self._serials)))

    def stop(self) -> None:
        """Read nothing more."""
        self._gather.stop()
        self._desk = None
        self._begin_generation()

    # What is known

    def row_at(self, row: int) -> ListRow | None:
        """What is known of a row, to paint it; a miss is noted and asked for."""
        found = None
        if row < len(self._serials):
            found = self._store.get(self._serials[row])
            if found is not None and not found.is_stale:
                return found
        self._note_missing(row)
        return found

    def _note_missing(self, row: int) -> None:
        self._missed.add(row // BLOCK_ROWS)
        if not self._gather.isActive():
            self._gather.start()

    def _begin_generation(self) -> None:
        self._generation += 1
        self._missed.clear()
        self._on_the_way.clear()

    def _ask_for_missed(self) -> None:
        desk, names = self._desk, self._names
        if desk is None or names is None:
            return
        # What was missed on the way to what is on screen now is not asked for any more.
        first, last = (row // BLOCK_ROWS for row in self._visible)
        wanted = [block for block in sorted(self._missed) if first - 1 <= block <= last + 1]
        self._missed.clear()
        for block in wanted:
            if block in self._on_the_way:
                continue
            if len(self._on_the_way) >= _ON_THE_WAY:
                self._missed.add(block)
                continue
            serials = self._serials[block * BLOCK_ROWS : (block + 1) * BLOCK_ROWS]
            if serials:
                self._on_the_way.add(block)
                self._read(desk, names, block, serials)

    def _read(self, desk: Desk, names: Names, block: int, serials: "array[int]") -> None:
        columns, minute, generation = self._columns, self._minute, self._generation
        staleness = self._staleness

        def work(cancel: Cancellation) -> list[ListRow]:
            rows = desk.tickets.rows(
                serials, cancel, has_ccs=asks_ccs(columns), custom_keys=custom_keys(columns)
            )
            return say(serials, rows, columns, names.at(desk.clock.now()), minute)

        def land(rows: list[ListRow]) -> None:
            if generation != self._generation:
                return
            if staleness != self._staleness:
                # Something changed while these were being read: they may be of before or after.
                for row in rows:
                    row.is_stale = True
            self._on_block_landed(block, rows)

        def fail(error: HelpdeskError) -> None:
            if generation == self._generation:
                self._on_the_way.discard(block)
                self.failed.emit(error)

        self._runner.run(work, land, failed=fail, owner=self)

    def _on_block_landed(self, block: int, rows: list[ListRow]) -> None:
        self._on_the_way.discard(block)
        self._store.keep(rows)
        first = block * BLOCK_ROWS
        self.landed.emit(first, first + len(rows) - 1)
        if self._missed:
            self._gather.start()

    def _say_visible_again(self) -> None:
        names = self._names
        if names is None:
            return
        for row in self.rows_on_screen():
            known = self._store.get(self._serials[row])
            if known is not None and known.row is not None and known.minute != self._minute:
                ticket = known.row
                known.texts = tuple(column.text(ticket, names) for column in self._columns)
                known.minute = self._minute

"""The only place that keeps the rows of the list that were read; the longest kept go first.

Rows are kept by serial, not by place, so a new order or a refreshed list shows at once what is
known and asks only for the rest.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.ui.list.ticket_columns import Names, TicketColumn

# 96 blocks of 256 rows: 24,576 rows, about 15 MB, some 600 screens to scroll back through.
KEPT_ROWS = 96 * 256


@dataclass(slots=True)
class ListRow:
    """One row as it is painted: its values, one text per column, and when they were said.

    `row` is None for a ticket that the viewer no longer sees; only its serial is then said.
    """

    serial: int
    row: TicketRow | None
    texts: tuple[str, ...]
    minute: int
    is_stale: bool = False


def say(
    serials: Sequence[int],
    rows: Sequence[TicketRow | None],
    columns: Sequence[TicketColumn],
    names: Names,
    minute: int,
) -> list[ListRow]:
    """Rows with their texts ready to paint; meant for the worker."""
    texts = [column.text for column in columns]
    return [
        ListRow(
            serial,
            row,
            _gone(serial, columns) if row is None else tuple([text(row, names) for text in texts]),
            minute,
        )
        for serial, row in zip(serials, rows, strict=True)
    ]


def _gone(serial: int, columns: Sequence[TicketColumn]) -> tuple[str, ...]:
    return tuple(str(serial) if column.key == "serial" else "" for column in columns)


class RowStore:
    """The newest read rows, at most `KEPT_ROWS`."""

    def __init__(self) -> None:
        self._rows: OrderedDict[int, ListRow] = OrderedDict()
        # Painting asks a few hundred times a frame: one attribute, no Python call in between.
        self.get = self._rows.get

    def __len__(self) -> int:
        return len(self._rows)

    def keep(self, rows: Iterable[ListRow]) -> None:
        """Keep these rows and let the longest kept go."""
        for row in rows:
            self._rows[row.serial] = row
            self._rows.move_to_end(row.serial)
        while len(self._rows) > KEPT_ROWS:
            self._rows.popitem(last=False)

    def mark_stale(self, serials: Iterable[int] | None) -> None:
        """Rows that must be read again, None for all; they are shown until then."""
        for serial in self._rows if serials is None else serials:
            row = self._rows.get(serial)
            if row is not None:
                row.is_stale = True

    def clear(self) -> None:
        """Forget every row."""
        self._rows.clear()

"""The only place for what rows say where they leave the list: on the clipboard and on paper.

As the list says it, but for what only makes sense on screen: an instant is told whole, not as
"2 min ago", a call with its direction, a long text to its end, and nothing is an empty cell. Every
cell is one line.
"""

from collections.abc import Callable, Sequence

from helpdesk_desktop.domain.calls import CallDirection, CallStatus
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.list.ticket_columns import Names, TicketColumn, spoken_title

_INSTANTS = frozenset({"created", "updated", "due", "closed"})
# Here a dash is a dash.
_LITERAL = frozenset({"serial", "subject"})
_Cell = Callable[[TicketRow], str]


class RowTexts:
    """Says the cells of rows; `instant` tells a time in whole. Usable on any thread."""

    def __init__(
        self, columns: Sequence[TicketColumn], names: Names, instant: Callable[[int], str]
    ) -> None:
        self.columns = tuple(columns)
        self.headings = tuple(spoken_title(column) for column in columns)
        self._names = names
        self._instant = instant
        self._cells = [self._cell(column) for column in columns]

    def cells(self, row: TicketRow) -> tuple[str, ...]:
        """What the row's cells say, in the columns' order."""
        return tuple([cell(row) for cell in self._cells])

    def _cell(self, column: TicketColumn) -> _Cell:
        if column.field is not None:
            return self._custom_cell(column)
        if column.key in _INSTANTS:
            return self._instant_cell(column.key)
        if column.key == "call":
            return self._call
        says, names = column.text, self._names
        if column.key in _LITERAL:
            return lambda row: one_line(says(row, names))

        def cell(row: TicketRow) -> str:
            text = says(row, names)
            return "" if text == NOTHING else one_line(text)

        return cell

    def _custom_cell(self, column: TicketColumn) -> _Cell:
        field, key = column.field, column.key

        def cell(row: TicketRow) -> str:
            value = (row.custom or {}).get(key)
            return "" if value is None or field is None else one_line(custom_text(field, value))

        return cell

    def _instant_cell(self, key: str) -> _Cell:
        member, instant = f"{key}_us", self._instant

        def cell(row: TicketRow) -> str:
            us: int | None = getattr(row, member)
            return "" if us is None else instant(us)

        return cell

    def _call(self, row: TicketRow) -> str:
        if row.call_start_us is None:
            return ""
        direction = self._names.directions.get(CallDirection(row.call_direction or 0), "")
        missed = self._names.missed if row.call_status == CallStatus.MISSED else ""
        parts = (direction, missed, self._instant(row.call_start_us))
        return ", ".join(part for part in parts if part)


def one_line(text: str) -> str:
    """The text without line ends and tabs, which would end its cell."""
    return " ".join(text.split())

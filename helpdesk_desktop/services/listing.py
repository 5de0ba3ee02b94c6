"""The only place that reads a list with every column an export may show, however long it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import CUSTOM_STARTS, column_keys, find_column
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.records import DEFAULT_COLUMNS, EXTRA_COLUMNS, row_members
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.services.export_cells import ExportRow
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage.extra_store import load_extras
from helpdesk_desktop.storage.lists import ticket_list
from helpdesk_desktop.storage.lists.custom_cells import with_cells
from helpdesk_desktop.storage.lists.list_export import load_export_rows

# One look-up by serial: few enough for every engine's bound values, many enough to be quick.
_BLOCK = 1_000
# A page is found without the serials of all that matches (1,000,000 tickets: 2 ms instead of
# 200 ms); what is longer or lies deeper is found by them, for an OFFSET walks over what it leaves.
_PAGE_END = 10_000


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it was asked for: how many match in all, and the rows as they are read."""

    total: int
    rows: Iterator[ExportRow]


def columns_of(text: str | None, directory: Directory) -> tuple[str, ...]:
    """The keys that `serial,subject,cf.region` names, each once; without text the usual ones.

    Case and accents count no more than in a query, and aliases are resolved.

    Raises:
        BadUsage: a key that is none.
    """
    if text is None:
        return DEFAULT_COLUMNS
    found: dict[str, None] = {}
    for word in text.split(","):
        key = find_column(word.strip(), directory)
        if key is None:
            expected = ", ".join(column_keys(directory))
            raise BadUsage("unknown_column", value=word.strip(), expected=expected)
        found[key] = None
    return tuple(found)


def list_rows(  # what a list is asked for
    session: Session,
    spec: FilterSpec,
    columns: Sequence[str],
    cancel: Cancellation,
    *,
    limit: int,
    offset: int = 0,
) -> Listing:
    """The rows from `offset` on, `limit` of them or all when it is 0.

    A list of millions needs the memory of its serials alone: they are read at once, the rows in
    blocks as the caller takes them. A ticket that goes meanwhile is left out.
    """
    read = _Reader(session, columns, cancel)
    with session.database.reading(cancel) as connection:
        question = session.question(connection, spec)
        if limit and offset + limit <= _PAGE_END:
            total = ticket_list.count_tickets(connection, question)
            page = ticket_list.load_page(connection, question, limit=limit, offset=offset)
            return Listing(total, read.page(question, page))
        serials = ticket_list.find_ids(connection, question, cancel)
    wanted = serials[offset : offset + limit] if limit else serials[offset:]
    return Listing(len(serials), read.serials(question, wanted))


def rows_of(
    session: Session, serials: Sequence[int], columns: Sequence[str], cancel: Cancellation
) -> Listing:
    """The tickets of these serials, in this order, as far as the viewer sees them."""
    with session.database.reading(cancel) as connection:
        question = session.question(connection, FilterSpec())
    return Listing(len(serials), _Reader(session, columns, cancel).serials(question, serials))


class _Reader:
    """Reads rows block by block, with what the columns need beyond them."""

    def __init__(self, session: Session, columns: Sequence[str], cancel: Cancellation) -> None:
        self._session = session
        self._cancel = cancel
        self._has_extras = not EXTRA_COLUMNS.isdisjoint(columns)
        self._custom = tuple(key for key in columns if key.startswith(CUSTOM_STARTS))
        self._members = row_members(columns)

    # Blocks are strung together: a generator that gives row by row costs an export a tenth.

    def page(self, question: Question, rows: Sequence[TicketRow]) -> Iterator[ExportRow]:
        starts = range(0, len(rows), _BLOCK)
        return chain.from_iterable(
            self._block(question, rows[start : start + _BLOCK]) for start in starts
        )

    def serials(self, question: Question, serials: Sequence[int]) -> Iterator[ExportRow]:
        return chain.from_iterable(self._blocks(question, serials))

    def _blocks(self, question: Question, serials: Sequence[int]) -> Iterator[Iterable[ExportRow]]:
        for start in range(0, len(serials), _BLOCK):
            block = serials[start : start + _BLOCK]
            with self._session.database.reading(self._cancel) as connection:
                rows = load_export_rows(connection, question, block, self._members, self._custom)
            yield self._with_extras(question, rows)

    def _block(self, question: Question, rows: Sequence[TicketRow]) -> Iterable[ExportRow]:
        if self._custom:
            with self._session.database.reading(self._cancel) as connection:
                rows = with_cells(connection, question, rows, self._custom, is_whole=True)
        return self._with_extras(question, rows)

    def _with_extras(self, question: Question, rows: Sequence[TicketRow]) -> Iterable[ExportRow]:
        if not rows:
            return ()
        if not self._has_extras:
            return zip(rows, repeat(None))
        with self._session.database.reading(self._cancel) as connection:
            extras = load_extras(connection, question.viewer, [row.serial for row in rows])
        # Without one that was removed in between.
        return [(row, extras[row.serial]) for row in rows if row.serial in extras]

"""The only place that reads a list with every column an export may show, however long it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import CUSTOM_STARTS, column_keys, find_column
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.records import DEFAULT_COLUMNS, EXTRA_COLUMNS
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.services.export_cells import ExportRow
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import ticket_list
from helpdesk_desktop.storage.custom_cells import with_cells
from helpdesk_desktop.storage.extra_store import load_extras

# One look-up by serial: few enough for every engine's bound values, many enough to be quick.
_BLOCK = 500
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

    def page(self, question: Question, rows: Sequence[TicketRow]) -> Iterator[ExportRow]:
        for start in range(0, len(rows), _BLOCK):
            yield from self._block(question, rows[start : start + _BLOCK])

    def serials(self, question: Question, serials: Sequence[int]) -> Iterator[ExportRow]:
        for start in range(0, len(serials), _BLOCK):
            with self._session.database.reading(self._cancel) as connection:
                found = ticket_list.load_rows(connection, question, serials[start : start + _BLOCK])
            yield from self._block(question, [row for row in found if row is not None])

    def _block(self, question: Question, rows: Sequence[TicketRow]) -> Iterator[ExportRow]:
        if not rows:
            return
        if self._custom:
            with self._session.database.reading(self._cancel) as connection:
                rows = with_cells(connection, question, rows, self._custom, is_whole=True)
        if not self._has_extras:
            for row in rows:
                yield row, None
            return
        with self._session.database.reading(self._cancel) as connection:
            extras = load_extras(connection, question.viewer, [row.serial for row in rows])
        for row in rows:
            # One that was removed in between.
            if row.serial in extras:
                yield row, extras[row.serial]

"""The only place that reads a list with every column an export may show, however long it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import ALIASES, COLUMN_KEYS
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.records import DEFAULT_COLUMNS, EXTRA_COLUMNS
from helpdesk_desktop.services.exports import ExportRow
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import ticket_list
from helpdesk_desktop.storage.extra_store import load_extras

# One look-up by serial: few enough for every engine's bound values, many enough to be quick.
_BLOCK = 500


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it was asked for: how many match in all, and the rows as they are read."""

    total: int
    rows: Iterator[ExportRow]


def columns_of(text: str | None, directory: Directory) -> tuple[str, ...]:
    """The keys that `serial,subject,cf.region` names, aliases resolved; without text the usual.

    Raises:
        BadUsage: a key that is none.
    """
    if text is None:
        return DEFAULT_COLUMNS
    found = []
    for word in text.split(","):
        spelling = word.strip()
        key = ALIASES.get(spelling.lower(), spelling.lower())
        if key not in COLUMN_KEYS and not (
            key.startswith("cf.") and key in directory.custom_field_by_key
        ):
            raise BadUsage("unknown_column", value=spelling, expected=", ".join(COLUMN_KEYS))
        found.append(key)
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

    The serials are read at once, the rows in blocks as the caller takes them: a list of millions
    needs the memory of its serials alone. A ticket that goes meanwhile is left out.
    """
    with session.database.reading(cancel) as connection:
        question = session.question(connection, spec)
        serials = ticket_list.find_ids(connection, question, cancel)
    total = len(serials)
    wanted = serials[offset : offset + limit] if limit else serials[offset:]
    has_extras = any(key in EXTRA_COLUMNS or key.startswith("cf.") for key in columns)

    def rows() -> Iterator[ExportRow]:
        for start in range(0, len(wanted), _BLOCK):
            block = wanted[start : start + _BLOCK]
            with session.database.reading(cancel) as connection:
                found = ticket_list.load_rows(connection, question, block)
                kept = [row for row in found if row is not None]
                serials_kept = [row.serial for row in kept]
                extras = (
                    load_extras(connection, question.viewer, serials_kept) if has_extras else {}
                )
            for row in kept:
                yield row, extras.get(row.serial)

    return Listing(total, rows())

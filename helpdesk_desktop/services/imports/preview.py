"""The only place that shows a file before it is imported: how it would be read, and as what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.column_template import compile_template, parse_template
from helpdesk_desktop.domain.columns import COLUMN_KEYS
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.import_values import ColumnGuess
from helpdesk_desktop.services.imports.byte_source import DEFAULT_MAX_BYTES
from helpdesk_desktop.services.imports.column_guess import guess_columns
from helpdesk_desktop.services.imports.dates import date_order, needs_order
from helpdesk_desktop.services.imports.formats import FileKind, open_file
from helpdesk_desktop.services.imports.import_map import ALIASES, FIELDS, ImportMap, Options
from helpdesk_desktop.services.imports.mapping import own_map
from helpdesk_desktop.services.imports.presets import preset_for
from helpdesk_desktop.services.imports.records import Record, RecordReader
from helpdesk_desktop.services.imports.row_plan import INSTANTS

PREVIEW_RECORDS = 20
# What other programs call our fields; folded, words only.
_SYNONYMS = {
    "title": "subject", "summary": "subject", "body": "description", "details": "description",
    "text": "description", "state": "status", "ticket type": "type", "channel": "source",
    "customer": "contact", "requester": "contact", "customer name": "contact",
    "customer email": "email", "e mail": "email", "mobile": "phone", "telephone": "phone",
    "organization": "company", "organisation": "company", "agent": "assignee",
    "owner": "assignee", "assigned to": "assignee", "team": "group", "department": "group",
    "queue": "group", "cc": "ccs", "created date": "created", "opened": "created",
    "updated date": "updated", "due date": "due", "closed date": "closed", "resolved": "closed",
    "prio": "priority", "severity": "priority", "number": "external_id",
    "ticket number": "external_id", "id": "external_id", "ticket id": "external_id",
    "key": "external_id",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """How a file would be read; `date_orders` by field, of the columns where it matters.

    `doubtful_date` is an example of a date that two orders explain; empty where none is.
    """

    kind: FileKind
    encoding: str
    is_lenient: bool
    delimiter: str | None
    sheet: str
    sheets: tuple[str, ...]
    columns: tuple[str, ...]
    records: tuple[Record, ...]
    preset: str | None
    suggested: ImportMap
    date_orders: tuple[tuple[str, str], ...]
    doubtful_date: str
    guesses: tuple[ColumnGuess, ...] = ()


def preview(
    path: Path,
    *,
    options: Options | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    cancel: Cancellation | None = None,
    head_bytes: int | None = None,
    heard: Callable[[int], object] | None = None,
) -> Preview:
    """The file's first records, and everything that was found out about it.

    With `head_bytes` no more than its beginning is read. `heard` is told, on this thread, how many
    bytes each pass has read.

    Raises:
        Unavailable, Damaged, BadUsage: it cannot be read, or not in this way.
    """
    cancel = cancel or Cancellation()
    opened = open_file(
        path,
        options or Options(),
        cancel,
        max_bytes=max_bytes,
        head_bytes=head_bytes,
        heard=heard,
    )
    records = tuple(islice(opened.reader.records(cancel), PREVIEW_RECORDS))
    columns = tuple(opened.reader.columns)
    fitting = own_map(columns) or preset_for(columns)
    suggested = fitting or guess_map(columns)
    orders, doubtful = _orders(opened.reader, suggested, columns, cancel)
    guesses: tuple[ColumnGuess, ...] = ()
    if head_bytes is None:
        forced = None if options is None or options.date_order == "auto" else options.date_order
        of_dates = (order for _, order in orders if order != "ymd")
        told: str | None = forced or next(of_dates, None)
        every = (one.cells for one in opened.reader.records(cancel) if one.problem is None)
        guesses = guess_columns(every, opened.reader.columns, order=told)
    return Preview(
        kind=opened.kind,
        encoding=opened.encoding.name,
        is_lenient=opened.encoding.is_lenient,
        delimiter=opened.delimiter,
        sheet=opened.sheet,
        sheets=opened.sheets,
        columns=columns,
        records=records,
        preset=None if fitting is None else fitting.name,
        suggested=suggested,
        date_orders=tuple(orders),
        doubtful_date=doubtful,
        guesses=guesses,
    )


def guess_map(columns: Sequence[str]) -> ImportMap:
    """A map that follows the columns' names; every field is filled once, by the first that fits."""
    fields: dict[str, str] = {}
    for column in columns:
        words = " ".join("".join(char if char.isalnum() else " " for char in fold(column)).split())
        joined = words.replace(" ", "_")
        key = ALIASES.get(joined, joined if joined in COLUMN_KEYS else _SYNONYMS.get(words, ""))
        if key in FIELDS:
            fields.setdefault(key, column)
    return ImportMap(fields=fields)


def _orders(
    reader: RecordReader, suggested: ImportMap, columns: Sequence[str], cancel: Cancellation
) -> tuple[list[tuple[str, str]], str]:
    found: list[tuple[str, str]] = []
    doubtful = ""
    places = {name: at for at, name in enumerate(columns)}
    for name in INSTANTS:
        if name not in suggested.fields:
            continue
        template = parse_template(suggested.fields[name], columns)
        getter = compile_template(template, lambda column: places.get(column, 1 << 60))
        texts = (getter(one.cells) for one in reader.records(cancel) if one.problem is None)
        numeric = [text for text in islice(texts, PREVIEW_RECORDS) if needs_order(text.strip())]
        if not numeric:
            found.append((name, "ymd"))
            continue
        every = (getter(one.cells) for one in reader.records(cancel) if one.problem is None)
        order, is_ambiguous, example = date_order(every)
        found.append((name, order))
        doubtful = doubtful or (example if is_ambiguous else "")
    return found, doubtful

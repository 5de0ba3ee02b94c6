"""The only place that reads rows as an export needs them: no more columns than it writes.

Values of custom fields come by joins beside their tickets: three fields of 100,000 tickets cost a
third of what they do when asked for by themselves and put to their rows in Python (1.2 s). A field
that keeps several rows a value, and what is beyond the tables that an engine joins, is asked for
as a list asks (`custom_cells`).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    FromClause,
    and_,
    case,
    literal_column,
    null,
)

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import ContactScope, Viewer
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.storage.compiled_sql import fetch_all
from helpdesk_desktop.storage.custom.custom_value_reading import single_place
from helpdesk_desktop.storage.custom.custom_value_store import place_of
from helpdesk_desktop.storage.lists.custom_cells import with_cells
from helpdesk_desktop.storage.lists.list_memory import memory_of
from helpdesk_desktop.storage.lists.list_plan import RowShape
from helpdesk_desktop.storage.lists.list_row import as_row, as_rows
from helpdesk_desktop.storage.permission_sql import may_see_contact
from helpdesk_desktop.storage.schema import contact, ticket

# SQLite joins 64 tables, MariaDB 61; a planner that orders them takes longer with each.
_MOST_JOINED = 12
_CUSTOM = TicketRow._fields.index("custom")


def load_export_rows(
    connection: Connection,
    question: Question,
    serials: Sequence[int],
    members: frozenset[str],
    keys: Sequence[str],
) -> tuple[TicketRow, ...]:
    """The rows of those serials that the viewer sees, in the given order.

    With these members and the serial alone, and whole values of these custom fields.
    """
    known = question.directory.custom_field_by_key
    fields = [known[key] for key in map(fold, keys) if key in known]
    joined = [one for one in fields if single_place(one.kind) is not None][:_MOST_JOINED]
    plan = memory_of(connection).plan(question, connection.dialect)
    shape = RowShape(members, tuple(int(one.id) for one in joined))
    sql = plan.rows(serials, shape, partial(_joined, joined, question.viewer))
    made = _made(fetch_all(connection, sql), joined, question.viewer, connection.dialect)
    by_serial = {row.serial: row for row in made}
    rows = [by_serial[serial] for serial in serials if serial in by_serial]
    rest = [one.filter_key for one in fields if one not in joined]
    return with_cells(connection, question, rows, rest, is_whole=True)


def _joined(
    fields: Sequence[CustomField], viewer: Viewer, source: FromClause
) -> tuple[FromClause, list[ColumnElement[Any]]]:
    """The source with a table joined for each field, and the columns that have the values."""
    columns: list[ColumnElement[Any]] = []
    for at, field in enumerate(fields):
        table, owner_column = place_of(field.owner)
        values = table.alias(f"value_{at}")
        owner: ColumnElement[Any] = {
            CustomFieldOwner.TICKET: ticket.c.serial,
            CustomFieldOwner.CONTACT: ticket.c.contact_id,
            CustomFieldOwner.COMPANY: contact.c.company_id,
        }[field.owner]
        source = source.outerjoin(
            values,
            and_(
                values.c[owner_column] == owner,
                values.c.field_id == literal_column(str(int(field.id))),
                values.c.position == literal_column("0"),
            ),
        )
        name, _ = single_place(field.kind) or ("", None)
        column: ColumnElement[Any] = values.c[name]
        if field.owner is not CustomFieldOwner.TICKET and (
            viewer.contact_scope is not ContactScope.ALL
        ):
            column = case((may_see_contact(viewer), column), else_=null())
        columns.append(column)
    return source, columns


def _made(
    found: Iterable[tuple[Any, ...]],
    joined: Sequence[CustomField],
    viewer: Viewer,
    dialect: Dialect,
) -> list[TicketRow]:
    if not joined:
        return list(as_rows(found, viewer))
    width = len(joined)
    keys = [field.filter_key for field in joined]
    makers = [
        (field.filter_key, make) for field in joined if (make := _maker(field, dialect)) is not None
    ]
    is_plain = viewer.contact_scope is ContactScope.ALL and not viewer.phones_masked
    rows = []
    for row in found:
        cells = dict(zip(keys, row[-width:], strict=True))
        for key, make in makers:
            if (value := cells[key]) is not None:
                cells[key] = make(value)
        own = row if is_plain else as_rows((row[:-width],), viewer)[0]
        rows.append(as_row((*own[:_CUSTOM], cells)))
    return rows


def _maker(field: CustomField, dialect: Dialect) -> Callable[[Any], Any] | None:
    if field.kind is CustomFieldKind.DECIMAL:
        kind = place_of(field.owner)[0].c.decimal_value.type
        return kind.dialect_impl(dialect).result_processor(dialect, None)
    _, make = single_place(field.kind) or ("", None)
    return make

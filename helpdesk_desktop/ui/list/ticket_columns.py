"""The only place for the list's standard columns, and what each of them says of a row.

Custom fields join them in `column_set`. A new column is one entry here, its value in `TicketRow`
and the row query. Texts are made when a block of rows lands, on the worker; painting only looks
them up.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.calls import CallDirection, CallStatus
from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Priority, Source, Status, TicketRow
from helpdesk_desktop.ui.choice_names import (
    NOTHING,
    priority_name,
    source_name,
    status_name,
)
from helpdesk_desktop.ui.list.shown_table import Face
from helpdesk_desktop.ui.time_words import TimeWords

translate = QCoreApplication.translate


class Names:
    """The words that rows need at one moment: people, choices and times. Usable on any thread."""

    def __init__(self, directory: Directory, now: datetime, zone: ZoneInfo) -> None:
        self.directory = directory
        self.agents: dict[int | None, str] = {a.id: a.name for a in directory.agents}
        self.groups: dict[int | None, str] = {g.id: g.name for g in directory.groups}
        self.types: dict[int | None, str] = {t.id: t.name for t in directory.types}
        self.statuses = [status_name(status) for status in Status]
        self.priorities = [priority_name(priority) for priority in Priority]
        self.sources = [source_name(source) for source in Source]
        self.directions = {
            CallDirection.IN: translate("Calls", "Inbound"),
            CallDirection.OUT: translate("Calls", "Outbound"),
            CallDirection.INTERNAL: translate("Calls", "Internal"),
        }
        self.missed = translate("Calls", "missed")
        self.unread = translate("List", "Unread")
        self._zone = zone
        self._people: dict[str, str] = {}
        self.times = TimeWords(now, zone)

    def people(self, ids: str) -> str:
        """Agents, given as ids with commas between, by their names in the order of names."""
        known = self._people.get(ids)
        if known is None:
            found = (self.agents.get(int(one), NOTHING) for one in ids.split(","))
            known = self._people[ids] = ", ".join(sorted(found, key=fold))
        return known

    def at(self, now: datetime) -> "Names":
        """The same words, with times as seen at this moment."""
        later = copy(self)
        later.times = TimeWords(now, self._zone)
        return later


@dataclass(frozen=True, slots=True)
class TicketColumn:
    """One column; `text` is what a cell says, `hint` its tooltip where that says more.

    `width` is in pixels at the usual text size; in a narrow window it shrinks down to `least`.
    A muted column steps back; one that can stretch takes the width that is left. `field` is the
    custom field that it shows.
    """

    key: str
    title: Callable[[], str]
    width: int
    least: int
    text: Callable[[TicketRow, Names], str]
    hint: Callable[[TicketRow, Names], str] | None = None
    is_muted: bool = False
    can_stretch: bool = False
    field: CustomField | None = None
    face: Face = Face.TEXT


def _instant(us: int | None, names: Names) -> str:
    return NOTHING if us is None else names.times.ago(us)


def _whole_instant(us: int | None, names: Names) -> str:
    return "" if us is None else names.times.whole(us)


def _contact(row: TicketRow, _: Names) -> str:
    return row.contact or row.phone or NOTHING


def _ccs(row: TicketRow, names: Names) -> str:
    # None: the row was read before its CCs were asked for; they are on their way.
    if row.ccs is None:
        return ""
    return names.people(row.ccs) if row.ccs else NOTHING


def call_words(row: TicketRow, names: Names) -> str:
    """When the last call was, or that it was missed; the arrow beside it says the direction."""
    if row.call_start_us is None:
        return NOTHING
    if row.call_status == CallStatus.MISSED:
        return names.missed
    return names.times.clock(row.call_start_us)


def _call_hint(row: TicketRow, names: Names) -> str:
    if row.call_start_us is None:
        return names.sources[row.source]
    direction = names.directions.get(CallDirection(row.call_direction or 0), "")
    return f"{direction}, {call_words(row, names)}, {names.times.whole(row.call_start_us)}"


COLUMNS: Final[tuple[TicketColumn, ...]] = (
    TicketColumn(
        "unread",
        lambda: "",
        38,
        22,
        lambda row, names: names.unread if row.unread else "",
    ),
    TicketColumn(
        "serial",
        lambda: translate("Columns", "#"),
        72,
        58,
        lambda row, _: str(row.serial),
        is_muted=True,
    ),
    TicketColumn(
        "subject",
        lambda: translate("Columns", "Subject"),
        250,
        90,
        lambda row, _: row.subject,
        can_stretch=True,
    ),
    TicketColumn(
        "status",
        lambda: translate("Columns", "Status"),
        104,
        98,
        lambda row, names: names.statuses[row.status],
    ),
    TicketColumn(
        "type",
        lambda: translate("Columns", "Type"),
        84,
        76,
        lambda row, names: names.types.get(row.type_id, NOTHING),
    ),
    TicketColumn(
        "priority",
        lambda: translate("Columns", "Priority"),
        98,
        92,
        lambda row, names: names.priorities[row.priority],
    ),
    TicketColumn("contact", lambda: translate("Columns", "Contact"), 132, 70, _contact),
    TicketColumn(
        "phone", lambda: translate("Columns", "Phone"), 120, 90, lambda row, _: row.phone or NOTHING
    ),
    TicketColumn(
        "email",
        lambda: translate("Columns", "Customer email"),
        170,
        96,
        lambda row, _: row.email or NOTHING,
    ),
    TicketColumn(
        "company",
        lambda: translate("Columns", "Company"),
        130,
        80,
        lambda row, _: row.company or NOTHING,
    ),
    TicketColumn(
        "assignee",
        lambda: translate("Columns", "Assign to"),
        100,
        74,
        lambda row, names: names.agents.get(row.assignee_id, NOTHING),
    ),
    TicketColumn(
        "group",
        lambda: translate("Columns", "Group"),
        110,
        70,
        lambda row, names: names.groups.get(row.group_id, NOTHING),
    ),
    TicketColumn("ccs", lambda: translate("Columns", "CCs"), 130, 76, _ccs),
    TicketColumn(
        "source",
        lambda: translate("Columns", "Source"),
        110,
        72,
        lambda row, names: names.sources[row.source],
    ),
    TicketColumn(
        "call",
        lambda: translate("Columns", "Call"),
        84,
        72,
        call_words,
        hint=_call_hint,
        is_muted=True,
    ),
    TicketColumn(
        "created",
        lambda: translate("Columns", "Created"),
        96,
        88,
        lambda row, names: _instant(row.created_us, names),
        hint=lambda row, names: _whole_instant(row.created_us, names),
        is_muted=True,
    ),
    TicketColumn(
        "updated",
        lambda: translate("Columns", "Updated"),
        96,
        88,
        lambda row, names: _instant(row.updated_us, names),
        hint=lambda row, names: _whole_instant(row.updated_us, names),
        is_muted=True,
    ),
    TicketColumn(
        "due",
        lambda: translate("Columns", "Due"),
        96,
        88,
        lambda row, names: _instant(row.due_us, names),
        hint=lambda row, names: _whole_instant(row.due_us, names),
    ),
    TicketColumn(
        "closed",
        lambda: translate("Columns", "Closed"),
        96,
        88,
        lambda row, names: _instant(row.closed_us, names),
        hint=lambda row, names: _whole_instant(row.closed_us, names),
        is_muted=True,
    ),
)

COLUMN_BY_KEY: Final = {column.key: column for column in COLUMNS}

DEFAULT_COLUMNS: Final = (
    "unread",
    "serial",
    "subject",
    "status",
    "type",
    "priority",
    "contact",
    "assignee",
    "call",
    "updated",
)
# Without them a row says nothing; the column chooser leaves them alone.
FIXED_COLUMNS: Final = frozenset({"unread", "serial", "subject"})


def asks_ccs(columns: Sequence[TicketColumn]) -> bool:
    """Whether one of the columns needs the tickets' CCs, which cost a look-up a row."""
    return any(column.key == "ccs" for column in columns)


def custom_keys(columns: Sequence[TicketColumn]) -> tuple[str, ...]:
    """The custom fields whose values the columns need."""
    return tuple(column.key for column in columns if column.field is not None)


def spoken_title(column: TicketColumn) -> str:
    """The column's name for people who hear it, and for the column chooser."""
    if column.key == "unread":
        return translate("Columns", "Unread")
    if column.key == "serial":
        return translate("Columns", "Serial")
    return column.title()

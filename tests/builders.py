"""A small desk for tests: who works there, and tickets made as the program makes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from helpdesk_desktop.bootstrap import DeskRequest, OpenDesk, open_desk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.field_wishes import NewField
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.option_lines import parse_options
from helpdesk_desktop.domain.people import AgentId, GroupId, RoleKind, TypeId
from helpdesk_desktop.domain.ticket import NewTicket, Saved
from helpdesk_desktop.storage import team_store
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import open_database

NOW = datetime(2026, 11, 23, 2, 50, tzinfo=UTC)
ADMINISTRATOR = "boss"


def request(database_url: str, as_: str | None = ADMINISTRATOR, **values: Any) -> DeskRequest:
    """What opens a desk in tests: nothing of the environment counts."""
    return DeskRequest(
        database=database_url,
        as_login=as_,
        time_zone=values.pop("time_zone", "Asia/Ho_Chi_Minh"),
        environment=values.pop("environment", {}),
        **values,
    )


@contextmanager
def opened(database_url: str, as_: str | None = ADMINISTRATOR, **values: Any) -> Iterator[OpenDesk]:
    """The desk as one agent sees it; an empty database gets its administrator `boss` first."""
    desk = open_as(database_url, as_, **values)
    try:
        yield desk
    finally:
        desk.close()


def open_as(database_url: str, as_: str | None = ADMINISTRATOR, **values: Any) -> OpenDesk:
    """As `opened`; the caller closes it."""
    ensure_administrator(database_url)
    return open_desk(request(database_url, as_, **values))


def ensure_administrator(database_url: str, login: str = ADMINISTRATOR) -> None:
    """Make the first agent where there is none."""
    database = open_database(parse_database_url(database_url))

    def work(connection: Connection) -> None:
        if not team_store.has_agents(connection):
            role_id = team_store.find_role(connection, RoleKind.ADMINISTRATOR)
            team_store.add_agent(
                connection, login=login, name="Boss", email=None, role_id=role_id, at=NOW
            )

    try:
        database.write(work)
    finally:
        database.close()


def add_agent(desk: OpenDesk, login: str, **settings: str) -> AgentId:
    """Make an agent, by words: `role="agent"`, `groups="vip,night"`."""
    return desk.team.add_agent(login, settings).id


def add_group(desk: OpenDesk, key: str, **settings: str) -> GroupId:
    """Make a group, by words: `members="lan,minh"`."""
    return desk.team.add_group(key, settings).id


def add_role(desk: OpenDesk, key: str, **settings: str) -> str:
    """Make a role, by words: `tickets="own"`, `phones="masked"`, `rights="create,edit"`."""
    return desk.team.add_role(key, settings).key


def add_ticket(desk: OpenDesk, subject: str = "Printer is on fire", **values: Any) -> Saved:
    """Make a ticket; `values` are those of `NewTicket`."""
    uid: UUID = values.pop("uid", None) or uuid4()
    return desk.tickets.create(NewTicket(uid=uid, subject=subject, **values))


def type_id(desk: OpenDesk, key: str) -> TypeId:
    """The id of a ticket type."""
    return desk.directory().type_by_key[key].id


def spec(desk: OpenDesk, query: str) -> FilterSpec:
    """The list that a query asks for."""
    return FilterSpec(search=parse(query, desk.directory()))


def serials(desk: OpenDesk, query: str = "") -> list[int]:
    """The serials that a query finds for this agent, sorted."""
    return sorted(desk.tickets.ids(spec(desk, query), Cancellation()))


def add_field(
    desk: OpenDesk, key: str, kind: CustomFieldKind = CustomFieldKind.TEXT, **values: Any
) -> CustomField:
    """Make a custom field of tickets; `values` are those of `NewField`, `options` a pasted list."""
    options = parse_options(values.pop("options", ""), kind)
    owner = values.pop("owner", CustomFieldOwner.TICKET)
    label = values.pop("label", key.title())
    return desk.fields.add(NewField(owner, key, label, kind, options=options, **values))

"""The only place that loads the demo data: real public records, and a small contact centre.

Everything goes through the services that agents use, with the clock set to when it happened: the
history, the unread marks and the search text come about as they do in real work.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from helpdesk_desktop.domain.calls import (
    CALL_DIRECTION_KEYS,
    CALL_STATUS_KEYS,
    NewCall,
)
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import (
    AgentId,
    ContactId,
    Directory,
    NewContact,
    Viewer,
)
from helpdesk_desktop.domain.ticket import (
    PRIORITY_KEYS,
    SOURCE_KEYS,
    STATUS_KEYS,
    NewNote,
    NewTicket,
    Serial,
    Status,
    TicketEdit,
)
from helpdesk_desktop.services import ticket_writes
from helpdesk_desktop.services.clock import SystemClock
from helpdesk_desktop.services.imports.importer import import_files
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.services.team import DeskTeam
from helpdesk_desktop.services.tickets import DeskTickets
from helpdesk_desktop.storage import call_store, fill_store
from helpdesk_desktop.storage.people_store import load_viewer

_RECORDS_AGE = timedelta(days=45)
# What others did since then is unread at first sight.
_NEWS = timedelta(minutes=150)
_FILES = ("sf311.csv", "boston311.csv", "cfpb-complaints.csv", "it-service-tickets.csv")
_STATUSES = {key: status for status, key in STATUS_KEYS.items()}
_PRIORITIES = {key: priority for priority, key in PRIORITY_KEYS.items()}
_SOURCES = {key: source for source, key in SOURCE_KEYS.items()}
_DIRECTIONS = {key: direction for direction, key in CALL_DIRECTION_KEYS.items()}
_CALL_STATUSES = {key: status for status, key in CALL_STATUS_KEYS.items()}


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was loaded."""

    imported: int
    created: int


def load_demo(
    session: Session, folder: Path, *, progress: Callable[[str], None] = lambda _: None
) -> DemoReport:
    """Fill an empty database from the files of `folder` (resources/demo).

    Raises:
        NotAllowed: the viewer is no administrator.
        Unavailable: a file is missing.
    """
    desk = json.loads((folder / "desk.json").read_text(encoding="utf-8"))
    _add_team(session, desk)
    progress("records")
    report = import_files(
        session.database,
        session.viewer,
        [folder / name for name in _FILES],
        # Records without dates would stand on top of everything that happens in the desk.
        now=session.clock.now() - _RECORDS_AGE,
        zone=session.clock.zone,
        default_region=session.region,
    )
    progress("desk")
    since = session.clock.now() - _NEWS
    session.database.write(lambda connection: fill_store.let_read_since(connection, since))
    history = _History(session)
    # Oldest first, so that serials grow with time.
    tickets = sorted(desk["tickets"], key=lambda entry: -entry["created_min"])
    contacts = {entry["name"]: entry for entry in desk["contacts"]}
    for entry in tickets:
        history.add(entry, contacts)
    return DemoReport(report.totals.created, len(tickets))


def _add_team(session: Session, desk: Mapping[str, Any]) -> None:
    team = DeskTeam(session)
    for entry in desk["groups"]:
        team.add_group(entry["key"], {"name": entry["name"]})
    for entry in desk["agents"]:
        settings = {key: entry[key] for key in ("name", "email", "role")}
        team.add_agent(entry["login"], settings | {"groups": ",".join(entry["groups"])})


class _History:
    """Plays what happened to each ticket, each step by its agent and at its time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._now = session.clock.now()
        self._contact_ids: dict[str, ContactId] = {}
        with session.database.reading() as connection:
            self._directory: Directory = session.fresh_directory(connection)

    def add(self, entry: Mapping[str, Any], contacts: Mapping[str, Any]) -> None:
        """Create, edit and annotate one ticket as desk.json tells it."""
        assignee = self._agent_id(entry["assignee"])
        creator = assignee or self._agent_id("mai.tran")
        made_at = self._ago(entry["created_min"])
        group = next((one.id for one in self._directory.groups if one.key == entry["group"]), None)
        contact_id, new_contact = self._contact(entry["contact"], contacts)
        saved = ticket_writes.create(
            self._as(creator, made_at),
            NewTicket(
                uid=self._session.new_uid(),
                subject=entry["subject"],
                description=entry["description"],
                type_id=self._directory.type_by_key[entry["type"]].id,
                priority=_PRIORITIES[entry["priority"]],
                source=_SOURCES[entry["source"]],
                contact_id=contact_id,
                new_contact=new_contact,
                phone=entry["phone"],
                assignee_id=assignee,
                group_id=group,
                cc_ids=tuple(
                    cc for login in entry["ccs"] if (cc := self._agent_id(login)) is not None
                ),
                due_at=None if entry["due_min"] is None else self._ago(-entry["due_min"]),
            ),
        )
        if new_contact is not None:
            self._remember_contact(entry["contact"], saved.serial)
        if entry["call"]:
            self._add_call(saved.serial, entry, contacts)
        for note in entry["notes"]:
            self._add_note(saved.serial, note)
        self._edit(saved.serial, entry, creator)

    def _edit(self, serial: Serial, entry: Mapping[str, Any], creator: AgentId | None) -> None:
        status = _STATUSES[entry["status"]]
        if status is not Status.NEW:
            edit = TicketEdit(serial, None, (("status", status),))
            ticket_writes.edit(self._as(creator, self._ago(entry["updated_min"])), edit)

    def _add_note(self, serial: Serial, note: Mapping[str, Any]) -> None:
        at = self._ago(note["ago_min"])
        made = NewNote(self._session.new_uid(), serial, note["body"], note["internal"])
        ticket_writes.add_note(self._as(self._agent_id(note["author"]), at), made)

    def _add_call(
        self, serial: Serial, entry: Mapping[str, Any], contacts: Mapping[str, Any]
    ) -> None:
        told = entry["call"]
        start_at = self._ago(told["ago_min"])
        answer_at = end_at = None
        if told["talk_s"] is not None:
            answer_at = start_at + timedelta(seconds=told["queue_s"] or 0)
            end_at = answer_at + timedelta(seconds=told["talk_s"])
        known = contacts.get(entry["contact"])
        new = NewCall(
            uid=self._session.new_uid(),
            direction=_DIRECTIONS[told["direction"]],
            status=_CALL_STATUSES[told["status"]],
            start_at=start_at,
            answer_at=answer_at,
            end_at=end_at,
            queue_s=told["queue_s"],
            talk_s=told["talk_s"],
            number=known["phones"][0] if known else entry["phone"],
            agent_id=self._agent_id(told["agent"]),
            recording=told["recording"],
        )
        self._session.database.write(
            lambda connection: call_store.add_call(
                connection, serial, new, region=self._session.region
            )
        )

    def _contact(
        self, name: str | None, contacts: Mapping[str, Any]
    ) -> tuple[ContactId | None, NewContact | None]:
        if name is None:
            return None, None
        if name in self._contact_ids:
            return self._contact_ids[name], None
        known = contacts[name]
        return None, NewContact(
            name=name,
            phones=tuple(known["phones"]),
            emails=tuple(known["emails"]),
            company=known["company"],
            rating=known["rating"],
        )

    def _remember_contact(self, name: str, serial: Serial) -> None:
        contact_id = DeskTickets(self._session).detail(serial, Cancellation()).contact_id
        if contact_id is not None:
            self._contact_ids[name] = contact_id

    def _ago(self, minutes: int) -> datetime:
        return self._now - timedelta(minutes=minutes)

    def _agent_id(self, login: str | None) -> AgentId | None:
        if login is None:
            return None
        if login == "me":
            return self._session.viewer.agent_id
        return self._directory.agent_by_login[login].id

    def _as(self, agent_id: AgentId | None, at: datetime) -> Session:
        viewer: Viewer | None = None
        if agent_id is not None:
            with self._session.database.reading() as connection:
                viewer = load_viewer(connection, agent_id)
        return Session(
            self._session.database,
            viewer or self._session.viewer,
            SystemClock(self._session.clock.zone, at),
            self._session.region,
        )


def is_empty(session: Session) -> bool:
    """Whether the viewer sees no ticket yet."""
    return DeskTickets(session).count(FilterSpec(), Cancellation()) == 0

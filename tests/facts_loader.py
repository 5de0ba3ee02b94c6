"""Puts the facts that `oracle` judges into the tables of a real database, row by plain row."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete, insert

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.folding import fold, search_text, token_text
from helpdesk_desktop.domain.people import Directory, Viewer
from helpdesk_desktop.domain.ticket import Hidden
from helpdesk_desktop.storage import schema
from helpdesk_desktop.storage.custom.custom_value_rows import value_rows
from tests.facts import ContactFacts, CustomValue, PhoneFacts, TicketFacts

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
Row = dict[str, Any]
_VALUE_TABLES = {
    CustomFieldOwner.TICKET: (schema.ticket_value, "serial"),
    CustomFieldOwner.CONTACT: (schema.contact_value, "contact_id"),
    CustomFieldOwner.COMPANY: (schema.company_value, "company_id"),
}


def load(
    connection: Connection, tickets: Sequence[TicketFacts], directory: Directory, viewer: Viewer
) -> None:
    """Store the tickets and the directory's people; reading marks are the viewer's.

    The database holds no people yet: the roles and types that it began with give way.
    """
    connection.execute(delete(schema.ticket_type))
    connection.execute(delete(schema.role))
    loader = _Loader(viewer, directory)
    loader.people(directory)
    loader.custom_fields(directory)
    for facts in tickets:
        loader.ticket(facts)
    for table in schema.metadata.sorted_tables:
        rows = loader.rows.get(table.name)
        if rows:
            connection.execute(insert(table), rows)


class _Loader:
    def __init__(self, viewer: Viewer, directory: Directory) -> None:
        self.viewer = viewer
        self._custom = {(one.owner, one.key): one for one in directory.custom_fields}
        self.rows: dict[str, list[Row]] = {}
        self._companies: dict[str, int] = {}

    def add(self, table: Table, **values: Any) -> int:
        """Remember a row and answer its number, counted from 1 within the table."""
        rows = self.rows.setdefault(table.name, [])
        number = len(rows) + 1
        if "id" in table.c and "id" not in values:
            values["id"] = number
        if "uid" in table.c:
            values["uid"] = UUID(int=number)
        rows.append(values)
        return number

    def people(self, directory: Directory) -> None:
        self.add(
            schema.role,
            key="role",
            name="Role",
            kind=1,
            tickets=0,
            contacts=0,
            phones_masked=0,
            rights="",
            version=1,
        )
        for agent in directory.agents:
            self.add(
                schema.agent,
                id=agent.id,
                login=agent.login,
                login_fold=fold(agent.login),
                name=agent.name,
                name_fold=fold(agent.name),
                email=agent.email,
                role_id=1,
                is_active=int(agent.is_active),
                created_at=_LONG_AGO,
                read_baseline_at=_LONG_AGO,
                version=1,
            )
        for group in directory.groups:
            self.add(
                schema.team,
                id=group.id,
                key=group.key,
                name=group.name,
                name_fold=fold(group.name),
                version=1,
            )
            for member in group.member_ids:
                self.add(schema.team_member, team_id=group.id, agent_id=member)
        for kind in directory.types:
            self.add(
                schema.ticket_type,
                id=kind.id,
                key=kind.key,
                name=kind.name,
                position=kind.position,
                is_retired=int(kind.is_retired),
                version=1,
            )

    def custom_fields(self, directory: Directory) -> None:
        known: set[int] = set()
        for place, custom in enumerate(directory.custom_fields):
            self.add(
                schema.custom_field,
                id=custom.id,
                owner=custom.owner.value,
                key=custom.key,
                label=custom.label,
                kind=custom.kind.value,
                position=place,
                is_active=int(custom.is_active),
                required_to_create=0,
                required_to_close=0,
                version=1,
            )
            for position, option in enumerate(custom.options):
                # Several fields of the cast share their options.
                if option.id not in known:
                    known.add(option.id)
                    self.add(
                        schema.custom_option,
                        id=option.id,
                        field_id=custom.id,
                        key=option.key,
                        label=option.label,
                        parent_id=option.parent_id,
                        position=position,
                        is_retired=int(option.is_retired),
                    )

    def values(
        self, owner: CustomFieldOwner, number: int, custom: Iterable[tuple[str, CustomValue]]
    ) -> None:
        table, column = _VALUE_TABLES[owner]
        for key, value in custom:
            for row in value_rows(self._custom[owner, key], value):
                self.add(table, **{column: number}, **row)

    def ticket(self, facts: TicketFacts) -> None:
        contact = facts.contact
        last_call = max(facts.calls, key=lambda call: call.start_at, default=None)
        self.add(
            schema.ticket,
            serial=facts.serial,
            version=facts.version,
            hidden=int(Hidden.DELETED if facts.is_deleted else Hidden.LISTED),
            status=facts.status,
            priority=facts.priority,
            source=facts.source,
            type_id=facts.type_id,
            contact_id=None if contact is None else self.contact(contact),
            assignee_id=facts.assignee_id,
            team_id=facts.group_id,
            creator_id=facts.creator_id,
            created_at=facts.created_at,
            updated_at=facts.updated_at,
            due_at=facts.due_at,
            closed_at=facts.closed_at,
            first_response_at=facts.first_response_at,
            reopened=0,
            touched_at=facts.touched_at,
            touched_by=facts.touched_by,
            last_call_direction=None if last_call is None else last_call.direction,
            last_call_status=None if last_call is None else last_call.status,
            last_call_at=None if last_call is None else last_call.start_at,
            note_count=len(facts.notes),
            attachment_count=facts.attachments,
            external_id=facts.external_id,
            external_id_fold=_folded(facts.external_id),
            **_phone("phone", "phone_", facts.phone),
            subject=facts.subject,
            subject_fold=fold(facts.subject),
            contact_fold=_folded(None if contact is None else contact.name),
        )
        self._texts(facts)
        for agent_id in facts.cc_ids:
            self.add(schema.ticket_cc, serial=facts.serial, agent_id=agent_id)
        if facts.read_at is not None:
            self.add(
                schema.ticket_read,
                agent_id=self.viewer.agent_id,
                serial=facts.serial,
                read_at=facts.read_at,
            )
        self._history(facts)
        self._calls(facts)
        self.values(CustomFieldOwner.TICKET, facts.serial, facts.custom)

    def _texts(self, facts: TicketFacts) -> None:
        contact = facts.contact or ContactFacts()
        bodies = [note.body for note in facts.notes]
        description = facts.description
        self.add(
            schema.ticket_text,
            serial=facts.serial,
            description=description,
            description_words=None if description is None else token_text(description),
            search=search_text([facts.subject, description, contact.name, *bodies], contact.emails),
        )
        for note in facts.notes:
            self.add(
                schema.note,
                serial=facts.serial,
                author_id=note.author_id,
                created_at=note.created_at,
                format=0,
                is_internal=int(note.is_internal),
                body=note.body,
                body_words=token_text(note.body),
                reminder_at=note.reminder_at,
                version=1,
            )

    def _history(self, facts: TicketFacts) -> None:
        for number, activity in enumerate(facts.activities):
            self.add(
                schema.activity,
                serial=facts.serial,
                at=activity.at,
                field=activity.field,
                # An empty value is told in both ways that JSON and SQL have.
                old=None if activity.old is None and number % 2 else json.dumps(activity.old),
                new=json.dumps(activity.new),
                batch=UUID(int=number),
            )

    def _calls(self, facts: TicketFacts) -> None:
        for call in facts.calls:
            call_id = self.add(
                schema.call,
                direction=call.direction,
                status=call.status,
                start_at=call.start_at,
                queue_s=call.queue_s,
                talk_s=call.talk_s,
                hold_s=call.hold_s,
                **_phone("hotline", "hotline_", call.hotline),
                **_phone("number", "number_", call.number),
                agent_id=call.agent_id,
                recording="call.ogg" if call.has_recording else None,
                has_voicemail=0,
            )
            self.add(schema.ticket_call, serial=facts.serial, call_id=call_id)

    def contact(self, facts: ContactFacts) -> int:
        company_id = None if facts.company is None else self.company(facts)
        email = next(iter(facts.emails), None)
        number = self.add(
            schema.contact,
            name=facts.name,
            name_fold=_folded(facts.name),
            title=facts.title,
            title_fold=_folded(facts.title),
            company_id=company_id,
            rating=facts.rating,
            manager_id=facts.manager_id,
            phone=facts.phones[0].normalised if facts.phones else None,
            email=email,
            email_fold=_folded(email),
            search=search_text((facts.name, facts.title), facts.emails),
            version=1,
        )
        self.values(CustomFieldOwner.CONTACT, number, facts.custom)
        for position, phone in enumerate(facts.phones):
            self.add(
                schema.contact_point,
                contact_id=number,
                kind=0,
                value=phone.normalised,
                normalised=phone.normalised,
                digits=phone.digits,
                national=phone.national,
                is_primary=int(position == 0),
                position=position,
            )
        for position, each in enumerate(facts.emails):
            self.add(
                schema.contact_point,
                contact_id=number,
                kind=1,
                value=each,
                normalised=fold(each),
                digits=None,
                national=None,
                is_primary=int(position == 0),
                position=position,
            )
        return number

    def company(self, facts: ContactFacts) -> int:
        """One row for each name, as an import makes them; its values are those told first."""
        name = facts.company or ""
        if name not in self._companies:
            self._companies[name] = self.add(
                schema.company,
                name=name,
                name_fold=fold(name),
                search=search_text((name,)),
                version=1,
            )
            self.values(CustomFieldOwner.COMPANY, self._companies[name], facts.company_custom)
        return self._companies[name]


def _folded(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _phone(column: str, prefix: str, phone: PhoneFacts | None) -> Row:
    return {
        column: None if phone is None else phone.normalised,
        f"{prefix}digits": None if phone is None else phone.digits,
        f"{prefix}national": None if phone is None else phone.national,
    }

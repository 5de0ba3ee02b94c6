"""The only place where a test makes data by intention, through the services and by their rules.

Values are words, as on the command line: `priority="high"`, `assignee="lan"`, `due="2026-12-01"`.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import NewCompany
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.field_wishes import NewField
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import NewSavedFilter
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.option_lines import parse_options
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.records import detail_record
from helpdesk_desktop.domain.ticket import NewNote, Serial, TicketDetail
from helpdesk_desktop.services import ticket_words


class PreparedDesk:
    """A desk as one agent has it; what it refuses is raised as the program says it.

    `services` is the whole desk, for what has no intention here.
    """

    def __init__(self, services: OpenDesk) -> None:
        self.services = services

    def create_ticket(self, subject: str, **words: str) -> int:
        """Make a ticket and answer its serial; a contact is found by `contact`, `phone`, `email`.

        Values of custom fields go by the field's key.
        """
        desk = self.services
        directory = desk.directory()
        wanted = ticket_words.settings_of(_settings({"subject": subject, **words}), directory)
        uid = desk.session.new_uid()
        new = ticket_words.new_ticket(desk.session, wanted, directory, uid=uid)
        return int(desk.tickets.create(new).serial)

    def edit_ticket(self, serial: int, **words: str) -> None:
        """Change fields of a ticket, as somebody else would meanwhile."""
        desk = self.services
        directory = desk.directory()
        wanted = ticket_words.settings_of(_settings(words), directory)
        has_contact = self.detail(serial).contact_id is not None
        edit = ticket_words.ticket_edit(
            desk.session, serial, wanted, directory, has_contact=has_contact
        )
        desk.tickets.edit(edit)

    def add_note(self, serial: int, body: str, *, is_internal: bool = True) -> None:
        """Add a note to a ticket."""
        note = NewNote(uuid4(), Serial(serial), body, is_internal=is_internal)
        self.services.tickets.add_note(note)

    def add_agent(self, login: str, name: str = "", **words: str) -> None:
        """Make an agent: `role="supervisor"`, `groups="vip,night"`."""
        self.services.team.add_agent(login, {"name": name or login, **words})

    def add_group(self, key: str, name: str = "", members: str = "") -> None:
        """Make a group; members by login, separated by commas."""
        self.services.team.add_group(key, {"name": name or key, "members": members})

    def add_role(self, key: str, **words: str) -> None:
        """Make a role: `tickets="own"`, `phones="masked"`, `rights="create,edit"`."""
        self.services.team.add_role(key, words)

    def add_type(self, key: str, name: str = "") -> None:
        """Make a ticket type."""
        self.services.types.add_type(key, {"name": name or key})

    def add_contact(self, name: str, *, phone: str = "", email: str = "", company: str = "") -> int:
        """Make a contact and answer its id."""
        new = NewContact(
            name=name,
            phones=(phone,) if phone else (),
            emails=(email,) if email else (),
            company=company or None,
        )
        return int(self.services.contacts.create(new))

    def add_company(self, name: str) -> int:
        """Make a company and answer its id."""
        return int(self.services.companies.create(NewCompany(name)))

    def add_field(
        self, key: str, kind: str = "text", *, of: str = "ticket", options: str = "", **values: Any
    ) -> None:
        """Make a custom field; `options` is a pasted list, indented where it is a tree.

        `values` are `label`, `pattern`, `default`, `is_required_to_close` and the like.
        """
        meant = CustomFieldKind(kind)
        label = values.pop("label", key)
        lines = parse_options(options, meant)
        new = NewField(CustomFieldOwner(of), key, label, meant, options=lines, **values)
        self.services.fields.add(new)

    def save_filter(self, name: str, query: str) -> None:
        """Save a filter of the agent's own, by the query language."""
        tree = parse(query, self.services.directory())
        self.services.saved_filters.create(NewSavedFilter(uuid4(), name, tree))

    def find(self, query: str = "") -> list[int]:
        """The serials that a query finds for this agent, sorted."""
        spec = FilterSpec(search=parse(query, self.services.directory()))
        return sorted(self.services.tickets.ids(spec, Cancellation()))

    def ticket(self, serial: int) -> dict[str, Any]:
        """One ticket as scripts read it: choices by key, people by login."""
        return detail_record(self.detail(serial), self.services.directory())

    def detail(self, serial: int) -> TicketDetail:
        """One ticket with everything of it, typed."""
        return self.services.tickets.detail(Serial(serial), Cancellation())

    def close(self) -> None:
        """Give the connections back."""
        self.services.close()


def _settings(words: Mapping[str, str]) -> list[str]:
    return [f"{key}={value}" for key, value in words.items()]

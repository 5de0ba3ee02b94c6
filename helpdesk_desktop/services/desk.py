"""The only place where one open database and one agent become a desk."""

import os

from helpdesk_desktop.domain.people import Directory, Viewer
from helpdesk_desktop.services.companies import DeskCompanies
from helpdesk_desktop.services.contacts import DeskContacts
from helpdesk_desktop.services.contracts import Clock, DatabaseInfo, Exports, Imports
from helpdesk_desktop.services.drafts import DeskDrafts
from helpdesk_desktop.services.fields import DeskFields
from helpdesk_desktop.services.live import DeskLive
from helpdesk_desktop.services.people import DeskPeople
from helpdesk_desktop.services.saved_filters import DeskSavedFilters
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.services.team import DeskTeam
from helpdesk_desktop.services.ticket_types import DeskTypes
from helpdesk_desktop.services.tickets import DeskTickets
from helpdesk_desktop.storage.database_url import DatabaseAddress, FileAddress

ENGINE_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "mariadb": "MariaDB"}


class OpenDesk:
    """One open database, seen by one agent; see `contracts.Desk`."""

    def __init__(self, session: Session, drafts: DeskDrafts, address: DatabaseAddress) -> None:
        self._session = session
        self._drafts = drafts
        self._tickets = DeskTickets(session)
        self._people = DeskPeople(session)
        self._contacts = DeskContacts(session)
        self._companies = DeskCompanies(session)
        self._team = DeskTeam(session)
        self._types = DeskTypes(session)
        self._saved_filters = DeskSavedFilters(session)
        self._live = DeskLive(session.database)
        self._info = DatabaseInfo(
            engine=ENGINE_NAMES[address.kind],
            place=address.place,
            is_enforcing=False,
            is_read_only=isinstance(address, FileAddress) and not os.access(address.path, os.W_OK),
        )

    @property
    def tickets(self) -> DeskTickets:
        """The tickets."""
        return self._tickets

    @property
    def people(self) -> DeskPeople:
        """The contacts."""
        return self._people

    @property
    def contacts(self) -> DeskContacts:
        """The lists and pages of contacts."""
        return self._contacts

    @property
    def companies(self) -> DeskCompanies:
        """The companies."""
        return self._companies

    @property
    def fields(self) -> DeskFields:
        """The definitions of custom fields."""
        return DeskFields(self._session)

    @property
    def imports(self) -> Imports:
        """Files of tickets, on their way in."""
        from helpdesk_desktop.services.import_desk import DeskImports  # noqa: PLC0415  # 0.1 s that no start needs

        return DeskImports(self._session)

    @property
    def exports(self) -> Exports:
        """Files of tickets, on their way out."""
        from helpdesk_desktop.services.export_desk import DeskExports  # noqa: PLC0415  # no start needs it

        return DeskExports(self._session)

    @property
    def team(self) -> DeskTeam:
        """Agents, groups and roles."""
        return self._team

    @property
    def types(self) -> DeskTypes:
        """The ticket types."""
        return self._types

    @property
    def saved_filters(self) -> DeskSavedFilters:
        """The viewer's own quick filters."""
        return self._saved_filters

    @property
    def drafts(self) -> DeskDrafts:
        """The text not yet saved."""
        return self._drafts

    @property
    def live(self) -> DeskLive:
        """What other programs write."""
        return self._live

    @property
    def viewer(self) -> Viewer:
        """Who looks, as read last."""
        return self._session.viewer

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self._session.clock

    @property
    def info(self) -> DatabaseInfo:
        """Which database this is."""
        return self._info

    @property
    def session(self) -> Session:
        """What other services of this desk (import, fill) work with."""
        return self._session

    def directory(self) -> Directory:
        """Names and ids of agents, groups, types and fields, as they are now.

        Raises:
            NotAllowed: the account was switched off.
        """
        with self._session.database.reading() as connection:
            self._session.fresh_viewer(connection)
            return self._session.fresh_directory(connection)

    def close(self) -> None:
        """Give every connection back; running reads are interrupted."""
        self._live.close()
        self._session.database.close()
        self._drafts.close()

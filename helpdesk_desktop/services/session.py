"""The only place that knows who sits at the desk and with which rights, as of now.

Every write reads the viewer anew inside its own transaction; reads use the one that was read last,
half a minute old at most, so that a list costs no second round trip.
"""

import os
import time
from uuid import UUID

from sqlalchemy import Connection

from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.errors import NotAllowed
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.identifiers import RANDOM_BYTES, uuid7
from helpdesk_desktop.domain.people import Directory, Right, Viewer
from helpdesk_desktop.domain.phone import DEFAULT_REGION
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.services.known_fields import with_known_fields
from helpdesk_desktop.storage.activity_store import Deed
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.people_store import load_directory, load_viewer

# How long reads may go on with the rights and names that were read last.
_FRESH_S = 30.0


class Session:
    """One agent at one open database; may be shared between threads.

    Raises:
        NotAllowed: the agent is not there or not active.
    """

    def __init__(
        self, database: Database, viewer: Viewer, clock: Clock, region: str = DEFAULT_REGION
    ) -> None:
        self.database = database
        self.clock = clock
        self.region = region
        self._viewer = viewer
        self._directory: Directory | None = None
        self._read_at_s = time.monotonic()

    @property
    def viewer(self) -> Viewer:
        """Who looks, as read last."""
        return self._viewer

    def fresh_viewer(self, connection: Connection) -> Viewer:
        """Who looks, read again: what every write is judged by.

        Raises:
            NotAllowed: the account was switched off or removed.
        """
        viewer = load_viewer(connection, self._viewer.agent_id)
        if viewer is None:
            raise NotAllowed("inactive_agent", value=self._viewer.login)
        self._viewer = viewer
        return viewer

    def writer(self, connection: Connection, right: Right) -> Viewer:
        """Who writes, read again.

        Raises:
            NotAllowed: the account is switched off, or its role lacks the right.
        """
        viewer = self.fresh_viewer(connection)
        if not viewer.may(right):
            raise NotAllowed("not_allowed", action=right.value)
        return viewer

    def reader(self, connection: Connection) -> Viewer:
        """Who reads, as of half a minute ago at most.

        Raises:
            NotAllowed: the account was switched off or removed.
        """
        self._refresh(connection)
        return self._viewer

    def directory(self, connection: Connection) -> Directory:
        """Names and ids, as of half a minute ago at most."""
        self._refresh(connection)
        known = self._directory
        return self.fresh_directory(connection) if known is None else known

    def fresh_directory(self, connection: Connection) -> Directory:
        """Names and ids as they are now."""
        read = load_directory(connection, self._viewer.agent_id)
        directory = self._directory = with_known_fields(read, self._directory)
        return directory

    def custom_fields(self, connection: Connection, viewer: Viewer) -> tuple[CustomField, ...]:
        """The definitions of custom fields as they were when the viewer was read.

        They are read again only where one was changed since.
        """
        known = self._directory
        if known is None or known.fields_stamp != viewer.fields_stamp:
            known = self.fresh_directory(connection)
        return known.custom_fields

    def question(
        self, connection: Connection, spec: FilterSpec, *, has_ccs: bool = False
    ) -> Question:
        """The spec as this agent asks it now."""
        directory = self.directory(connection)
        return Question(spec, self._viewer, directory, self.clock.now(), self.clock.zone, has_ccs)

    def deed(self, viewer: Viewer, *, undoes: UUID | None = None) -> Deed:
        """One action of the agent, now; `undoes` is the batch it takes back."""
        return Deed(viewer.agent_id, self.clock.now(), self.new_uid(), undoes)

    def new_uid(self) -> UUID:
        """A uid that sorts by now."""
        return uuid7(self.clock.now(), os.urandom(RANDOM_BYTES))

    def _refresh(self, connection: Connection) -> None:
        if time.monotonic() - self._read_at_s > _FRESH_S:
            self.fresh_viewer(connection)
            self.fresh_directory(connection)
            self._read_at_s = time.monotonic()

"""The only place that reads the lists of contacts and of companies, which a window shows alike."""

from array import array
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.services.contracts import BLOCK_ROWS
from helpdesk_desktop.services.session import Session

Entry = TypeVar("Entry")
Entry_co = TypeVar("Entry_co", covariant=True)


class EntryStore(Protocol[Entry_co]):
    """The module of the storage that has the rows: `contact_list` or `company_list`."""

    def load_page(
        self, connection: Connection, viewer: Viewer, spec: ContactSpec, *, limit: int
    ) -> tuple[Entry_co, ...]:
        """The first rows in the list's order."""
        ...

    def count(self, connection: Connection, viewer: Viewer, spec: ContactSpec) -> int:
        """How many the list shows."""
        ...

    def find_ids(
        self, connection: Connection, viewer: Viewer, spec: ContactSpec, cancel: Cancellation
    ) -> "array[int]":
        """All matching ids in the list's order."""
        ...

    def load_rows(
        self, connection: Connection, viewer: Viewer, ids: Sequence[int]
    ) -> tuple[Entry_co | None, ...]:
        """One row per id; None where the viewer sees no such entry."""
        ...


class EntryLists(Generic[Entry]):
    """A list as one agent may see it; see `contracts.Contacts` and `contracts.Companies`."""

    def __init__(self, session: Session, store: EntryStore[Entry]) -> None:
        self._session = session
        self._database = session.database
        self._store = store

    def first_page(
        self, spec: ContactSpec, cancel: Cancellation, *, limit: int = BLOCK_ROWS
    ) -> tuple[Entry, ...]:
        """The first `limit` rows in the spec's order."""
        with self._database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            return self._store.load_page(connection, viewer, spec, limit=limit)

    def count(self, spec: ContactSpec, cancel: Cancellation) -> int:
        """How many entries the spec matches."""
        with self._database.reading(cancel) as connection:
            return self._store.count(connection, self._session.reader(connection), spec)

    def ids(self, spec: ContactSpec, cancel: Cancellation) -> "array[int]":
        """All matching ids in the spec's order."""
        with self._database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            return self._store.find_ids(connection, viewer, spec, cancel)

    def rows(self, ids: Sequence[int], cancel: Cancellation) -> tuple[Entry | None, ...]:
        """One row per id in the given order; None where the viewer no longer sees it."""
        with self._database.reading(cancel) as connection:
            return self._store.load_rows(connection, self._session.reader(connection), ids)

"""The only place that fills a database with generated tickets, for trials and measurements.

All of it is one transaction: a fill that is cancelled or fails leaves nothing behind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.people import RoleKind
from helpdesk_desktop.services.fill_custom import CustomMaker
from helpdesk_desktop.services.fill_people import make_people
from helpdesk_desktop.services.fill_rows import COLUMNS, Batch, Ground
from helpdesk_desktop.services.fill_tickets import TicketMaker
from helpdesk_desktop.storage import fill_store
from helpdesk_desktop.storage.column_types import to_microseconds
from helpdesk_desktop.storage.counter_store import take_serials
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.people_store import load_custom_fields

_TABLES = tuple(COLUMNS)
# Building the indexes takes about half as long as loading.
_INDEX_SHARE = 2
# Agents of an empty desk have a few days of news, so that something is unread.
_NEWS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class FillReport:
    """What was made; serials from `first_serial` to `last_serial` without a gap."""

    tickets: int
    first_serial: int
    last_serial: int
    contacts: int
    agents: int
    notes: int
    calls: int


def fill(
    database: Database,
    *,
    tickets: int,
    seed: int,
    now: datetime,
    progress: Callable[[int, int], None],
    cancel: Cancellation,
) -> FillReport:
    """Add so many plausible tickets, the same ones for the same seed on an equal database.

    `progress` is told steps done and steps in all; at the end they are equal.

    Raises:
        Cancelled: nothing was added.
        Unavailable: as its key says; nothing was added.
    """
    with database.altering() as connection:
        with connection.begin():
            job = _Fill(connection, tickets, seed, now, progress, cancel)
            report = job.run()
        fill_store.settle(connection, _TABLES)
    progress(job.steps, job.steps)
    return report


class _Fill:
    def __init__(  # noqa: PLR0917 - one private caller
        self,
        connection: Connection,
        tickets: int,
        seed: int,
        now: datetime,
        progress: Callable[[int, int], None],
        cancel: Cancellation,
    ) -> None:
        self._connection = connection
        self._tickets = tickets
        self._seed = seed
        self._rng = Random(seed)  # noqa: S311 - made up, not secret
        self._now = now
        self._progress = progress
        self._cancel = cancel
        self._made = dict.fromkeys(COLUMNS, 0)
        self.steps = tickets + tickets // _INDEX_SHARE

    def run(self) -> FillReport:
        """Load everything, then build what was suspended."""
        connection = self._connection
        older = fill_store.next_id(connection, "ticket") - 1
        if not older:
            fill_store.let_read_since(connection, self._now - _NEWS)
        first = take_serials(connection, self._tickets)
        ground = self._ground(first)
        # Below that, keeping the indexes costs less than building them for the older tickets too.
        is_large = self._tickets >= older
        if is_large:
            fill_store.suspend_indexes(connection, _TABLES)
        custom = CustomMaker(self._seed, load_custom_fields(connection), ground.next_ids)
        self._load(custom.definitions())
        people, batch = make_people(self._rng, self._tickets, ground)
        custom.add_values(batch)
        self._load(batch)
        for chunk in TicketMaker(self._rng, self._tickets, ground, people).chunks():
            custom.add_values(chunk)
            self._load(chunk)
            self._progress(self._made["ticket"], self.steps)
        if is_large:
            fill_store.resume_indexes(connection, _TABLES, self._cancel.check)
        fill_store.advance_sequences(connection, _TABLES)
        fill_store.analyze(connection, _TABLES)
        return FillReport(
            tickets=self._tickets,
            first_serial=first,
            last_serial=first + self._tickets - 1,
            contacts=self._made["contact"],
            agents=self._made["agent"],
            notes=self._made["note"],
            calls=self._made["call"],
        )

    def _ground(self, first_serial: int) -> Ground:
        connection = self._connection
        next_ids = {name: fill_store.next_id(connection, name) for name in _TABLES}
        return Ground(
            next_ids | {"ticket": first_serial},
            fill_store.type_ids(connection),
            (
                fill_store.role_id(connection, RoleKind.SUPERVISOR),
                fill_store.role_id(connection, RoleKind.AGENT),
            ),
            fill_store.known_values(connection, "agent", "login_fold"),
            fill_store.known_values(connection, "team", "key"),
            to_microseconds(self._now),
        )

    def _load(self, batch: Batch) -> None:
        self._cancel.check()
        for name, rows in batch.items():
            fill_store.insert(self._connection, name, COLUMNS[name], rows)
            self._made[name] += len(rows)

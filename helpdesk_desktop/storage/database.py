"""The only place for connections of an open database: pools, transactions, retries, interruption.

Reads run on AUTOCOMMIT connections that refuse to write; all writes of one program share one
connection. Everything raised inside `reading` and `write` leaves as a domain error or is a bug.
"""

import contextlib
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled, Unavailable
from helpdesk_desktop.storage.change_watch import GuardedWatch
from helpdesk_desktop.storage.database_url import DialectName
from helpdesk_desktop.storage.dialects.driver import LOCK_TIMEOUT_S, Driver, Purpose
from helpdesk_desktop.storage.failures import (
    is_interruption,
    is_lost,
    is_overtaken,
    is_retryable,
    translated,
)

T = TypeVar("T")

_MOST_ATTEMPTS = 5
_SHORTEST_PAUSE_S = 0.010
_LONGEST_PAUSE_S = 0.200
# One lane each for list, count, ids and detail stay open; bursts of blocks may double them.
_READ_CONNECTIONS = 4
_BURST_CONNECTIONS = 4
_POOL_TIMEOUT_S = 20
# A ping costs a round trip, so only what rested long enough to be cut off silently is asked.
_RESTED_S = 30.0
_CANCELLATION = "helpdesk_cancellation"


class Database:
    """One open database; may be shared between threads.

    `place` names it for people, without any password.
    """

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._errors: tuple[type[Exception], ...] = (SQLAlchemyError, *driver.errors)
        self._reads = _pooled(driver, Purpose.READ, _READ_CONNECTIONS, _BURST_CONNECTIONS)
        self._writes = _pooled(driver, Purpose.WRITE, 1, 0)
        self._lock = threading.Lock()
        self._running: set[_Interrupter] = set()
        self._is_closed = False
        self._pause = threading.Event()  # never set: a wait that no signal ends early
        event.listen(self._reads, "before_cursor_execute", stop_when_cancelled)

    @property
    def dialect_name(self) -> DialectName:
        """`sqlite`, `postgresql` or `mariadb`."""
        return self._driver.name

    @property
    def place(self) -> str:
        """Where the database is: a path, or `user@host/database`."""
        return self._driver.place

    @contextmanager
    def reading(self, cancel: Cancellation | None = None) -> Iterator[Connection]:
        """A connection that reads, each statement for itself; rows must be taken inside.

        Raises:
            Cancelled: `cancel` was requested, or the database closed meanwhile.
            Unavailable, Damaged, NotAllowed: as their names say.
        """
        self._refuse_when_closed()
        self._driver.check_place()
        with translated(self.place, self._driver.errors), self._reads.connect() as connection:
            self._give_up_when_closed(connection)
            driver_connection = connection.connection.driver_connection
            interrupter = _Interrupter(self._driver.interrupter(driver_connection))
            if cancel is not None:
                connection.execution_options(**{_CANCELLATION: cancel})
            with self._lock:
                self._running.add(interrupter)
            try:
                with _interrupting(cancel, interrupter):
                    yield connection
            except self._errors as error:
                unwanted = self._is_closed or (cancel is not None and cancel.is_requested)
                if unwanted and (is_interruption(error) or is_lost(error)):
                    raise Cancelled("cancelled") from error
                if is_lost(error):
                    # Lists run on the driver's own cursor, so the pool has not noticed: what
                    # rests in it is as dead as this one, and the next reader would get it.
                    connection.invalidate()
                    self._reads.dispose()
                raise
            finally:
                interrupter.end()
                with self._lock:
                    self._running.discard(interrupter)
                if self._is_closed:
                    connection.invalidate()

    def write(self, work: Callable[[Connection], T], cancel: Cancellation | None = None) -> T:
        """What `work` gives, after its one transaction is committed.

        `work` may be run again, whole, when another writer was in the way: it must have no effect
        outside the connection.

        Raises:
            Cancelled: `cancel` was requested before the commit began: nothing was saved.
            Unavailable: `save_unconfirmed` when the answer to COMMIT was lost: the same write
                under the same uid may then be sent again. Else nothing was saved.
        """
        with translated(self.place, self._driver.errors):
            began = time.monotonic()
            for attempt in range(1, _MOST_ATTEMPTS + 1):
                try:
                    return self._write_once(work, cancel)
                except self._errors as error:
                    is_unwanted = cancel is not None and cancel.is_requested
                    if is_unwanted and (is_interruption(error) or is_retryable(error)):
                        raise Cancelled("cancelled") from error
                    waited = time.monotonic() - began
                    if not _may_retry(error, attempt, waited):
                        raise
                jitter_s = random.uniform(_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S)  # noqa: S311  # spreads, hides nothing
                self._pause.wait(jitter_s)
            raise Unavailable("locked")

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """A connection for changing tables: no statement deadline; the caller begins and commits.

        Raises:
            Unavailable, NotAllowed: as their names say.
        """
        engine = _engine(self._driver, Purpose.SCHEMA, poolclass=NullPool)
        try:
            with translated(self.place, self._driver.errors), engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()

    def watch(self) -> GuardedWatch:
        """A watch for other programs' writes, on a connection of its own; the caller closes it.

        Raises:
            Unavailable, NotAllowed: as their names say.
        """
        self._driver.check_place()
        with translated(self.place, self._driver.errors):
            return GuardedWatch(self._driver.watch(), self.place, self._driver.errors)

    def close(self) -> None:
        """Give every connection back; reads that run are interrupted and raise `Cancelled`."""
        with self._lock:
            self._is_closed = True
            running = tuple(self._running)
        for interrupter in running:
            interrupter()
        self._reads.dispose()
        self._writes.dispose()

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise Cancelled("cancelled")

    def _give_up_when_closed(self, connection: Connection) -> None:
        # The pools were emptied by `close`: what came too late would rest in a new one for ever.
        if self._is_closed:
            connection.invalidate()
            self._refuse_when_closed()

    def _write_once(self, work: Callable[[Connection], T], cancel: Cancellation | None) -> T:
        self._refuse_when_closed()
        self._driver.check_place()
        is_committing = False
        try:
            with self._writes.connect() as connection:
                self._give_up_when_closed(connection)
                try:
                    with connection.begin():
                        if cancel is None:
                            result = work(connection)
                        else:
                            result = self._callable_off(work, connection, cancel)
                        self._driver.check_place()  # another file may have come while it waited
                        is_committing = True
                finally:
                    if self._is_closed:
                        connection.invalidate()
        except self._errors as error:
            if is_committing and is_lost(error):
                raise Unavailable("save_unconfirmed") from error
            raise
        return result

    def _callable_off(
        self, work: Callable[[Connection], T], connection: Connection, cancel: Cancellation
    ) -> T:
        driver_connection = connection.connection.driver_connection
        interrupter = _Interrupter(self._driver.interrupter(driver_connection))
        try:
            with cancel.interrupting(interrupter):
                result = work(connection)
        finally:
            interrupter.end()
        # The last moment: a COMMIT is never called off, for nobody would know what came of it.
        cancel.check()
        return result


class _Interrupter:
    """Ends the running statement, and never a later one: once ended it does nothing."""

    def __init__(self, interrupt: Callable[[], None]) -> None:
        self._interrupt = interrupt
        self._lock = threading.Lock()
        self._is_over = False

    def __call__(self) -> None:
        with self._lock:
            if not self._is_over:
                self._interrupt()

    def end(self) -> None:
        """From here on the connection may belong to somebody else."""
        with self._lock:
            self._is_over = True


def _interrupting(
    cancel: Cancellation | None, interrupter: _Interrupter
) -> contextlib.AbstractContextManager[None]:
    return contextlib.nullcontext() if cancel is None else cancel.interrupting(interrupter)


def _may_retry(error: BaseException, attempt: int, waited_s: float) -> bool:
    if attempt == _MOST_ATTEMPTS:
        return False
    if is_lost(error):
        return attempt == 1  # before COMMIT nothing was saved; a dead server is asked no third time
    # Who has already waited for a lock is told rather than kept waiting.
    return is_overtaken(error) or (is_retryable(error) and waited_s < LOCK_TIMEOUT_S)


def _engine(driver: Driver, purpose: Purpose, **options: Any) -> Engine:
    engine = create_engine(
        driver.engine_url,
        creator=lambda: driver.connect(purpose),
        # The statement of an error may hold a customer's words; they must not reach a log.
        hide_parameters=True,
        **options,
    )
    event.listen(engine, "connect", lambda connection, _record: driver.restore(connection))
    if driver.name == "sqlite" and purpose is not Purpose.READ:
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _pooled(driver: Driver, purpose: Purpose, size: int, burst: int) -> Engine:
    options: dict[str, Any] = {}
    if purpose is Purpose.READ:
        options["isolation_level"] = "AUTOCOMMIT"
        options["pool_reset_on_return"] = None  # there is no transaction to roll back
    engine = _engine(
        driver,
        purpose,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=burst,
        pool_timeout=_POOL_TIMEOUT_S,
        pool_use_lifo=True,  # a burst's connections rest and are closed by the server
        **options,
    )
    if driver.name != "sqlite":
        _watch_rest(engine, driver)
    return engine


def _watch_rest(engine: Engine, driver: Driver) -> None:
    def on_checkin(connection: Any, record: Any) -> None:
        if connection is not None:
            record.info["rests_since"] = time.monotonic()

    def on_checkout(connection: Any, record: Any, _proxy: Any) -> None:
        since = record.info.get("rests_since")
        rested = since is not None and time.monotonic() - since > _RESTED_S
        if rested and not driver.is_alive(connection):
            raise DisconnectionError  # the pool makes a new one

    event.listen(engine, "checkin", on_checkin)
    event.listen(engine, "checkout", on_checkout)


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def stop_when_cancelled(connection: Connection, *_: Any) -> None:
    """Begin no further statement once the reading was called off.

    Raises:
        Cancelled: it was.
    """
    cancel = connection.get_execution_options().get(_CANCELLATION)
    if cancel is not None:
        cancel.check()

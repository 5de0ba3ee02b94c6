"""The only door to a database: opens one of ours, makes a new one, refuses every other."""

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_file import check_before_opening, make_file
from helpdesk_desktop.storage.database_url import DatabaseAddress, FileAddress
from helpdesk_desktop.storage.dialects.driver import Driver
from helpdesk_desktop.storage.dialects.sqlite import SqliteDriver
from helpdesk_desktop.storage.migrate import back_up_older, ensure_current

__all__ = ["Database", "create_database", "open_database"]


def open_database(
    address: DatabaseAddress, *, password: str | None = None, may_migrate: bool = True
) -> Database:
    """The database at `address`, checked to be ours and of this program's schema.

    A local file of an older schema is copied and migrated, unless `may_migrate` is taken away;
    a server's is not.

    Raises:
        Unavailable: there is none (`no_database`), or it cannot be reached or read.
        ForeignFile, Damaged, NewerSchema, OlderSchema: it was not touched.
    """
    if isinstance(address, FileAddress):
        check_before_opening(address)
        if may_migrate:
            back_up_older(address)
    is_file = isinstance(address, FileAddress)
    return _opened(address, password, may_migrate=is_file and may_migrate)


def create_database(address: DatabaseAddress, *, password: str | None = None) -> bool:
    """Make our tables there; False when they were there already and are left as they are.

    An older schema of ours is migrated. A server's database itself must exist; a file must not,
    and appears whole or not at all.

    Raises:
        Unavailable, NotAllowed: it cannot be reached, read or written.
        ForeignFile, Damaged, NewerSchema: something else is there; it was not touched.
    """
    if isinstance(address, FileAddress):
        if make_file(address, _fill_file):
            return True
        open_database(address).close()
        return False
    database = Database(_driver(address, password))
    try:
        return ensure_current(database, may_migrate=True, may_create=True)
    finally:
        database.close()


def _fill_file(address: FileAddress) -> None:
    database = Database(SqliteDriver(address))
    try:
        ensure_current(database, may_migrate=True, may_create=True)
        # From here on WAL. The header stands in the file itself: it was written before.
        database.write(lambda _: None)
    finally:
        database.close()


def _opened(address: DatabaseAddress, password: str | None, *, may_migrate: bool) -> Database:
    database = Database(_driver(address, password))
    try:
        ensure_current(database, may_migrate=may_migrate)
    except HelpdeskError:
        database.close()
        raise
    return database


def _driver(address: DatabaseAddress, password: str | None) -> Driver:
    if isinstance(address, FileAddress):
        return SqliteDriver(address)
    password = address.password if password is None else password
    # Each driver costs 50 to 150 ms to load: only the one that is used.
    if address.kind == "postgresql":
        from helpdesk_desktop.storage.dialects.postgresql import (  # noqa: PLC0415  # as said above
            PostgresqlDriver,
        )

        return PostgresqlDriver(address, password)
    from helpdesk_desktop.storage.dialects.mariadb import MariadbDriver  # noqa: PLC0415  # as above

    return MariadbDriver(address, password)

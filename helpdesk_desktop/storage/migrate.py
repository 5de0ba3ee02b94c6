"""The only place that decides whether a database has our tables, and brings them up to date.

SQLite and PostgreSQL change tables inside one transaction: a kill leaves the old schema or the
new one. MariaDB commits every change of a table by itself, so there a flag in `app_meta` says that
a migration has begun, and the next one resumes: every later revision must be repeatable.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select, text

from helpdesk_desktop.domain.backups import BackupReason
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import (
    Damaged,
    ForeignFile,
    NewerSchema,
    OlderSchema,
    Unavailable,
)
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.storage.backup_copy import file_meta, write_backup
from helpdesk_desktop.storage.backup_names import backup_path, describer, make_folder
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_file import companions
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.storage.failures import translated
from helpdesk_desktop.storage.schema import APPLICATION_ID, SCHEMA_VERSION, app_meta, metadata

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version"
_OURS = str(APPLICATION_ID)
_LOCK_NAME = "helpdesk-desktop-migration"
_LOCK_WAIT_S = 60

_TABLES_SQL = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
    "mariadb": "SELECT table_name FROM information_schema.tables WHERE table_schema = database()",
}


@dataclass(frozen=True, slots=True)
class _State:
    """What stands in a database: its tables, and what `app_meta` says if it is ours."""

    tables: frozenset[str]
    meta: dict[str, str]

    @property
    def is_ours(self) -> bool:
        return self.meta.get("application_id") == _OURS

    @property
    def schema(self) -> int:
        """0 before the first migration is complete."""
        return int(self.meta.get("schema", "0"))

    @property
    def is_migrating(self) -> bool:
        return "migrating" in self.meta

    @property
    def is_begun(self) -> bool:
        """Whether there is the first table and nothing in it."""
        return self.tables == {app_meta.name} and not self.meta


def ensure_current(database: Database, *, may_migrate: bool, may_create: bool = False) -> bool:
    """Leave with this program's schema in the database; True when it was empty before.

    Raises:
        Unavailable: the database is empty (`no_database`) and may not be filled, or the program
            was installed without its migrations.
        ForeignFile: it belongs to another program.
        NewerSchema: it was made by a newer version of this one.
        OlderSchema: it needs a migration, or the end of one, and `may_migrate` is not given.
        Damaged: the file is ours, but its tables are not there.
    """
    with database.reading() as connection:
        state = _state(connection, database)
    if not _needs_migration(state, database, may_migrate=may_migrate, may_create=may_create):
        return False
    if not (MIGRATIONS / "versions").is_dir():
        # Seen before anything is begun: MariaDB could not take it back.
        raise Unavailable("program_incomplete", place=str(MIGRATIONS))
    with database.altering() as connection, _only_one(connection, database):
        # Somebody else may have done it while we waited for the lock.
        with _settled(connection):
            state = _state(connection, database)
        if not _needs_migration(state, database, may_migrate=may_migrate, may_create=may_create):
            return False
        _migrate(connection, database, state)
    return not state.is_ours


def back_up_older(address: FileAddress) -> Path | None:
    """Back up a file of an older schema before it is migrated; None if it is current.

    Reads without changing or leaving anything: SQLite is told that nobody writes, unless a
    write-ahead log shows that somebody does.

    Raises:
        NewerSchema, Damaged, ForeignFile: it was not touched.
    """
    if not _has_log(address):
        try:
            return _back_up_older(address, "mode=ro&immutable=1")
        except Damaged:
            if not _has_log(address):
                raise
            # Somebody began to write while we looked.
    return _back_up_older(address, "mode=ro")


def _has_log(address: FileAddress) -> bool:
    log = companions(address.path)[0]
    return log.exists() and log.stat().st_size > 0


def _back_up_older(address: FileAddress, mode: str) -> Path | None:
    uri = f"{address.path.absolute().as_uri()}?{mode}"
    with (
        translated(address.place, (sqlite3.Error,)),
        contextlib.closing(sqlite3.connect(uri, uri=True)) as connection,
    ):
        meta = file_meta(connection, address.place)
        found = int(meta.get("schema", "0"))
        if found > SCHEMA_VERSION:
            raise NewerSchema("newer_schema", found=found, known=SCHEMA_VERSION)
        if found == SCHEMA_VERSION:
            return None
        return _copy(connection, address, datetime.now(UTC))


def _copy(connection: sqlite3.Connection, address: FileAddress, now: datetime) -> Path:
    target = backup_path(address, now, BackupReason.MIGRATION)
    make_folder(target.parent)
    describe = describer(address, now, BackupReason.MIGRATION)
    write_backup(connection, target, describe, Cancellation())
    return target


def _state(connection: Connection, database: Database) -> _State:
    tables = frozenset(connection.execute(text(_TABLES_SQL[database.dialect_name])).scalars())
    meta: dict[str, str] = {}
    if "app_meta" in tables:
        rows = connection.execute(select(app_meta.c.name, app_meta.c.value))
        meta = {row.name: row.value for row in rows}
    return _State(tables, meta)


def _needs_migration(
    state: _State, database: Database, *, may_migrate: bool, may_create: bool
) -> bool:
    # On MariaDB the first table is there before it says whose it is.
    is_begun = database.dialect_name == "mariadb" and state.is_begun
    if not state.tables or is_begun:
        if may_create:
            return True
        if database.dialect_name == "sqlite":
            raise Damaged("damaged", place=database.place, reason=Reason.NO_TABLES)
        raise Unavailable("no_database", place=database.place)
    if not state.is_ours:
        raise ForeignFile("foreign_database", place=database.place)
    if state.schema > SCHEMA_VERSION:
        raise NewerSchema("newer_schema", found=state.schema, known=SCHEMA_VERSION)
    if state.schema == SCHEMA_VERSION and not state.is_migrating:
        return False
    if may_migrate:
        return True
    if state.is_migrating:
        raise OlderSchema("migration_unfinished")
    raise OlderSchema("older_schema", found=state.schema, known=SCHEMA_VERSION)


def _migrate(connection: Connection, database: Database, state: _State) -> None:
    if database.dialect_name == "mariadb":
        # Each step below commits by itself: the flag must stand before the first table.
        app_meta.create(connection, checkfirst=True)
        _set_meta(connection, application_id=_OURS, migrating="1")
        connection.commit()
        if state.is_ours and state.schema == 0:
            _drop_half_made(connection)
    else:
        if not state.is_ours:
            connection.commit()
        app_meta.create(connection, checkfirst=True)
        _set_meta(connection, application_id=_OURS)
    _upgrade(connection)
    if database.dialect_name == "sqlite":
        _check_foreign_keys(connection, database)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    _set_meta(connection, schema=str(SCHEMA_VERSION))
    connection.execute(app_meta.delete().where(app_meta.c.name == "migrating"))
    connection.commit()


def _upgrade(connection: Connection) -> None:
    # 0.1 s to load, and needed once in a database's life.
    from alembic import command  # noqa: PLC0415  # as said above
    from alembic.config import Config  # noqa: PLC0415  # as said above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _set_meta(connection: Connection, **values: str) -> None:
    for name, value in values.items():
        connection.execute(app_meta.delete().where(app_meta.c.name == name))
        connection.execute(app_meta.insert().values(name=name, value=value))


def _drop_half_made(connection: Connection) -> None:
    # The first migration never ended, so there is nothing of anybody's in these tables.
    tables = [table for table in metadata.sorted_tables if table is not app_meta]
    metadata.drop_all(connection, tables=tables, checkfirst=True)
    connection.execute(text(f"DROP TABLE IF EXISTS {VERSION_TABLE}"))
    connection.commit()


def _check_foreign_keys(connection: Connection, database: Database) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise Damaged("damaged", place=database.place, reason=f"a row of {broken[0]} leads nowhere")


@contextmanager
def _settled(connection: Connection) -> Iterator[None]:
    """Reads that leave no transaction open on PostgreSQL and MariaDB; SQLite stays in its one."""
    yield
    if connection.dialect.name != "sqlite":
        connection.commit()


@contextmanager
def _only_one(connection: Connection, database: Database) -> Iterator[None]:
    """One migration at a time: BEGIN IMMEDIATE on SQLite, an advisory lock on servers."""
    if database.dialect_name == "sqlite":
        yield  # the first statement begins the transaction that ends with the migration
        return
    name = {"name": _LOCK_NAME}
    if database.dialect_name == "postgresql":
        connection.execute(text(f"SET lock_timeout = '{_LOCK_WAIT_S}s'"))
        connection.execute(text("SELECT pg_advisory_lock(hashtext(:name))"), name)
        release = "SELECT pg_advisory_unlock(hashtext(:name))"
    else:
        got = connection.execute(
            text("SELECT GET_LOCK(:name, :wait)"), {**name, "wait": _LOCK_WAIT_S}
        ).scalar()
        if got != 1:
            raise Unavailable("locked")
        release = "SELECT RELEASE_LOCK(:name)"
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text(release), name)
        connection.commit()

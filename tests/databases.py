"""Fresh databases for tests, cheap: one migrated database per worker and server, emptied after use.

SQLite copies a migrated file. On the servers only tables that have rows are emptied, children
first, and the rows of the first migration are put back.
"""

import itertools
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, literal, select, union_all
from sqlalchemy.engine import Engine

from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database
from helpdesk_desktop.storage.schema import metadata
from tests.servers import ServerPlace

_names = itertools.count(1)


class ServerDatabases:
    """The databases that one worker has on one private server."""

    def __init__(self, server: ServerPlace, worker: str) -> None:
        self.place = server
        self._worker = worker
        self._migrated: _MigratedDatabase | None = None
        driver = "postgresql+psycopg" if server.engine == "postgres" else "mariadb+pymysql"
        self._driver = driver
        self._admin = self._engine("postgres" if server.engine == "postgres" else "mysql")

    def _engine(self, database: str) -> Engine:
        url = f"{self._driver}://{self.place.user}@127.0.0.1:{self.place.port}/{database}"
        return create_engine(url, isolation_level="AUTOCOMMIT")

    def make_empty(self) -> str:
        """The name of a new database without tables."""
        name = f"hd_{self._worker}_{next(_names)}"
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        return name

    def drop(self, name: str) -> None:
        force = " WITH (FORCE)" if self.place.engine == "postgres" else ""
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name}{force}")

    def url_of(self, name: str) -> str:
        return self.place.url_of(name)

    @property
    def migrated(self) -> "_MigratedDatabase":
        if self._migrated is None:
            name = self.make_empty()
            url = self.url_of(name)
            create_database(parse_database_url(url))
            self._migrated = _MigratedDatabase(url, self._engine(name))
        return self._migrated

    def close(self) -> None:
        if self._migrated is not None:
            self._migrated.engine.dispose()
        self._admin.dispose()


class _MigratedDatabase:
    """One database with our schema, and how to make it as new."""

    def __init__(self, url: str, engine: Engine) -> None:
        self.url = url
        self.engine = engine
        tables = metadata.sorted_tables
        with engine.connect() as connection:
            self._seeds = {table: _rows(connection, table) for table in tables}
        self._has_rows = union_all(
            *(
                select(literal(table.name)).where(select(table).exists())
                for table in reversed(tables)
            )
        )

    def empty(self) -> None:
        """Remove what the test wrote, and number its rows from 1 again."""
        with self.engine.connect() as connection:
            filled = set(connection.execute(self._has_rows).scalars())
            # Rows that were taken back or removed leave their numbers used.
            counted = _counted(connection)
            changed = [
                table
                for table in metadata.sorted_tables
                if (_counts(table) and counted[table.name] != len(self._seeds[table]))
                or (table.name in filled and not self._seeds[table])
                or (self._seeds[table] and _rows(connection, table) != self._seeds[table])
            ]
            if not changed:
                return
            if connection.dialect.name == "postgresql":
                self._empty_postgresql(connection, changed)
            else:
                self._empty_mariadb(connection, changed)

    def _empty_postgresql(self, connection: Connection, changed: list[Table]) -> None:
        connection.exec_driver_sql(
            "SET session_replication_role = replica; SET lock_timeout = 5000"
        )
        statements = []
        for table in reversed(changed):
            statements.append(f'DELETE FROM "{table.name}"')  # noqa: S608  # names of our own schema
            if _counts(table):
                column = next(iter(table.primary_key)).name
                n = len(self._seeds[table])
                statements.append(
                    f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', '{column}'), "
                    f"{max(n, 1)}, {'true' if n else 'false'})"
                )
        connection.exec_driver_sql("; ".join(statements))
        self._put_seeds_back(connection, changed)
        connection.exec_driver_sql("SET session_replication_role = DEFAULT")

    def _empty_mariadb(self, connection: Connection, changed: list[Table]) -> None:
        connection.exec_driver_sql("SET foreign_key_checks = 0, lock_wait_timeout = 5")
        for table in reversed(changed):
            connection.exec_driver_sql(f"DELETE FROM `{table.name}`")  # noqa: S608  # as above
            if _counts(table):
                n = len(self._seeds[table]) + 1
                connection.exec_driver_sql(f"ALTER TABLE `{table.name}` AUTO_INCREMENT = {n}")
        self._put_seeds_back(connection, changed)
        connection.exec_driver_sql("SET foreign_key_checks = 1")

    def _put_seeds_back(self, connection: Connection, changed: list[Table]) -> None:
        for table in changed:
            if self._seeds[table]:
                connection.execute(table.insert(), self._seeds[table])


def _counted(connection: Connection) -> dict[str, int]:
    """The last number given to a row of each table that numbers its rows."""
    if connection.dialect.name == "postgresql":
        rows = connection.exec_driver_sql(
            "SELECT regexp_replace(sequencename, '_[a-z]+_seq$', ''), coalesce(last_value, 0) "
            "FROM pg_sequences"
        )
    else:
        rows = connection.exec_driver_sql(
            "SELECT table_name, coalesce(auto_increment, 1) - 1 FROM information_schema.tables "
            "WHERE table_schema = database()"
        )
    return {row[0]: int(row[1]) for row in rows}


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    key = tuple(table.primary_key)
    return [dict(row) for row in connection.execute(select(table).order_by(*key)).mappings()]


def _counts(table: Table) -> bool:
    return table.autoincrement_column is not None and table.name != "ticket"


def make_sqlite_template(folder: Path) -> Path:
    """A migrated file to copy from."""
    path = folder / "template.db"
    create_database(parse_database_url(str(path)))
    return path

"""Bringing a database up to date, refusing what is not ours, and surviving a kill meanwhile."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, inspect, select, text

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import ForeignFile, NewerSchema, OlderSchema, Unavailable
from helpdesk_desktop.domain.people import ContactScope, Right, RoleKind, TicketScope
from helpdesk_desktop.storage import migrate
from helpdesk_desktop.storage.backup_file import copy_verified
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import FileAddress, parse_database_url
from helpdesk_desktop.storage.engine import create_database, open_database
from helpdesk_desktop.storage.schema import SCHEMA_VERSION, app_meta, counter, metadata, role

_SECOND = """
from alembic import op
from sqlalchemy import Column, Integer, inspect

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if "added" not in {column["name"] for column in inspect(op.get_bind()).get_columns("macro")}:
        with op.batch_alter_table("macro") as macro:
            macro.add_column(Column("added", Integer()))
    {then}
    op.execute("UPDATE counter SET n = n + 1000 WHERE n < 1000")


def downgrade() -> None:
    raise NotImplementedError
"""
_KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"


def _migrations_with_a_second(folder: Path, then: str = "") -> Path:
    shutil.copytree(migrate.MIGRATIONS, folder)
    (folder / "versions/0002_second.py").write_text(_SECOND.replace("{then}", then))
    return folder


@pytest.fixture
def second_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of the next schema, which adds a column and counts on by 1000."""
    folder = _migrations_with_a_second(tmp_path / "migrations")
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", SCHEMA_VERSION + 1)


def _counter(connection: Connection) -> int:
    number: int = connection.execute(select(counter.c.n)).scalar_one()
    return number


def _count_to_7(url: str) -> None:
    database = open_database(parse_database_url(url))
    database.write(lambda connection: connection.execute(counter.update().values(n=7)))
    database.close()


def _killed_while(url: str, folder: Path, *, schema: int, call: str) -> None:
    """Runs a program with other migrations, which is killed in the midst of them."""
    program = f"""
import pathlib
from helpdesk_desktop.storage import migrate
from helpdesk_desktop.storage.engine import create_database, open_database
from helpdesk_desktop.storage.database_url import parse_database_url
migrate.MIGRATIONS = pathlib.Path({str(folder)!r})
migrate.SCHEMA_VERSION = {schema}
{call}(parse_database_url({url!r}))
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr.decode()


def test_the_first_revision_is_numbered_like_its_schema() -> None:
    numbers = sorted(path.name[:4] for path in (migrate.MIGRATIONS / "versions").glob("0*.py"))
    assert numbers == [f"{number:04}" for number in range(1, SCHEMA_VERSION + 1)]


def test_a_migrated_database_has_the_tables_that_queries_are_written_for(
    empty_database_url: str,
) -> None:
    address = parse_database_url(empty_database_url)
    create_database(address)
    database = open_database(address)
    with database.reading() as connection:
        migrated = _description(connection)
    with database.altering() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
        connection.commit()
    with database.reading() as connection:
        declared = _description(connection)
    database.close()
    assert set(migrated) >= {table.name for table in metadata.sorted_tables}
    for name, description in declared.items():
        assert migrated[name] == description, f"{name}: run packaging/first_schema.py"


def _description(connection: Connection) -> dict[str, Any]:
    inspector = inspect(connection)
    return {
        table.name: {
            "columns": [_plain(column) for column in inspector.get_columns(table.name)],
            "key": inspector.get_pk_constraint(table.name),
            "references": sorted(map(str, inspector.get_foreign_keys(table.name))),
            "uniques": sorted(map(str, inspector.get_unique_constraints(table.name))),
            "indexes": sorted(
                str(_worded(index))
                for index in inspector.get_indexes(table.name)
                if "trigram" not in str(index["name"])  # search_index's, which may be missing
            ),
            "options": {
                key: value
                for key, value in inspector.get_table_options(table.name).items()
                if "auto_increment" not in key
            },
        }
        for table in metadata.sorted_tables
    }


def _worded(index: Any) -> dict[str, Any]:
    # The condition of an index for some rows is an object without a text of its own.
    told = index.get("dialect_options", {})
    return {**index, "dialect_options": {key: str(value) for key, value in told.items()}}


def _plain(column: Any) -> dict[str, str]:
    said = {"type": repr(column["type"])}
    return said | {key: str(value) for key, value in column.items() if key != "type"}


def test_the_first_migration_goes_up_down_and_up_again(empty_database_url: str) -> None:
    from alembic import command  # noqa: PLC0415  # as the program: only when it migrates
    from alembic.config import Config  # noqa: PLC0415  # as above

    address = parse_database_url(empty_database_url)
    create_database(address)
    database = open_database(address)
    with database.altering() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrate.MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        connection.commit()
        left = set(inspect(connection).get_table_names())
        assert left == {"app_meta", migrate.VERSION_TABLE}
        command.upgrade(config, "head")
        connection.commit()
    with database.reading() as connection:
        assert _counter(connection) == 0
        assert len(connection.execute(select(role)).all()) == 3
    database.close()


def test_the_first_roles_are_those_of_the_trade(database: Database) -> None:
    with database.reading() as connection:
        rows = {row.key: row for row in connection.execute(select(role))}
    admin, supervisor, agent = rows["administrator"], rows["supervisor"], rows["agent"]
    assert set(admin.rights.split()) == {right.value for right in Right}
    assert [row.kind for row in (admin, supervisor, agent)] == [
        RoleKind.ADMINISTRATOR,
        RoleKind.SUPERVISOR,
        RoleKind.AGENT,
    ]
    assert agent.tickets == TicketScope.GROUPS
    assert supervisor.tickets == TicketScope.ALL
    assert {row.contacts for row in rows.values()} == {ContactScope.ALL}
    for row in rows.values():
        assert row.rights.split() == sorted(Right(word).value for word in row.rights.split())
    assert set(agent.rights.split()) < set(supervisor.rights.split()) < set(admin.rights.split())


def test_a_database_with_others_tables_is_refused(empty_database_url: str) -> None:
    address = parse_database_url(empty_database_url)
    if isinstance(address, FileAddress):
        return  # a file's own tests: test_files
    create_database(address)
    database = open_database(address)
    with database.altering() as connection:
        metadata.drop_all(connection)
        connection.execute(text(f"DROP TABLE {migrate.VERSION_TABLE}"))
        connection.execute(text("CREATE TABLE trials (id INTEGER)"))
        connection.commit()
    for attempt in (open_database, create_database):
        with pytest.raises(ForeignFile) as caught:
            attempt(address)
        assert caught.value.key == "foreign_database"
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["trials"]
    database.close()


def test_a_table_of_anothers_with_our_name_is_refused(empty_database_url: str) -> None:
    address = parse_database_url(empty_database_url)
    if isinstance(address, FileAddress):
        return  # a file's own tests: test_files
    create_database(address)
    database = open_database(address)
    database.write(lambda connection: connection.execute(app_meta.delete()))
    with pytest.raises(ForeignFile):
        open_database(address)
    database.close()


def test_a_program_without_its_migrations_says_so_and_begins_nothing(
    empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = parse_database_url(empty_database_url)
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "MIGRATIONS", tmp_path / "lost")
        with pytest.raises(Unavailable) as refused:
            create_database(address)
        assert refused.value.key == "program_incomplete"
        assert str(tmp_path / "lost") in refused.value.message
    if isinstance(address, FileAddress):
        assert not address.path.exists()
    # Nothing of it is in the way when the program is whole again.
    assert create_database(address)


def test_a_newer_schema_is_refused_and_left_alone(database: Database, database_url: str) -> None:
    def set_schema(value: str) -> None:
        statement = app_meta.update().where(app_meta.c.name == "schema").values(value=value)
        database.write(lambda connection: connection.execute(statement))

    set_schema("99")
    for attempt in (open_database, create_database):
        with pytest.raises(NewerSchema) as caught:
            attempt(parse_database_url(database_url))
        assert caught.value.values["found"] == 99


@pytest.mark.usefixtures("second_schema")
def test_an_older_local_file_is_copied_and_migrated_at_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = FileAddress(tmp_path / "desk" / "desk.db")
    with monkeypatch.context() as before:
        before.setattr(migrate, "SCHEMA_VERSION", SCHEMA_VERSION)
        before.setattr(migrate, "MIGRATIONS", Path(migrate.__file__).parent / "migrations")
        create_database(address)
        _count_to_7(str(address.path))
    database = open_database(address)
    with database.reading() as connection:
        assert _counter(connection) == 1007
    database.close()
    assert sorted(one.name for one in address.path.parent.iterdir()) == ["backups", "desk.db"]
    (backup,) = (address.path.parent / "backups").iterdir()
    assert backup.name.startswith("desk.20")
    assert backup.name.endswith("Z.before-migration.backup")
    assert copy_verified(backup, None, Cancellation()).schema == SCHEMA_VERSION
    open_database(address).close()
    assert len(list(backup.parent.iterdir())) == 1


def test_an_older_shared_database_waits_for_an_administrator(
    empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = parse_database_url(empty_database_url)
    create_database(address)
    _count_to_7(empty_database_url)
    folder = _migrations_with_a_second(tmp_path / "migrations")
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    if not isinstance(address, FileAddress):
        with pytest.raises(OlderSchema) as caught:
            open_database(address)
        assert caught.value.key == "older_schema"
    assert not create_database(address)
    database = open_database(address)
    with database.reading() as connection:
        assert _counter(connection) == 1007
    database.close()


def test_a_kill_while_migrating_leaves_the_old_schema_or_what_can_be_resumed(
    empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = parse_database_url(empty_database_url)
    create_database(address)
    _count_to_7(empty_database_url)
    deadly = _migrations_with_a_second(tmp_path / "deadly", _KILL)
    _killed_while(empty_database_url, deadly, schema=2, call="create_database")
    if address.kind == "mariadb":
        with pytest.raises(OlderSchema) as caught:
            open_database(address)
        assert caught.value.key == "migration_unfinished"
    else:
        database = open_database(address)
        with database.reading() as connection:
            columns = {column["name"] for column in inspect(connection).get_columns("macro")}
            assert "added" not in columns
            assert _counter(connection) == 7
        database.close()
    monkeypatch.setattr(migrate, "MIGRATIONS", _migrations_with_a_second(tmp_path / "good"))
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", 2)
    assert not create_database(address)
    database = open_database(address)
    with database.reading() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("macro")}
        assert "added" in columns
        assert _counter(connection) == 1007
    database.close()


def test_a_kill_while_a_database_is_made_can_be_made_good(
    empty_database_url: str, tmp_path: Path
) -> None:
    deadly = tmp_path / "deadly"
    shutil.copytree(migrate.MIGRATIONS, deadly)
    first = next((deadly / "versions").glob("0001*.py"))
    first.write_text(first.read_text().replace("    _seed()\n", f"    {_KILL}\n    _seed()\n", 1))
    _killed_while(empty_database_url, deadly, schema=1, call="create_database")
    address = parse_database_url(empty_database_url)
    create_database(address)
    database = open_database(address)
    with database.reading() as connection:
        assert _counter(connection) == 0
        assert len(connection.execute(select(role)).all()) == 3
    database.close()


def test_a_first_table_that_says_nothing_yet_is_no_other_program_s(
    empty_database_url: str,
) -> None:
    if not empty_database_url.startswith("mariadb"):
        pytest.skip("the others show nothing before all is there")
    address = parse_database_url(empty_database_url)
    engine = create_engine(empty_database_url.replace("mariadb:", "mariadb+pymysql:", 1))
    with engine.begin() as connection:
        app_meta.create(connection)
    engine.dispose()
    with pytest.raises(Unavailable) as caught:
        open_database(address)
    assert caught.value.key == "no_database"
    assert create_database(address)
    open_database(address).close()


def test_two_who_make_a_database_at_once_make_one(empty_database_url: str) -> None:
    program = f"""
from helpdesk_desktop.storage.engine import create_database
from helpdesk_desktop.storage.database_url import parse_database_url
print(create_database(parse_database_url({empty_database_url!r})))
"""
    running = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = sorted(one.communicate(timeout=60)[0].strip() for one in running)
    assert said == ["False", "True"]
    open_database(parse_database_url(empty_database_url)).close()

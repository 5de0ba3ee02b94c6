from sqlalchemy import select

from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database, open_database
from helpdesk_desktop.storage.schema import role, ticket_type


def test_a_new_database_has_the_first_rows(empty_database_url: str) -> None:
    address = parse_database_url(empty_database_url)
    assert create_database(address)
    database = open_database(address)
    with database.reading() as connection:
        assert connection.execute(select(role.c.key).order_by(role.c.id)).scalars().all() == [
            "administrator",
            "supervisor",
            "agent",
        ]
    database.close()


def test_types_count_on_from_the_first_rows(database: Database) -> None:
    new = {"key": "x", "name": "X", "position": 9, "is_retired": 0, "version": 1}
    given = database.write(
        lambda connection: connection.execute(ticket_type.insert().values(**new))
    ).inserted_primary_key
    assert given is not None
    assert given[0] == 5

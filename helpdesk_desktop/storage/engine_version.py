"""The only place that asks a database which program it is, for people to read."""

from sqlalchemy import text

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.storage.database import Database

_ASK = {
    "sqlite": "SELECT sqlite_version()",
    "postgresql": "SELECT current_setting('server_version')",
    "mariadb": "SELECT version()",
}


def load_engine_version(database: Database, cancel: Cancellation | None = None) -> str:
    """The engine's version, without what a distribution adds: `15.8`, `10.11.6`."""
    with database.reading(cancel) as connection:
        found: str = connection.execute(text(_ASK[database.dialect_name])).scalar_one()
    return found.split(" ", 1)[0].split("-", 1)[0]

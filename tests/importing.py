"""What tests of imports share: a desk with one administrator, and files made of text."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.services.imports.importer import import_files
from helpdesk_desktop.services.imports.report import ImportReport
from helpdesk_desktop.storage import people_store, schema
from helpdesk_desktop.storage.database import Database

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DATA = Path(__file__).parent / "data"
DEMO = Path(__file__).parents[1] / "resources" / "demo"


def add_agent(
    database: Database, login: str, name: str, *, role: str = "agent", email: str | None = None
) -> Viewer:
    """A new agent of one of the roles that every desk has."""

    def work(connection: Any) -> Viewer | None:
        role_id = connection.scalar(select(schema.role.c.id).where(schema.role.c.key == role))
        made = connection.execute(
            insert(schema.agent).values(
                login=login,
                login_fold=login,
                name=name,
                name_fold=name.lower(),
                email=email,
                role_id=role_id,
                is_active=1,
                created_at=NOW,
                read_baseline_at=NOW,
                version=1,
            )
        )
        return people_store.load_viewer(connection, made.inserted_primary_key[0])

    viewer = database.write(work)
    assert viewer is not None
    return viewer


def bring_in(database: Database, viewer: Viewer, *files: Path, **options: Any) -> ImportReport:
    """Import files as of NOW."""
    return import_files(database, viewer, files, **{"now": NOW, "zone": HANOI, **options})


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of this content, bytes as they are and text in UTF-8."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_all(database: Database, statement: Any) -> list[tuple[Any, ...]]:
    """All rows of a statement, as plain tuples."""
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(statement)]

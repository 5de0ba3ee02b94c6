"""A small local database and backups of it, for tests; and what a file must still be afterwards."""

import hashlib
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.services.backups import FileBackups
from helpdesk_desktop.services.clock import SystemClock
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.storage.engine import create_database
from tests.builders import add_ticket, opened

AT = datetime(2026, 11, 23, 2, 50, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


_made: dict[int, bytes] = {}


def make_database(path: Path, tickets: int = 3) -> FileAddress:
    """A database of some tickets, the same each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if tickets not in _made:
        _made[tickets] = _filled(tickets)
    path.write_bytes(_made[tickets])
    path.chmod(0o600)
    return FileAddress(path)


def _filled(tickets: int) -> bytes:
    # In a folder of its own: what lies where the database is wanted plays no part.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        create_database(FileAddress(path))
        with opened(str(path)) as desk:
            for number in range(tickets):
                add_ticket(desk, subject=f"Printer {number} is on fire")
        return path.read_bytes()


def backups_at(address: FileAddress, now: datetime = AT) -> FileBackups:
    """Its backups, where time stands still."""
    return FileBackups(address, SystemClock(ZONE, now))


def make_backup(address: FileAddress, now: datetime = AT) -> Path:
    """One made by hand."""
    return Path(backups_at(address, now).make(Cancellation()).path)


def tickets_in(path: Path) -> int:
    """How many tickets a file has, by SQLite alone."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM ticket").fetchone()
    return int(count)


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file below the folder, with the hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

"""What tests of the window share: a runner that is drained, and a desk of 600 real tickets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.fill import fill
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database, open_database
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme
from tests.builders import NOW, ensure_administrator, opened

TICKETS = 600
_filled: list[bytes] = []


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    """A runner; the test fails when its work cannot be drained."""
    apply_theme(qapp, "light")
    made = TaskRunner()
    yield made
    assert made.close(5_000)


@pytest.fixture
def desk_path(tmp_path: Path) -> Path:
    """A local database of 600 plausible tickets, the same in every test."""
    path = tmp_path / "filled.db"
    if _filled:
        path.write_bytes(_filled[0])
        path.chmod(0o600)
        return path
    address = parse_database_url(str(path))
    create_database(address)
    ensure_administrator(str(path))
    database = open_database(address)
    fill(
        database,
        tickets=TICKETS,
        seed=7,
        now=NOW,
        progress=lambda _done, _all: None,
        cancel=Cancellation(),
    )
    database.close()
    _filled.append(path.read_bytes())
    return path


@pytest.fixture
def desk(desk_path: Path) -> Iterator[OpenDesk]:
    """The 600 tickets as their administrator sees them."""
    with opened(str(desk_path), now=NOW) as made:
        yield made

"""A list on screen that shows the desk's 600 tickets by serial."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.filters import FilterSpec, SortKey
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW


@pytest.fixture
def listed(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> Iterator[TicketList]:
    """The list, 1000 pixels wide, read to its end."""
    made = TicketList(runner)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.model.set_desk(desk, Names(desk.directory(), NOW, desk.clock.zone))
    made.show()
    made.show_spec(FilterSpec(sort=(SortKey("serial"),)))
    qtbot.waitUntil(lambda: made.model.has_all_serials and not runner.is_busy)
    yield made
    made.model.stop()

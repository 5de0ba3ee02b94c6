from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import window_desk

OpenDialog = Callable[..., CreateTicketDialog]


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    with window_desk.staffed_desk(database_url) as opened:
        yield opened


@pytest.fixture
def runner(desk: OpenDesk) -> Iterator[TaskRunner]:
    # Asks for the desk so that it is closed after the runner.
    assert desk.info.engine
    with window_desk.working_runner() as working:
        yield working


@pytest.fixture
def open_dialog(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> OpenDialog:
    def open_it(at: Desk | None = None) -> CreateTicketDialog:
        dialog = CreateTicketDialog(runner, at or desk, desk.directory())
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitActive(dialog)
        return dialog

    return open_it

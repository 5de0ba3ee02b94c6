from collections.abc import Callable, Iterator

import pytest
import shiboken6
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
def open_dialog(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> Iterator[OpenDialog]:
    opened: list[CreateTicketDialog] = []

    def open_it(at: Desk | None = None) -> CreateTicketDialog:
        dialog = CreateTicketDialog(runner, at or desk, desk.directory())
        opened.append(dialog)
        dialog.show()
        qtbot.waitActive(dialog)
        return dialog

    yield open_it
    # Not by qtbot, which would close a dialog that has ended and is gone.
    for dialog in opened:
        if shiboken6.isValid(dialog):
            dialog.close()

"""A real setup and a window to hang dialogs on."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.connection.connection_dialog import ConnectionDialog
from helpdesk_desktop.ui.connection.wishes import Chosen, SetupDoor
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.window_setup import StartWords, WindowSetup

Asked = tuple[ConnectionDialog, list[Chosen]]


@pytest.fixture
def door() -> SetupDoor:
    return lambda: WindowSetup(StartWords())


@pytest.fixture
def ask(qtbot: QtBot, runner: TaskRunner, door: SetupDoor) -> Callable[[], Asked]:
    def make() -> Asked:
        dialog = ConnectionDialog(runner, door)
        qtbot.addWidget(dialog)
        wanted: list[Chosen] = []
        dialog.open_wanted.connect(wanted.append)
        dialog.show()
        qtbot.waitActive(dialog)
        return dialog, wanted

    return make

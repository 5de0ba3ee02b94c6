"""A real setup and a window to hang dialogs on."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.options import Options
from helpdesk_desktop.ui.connection.connection_dialog import ConnectionDialog
from helpdesk_desktop.ui.connection.wishes import Chosen, SetupDoor
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme
from helpdesk_desktop.window_setup import StartWords, WindowSetup

Asked = tuple[ConnectionDialog, list[Chosen]]
Begin = Callable[[Options], Desktop]


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


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot) -> Iterator[Begin]:
    """Start the whole program with options; it is closed, and drained, in the end."""
    apply_theme(qapp, "light")
    made: list[Desktop] = []

    def start(options: Options) -> Desktop:
        desktop = Desktop(options)
        qtbot.addWidget(desktop.window)
        made.append(desktop)
        desktop.window.show()
        return desktop

    yield start
    for desktop in made:
        desktop.window.close()
        assert desktop.is_drained

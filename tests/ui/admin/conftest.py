from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.admin_making import AdminMaking
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme
from tests import window_desk
from tests.ui.admin.admin_screen import AdminScreen

MakeAdmin = Callable[[Desk], AdminMaking]


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    with window_desk.staffed_desk(database_url) as opened:
        yield opened


@pytest.fixture
def runner(qapp: QApplication, desk: OpenDesk) -> Iterator[TaskRunner]:
    # Asks for the desk so that it is closed after the runner.
    assert desk.info.engine
    apply_theme(qapp, "light")
    with window_desk.working_runner() as working:
        yield working


@pytest.fixture
def window(qtbot: QtBot, runner: TaskRunner) -> Iterator[MainWindow]:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    made.stop()


@pytest.fixture
def make(runner: TaskRunner, window: MainWindow, desk: OpenDesk) -> Iterator[MakeAdmin]:
    """Offers the administrator's window to whoever works at the given desk."""
    made: list[AdminMaking] = []

    def make_it(at: Desk) -> AdminMaking:
        making = AdminMaking(runner, window)
        names = Names(desk.directory(), desk.clock.now(), desk.clock.zone)
        making.set_desk(Opened(at, desk.directory(), names))
        made.append(making)
        return making

    yield make_it
    for making in made:
        making.close_all()


@pytest.fixture
def making(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk
) -> Iterator[AdminMaking]:
    made = AdminMaking(runner, window)
    directory = desk.directory()
    opened = Opened(desk, directory, Names(directory, desk.clock.now(), desk.clock.zone))
    window.set_desk(opened)
    made.set_desk(opened)
    qtbot.waitUntil(lambda: not runner.is_busy)
    yield made
    made.close_all()


@pytest.fixture
def screen(qtbot: QtBot, runner: TaskRunner, making: AdminMaking, desk: OpenDesk) -> AdminScreen:
    return AdminScreen(qtbot, runner, making, desk)

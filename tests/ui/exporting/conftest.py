from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.export_making import ExportMaking
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme
from tests import builders, window_desk

OpenMaking = Callable[..., ExportMaking]


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    with window_desk.staffed_desk(database_url) as opened:
        for subject in ("Đơn hàng", "=1+1", "third"):
            builders.add_ticket(opened, subject)
        yield opened


@pytest.fixture
def lan(database_url: str, desk: OpenDesk) -> Iterator[OpenDesk]:
    """The desk as Lan sees it, who may export and sees numbers masked; `plain` may not."""
    builders.add_role(desk, "plain", tickets="all", contacts="all", rights="create,edit")
    builders.add_role(desk, "out", tickets="all", contacts="all", phones="masked", rights="export")
    desk.team.set_agent("lan", {"role": "out"})
    with builders.opened(database_url, "lan", now=window_desk.NOW) as opened:
        yield opened


@pytest.fixture
def runner(qapp: QApplication, lan: OpenDesk) -> Iterator[TaskRunner]:
    # Asks for the desks so that they are closed after the runner.
    assert lan.info.engine
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
def open_making(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk
) -> Iterator[OpenMaking]:
    made: list[ExportMaking] = []

    def open_it(at: Desk | None = None) -> ExportMaking:
        making = ExportMaking(runner, window)
        directory = (at or desk).directory()
        names = Names(directory, desk.clock.now(), desk.clock.zone)
        opened = Opened(at or desk, directory, names)
        window.set_desk(opened)
        making.set_desk(opened)
        made.append(making)
        qtbot.waitUntil(lambda: window.tickets.model.has_all_serials and not runner.is_busy)
        return making

    yield open_it
    for making in made:
        making.close_all()

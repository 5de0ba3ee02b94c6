from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.import_making import ImportMaking
from helpdesk_desktop.ui.import_wizard.wizard_window import ImportWizard
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme
from tests import window_desk
from tests.importing import written
from tests.ui.import_wizard.wizard_steps import opened_wizard

ODD = (
    "No,Title,State,Region\n"
    "1,First,open,North\n2,,open,South\n3,Third,gone,North\n4,Fourth,closed,East\n5,Fifth,open,\n"
)
OpenMaking = Callable[..., ImportMaking]


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
def open_making(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk
) -> Iterator[OpenMaking]:
    made: list[ImportMaking] = []

    def open_it(at: Desk | None = None) -> ImportMaking:
        making = ImportMaking(runner, window)
        directory = desk.directory()
        names = Names(directory, desk.clock.now(), desk.clock.zone)
        opened = Opened(at or desk, directory, names)
        window.set_desk(opened)
        making.set_desk(opened)
        made.append(making)
        qtbot.waitUntil(lambda: not runner.is_busy)
        return making

    yield open_it
    for making in made:
        making.close_all()


@pytest.fixture
def making(open_making: OpenMaking) -> ImportMaking:
    return open_making()


@pytest.fixture
def wizard(making: ImportMaking) -> ImportWizard:
    making.open_wizard()
    return opened_wizard(making)


@pytest.fixture
def odd_file(tmp_path: Path) -> Path:
    return written(tmp_path, "odd 🎫.csv", ODD)

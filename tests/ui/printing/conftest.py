"""A window with 600 tickets that prints, and what a PDF says of its pages."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.print_making import PrintMaking
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW
from tests.screen import focus


class PrintScreen:
    """The window, and what asks it for pages."""

    def __init__(self, qtbot: QtBot, runner: TaskRunner) -> None:
        self.qtbot = qtbot
        self.runner = runner
        self.window = MainWindow(runner)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 860)
        self.window.show()
        self.making = PrintMaking(runner, self.window)

    def open(self, desk: Desk) -> None:
        """Show a desk, to its end."""
        directory = desk.directory()
        opened = Opened(desk, directory, Names(directory, NOW, desk.clock.zone))
        self.window.set_desk(opened)
        self.making.set_desk(opened)
        self.settle()
        focus(self.window.tickets.view)

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        model = self.window.tickets.model
        self.qtbot.waitUntil(lambda: model.has_all_serials and not self.runner.is_busy)


@pytest.fixture
def bare(qtbot: QtBot, runner: TaskRunner) -> Iterator[PrintScreen]:
    """The window without a desk."""
    made = PrintScreen(qtbot, runner)
    yield made
    made.making.close_all()
    made.window.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)


@pytest.fixture
def screen(bare: PrintScreen, desk: OpenDesk) -> PrintScreen:
    """The window with 600 tickets."""
    bare.open(desk)
    return bare

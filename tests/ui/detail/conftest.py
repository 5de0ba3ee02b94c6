from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.detail.detail_panel import DetailPanel
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import window_desk

OpenPanel = Callable[..., DetailPanel]


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
def open_panel(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> OpenPanel:
    def open_it(at: Desk | None = None) -> DetailPanel:
        panel = DetailPanel(runner)
        qtbot.addWidget(panel)
        panel.resize(380, 760)
        panel.set_desk(at or desk, desk.directory())
        panel.show()
        qtbot.waitActive(panel)
        return panel

    return open_it

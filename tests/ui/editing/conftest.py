from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.ticket import Saved
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.detail.detail_panel import DetailPanel
from helpdesk_desktop.ui.editing.panel_editing import PanelEditing
from helpdesk_desktop.ui.editing.ticket_saver import TicketSaver
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme
from tests import builders, window_desk


@dataclass
class EditedPanel:
    """A panel that can be edited, with everything that was said meanwhile."""

    panel: DetailPanel
    editing: PanelEditing
    saver: TicketSaver
    qtbot: QtBot
    said: list[str] = field(default_factory=list)

    def show(self, serial: int) -> None:
        self.panel.show_ticket(serial)
        self.wait_for(lambda: self.panel.detail is not None)
        self.wait_for(lambda: self.panel.detail.serial == serial)  # type: ignore[union-attr] # as waited for

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def wait_closed(self, name: str) -> None:
        """Wait until no editor of this field is open."""
        self.wait_for(lambda: not self.panel.findChildren(QWidget, f"{name}_edit"))


OpenEdited = Callable[..., EditedPanel]
OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    with window_desk.staffed_desk(database_url) as opened:
        yield opened


@pytest.fixture
def other(desk: OpenDesk, database_url: str) -> Iterator[OpenDesk]:
    """Lan's own connection to the same database."""
    assert desk.info.engine
    with builders.opened(database_url, "lan", now=window_desk.NOW) as opened:
        yield opened


@pytest.fixture
def runner(qapp: QApplication, desk: OpenDesk) -> Iterator[TaskRunner]:
    assert desk.info.engine
    apply_theme(qapp, "light")
    made = TaskRunner()
    yield made
    assert made.close(5_000)


@pytest.fixture
def open_edited(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> OpenEdited:
    def open_it(at: Desk | None = None) -> EditedPanel:
        panel = DetailPanel(runner)
        qtbot.addWidget(panel)
        saver = TicketSaver(runner, panel)
        shown = EditedPanel(panel, panel.let_edit(saver), saver, qtbot)
        saver.said.connect(lambda sentence, _button, _act: shown.said.append(sentence))
        runner.changed.connect(lambda _changes, _by: panel.reload())
        panel.resize(400, 900)
        saver.set_desk(at or desk, desk.directory())
        panel.set_desk(at or desk, desk.directory())
        panel.show()
        qtbot.waitActive(panel)
        return shown

    return open_it


@pytest.fixture
def open_window(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> Iterator[OpenWindow]:
    made: list[MainWindow] = []

    def open_it(at: Desk | None = None) -> MainWindow:
        window = MainWindow(runner)
        made.append(window)
        qtbot.addWidget(window)
        window.resize(1440, 860)
        window.show()
        qtbot.waitActive(window)
        directory = desk.directory()
        names = Names(directory, window_desk.NOW, desk.clock.zone)
        window.set_desk(Opened(at or desk, directory, names))
        qtbot.waitUntil(lambda: window.tickets.model.has_all_serials and not runner.is_busy)
        window.tickets.view.setFocus()
        return window

    yield open_it
    for one in made:
        one.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)


@pytest.fixture
def saved(desk: OpenDesk) -> Saved:
    """A plain ticket."""
    return builders.add_ticket(desk, "Printer is on fire", description="It burns")

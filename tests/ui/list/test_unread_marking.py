"""U lets a ticket stand out again, in the list, in the counts, and while it is on screen."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.list import unread_marking
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW, add_agent, opened
from tests.screen import press

TOUCHED = (3, 4, 5)


@pytest.fixture
def window(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, desk_path: Path
) -> Iterator[MainWindow]:
    """Three tickets were touched by somebody else, and are read."""
    add_agent(desk, "lan", role="administrator")
    with opened(str(desk_path), "lan", now=NOW + timedelta(hours=1)) as lan:
        for number in TOUCHED:
            lan.tickets.edit(TicketEdit(Serial(number), None, (("subject", "Touched"),)))
            desk.tickets.mark_read(Serial(number))
    made = MainWindow(runner)
    qtbot.addWidget(made)
    made.resize(1440, 860)  # the panel stands beside the list, and is read
    made.show()
    directory = desk.directory()
    made.set_desk(Opened(desk, directory, Names(directory, NOW, desk.clock.zone)))
    qtbot.waitUntil(lambda: made.tickets.model.has_all_serials and not runner.is_busy)
    yield made
    made.stop()


def _is_unread(desk: OpenDesk, serial: int) -> bool:
    return desk.tickets.detail(Serial(serial), Cancellation()).is_unread


def _dot(window: MainWindow, serial: int) -> str:
    model = window.tickets.model
    row = model.row_of(serial)
    assert row is not None
    column = [entry.key for entry in model.columns].index("unread")
    return str(model.data(model.index(row, column)) or "")


def test_the_ticket_on_screen_stays_unread_until_it_is_opened_anew(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk
) -> None:
    view = window.tickets.view
    view.setFocus()
    assert view.select_serial(4)
    qtbot.waitUntil(lambda: window.detail.detail is not None and not runner.is_busy)
    counted = window.quick_filters.counts["unread"]
    press(view, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: _dot(window, 4) != "")
    qtbot.waitUntil(lambda: window.quick_filters.counts["unread"] == (counted or 0) + 1)
    window.detail.reload()
    qtbot.waitUntil(lambda: not runner.is_busy)
    with qtbot.assertNotEmitted(window.detail.was_read, wait=1_300):
        pass
    assert _is_unread(desk, 4)
    assert view.select_serial(3)
    qtbot.waitUntil(lambda: window.detail.serial == 3 and not runner.is_busy)
    with qtbot.waitSignal(window.detail.was_read):
        assert view.select_serial(4)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not _is_unread(desk, 4)


def test_every_selected_ticket_is_marked(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk
) -> None:
    view = window.tickets.view
    view.setFocus()
    rows = [window.tickets.model.row_of(number) or 0 for number in TOUCHED]
    assert max(rows) - min(rows) == 2
    view.select_row(min(rows))
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(view, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: all(_is_unread(desk, number) for number in TOUCHED))
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not window.toast.isVisible()


def test_what_cannot_stand_out_is_said(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk
) -> None:
    desk.tickets.edit(TicketEdit(Serial(100), None, (("subject", "My own words"),)))
    view = window.tickets.view
    view.setFocus()
    assert view.select_serial(100)
    qtbot.waitUntil(lambda: not runner.is_busy)
    press(view, Qt.Key.Key_U)
    qtbot.waitUntil(window.toast.isVisible)
    assert "stays read" in window.toast.sentence
    assert not _is_unread(desk, 100)
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_more_than_a_screenful_is_refused_in_a_sentence(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow
) -> None:
    view = window.tickets.view
    view.setFocus()
    view.selectAll()
    assert view.selected_count() > unread_marking.MOST_AT_ONCE
    press(view, Qt.Key.Key_U)
    assert window.toast.sentence == "Mark at most 200 tickets at once as unread."
    qtbot.waitUntil(lambda: not runner.is_busy)

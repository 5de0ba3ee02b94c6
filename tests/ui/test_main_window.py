from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui import live as live_module
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW, add_ticket
from tests.screen import click, get, nameless_controls, press
from tests.ui.conftest import TICKETS


@pytest.fixture
def window(qtbot: QtBot, runner: TaskRunner) -> Iterator[MainWindow]:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    made.resize(1440, 860)
    made.show()
    yield made
    made.stop()


@pytest.fixture
def busy(qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk) -> MainWindow:
    directory = desk.directory()
    window.set_desk(Opened(desk, directory, Names(directory, NOW, desk.clock.zone)))
    _settle(qtbot, runner, window)
    return window


def _settle(qtbot: QtBot, runner: TaskRunner, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.tickets.model.has_all_serials and not runner.is_busy)


def test_the_frame_is_whole_without_a_database(window: MainWindow) -> None:
    assert not window.actions_[Act.NEW_TICKET].isEnabled()
    assert not window.search_box.isEnabled()
    assert nameless_controls(window) == []


def test_a_database_that_cannot_be_opened_is_said_with_a_way_out(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_failure(Unavailable("unreachable", place="db.example", reason="refused"))
    assert "db.example" in window.tickets.empty.sentence
    with qtbot.waitSignal(window.retry_wanted):
        click(get(window, QPushButton, "empty_button"))


def test_every_control_has_a_name(busy: MainWindow) -> None:
    busy.tickets.view.select_row(0)
    assert nameless_controls(busy) == []


def test_the_status_line_counts_what_is_listed(
    qtbot: QtBot, runner: TaskRunner, busy: MainWindow, desk: OpenDesk
) -> None:
    assert busy.status_line.counts_text == f"{TICKETS} tickets"
    assert busy.status_line.database_text == f"SQLite  {desk.info.place}"
    qtbot.waitUntil(lambda: not runner.is_busy)
    press(busy, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    _settle(qtbot, runner, busy)
    closed = busy.quick_filters.counts["processed"]
    assert busy.tickets.model.matching == closed
    assert busy.status_line.counts_text == f"{closed} in Processed"
    busy.tickets.view.selectAll()
    assert busy.status_line.counts_text == f"{closed} in Processed  ·  {closed} selected"


def test_filter_and_quick_filter_are_both_asked(
    qtbot: QtBot, runner: TaskRunner, busy: MainWindow
) -> None:
    busy.quick_filters.choose("unprocessed")
    box = get(busy, QLineEdit, "searchBox")
    box.setText("priority:urgent")
    busy.search_box.read_now()
    _settle(qtbot, runner, busy)
    of = busy.quick_filters.counts["unprocessed"]
    matching = busy.tickets.model.matching
    assert matching is not None
    assert of is not None
    assert 0 < matching < of
    assert busy.status_line.counts_text == f"{matching} of {of} in Unprocessed"
    busy.clear_filter()
    _settle(qtbot, runner, busy)
    assert busy.tickets.model.matching == of
    assert box.text() == ""


def test_a_narrow_window_lays_the_panel_over_the_list(
    qtbot: QtBot, runner: TaskRunner, busy: MainWindow
) -> None:
    assert busy.detail_place.dock.isVisible()
    busy.resize(1024, 700)
    assert not busy.detail_place.dock.isVisible()
    assert not busy.detail_place.overlay.isVisible()
    busy.tickets.view.select_row(2)
    press(busy.tickets.view, Qt.Key.Key_Return)
    assert busy.detail_place.overlay.isVisible()
    assert busy.detail.isVisible()
    press(busy, Qt.Key.Key_Escape)
    assert not busy.detail_place.overlay.isVisible()
    busy.resize(1440, 860)
    assert busy.detail_place.dock.isVisible()
    assert busy.detail.isVisible()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_nothing_is_read_before_a_ticket_is_chosen(busy: MainWindow) -> None:
    busy.tickets.view.setFocus()
    assert busy.tickets.view.current_serial is None
    assert busy.detail.serial is None


def test_the_panel_shows_the_current_ticket(
    qtbot: QtBot, runner: TaskRunner, busy: MainWindow
) -> None:
    busy.tickets.view.select_row(2)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert busy.detail.serial == busy.tickets.model.serial_at(2)
    press(busy, Qt.Key.Key_F8)
    assert not busy.detail_place.dock.isVisible()
    assert not busy.actions_[Act.SHOW_DETAIL].isChecked()


def test_a_new_ticket_is_selected_where_the_filter_shows_it(
    qtbot: QtBot, runner: TaskRunner, busy: MainWindow, desk: OpenDesk
) -> None:
    saved = add_ticket(desk, "A new one")
    busy.jumps.show_created(saved)
    qtbot.waitUntil(lambda: busy.tickets.view.current_serial == saved.serial)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not busy.toast.isVisible()


def test_a_new_ticket_that_the_filter_hides_is_told_of(
    qtbot: QtBot, runner: TaskRunner, busy: MainWindow, desk: OpenDesk
) -> None:
    busy.quick_filters.choose("processed")
    _settle(qtbot, runner, busy)
    saved = add_ticket(desk, "A new one")
    busy.jumps.show_created(saved)
    qtbot.waitUntil(busy.toast.isVisible)
    assert busy.toast.sentence == (
        f"Ticket #{saved.serial} was created; this filter does not show it."
    )
    click(get(busy.toast, QPushButton, "toast_button"))
    assert busy.detail.serial == saved.serial
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_serial_in_the_search_box_jumps_to_its_ticket(
    qtbot: QtBot, runner: TaskRunner, busy: MainWindow
) -> None:
    busy.search_box.serial_entered.emit(77)
    qtbot.waitUntil(lambda: busy.tickets.view.current_serial == 77)
    busy.search_box.serial_entered.emit(int(Serial(10**9)))
    qtbot.waitUntil(busy.toast.isVisible)
    assert busy.toast.sentence == "There is no ticket #1000000000."
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_lost_server_puts_a_banner_up_and_clears_nothing(
    qtbot: QtBot, runner: TaskRunner, busy: MainWindow
) -> None:
    runner.failed.emit(Unavailable("connection_lost"))
    assert busy.banner.isVisible()
    assert busy.tickets.model.rowCount() == TICKETS
    click(get(busy.banner, QPushButton, "banner_retry"))
    assert not busy.banner.isVisible()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_the_lamp_says_what_the_banner_says(busy: MainWindow, runner: TaskRunner) -> None:
    lamp = get(busy.status_line, QLabel, "lamp")
    green = lamp.pixmap().toImage()
    for key in ("timed_out", "unreadable"):  # nothing that is tried again by itself
        runner.failed.emit(Unavailable(key, place="desk.db", reason="gone"))
        assert busy.banner.isVisible()
        assert busy.status_line.says_away
        assert lamp.pixmap().toImage() != green
        click(get(busy.banner, QToolButton, "banner_close"))
        assert lamp.pixmap().toImage() == green


def test_a_file_that_is_gone_is_said_by_banner_and_lamp_until_it_is_back(
    qtbot: QtBot,
    runner: TaskRunner,
    busy: MainWindow,
    desk_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_module, "_FIRST_RETRY_MS", 20)
    moved = desk_path.rename(desk_path.with_name("elsewhere.db"))
    press(busy, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: busy.status_line.says_away)
    qtbot.waitUntil(lambda: busy.live._failures > 2)
    notice = busy.banner.notice
    assert notice is not None
    assert "was moved, deleted or replaced" in notice.sentence
    assert "tries again by itself" in notice.sentence
    moved.rename(desk_path)
    qtbot.waitUntil(lambda: not busy.status_line.says_away, timeout=20_000)
    assert not busy.banner.isVisible()
    _settle(qtbot, runner, busy)


def test_the_window_fits_its_screen(qtbot: QtBot, runner: TaskRunner) -> None:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    room = made.screen().availableSize()
    assert made.width() <= room.width()
    assert made.height() < room.height()
    made.stop()


def test_after_a_ticket_was_made_the_keys_go_on_in_the_list(
    qtbot: QtBot, busy: MainWindow, desk: OpenDesk
) -> None:
    busy.search_box.setFocus()
    saved = add_ticket(desk)
    busy.jumps.show_created(saved)
    qtbot.waitUntil(lambda: busy.tickets.view.current_serial == saved.serial)
    assert busy.tickets.view.hasFocus()


def test_the_columns_button_opens_the_chooser(busy: MainWindow) -> None:
    click(get(busy, QPushButton, "columns"))
    chooser = busy.column_choosing.chooser
    assert chooser.isVisible()
    assert nameless_controls(chooser) == []
    press(chooser, Qt.Key.Key_Escape)
    assert not chooser.isVisible()


def test_a_panel_that_goes_gives_the_keys_to_the_list(
    qtbot: QtBot, busy: MainWindow, runner: TaskRunner
) -> None:
    busy.tickets.view.select_row(0)
    _settle(qtbot, runner, busy)
    note = get(busy.detail, QPlainTextEdit, "note_text")
    note.setFocus()
    assert busy.focusWidget() is note
    busy.resize(1024, 700)
    assert not note.isVisible()
    assert busy.focusWidget() is busy.tickets.view
    busy.resize(1440, 860)
    note.setFocus()
    busy.actions_[Act.SHOW_DETAIL].trigger()
    assert busy.focusWidget() is busy.tickets.view

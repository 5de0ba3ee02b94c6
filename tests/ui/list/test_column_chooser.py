"""The chooser and the header's menu, used as an agent without a mouse uses them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.list_look import ListLook
from helpdesk_desktop.ui.list.column_choosing import ColumnChoosing
from helpdesk_desktop.ui.list.column_list import ColumnList
from helpdesk_desktop.ui.list.ticket_columns import DEFAULT_COLUMNS
from helpdesk_desktop.ui.list.ticket_list import TicketList
from tests.screen import click, get, nameless_controls, press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
MOVE = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def choosing(listed: TicketList) -> ColumnChoosing:
    made = ColumnChoosing(listed, listed)
    made.open_chooser()
    return made


@pytest.fixture
def ticks(choosing: ColumnChoosing) -> ColumnList:
    return choosing.chooser.list


def _keys(listed: TicketList) -> list[str]:
    return [column.key for column in listed.columns]


def _widths(listed: TicketList) -> dict[str, int | None]:
    return {column.key: column.width for column in listed.columns}


def test_every_control_has_a_name(choosing: ColumnChoosing) -> None:
    assert nameless_controls(choosing.chooser) == []


def test_space_shows_a_column_at_its_usual_place_and_hides_it_again(
    listed: TicketList, ticks: ColumnList
) -> None:
    ticks.go_to("email")
    press(ticks, Qt.Key.Key_Space)
    keys = _keys(listed)
    assert keys[keys.index("contact") + 1] == "email"
    press(ticks, Qt.Key.Key_Space)
    assert tuple(_keys(listed)) == DEFAULT_COLUMNS
    assert ticks.current_key == "email"


def test_what_no_row_can_do_without_keeps_its_tick(listed: TicketList, ticks: ColumnList) -> None:
    ticks.go_to("subject")
    press(ticks, Qt.Key.Key_Space)
    assert "subject" in _keys(listed)
    press(ticks, Qt.Key.Key_Up, MOVE)
    assert _keys(listed)[:3] == ["unread", "subject", "serial"]


def test_keys_move_a_column_and_it_stays_the_current_one(
    qtbot: QtBot, listed: TicketList, ticks: ColumnList
) -> None:
    ticks.go_to("priority")
    with qtbot.waitSignal(listed.look_changed):
        press(ticks, Qt.Key.Key_Up, MOVE)
    press(ticks, Qt.Key.Key_Up, MOVE)
    assert ticks.current_key == "priority"
    assert _keys(listed)[2:6] == ["subject", "priority", "status", "type"]
    press(ticks, Qt.Key.Key_Down, MOVE)
    assert _keys(listed)[2:6] == ["subject", "status", "priority", "type"]
    for _ in range(30):
        press(ticks, Qt.Key.Key_Up, MOVE)
    assert _keys(listed)[0] == "priority"


def test_a_hidden_column_appears_where_it_was_moved_to(
    listed: TicketList, ticks: ColumnList
) -> None:
    ticks.go_to("company")
    for _ in range(30):
        press(ticks, Qt.Key.Key_Up, MOVE)
    press(ticks, Qt.Key.Key_Space)
    assert _keys(listed)[0] == "company"


def test_keys_and_the_width_field_size_a_column(
    listed: TicketList, choosing: ColumnChoosing, ticks: ColumnList
) -> None:
    width = get(choosing.chooser, QSpinBox, "column_width")
    ticks.go_to("status")
    assert width.text() == "Automatic"
    press(ticks, Qt.Key.Key_Right, MOVE)
    assert _widths(listed)["status"] == 112
    press(ticks, Qt.Key.Key_Left, MOVE)
    assert width.value() == 104
    width.selectAll()
    type_text(width, "231")
    press(width, Qt.Key.Key_Tab)
    assert _widths(listed)["status"] == 231
    assert listed.view.column_layout.width_of("status") == 231
    width.setValue(width.minimum())
    assert _widths(listed)["status"] is None
    ticks.go_to("email")
    assert not width.isEnabled()


def test_three_sort_keys_are_chosen_without_the_control_key(
    listed: TicketList, choosing: ColumnChoosing, ticks: ColumnList
) -> None:
    order = get(choosing.chooser, QComboBox, "column_order")
    for key, presses in (("serial", 0), ("priority", 2), ("status", 1), ("due", 1)):
        ticks.go_to(key)
        order.setFocus()
        for _ in range(presses):
            press(order, Qt.Key.Key_Down)
    assert list(listed.view.header.sort) == [
        SortKey("serial"),
        SortKey("priority", is_descending=True),
        SortKey("due"),
    ]
    ticks.go_to("due")
    assert order.currentText() == "Ascending"
    said = ticks.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Due, sorted ascending, key 3"
    order.setFocus()
    press(order, Qt.Key.Key_Up)
    assert list(listed.view.header.sort) == [
        SortKey("serial"),
        SortKey("priority", is_descending=True),
    ]
    ticks.go_to("ccs")
    assert not order.isEnabled()


def test_the_mouse_moves_a_row(listed: TicketList, ticks: ColumnList) -> None:
    ground = ticks.viewport()
    rows = {ticks.item(row).text(): ticks.visualItemRect(ticks.item(row)) for row in range(8)}
    start, end = rows["Priority"].center(), rows["Status"].center() - QPoint(0, 4)
    QTest.mousePress(ground, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 6):
        QTest.mouseMove(ground, start + (end - start) * step / 5)
    QTest.mouseRelease(ground, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert _keys(listed)[2:5] == ["subject", "priority", "status"]


def test_buttons_move_reset_and_close(
    listed: TicketList, choosing: ColumnChoosing, ticks: ColumnList
) -> None:
    chooser = choosing.chooser
    ticks.go_to("status")
    click(chooser.down)
    click(chooser.up)
    click(chooser.up)
    assert _keys(listed)[2:4] == ["status", "subject"]
    listed.view.column_layout.set_width("status", 180)
    sort = listed.view.header.sort
    click(get(chooser, QPushButton, "usual_columns"))
    assert tuple(_keys(listed)) == DEFAULT_COLUMNS
    assert listed.look == ListLook((), sort)
    assert chooser.width_.text() == "Automatic"
    click(get(chooser, QPushButton, "columns_done"))
    assert not chooser.isVisible()


def _entry(menu: QMenu, name: str) -> QAction:
    return get(menu, QAction, name)


def test_the_header_s_menu_hides_sorts_and_opens_the_chooser(
    listed: TicketList, choosing: ColumnChoosing
) -> None:
    press(choosing.chooser, Qt.Key.Key_Escape)
    _entry(choosing.header_menu("status"), "sort_ascending").trigger()
    _entry(choosing.header_menu("priority"), "add_to_sort").trigger()
    assert [key.column for key in listed.view.header.sort] == ["status", "priority"]
    _entry(choosing.header_menu("status"), "take_from_sort").trigger()
    assert [key.column for key in listed.view.header.sort] == ["priority"]
    _entry(choosing.header_menu("type"), "hide_column").trigger()
    assert "type" not in _keys(listed)
    listed.view.column_layout.set_width("status", 180)
    _entry(choosing.header_menu("status"), "usual_width").trigger()
    assert _widths(listed)["status"] is None
    menu = choosing.header_menu("subject")
    assert not _entry(menu, "hide_column").isEnabled()
    _entry(menu, "choose_columns").trigger()
    assert choosing.chooser.isVisible()
    assert choosing.chooser.list.current_key == "subject"
    _entry(choosing.header_menu(None), "usual_columns").trigger()
    assert tuple(_keys(listed)) == DEFAULT_COLUMNS
    for each in listed.findChildren(QMenu):
        each.close()
        each.deleteLater()
    choosing.chooser.close()


def test_a_right_click_on_the_header_opens_its_menu(
    listed: TicketList, choosing: ColumnChoosing
) -> None:
    choosing.chooser.close()
    header: QWidget = listed.view.header
    header.customContextMenuRequested.emit(QPoint(200, 10))
    menu = get(listed, QMenu, "header_menu")
    assert menu.isVisible()
    menu.close()

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.filters import FilterSpec, SortKey
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.ui.list.column_layout import NARROWEST, ColumnLayout
from helpdesk_desktop.ui.list.ticket_list import TicketList

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


def _layout(listed: TicketList) -> ColumnLayout:
    return listed.view.column_layout


def _place(listed: TicketList, key: str) -> int:
    return [column.key for column in listed.model.columns].index(key)


def _width(listed: TicketList, key: str) -> int:
    return listed.view.header.sectionSize(_place(listed, key))


def _drag(listed: TicketList, start: QPoint, end: QPoint) -> None:
    ground = listed.view.header.viewport()
    QTest.mousePress(ground, LEFT, NO_KEYS, start)
    steps = 8
    for step in range(1, steps + 1):
        QTest.mouseMove(ground, start + (end - start) * step / steps)
    QTest.mouseRelease(ground, LEFT, NO_KEYS, end)


def _middle(listed: TicketList, key: str) -> QPoint:
    header = listed.view.header
    place = _place(listed, key)
    left = header.sectionViewportPosition(place)
    return QPoint(left + header.sectionSize(place) // 2, header.height() // 2)


def _right_edge(listed: TicketList, key: str) -> QPoint:
    header = listed.view.header
    place = _place(listed, key)
    right = header.sectionViewportPosition(place) + header.sectionSize(place)
    return QPoint(right - 1, header.height() // 2)


def test_a_dragged_column_stands_where_it_was_dropped(qtbot: QtBot, listed: TicketList) -> None:
    with qtbot.waitSignal(listed.look_changed) as caught:
        _drag(listed, _middle(listed, "priority"), _middle(listed, "status") - QPoint(20, 0))
    keys = [column.key for column in listed.columns]
    assert keys[2:6] == ["subject", "priority", "status", "type"]
    assert [column.key for column in caught.args[0].columns] == keys
    assert listed.look == caught.args[0]
    listed.show_spec(FilterSpec(sort=(SortKey("serial", is_descending=True),)))
    qtbot.waitUntil(lambda: listed.model.serial_at(0) != 1 and listed.model.has_all_serials)
    assert [column.key for column in listed.columns] == keys


def test_a_column_sized_by_hand_keeps_its_width_to_the_pixel(
    qtbot: QtBot, listed: TicketList
) -> None:
    before = _width(listed, "status")
    edge = _right_edge(listed, "status")
    with qtbot.waitSignal(listed.look_changed):
        _drag(listed, edge, edge + QPoint(57, 0))
    sized = _width(listed, "status")
    assert abs(sized - before - 57) <= 1
    kept = {column.key: column.width for column in listed.columns}
    assert kept["status"] is not None
    assert [key for key, width in kept.items() if width is not None] == ["status"]
    look = listed.look
    listed.resize(640, 600)
    assert _width(listed, "status") == sized
    assert _width(listed, "contact") < 132
    listed.show_look(ListLook())
    assert _width(listed, "status") != sized
    listed.show_look(look)
    assert _width(listed, "status") == sized


def test_the_others_still_fill_the_window(listed: TicketList) -> None:
    _layout(listed).set_width("status", 150)
    assert listed.view.header.length() == listed.view.viewport().width()
    _layout(listed).set_width("subject", 140)
    assert listed.view.header.length() < listed.view.viewport().width()
    _layout(listed).set_width("subject", None)
    assert listed.view.header.length() == listed.view.viewport().width()


def test_a_double_click_on_the_edge_gives_the_usual_width_back(
    qtbot: QtBot, listed: TicketList
) -> None:
    before = _width(listed, "status")
    _layout(listed).set_width("status", 200)
    assert _width(listed, "status") != before
    with qtbot.waitSignal(listed.look_changed):
        listed.view.header.sectionHandleDoubleClicked.emit(_place(listed, "status"))
    assert _width(listed, "status") == before


def test_a_window_that_grows_is_no_wish_of_the_user(qtbot: QtBot, listed: TicketList) -> None:
    with qtbot.assertNotEmitted(listed.look_changed):
        listed.resize(1300, 700)
        listed.resize(700, 500)
    assert all(column.width is None for column in listed.columns)


def test_no_column_becomes_too_narrow_to_take_hold_of(listed: TicketList) -> None:
    listed.show_look(ListLook((ShownColumn("subject"), ShownColumn("status", 1))))
    assert {column.key: column.width for column in listed.columns}["status"] == NARROWEST
    assert _width(listed, "status") >= NARROWEST - 2


def test_a_click_on_the_header_of_the_ccs_asks_for_no_order(
    qtbot: QtBot, listed: TicketList
) -> None:
    listed.choose_columns([*listed.columns, ShownColumn("ccs")])
    with qtbot.assertNotEmitted(listed.sort_changed):
        listed.view.header.sort_by("ccs", is_added=False)
        listed.view.header.put_key("ccs", is_descending=True)

"""An agent works a day by keys alone, ends the program, and finds the desk as it was left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.filters import EVERYTHING, SortKey
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.list_look import ShownColumn
from helpdesk_desktop.domain.ticket import Priority, Status, TicketDetail
from helpdesk_desktop.ui.choice_names import priority_name, status_name
from helpdesk_desktop.ui.list.column_list import ColumnList
from helpdesk_desktop.ui.theme import apply_theme
from tests.at_the_desk import FRAME, AtTheDesk, DeskFile
from tests.freeze_meter import FreezeMeter
from tests.screen import get

CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier
NAME = "Mine, most urgent first"
SORT = (
    SortKey("priority", is_descending=True),
    SortKey("status"),
    SortKey("created", is_descending=True),
)


class Day:
    """What the agent does, each as a row of keys."""

    def __init__(self, desk: AtTheDesk) -> None:
        self.desk = desk
        self.strike = desk.keys.strike
        self.write = desk.keys.write
        # serial -> what the database must say of the ticket
        self.expected: dict[int, dict[str, Any]] = {}

    def search(self) -> None:
        self.strike(Qt.Key.Key_F, CONTROL)
        self.write("-source:api")
        self.strike(Qt.Key.Key_Return)
        self.desk.settle()

    def add_condition(self) -> None:
        self.strike(Qt.Key.Key_F, BOTH)
        self.desk.popup("fieldMenu")
        self.strike(Qt.Key.Key_Down, times=3)
        self.strike(Qt.Key.Key_Return)
        self.desk.popup("conditionEditor")
        self.strike(Qt.Key.Key_Space)
        self.strike(Qt.Key.Key_Down)
        self.strike(Qt.Key.Key_Space)
        self.strike(Qt.Key.Key_Return)
        self.desk.until_no_popup()

    def save_filter(self) -> None:
        self.strike(Qt.Key.Key_S, CONTROL)
        self.write(NAME)
        self.strike(Qt.Key.Key_Return)
        self.desk.settle()

    def choose_columns(self) -> None:
        self.strike(Qt.Key.Key_F7)
        chooser = self.desk.popup("column_chooser")
        ticks = get(chooser, ColumnList, "column_list")
        self._go_to(ticks, "call")
        self.strike(Qt.Key.Key_Space)
        self._go_to(ticks, "due")
        self.strike(Qt.Key.Key_Space)
        self.strike(Qt.Key.Key_Up, BOTH, times=8)
        self._go_to(ticks, "status")
        self._tab_to(get(chooser, QSpinBox, "column_width"))
        self.write("151")
        self.strike(Qt.Key.Key_Tab)
        self.strike(Qt.Key.Key_Escape)
        self.desk.until_no_popup()

    def sort(self) -> None:
        self.strike(Qt.Key.Key_F7)
        chooser = self.desk.popup("column_chooser")
        ticks = get(chooser, ColumnList, "column_list")
        order = get(chooser, QComboBox, "column_order")
        for key, steps in (("priority", 2), ("updated", -2), ("status", 1), ("created", 2)):
            self._tab_to(ticks)
            self._go_to(ticks, key)
            self._tab_to(order)
            step = Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up
            self.strike(step, times=abs(steps))
            self.desk.settle()
        self.strike(Qt.Key.Key_Escape)
        self.desk.until_no_popup()

    def to_the_list(self) -> None:
        self.strike(Qt.Key.Key_F, CONTROL)
        self.strike(Qt.Key.Key_Down)
        self.strike(Qt.Key.Key_Home)
        self.desk.settle()

    def edit_five(self) -> None:
        people = self.desk.directory
        kind = people.types[1]
        other = next(agent for agent in people.agents if agent.id != people.me and agent.is_active)
        self._pick(Qt.Key.Key_S, "status", status_name(Status.PENDING), status=Status.PENDING)
        self._pick(Qt.Key.Key_T, "type", kind.name, type_id=kind.id)
        self._pick(Qt.Key.Key_P, "priority", priority_name(Priority.LOW), priority=Priority.LOW)
        self._pick(Qt.Key.Key_A, "assignee", fold(other.name), assignee_id=other.id)
        serial = self._next_one(lambda ticket: ticket.assignee_id != people.me)
        self.strike(Qt.Key.Key_M)
        self._until_saved(serial, assignee_id=people.me)

    def undo_one(self) -> None:
        serial = self._next_one(lambda ticket: ticket.group_id is not None)
        before = self.desk.ticket(serial).group_id
        self._pick_here(serial, Qt.Key.Key_G, "group", "No group")
        self._until_saved(serial, group_id=None)
        self.strike(Qt.Key.Key_Z, CONTROL)
        self._until_saved(serial, group_id=before)

    def _pick(self, key: Qt.Key, field: str, text: str, **expected: Any) -> None:
        serial = self._next_one(
            lambda ticket: all(getattr(ticket, name) != value for name, value in expected.items())
        )
        self._pick_here(serial, key, field, text)
        self._until_saved(serial, **expected)

    def _pick_here(self, serial: int, key: Qt.Key, field: str, text: str) -> None:
        assert self.desk.view.current_serial == serial
        self.strike(key)
        self.desk.popup(f"{field}_popup")
        self.write(text)
        self.strike(Qt.Key.Key_Return)
        self.desk.until_no_popup()

    def _next_one(self, suits: Callable[[TicketDetail], bool]) -> int:
        for _ in range(100):
            self.strike(Qt.Key.Key_J)
            self.desk.settle()
            serial = self.desk.view.current_serial
            assert serial is not None
            if serial not in self.expected and suits(self.desk.ticket(serial)):
                return serial
        pytest.fail("no ticket suits")

    def _until_saved(self, serial: int, **expected: Any) -> None:
        self.desk.until(lambda: _says(self.desk.ticket(serial), expected))
        self.desk.settle()
        self.expected[serial] = expected

    def _go_to(self, ticks: ColumnList, key: str) -> None:
        self.strike(Qt.Key.Key_Home)
        for _ in range(ticks.count()):
            if ticks.current_key == key:
                return
            self.strike(Qt.Key.Key_Down)
        pytest.fail(f"Down does not reach {key}")

    def _tab_to(self, widget: QWidget) -> None:
        for _ in range(10):
            if widget.hasFocus():
                return
            self.strike(Qt.Key.Key_Tab)
        pytest.fail(f"Tab does not reach {widget.objectName()}")


def _says(ticket: TicketDetail, expected: dict[str, Any]) -> bool:
    return all(getattr(ticket, name) == value for name, value in expected.items())


@pytest.mark.usefixtures("wide_screen")
@pytest.mark.timeout(600)
def test_a_day_by_keys_alone_is_found_as_it_was_left(
    qapp: QApplication, qtbot: QtBot, desk_file: DeskFile, tmp_path: Path, freeze_meter: FreezeMeter
) -> None:
    apply_theme(qapp, "light")
    memory = tmp_path / "windows.ini"
    desk = AtTheDesk(qtbot, desk_file, memory)
    desk.window.setGeometry(FRAME)
    day = Day(desk)
    for name, step in (
        ("open", desk.start),
        ("search", day.search),
        ("add a condition", day.add_condition),
        ("save as quick filter", day.save_filter),
        ("choose columns", day.choose_columns),
        ("sort by three keys", day.sort),
        ("go to the list", day.to_the_list),
        ("edit five tickets", day.edit_five),
        ("undo one", day.undo_one),
    ):
        freeze_meter.begin(f"by keys: {name}")
        step()

    window, view = desk.window, desk.view
    spec, look = window.question.spec, window.tickets.look
    quick = window.quick_filters.active
    assert quick is not None
    assert quick.name == NAME
    assert spec.quick.parts
    assert (spec.filter, spec.search) == (EVERYTHING, EVERYTHING)
    assert spec.sort == look.sort == SORT
    assert [column.key for column in look.columns] == [
        "unread", "serial", "subject", "status", "type", "priority", "contact", "due", "assignee",
        "updated",
    ]  # fmt: skip
    assert ShownColumn("status", 151) in look.columns
    assert len(day.expected) == 6
    assert view.hasFocus()
    selected, widths = view.current_serial, desk.widths()
    assert selected is not None
    freeze_meter.begin("by keys: quit")
    desk.quit()

    again = AtTheDesk(qtbot, desk_file, memory)
    freeze_meter.begin("by keys: open again")
    again.start()
    assert again.window.geometry() == FRAME
    assert again.window.question.spec == spec
    assert again.window.tickets.look == look
    assert again.window.quick_filters.active is not None
    assert again.window.quick_filters.active.key == quick.key
    assert again.widths() == widths
    assert again.view.current_serial == selected
    assert again.view.selected_serials().tolist() == [selected]
    assert again.view.hasFocus()
    for serial, expected in day.expected.items():
        assert _says(again.ticket(serial), expected), serial
    again.quit()

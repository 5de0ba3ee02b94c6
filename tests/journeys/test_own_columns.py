"""An agent puts custom fields into the list by keys alone, and finds them there the next day."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.grouping import grouping_text
from helpdesk_desktop.ui.list.column_list import ColumnList
from helpdesk_desktop.ui.theme import apply_theme
from tests.at_the_desk import AtTheDesk, DeskFile
from tests.screen import get

CONTROL = Qt.KeyboardModifier.ControlModifier
MOVE = CONTROL | Qt.KeyboardModifier.ShiftModifier
ADDED = ("cf.product", "cf.items", "cf.warranty")


def _go_to(run: AtTheDesk, ticks: ColumnList, key: str) -> None:
    run.keys.strike(Qt.Key.Key_Home)
    while ticks.current_key != key:
        run.keys.strike(Qt.Key.Key_Down)


def _texts(run: AtTheDesk, rows: int) -> list[list[object]]:
    model = run.view.model()
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(rows)
    ]


def test_custom_columns_chosen_sorted_and_grouped_by_keys_are_there_after_a_restart(
    qapp: QApplication, qtbot: QtBot, desk_file: DeskFile, tmp_path: Path
) -> None:
    apply_theme(qapp, "light")
    memory = tmp_path / "windows.ini"
    run = AtTheDesk(qtbot, desk_file, memory)
    run.start()
    run.keys.strike(Qt.Key.Key_F7)
    chooser = run.popup("column_chooser")
    ticks = get(chooser, ColumnList, "column_list")
    for key in ADDED:
        _go_to(run, ticks, key)
        run.keys.strike(Qt.Key.Key_Space)
    _go_to(run, ticks, "cf.items")
    run.keys.strike(Qt.Key.Key_Right, MOVE, times=3)
    order = get(chooser, QComboBox, "column_order")
    while not order.hasFocus():
        run.keys.strike(Qt.Key.Key_Tab)
    run.keys.strike(Qt.Key.Key_Down, times=2)
    run.keys.strike(Qt.Key.Key_Escape)
    run.until_no_popup()

    tickets = run.window.tickets
    shown = [column.key for column in tickets.columns]
    assert shown[-3:] == list(ADDED)
    assert tickets.view.header.sort[-1] == SortKey("cf.items", is_descending=True)
    tickets.group_by(SortKey("cf.product"))
    run.settle()
    look, spec, widths, texts = tickets.look, run.window.question.spec, run.widths(), _texts(run, 8)
    assert spec.group == SortKey("cf.product")
    run.quit()

    again = AtTheDesk(qtbot, desk_file, memory)
    again.start()
    assert again.window.tickets.look == look
    assert again.window.question.spec == spec
    assert [column.key for column in again.window.tickets.columns] == shown
    assert again.widths() == widths
    assert grouping_text(again.window.question.spec.group) == "cf.product"
    assert _texts(again, 8) == texts
    # The rows are those that a plain question brings.
    desktop = again.desktop
    assert desktop.opened is not None
    meant = list(desktop.opened.desk.tickets.ids(spec, Cancellation()))
    model = again.window.tickets.model
    first = [serial for row in range(8) if (serial := model.serial_at(row)) is not None]
    assert first == meant[: len(first)]
    again.quit()

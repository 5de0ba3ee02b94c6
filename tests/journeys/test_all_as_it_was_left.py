"""An agent arranges the window by keys alone, ends the program, and finds all as it was left."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import EVERYTHING, Group, SortKey
from helpdesk_desktop.domain.list_look import ShownColumn
from helpdesk_desktop.options import Options
from helpdesk_desktop.services.first_looks import read_looks
from helpdesk_desktop.services.places import config_path
from helpdesk_desktop.ui import window_layout
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.list.column_list import ColumnList
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.theme import apply_theme
from tests.at_the_desk import LONGEST_MS, DeskFile
from tests.screen import focus, get, press, press_focused, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
MOVE = CONTROL | Qt.KeyboardModifier.ShiftModifier
SCREEN = QRect(0, 0, 1920, 1080)


@pytest.fixture
def few() -> int:
    """So many that a filter leaves more than a screen of them."""
    return 3_000


@pytest.fixture(autouse=True)
def screens(monkeypatch: pytest.MonkeyPatch) -> list[QRect]:
    """The free room of the screens: the offscreen platform has one of 800 x 800 alone."""
    rooms = [SCREEN]
    monkeypatch.setattr(window_layout, "screen_rooms", lambda: rooms)
    return rooms


def _started(qtbot: QtBot, file: DeskFile) -> Desktop:
    options = Options(database=str(file.path), as_login=file.login)
    made = Desktop(options, str(file.path.parent / "windows.ini"), read_looks(config_path()))
    qtbot.addWidget(made.window)
    return made


def _shown(qtbot: QtBot, desktop: Desktop) -> MainWindow:
    window = desktop.window
    window.show()
    qtbot.waitUntil(lambda: desktop.opened is not None, timeout=LONGEST_MS)
    _settle(qtbot, desktop)
    return window


def _settle(qtbot: QtBot, desktop: Desktop) -> None:
    model = desktop.window.tickets.model
    qtbot.waitUntil(
        lambda: model.has_all_serials and not desktop.runner.is_busy, timeout=LONGEST_MS
    )


def _row(ticks: ColumnList, key: str) -> None:
    press(ticks, Qt.Key.Key_Home)
    while ticks.current_key != key:
        press(ticks, Qt.Key.Key_Down)


def _choose_columns_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_F7)
    chooser = window.column_choosing.chooser
    qtbot.waitUntil(chooser.isActiveWindow)
    ticks = get(chooser, ColumnList, "column_list")
    for key in ("ccs", "email"):
        _row(ticks, key)
        press_focused(Qt.Key.Key_Space)
    _row(ticks, "contact")
    press_focused(Qt.Key.Key_Space)
    _row(ticks, "due")
    press_focused(Qt.Key.Key_Space)
    for _ in range(5):
        press_focused(Qt.Key.Key_Up, MOVE)
    _row(ticks, "status")
    for _ in range(3):
        press_focused(Qt.Key.Key_Right, MOVE)
    width = get(chooser, QSpinBox, "column_width")
    _row(ticks, "email")
    _tab_to(width)
    type_text(width, "207")
    press_focused(Qt.Key.Key_Tab)
    order = get(chooser, QComboBox, "column_order")
    for key, presses in (("updated", 0), ("priority", 2), ("status", 1)):
        ticks.setFocus()
        _row(ticks, key)
        _tab_to(order)
        for _ in range(presses):
            press_focused(Qt.Key.Key_Down)
    press_focused(Qt.Key.Key_Escape)
    focus(window.tickets.view)


def _filter_by(desktop: Desktop, text: str) -> Group:
    # The forms of conditions have tests of their own.
    assert desktop.opened is not None
    tree = parse(text, desktop.opened.directory)
    desktop.window.filter_bar.show_filter(tree)
    desktop.window.filter_bar.filter_changed.emit(tree)
    return tree


def _tab_to(widget: QWidget) -> None:
    for _ in range(10):
        if widget.hasFocus():
            return
        press_focused(Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not reach {widget.objectName()}")


def test_by_keys_alone_columns_sort_filter_and_selection_come_back(
    qapp: QApplication, qtbot: QtBot, desk_file: DeskFile
) -> None:
    apply_theme(qapp, "light")
    desktop = _started(qtbot, desk_file)
    window = _shown(qtbot, desktop)
    window.setGeometry(QRect(QPoint(100, 60), QPoint(1499, 899)))
    press(window, Qt.Key.Key_3, CONTROL)
    _choose_columns_by_keys(qtbot, window)
    press(window, Qt.Key.Key_D, MOVE)
    tree = _filter_by(desktop, "created:<3000d priority:>=normal")
    press(window, Qt.Key.Key_F, CONTROL)
    box = get(window, QLineEdit, "searchBox")
    type_text(box, "-source:api")
    press(box, Qt.Key.Key_Return)
    _settle(qtbot, desktop)
    view = window.tickets.view
    focus(view)
    press(view, Qt.Key.Key_End)
    for _ in range(40):
        press(view, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_F9)
    assert not window.quick_dock.isVisible()
    _settle(qtbot, desktop)

    spec, look = window.question.spec, window.tickets.look
    assert EVERYTHING not in {spec.quick, spec.filter, spec.search}
    assert spec.sort == (
        SortKey("updated", is_descending=True),
        SortKey("priority", is_descending=True),
        SortKey("status"),
    )
    assert look.columns == tuple(
        ShownColumn(key, width)
        for key, width in (
            ("unread", None), ("serial", None), ("subject", None), ("status", 128),
            ("type", None), ("priority", None), ("email", 207), ("assignee", None), ("due", None),
            ("ccs", None), ("call", None), ("updated", None),
        )
    )  # fmt: skip
    selected, top, matching = view.current_serial, view.top_place, window.tickets.model.matching
    widths = [view.header.sectionSize(place) for place in range(view.header.count())]
    scrolled = view.verticalScrollBar().value()
    assert selected is not None
    assert scrolled > 0
    window.close()
    assert desktop.is_drained

    again = _started(qtbot, desk_file)
    assert again.window.geometry() == QRect(QPoint(100, 60), QPoint(1499, 899))
    window = _shown(qtbot, again)
    view = window.tickets.view
    assert window.question.spec == spec
    assert window.tickets.look == look
    assert window.quick_filters.active is not None
    assert window.quick_filters.active.key == "unprocessed"
    assert window.filter_bar.tree == tree
    assert window.search_box.text() == "-source:api"
    assert window.tickets.model.matching == matching
    assert [view.header.sectionSize(place) for place in range(view.header.count())] == widths
    assert (view.current_serial, view.top_place) == (selected, top)
    assert view.verticalScrollBar().value() == scrolled
    assert window.detail.serial == selected
    assert window.actions_[Act.COMPACT_ROWS].isChecked()
    assert not window.quick_dock.isVisible()
    window.close()
    assert again.is_drained


def test_a_window_left_on_a_screen_that_is_gone_comes_back_on_one_that_is_there(
    qapp: QApplication, qtbot: QtBot, desk_file: DeskFile, screens: list[QRect]
) -> None:
    apply_theme(qapp, "light")
    screens.append(SCREEN.translated(1920, 0))
    desktop = _started(qtbot, desk_file)
    window = _shown(qtbot, desktop)
    window.setGeometry(2500, 100, 1300, 800)
    window.close()
    assert desktop.is_drained
    screens[:] = [QRect(0, 0, 1366, 728)]
    again = _started(qtbot, desk_file)
    window = _shown(qtbot, again)
    assert window.geometry() == QRect(66, 32, 1300, 696)
    window.close()
    assert again.is_drained


def test_a_killed_program_comes_back_as_it_was_two_seconds_before(
    qapp: QApplication, qtbot: QtBot, desk_file: DeskFile
) -> None:
    apply_theme(qapp, "light")
    desktop = _started(qtbot, desk_file)
    window = _shown(qtbot, desktop)
    file = desk_file.path.parent / "windows.ini"
    serial = window.tickets.model.serial_at(10)
    assert serial is not None
    window.tickets.view.select_serial(serial)
    kept = f"selected={serial}\n"
    qtbot.waitUntil(lambda: file.is_file() and kept in file.read_text(), timeout=10_000)
    left = file.read_bytes()
    window.close()
    # What a kill would have left: nothing of the orderly end.
    file.write_bytes(left)
    again = _started(qtbot, desk_file)
    window = _shown(qtbot, again)
    assert window.tickets.view.current_serial == serial
    window.close()
    assert again.is_drained

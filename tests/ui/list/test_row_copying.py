"""Ctrl+C: what the list shows of the selected tickets, as lines, as a table, and for no formula."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.calls import CallDirection, CallStatus, NewCall
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.export_values import ReadRows, ReadWish
from helpdesk_desktop.domain.list_look import ShownColumn
from helpdesk_desktop.domain.people import AgentId, NewContact
from helpdesk_desktop.domain.ticket import CELL_LETTERS
from helpdesk_desktop.services import export_right
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.call_store import add_call
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.list import copied_rows, row_copying
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW, add_agent, add_field, add_role, add_ticket, opened
from tests.screen import click, focus, get, press, type_text
from tests.window_desk import desk_with

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NUMBER = "0908 123 331"


@pytest.fixture(autouse=True)
def _clipboard(qapp: QApplication) -> None:
    assert qapp is not None
    QGuiApplication.clipboard().setText("as it was")


@contextmanager
def _shown(qtbot: QtBot, runner: TaskRunner, desk: Desk) -> Iterator[MainWindow]:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    made.resize(1440, 860)
    made.show()
    directory = desk.directory()
    made.set_desk(Opened(desk, directory, Names(directory, NOW, desk.clock.zone)))
    qtbot.waitUntil(lambda: made.tickets.model.has_all_serials and not runner.is_busy)
    focus(made.tickets.view)
    yield made
    made.stop()


@pytest.fixture
def window(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> Iterator[MainWindow]:
    """The window with 600 tickets, the newest of them first."""
    with _shown(qtbot, runner, desk) as made:
        yield made


def _copy(qtbot: QtBot, window: MainWindow) -> list[list[str]]:
    """Ctrl+C in the list; the lines on the clipboard, each as its cells."""
    press(window.tickets.view, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: not window.row_copying.running.is_running)
    lines = _text().split("\n")
    assert lines[-1] == ""
    return [line.split("\t") for line in lines[:-1]]


def _text() -> str:
    return QGuiApplication.clipboard().text()


def _table() -> str:
    data: QMimeData = QGuiApplication.clipboard().mimeData()
    return data.html() if data.hasHtml() else ""


def _select(window: MainWindow, *serials: int) -> None:
    view = window.tickets.view
    assert view.select_serial(serials[0])
    for _ in serials[1:]:
        press(view, Qt.Key.Key_Down, SHIFT)
    assert list(view.selected_serials()) == list(serials)


def test_the_selected_rows_are_copied_with_the_lists_columns_in_their_order(
    qtbot: QtBot, window: MainWindow, desk: OpenDesk
) -> None:
    wanted = ("status", "serial", "subject", "unread", "assignee")
    window.tickets.choose_columns([ShownColumn(key) for key in wanted])
    shown = [column.key for column in window.tickets.columns]
    assert shown == list(wanted)
    view, model = window.tickets.view, window.tickets.model
    view.select_row(2)
    press(view, Qt.Key.Key_Down, SHIFT)
    header, *rows = _copy(qtbot, window)
    assert header == ["Status", "Serial", "Subject", "Unread", "Assign to"]
    assert [row[1] for row in rows] == [str(model.serial_at(2)), str(model.serial_at(3))]
    names = {agent.id: agent.name for agent in desk.directory().agents}
    for at, row in enumerate(rows, start=2):
        known = model.row_at(at)
        assert known is not None
        assert known.row is not None
        assert row[2] == known.row.subject
        assert row[4] == names.get(AgentId(known.row.assignee_id or 0), "")
    assert window.toast.sentence == "2 tickets copied."


def test_times_are_whole_and_what_is_empty_is_an_empty_cell(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk
) -> None:
    serial = int(add_ticket(desk, "bare").serial)
    call = NewCall(
        desk.session.new_uid(), CallDirection.IN, CallStatus.MISSED, NOW, number="0908 1"
    )
    other = add_ticket(desk, "rang").serial
    desk.session.database.write(lambda connection: add_call(connection, other, call))
    with _shown(qtbot, runner, desk) as window:
        keys = ("serial", "created", "due", "assignee", "group", "ccs", "contact", "call", "type")
        window.tickets.choose_columns([ShownColumn(key) for key in keys])
        _select(window, serial)
        header, row = _copy(qtbot, window)
        told = dict(zip(header, row, strict=True))
        local = f"{NOW.astimezone(desk.clock.zone):%Y-%m-%d %H:%M}"
        assert told.pop("Created") == local
        assert told.pop("Serial") == str(serial)
        assert told.pop("Subject") == "bare"
        assert set(told.values()) == {""}
        _select(window, int(other))
        header, row = _copy(qtbot, window)
        assert dict(zip(header, row, strict=True))["Call"] == f"Inbound, missed, {local}"


def test_a_cell_is_one_line_whole_and_starts_no_formula(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk
) -> None:
    add_field(desk, "story", CustomFieldKind.MULTI_LINE, label="=Story")
    add_field(desk, "formula", label="=Formula", owner=CustomFieldOwner.CONTACT)
    long = "@SUM(1)\n\tdòng 2 " + "😀" * CELL_LETTERS
    hoa = NewContact("-Hoa <b>", phones=("+84 908 123 331",), custom=(("formula", "+1+cmd"),))
    serial = add_ticket(desk, "=1+1", new_contact=hoa, custom=(("story", long),)).serial
    with _shown(qtbot, runner, desk) as window:
        keys = ("subject", "contact", "phone", "cf.story", "contact.cf.formula")
        window.tickets.choose_columns([ShownColumn(key) for key in keys])
        _select(window, int(serial))
        header, row = _copy(qtbot, window)
        told = dict(zip(header, row, strict=True))
        assert told["Subject"] == "'=1+1"
        assert told["Contact"] == "'-Hoa <b>"
        assert told["Phone"] == "+84 908 123 331"
        assert told["'=Story"] == "'@SUM(1) dòng 2 " + "😀" * CELL_LETTERS
        assert told["Contact: =Formula"] == "'+1+cmd"
        table = _table()
        assert table.count("<tr>") == 2
        assert ">'-Hoa &lt;b&gt;</td>" in table
        assert ">'=1+1</td>" in table
        assert "<td>" + str(serial) in table  # a number; texts stay texts, 0908 keeps its zero
        assert """<td style="mso-number-format:'\\@'">+84 908""" in table


def test_a_number_is_copied_as_the_role_sees_it(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, desk_path: Path
) -> None:
    add_role(desk, "few", tickets="all", contacts="all", phones="masked", rights="create")
    add_agent(desk, "lan", role="few")
    hoa = NewContact("Hoa", phones=(NUMBER,))
    named = add_ticket(desk, "hers", new_contact=hoa).serial
    add_ticket(desk, "of the number", new_contact=NewContact(None, phones=("0908 123 332",)))
    with opened(str(desk_path), "lan", now=NOW) as lan, _shown(qtbot, runner, lan) as window:
        window.tickets.choose_columns([ShownColumn("contact"), ShownColumn("phone")])
        _select(window, int(named) + 1, int(named))
        _copy(qtbot, window)
        assert "•••• 331" in _text()
        assert "•••• 332" in _text()
        assert "0908" not in _text() + _table()


def test_all_tickets_are_copied_those_beyond_the_first_page_too(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(window.tickets.view, Qt.Key.Key_A, CONTROL)
    header, *rows = _copy(qtbot, window)
    place = header.index("Serial")
    assert [int(row[place]) for row in rows] == list(window.tickets.model.all_serials)
    assert len(rows) == 600
    assert _table().count("<tr>") == 601


def test_too_many_rows_for_a_table_are_lines_alone(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copied_rows, "MOST_IN_TABLE", 599)
    press(window.tickets.view, Qt.Key.Key_A, CONTROL)
    assert len(_copy(qtbot, window)) == 601
    assert _table() == ""


def test_more_than_a_role_without_the_right_may_take_is_not_copied(
    qtbot: QtBot,
    runner: TaskRunner,
    desk: OpenDesk,
    desk_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export_right, "MOST_WITHOUT_RIGHT", 3)
    add_role(desk, "few", tickets="all", contacts="all", rights="create")
    add_agent(desk, "lan", role="few")
    with opened(str(desk_path), "lan", now=NOW) as lan, _shown(qtbot, runner, lan) as window:
        view = window.tickets.view
        view.select_row(0)
        for _ in range(2):
            press(view, Qt.Key.Key_Down, SHIFT)
        assert len(_copy(qtbot, window)) == 4
        press(view, Qt.Key.Key_Down, SHIFT)
        kept = _text()
        _copy(qtbot, window)
        assert _text() == kept
        assert window.toast.sentence == (
            "Your role may not export: at most 3 tickets can be copied or printed at once."
        )


def test_more_than_a_clipboard_is_for_goes_by_a_file(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_copying, "MOST_COPIED", 599)
    asked: list[bool] = []
    window.actions_[Act.EXPORT].triggered.connect(lambda: asked.append(True))
    for keys in (CONTROL, CONTROL | SHIFT):
        press(window.tickets.view, Qt.Key.Key_A, CONTROL)
        press(window.tickets.view, Qt.Key.Key_C, keys)
        assert not window.row_copying.running.is_running
        assert window.toast.sentence.startswith("At most 599 tickets")
        assert _text() == "as it was"
    click(get(window.toast, QPushButton, "toast_button"))
    assert asked == [True]


def test_a_long_copy_says_how_far_it_is_and_can_be_called_off(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk
) -> None:
    gate = Event()

    def read(wish: ReadWish, cancel: Cancellation) -> ReadRows:
        found = desk.exports.read(wish, cancel)
        with cancel.interrupting(gate.set):
            assert gate.wait(20)
        return found

    with _shown(qtbot, runner, desk_with(desk, "exports", read=read)) as window:
        press(window.tickets.view, Qt.Key.Key_A, CONTROL)
        press(window.tickets.view, Qt.Key.Key_C, CONTROL)
        qtbot.waitUntil(lambda: "Copying: 0 of 600" in window.toast.sentence, timeout=8_000)
        click(get(window.toast, QPushButton, "toast_button"))
        qtbot.waitUntil(lambda: not window.row_copying.running.is_running)
        assert window.toast.sentence == "Stopped. The clipboard is as it was."
        assert _text() == "as it was"


def test_a_copy_that_fails_says_why_and_leaves_the_clipboard(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk
) -> None:
    def read(_wish: ReadWish, _cancel: Cancellation) -> ReadRows:
        raise Unavailable("unreachable", place="desk", reason="gone")

    with _shown(qtbot, runner, desk_with(desk, "exports", read=read)) as window:
        window.tickets.view.select_row(0)
        press(window.tickets.view, Qt.Key.Key_C, CONTROL)
        qtbot.waitUntil(lambda: not window.row_copying.running.is_running)
        assert window.toast.isVisible()
        assert "desk" in window.toast.sentence
        assert _text() == "as it was"


def test_serials_alone_are_copied_a_line_each(window: MainWindow) -> None:
    view = window.tickets.view
    view.select_row(0)
    press(view, Qt.Key.Key_Down, SHIFT)
    press(view, Qt.Key.Key_C, CONTROL | SHIFT)
    serials = list(view.selected_serials())
    assert _text() == f"#{serials[0]}\n#{serials[1]}"
    assert window.toast.sentence == "2 tickets copied."


def test_nothing_is_copied_of_nothing(window: MainWindow) -> None:
    window.tickets.view.clearSelection()
    assert window.tickets.view.current_serial is None
    for keys in (CONTROL, CONTROL | SHIFT):
        press(window.tickets.view, Qt.Key.Key_C, keys)
        assert not window.row_copying.running.is_running
    assert _text() == "as it was"


def test_in_a_text_field_the_key_copies_its_text(qtbot: QtBot, window: MainWindow) -> None:
    window.tickets.view.select_row(0)
    box = window.search_box
    type_text(box, "roses")
    press(box, Qt.Key.Key_A, CONTROL)
    press(box, Qt.Key.Key_C, CONTROL)
    assert _text() == "roses"
    assert not window.row_copying.running.is_running
    box.clear_search()
    qtbot.waitUntil(lambda: not window.tickets.model.spec or window.tickets.model.has_all_serials)


@pytest.mark.parametrize("reason", [*QContextMenuEvent.Reason][:2], ids=lambda one: one.name)
def test_the_menu_of_a_row_copies_too(
    qtbot: QtBot, window: MainWindow, reason: QContextMenuEvent.Reason
) -> None:
    view = window.tickets.view
    view.select_row(1)
    row = view.visualRect(view.currentIndex())
    place = QPoint(200, 300)
    event = QContextMenuEvent(reason, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = window.row_menu.menu
    qtbot.waitUntil(menu.isVisible)
    if reason is QContextMenuEvent.Reason.Keyboard:
        assert menu.pos().y() == view.viewport().mapToGlobal(row.bottomLeft()).y()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:2] == ["Copy the rows", "Copy the serials"]
    press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.row_copying.running.is_running)
    assert _text().count("\n") == 2
    assert not menu.isVisible()


def test_without_a_selected_row_there_is_no_menu(window: MainWindow) -> None:
    view = window.tickets.view
    view.clearSelection()
    place = QPoint(200, 300)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(view.viewport(), event)
    assert not window.row_menu.menu.isVisible()

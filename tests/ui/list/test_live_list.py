"""What others change in the list on screen: nothing jumps, nothing lies."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    FilterSpec,
    Group,
    NumberCondition,
    OrderedCondition,
    SortKey,
    TextCondition,
    TextMatch,
    YesNoCondition,
)
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.schema import ticket
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.list.ticket_model import ListState, TicketModel
from helpdesk_desktop.ui.list.ticket_view import TicketView
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW, add_agent, add_ticket, opened
from tests.gated_desk import GatedDesk
from tests.screen import click, press

OPEN = Group(join="all", parts=(ChoiceCondition(field="status", items=(3,), neg=True),))
BY_SERIAL = FilterSpec(sort=(SortKey("serial"),), filter=OPEN)
NEWEST = FilterSpec(sort=(SortKey("serial", is_descending=True),), filter=OPEN)
UPDATED = FilterSpec(filter=OPEN)
_THREE = NumberCondition(field="serial", items=(Decimal(2), Decimal(3), Decimal(4)))
FEW = FilterSpec(sort=(SortKey("serial"),), filter=Group(join="all", parts=(_THREE,)))
CLOSED = (("status", 3),)


@pytest.fixture
def gated(desk: OpenDesk) -> GatedDesk:
    return GatedDesk(desk)


@pytest.fixture
def shown(qtbot: QtBot, runner: TaskRunner, gated: GatedDesk) -> Iterator[TicketList]:
    made = TicketList(runner)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    names = Names(gated.directory(), NOW, gated.clock.zone)
    made.model.set_desk(cast("Desk", gated), names)
    made.show()
    made.show_spec(BY_SERIAL)
    _settle(qtbot, runner, made)
    yield made
    made.model.stop()


@pytest.fixture
def view(shown: TicketList) -> TicketView:
    return shown.view


@pytest.fixture
def model(shown: TicketList) -> TicketModel:
    return shown.model


def _settle(qtbot: QtBot, runner: TaskRunner, shown: TicketList) -> None:
    qtbot.waitUntil(lambda: shown.model.has_all_serials and not runner.is_busy)


def _show(qtbot: QtBot, runner: TaskRunner, shown: TicketList, spec: FilterSpec) -> None:
    shown.show_spec(spec)
    _settle(qtbot, runner, shown)


def _edit(desk: OpenDesk, model: TicketModel, serial: int, *changes: tuple[str, object]) -> None:
    desk.tickets.edit(TicketEdit(Serial(serial), None, changes))
    model.take_changes(Changes(tickets=frozenset({serial})))


def _screen(view: TicketView) -> list[tuple[int | None, int]]:
    """The serial of each row on screen, and the pixel where it begins."""
    model = view.model()
    assert isinstance(model, TicketModel)
    first = view.rowAt(0)
    last = view.rowAt(view.viewport().height() - 1)
    last = last if last >= 0 else model.rowCount() - 1
    return [(model.serial_at(row), view.rowViewportPosition(row)) for row in range(first, last + 1)]


def _scroll_to(qtbot: QtBot, runner: TaskRunner, view: TicketView, pixels: int) -> None:
    view.verticalScrollBar().setValue(pixels)
    qtbot.waitUntil(lambda: not runner.is_busy)


def _text(model: TicketModel, row: int, key: str, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    column = [entry.key for entry in model.columns].index(key)
    return str(model.data(model.index(row, column), role))


def _is_left(model: TicketModel, serial: int) -> bool:
    row = model.row_of(serial)
    return row is not None and model.is_left(row)


def test_a_row_that_leaves_the_filter_stays_greyed_in_its_place(
    qtbot: QtBot, runner: TaskRunner, view: TicketView, model: TicketModel, desk: OpenDesk
) -> None:
    _scroll_to(qtbot, runner, view, 1_003)
    before, matching = _screen(view), model.matching
    serial = before[4][0]
    assert serial is not None
    assert matching is not None
    _edit(desk, model, serial, *CLOSED)
    qtbot.waitUntil(lambda: _is_left(model, serial))
    assert _screen(view) == before
    assert model.matching == matching - 1
    row = model.row_of(serial)
    assert row is not None
    qtbot.waitUntil(lambda: _text(model, row, "status") == "Closed")
    why = "no longer matches the list"
    assert why in _text(model, row, "subject", Qt.ItemDataRole.ToolTipRole)
    assert why in _text(model, row, "subject", Qt.ItemDataRole.AccessibleTextRole)
    assert why not in _text(model, row + 1, "subject", Qt.ItemDataRole.AccessibleTextRole)


def test_a_row_that_leaves_off_screen_is_gone_and_nothing_moves(
    qtbot: QtBot, runner: TaskRunner, view: TicketView, model: TicketModel, desk: OpenDesk
) -> None:
    _scroll_to(qtbot, runner, view, 1_003)
    before, rows = _screen(view), model.rowCount()
    scrolled = view.verticalScrollBar().value()
    first = model.serial_at(0)
    last = model.serial_at(rows - 1)
    assert first is not None
    assert last is not None
    _edit(desk, model, first, *CLOSED)
    _edit(desk, model, last, *CLOSED)
    qtbot.waitUntil(lambda: model.rowCount() == rows - 2)
    assert _screen(view) == before
    assert view.verticalScrollBar().value() == scrolled - view.rowHeight(0)
    assert model.is_settled


def test_a_row_that_would_move_keeps_its_place(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView, desk: OpenDesk
) -> None:
    """By newest change, every edit moves its row to the top of the list."""
    _show(qtbot, runner, shown, UPDATED)
    model = shown.model
    _scroll_to(qtbot, runner, view, 720)
    before = _screen(view)
    serial = before[3][0]
    assert serial is not None
    view.select_serial(serial)
    qtbot.waitUntil(lambda: not runner.is_busy)
    _edit(desk, model, serial, ("subject", "Moved to the top"))
    qtbot.waitUntil(lambda: not model.is_settled)
    row = model.row_of(serial)
    assert row is not None
    qtbot.waitUntil(lambda: _text(model, row, "subject") == "Moved to the top")
    assert _screen(view) == before
    assert not _is_left(model, serial)
    assert view.current_serial == serial
    assert view.selected_serials().tolist() == [serial]
    assert view.currentIndex().row() == row
    shown.model.settle()
    assert model.row_of(serial) == 0
    assert view.selected_serials().tolist() == [serial]


def test_selection_and_current_row_are_held_on_and_off_screen(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView, desk: OpenDesk
) -> None:
    _show(qtbot, runner, shown, NEWEST)
    model = shown.model
    chosen = model.serial_at(2)
    view.select_row(2)
    _scroll_to(qtbot, runner, view, 1_500)
    before = _screen(view)
    with qtbot.assertNotEmitted(view.current_changed):
        saved = add_ticket(desk, "Above everything")
        model.take_changes(Changes(tickets=frozenset({int(saved.serial)})))
        qtbot.waitUntil(lambda: model.serial_at(0) == saved.serial)
        qtbot.waitUntil(lambda: not runner.is_busy)
    assert _screen(view) == before
    assert view.current_serial == chosen
    assert view.currentIndex().row() == 3
    assert view.selected_serials().tolist() == [chosen]


@pytest.mark.parametrize("action", ["refresh", "scroll", "leave", "sort", "filter"])
def test_greyed_rows_go_with_the_next_action(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, desk: OpenDesk, action: str
) -> None:
    model, view = shown.model, shown.view
    view.setFocus()
    _scroll_to(qtbot, runner, view, 1_003)
    serial = _screen(view)[4][0]
    stays = _screen(view)[0]
    assert serial is not None
    _edit(desk, model, serial, *CLOSED)
    qtbot.waitUntil(lambda: _is_left(model, serial))
    if action == "refresh":
        model.refresh()
    elif action == "scroll":
        _wheel(view, -120)
    elif action == "leave":
        view.clearFocus()
    elif action == "sort":
        shown.show_spec(NEWEST)
    else:
        shown.show_spec(BY_SERIAL.with_quick(OPEN))
    qtbot.waitUntil(lambda: model.row_of(serial) is None)
    _settle(qtbot, runner, shown)
    assert model.is_settled
    if action in {"refresh", "leave"}:
        assert _screen(view)[0] == stays


def _wheel(view: TicketView, degrees: int) -> None:
    place = QPointF(view.viewport().rect().center())
    turn = QWheelEvent(
        place,
        QPointF(view.viewport().mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, degrees),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), turn)


def test_new_tickets_above_the_top_are_told_by_a_pill(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView, desk: OpenDesk
) -> None:
    _show(qtbot, runner, shown, NEWEST)
    model, pill = shown.model, shown.pill
    before = _screen(view)
    newest = [int(add_ticket(desk, f"New {number}").serial) for number in range(3)]
    model.take_changes(Changes(tickets=frozenset(newest[:1])))
    qtbot.waitUntil(pill.isVisible)
    qtbot.waitUntil(lambda: model.serial_at(0) == newest[-1])
    assert _screen(view) == before
    assert pill.text() == "3 new tickets"
    newest.append(int(add_ticket(desk, "New again").serial))
    model.take_changes(Changes(tickets=frozenset(newest)))
    qtbot.waitUntil(lambda: pill.text() == "4 new tickets")
    assert _screen(view) == before
    click(pill)
    assert not pill.isVisible()
    assert [serial for serial, _ in _screen(view)[:4]] == newest[::-1]
    assert view.verticalScrollBar().value() == 0
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_home_shows_what_came(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView, desk: OpenDesk
) -> None:
    _show(qtbot, runner, shown, NEWEST)
    saved = add_ticket(desk, "New")
    shown.model.take_changes(Changes(tickets=frozenset({int(saved.serial)})))
    qtbot.waitUntil(shown.pill.isVisible)
    assert shown.pill.text() == "1 new ticket"
    view.setFocus()
    press(view, Qt.Key.Key_Home)
    assert view.current_serial == saved.serial
    assert not shown.pill.isVisible()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_refresh_shows_what_came_to_who_stood_at_the_top(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView, desk: OpenDesk
) -> None:
    _show(qtbot, runner, shown, NEWEST)
    saved = add_ticket(desk, "New")
    shown.model.take_changes(Changes(tickets=frozenset({int(saved.serial)})))
    qtbot.waitUntil(shown.pill.isVisible)
    shown.refresh()
    _settle(qtbot, runner, shown)
    assert not shown.pill.isVisible()
    assert _screen(view)[0] == (saved.serial, 0)


def test_tickets_that_only_moved_above_are_not_called_new(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView, desk: OpenDesk
) -> None:
    _show(qtbot, runner, shown, UPDATED)
    model = shown.model
    before = _screen(view)
    far = model.serial_at(model.rowCount() - 1)
    assert far is not None
    _edit(desk, model, far, ("subject", "Changed"))
    qtbot.waitUntil(shown.pill.isVisible)
    assert shown.pill.text() == "1 new or changed ticket"
    assert _screen(view) == before


def test_who_has_scrolled_down_is_not_told_of_tickets_above(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView, desk: OpenDesk
) -> None:
    _show(qtbot, runner, shown, NEWEST)
    _scroll_to(qtbot, runner, view, 400)
    before = _screen(view)
    saved = add_ticket(desk, "New")
    shown.model.take_changes(Changes(tickets=frozenset({int(saved.serial)})))
    qtbot.waitUntil(lambda: shown.model.serial_at(0) == saved.serial)
    assert _screen(view) == before
    assert not shown.pill.isVisible()


def test_in_a_short_list_new_tickets_come_below_until_the_pill_is_clicked(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView, desk: OpenDesk
) -> None:
    """Nothing can come above rows that do not fill the screen without moving them."""
    urgent = OrderedCondition(field="priority", items=(3,))
    tree = Group(join="all", parts=(urgent, *OPEN.parts))
    spec = FilterSpec(filter=tree, sort=NEWEST.sort)
    shown.resize(1000, 3_000)
    _show(qtbot, runner, shown, spec)
    model = shown.model
    before = _screen(view)
    assert len(before) == model.rowCount() > 2
    saved = add_ticket(desk, "Urgent", priority=3)
    model.take_changes(Changes(tickets=frozenset({int(saved.serial)})))
    qtbot.waitUntil(lambda: model.rowCount() == len(before) + 1)
    assert _screen(view)[: len(before)] == before
    assert shown.pill.text() == "1 new ticket"
    click(shown.pill)
    assert model.serial_at(0) == saved.serial
    assert model.is_settled
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_ticket_out_of_sight_says_only_that_it_is(
    qtbot: QtBot, view: TicketView, model: TicketModel, desk: OpenDesk
) -> None:
    serial = _screen(view)[2][0]
    assert serial is not None
    _delete(desk, serial)
    model.take_changes(Changes(tickets=frozenset({serial})))
    qtbot.waitUntil(lambda: _is_left(model, serial))
    qtbot.waitUntil(lambda: _text(model, 2, "subject") == "")
    assert _text(model, 2, "serial") == str(serial)
    spoken = _text(model, 2, "subject", Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "This ticket is no longer visible to you."


def _delete(desk: OpenDesk, serial: int) -> None:
    statement = update(ticket).where(ticket.c.serial == serial).values(hidden=1)
    desk.session.database.write(lambda connection: connection.execute(statement))


def test_a_scroll_while_the_list_is_being_read_is_what_is_held(
    qtbot: QtBot, runner: TaskRunner, view: TicketView, model: TicketModel, gated: GatedDesk
) -> None:
    gate = gated.tickets.gates["ids"] = Event()
    rows = model.rowCount()
    first = model.serial_at(0)
    assert first is not None
    gated.tickets.edit(TicketEdit(Serial(first), None, CLOSED))
    model.take_changes(Changes(tickets=frozenset({first})))
    view.verticalScrollBar().setValue(2_005)
    view.select_serial(int(_screen(view)[3][0] or 0))
    before, chosen = _screen(view), view.current_serial
    gate.set()
    qtbot.waitUntil(lambda: model.rowCount() == rows - 1)
    assert _screen(view) == before
    assert view.selected_serials().tolist() == [chosen]
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_burst_reads_the_list_a_few_times_and_ends_right(
    qtbot: QtBot, runner: TaskRunner, view: TicketView, model: TicketModel, gated: GatedDesk
) -> None:
    readings = list[object]()
    real = gated.tickets.ids

    def counted(*words: object) -> object:
        readings.append(words)
        return real(*words)

    gated.tickets.__dict__["ids"] = counted
    before = [serial for serial, _ in _screen(view) if serial is not None]
    for serial in before:
        gated.tickets.edit(TicketEdit(Serial(serial), None, (("subject", f"Burst {serial}"),)))
        model.take_changes(Changes(tickets=frozenset({serial})))
        QApplication.sendPostedEvents()
    qtbot.waitUntil(
        lambda: all(_text(model, n, "subject") == f"Burst {s}" for n, s in enumerate(before))
    )
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert len(readings) <= 6


def test_all_stays_all(
    qtbot: QtBot, runner: TaskRunner, view: TicketView, model: TicketModel, desk: OpenDesk
) -> None:
    view.selectAll()
    rows = model.rowCount()
    saved = add_ticket(desk, "One more")
    model.take_changes(Changes(tickets=frozenset({int(saved.serial)})))
    qtbot.waitUntil(lambda: model.rowCount() == rows + 1)
    assert view.is_all_selected
    assert view.selected_count() == rows + 1
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_read_ticket_stays_greyed_in_the_list_of_unread_ones(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, desk: OpenDesk, desk_path: Path
) -> None:
    view = shown.view
    add_agent(desk, "lan", role="administrator")
    with opened(str(desk_path), "lan", now=NOW + timedelta(hours=1)) as lan:
        for number in (3, 4, 5):
            lan.tickets.edit(TicketEdit(Serial(number), None, (("subject", "Touched"),)))
    unread = Group(join="all", parts=(YesNoCondition(field="unread"),))
    _show(qtbot, runner, shown, FilterSpec(filter=unread))
    model = shown.model
    serial, matching = model.serial_at(1), model.matching
    assert serial is not None
    assert matching is not None
    before = _screen(view)
    desk.tickets.mark_read(Serial(serial))
    kinds = frozenset({ChangeKind.READ})
    model.take_changes(Changes(tickets=frozenset({serial}), kinds=kinds))
    qtbot.waitUntil(lambda: _is_left(model, serial))
    assert model.matching == matching - 1
    assert _screen(view) == before


def test_the_first_ticket_of_an_empty_list_shows_by_itself(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, desk: OpenDesk
) -> None:
    words = TextCondition(field="subject", op=TextMatch.CONTAINS, items=("zyzzyva",))
    _show(qtbot, runner, shown, FilterSpec(filter=Group(join="all", parts=(words,))))
    assert shown.model.state is ListState.EMPTY
    assert not shown.view.isVisible()
    saved = add_ticket(desk, "A zyzzyva in the server room")
    shown.model.take_changes(Changes(tickets=frozenset({int(saved.serial)})))
    qtbot.waitUntil(lambda: shown.model.state is ListState.SHOWN)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert shown.view.isVisible()
    assert _screen(shown.view) == [(saved.serial, 0)]
    assert not shown.pill.isVisible()
    _edit(desk, shown.model, saved.serial, ("subject", "Nothing in the server room"))
    qtbot.waitUntil(lambda: _is_left(shown.model, saved.serial))
    assert (shown.model.matching, shown.model.rowCount()) == (0, 1)
    shown.model.settle()
    assert shown.model.state is ListState.EMPTY
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_changes_that_come_while_a_new_list_is_read_do_not_disturb_it(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, gated: GatedDesk
) -> None:
    model = shown.model
    gate = gated.tickets.gates["first_page"] = Event()
    shown.show_spec(NEWEST)
    for _ in range(3):
        model.take_changes(Changes(is_everything=True))
    model.settle()
    gate.set()
    qtbot.waitUntil(lambda: (model.serial_at(0) or 0) > 500)
    _settle(qtbot, runner, shown)
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_what_is_shown_until_another_list_has_come_is_not_held_in_it(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, gated: GatedDesk, desk: OpenDesk
) -> None:
    model = shown.model
    first = model.serial_at(0)
    assert first is not None
    _edit(desk, model, first, *CLOSED)
    qtbot.waitUntil(lambda: _is_left(model, first))
    _settle(qtbot, runner, shown)
    gate = gated.tickets.gates["first_page"] = Event()
    shown.show_spec(FEW)
    model.take_changes(Changes(is_everything=True))
    model.settle()  # as a key or a click in the list does
    qtbot.waitUntil(lambda: not model._rereading.joined._pause.isActive())
    gate.set()
    qtbot.waitUntil(lambda: model.matching == 3)
    _settle(qtbot, runner, shown)
    assert [serial for serial, _ in _screen(shown.view)] == [2, 3, 4]


def test_a_list_that_could_not_be_read_holds_nothing_in_the_one_that_comes_later(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, gated: GatedDesk
) -> None:
    model = shown.model
    gated.tickets.failures["first_page"] = Unavailable("unreachable")
    with qtbot.waitSignal(model.failed):
        shown.show_spec(FEW)
    gated.tickets.failures.clear()
    model.take_changes(Changes(is_everything=True))
    qtbot.waitUntil(lambda: model.matching == 3)
    _settle(qtbot, runner, shown)
    assert [serial for serial, _ in _screen(shown.view)] == [2, 3, 4]


def test_the_end_of_the_list_is_held_as_well(
    qtbot: QtBot, runner: TaskRunner, view: TicketView, model: TicketModel, desk: OpenDesk
) -> None:
    bar = view.verticalScrollBar()
    _scroll_to(qtbot, runner, view, bar.maximum())
    before, rows = _screen(view), model.rowCount()
    first = model.serial_at(0)
    last = before[-1][0]
    assert first is not None
    assert last is not None
    _edit(desk, model, first, *CLOSED)
    _edit(desk, model, last, *CLOSED)
    qtbot.waitUntil(lambda: _is_left(model, last) and model.rowCount() == rows - 1)
    assert _screen(view) == before
    saved = add_ticket(desk, "Below everything")
    model.take_changes(Changes(tickets=frozenset({int(saved.serial)})))
    qtbot.waitUntil(lambda: model.rowCount() == rows)
    assert _screen(view) == before
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_many_chosen_rows_are_carried_through_a_change(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, desk: OpenDesk
) -> None:
    """More than a few are found on the worker, also when the user settles the list."""
    _show(qtbot, runner, shown, NEWEST)
    model, view = shown.model, shown.view
    view.setFocus()
    view.select_row(10)
    for _ in range(100):
        press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not runner.is_busy)
    chosen = view.selected_serials().tolist()
    assert len(chosen) == 101
    gone = _screen(view)[2][0]
    assert gone in chosen
    _edit(desk, model, gone, *CLOSED)
    qtbot.waitUntil(lambda: _is_left(model, gone))
    assert view.selected_serials().tolist() == chosen
    model.refresh()
    qtbot.waitUntil(lambda: model.row_of(gone) is None)
    chosen.remove(gone)
    assert view.selected_serials().tolist() == chosen
    qtbot.waitUntil(lambda: not runner.is_busy)

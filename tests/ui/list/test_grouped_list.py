"""The list grouped: headers with counts, folded by click and key; selection by ticket."""

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.filters import ChoiceCondition, FilterSpec, Group, SortKey
from helpdesk_desktop.domain.grouping import ListGroup, group_columns, usual_grouping
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.list.group_menu import GroupMenu
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW, add_ticket
from tests.gated_desk import GatedDesk
from tests.screen import click, get, press
from tests.ui.conftest import TICKETS

BY_STATUS = FilterSpec(sort=(SortKey("serial"),), group=SortKey("status"))
NO_ONE = Group(
    join="all",
    parts=(
        ChoiceCondition(field="status", items=(0,)),
        ChoiceCondition(field="status", items=(1,)),
    ),
)


class Grouped:
    """The list on screen, driven as a user does."""

    def __init__(self, qtbot: QtBot, runner: TaskRunner, tickets: TicketList) -> None:
        self.qtbot = qtbot
        self.runner = runner
        self.tickets = tickets
        self.model = tickets.model
        self.view = tickets.view

    def show(self, spec: FilterSpec) -> None:
        self.tickets.show_spec(spec)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.model.has_all_serials and not self.runner.is_busy)

    def headers(self) -> list[str]:
        found = []
        for row in range(self.model.rowCount()):
            header = self.model.header_at(row)
            if header is not None:
                found.append(f"{self.model.name_of(header)} {header.group.count}")
        return found

    def row_of_header(self, name: str) -> int:
        for row in range(self.model.rowCount()):
            header = self.model.header_at(row)
            if header is not None and self.model.name_of(header) == name:
                return row
        raise AssertionError(f"no group {name}")

    def click_row(self, row: int) -> None:
        index = self.model.index(row, 2)
        self.view.scrollTo(index)
        click(self.view.viewport(), self.view.visualRect(index).center())


@pytest.fixture
def grouped(qtbot: QtBot, runner: TaskRunner, listed: TicketList) -> Grouped:
    made = Grouped(qtbot, runner, listed)
    made.show(BY_STATUS)
    # Where an earlier test left the mouse, a row would stay because it is pointed at.
    QApplication.sendEvent(made.view.viewport(), QEvent(QEvent.Type.Leave))
    return made


def _counts(desk: OpenDesk, spec: FilterSpec) -> list[int]:
    return [one.count for one in desk.tickets.groups(spec, Cancellation())]


def test_rows_stand_under_their_groups_with_exact_counts(grouped: Grouped, desk: OpenDesk) -> None:
    counts = _counts(desk, BY_STATUS)
    names = ["New", "Processing", "Pending", "Closed"]
    assert grouped.headers() == [f"{n} {c}" for n, c in zip(names, counts, strict=True)]
    assert grouped.model.rowCount() == TICKETS + 4
    assert grouped.model.matching == TICKETS
    serials = list(desk.tickets.ids(BY_STATUS, Cancellation()))
    assert list(grouped.model.serials_between(0, grouped.model.rowCount())) == serials
    assert grouped.model.serial_at(0) is None
    for serial in serials[::50]:
        row = grouped.model.row_of(serial)
        assert row is not None
        assert grouped.model.serial_at(row) == serial


@pytest.mark.parametrize("column", group_columns())
def test_every_column_groups_and_says_its_groups(
    grouped: Grouped, column: str, desk: OpenDesk
) -> None:
    spec = BY_STATUS.with_group(usual_grouping(column))
    grouped.show(spec)
    groups = desk.tickets.groups(spec, Cancellation())
    assert [each.rsplit(" ", 1)[1] for each in grouped.headers()] == [str(g.count) for g in groups]
    assert all(each.rsplit(" ", 1)[0] not in {"", "#"} for each in grouped.headers())


def test_the_model_keeps_qt_s_rules_in_every_state(
    grouped: Grouped, qtmodeltester: ModelTester
) -> None:
    def check() -> None:
        qtmodeltester.check(grouped.model)  # type: ignore[no-untyped-call]  # pytest-qt's own

    check()
    grouped.click_row(0)
    check()
    grouped.model.fold_groups(is_folded=True)
    check()
    assert grouped.model.rowCount() == 4
    grouped.model.fold_groups(is_folded=False)
    check()
    grouped.show(BY_STATUS.with_filter(NO_ONE))
    check()
    grouped.show(BY_STATUS.with_group(None))
    assert grouped.model.rowCount() == TICKETS
    check()


def test_a_click_folds_a_group_and_another_unfolds_it(grouped: Grouped) -> None:
    before = grouped.model.rowCount()
    header = grouped.model.header_at(0)
    assert header is not None
    grouped.click_row(0)
    assert grouped.model.rowCount() == before - header.group.count
    folded = grouped.model.header_at(0)
    assert folded is not None
    assert folded.is_folded
    grouped.click_row(0)
    assert grouped.model.rowCount() == before
    # A double click is one click and no ticket opened.
    opened: list[int] = []
    grouped.view.opened.connect(opened.append)
    place = grouped.view.visualRect(grouped.model.index(0, 2)).center()
    click(grouped.view.viewport(), place)
    QTest.mouseDClick(grouped.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert grouped.model.rowCount() == before - header.group.count
    assert opened == []


def test_a_press_that_is_let_go_elsewhere_folds_nothing(grouped: Grouped) -> None:
    before = grouped.model.rowCount()
    port = grouped.view.viewport()
    place = grouped.view.visualRect(grouped.model.index(0, 2)).center()
    below = place + QPoint(0, 80)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(port, below)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=below)
    assert grouped.model.rowCount() == before


def test_left_and_right_go_to_the_group_and_fold_it(grouped: Grouped) -> None:
    view, model = grouped.view, grouped.model
    view.setFocus()
    view.move_by(1)
    assert view.current_serial == model.serial_at(1)
    press(view, Qt.Key.Key_Down)
    before, chosen = model.rowCount(), model.serial_at(2)
    press(view, Qt.Key.Key_Left)
    assert view.currentIndex().row() == 0
    # What is selected stays so, and on show; the arrows leave it.
    assert view.current_serial == chosen
    assert list(view.selected_serials()) == [chosen]
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Up)
    assert (view.current_serial, view.selected_count()) == (None, 0)
    press(view, Qt.Key.Key_Left)
    assert model.rowCount() < before
    press(view, Qt.Key.Key_Left)
    press(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    assert model.header_at(1) is not None
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_Right)
    assert model.rowCount() == before
    press(view, Qt.Key.Key_Space)
    assert model.rowCount() < before
    press(view, Qt.Key.Key_Return)
    assert model.rowCount() == before


def test_j_and_k_go_from_ticket_to_ticket(grouped: Grouped) -> None:
    view, model = grouped.view, grouped.model
    last = grouped.row_of_header("Processing") - 1
    serial = model.serial_at(last)
    assert serial is not None
    view.select_serial(serial)
    view.move_by(1)
    assert view.current_serial == model.serial_at(last + 2)
    view.move_by(-1)
    assert view.current_serial == serial
    view.move_by(-10_000)
    assert view.current_serial == model.serial_at(1)
    model.fold_groups(is_folded=True)
    view.move_by(1)
    assert view.currentIndex().row() < 4


def test_a_selection_across_groups_counts_tickets_alone(grouped: Grouped) -> None:
    view, model = grouped.view, grouped.model
    boundary = grouped.row_of_header("Processing")
    view.select_row(boundary - 2)
    for _ in range(4):
        press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    serials = [model.serial_at(row) for row in range(boundary - 2, boundary + 3)]
    assert list(view.selected_serials()) == [one for one in serials if one is not None]
    assert view.selected_count() == 4


def test_all_selected_means_all_that_match_folded_ones_too(grouped: Grouped) -> None:
    view = grouped.view
    view.selectAll()
    assert view.selected_count() == TICKETS
    grouped.click_row(0)
    assert view.is_all_selected
    assert view.selected_count() == len(view.selected_serials()) == TICKETS
    grouped.model.fold_groups(is_folded=True)
    assert view.selected_count() == TICKETS


def test_what_was_selected_stays_selected_when_rows_are_grouped_otherwise(
    grouped: Grouped,
) -> None:
    grouped.view.select_serial(77)
    for group in (SortKey("priority", is_descending=True), None, SortKey("assignee")):
        grouped.show(BY_STATUS.with_group(group))
        assert list(grouped.view.selected_serials()) == [77]
        assert grouped.view.current_serial == 77
        row = grouped.view.currentIndex().row()
        assert grouped.model.serial_at(row) == 77


def test_a_jump_unfolds_the_group_of_the_ticket(grouped: Grouped) -> None:
    grouped.model.fold_groups(is_folded=True)
    assert grouped.model.row_of(300) is None
    assert grouped.view.select_serial(300)
    assert grouped.view.current_serial == 300
    assert not grouped.view.select_serial(10_000)


def test_folded_groups_stay_folded_when_the_list_is_read_again(grouped: Grouped) -> None:
    grouped.click_row(0)
    before = grouped.model.rowCount()
    grouped.tickets.refresh()
    grouped.settle()
    assert grouped.model.rowCount() == before
    grouped.show(BY_STATUS.with_sort((SortKey("subject"),)))
    assert grouped.model.rowCount() == before
    grouped.show(BY_STATUS.with_group(SortKey("priority")))
    assert grouped.model.rowCount() == TICKETS + 4
    grouped.show(BY_STATUS)
    assert grouped.model.rowCount() == before


def test_the_place_of_the_screen_is_told_by_a_ticket_under_a_header(grouped: Grouped) -> None:
    view, model = grouped.view, grouped.model
    height = view.verticalHeader().defaultSectionSize()
    header = grouped.row_of_header("Processing")
    view.verticalScrollBar().setValue(header * height)
    assert view.rowAt(0) == header
    assert view.top_place == (model.serial_at(header + 1), height)
    # Read again with other columns, the same rows are on screen.
    model.set_columns(("serial", "subject"))
    grouped.settle()
    assert view.rowAt(0) == header


def _close(desk: OpenDesk, serial: int) -> None:
    detail = desk.tickets.detail(Serial(serial), Cancellation())
    desk.tickets.edit(TicketEdit(Serial(serial), detail.version, (("status", 3),)))


def test_a_ticket_that_another_closes_goes_to_its_group_and_the_screen_stays(
    grouped: Grouped, desk: OpenDesk
) -> None:
    view, model = grouped.view, grouped.model
    view.verticalScrollBar().setValue(view.verticalHeader().defaultSectionSize() * 60)
    top_row = view.rowAt(0)
    top, closed = model.serial_at(top_row), model.serial_at(5)
    assert top is not None
    assert closed is not None
    view.selectionModel()
    place = view.rowViewportPosition(top_row)
    before = grouped.headers()
    _close(desk, closed)
    model.take_changes(Changes(tickets=frozenset({closed})))
    grouped.qtbot.waitUntil(lambda: grouped.headers() != before)
    grouped.settle()
    row = model.row_of(top)
    assert row == top_row - 1
    assert view.rowViewportPosition(row) == place
    moved = model.row_of(closed)
    assert moved is not None
    assert moved > grouped.row_of_header("Closed")
    assert list(model.serials_between(0, model.rowCount())) == list(
        desk.tickets.ids(BY_STATUS, Cancellation())
    )


def _close_elsewhere(grouped: Grouped, desk: OpenDesk, *serials: int | None) -> None:
    before = grouped.headers()
    closed = [serial for serial in serials if serial is not None]
    for serial in closed:
        _close(desk, serial)
    grouped.model.take_changes(Changes(tickets=frozenset(closed)))
    grouped.qtbot.waitUntil(lambda: grouped.headers() != before)
    grouped.settle()


def _place_of(grouped: Grouped, serial: int | None) -> int:
    row = None if serial is None else grouped.model.row_of(serial)
    assert row is not None
    return grouped.view.rowViewportPosition(row)


def test_the_topmost_ticket_takes_nobody_along_when_it_goes_to_another_group(
    grouped: Grouped, desk: OpenDesk
) -> None:
    view, model = grouped.view, grouped.model
    view.verticalScrollBar().setValue(view.verticalHeader().defaultSectionSize() * 60 + 7)
    top = view.rowAt(0)
    gone, second, lower = (model.serial_at(top + n) for n in (0, 1, 5))
    places = _place_of(grouped, second), _place_of(grouped, lower)
    _close_elsewhere(grouped, desk, gone)
    assert (_place_of(grouped, second), _place_of(grouped, lower)) == places


def test_the_ticket_that_the_keys_are_on_stays_while_others_go_above_it(
    grouped: Grouped, desk: OpenDesk
) -> None:
    view, model = grouped.view, grouped.model
    view.verticalScrollBar().setValue(view.verticalHeader().defaultSectionSize() * 60)
    top = view.rowAt(0)
    above, watched, below = (model.serial_at(top + n) for n in (1, 4, 6))
    assert watched is not None
    view.select_serial(watched)
    places = _place_of(grouped, watched), _place_of(grouped, below)
    _close_elsewhere(grouped, desk, above)
    assert view.current_serial == watched
    assert (_place_of(grouped, watched), _place_of(grouped, below)) == places


def test_the_ticket_under_the_mouse_stays_before_all_others(
    grouped: Grouped, desk: OpenDesk
) -> None:
    view, model = grouped.view, grouped.model
    view.verticalScrollBar().setValue(view.verticalHeader().defaultSectionSize() * 60)
    top = view.rowAt(0)
    keys, above, pointed = (model.serial_at(top + n) for n in (1, 3, 6))
    assert keys is not None
    view.select_serial(keys)
    where = QPointF(40, view.rowViewportPosition(top + 6) + 5)
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove, where, where, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view.viewport(), moved)
    place = _place_of(grouped, pointed)
    _close_elsewhere(grouped, desk, above)
    assert _place_of(grouped, pointed) == place
    # What is clicked now is what was aimed at.
    assert model.serial_at(view.rowAt(int(where.y()))) == pointed


def test_at_the_very_top_the_first_ticket_stays_and_what_came_is_told(
    grouped: Grouped, desk: OpenDesk
) -> None:
    grouped.show(
        FilterSpec(
            sort=(SortKey("serial", is_descending=True),),
            group=SortKey("status"),
        )
    )
    view, model = grouped.view, grouped.model
    first = model.serial_at(1)
    place = _place_of(grouped, first)
    assert (view.verticalScrollBar().value(), model.header_at(0) is not None) == (0, True)
    view.select_row(1)
    before = grouped.headers()
    made = add_ticket(desk, "New")
    model.take_changes(Changes(tickets=frozenset({int(made.serial)})))
    grouped.qtbot.waitUntil(lambda: grouped.headers() != before)
    grouped.settle()
    assert _place_of(grouped, first) == place
    assert grouped.tickets.pill.text() == "1 new ticket"
    view.go_to_top()
    assert model.serial_at(1) == made.serial
    assert view.rowAt(0) == 0


def test_a_selected_ticket_is_followed_into_its_new_group(grouped: Grouped, desk: OpenDesk) -> None:
    view, model = grouped.view, grouped.model
    chosen = model.serial_at(3)
    assert chosen is not None
    view.select_serial(chosen)
    before = grouped.headers()
    _close(desk, chosen)
    model.take_changes(Changes(tickets=frozenset({chosen})))
    grouped.qtbot.waitUntil(lambda: grouped.headers() != before)
    grouped.settle()
    assert list(view.selected_serials()) == [chosen]
    assert view.currentIndex().row() == model.row_of(chosen)


def test_the_last_ticket_of_a_group_takes_the_header_with_it(
    qtbot: QtBot, grouped: Grouped, desk: OpenDesk
) -> None:
    spec = BY_STATUS.with_group(SortKey("updated", is_descending=True))
    grouped.show(spec)
    grouped.model.fold_groups(is_folded=True)
    before = grouped.model.rowCount()
    oldest = desk.tickets.groups(spec, Cancellation())[-1]
    serials = list(desk.tickets.ids(spec, Cancellation()))[-oldest.count :]
    for serial in serials:
        detail = desk.tickets.detail(Serial(serial), Cancellation())
        changes = (("subject", f"{detail.subject}!"),)
        desk.tickets.edit(TicketEdit(Serial(serial), detail.version, changes))
    grouped.model.take_changes(Changes(tickets=frozenset(serials)))
    qtbot.waitUntil(lambda: oldest.value not in _values(grouped))
    grouped.settle()
    assert abs(grouped.model.rowCount() - before) <= 1 + oldest.count


def _values(grouped: Grouped) -> list[int | None]:
    groups = grouped.model.groups
    return [] if groups is None else [one.value for one in groups.groups]


def test_groups_counted_a_moment_too_early_are_counted_again(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk
) -> None:
    gated = GatedDesk(desk)
    real = desk.tickets.groups
    asked: list[int] = []

    def groups(spec: FilterSpec, cancel: Cancellation) -> tuple[ListGroup, ...]:
        found = real(spec, cancel)
        asked.append(1)
        # The first two answers are of before somebody made a ticket.
        less = (ListGroup(found[0].value, found[0].count - 1), *found[1:])
        return less if len(asked) < 3 else found

    gated.tickets.__dict__["groups"] = groups
    made = TicketList(runner)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.model.set_desk(cast("Desk", gated), Names(desk.directory(), NOW, desk.clock.zone))
    made.show()
    made.show_spec(BY_STATUS)
    qtbot.waitUntil(lambda: made.model.has_all_serials and not runner.is_busy)
    assert len(asked) == 3
    assert made.model.rowCount() == TICKETS + 4
    made.model.stop()


def _entry(menu: QMenu, name: str) -> QAction:
    return get(menu, QAction, name)


def test_the_menu_groups_turns_round_and_folds(grouped: Grouped) -> None:
    tickets = grouped.tickets
    told: list[object] = []
    tickets.grouping_changed.connect(told.append)
    looks: list[object] = []
    tickets.look_changed.connect(looks.append)
    menu = GroupMenu(tickets, tickets)
    assert _entry(menu, "group_by_status").isChecked()
    _entry(menu, "group_by_priority").trigger()
    assert told == [SortKey("priority", is_descending=True)]
    assert tickets.look.grouping == told[0]
    assert len(looks) == 1
    grouped.show(BY_STATUS.with_group(SortKey("priority", is_descending=True)))
    assert grouped.headers()[0].startswith("Urgent")
    menu = GroupMenu(tickets, tickets)
    _entry(menu, "turn_groups").trigger()
    assert told[-1] == SortKey("priority")
    _entry(menu, "fold_all").trigger()
    assert grouped.model.rowCount() == 4
    _entry(menu, "unfold_all").trigger()
    assert grouped.model.rowCount() == TICKETS + 4
    _entry(menu, "group_by_none").trigger()
    assert told[-1] is None


def test_a_grouping_of_a_newer_program_is_kept_and_said(grouped: Grouped) -> None:
    tickets = grouped.tickets
    newer = SortKey("cf.of-tomorrow", is_descending=True)
    tickets.show_look(replace(tickets.look, grouping=newer))
    grouped.show(BY_STATUS.with_group(None))
    assert tickets.look.grouping == newer
    entry = _entry(GroupMenu(tickets, tickets), "group_by_unknown")
    assert not entry.isEnabled()
    assert "cf.of-tomorrow" in entry.text()


def test_a_header_speaks_its_name_its_count_and_its_state(grouped: Grouped) -> None:
    model = grouped.model
    index: QModelIndex = model.index(0, 0)
    assert model.data(index) == "Status: New"
    header = model.header_at(0)
    assert header is not None
    spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Status: New, {header.group.count} ticket(s), unfolded"
    assert model.data(model.index(0, 1)) is None
    grouped.click_row(0)
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole).endswith(", folded")


def test_an_empty_grouped_list_has_no_headers(grouped: Grouped) -> None:
    grouped.show(BY_STATUS.with_filter(NO_ONE))
    assert grouped.model.rowCount() == 0
    assert grouped.tickets.empty.isVisible()

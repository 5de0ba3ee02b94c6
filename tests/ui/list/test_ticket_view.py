from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Compare,
    FilterSpec,
    Group,
    NumberCondition,
    SortKey,
)
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.list.ticket_view import TicketView
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW
from tests.screen import get, press
from tests.ui.conftest import TICKETS

BY_SERIAL = FilterSpec(sort=(SortKey("serial"),))
OPEN_TICKETS = BY_SERIAL.with_filter(
    Group(join="all", parts=(ChoiceCondition(field="status", items=(3,), neg=True),))
)


@pytest.fixture
def shown(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> Iterator[TicketList]:
    made = TicketList(runner)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.model.set_desk(desk, Names(desk.directory(), NOW, desk.clock.zone))
    made.show()
    _show(qtbot, runner, made, BY_SERIAL)
    yield made
    made.model.stop()


def _show(qtbot: QtBot, runner: TaskRunner, shown: TicketList, spec: FilterSpec) -> None:
    shown.show_spec(spec)
    qtbot.waitUntil(lambda: shown.model.has_all_serials and not runner.is_busy)


@pytest.fixture
def view(shown: TicketList) -> TicketView:
    return shown.view


def test_keys_move_through_the_list(qtbot: QtBot, runner: TaskRunner, view: TicketView) -> None:
    view.setFocus()
    view.move_by(1)
    assert view.current_serial == 1
    press(view, Qt.Key.Key_Down)
    assert view.current_serial == 2
    press(view, Qt.Key.Key_End)
    assert view.current_serial == TICKETS
    qtbot.waitUntil(lambda: not runner.is_busy)
    press(view, Qt.Key.Key_Home)
    assert view.current_serial == 1
    view.move_by(-5)
    assert view.current_serial == 1


def test_enter_opens_the_current_ticket(qtbot: QtBot, view: TicketView) -> None:
    view.select_row(4)
    with qtbot.waitSignal(view.opened) as caught:
        press(view, Qt.Key.Key_Return)
    assert caught.args == [5]


def test_the_selection_survives_a_refresh(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView, desk: OpenDesk
) -> None:
    _show(qtbot, runner, shown, OPEN_TICKETS)
    first, chosen = shown.model.serial_at(0), shown.model.serial_at(30)
    assert first is not None
    assert chosen is not None
    view.select_row(30)
    qtbot.waitUntil(lambda: not runner.is_busy)
    before = view.rowViewportPosition(30)
    desk.tickets.edit(TicketEdit(Serial(first), None, (("status", 3),)))
    with qtbot.assertNotEmitted(view.current_changed):
        shown.model.refresh()
        qtbot.waitUntil(lambda: shown.model.serial_at(0) != first and not runner.is_busy)
    assert list(view.selected_serials()) == [chosen]
    assert view.current_serial == chosen
    assert view.currentIndex().row() == 29
    assert view.rowViewportPosition(29) == before


def test_the_selection_is_carried_into_another_order(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView
) -> None:
    view.select_serial(7)
    newest = BY_SERIAL.with_sort((SortKey("serial", is_descending=True),))
    _show(qtbot, runner, shown, newest)
    assert view.currentIndex().row() == TICKETS - 7
    assert list(view.selected_serials()) == [7]


def test_a_ticket_that_left_takes_its_selection_with_it(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView
) -> None:
    closed = next(
        row
        for row in range(shown.model.rowCount())
        if (known := shown.model.row_at(row)) is not None
        and known.row is not None
        and known.row.status == 3
    )
    view.select_row(closed)
    _show(qtbot, runner, shown, OPEN_TICKETS)
    assert view.selected_count() == 0


def test_select_all_is_one_range_and_stays_all(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView
) -> None:
    with qtbot.waitSignal(view.selection_counted) as counted:
        press(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert counted.args == [TICKETS]
    assert view.is_all_selected
    shown.model.refresh()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert view.selected_count() == TICKETS
    assert len(view.selectionModel().selection().toList()) == 1
    view.select_row(3)
    assert not view.is_all_selected


def test_all_of_one_list_is_not_all_of_another(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView
) -> None:
    view.selectAll()
    _show(qtbot, runner, shown, OPEN_TICKETS)
    assert view.selected_count() == 0
    assert not view.is_all_selected


def test_a_header_click_sorts_and_control_adds_a_key(qtbot: QtBot, shown: TicketList) -> None:
    header = shown.view.header
    with qtbot.waitSignal(shown.sort_changed) as caught:
        header.sort_by("updated", is_added=False)
    assert caught.args == [(SortKey("updated", is_descending=True),)]
    with qtbot.waitSignal(shown.sort_changed) as caught:
        header.sort_by("subject", is_added=True)
    assert caught.args == [(SortKey("updated", is_descending=True), SortKey("subject"))]
    with qtbot.waitSignal(shown.sort_changed) as caught:
        header.sort_by("subject", is_added=True)
    assert caught.args[0][1] == SortKey("subject", is_descending=True)
    header.sort_by("priority", is_added=True)
    header.sort_by("contact", is_added=True)
    assert [key.column for key in header.sort] == ["updated", "subject", "contact"]


def test_every_cell_is_painted_in_every_state(
    qtbot: QtBot, runner: TaskRunner, view: TicketView
) -> None:
    picture = QImage(1000, 600, QImage.Format.Format_RGB32)
    view.render(picture)
    view.selectAll()
    view.render(picture)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.render(picture)
    qtbot.waitUntil(lambda: not runner.is_busy)
    view.set_compact(is_compact=True)
    assert view.rowHeight(0) == 28
    view.render(picture)


def test_the_subject_takes_the_width_that_is_left(view: TicketView) -> None:
    assert view.header.length() == view.viewport().width()


def test_a_ticket_is_selected_as_soon_as_the_list_has_it(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView
) -> None:
    view.select_when_listed(TICKETS + 1)
    assert view.selected_count() == 0
    view.select_when_listed(5)
    shown.model.refresh()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert view.current_serial == 5


def test_the_empty_list_says_why_and_offers_the_way_out(qtbot: QtBot, shown: TicketList) -> None:
    nothing = FilterSpec(
        search=Group(
            join="all",
            parts=(
                ChoiceCondition(field="status", items=(0,)),
                ChoiceCondition(field="status", items=(1,)),
            ),
        )
    )
    shown.show_spec(nothing)
    qtbot.waitUntil(lambda: not shown.view.isVisible())
    assert shown.empty.sentence == "No ticket matches this search."
    assert shown.empty.button.text() == "Clear search"
    shown.show_spec(BY_SERIAL.with_filter(nothing.search))
    assert shown.empty.sentence == "No ticket matches this filter."
    with qtbot.waitSignal(shown.way_out_chosen):
        shown.empty.button.click()


def test_a_long_sentence_is_shown_whole_in_place_of_the_list(
    qtbot: QtBot, shown: TicketList
) -> None:
    shown.show_error(Unavailable("unreachable", place="db.example/" + "x y " * 60, reason="no"))
    qtbot.waitUntil(shown.empty.isVisible)
    sentence = get(shown.empty, QLabel, "empty_sentence")
    qtbot.waitUntil(lambda: sentence.height() >= sentence.heightForWidth(sentence.width()))
    assert sentence.height() > 3 * sentence.fontMetrics().height()


def test_the_usual_columns_need_no_sideways_scrolling_beside_the_panel(
    qtbot: QtBot, shown: TicketList, view: TicketView
) -> None:
    font = view.font()
    font.setPointSizeF(9.75)
    view.setFont(font)
    # What a screen of 1024 pixels leaves to the list, or one of 1440 beside the panel.
    shown.resize(812, 600)
    qtbot.waitUntil(lambda: view.header.length() == view.viewport().width())
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", range(700, 760, 7))
def test_no_column_is_reckoned_narrower_than_the_header_makes_it(
    qtbot: QtBot, shown: TicketList, view: TicketView, width: int
) -> None:
    font = view.font()
    font.setPointSizeF(9)
    view.setFont(font)
    shown.resize(width, 600)
    needed = sum(max(round(each.least * 0.9), 24) for each in view.columns)
    qtbot.waitUntil(lambda: view.header.length() == max(view.viewport().width(), needed))


def test_another_list_begins_at_its_top(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView
) -> None:
    press(view, Qt.Key.Key_End)
    view.clearSelection()
    view.setCurrentIndex(QModelIndex())
    assert view.verticalScrollBar().value() > 0
    _show(qtbot, runner, shown, OPEN_TICKETS)
    assert view.verticalScrollBar().value() == 0


def test_a_ticket_that_comes_back_into_the_list_is_selected_and_in_sight(
    qtbot: QtBot, runner: TaskRunner, shown: TicketList, view: TicketView
) -> None:
    press(view, Qt.Key.Key_End)
    serial = view.current_serial
    assert serial is not None
    others = BY_SERIAL.with_filter(
        Group(
            join="all", parts=(NumberCondition(field="serial", op=Compare.EQ, items=(Decimal(1),)),)
        )
    )
    _show(qtbot, runner, shown, others)
    assert view.selected_count() == 0
    assert view.current_serial == serial
    _show(qtbot, runner, shown, BY_SERIAL)
    qtbot.waitUntil(lambda: list(view.selected_serials()) == [serial])
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))

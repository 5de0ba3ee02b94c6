from threading import Event
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.filters import ChoiceCondition, FilterSpec, Group, SortKey
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from helpdesk_desktop.services.contracts import BLOCK_ROWS, Desk
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.list.ticket_columns import COLUMNS, DEFAULT_COLUMNS, Names
from helpdesk_desktop.ui.list.ticket_model import ListState, TicketModel
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW
from tests.gated_desk import GatedDesk
from tests.ui.conftest import TICKETS

BY_SERIAL = FilterSpec(sort=(SortKey("serial"),))
NEWEST = FilterSpec(sort=(SortKey("serial", is_descending=True),))


def _status(*items: int) -> FilterSpec:
    tree = Group(join="all", parts=(ChoiceCondition(field="status", items=items),))
    return BY_SERIAL.with_filter(tree)


NOTHING = FilterSpec(
    filter=Group(
        join="all",
        parts=(
            ChoiceCondition(field="status", items=(0,)),
            ChoiceCondition(field="status", items=(1,)),
        ),
    )
)


@pytest.fixture
def gated(desk: OpenDesk) -> GatedDesk:
    return GatedDesk(desk)


@pytest.fixture
def model(qtbot: QtBot, runner: TaskRunner, gated: GatedDesk) -> Any:
    made = TicketModel(runner)
    directory = gated.directory()
    made.set_desk(cast("Desk", gated), Names(directory, NOW, gated.clock.zone))
    yield made
    made.stop()
    made.deleteLater()
    with qtbot.waitSignal(made.destroyed):
        pass


def _check(tester: ModelTester, model: TicketModel) -> None:
    tester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types here


def _matching(model: TicketModel) -> int | None:
    return model.matching


def _has_all(model: TicketModel) -> bool:
    return model.has_all_serials


def _show(qtbot: QtBot, runner: TaskRunner, model: TicketModel, spec: FilterSpec) -> None:
    model.show(spec)
    qtbot.waitUntil(lambda: not runner.is_busy)


def _text(model: TicketModel, row: int, key: str) -> Any:
    column = [entry.key for entry in model.columns].index(key)
    return model.data(model.index(row, column))


def test_the_first_page_comes_before_the_count_and_the_serials(
    qtbot: QtBot, model: TicketModel, gated: GatedDesk, qtmodeltester: ModelTester
) -> None:
    gated.tickets.gates = {"count": Event(), "ids": Event()}
    _check(qtmodeltester, model)
    model.show(BY_SERIAL)
    qtbot.waitUntil(lambda: model.rowCount() == BLOCK_ROWS)
    assert model.state is ListState.SHOWN
    assert _matching(model) is None
    assert _text(model, 0, "serial") == "1"
    _check(qtmodeltester, model)
    gated.tickets.gates["count"].set()
    qtbot.waitUntil(lambda: model.rowCount() == TICKETS)
    assert _matching(model) == TICKETS
    assert not _has_all(model)
    assert _text(model, TICKETS - 1, "serial") is None
    _check(qtmodeltester, model)
    gated.tickets.gates["ids"].set()
    qtbot.waitUntil(lambda: model.has_all_serials)
    _check(qtmodeltester, model)


def test_the_last_row_is_read_when_it_is_looked_at(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel
) -> None:
    _show(qtbot, runner, model, BY_SERIAL)
    model.set_viewport(TICKETS - 20, TICKETS - 1)
    assert _text(model, TICKETS - 1, "serial") is None
    with qtbot.waitSignal(model.dataChanged) as changed:
        pass
    first, last = changed.args[0].row(), changed.args[1].row()
    assert (first, last) == (2 * BLOCK_ROWS, TICKETS - 1)
    assert _text(model, TICKETS - 1, "serial") == str(TICKETS)


def test_rows_are_said_in_words(qtbot: QtBot, runner: TaskRunner, model: TicketModel) -> None:
    model.set_columns(tuple(column.key for column in COLUMNS))
    _show(qtbot, runner, model, BY_SERIAL)
    texts = {column.key: _text(model, 0, column.key) for column in COLUMNS}
    assert all(isinstance(text, str) for text in texts.values())
    assert texts["status"] in {"New", "Processing", "Pending", "Closed"}
    assert texts["priority"] in {"Low", "Normal", "High", "Urgent"}
    for row in range(10):
        for column in range(model.columnCount()):
            hint = model.data(model.index(row, column), Qt.ItemDataRole.ToolTipRole)
            assert hint == "" or hint.startswith("<qt>")


def test_people_in_cc_are_named_as_soon_as_the_column_is_shown(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, desk: OpenDesk
) -> None:
    admin = desk.viewer.agent_id
    other = next(one for one in desk.directory().agents if one.id != admin)
    desk.tickets.edit(TicketEdit(Serial(1), None, (("cc_ids", (admin, other.id)),)))
    desk.tickets.edit(TicketEdit(Serial(2), None, (("cc_ids", ()),)))
    _show(qtbot, runner, model, BY_SERIAL)
    model.set_viewport(0, 20)
    model.set_columns(("serial", "subject", "ccs"))
    assert _text(model, 0, "ccs") == ""
    qtbot.waitUntil(lambda: _text(model, 0, "ccs") != "")
    assert _text(model, 0, "ccs") == ", ".join(sorted((desk.viewer.name, other.name), key=fold))
    assert _text(model, 1, "ccs") == "-"
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_page_on_its_way_is_asked_again_when_other_columns_are_chosen(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, gated: GatedDesk
) -> None:
    gated.tickets.gates = {"first_page": Event()}
    model.show(BY_SERIAL)
    model.set_columns(("serial", "subject"))
    gated.tickets.gates["first_page"].set()
    qtbot.waitUntil(lambda: model.has_all_serials and not runner.is_busy)
    known = model.row_at(0)
    assert known is not None
    assert len(known.texts) == 2


def test_an_empty_answer_is_an_empty_list(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, qtmodeltester: ModelTester
) -> None:
    _show(qtbot, runner, model, NOTHING)
    assert model.state is ListState.EMPTY
    assert (model.rowCount(), model.matching) == (0, 0)
    _check(qtmodeltester, model)


def test_a_late_list_does_not_replace_a_newer_one(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, gated: GatedDesk
) -> None:
    gate = gated.tickets.gates["first_page"] = Event()
    model.show(BY_SERIAL)
    gated.tickets.gates = {}
    model.show(NEWEST)
    qtbot.waitUntil(lambda: model.has_all_serials)
    gate.set()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert _text(model, 0, "serial") == str(TICKETS)


def test_rows_of_an_older_list_are_dropped_when_they_come_late(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, gated: GatedDesk
) -> None:
    _show(qtbot, runner, model, BY_SERIAL)
    gate = gated.tickets.gates["rows"] = Event()
    model.set_viewport(300, 320)
    assert _text(model, 300, "serial") is None
    qtbot.waitUntil(lambda: runner.is_busy)
    model.show(NEWEST)
    qtbot.waitUntil(lambda: _has_all(model) and model.serial_at(0) == TICKETS)
    with qtbot.assertNotEmitted(model.dataChanged):
        gate.set()
        qtbot.waitUntil(lambda: not runner.is_busy)
    assert _text(model, 300, "serial") is None


def test_the_old_rows_stay_until_the_new_ones_have_come(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, gated: GatedDesk
) -> None:
    _show(qtbot, runner, model, BY_SERIAL)
    gated.tickets.failures["first_page"] = Unavailable("locked")
    with qtbot.waitSignal(model.failed):
        model.show(NEWEST)
    assert model.state is ListState.SHOWN
    assert model.rowCount() == TICKETS
    assert _text(model, 0, "serial") == "1"


def test_a_first_question_that_fails_says_so(
    qtbot: QtBot, model: TicketModel, gated: GatedDesk, qtmodeltester: ModelTester
) -> None:
    gated.tickets.failures["first_page"] = Unavailable("locked")
    with qtbot.waitSignal(model.failed):
        model.show(BY_SERIAL)
    assert model.state is ListState.FAILED
    _check(qtmodeltester, model)


def test_loading_is_said_only_when_it_takes_its_time(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, gated: GatedDesk
) -> None:
    states = list[ListState]()
    model.state_changed.connect(states.append)
    model._patience.setInterval(60_000)  # a busy machine is slow, too
    _show(qtbot, runner, model, BY_SERIAL)
    assert states == [ListState.SHOWN]
    _show(qtbot, runner, model, NOTHING)
    model._patience.setInterval(1)
    gate = gated.tickets.gates["first_page"] = Event()
    model.show(BY_SERIAL)
    qtbot.waitUntil(lambda: states[-1] is ListState.LOADING)
    gate.set()
    qtbot.waitUntil(lambda: states[-1] is ListState.SHOWN)


def test_a_changed_ticket_is_read_again(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, desk: OpenDesk
) -> None:
    _show(qtbot, runner, model, BY_SERIAL)
    desk.tickets.edit(TicketEdit(Serial(3), None, (("subject", "Another subject"),)))
    model.take_changes(Changes(tickets=frozenset({3})))
    assert _text(model, 2, "subject") != "Another subject"
    qtbot.waitUntil(lambda: _text(model, 2, "subject") == "Another subject")
    assert model.rowCount() == TICKETS


def test_a_ticket_that_left_the_filter_leaves_the_list_when_it_is_read_again(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, desk: OpenDesk
) -> None:
    _show(qtbot, runner, model, _status(0, 1, 2))
    before = model.rowCount()
    serial = model.serial_at(0)
    assert serial is not None
    desk.tickets.edit(TicketEdit(Serial(serial), None, (("status", 3),)))
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == before - 1)
    assert model.serial_at(0) != serial


def test_reading_a_ticket_takes_only_its_dot(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, desk: OpenDesk
) -> None:
    _show(qtbot, runner, model, NEWEST)
    model.set_viewport(0, 20)
    desk.tickets.mark_read(Serial(TICKETS))
    changes = Changes(tickets=frozenset({TICKETS}), kinds=frozenset({ChangeKind.READ}))
    with qtbot.assertNotEmitted(model.modelReset):
        model.take_changes(changes)
        qtbot.waitUntil(lambda: _text(model, 0, "unread") == "")


def test_other_columns_are_shown_at_once(
    qtbot: QtBot, runner: TaskRunner, model: TicketModel, qtmodeltester: ModelTester
) -> None:
    _show(qtbot, runner, model, BY_SERIAL)
    model.set_viewport(0, 20)
    model.set_columns(("serial", "created", "no-such-column"))
    assert model.columnCount() == 2
    assert _text(model, 0, "serial") == "1"
    assert _text(model, 0, "created") is not None
    _check(qtmodeltester, model)
    model.set_columns(DEFAULT_COLUMNS)


def test_the_header_says_every_column(model: TicketModel) -> None:
    shown = [
        model.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
        for place in range(model.columnCount())
    ]
    assert shown[:3] == ["Unread", "Serial", "Subject"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_a_closed_model_asks_nothing(qtbot: QtBot, runner: TaskRunner, model: TicketModel) -> None:
    _show(qtbot, runner, model, BY_SERIAL)
    model.stop()
    model.refresh()
    model.show(NEWEST)
    assert not runner.is_busy

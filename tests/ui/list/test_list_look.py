from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.filters import DEFAULT_SORT, FilterSpec, SortKey
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.ui.list.ticket_columns import DEFAULT_COLUMNS
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.tasks import TaskRunner

NEWEST = (SortKey("created", is_descending=True), SortKey("status"))
LOOK = ListLook(
    (
        ShownColumn("unread"),
        ShownColumn("serial"),
        ShownColumn("of-tomorrow", 77),
        ShownColumn("status", 140),
        ShownColumn("subject"),
        ShownColumn("email", 210),
    ),
    NEWEST,
)


def _keys(listed: TicketList) -> list[str]:
    return [column.key for column in listed.columns]


def test_a_look_is_shown_and_answered_as_it_was_given(qtbot: QtBot, listed: TicketList) -> None:
    asked: list[object] = []
    listed.sort_changed.connect(asked.append)
    with qtbot.assertNotEmitted(listed.look_changed):
        listed.show_look(LOOK)
    assert listed.look == LOOK
    assert _keys(listed) == ["unread", "serial", "status", "subject", "email"]
    assert listed.view.header.sort == NEWEST
    assert asked == [NEWEST]
    listed.show_look(LOOK)
    assert asked == [NEWEST]


def test_an_unknown_column_survives_what_the_user_changes(qtbot: QtBot, listed: TicketList) -> None:
    listed.show_look(LOOK)
    with qtbot.waitSignal(listed.look_changed) as caught:
        listed.choose_columns([column for column in listed.columns if column.key != "email"])
    assert listed.look == ListLook(LOOK.columns[:-1], NEWEST) == caught.args[0]
    listed.view.column_layout.set_width("status", None)
    assert listed.look.columns[2:4] == (ShownColumn("of-tomorrow", 77), ShownColumn("status"))


def test_sorting_changes_the_look(qtbot: QtBot, listed: TicketList) -> None:
    listed.show_look(LOOK)
    with qtbot.waitSignal(listed.look_changed):
        listed.view.header.sort_by("due", is_added=True)
    assert listed.look == ListLook(LOOK.columns, (*NEWEST, SortKey("due")))
    listed.view.header.put_key("created", is_descending=None)
    assert listed.look.sort == (SortKey("status"), SortKey("due"))
    listed.view.header.put_key("due", is_descending=True)
    assert listed.look.sort == (SortKey("status"), SortKey("due", is_descending=True))
    listed.view.header.put_key("due", is_descending=None)
    listed.view.header.put_key("status", is_descending=None)
    assert listed.look == ListLook(LOOK.columns, DEFAULT_SORT)


def test_an_order_asked_for_elsewhere_is_the_look_s_order(listed: TicketList) -> None:
    listed.show_look(LOOK)
    listed.show_spec(FilterSpec(sort=(SortKey("subject"),)))
    assert listed.look == ListLook(LOOK.columns, (SortKey("subject"),))


def test_what_cannot_be_sorted_by_is_kept_but_not_asked_for(
    qtbot: QtBot, listed: TicketList
) -> None:
    look = ListLook(sort=(SortKey("of-tomorrow"), SortKey("subject")))
    with qtbot.waitSignal(listed.sort_changed) as caught:
        listed.show_look(look)
    assert caught.args == [(SortKey("subject"),)]
    assert listed.look == look


def test_usual_columns_come_back_with_their_order(qtbot: QtBot, listed: TicketList) -> None:
    listed.show_look(LOOK)
    with qtbot.waitSignal(listed.look_changed):
        listed.choose_columns(())
    assert tuple(_keys(listed)) == DEFAULT_COLUMNS
    assert listed.look == ListLook((), NEWEST)


def test_a_place_is_found_again_once_the_list_has_it(
    qtbot: QtBot, runner: TaskRunner, listed: TicketList
) -> None:
    view = listed.view
    view.select_serial(450)
    view.verticalScrollBar().setValue(444 * view.rowHeight(0) + 7)
    top = view.top_place
    assert top == (445, -7)
    wish = FilterSpec(sort=(SortKey("serial", is_descending=True),))
    listed.show_spec(wish)
    qtbot.waitUntil(lambda: listed.model.serial_at(0) == 600 and not runner.is_busy)
    view.select_serial(3)
    view.verticalScrollBar().setValue(0)
    view.return_to(450, top)
    listed.show_spec(FilterSpec(sort=(SortKey("serial"),)))
    qtbot.waitUntil(lambda: listed.model.serial_at(0) == 1 and not runner.is_busy)
    assert view.current_serial == 450
    assert view.top_place == top


def test_a_place_that_is_gone_is_forgotten(
    qtbot: QtBot, runner: TaskRunner, listed: TicketList
) -> None:
    view = listed.view
    view.select_serial(3)
    view.return_to(10**9, (10**9, -5))
    listed.model.refresh()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert (view.current_serial, view.top_place) == (3, None)
    view.return_to(500, None)
    view.select_serial(4)
    listed.model.refresh()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert view.current_serial == 4

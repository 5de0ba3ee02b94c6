from helpdesk_desktop.domain.filters import DEFAULT_SORT, SortKey
from helpdesk_desktop.domain.list_look import ShownColumn
from helpdesk_desktop.ui.list.column_order import (
    all_in_order,
    carried_along,
    sort_to_ask,
    to_show,
    with_column,
)
from helpdesk_desktop.ui.list.ticket_columns import COLUMNS, DEFAULT_COLUMNS

TOMORROW = ShownColumn("of-tomorrow", 90)


def _columns(*keys: str) -> tuple[ShownColumn, ...]:
    return tuple(map(ShownColumn, keys))


def test_without_columns_the_usual_ones_are_shown() -> None:
    assert to_show(()) == _columns(*DEFAULT_COLUMNS)
    assert to_show((TOMORROW,)) == _columns(*DEFAULT_COLUMNS)


def test_a_row_never_loses_the_columns_it_cannot_do_without() -> None:
    shown = to_show((ShownColumn("status", 80), ShownColumn("serial", 70)))
    assert shown == (
        ShownColumn("unread"),
        ShownColumn("status", 80),
        ShownColumn("serial", 70),
        ShownColumn("subject"),
    )


def test_an_added_column_stands_behind_what_usually_stands_before_it() -> None:
    assert with_column(("status", "subject"), "type") == ("status", "type", "subject")
    assert with_column(("updated", "subject"), "serial") == ("serial", "updated", "subject")
    assert with_column(("subject", "status"), "status") == ("subject", "status")


def test_every_column_has_a_place_among_the_shown_ones() -> None:
    keys = all_in_order(("updated", "subject"))
    assert sorted(keys) == sorted(column.key for column in COLUMNS)
    assert keys.index("updated") < keys.index("subject") < keys.index("status")
    assert keys[keys.index("updated") + 1] == "due"


def test_an_unknown_column_stays_behind_the_column_it_stood_behind() -> None:
    before = (*_columns("unread", "subject"), TOMORROW, *_columns("status"))
    moved = _columns("status", "subject", "unread")
    assert carried_along(moved, before) == (*moved, TOMORROW)
    without = _columns("status", "unread")
    assert carried_along(without, before) == (*without, TOMORROW)
    assert carried_along(_columns("status"), before) == (TOMORROW, *_columns("status"))
    assert carried_along(before, before) == before


def test_only_what_has_an_order_is_asked_for() -> None:
    due = SortKey("due", is_descending=True)
    assert sort_to_ask((SortKey("of-tomorrow"), due, SortKey("ccs"))) == (due,)
    assert sort_to_ask((SortKey("ccs"),)) == DEFAULT_SORT

"""Rows to copy or to print: those that the list has, and no more than a role may take."""

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.errors import Cancelled, NotAllowed
from helpdesk_desktop.domain.export_values import ReadWish
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import CELL_LETTERS
from helpdesk_desktop.services import export_right, row_reading
from helpdesk_desktop.services.desk import OpenDesk
from tests.builders import add_agent, add_field, add_role, add_ticket, opened, spec

NOBODY = Cancellation()
LONG = "x" * CELL_LETTERS + "and its end"


def _subjects(desk: OpenDesk, wish: ReadWish) -> list[str | None]:
    found = desk.exports.read(wish, NOBODY)
    told = [None if row is None else row.subject for block in found.blocks for row in block]
    assert found.total == len(told)
    return told


def test_rows_are_those_of_the_list_in_its_order(desk: OpenDesk) -> None:
    for subject in ("b roses", "a roses", "tulips"):
        add_ticket(desk, subject)
    assert _subjects(desk, ReadWish(spec(desk, "roses"), ())) == ["a roses", "b roses"]
    assert _subjects(desk, ReadWish(FilterSpec(), (), ())) == []


def test_tickets_that_are_named_come_in_that_order_and_none_for_one_out_of_sight(
    database_url: str, desk: OpenDesk
) -> None:
    add_role(desk, "few", tickets="own", contacts="all", phones="masked", rights="create")
    lan = add_agent(desk, "lan", role="few")
    hoa = NewContact("Hoa", phones=("0908 123 331",))
    mine = add_ticket(desk, "hers", assignee_id=lan, new_contact=hoa).serial
    other = add_ticket(desk, "another's").serial
    named = (int(other), int(mine), 999)
    assert _subjects(desk, ReadWish(FilterSpec(), (), named)) == ["another's", "hers", None]
    with opened(database_url, as_="lan") as theirs:
        assert _subjects(theirs, ReadWish(FilterSpec(), (), named)) == [None, "hers", None]
        (block,) = theirs.exports.read(ReadWish(FilterSpec(), ()), NOBODY).blocks
        assert [row.phone for row in block if row is not None] == ["•••• 331"]


def test_ccs_and_whole_texts_come_where_columns_ask_for_them(desk: OpenDesk) -> None:
    add_field(desk, "story", CustomFieldKind.MULTI_LINE)
    lan = add_agent(desk, "lan")
    add_ticket(desk, "told", cc_ids=(lan,), custom=(("story", LONG),))
    (plain,) = next(desk.exports.read(ReadWish(FilterSpec(), ("subject",)), NOBODY).blocks)
    assert plain is not None
    assert (plain.ccs, plain.custom) == (None, None)
    (asked,) = next(desk.exports.read(ReadWish(FilterSpec(), ("ccs", "cf.story")), NOBODY).blocks)
    assert asked is not None
    assert (asked.ccs, asked.custom) == (str(lan), {"cf.story": LONG})


def test_more_than_anybody_reads_asks_for_the_right_to_export_read_anew(
    database_url: str, desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_right, "MOST_WITHOUT_RIGHT", 2)
    add_role(desk, "plain", tickets="all", contacts="all", rights="create")
    add_role(desk, "out", tickets="all", contacts="all", rights="export")
    add_agent(desk, "lan", role="out")
    for number in range(3):
        add_ticket(desk, f"ticket {number}")
    with opened(database_url, as_="lan") as lan:
        assert len(_subjects(lan, ReadWish(FilterSpec(), ()))) == 3
        desk.team.set_agent("lan", {"role": "plain"})
        for serials in (None, (1, 2, 3)):
            with pytest.raises(NotAllowed, match="copied or printed"):
                lan.exports.read(ReadWish(FilterSpec(), (), serials), NOBODY)
        assert len(_subjects(lan, ReadWish(FilterSpec(), (), (1, 2)))) == 2


def test_blocks_are_read_as_they_are_taken_and_end_with_a_cancel(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_reading, "_BLOCK", 2)
    for number in range(5):
        add_ticket(desk, f"ticket {number}")
    cancel = Cancellation()
    found = desk.exports.read(ReadWish(FilterSpec(), ()), cancel)
    assert found.total == 5
    first = next(found.blocks)
    assert len(first) == 2
    # What changes meanwhile is told as it is by then.
    last = desk.tickets.detail(first[-1].serial, NOBODY) if first[-1] else None  # type: ignore[arg-type]  # a number
    assert last is not None
    cancel.request()
    with pytest.raises(Cancelled):
        next(found.blocks)

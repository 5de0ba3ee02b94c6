"""Custom fields of all kinds on tickets: written, read, required, taken back, told to scripts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, select

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.errors import Conflict, Invalid
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.option_lines import parse_options
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.records import detail_record, row_record
from helpdesk_desktop.domain.ticket import Saved, Serial, Status, TicketEdit
from helpdesk_desktop.storage.custom.custom_value_store import add_values, load_values, set_values
from helpdesk_desktop.storage.extra_store import load_extras
from helpdesk_desktop.storage.schema import ticket_value
from tests.builders import add_field, add_ticket

OPTIONS = "North\n  Hà Nội\nSouth\n"
KINDS = {kind.value.replace("-", "_"): kind for kind in CustomFieldKind}


def _fields(
    desk: OpenDesk, owner: CustomFieldOwner = CustomFieldOwner.TICKET
) -> dict[str, CustomField]:
    made = {}
    for key, kind in KINDS.items():
        values: dict[str, Any] = {"owner": owner}
        if kind is CustomFieldKind.DEPENDENT:
            values["options"] = OPTIONS
        elif kind in {CustomFieldKind.DROP_DOWN, CustomFieldKind.MULTI_SELECT}:
            values["options"] = "A\nB\nC, c"
        elif kind is CustomFieldKind.REGEX:
            values["pattern"] = "[A-Z]+|=.*"
        made[key] = add_field(desk, key, kind, **values)
    return made


def _full(fields: dict[str, CustomField]) -> dict[str, Any]:
    tags = [option.id for option in fields["multi_select"].options]
    return {
        "text": "=HYPERLINK(1)",
        "multi_line": "a\n\nb 🌅",
        "drop_down": fields["drop_down"].options[1].id,
        "integer": -(2**62),
        "decimal": Decimal("-1234567.123456"),
        "checkbox": False,
        "regex": "=AB",
        "date": date(1, 1, 1),
        "multi_select": (tags[0], tags[2]),
        "dependent": fields["dependent"].options[1].id,
    }


def _other(fields: dict[str, CustomField]) -> dict[str, Any]:
    tags = [option.id for option in fields["multi_select"].options]
    return {
        "text": "é",
        "multi_line": " ",
        "drop_down": fields["drop_down"].options[0].id,
        "integer": 0,
        "decimal": Decimal("0.1"),
        "checkbox": True,
        "regex": "XY",
        "date": date(9999, 12, 31),
        "multi_select": (tags[1],),
        "dependent": fields["dependent"].options[0].id,
    }


def _edit(desk: OpenDesk, serial: int, **changes: Any) -> Saved:
    return desk.tickets.edit(TicketEdit(Serial(serial), None, tuple(changes.items())))


def _custom(desk: OpenDesk, serial: int) -> dict[str, Any]:
    return dict(desk.tickets.detail(Serial(serial), Cancellation()).custom)


def test_values_of_all_kinds_come_back_as_they_were_submitted(desk: OpenDesk) -> None:
    fields = _fields(desk)
    first = add_ticket(desk, custom=tuple(_full(fields).items()))
    second = add_ticket(desk, custom=tuple(_other(fields).items()))
    third = add_ticket(desk)
    assert list(_custom(desk, first.serial).items()) == list(_full(fields).items())
    assert _custom(desk, second.serial) == _other(fields)
    serials = (first.serial, second.serial, third.serial)
    with desk.session.database.reading() as connection:
        many = load_values(connection, CustomFieldOwner.TICKET, serials)
    assert many == {
        first.serial: _full(fields), second.serial: _other(fields), third.serial: {},
    }  # fmt: skip


def test_an_edit_writes_what_differs_and_an_undo_takes_it_back(desk: OpenDesk) -> None:
    fields = _fields(desk)
    saved = add_ticket(desk, custom=tuple(_full(fields).items()))
    same = _edit(desk, saved.serial, custom=tuple(_full(fields).items()))
    assert (same.version, same.batch) == (1, None)
    done = _edit(desk, saved.serial, custom=tuple(_other(fields).items()))
    assert _custom(desk, saved.serial) == _other(fields)
    undone = desk.tickets.undo(done)
    assert _custom(desk, saved.serial) == _full(fields)
    desk.tickets.undo(undone)
    assert _custom(desk, saved.serial) == _other(fields)
    emptied = _edit(desk, saved.serial, custom=tuple((key, None) for key in fields))
    assert _custom(desk, saved.serial) == {}
    desk.tickets.undo(emptied)
    assert _custom(desk, saved.serial) == _other(fields)


def test_a_value_that_changed_again_is_not_taken_back(desk: OpenDesk) -> None:
    fields = _fields(desk)
    saved = add_ticket(desk, custom=tuple(_full(fields).items()))
    done = _edit(desk, saved.serial, custom=tuple(_other(fields).items()))
    _edit(desk, saved.serial, custom=(("integer", 7),))
    with pytest.raises(Conflict) as caught:
        desk.tickets.undo(done)
    assert caught.value.values["keys"] == ("cf.integer",)


def test_an_undo_that_needs_what_is_gone_says_so(desk: OpenDesk) -> None:
    fields = _fields(desk)
    a, b, _ = fields["drop_down"].options
    saved = add_ticket(desk, custom=(("drop_down", a.id),))
    done = _edit(desk, saved.serial, custom=(("drop_down", b.id),))
    desk.fields.set_options(
        fields["drop_down"].id, None, parse_options("B", CustomFieldKind.DROP_DOWN)
    )
    with pytest.raises(Invalid) as caught:
        desk.tickets.undo(done)
    assert "Drop_Down cannot be put back" in str(caught.value)
    integer = _edit(desk, saved.serial, custom=(("integer", 1),))
    again = _edit(desk, saved.serial, custom=(("integer", 2),))
    desk.fields.change(FieldEdit(fields["integer"].id, None, (("is_active", False),)))
    with pytest.raises(Invalid) as caught:
        desk.tickets.undo(again)
    assert "Integer cannot be put back" in str(caught.value)
    assert integer.batch is not None


def test_closing_needs_what_is_required_however_it_is_closed(desk: OpenDesk) -> None:
    add_field(desk, "cause", is_required_to_close=True)
    saved = add_ticket(desk)
    ways: tuple[Callable[[], Saved], ...] = (
        lambda: _edit(desk, saved.serial, status=Status.CLOSED),
        lambda: add_ticket(desk, status=Status.CLOSED),
        lambda: add_ticket(desk, status=Status.CLOSED, custom=(("cause", " "),)),
    )
    for closing in ways:
        with pytest.raises(Invalid) as caught:
            closing()
        assert [(one.field, one.code.value) for one in caught.value.problems] == [
            ("cf.cause", "required")
        ]
    closed = _edit(desk, saved.serial, status=Status.CLOSED, custom=(("cause", "worn"),))
    assert desk.tickets.detail(Serial(saved.serial), Cancellation()).status is Status.CLOSED
    opened_again = desk.tickets.undo(closed)
    desk.tickets.undo(opened_again)
    with pytest.raises(Invalid):
        _edit(desk, saved.serial, custom=(("cause", None),))


def test_an_undo_that_closes_again_needs_what_closing_needs(desk: OpenDesk) -> None:
    saved = add_ticket(desk, status=Status.CLOSED)
    reopened = _edit(desk, saved.serial, status=Status.PENDING)
    add_field(desk, "cause", is_required_to_close=True)
    with pytest.raises(Invalid) as caught:
        desk.tickets.undo(reopened)
    assert [one.field for one in caught.value.problems] == ["cf.cause"]
    _edit(desk, saved.serial, custom=(("cause", "worn"),))
    desk.tickets.undo(reopened)
    assert desk.tickets.detail(Serial(saved.serial), Cancellation()).status is Status.CLOSED


def test_a_new_ticket_gets_the_defaults(desk: OpenDesk) -> None:
    add_field(desk, "shop", CustomFieldKind.DROP_DOWN, options="A\nB", default="B")
    add_field(desk, "day", CustomFieldKind.DATE, default="2026-11-23")
    saved = add_ticket(desk, custom=(("day", None),))
    shop = desk.directory().custom_field_by_key["cf.shop"]
    assert _custom(desk, saved.serial) == {"shop": shop.options[1].id}


def test_values_are_told_to_scripts_by_the_contract(desk: OpenDesk) -> None:
    fields = _fields(desk)
    contact_fields = _fields(desk, CustomFieldOwner.CONTACT)
    saved = add_ticket(
        desk, new_contact=NewContact(name="Lan"), custom=tuple(_full(fields).items())
    )
    detail = desk.tickets.detail(Serial(saved.serial), Cancellation())
    assert detail.contact_id is not None
    contact_id = int(detail.contact_id)
    pairs = [(contact_fields[key], value) for key, value in _full(contact_fields).items()]

    def work(connection: Any) -> None:
        add_values(connection, CustomFieldOwner.CONTACT, {contact_id: pairs})
        set_values(connection, CustomFieldOwner.CONTACT, contact_id, ())

    desk.session.database.write(work)
    _edit(desk, saved.serial, custom=(("multi_select", None), ("dependent", None)))
    record = detail_record(
        desk.tickets.detail(Serial(saved.serial), Cancellation()), desk.directory()
    )
    whole = {
        "text": "=HYPERLINK(1)", "multi_line": "a\n\nb 🌅", "drop_down": "b",
        "integer": -(2**62), "decimal": "-1234567.123456", "checkbox": False, "regex": "=AB",
        "date": "0001-01-01", "multi_select": ["a", "c-c"], "dependent": ["north", "ha-noi"],
    }  # fmt: skip
    assert record["contact_detail"]["custom"] == whole
    assert record["custom"] == {
        key: value for key, value in whole.items() if key not in {"multi_select", "dependent"}
    }
    told = {line["field"]: (line["old"], line["new"]) for line in record["activities"]}
    assert told["cf.multi_select"] == (["a", "c-c"], None)
    assert told["cf.dependent"] == (["north", "ha-noi"], None)


def test_a_row_of_a_list_tells_only_fields_that_there_are(desk: OpenDesk) -> None:
    fields = _fields(desk)
    saved = add_ticket(desk, custom=tuple(_full(fields).items()))
    with desk.session.database.reading() as connection:
        extras = load_extras(connection, desk.viewer, (saved.serial,))[saved.serial]
    (row,) = desk.tickets.rows((saved.serial,), Cancellation(), custom_keys=("cf.date",))
    assert row is not None
    record = row_record(row, extras, ("cf.date", "cf.nowhere"), desk.directory())
    assert record == {"cf.date": "0001-01-01", "cf.nowhere": None}


def test_a_create_asks_nothing_more_for_the_fields_that_it_needs(desk: OpenDesk) -> None:
    def statements() -> int:
        heard: list[str] = []

        def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            heard.append(statement)

        event.listen(Engine, "before_cursor_execute", hear)
        try:
            add_ticket(desk, custom=custom)
        finally:
            event.remove(Engine, "before_cursor_execute", hear)
        return len(heard)

    custom: tuple[tuple[str, Any], ...] = ()
    add_ticket(desk)
    bare = statements()
    fields = _fields(desk)
    add_field(desk, "cause", is_required_to_create=True, default="worn", is_required_to_close=True)
    # The default alone is written, in one statement.
    assert statements() == bare + 1
    custom = tuple(_full(fields).items())
    assert statements() == bare + 1


def test_a_row_that_keeps_nothing_is_no_value(desk: OpenDesk) -> None:
    fields = _fields(desk)
    saved = add_ticket(desk)
    empty = [
        {"serial": saved.serial, "field_id": int(field.id), "position": 0}
        for field in fields.values()
    ]
    desk.session.database.write(lambda connection: connection.execute(ticket_value.insert(), empty))
    assert _custom(desk, saved.serial) == {}


def test_a_text_is_folded_to_what_an_index_holds(desk: OpenDesk) -> None:
    add_field(desk, "text")
    add_ticket(desk, custom=(("text", "Đ" * 300),), uid=uuid4())
    with desk.session.database.reading() as connection:
        row = connection.execute(select(ticket_value)).one()
    assert (row.text_value, row.text_fold, row.position) == ("Đ" * 300, "d" * 200, 0)

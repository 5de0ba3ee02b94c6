"""Every setting of a role x every path: 4 for tickets, 3 for contacts, 2 for phone numbers.

What may be seen is said by `domain.permission` alone, ticket by ticket; the paths are the
program's. Six relations of an agent to a ticket meet four callers: three contacts, managed by the
agent, by nobody and by a colleague, and a number that belongs to no contact.
"""

import csv
import io
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import String, Text

from helpdesk_desktop.domain.calls import CallDirection, CallStatus, NewCall
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import NotAllowed, NotFound
from helpdesk_desktop.domain.export_values import ReadWish
from helpdesk_desktop.domain.filters import FilterSpec, SortKey
from helpdesk_desktop.domain.people import AgentId, ContactId, GroupId, NewContact, Viewer
from helpdesk_desktop.domain.permission import (
    TicketFacts,
    masked_phone,
    sees_contact,
    sees_ticket,
)
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.call_store import add_call
from helpdesk_desktop.storage.schema import change
from helpdesk_desktop.ui.list.column_set import ColumnSet
from helpdesk_desktop.ui.list.copied_rows import copied
from helpdesk_desktop.ui.list.row_texts import RowTexts
from helpdesk_desktop.ui.list.ticket_columns import COLUMNS, Names
from tests.builders import (
    NOW,
    add_agent,
    add_field,
    add_group,
    add_role,
    add_ticket,
    opened,
    serials,
)
from tests.cli_program import Cli

TICKETS = ("all", "groups", "unassigned", "own")
OTHERS = tuple(itertools.product(("all", "unmanaged", "managed"), ("shown", "masked")))
EXPORTED = "serial,contact,phone,email,company,call,contact.cf.vip"


@dataclass(frozen=True)
class _Caller:
    """Who rang: a contact with a manager, or nobody known."""

    number: str
    name: str | None = None
    email: str | None = None
    manager: AgentId | None = None
    id: ContactId | None = None

    def is_seen_by(self, viewer: Viewer) -> bool:
        return self.id is None or sees_contact(viewer, self.manager)

    def number_for(self, viewer: Viewer) -> str | None:
        is_shown = self.is_seen_by(viewer) and not viewer.phones_masked
        return self.number if is_shown else masked_phone(self.number)


@dataclass
class _World:
    callers: dict[int, _Caller] = field(default_factory=dict)
    facts: dict[int, TicketFacts] = field(default_factory=dict)

    def seen_by(self, viewer: Viewer) -> dict[int, _Caller]:
        return {
            serial: self.callers[serial]
            for serial, facts in self.facts.items()
            if sees_ticket(viewer, facts)
        }


def _made(database_url: str, tickets: str) -> _World:
    world = _World()
    with opened(database_url) as boss:
        add_field(boss, "vip", owner=CustomFieldOwner.CONTACT)
        add_role(boss, "tried", tickets=tickets, rights="create,edit")
        lan, minh = (add_agent(boss, login, role="tried") for login in ("lan", "minh"))
        mine = add_group(boss, "mine", members="lan")
        theirs = add_group(boss, "theirs", members="minh")
        callers = [
            _contact(boss, name, f"0908 123 33{place}", manager)
            for place, (name, manager) in enumerate((("An", lan), ("Binh", None), ("Chi", minh)), 1)
        ]
        callers.append(_Caller("0908 123 334"))
        me = boss.viewer.agent_id
        relations: tuple[tuple[AgentId | None, GroupId | None, tuple[AgentId, ...]], ...] = (
            (lan, None, ()),
            (minh, theirs, (lan,)),
            (minh, mine, ()),
            (minh, theirs, ()),
            (None, theirs, ()),
        )
        for caller, (assignee, group, ccs) in itertools.product(callers, relations):
            facts = TicketFacts(me, assignee, group, frozenset(ccs))
            _rang(boss, world, caller, facts)
    with opened(database_url, as_="lan") as desk:
        # Whoever makes a ticket owns it, and can name a contact only that they see.
        for caller in (callers[0], callers[3]):
            _rang(desk, world, caller, TicketFacts(lan, minh, theirs, frozenset()))
    return world


def _contact(boss: OpenDesk, name: str, number: str, manager: AgentId | None) -> _Caller:
    email = f"{name.lower()}@flowers.vn"
    new = NewContact(
        name=name,
        phones=(number,),
        emails=(email,),
        company=f"{name} Ltd",
        custom=(("vip", f"vip {name}"),),
    )
    saved = add_ticket(boss, "for the contact alone", new_contact=new)
    contact_id = boss.tickets.detail(saved.serial, Cancellation()).contact_id
    assert contact_id is not None
    boss.people.edit_contact(contact_id, 1, {"manager_id": manager})
    boss.tickets.edit(TicketEdit(saved.serial, None, (("contact_id", None),)))
    return _Caller(number, name, email, manager, contact_id)


def _rang(desk: OpenDesk, world: _World, caller: _Caller, facts: TicketFacts) -> None:
    saved = add_ticket(
        desk,
        "roses",
        contact_id=caller.id,
        phone=caller.number if caller.id is None else None,
        assignee_id=facts.assignee_id,
        group_id=facts.group_id,
        cc_ids=tuple(facts.cc_ids),
    )
    call = NewCall(uuid4(), CallDirection.IN, CallStatus.CONNECTED, NOW, number=caller.number)
    desk.session.database.write(lambda connection: add_call(connection, saved.serial, call))
    world.facts[int(saved.serial)] = facts
    world.callers[int(saved.serial)] = caller


@pytest.mark.parametrize("tickets", TICKETS)
def test_no_path_tells_more_than_the_role_may_know(
    database_url: str, cli: Cli, tmp_path: Path, tickets: str
) -> None:
    world = _made(database_url, tickets)
    for contacts, phones in OTHERS:
        words = ("roles", "set", "tried", "--set", f"contacts={contacts}")
        assert cli(*words, "--set", f"phones={phones}").code == 0
        with opened(database_url, as_="lan") as desk:
            viewer = desk.viewer
            # The tickets that only make contacts have none any more, and are the administrator's.
            world_here = world.seen_by(viewer)
            told = {
                name: path(_Asked(desk, cli, world, viewer, world_here, tmp_path))
                for name, path in _PATHS.items()
            }
        wrong = {name: faults for name, faults in told.items() if faults}
        assert wrong == {}, (tickets, contacts, phones)


@dataclass(frozen=True)
class _Asked:
    desk: OpenDesk
    cli: Cli
    world: _World
    viewer: Viewer
    seen: dict[int, _Caller]
    folder: Path

    def expected(self) -> dict[int, tuple[Any, ...]]:
        """Serial -> contact, number, e-mail and company, of every ticket that may be seen."""
        viewer, found = self.viewer, {}
        for serial, caller in self.seen.items():
            is_seen = caller.is_seen_by(viewer)
            email = caller.email if is_seen else None
            company = f"{caller.name} Ltd" if is_seen and caller.name else None
            found[serial] = (caller.name, caller.number_for(viewer), email, company)
        return found

    def vips(self) -> dict[int, str | None]:
        """Serial -> what the contact's own field says, of every ticket that may be seen."""
        return {
            serial: f"vip {one.name}" if one.name and one.is_seen_by(self.viewer) else None
            for serial, one in self.seen.items()
        }

    def with_number(self, caller: _Caller) -> set[int]:
        """The tickets that this caller's number may find."""
        is_shown = caller.number_for(self.viewer) == caller.number
        return {serial for serial, one in self.seen.items() if one == caller and is_shown}


def _differences(found: object, wanted: object) -> list[object]:
    return [] if found == wanted else [found, wanted]


def _by_list(asked: _Asked) -> list[object]:
    rows = asked.desk.tickets.first_page(FilterSpec(), Cancellation())
    found = {
        int(row.serial): (row.contact, row.phone, row.email, row.company)
        for row in rows
        if int(row.serial) in asked.world.facts
    }
    return _differences(found, asked.expected())


def _by_cells(asked: _Asked) -> list[object]:
    # What the window's table paints.
    names = Names(asked.desk.directory(), NOW, asked.desk.clock.zone)
    faults: list[object] = []
    for row in asked.desk.tickets.rows(tuple(asked.seen), Cancellation(), has_ccs=True):
        assert row is not None
        cells = {column.key: column.text(row, names) for column in COLUMNS}
        number = asked.seen[int(row.serial)].number_for(asked.viewer)
        faults += _differences(cells["phone"], number)
        hints = [column.hint(row, names) for column in COLUMNS if column.hint is not None]
        faults += _unmasked(asked, repr((cells, hints, tuple(row))), int(row.serial))
    return faults


def _by_clipboard(asked: _Asked) -> list[object]:
    # What Ctrl+C puts there of all columns: of the whole list, and of tickets by their serials.
    directory, faults = asked.desk.directory(), []
    names = Names(directory, NOW, asked.desk.clock.zone)
    columns = ColumnSet(directory).columns
    texts = RowTexts(columns, names, names.times.plain)
    keys = tuple(column.key for column in columns)
    expected = {
        serial: tuple(one or "" for one in told) for serial, told in asked.expected().items()
    }
    expected = {  # a contact without a name goes by its number
        serial: (told[0] or told[1], *told[1:]) for serial, told in expected.items()
    }
    for chosen in (None, tuple(asked.world.facts)):
        read = asked.desk.exports.read(ReadWish(FilterSpec(), keys, chosen), Cancellation())
        found = copied(read, texts, Cancellation(), lambda _count: None)
        lines = [line.split("\t") for line in found.text.splitlines()]
        rows = {
            int(row[keys.index("serial")]): dict(zip(keys, row, strict=True)) for row in lines[1:]
        }
        told = {
            serial: tuple(row[key] for key in ("contact", "phone", "email", "company"))
            for serial, row in rows.items()
            if serial in asked.world.facts
        }
        faults += _differences(told, expected)
        vips = {serial: rows[serial]["contact.cf.vip"] or None for serial in told}
        faults += _differences(vips, asked.vips())
        if asked.viewer.phones_masked:
            faults += [one for one in (found.text, found.html) if _tells(one)]
        faults += _differences(found.html.count("<tr>"), len(lines))
    return faults


def _by_count(asked: _Asked) -> list[object]:
    count = asked.cli("count", "roses", as_="lan").out.strip()
    listed = serials(asked.desk, "roses")
    return _differences((count, listed), (str(len(asked.seen)), sorted(asked.seen)))


def _by_digits(asked: _Asked) -> list[object]:
    faults: list[object] = []
    for caller in set(asked.world.callers.values()):
        digits = caller.number.replace(" ", "")
        wanted = sorted(asked.with_number(caller))
        for query in (
            digits,
            f"phone:{digits[-6:]}",
            f"phone:=+84{digits[1:]}",
            f"phone:^84{digits[1:6]} phone:${digits[-3:]}",
            f"call.number:{digits[-6:]}",
            f"call:(call.number:={digits})",
        ):
            faults += _differences((query, serials(asked.desk, query)), (query, wanted))
    return faults


def _by_order(asked: _Asked) -> list[object]:
    sort = (SortKey("phone"), SortKey("serial"))
    spec = FilterSpec(sort=sort)
    by_cli = asked.cli("list", "--sort", "phone", "--columns", "phone", "--json", as_="lan")
    if asked.viewer.phones_masked:
        refused = 0
        for ask in (asked.desk.tickets.first_page, asked.desk.tickets.ids):
            with pytest.raises(NotAllowed):
                ask(spec, Cancellation())
            refused += 1
        return _differences((refused, by_cli.error), (2, (4, "not_allowed")))
    ids = [one for one in asked.desk.tickets.ids(spec, Cancellation()) if one in asked.seen]
    viewer = asked.viewer

    def place(serial: int) -> tuple[str, int]:
        caller = asked.seen[serial]
        # What is masked is as empty as nothing: the order must not tell it.
        return (caller.number if caller.is_seen_by(viewer) else "", serial)

    return _differences(ids, sorted(asked.seen, key=place))


def _by_show(asked: _Asked) -> list[object]:
    faults: list[object] = []
    expected = asked.expected()
    # A seen ticket of each caller and one unseen: each call of the program opens the database.
    chosen = {caller: serial for serial, caller in asked.seen.items()}
    unseen = (serial for serial in asked.world.facts if serial not in asked.seen)
    for serial in asked.world.facts:
        try:
            asked.desk.tickets.detail(Serial(serial), Cancellation())
        except NotFound:
            faults += _differences((serial, "unseen"), (serial, _standing(asked, serial)))
        else:
            faults += _differences((serial, "seen"), (serial, _standing(asked, serial)))
    for serial in (*chosen.values(), *itertools.islice(unseen, 1)):
        answer = asked.cli("show", str(serial), "--json", as_="lan")
        if serial not in asked.seen:
            faults += _differences(answer.error, (1, "not_found"))
            continue
        shown = answer.json
        found = (shown["contact"], shown["phone"], shown["email"], shown["company"])
        faults += _differences(found, expected[serial])
        faults += _differences({one["number"] for one in shown["calls"]}, {expected[serial][1]})
        has_page = asked.seen[serial].id is not None and asked.seen[serial].is_seen_by(asked.viewer)
        faults += _differences(shown["contact_detail"] is not None, has_page)
        if has_page:
            faults += _differences(shown["contact_detail"]["phones"], [expected[serial][1]])
        faults += _unmasked(asked, answer.out, serial)
    return faults


def _by_export(asked: _Asked) -> list[object]:
    words = ("list", "roses", "--limit", "0", "--columns", EXPORTED)
    in_json = asked.cli(*words, "--json", as_="lan")
    found = {
        row["serial"]: (row["contact"], row["phone"], row["email"], row["company"])
        for row in in_json.json["rows"]
    }
    vips = {row["serial"]: row["contact.cf.vip"] for row in in_json.json["rows"]}
    numbers = {row["serial"]: row["call"]["number"] for row in in_json.json["rows"]}
    expected = asked.expected()
    faults = _differences(found, expected)
    faults += _differences(numbers, {serial: one[1] for serial, one in expected.items()})
    faults += _differences(vips, asked.vips())
    in_csv = asked.cli(*words, "--format", "csv", as_="lan").out
    lines = csv.DictReader(io.StringIO(in_csv, newline=""))
    by_csv = {
        int(line["serial"]): tuple(line[key] or None for key in ("contact", "phone", "email"))
        for line in lines
    }
    faults += _differences(by_csv, {serial: one[:3] for serial, one in expected.items()})
    as_table = asked.cli(*words, as_="lan").out
    if asked.viewer.phones_masked:
        faults += [text for text in (in_json.out, in_csv, as_table) if _tells(text)]
    return faults


def _by_callers(asked: _Asked) -> list[object]:
    faults: list[object] = []
    for caller in set(asked.world.callers.values()):
        mine = sorted(serial for serial, one in asked.seen.items() if one == caller)
        is_seen = caller.id is not None and caller.is_seen_by(asked.viewer)
        for text, is_found in (
            (caller.name or "roses", is_seen),
            (caller.email or "roses", is_seen),
            (caller.number, is_seen and not asked.viewer.phones_masked),
            (
                f"+84{caller.number.replace(' ', '')[1:]}",
                is_seen and not asked.viewer.phones_masked,
            ),
        ):
            matches = asked.desk.people.find_callers(text, Cancellation())
            told = [
                (one.contact.id, one.contact.phone, sorted(int(t.serial) for t in one.open_tickets))
                for one in matches
            ]
            wanted = [(caller.id, caller.number_for(asked.viewer), mine)] if is_found else []
            faults += _differences((text, told), (text, wanted))
    return faults


def _by_contact(asked: _Asked) -> list[object]:
    faults: list[object] = []
    for caller in {one for one in asked.world.callers.values() if one.id is not None}:
        assert caller.id is not None
        mine = sorted(serial for serial, one in asked.seen.items() if one == caller)
        related = asked.desk.tickets.related(caller.id, but=None)
        faults += _differences(sorted(int(one.serial) for one in related), mine)
        try:
            page = asked.desk.people.contact(caller.id, Cancellation())
        except NotFound:
            faults += _differences(caller.is_seen_by(asked.viewer), False)
        else:
            faults += _differences(page.phones, (caller.number_for(asked.viewer),))
            faults += _differences(caller.is_seen_by(asked.viewer), True)
    return faults


def _by_live(asked: _Asked) -> list[object]:
    faults: list[object] = []
    asked.desk.live.begin()
    # The last is the agent's own in every setting, the one before it a colleague's.
    for serial in sorted(asked.world.facts)[-3:-1]:
        assert asked.cli("edit", str(serial), "--set", f"subject=roses {uuid4()}").code == 0
        news = asked.desk.live.wait(Cancellation(), 5)
        faults += [text for text in (repr(news),) if _tells(text)]
        # News names rows; whoever may not see one gets nothing for its number.
        rows = asked.desk.tickets.rows([Serial(one) for one in news.tickets], Cancellation())
        found = {int(row.serial): row.phone for row in rows if row is not None}
        wanted = {
            one: asked.seen[one].number_for(asked.viewer)
            for one in news.tickets
            if one in asked.seen
        }
        faults += _differences(found, wanted)
    return faults


def _by_import(asked: _Asked) -> list[object]:
    # Tried only: what it stores is the business of services/test_import_roles. Who is found is told
    # by the name that is not taken from the row.
    callers = sorted({one for one in asked.world.callers.values() if one.name}, key=str)
    rows, wanted = [], []
    for caller in callers:
        name, is_seen = f"Not {caller.name}", caller.is_seen_by(asked.viewer)
        by_number = is_seen and not asked.viewer.phones_masked
        for way, cells, is_found in (
            ("e-mail", f",{caller.email}", is_seen),
            ("number", f"{caller.number},", by_number),
        ):
            rows.append(f"{name},{cells}")
            if is_found:
                told = (
                    f"The contact “{caller.name}” was found by its {way}; “{name}” (Contact name)"
                )
                wanted.append((len(rows) + 1, f"{told} was not taken."))
    file = asked.folder / "tried.csv"
    lines = "".join(f"{at},roses,{row}\n" for at, row in enumerate(rows))
    file.write_text(f"external_id,subject,contact,phone,email\n{lines}", encoding="utf-8")
    answer = asked.cli("import", str(file), "--dry-run", "--json", as_="lan")
    problems = answer.json["files"][0]["problems"]
    faults = _differences([(one["line"], one["message"]) for one in problems], wanted)
    faults += _differences(answer.json["totals"]["created"], len(rows))
    return faults + [text for text in (answer.out, answer.err) if _tells(text)]


def _standing(asked: _Asked, serial: int) -> str:
    return "seen" if serial in asked.seen else "unseen"


def _unmasked(asked: _Asked, text: str, serial: int) -> list[object]:
    caller = asked.seen[serial]
    is_shown = caller.number_for(asked.viewer) == caller.number
    return [(serial, text)] if _tells(text) and not is_shown else []


def _tells(text: str) -> bool:
    # In any spelling; fewer digits stand in many an instant and uid.
    return re.search(r"908\W?123", text) is not None


_PATHS: dict[str, Callable[[_Asked], list[object]]] = {
    "list": _by_list,
    "cells": _by_cells,
    "clipboard": _by_clipboard,
    "count": _by_count,
    "search by digits": _by_digits,
    "sort by phone": _by_order,
    "show": _by_show,
    "export": _by_export,
    "find callers": _by_callers,
    "contact's page and tickets": _by_contact,
    "live news": _by_live,
    "import": _by_import,
}


def test_news_have_no_room_for_a_number() -> None:
    texts = [column.name for column in change.c if isinstance(column.type, (String, Text))]
    assert texts == ["kind"]

"""Custom fields of all kinds on contacts and companies: made, changed, required, merged, hidden."""

import io
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import column_keys
from helpdesk_desktop.domain.contact_edits import clashing, not_yet_so
from helpdesk_desktop.domain.contacts import ContactSpec, MergeWish, NewCompany
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.errors import Conflict, Invalid
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import CompanyId, ContactId, NewContact
from helpdesk_desktop.domain.records import detail_record
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from helpdesk_desktop.services import exports
from helpdesk_desktop.services.listing import list_rows
from tests.builders import add_agent, add_field, add_role, add_ticket, opened, serials
from tests.editing import change

NOBODY = Cancellation()
CONTACT, COMPANY = CustomFieldOwner.CONTACT, CustomFieldOwner.COMPANY


def _fields(desk: OpenDesk, owner: CustomFieldOwner) -> dict[str, CustomField]:
    made = {}
    for kind in CustomFieldKind:
        values: dict[str, Any] = {"owner": owner}
        if kind is CustomFieldKind.DEPENDENT:
            values["options"] = "North\n  Hà Nội\nSouth"
        elif kind in {CustomFieldKind.DROP_DOWN, CustomFieldKind.MULTI_SELECT}:
            values["options"] = "A\nB\nC"
        elif kind is CustomFieldKind.REGEX:
            values["pattern"] = "[A-Z]+"
        key = kind.value.replace("-", "_")
        made[key] = add_field(desk, key, kind, **values)
    return made


def _full(fields: dict[str, CustomField]) -> dict[str, Any]:
    tags = [option.id for option in fields["multi_select"].options]
    return {
        "text": "=1+1",
        "multi_line": "a\n\nb 🌅",
        "drop_down": fields["drop_down"].options[1].id,
        "integer": -7,
        "decimal": Decimal("1234.5"),
        "checkbox": False,
        "regex": "AB",
        "date": date(2026, 11, 23),
        "multi_select": (tags[0], tags[2]),
        "dependent": fields["dependent"].options[1].id,
    }


@dataclass(frozen=True)
class _Side:
    """Contacts, or companies, through one pair of eyes."""

    desk: OpenDesk
    owner: CustomFieldOwner

    def make(self, **custom: Any) -> int:
        values = tuple(custom.items())
        if self.owner is CONTACT:
            return self.desk.contacts.create(NewContact("Lan", custom=values))
        return self.desk.companies.create(NewCompany("ACME", custom=values))

    def edit(self, number: int, version: int, **changes: Any) -> Any:
        named = {f"cf.{key}": value for key, value in changes.items()}
        if self.owner is CONTACT:
            return self.desk.contacts.edit(ContactId(number), version, named)
        return self.desk.companies.edit(CompanyId(number), version, named)

    def read(self, number: int) -> Any:
        if self.owner is CONTACT:
            return self.desk.contacts.page(ContactId(number), NOBODY).contact
        return self.desk.companies.page(CompanyId(number), NOBODY).company

    def custom(self, number: int) -> dict[str, Any]:
        return dict(self.read(number).custom)

    def count(self) -> int:
        service = self.desk.contacts if self.owner is CONTACT else self.desk.companies
        return service.count(ContactSpec(), NOBODY)

    def merge(self, survivor: int, *others: int) -> Any:
        def pair(number: int) -> tuple[int, int]:
            return number, self.read(number).version

        wish = MergeWish(pair(survivor), tuple(map(pair, others)), survivor)
        service = self.desk.contacts if self.owner is CONTACT else self.desk.companies
        return service.merge(wish)

    def undo(self, merged: Any) -> None:
        service = self.desk.contacts if self.owner is CONTACT else self.desk.companies
        service.undo_merge(merged)


@pytest.fixture(params=[CONTACT, COMPANY], ids=["contact", "company"])
def side(desk: OpenDesk, request: pytest.FixtureRequest) -> _Side:
    return _Side(desk, request.param)


def _faults(caught: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str | None]]:
    return [(one.code.value, one.field) for one in caught.value.problems]


def test_values_of_all_kinds_come_back_as_they_were_submitted(side: _Side) -> None:
    fields = _fields(side.desk, side.owner)
    full = _full(fields)
    made = side.make(**full)
    assert list(side.custom(made).items()) == list(full.items())
    emptied = side.edit(made, 1, **dict.fromkeys(full))
    assert (emptied.custom, emptied.version) == ((), 2)
    filled = side.edit(made, 2, **full)
    assert dict(filled.custom) == full
    assert side.custom(side.make()) == {}


def test_an_edit_of_one_field_leaves_the_others_and_is_told_to_others(side: _Side) -> None:
    fields = _fields(side.desk, side.owner)
    full = _full(fields)
    made = side.make(**full)
    side.desk.live.begin()
    side.edit(made, 1, integer=8)
    changes = side.desk.live.wait(NOBODY, 5.0)
    assert (changes.contacts or changes.companies) == {made}
    assert side.custom(made) == {**full, "integer": 8}


def test_an_edit_on_an_old_version_is_refused_and_writes_nothing(side: _Side) -> None:
    add_field(side.desk, "tier", owner=side.owner)
    made = side.make(tier="gold")
    side.edit(made, 1, tier="silver")
    with pytest.raises(Conflict) as caught:
        side.edit(made, 1, tier="lead")
    assert caught.value.current_version == 2
    assert side.custom(made) == {"tier": "silver"}


def test_two_edits_meet_only_where_they_touch_one_field(side: _Side) -> None:
    for key in ("tier", "city"):
        add_field(side.desk, key, owner=side.owner)
    made = side.make(tier="gold", city="Huế")
    base = side.read(made)
    theirs = side.edit(made, 1, city="Vinh")
    assert clashing(base, theirs, {"cf.tier": "lead", "name": "x"}) == ()
    assert clashing(base, theirs, {"cf.city": "Sapa"}) == ("cf.city",)
    assert not_yet_so(theirs, {"cf.city": "Vinh", "cf.tier": None}) == {"cf.tier": None}


def test_what_is_required_is_asked_of_a_new_one_and_never_emptied(side: _Side) -> None:
    old = side.make()
    prefix = side.owner.value
    add_field(side.desk, "tier", owner=side.owner, is_required_to_create=True)
    add_field(side.desk, "code", CustomFieldKind.REGEX, owner=side.owner, pattern="[A-Z]+")
    for given in ({}, {"tier": None}, {"tier": "  "}):
        with pytest.raises(Invalid) as caught:
            side.make(**given)
        assert _faults(caught) == [("required", f"{prefix}.cf.tier")]
    with pytest.raises(Invalid) as caught:
        side.make(tier="gold", code="12", nothing="x")
    assert _faults(caught) == [("pattern", f"{prefix}.cf.code"), ("not_found", "custom")]
    assert side.count() == 1
    made = side.make(tier="gold")
    with pytest.raises(Invalid) as caught:
        side.edit(made, 1, tier=None)
    assert _faults(caught) == [("required", f"{prefix}.cf.tier")]
    # What was there before the rule is not asked until somebody fills it.
    assert dict(side.edit(old, 1, code="AB").custom) == {"code": "AB"}


def test_a_new_one_gets_the_defaults_of_what_is_not_named(side: _Side) -> None:
    shop = add_field(
        side.desk, "shop", CustomFieldKind.DROP_DOWN, owner=side.owner, options="A\nB", default="B"
    )
    day = add_field(side.desk, "day", CustomFieldKind.DATE, owner=side.owner, default="2026-11-23")
    assert side.custom(side.make(day=None)) == {"shop": shop.options[1].id}
    assert side.custom(side.make(shop=shop.options[0].id)) == {
        "shop": shop.options[0].id,
        day.key: date(2026, 11, 23),
    }


def test_a_retired_field_stays_readable_and_takes_nothing_new(side: _Side) -> None:
    tier = add_field(side.desk, "tier", owner=side.owner, is_required_to_create=True)
    made = side.make(tier="gold")
    side.desk.fields.change(FieldEdit(tier.id, None, (("is_active", False),)))
    assert side.custom(made) == {"tier": "gold"}
    assert side.custom(side.make()) == {}
    with pytest.raises(Invalid) as caught:
        side.edit(made, 1, tier="silver")
    assert _faults(caught) == [("not_allowed", f"{side.owner.value}.cf.tier")]
    assert side.edit(made, 1, tier=None).custom == ()


def test_a_merge_fills_what_is_empty_and_unites_choices_and_goes_back_exactly(side: _Side) -> None:
    fields = _fields(side.desk, side.owner)
    a, b, c = (option.id for option in fields["multi_select"].options)
    one = side.make(text="kept", multi_select=(b,))
    two = side.make(text="lost", integer=5, multi_select=(a, b))
    three = side.make(integer=6, decimal=Decimal(2), multi_select=(c,))
    merged = side.merge(one, two, three)
    assert side.custom(one) == {
        "text": "kept",
        "integer": 5,
        "decimal": Decimal(2),
        "multi_select": (a, b, c),
    }
    side.undo(merged)
    assert side.custom(one) == {"text": "kept", "multi_select": (b,)}
    assert side.custom(two) == {"text": "lost", "integer": 5, "multi_select": (a, b)}
    assert side.custom(three) == {"integer": 6, "decimal": Decimal(2), "multi_select": (c,)}


def test_choices_that_the_survivor_lacks_wholly_are_united_too(side: _Side) -> None:
    fields = _fields(side.desk, side.owner)
    a, b, c = (option.id for option in fields["multi_select"].options)
    one, two, three = side.make(), side.make(multi_select=(c,)), side.make(multi_select=(a, c))
    assert b not in (a, c)
    merged = side.merge(one, two, three)
    assert side.custom(one) == {"multi_select": (a, c)}
    side.undo(merged)
    assert (side.custom(one), side.custom(two)) == ({}, {"multi_select": (c,)})
    assert side.custom(three) == {"multi_select": (a, c)}


def test_a_contact_made_with_its_ticket_needs_what_every_contact_needs(desk: OpenDesk) -> None:
    add_field(desk, "tier", owner=CONTACT, is_required_to_create=True)
    add_field(desk, "city", owner=CONTACT, default="Huế")
    with pytest.raises(Invalid) as caught:
        add_ticket(desk, subject=" ", new_contact=NewContact("Lan"))
    assert _faults(caught) == [("required", "subject"), ("required", "contact.cf.tier")]
    given = NewContact("Lan", custom=(("tier", "gold"),))
    saved = add_ticket(desk, new_contact=given)
    contact = desk.tickets.detail(saved.serial, NOBODY).contact
    assert contact is not None
    assert dict(contact.custom) == {"tier": "gold", "city": "Huế"}
    other = add_ticket(desk)
    wish = TicketEdit(Serial(other.serial), None, (("new_contact", NewContact("Mai")),))
    with pytest.raises(Invalid) as caught:
        desk.tickets.edit(wish)
    assert _faults(caught) == [("required", "contact.cf.tier")]
    assert desk.contacts.count(ContactSpec(), NOBODY) == 1
    desk.tickets.edit(TicketEdit(other.serial, None, (("new_contact", given),)))
    assert desk.contacts.count(ContactSpec(), NOBODY) == 2


def test_values_alone_make_no_contact(desk: OpenDesk) -> None:
    add_field(desk, "tier", owner=CONTACT)
    empty = NewContact(custom=(("tier", "gold"),))
    for make in (lambda: desk.contacts.create(empty), lambda: add_ticket(desk, new_contact=empty)):
        with pytest.raises(Invalid) as caught:
            make()
        assert [one.key for one in caught.value.problems] == ["contact_empty"]
    add_ticket(desk, new_contact=NewContact(custom=(("tier", None),)))
    assert desk.contacts.count(ContactSpec(), NOBODY) == 0


def _needed(error: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str | None, str]]:
    return [(one.code.value, one.field, one.key) for one in error.value.problems]


_NEEDS = [("required", "company.cf.sector", "new_company_needs")]


def test_a_company_made_in_passing_is_asked_for_what_every_company_needs(desk: OpenDesk) -> None:
    add_field(desk, "sector", owner=COMPANY, is_required_to_create=True)
    ticket_of = add_ticket(desk)
    new = NewContact("Lan", company="ACME")
    contact_id = desk.contacts.create(NewContact("Mai"))
    for attempt in (
        lambda: desk.contacts.create(new),
        lambda: add_ticket(desk, new_contact=new),
        lambda: change(desk, ticket_of.serial, new_contact=new),
        lambda: desk.contacts.edit(contact_id, 1, {"company": "ACME"}),
    ):
        with pytest.raises(Invalid) as caught:
            attempt()
        assert _needed(caught) == _NEEDS
        assert "ACME" in caught.value.problems[0].message
    assert desk.companies.count(ContactSpec(), NOBODY) == 0
    given = replace(new, company_custom=(("sector", "steel"),))
    desk.contacts.create(given)
    add_ticket(desk, new_contact=replace(given, company="Other"))
    change(desk, ticket_of.serial, new_contact=replace(given, company="Third"))
    found = desk.companies.first_page(ContactSpec(), NOBODY)
    assert sorted(one.name for one in found) == ["ACME", "Other", "Third"]
    for one in found:
        detail = desk.companies.page(CompanyId(one.id), NOBODY).company
        assert dict(detail.custom) == {"sector": "steel"}
    # One that is there is asked nothing, and what was given for it changes nothing.
    desk.contacts.create(replace(new, company_custom=(("sector", "wood"),)))
    desk.contacts.edit(contact_id, 1, {"company": "acme"})
    (acme,) = (one for one in found if one.name == "ACME")
    detail = desk.companies.page(CompanyId(acme.id), NOBODY).company
    assert dict(detail.custom) == {"sector": "steel"}
    assert desk.companies.count(ContactSpec(), NOBODY) == 3


def test_a_company_made_in_passing_gets_the_defaults(desk: OpenDesk) -> None:
    add_field(desk, "sector", owner=COMPANY, is_required_to_create=True, default="steel")
    contact_id = desk.contacts.create(NewContact("Mai"))
    desk.contacts.edit(contact_id, 1, {"company": "ACME"})
    (one,) = desk.companies.first_page(ContactSpec(), NOBODY)
    detail = desk.companies.page(CompanyId(one.id), NOBODY).company
    assert dict(detail.custom) == {"sector": "steel"}


def test_show_tells_a_contacts_values_by_the_contract(desk: OpenDesk) -> None:
    fields = _fields(desk, CONTACT)
    new = NewContact("Lan", custom=tuple(_full(fields).items()))
    saved = add_ticket(desk, new_contact=new)
    detail = desk.tickets.detail(saved.serial, NOBODY)
    record = detail_record(detail, desk.directory())
    assert record["contact_detail"]["custom"] == {
        "text": "=1+1",
        "multi_line": "a\n\nb 🌅",
        "drop_down": fields["drop_down"].options[1].key,
        "integer": -7,
        "decimal": "1234.5",
        "checkbox": False,
        "regex": "AB",
        "date": "2026-11-23",
        "multi_select": [fields["multi_select"].options[place].key for place in (0, 2)],
        "dependent": [fields["dependent"].options[place].key for place in (0, 1)],
    }


def test_a_contact_out_of_sight_tells_nothing_of_its_values(database_url: str) -> None:
    with opened(database_url) as boss:
        add_role(boss, "own", tickets="all", contacts="managed", rights="create,edit")
        add_agent(boss, "lan", role="own")
        add_field(boss, "tier", owner=CONTACT)
        add_field(boss, "sector", owner=COMPANY)
        number = boss.contacts.create(NewContact("Hoa", company="ACME", custom=(("tier", "gold"),)))
        firm = boss.companies.first_page(ContactSpec(), NOBODY)[0]
        boss.companies.edit(CompanyId(firm.id), firm.version, {"cf.sector": "rail"})
        saved = add_ticket(boss, contact_id=number)
        asked = ("contact.cf.tier:gold", "company.cf.sector:rail", "contact.cf.tier:any")
        assert [serials(boss, query) for query in asked] == [[saved.serial]] * 3
    with opened(database_url, as_="lan") as desk:
        detail = desk.tickets.detail(saved.serial, NOBODY)
        assert detail.contact is None
        assert "gold" not in str(detail_record(detail, desk.directory()))
        assert [serials(desk, query) for query in (*asked, "gold", "rail")] == [[]] * 5
        columns = column_keys(desk.directory())
        listing = list_rows(desk.session, FilterSpec(), columns, NOBODY, limit=0)
        out = io.StringIO()
        exports.write_json(listing.rows, columns, desk.directory(), out, total=1)
        assert "Hoa" in out.getvalue()
        assert not [word for word in ("gold", "rail") if word in out.getvalue()]
        with pytest.raises(Exception, match="contact"):
            desk.contacts.edit(number, 1, {"cf.tier": "lead"})
        with pytest.raises(Exception, match="company"):
            desk.companies.edit(CompanyId(firm.id), 2, {"cf.sector": "sea"})

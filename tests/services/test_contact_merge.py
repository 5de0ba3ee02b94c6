"""Several contacts, or companies, become one, and exactly what they were again."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select, true, update

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import (
    ContactSpec,
    Merged,
    MergePart,
    MergeWish,
    NewCompany,
    rebased,
)
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.people import CompanyId, ContactId, NewContact
from helpdesk_desktop.domain.ticket import TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage import schema
from tests.builders import add_agent, add_role, add_ticket, opened, serials

NOBODY = Cancellation()
_TABLES = (
    schema.contact,
    schema.contact_point,
    schema.contact_value,
    schema.company,
    schema.company_value,
    schema.ticket,
    schema.ticket_text,
)


def stored(desk: OpenDesk) -> dict[str, list[Any]]:
    """Everything that a merge may touch, but for versions, which only grow."""

    def rows(connection: Connection, table: Any) -> list[Any]:
        # An id of a point says nothing: the order does.
        columns = [
            column
            for column in table.c
            if column.name != "version" and (column.name, table.name) != ("id", "contact_point")
        ]
        # What remembers a merge tells versions, too.
        alive = table.c.version > 0 if table in {schema.contact, schema.company} else true()
        found = connection.execute(select(*columns).where(alive))
        return sorted((tuple(row) for row in found), key=repr)

    with desk.session.database.reading() as connection:
        return {table.name: rows(connection, table) for table in _TABLES}


def _records(desk: OpenDesk) -> int:
    """How many merges are remembered."""
    with desk.session.database.reading() as connection:
        counts = [
            connection.scalar(select(func.count()).where(table.c.version == 0)) or 0
            for table in (schema.contact, schema.company)
        ]
    return sum(counts)


def wish(desk: OpenDesk, *ids: int, name_of: int | None = None) -> MergeWish:
    """All of them into the first, as they are now."""
    parts = desk.contacts.merge_parts(ids, NOBODY)
    pairs = [(int(part.contact.id), part.contact.version) for part in parts]
    return MergeWish(pairs[0], tuple(pairs[1:]), name_of or pairs[0][0])


def company_wish(desk: OpenDesk, *ids: int, name_of: int | None = None) -> MergeWish:
    """All of them into the first, as they are now."""
    parts = desk.companies.merge_parts(ids, NOBODY)
    pairs = [(int(part.company.id), part.company.version) for part in parts]
    return MergeWish(pairs[0], tuple(pairs[1:]), name_of or pairs[0][0])


def _three(desk: OpenDesk) -> tuple[ContactId, ContactId, ContactId]:
    lan = desk.contacts.create(
        NewContact("Lan", ("0908123331",), ("lan@x.vn",), None, None, None, None, "first")
    )
    twin = desk.contacts.create(
        NewContact(
            "Lan Phạm",
            ("+84 908 123 331", "0911222333"),
            ("LAN@x.vn", "pham@y.vn"),
            "ACME",
            "Director",
            4,
            None,
            "second",
        )
    )
    third = desk.contacts.create(NewContact(None, ("113",), (), "Other", None, 1, None, "first"))
    for number in (lan, twin, twin, third):
        add_ticket(desk, f"of {number}", contact_id=number)
    return lan, twin, third


def test_a_merge_unites_and_moves_and_the_old_ids_lead_to_the_survivor(desk: OpenDesk) -> None:
    lan, twin, third = _three(desk)
    merged = desk.contacts.merge(wish(desk, lan, twin, third, name_of=twin))
    assert merged.tickets == 3
    for number in (lan, twin, third):
        page = desk.contacts.page(number, NOBODY)
        assert page.contact == desk.people.contact(number, NOBODY)
        assert page.contact.id == lan
    contact = desk.contacts.page(lan, NOBODY).contact
    assert (contact.name, contact.title, contact.company, contact.rating, contact.notes) == (
        "Lan Phạm",
        "Director",
        "ACME",
        4,
        "first\n\nsecond",
    )
    assert contact.phones == ("0908123331", "0911222333", "113")
    assert contact.emails == ("lan@x.vn", "pham@y.vn")
    assert desk.contacts.page(lan, NOBODY).ticket_count == 4
    assert list(desk.contacts.ids(ContactSpec(), NOBODY)) == [lan]
    assert desk.contacts.rows([twin], NOBODY) == (None,)
    assert serials(desk, 'contact:="lan pham"') == [1, 2, 3, 4]
    assert serials(desk, "pham@y.vn") == [1, 2, 3, 4]
    assert serials(desk, "phone:113") == [1, 2, 3, 4]
    moved = desk.tickets.detail(serials(desk, '"of 2"')[0], NOBODY)  # type: ignore[arg-type]  # an int
    assert [line.field for line in moved.activities] == ["created", "contact"]
    assert (moved.version, moved.updated_at) == (2, moved.created_at)
    add_ticket(desk, "late", contact_id=twin)
    assert serials(desk, "late pham@y.vn") == [5]


def test_an_undone_merge_leaves_everything_as_it_was(desk: OpenDesk) -> None:
    lan, twin, third = _three(desk)
    before = stored(desk)
    merged = desk.contacts.merge(wish(desk, lan, twin, third, name_of=twin))
    assert stored(desk) != before
    desk.contacts.undo_merge(merged)
    assert stored(desk) == before
    again = desk.contacts.merge(wish(desk, twin, lan))
    assert again.tickets == 1
    desk.contacts.undo_merge(again)
    assert stored(desk) == before
    with pytest.raises(Conflict):
        desk.contacts.undo_merge(again)


def test_a_survivor_without_points_takes_and_gives_back_the_first(desk: OpenDesk) -> None:
    bare = desk.contacts.create(NewContact("Bare"))
    rich = desk.contacts.create(NewContact("Rich", ("0908123331",), ("r@x.vn",)))
    before = stored(desk)
    merged = desk.contacts.merge(wish(desk, bare, rich))
    row = desk.contacts.rows([bare], NOBODY)[0]
    assert row is not None
    assert (row.name, row.phone, row.email) == ("Bare", "0908123331", "r@x.vn")
    desk.contacts.undo_merge(merged)
    assert stored(desk) == before


_KEYS = ("tier", "city", "team")


def _text_field(connection: Connection, owner: str, key: str) -> int:
    made = connection.execute(
        schema.custom_field.insert()
        .values(
            owner=owner, key=key, label=key, kind="text", position=0,
            is_active=1, required_to_create=0, required_to_close=0, version=1,
        )
        .returning(schema.custom_field.c.id)
    )  # fmt: skip
    return int(made.scalar_one())


def test_custom_values_fill_what_the_survivor_lacks_and_go_back(desk: OpenDesk) -> None:
    lan, twin, third = _three(desk)

    def work(connection: Connection) -> None:
        tier, city, team = (_text_field(connection, "contact", key) for key in _KEYS)
        for number, field, text in (
            (lan, tier, "gold"),
            (twin, tier, "silver"),
            (twin, city, "Huế"),
            (third, city, "Vinh"),
            (third, team, "red"),
        ):
            connection.execute(
                schema.contact_value.insert().values(
                    contact_id=number, field_id=field, position=0, text_value=text
                )
            )

    desk.session.database.write(work)
    before = stored(desk)
    merged = desk.contacts.merge(wish(desk, lan, twin, third))
    found = dict(desk.contacts.page(lan, NOBODY).contact.custom)
    assert found == {"tier": "gold", "city": "Huế", "team": "red"}
    desk.contacts.undo_merge(merged)
    assert stored(desk) == before


def test_an_undo_is_refused_whole_when_something_changed_meanwhile(desk: OpenDesk) -> None:
    lan, twin, third = _three(desk)
    merged = desk.contacts.merge(wish(desk, lan, twin))
    moved = serials(desk, '"of 2"')
    desk.tickets.edit(TicketEdit(moved[0], None, (("contact_id", third),)))  # type: ignore[arg-type]  # an int
    before = stored(desk)
    with pytest.raises(Conflict) as caught:
        desk.contacts.undo_merge(merged)
    assert (caught.value.key, caught.value.values) == ("merge_undo_tickets", {"count": 1})
    assert stored(desk) == before
    desk.contacts.edit(lan, merged.survivor[1], {"rating": 1})
    with pytest.raises(Conflict) as caught:
        desk.contacts.undo_merge(merged)
    assert caught.value.key == "merge_undo_changed"


def test_a_merge_of_the_survivor_bars_the_undo_of_the_first_merge(desk: OpenDesk) -> None:
    lan, twin, third = _three(desk)
    start = stored(desk)
    first = desk.contacts.merge(wish(desk, lan, twin))
    middle = stored(desk)
    second = desk.contacts.merge(wish(desk, third, lan))
    assert desk.contacts.page(twin, NOBODY).contact.id == third
    with pytest.raises(Conflict):
        desk.contacts.undo_merge(first)
    desk.contacts.undo_merge(second)
    assert stored(desk) == middle
    # The versions went on, so the first undo knows that something happened in between.
    with pytest.raises(Conflict):
        desk.contacts.undo_merge(first)
    assert stored(desk) == middle != start
    # Who undid it knows that nothing else did.
    desk.contacts.undo_merge(rebased(first, second))
    assert stored(desk) == start


def test_a_merge_needs_two_of_which_none_changed(desk: OpenDesk) -> None:
    lan, twin, _third = _three(desk)
    old = wish(desk, lan, twin)
    with pytest.raises(Invalid):
        desk.contacts.merge(MergeWish((lan, 1), (), lan))
    with pytest.raises(Invalid):
        desk.contacts.merge(MergeWish((lan, 1), ((lan, 1),), lan))
    with pytest.raises(ValueError, match="name"):
        desk.contacts.merge(MergeWish((lan, 1), ((twin, 1),), 99))
    with pytest.raises(NotFound):
        desk.contacts.merge(MergeWish((lan, 1), ((99, 1),), lan))
    desk.contacts.edit(twin, 1, {"rating": 1})
    with pytest.raises(Conflict):
        desk.contacts.merge(old)
    merged = desk.contacts.merge(wish(desk, lan, twin))
    with pytest.raises(Conflict):  # a merged one is no contact to merge
        desk.contacts.merge(MergeWish(merged.survivor, merged.duplicates, lan))
    with pytest.raises(Conflict) as caught:
        desk.contacts.edit(twin, 3, {"name": "Late"})
    assert caught.value.key == "contact_merged"


def test_notes_too_long_together_are_refused(desk: OpenDesk) -> None:
    ids = [
        desk.contacts.create(NewContact(letter, notes=letter * 600_000)) for letter in ("a", "b")
    ]
    with pytest.raises(Invalid) as caught:
        desk.contacts.merge(wish(desk, *ids))
    assert caught.value.problems[0].key == "merge_notes_too_long"


def _role(desk: OpenDesk, *, contacts: str = "all", rights: str = "merge,edit") -> None:
    add_role(desk, "narrow", tickets="own", contacts=contacts, phones="masked", rights=rights)
    add_agent(desk, "minh", role="narrow")


def test_tickets_out_of_sight_move_and_are_not_counted(database_url: str) -> None:
    with opened(database_url) as desk:
        lan, twin, _third = _three(desk)
        _role(desk)
        before = stored(desk)
    with opened(database_url, as_="minh") as desk:
        merged = desk.contacts.merge(wish(desk, lan, twin))
        assert merged.tickets == 0
        assert "0911" not in repr(merged)
    with opened(database_url) as desk:
        assert desk.contacts.page(lan, NOBODY).ticket_count == 3
    with opened(database_url, as_="minh") as desk:
        desk.contacts.undo_merge(merged)
    with opened(database_url) as desk:
        assert stored(desk) == before


def test_a_merge_needs_the_right_and_sight_of_all(database_url: str) -> None:
    with opened(database_url) as desk:
        lan, twin, _third = _three(desk)
        _role(desk, contacts="unmanaged")
        add_role(desk, "reader", contacts="all", rights="edit")
        mai = add_agent(desk, "mai", role="reader")
        desk.contacts.edit(twin, 1, {"manager_id": mai})
        asked = wish(desk, lan, twin)
        merged = desk.contacts.merge(asked)
    for login, error in (("minh", NotFound), ("mai", NotAllowed)):
        with opened(database_url, as_=login) as desk, pytest.raises(error):
            desk.contacts.undo_merge(merged)
    with opened(database_url) as desk:
        desk.contacts.undo_merge(merged)
        asked = wish(desk, lan, twin)
    for login, error in (("minh", NotFound), ("mai", NotAllowed)):
        with opened(database_url, as_=login) as desk, pytest.raises(error):
            desk.contacts.merge(asked)


def _firms(desk: OpenDesk) -> tuple[CompanyId, CompanyId]:
    one = desk.companies.create(NewCompany("ACME", "notes"))
    two = desk.companies.create(NewCompany("ACME Ltd", "more"))
    for name, firm in (("A", "ACME"), ("B", "ACME Ltd"), ("C", "ACME Ltd")):
        number = desk.contacts.create(NewContact(name, company=firm))
        add_ticket(desk, contact_id=number)
    return one, two


def test_merged_companies_share_their_people_and_an_undo_parts_them(desk: OpenDesk) -> None:
    one, two = _firms(desk)
    before = stored(desk)
    merged = desk.companies.merge(company_wish(desk, one, two, name_of=two))
    assert merged.tickets == 2
    for number in (one, two):
        page = desk.companies.page(number, NOBODY)
        assert (page.company.id, page.company.name) == (one, "ACME Ltd")
        assert (page.company.notes, page.contact_count) == ("notes\n\nmore", 3)
    assert [row.company for row in desk.contacts.first_page(ContactSpec(), NOBODY)] == [
        "ACME Ltd"
    ] * 3
    assert serials(desk, "company:ltd") == [1, 2, 3]
    with pytest.raises(Conflict) as caught:
        desk.companies.edit(two, 2, {"name": "x"})
    assert caught.value.key == "contact_merged"
    desk.companies.undo_merge(merged)
    assert stored(desk) == before
    with pytest.raises(Conflict) as caught:
        desk.companies.undo_merge(merged)
    assert caught.value.key == "merge_undo_changed"


def test_a_company_taken_elsewhere_meanwhile_bars_the_undo(desk: OpenDesk) -> None:
    one, two = _firms(desk)
    merged = desk.companies.merge(company_wish(desk, one, two))
    moved = desk.contacts.page(ContactId(2), NOBODY).contact
    desk.contacts.edit(moved.id, moved.version, {"company": "Third"})
    before = stored(desk)
    with pytest.raises(Conflict) as caught:
        desk.companies.undo_merge(merged)
    assert (caught.value.key, caught.value.values) == ("merge_undo_contacts", {"count": 1})
    assert stored(desk) == before


def test_custom_values_of_companies_move_too(desk: OpenDesk) -> None:
    one, two = _firms(desk)

    def work(connection: Connection) -> None:
        sector = _text_field(connection, "company", "sector")
        connection.execute(
            schema.company_value.insert().values(
                company_id=two, field_id=sector, position=0, text_value="rail"
            )
        )

    desk.session.database.write(work)
    before = stored(desk)
    merged = desk.companies.merge(company_wish(desk, one, two))
    assert desk.companies.page(one, NOBODY).company.custom == (("sector", "rail"),)
    desk.companies.undo_merge(merged)
    assert stored(desk) == before


def test_a_merge_of_companies_needs_two_of_which_none_changed(desk: OpenDesk) -> None:
    one, two = _firms(desk)
    old = company_wish(desk, one, two)
    desk.companies.edit(two, 1, {"notes": None})
    with pytest.raises(Conflict):
        desk.companies.merge(old)
    with pytest.raises(NotFound):
        desk.companies.merge(MergeWish((one, 1), ((99, 1),), one))


def test_a_merge_of_companies_needs_the_right_and_sight_of_all(database_url: str) -> None:
    with opened(database_url) as desk:
        one, two = _firms(desk)
        _role(desk, contacts="managed")
        add_role(desk, "reader", contacts="all", rights="edit")
        add_agent(desk, "mai", role="reader")
        asked = company_wish(desk, one, two)
    for login, error in (("minh", NotFound), ("mai", NotAllowed)):
        with opened(database_url, as_=login) as desk, pytest.raises(error):
            desk.companies.merge(asked)
    with opened(database_url) as desk:
        merged = desk.companies.merge(asked)
    for login, error in (("minh", NotFound), ("mai", NotAllowed)):
        with opened(database_url, as_=login) as desk, pytest.raises(error):
            desk.companies.undo_merge(merged)


def test_a_circle_of_merges_ends(desk: OpenDesk) -> None:
    lan, twin, _third = _three(desk)

    def work(connection: Connection) -> None:
        for number, into in ((lan, twin), (twin, lan)):
            connection.execute(
                update(schema.contact).where(schema.contact.c.id == number).values(merged_into=into)
            )

    desk.session.database.write(work)
    assert desk.contacts.page(lan, NOBODY).contact.id in {lan, twin}


def test_what_was_merged_is_told_to_other_windows(desk: OpenDesk) -> None:
    lan, twin, _third = _three(desk)
    one, two = _firms(desk)
    desk.live.begin()
    desk.contacts.merge(wish(desk, lan, twin))
    assert desk.live.wait(NOBODY, 5.0).contacts == {lan, twin}
    desk.companies.merge(company_wish(desk, one, two))
    assert desk.live.wait(NOBODY, 5.0).companies == {one, two}


_NAMES = st.sampled_from([None, "Lan", "LẠN", "Đức", "Mai Phạm"])
_PHONES = st.lists(st.sampled_from(["0908123331", "+84908123331", "113", "0911222333"]), max_size=3)
_EMAILS = st.lists(st.sampled_from(["a@x.vn", "A@x.vn", "b@y.vn"]), max_size=2)
_CONTACTS = st.builds(
    NewContact,
    _NAMES,
    _PHONES.map(tuple),
    _EMAILS.map(tuple),
    st.sampled_from([None, "ACME", "Zoo"]),
    st.sampled_from([None, "Boss"]),
    st.sampled_from([None, 1, 5]),
    st.none(),
    st.sampled_from([None, "note", "other"]),
).filter(lambda new: bool(new.name or new.phones or new.emails))


def test_any_merges_are_taken_back_whole_the_last_one_first(desk: OpenDesk) -> None:
    @settings(max_examples=8, deadline=None)
    @given(st.lists(_CONTACTS, min_size=3, max_size=5), st.data())
    def taken_back(new: list[NewContact], data: st.DataObject) -> None:
        ids = [int(desk.contacts.create(one)) for one in new]
        for number in ids:
            for _ in range(data.draw(st.integers(0, 2))):
                add_ticket(desk, f"of {number}", contact_id=ContactId(number))
        before = stored(desk)
        done: list[tuple[Merged, dict[str, list[Any]]]] = []
        there = list(ids)
        while len(there) > 1 and len(done) < 3:
            chosen = data.draw(st.permutations(there).map(lambda some: some[:2]))
            was = stored(desk)
            name_of = data.draw(st.sampled_from(chosen))
            asked = wish(desk, *chosen, name_of=name_of)
            names = {part.contact.id: part.contact.name for part in parts_of(desk, chosen)}
            done.append((desk.contacts.merge(asked), was))
            page = desk.contacts.page(ContactId(chosen[1]), NOBODY)
            assert page.contact.id == chosen[0]
            assert page.contact.name == names[ContactId(name_of)]
            there.remove(chosen[1])
        everyone = {desk.contacts.page(ContactId(number), NOBODY).contact.id for number in ids}
        assert everyone == set(there)
        undone: list[Merged] = []
        for merged, was in reversed(done):
            older = merged
            for later in undone:
                older = rebased(older, later)
            desk.contacts.undo_merge(older)
            undone.append(older)
            assert stored(desk) == was
        assert stored(desk) == before
        assert not _records(desk)

    taken_back()


def parts_of(desk: OpenDesk, ids: list[int]) -> tuple[MergePart, ...]:
    """What is to be merged."""
    return desk.contacts.merge_parts(ids, NOBODY)


def _merges(desk: OpenDesk, number: int) -> list[tuple[str, ...]]:
    return [one.names for one in desk.contacts.page(ContactId(number), NOBODY).merges]


def test_a_merge_is_taken_back_from_what_is_stored(desk: OpenDesk) -> None:
    lan, twin, third = _three(desk)
    before = stored(desk)
    merged = desk.contacts.merge(wish(desk, lan, twin, third, name_of=twin))
    page = desk.contacts.page(lan, NOBODY)
    (told,) = page.merges
    assert told.names == ("Lan Phạm", "113")
    assert told.merged == merged
    assert desk.contacts.page(twin, NOBODY).merges == page.merges
    desk.contacts.undo_merge(told.merged)
    assert stored(desk) == before
    assert not _records(desk)
    assert _merges(desk, lan) == []


def test_stored_merges_are_taken_back_one_after_the_other_the_last_one_first(
    desk: OpenDesk,
) -> None:
    lan, twin, third = _three(desk)
    before = stored(desk)
    desk.contacts.merge(wish(desk, lan, twin))
    between = stored(desk)
    desk.contacts.merge(wish(desk, lan, third))
    assert _merges(desk, lan) == [("113",), ("Lan Phạm",)]
    last, first = desk.contacts.page(lan, NOBODY).merges
    with pytest.raises(Conflict) as refusal:
        desk.contacts.undo_merge(first.merged)
    assert refusal.value.key == "merge_undo_changed"
    desk.contacts.undo_merge(last.merged)
    assert stored(desk) == between
    (first,) = desk.contacts.page(lan, NOBODY).merges
    desk.contacts.undo_merge(first.merged)
    assert stored(desk) == before


def test_a_merge_of_what_was_merged_shows_each_at_its_own(desk: OpenDesk) -> None:
    lan, twin, third = _three(desk)
    before = stored(desk)
    desk.contacts.merge(wish(desk, twin, lan))
    desk.contacts.merge(wish(desk, third, twin))
    assert _merges(desk, third) == [("Lan Phạm",)]
    (last,) = desk.contacts.page(third, NOBODY).merges
    desk.contacts.undo_merge(last.merged)
    assert _merges(desk, third) == []
    (first,) = desk.contacts.page(twin, NOBODY).merges
    desk.contacts.undo_merge(first.merged)
    assert stored(desk) == before


def test_a_stored_merge_of_companies_is_taken_back(desk: OpenDesk) -> None:
    acme = desk.companies.create(NewCompany("ACME", "steel"))
    other = desk.companies.create(NewCompany("Other", "wood"))
    for number in range(3):
        desk.contacts.create(NewContact(f"Lan {number}", (), (), "Other"))
    before = stored(desk)
    desk.companies.merge(company_wish(desk, acme, other))
    (told,) = desk.companies.page(acme, NOBODY).merges
    assert told.names == ("Other",)
    desk.companies.undo_merge(told.merged)
    # The contacts have moved twice since.
    assert stored(desk) == before
    assert desk.companies.page(acme, NOBODY).merges == ()


def test_who_does_not_see_all_parts_is_offered_no_undo(database_url: str) -> None:
    with opened(database_url) as boss:
        add_role(boss, "narrow", contacts="managed", rights="merge,edit")
        lan_id = add_agent(boss, "lan", role="narrow")
        mine = boss.contacts.create(NewContact("Mine", ("113",), manager_id=lan_id))
        hidden = boss.contacts.create(NewContact("Hidden", ("114",)))
        boss.contacts.merge(wish(boss, mine, hidden))
        assert _merges(boss, mine) == [("Hidden",)]
        with opened(database_url, "lan") as lan:
            assert _merges(lan, mine) == []


def test_a_remembered_merge_outlives_a_merge_of_its_company(desk: OpenDesk) -> None:
    lan = desk.contacts.create(NewContact("Lan", ("113",), (), "Old"))
    twin = desk.contacts.create(NewContact("Lan Phạm", ("114",), (), "Other"))
    desk.contacts.merge(wish(desk, lan, twin, name_of=twin))
    between = stored(desk)
    firms = {one.name: int(one.id) for one in desk.companies.first_page(ContactSpec(), NOBODY)}
    assert _records(desk) == 1
    joined = desk.companies.merge(company_wish(desk, firms["Other"], firms["Old"]))
    assert _records(desk) == 2
    assert _merges(desk, lan) == [("Lan Phạm",)]
    # The contact that moved has another version now, so its own merge waits for that one's undo.
    desk.companies.undo_merge(joined)
    assert stored(desk) == between
    assert _records(desk) == 1

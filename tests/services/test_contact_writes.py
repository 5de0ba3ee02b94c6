"""Contacts and companies made and changed by hand."""

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec, NewCompany
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.people import AgentId, CompanyId, NewContact
from helpdesk_desktop.services.desk import OpenDesk
from tests.builders import add_agent, add_role, add_ticket, opened, serials

NOBODY = Cancellation()


def test_a_contact_is_made_with_all_it_has_and_told_to_others(desk: OpenDesk) -> None:
    manager = add_agent(desk, "minh")
    desk.live.begin()
    made = desk.contacts.create(
        NewContact(
            "Lan",
            ("0908 123 331", "+84908123331", "113"),
            ("lan@x.vn",),
            "ACME",
            "Boss",
            3,
            manager,
            "notes",
        )
    )
    assert desk.live.wait(NOBODY, 5.0).contacts == {made}
    page = desk.contacts.page(made, NOBODY)
    contact = page.contact
    assert contact.phones == ("0908 123 331", "113")
    assert page.phone_forms == ("+84908123331", None)
    assert (contact.name, contact.title, contact.company, contact.rating, contact.notes) == (
        "Lan",
        "Boss",
        "ACME",
        3,
        "notes",
    )
    assert contact.manager_id == manager


@pytest.mark.parametrize("phone", ["12ab", "12", "phone", "0908123331 home"])
def test_a_text_that_is_no_number_is_refused(desk: OpenDesk, phone: str) -> None:
    with pytest.raises(Invalid) as caught:
        desk.contacts.create(NewContact("Lan", (phone,)))
    assert [(one.key, one.field) for one in caught.value.problems] == [("bad_phone", "phones")]
    with pytest.raises(Invalid):
        desk.contacts.spell_phone(phone)
    with pytest.raises(Invalid):
        add_ticket(desk, new_contact=NewContact("Lan", (phone,)))
    assert desk.contacts.count(ContactSpec(), NOBODY) == 0


def test_a_number_is_spelt_by_the_default_region(desk: OpenDesk) -> None:
    assert desk.contacts.spell_phone("0908 123 331") == "+84908123331"
    assert desk.contacts.spell_phone("113") == "113"


def test_an_empty_contact_or_one_with_wrong_values_is_refused(desk: OpenDesk) -> None:
    for new in (NewContact(), NewContact(title="Boss"), NewContact(notes="x")):
        with pytest.raises(Invalid) as caught:
            desk.contacts.create(new)
        assert caught.value.problems[0].key == "contact_empty"
    with pytest.raises(Invalid) as caught:
        desk.contacts.create(NewContact("x", manager_id=AgentId(99), notes="\0"))
    assert {one.field for one in caught.value.problems} == {"manager_id", "notes"}


def test_a_bad_number_that_was_there_does_not_bar_another_change(desk: OpenDesk) -> None:
    made = desk.contacts.create(NewContact("Lan", ("0908123331",)))

    def spoil(connection: object) -> None:
        from sqlalchemy import Connection, update  # noqa: PLC0415  # for this alone

        from helpdesk_desktop.storage.schema import contact_point  # noqa: PLC0415  # as above

        assert isinstance(connection, Connection)
        connection.execute(update(contact_point).values(value="12ab"))

    desk.session.database.write(spoil)
    changed = desk.contacts.edit(made, 1, {"phones": ("12ab", "0911222333")})
    assert changed.phones == ("12ab", "0911222333")
    with pytest.raises(Invalid):
        desk.contacts.edit(made, 2, {"phones": ("34cd",)})


def test_the_search_of_contacts_and_tickets_follows_an_edit(desk: OpenDesk) -> None:
    made = desk.contacts.create(NewContact("Lan", (), ("lan@x.vn",), None, "Boss"))
    add_ticket(desk, contact_id=made)

    def found(text: str) -> list[int]:
        return list(desk.contacts.ids(ContactSpec(text), NOBODY))

    desk.contacts.edit(made, 1, {"name": "Mai", "title": "Clerk"})
    assert [found(word) for word in ("lan boss", "mai", "clerk", "lan@x")] == [
        [],
        [made],
        [made],
        [made],
    ]
    desk.contacts.edit(made, 2, {"emails": ("mai@y.vn",), "company": "Đông Á"})
    assert [found(word) for word in ("lan", "mai@y", "dong a")] == [[], [made], [made]]
    assert [serials(desk, word) for word in ("lan", "mai", "mai@y.vn")] == [[], [1], [1]]


def test_a_company_is_made_renamed_and_told_to_others(desk: OpenDesk) -> None:
    desk.live.begin()
    made = desk.companies.create(NewCompany(" ACME\n", "note"))
    assert desk.live.wait(NOBODY, 5.0).companies == {made}
    desk.contacts.create(NewContact("Lan", company="acme "))
    changed = desk.companies.edit(made, 1, {"name": "Zoo", "notes": None})
    assert (changed.name, changed.notes, changed.version) == ("Zoo", None, 2)
    assert desk.contacts.first_page(ContactSpec(), NOBODY)[0].company in {"Zoo", "acme "}
    spec = ContactSpec("zoo")
    assert desk.companies.count(spec, NOBODY) == 1


def test_wrong_values_of_a_company_are_told(desk: OpenDesk) -> None:
    for name in ("", "  ", "n" * 201):
        with pytest.raises(Invalid) as caught:
            desk.companies.create(NewCompany(name))
        assert len(caught.value.problems) == 1
    made = desk.companies.create(NewCompany("ACME"))
    with pytest.raises(Invalid) as caught:
        desk.companies.edit(made, 1, {"notes": "\0", "colour": "red"})
    assert {one.field for one in caught.value.problems} == {"notes", "colour"}
    with pytest.raises(NotFound):
        desk.companies.edit(CompanyId(99), 1, {})
    desk.companies.edit(made, 1, {"name": "Zoo"})
    with pytest.raises(Conflict) as clash:
        desk.companies.edit(made, 1, {"name": "Late"})
    assert clash.value.current_version == 2


def test_rights_are_asked_before_anything_is_made_or_changed(database_url: str) -> None:
    with opened(database_url) as desk:
        company = desk.companies.create(NewCompany("ACME"))
        contact = desk.contacts.create(NewContact("Lan"))
        add_role(desk, "reader", contacts="all")
        add_agent(desk, "mai", role="reader")
    with opened(database_url, as_="mai") as desk:
        for write in (
            lambda: desk.contacts.create(NewContact("x")),
            lambda: desk.companies.create(NewCompany("x")),
            lambda: desk.contacts.edit(contact, 1, {"name": "x"}),
            lambda: desk.companies.edit(company, 1, {"name": "x"}),
        ):
            with pytest.raises(NotAllowed):
                write()


def test_a_number_in_the_place_of_the_name_is_a_number(desk: OpenDesk) -> None:
    made = desk.contacts.create(NewContact("0908 123 331", ("+84908123331", "0907 111 222")))
    found = desk.people.contact(made, Cancellation())
    assert (found.name, found.phones) == (None, ("+84908123331", "0907 111 222"))
    alone = desk.contacts.create(NewContact(" 0908-123-332 "))
    assert desk.people.contact(alone, Cancellation()).phones == ("0908-123-332",)


def test_a_name_is_not_changed_into_a_number(desk: OpenDesk) -> None:
    made = desk.contacts.create(NewContact("Mai"))
    with pytest.raises(Invalid) as refused:
        desk.people.edit_contact(made, 1, {"name": "+84 908 123 331"})
    (problem,) = refused.value.problems
    assert (problem.field, problem.code.value) == ("name", "pattern")
    assert "phone number" in problem.message
    assert desk.people.contact(made, Cancellation()).name == "Mai"

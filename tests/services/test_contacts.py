import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.people import ContactDetail, ContactId, NewContact
from helpdesk_desktop.domain.ticket import NewTicket
from helpdesk_desktop.services.desk import OpenDesk
from tests.builders import add_agent, add_role, add_ticket, opened, serials, spec

LAN = NewContact("Lan Phạm", ("0908123331",), ("lan@example.vn",), "ACME")


def _contact(desk: OpenDesk) -> ContactDetail:
    saved = add_ticket(desk, "alpha", new_contact=LAN)
    found = desk.tickets.detail(saved.serial, Cancellation()).contact
    assert found is not None
    return found


def test_every_field_of_a_contact_can_be_changed(database_url: str) -> None:
    with opened(database_url) as desk:
        before = _contact(desk)
        manager = add_agent(desk, "minh")
        changed = desk.people.edit_contact(
            before.id,
            before.version,
            {
                "name": "Lan Anh",
                "title": "Director",
                "company": "Mới",
                "rating": 5,
                "notes": "calls\nearly",
                "manager_id": manager,
                "phones": ("0911222333", "113"),
                "emails": ("anh@example.vn", "lan@example.vn"),
            },
        )
        assert changed == desk.people.contact(before.id, Cancellation())
        row = desk.tickets.first_page(spec(desk, ""), Cancellation())[0]
    assert changed.version == 2
    assert (changed.name, changed.title, changed.company) == ("Lan Anh", "Director", "Mới")
    assert (changed.rating, changed.notes, changed.manager_id) == (5, "calls\nearly", manager)
    assert changed.phones == ("0911222333", "113")
    assert changed.emails == ("anh@example.vn", "lan@example.vn")
    assert (row.contact, row.phone, row.email) == ("Lan Anh", "0911222333", "anh@example.vn")


def test_fields_can_be_emptied_while_something_names_the_contact(database_url: str) -> None:
    with opened(database_url) as desk:
        contact = _contact(desk)
        changed = desk.people.edit_contact(
            contact.id,
            1,
            {"name": None, "company": None, "notes": "", "manager_id": None, "emails": ()},
        )
        assert (changed.name, changed.company, changed.emails) == (None, None, ())
        with pytest.raises(Invalid) as caught:
            desk.people.edit_contact(contact.id, 2, {"phones": ()})
    assert caught.value.problems[0].key == "contact_empty"


def test_a_renamed_contact_renames_its_tickets_for_search_and_sorting(database_url: str) -> None:
    with opened(database_url) as desk:
        contact = _contact(desk)
        other = add_ticket(desk, "beta", new_contact=NewContact(name="Mai"))
        assert serials(desk, "pham") == [1]
        desk.people.edit_contact(contact.id, 1, {"name": "Zoé", "emails": ("zoe@x.vn",)})
        found = {word: serials(desk, word) for word in ("pham", "zoe", "alpha", "lan")}
        found |= {"contact:zoe": serials(desk, "contact:zoe")}
    assert found == {"pham": [], "zoe": [1], "alpha": [1], "lan": [], "contact:zoe": [1]}
    assert other.serial == 2


def test_an_edit_of_an_older_version_is_a_conflict(database_url: str) -> None:
    with opened(database_url) as desk:
        contact = _contact(desk)
        desk.people.edit_contact(contact.id, 1, {"rating": 1})
        with pytest.raises(Conflict) as caught:
            desk.people.edit_contact(contact.id, 1, {"rating": 2})
    assert caught.value.current_version == 2


def test_wrong_values_are_told_and_nothing_changes(database_url: str) -> None:
    with opened(database_url) as desk:
        contact = _contact(desk)
        with pytest.raises(Invalid) as caught:
            desk.people.edit_contact(
                contact.id,
                1,
                {
                    "name": "n" * 201,
                    "rating": 9,
                    "notes": "\0",
                    "manager_id": 99,
                    "phones": ("call",),
                    "emails": ("no",),
                    "colour": "red",
                },
            )
        assert [problem.field for problem in caught.value.problems] == [
            "name",
            "rating",
            "notes",
            "manager_id",
            "colour",
            "phones",
            "emails",
        ]
        assert desk.people.contact(contact.id, Cancellation()) == contact


def test_a_masked_role_cannot_replace_numbers_it_never_saw(database_url: str) -> None:
    with opened(database_url) as desk:
        contact = _contact(desk)
        add_role(desk, "masked", tickets="all", contacts="all", phones="masked", rights="edit")
        add_agent(desk, "minh", role="masked")
    with opened(database_url, as_="minh") as desk:
        with pytest.raises(Invalid):
            desk.people.edit_contact(contact.id, 1, {"phones": ("0911222333",)})
        assert desk.people.edit_contact(contact.id, 1, {"rating": 2}).phones == ("•••• 331",)


def test_a_contact_out_of_sight_cannot_be_changed(database_url: str) -> None:
    with opened(database_url) as desk:
        contact = _contact(desk)
        add_role(desk, "narrow", contacts="managed", rights="edit")
        add_role(desk, "reader", contacts="all")
        add_agent(desk, "minh", role="narrow")
        add_agent(desk, "mai", role="reader")
        with pytest.raises(NotFound):
            desk.people.edit_contact(ContactId(99), 1, {})
    with opened(database_url, as_="minh") as desk, pytest.raises(NotFound):
        desk.people.edit_contact(contact.id, 1, {"rating": 1})
    with opened(database_url, as_="mai") as desk, pytest.raises(NotAllowed):
        desk.people.edit_contact(contact.id, 1, {"rating": 1})


def test_a_contact_may_be_handed_over_out_of_one_s_own_sight(database_url: str) -> None:
    with opened(database_url) as desk:
        contact = _contact(desk)
        add_role(desk, "narrow", contacts="unmanaged", rights="edit")
        add_agent(desk, "minh", role="narrow")
        mai = add_agent(desk, "mai")
    with opened(database_url, as_="minh") as desk:
        desk.people.edit_contact(contact.id, 1, {"manager_id": mai})
        with pytest.raises(NotFound):
            desk.people.contact(contact.id, Cancellation())


def test_a_hidden_contact_cannot_be_given_to_a_ticket(database_url: str) -> None:
    with opened(database_url) as desk:
        contact = _contact(desk)
        add_role(desk, "narrow", contacts="managed", rights="create")
        add_agent(desk, "minh", role="narrow")
    with opened(database_url, as_="minh") as desk:
        new = NewTicket(uid=desk.session.new_uid(), subject="x", contact_id=contact.id)
        with pytest.raises(Invalid) as caught:
            desk.tickets.create(new)
    assert caught.value.problems[0].message == "There is no such contact."

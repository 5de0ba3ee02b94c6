import pytest

from helpdesk_desktop.domain.contact_rules import CheckedContact, check_contact
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.people import NewContact


def _check(contact: NewContact) -> tuple[CheckedContact | None, list[Problem]]:
    problems: list[Problem] = []
    return check_contact(contact, problems, prefix="new_contact."), problems


def test_a_contact_with_nothing_in_it_is_no_contact() -> None:
    assert _check(NewContact(name=" ", phones=("",), emails=(" ",))) == (None, [])


@pytest.mark.parametrize(
    "contact", [NewContact(company="Acme"), NewContact(title="Boss"), NewContact(rating=3)]
)
def test_a_contact_needs_a_name_a_number_or_an_address(contact: NewContact) -> None:
    checked, problems = _check(contact)
    assert checked is None
    assert [(problem.field, problem.code) for problem in problems] == [("new_contact", "required")]


def test_every_fault_of_a_contact_is_told_at_its_field() -> None:
    _, problems = _check(
        NewContact(
            name="n" * 201,
            title="t\0",
            company="c" * 201,
            rating=6,
            phones=("call me", "1" * 41),
            emails=("nobody", "a" * 255, "\ud800@x.vn"),
        )
    )
    assert [(problem.field, problem.code.value) for problem in problems] == [
        ("new_contact.name", "too_long"),
        ("new_contact.title", "bad_text"),
        ("new_contact.company", "too_long"),
        ("new_contact.rating", "bad_number"),
        ("new_contact.phones", "pattern"),
        ("new_contact.phones", "too_long"),
        ("new_contact.emails", "pattern"),
        ("new_contact.emails", "too_long"),
        ("new_contact.emails", "bad_text"),
    ]
    assert all(problem.message for problem in problems)


def test_the_same_number_or_address_given_twice_counts_once() -> None:
    checked, problems = _check(
        NewContact(
            phones=("0908 123 331", "+84908123331", "113"), emails=("A@x.vn", "a@X.vn", "b@x.vn")
        )
    )
    assert problems == []
    assert checked is not None
    assert [phone.value for phone in checked.phones] == ["0908 123 331", "113"]
    assert [email.value for email in checked.emails] == ["A@x.vn", "b@x.vn"]


def test_a_number_in_the_place_of_the_name_is_a_number() -> None:
    checked, problems = _check(NewContact(name="0908 123 331", phones=("0907 111 222",)))
    assert problems == []
    assert checked is not None
    assert checked.name is None
    assert [one.value for one in checked.phones] == ["0907 111 222", "0908 123 331"]


def test_a_company_alone_may_be_called_by_a_number() -> None:
    checked, problems = _check(NewContact(name="1080", company="1080"))
    assert (problems, checked and checked.name) == ([], "1080")


def test_what_is_shown_instead_of_a_number_is_neither_a_number_nor_a_name() -> None:
    _, problems = _check(NewContact(name="•••• 331", phones=(" •••• 331",)))
    assert [(one.field, one.key) for one in problems] == [
        ("new_contact.phones", "bad_phone"),
        ("new_contact.name", "bad_phone"),
    ]
